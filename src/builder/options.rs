//! What a build is told.

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::transform::CssTargets;

/// What happens to source maps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceMaps {
    /// There are none.
    #[default]
    None,
    /// `app.js.map` beside `app.js`, which does not name it: for error trackers.
    Hidden,
    /// Inside the scripts.
    Inline,
    /// `app.js.map` beside `app.js`, which names it.
    External,
}

/// Sizes that a bundle must keep to, in bytes. What is over is a diagnostic with the code `budget`, before anything is uploaded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Budgets {
    /// All scripts that the page loads before anything runs, as they are sent: gzip.
    pub initial_script_gzip: Option<usize>,
    /// All stylesheets that the page loads at once, gzip.
    pub initial_style_gzip: Option<usize>,
    /// The largest single file.
    pub file: Option<usize>,
    /// All files together.
    pub total: Option<usize>,
}

/// How an app is built. JSON has the same names.
///
/// ```
/// use hotframe::{BuildOptions, SourceMaps};
/// let options = BuildOptions::from_json(r#"{"source_map": "hidden", "budgets": {"total": 5000000}}"#)?;
/// assert_eq!(options.source_map, SourceMaps::Hidden);
/// assert!(BuildOptions::from_json(r#"{"target": ["es5"]}"#).is_err());
/// # Ok::<(), hotframe::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BuildOptions {
    /// Files to start from: documents (`admin/index.html`), which become pages, and modules, whose exports are kept. Default: what the app's
    /// `vite.config` names as `build.rollupOptions.input`, or else its `index.html`.
    pub entries: Vec<String>,
    /// Where the files will stand: a path (`/app/`), an address (`https://cdn.example/app/`), or `./` for anywhere, as long as they stay together.
    /// Default: [`crate::Options::base`] if that is not `/`; what the app's `vite.config` says; or `/`.
    pub base: Option<String>,
    /// Whether scripts and stylesheets are minified. Default: yes.
    pub minify: bool,
    /// Source maps of scripts. Default: none.
    pub source_map: SourceMaps,
    /// `baseline-widely-available` (default), `esnext`, `es2020` to `es2025`, or browsers: `chrome111`, `safari16.4`.
    pub target: Vec<String>,
    /// The folder of everything that has a hash in its name. Default `assets`.
    pub assets_dir: String,
    /// Images, fonts and the like that are smaller become `data:` addresses, in bytes. Default 4,096.
    pub asset_inline_bytes: usize,
    /// Whether licences in comments stay in the scripts. Default: yes.
    pub legal_comments: bool,
    /// Whether functions keep their `name`. Default: no.
    pub keep_names: bool,
    /// Whether `.vite/manifest.json` is part of the files. Default: no; [`crate::Bundle::manifest`] has it anyway.
    pub manifest: bool,
    /// Sizes to keep to.
    pub budgets: Budgets,
    /// Seconds that one build may take. Default 60.
    pub seconds: u64,
    /// Modules of one build, packages included. Default 50,000.
    pub modules: usize,
    /// Source text of one build, packages included, in bytes: what the memory of a build grows with. Default 256 MiB.
    pub source_bytes: usize,
}

impl Default for BuildOptions {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            base: None,
            minify: true,
            source_map: SourceMaps::None,
            target: vec!["baseline-widely-available".into()],
            assets_dir: "assets".into(),
            asset_inline_bytes: 4096,
            legal_comments: true,
            keep_names: false,
            manifest: false,
            budgets: Budgets::default(),
            seconds: 60,
            modules: 50_000,
            source_bytes: 256 << 20,
        }
    }
}

/// <https://web-platform-dx.github.io/baseline/>, as Vite 8 has it.
const BASELINE: [(&str, u32, u32); 5] = [("chrome", 111, 0), ("edge", 111, 0), ("firefox", 114, 0), ("safari", 16, 4), ("ios", 16, 4)];
type Year = (&'static str, [(&'static str, u32, u32); 4]);

