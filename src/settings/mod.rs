//! What an app says about itself: `tsconfig.json`, `vite.config.*`, `components.json`, PostCSS and browsers, `.env` files. A pure function of the snapshot and the host's options;
//! nothing is run.

mod components;
mod dotenv;
mod plugins;
mod postcss;
mod theme;
mod tsconfig;
mod vite;

use crate::diagnostic::{Diagnostic, Severity};
use crate::options::Options;
use crate::source::Snapshot;

pub(crate) use theme::{THEME, theme};

/// The options that hold for one app, and what could not be read.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) options: Options,
    pub(crate) warnings: Vec<Diagnostic>,
    /// What the app says about its builds.
    pub(crate) build: BuildSettings,
    /// Where the `.env` files are.
    env_folder: String,
}

/// What an app says about its builds; previews do not ask.
#[derive(Debug, Clone, Default)]
pub(crate) struct BuildSettings {
    /// Vite's `base`, with a slash at its end.
    pub(crate) base: Option<String>,
    /// Documents and modules to start from, as paths from the app's root, and their names if they have some; empty: its `index.html`.
    pub(crate) entries: Vec<(Option<String>, String)>,
}

/// Files whose content decides the settings; an edit of anything else leaves them.
pub(crate) fn is_source(path: &str) -> bool {
    dotenv::is_source(path) || tsconfig::is_source(path) || vite::is_source(path) || postcss::is_source(path) || components::is_source(path)
}

/// Reads the settings of an app. What the host says wins over what the app says, except where the host said nothing.
pub(crate) fn read(snapshot: &Snapshot, host: &Options) -> Settings {
    let mut settings = Settings { options: host.clone(), warnings: Vec::new(), build: BuildSettings::default(), env_folder: String::new() };
    tsconfig::read(snapshot, &mut settings);
    vite::read(snapshot, &mut settings);
    components::read(snapshot, host, &mut settings);
    postcss::read(snapshot, &mut settings);
    dotenv::read(snapshot, host, &mut settings);
    settings
}

/// Text of a file of the app, if there is one and it is text.
fn text<'a>(snapshot: &'a Snapshot, path: &str) -> Option<&'a str> {
    let content = std::str::from_utf8(snapshot.content(path)?).ok()?;
    Some(content.strip_prefix('\u{feff}').unwrap_or(content))
}

/// What is only a pity: the app runs without it.
fn warning(problem: Diagnostic) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, code: "config".into(), ..problem }
}
