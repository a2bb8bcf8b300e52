//! Tailwind, exact: the app's own npm `tailwindcss` (v3 or v4) run in an embedded engine, without Node. Candidates in, CSS out.
//!
//! ```text
//! let engine = Engine::start(version, production, limits)?;      // one per app: a thread, a JavaScript runtime, Tailwind loaded on first use
//! let mut sheet = Sheet::compile(&engine, entry, &files)?;        // one per stylesheet that `is_tailwind`
//! let css: Arc<str> = sheet.update(&files)?;                      // after any edit; the same `Arc` when no rule was added
//! if sheet.depends_on("tailwind.config.ts") { sheet = Sheet::compile(..)? }
//! ```
//!
//! - **Exact**: the bytes are those of the npm package in Node. Autoprefixer is *not* run (prefixes are lightningcss' work, for the targets that
//!   the app has), and neither are other PostCSS plugins.
//! - **Incremental**: like Tailwind's own development servers, `update` adds rules and never takes any away, so a class that is no longer used keeps
//!   its rule until [`Sheet::settle`], or a new `compile`, makes the stylesheet a function of the files again. [`Sheet::leftover`] says whether there is
//!   anything to settle. Production builds compile afresh.
//! - **Contained**: configs and plugins are the tenant's code. They run in the app's own engine, which has a deadline, a memory and a stack limit and
//!   can read only what [`Files`] gives. An engine that hit a limit is dead; its sheets answer with that problem until they are compiled on a new one.
//! - **Threads**: an `Engine` is a thread of its own, so a `Sheet` may be used from any thread, whatever its stack. While it works, the caller's
//!   thread answers its reads: `Files` need be neither `Send` nor `Sync`. A sheet does not survive `fork`: see [`Engine::is_alive`].
//!
//! The only folder that names rquickjs.

mod candidates;
mod census;
mod detect;
mod engine;
mod scan;
mod script;
mod sheet;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

pub(crate) use candidates::{candidates, words};
pub(crate) use detect::is_tailwind;
pub(crate) use engine::Engine;
pub(crate) use sheet::{Entry, Sheet};

/// What the engine may read: the app's files first, installed packages second, nothing else.
///
/// Paths are below the app's root, without a leading slash; those of packages start with `node_modules/`. `base` is the folder of the file that asks,
/// empty for the root. A specifier is relative (`./x`, `../x`) or bare (`tw-animate-css`, `@scope/plugin/sub`), never absolute.
pub(crate) trait Files {
    /// The stylesheet that `@import "specifier"` means: its path and text. Packages by their `style` condition or field.
    fn stylesheet(&self, specifier: &str, base: &str) -> Option<(String, String)>;
    /// The module that `require("specifier")` means: its path and text, TypeScript and ESM made CommonJS (with `__esModule`). Packages by their `require`
    /// condition. JSON is given as it is.
    fn module(&self, specifier: &str, base: &str) -> Option<(String, String)>;
    /// Calls `each` with the path and content of every file of the app. Content that did not change should be the same `Arc`: it is then not even compared.
    fn sources(&self, each: &mut dyn FnMut(&str, &Arc<[u8]>));
    /// The same for the files below a folder of a package, which `@source "../node_modules/ui"` and `content` may name.
    fn package_sources(&self, _folder: &str, _each: &mut dyn FnMut(&str, &Arc<[u8]>)) {}
}

/// The major version of the installed `tailwindcss`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Version {
    V3,
    V4,
}

impl Version {
    /// From the text of `tailwindcss/package.json`. `None`: not JSON, or a version that is neither.
    pub(crate) fn of(manifest: &str) -> Option<Self> {
        let manifest: serde_json::Value = serde_json::from_str(manifest).ok()?;
        match manifest.get("version")?.as_str()?.split('.').next()? {
            "3" => Some(Self::V3),
            "4" => Some(Self::V4),
            _ => None,
        }
    }
}

/// What an app's styles may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Of work, for loading the config and its plugins and compiling a stylesheet, without the time that the host takes to answer reads.
    pub(crate) compile: Duration,
    /// Of work, for one build.
    pub(crate) build: Duration,
    /// Bytes that the app's engine may hold.
    pub(crate) memory: usize,
    /// Bytes of CSS.
    pub(crate) output: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { compile: Duration::from_secs(5), build: Duration::from_secs(20), memory: 256 << 20, output: 32 << 20 }
    }
}

/// Why there is no CSS: something in the app's styles, config or plugins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) message: String,
    /// The file, below the app's root.
    pub(crate) file: Option<String>,
    /// From 1.
    pub(crate) line: Option<u32>,
    /// From 1.
    pub(crate) column: Option<u32>,
}

impl Problem {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), file: None, line: None, column: None }
    }
}