/// The first browsers with all of a language version, for stylesheets, which have no versions (as Vite does).
const YEARS: [Year; 3] = [
    ("es2020", [("chrome", 80, 0), ("edge", 80, 0), ("firefox", 80, 0), ("safari", 13, 1)]),
    ("es2021", [("chrome", 85, 0), ("edge", 85, 0), ("firefox", 80, 0), ("safari", 14, 1)]),
    ("es2022", [("chrome", 94, 0), ("edge", 94, 0), ("firefox", 93, 0), ("safari", 16, 4)]),
];
const BROWSERS: [&str; 6] = ["chrome", "edge", "firefox", "safari", "ios", "opera"];

impl BuildOptions {
    /// Reads options from JSON. Fails with [`crate::ErrorKind::InvalidOptions`] on unknown fields, wrong types and unknown targets.
    pub fn from_json(json: &str) -> Result<Self, Error> {
        let options: Self = serde_json::from_str(json).map_err(|problem| Error::invalid("options", problem))?;
        options.check()?;
        Ok(options)
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        let refuse = |why: String| Err(Error::invalid("options", why));
        if let Some(target) = self.target.iter().find(|target| !known(target)) {
            return refuse(format!("{target:?} is no target: use baseline-widely-available, esnext, es2020 or later, or browsers like chrome111"));
        }
        let is_base = |base: &str| {
            let kind = base == "./" || base.starts_with('/') || base.starts_with("https://") || base.starts_with("http://");
            kind && base.ends_with('/') && !base.contains(|letter: char| letter.is_control() || "\"'<>\\?# ".contains(letter))
        };
        if let Some(base) = self.base.as_ref().filter(|base| !is_base(base)) {
            return refuse(format!("base {base:?} must be ./, or a path or an address with a slash at its end"));
        }
        let plain = |name: &str| {
            !name.is_empty()
                && name
                    .split('/')
                    .all(|part| !part.is_empty() && !part.starts_with('.') && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.@".contains(c)))
        };
        if !plain(&self.assets_dir) {
            return refuse(format!("assets_dir {:?} must be a folder below the output", self.assets_dir));
        }
        Ok(())
    }

    /// What scripts are written for.
    pub(super) fn script_target(&self) -> Vec<String> {
        let written = |name: &str, major: u32, minor: u32| if minor == 0 { format!("{name}{major}") } else { format!("{name}{major}.{minor}") };
        self.target
            .iter()
            .flat_map(|target| match target.as_str() {
                "baseline-widely-available" => BASELINE.iter().map(|(name, major, minor)| written(name, *major, *minor)).collect(),
                other => vec![other.to_string()],
            })
            .collect()
    }

    /// What stylesheets are written for; empty: as they are.
    pub(super) fn style_targets(&self) -> CssTargets {
        let owned = |list: &[(&str, u32, u32)]| list.iter().map(|(name, major, minor)| ((*name).to_string(), *major, *minor)).collect::<Vec<_>>();
        self.target
            .iter()
            .flat_map(|target| match target.as_str() {
                "baseline-widely-available" => owned(&BASELINE),
                year if year.starts_with("es") => YEARS.iter().find(|(name, _)| *name == year).map_or_else(Vec::new, |(_, list)| owned(list)),
                browser => version(browser).into_iter().collect(),
            })
            .collect()
    }
}

fn known(target: &str) -> bool {
    let year = target.strip_prefix("es").and_then(|year| year.parse::<u32>().ok());
    matches!(target, "baseline-widely-available" | "esnext") || year.is_some_and(|year| (2020..=2025).contains(&year)) || version(target).is_some()
}

fn version(browser: &str) -> Option<(String, u32, u32)> {
    let name = BROWSERS.iter().find(|name| browser.strip_prefix(**name).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())))?;
    let (major, minor) = browser[name.len()..].split_once('.').unwrap_or((&browser[name.len()..], "0"));
    Some(((*name).to_string(), major.parse().ok()?, minor.parse().ok()?))
}
