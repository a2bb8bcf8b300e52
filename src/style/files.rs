//! What Tailwind, the app's config and its plugins may read: the app's files first, installed packages second, nothing else.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;
use crate::options::Options;
use crate::resolve::{Packages, resolve};
use crate::source::Snapshot;
use crate::tailwind::Files;
use crate::transform::{commonjs, quote};

use super::inline::rebased;

/// The largest file of a package that is read as a source of class names.
const LARGEST: usize = 1 << 20;

pub(super) struct AppFiles<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) packages: &'a Packages,
    pub(super) options: &'a Options,
    /// The stylesheet whose imports are read by Tailwind: their addresses are made its own, as Tailwind's tools for Node do.
    pub(super) entry: Option<&'a str>,
}

impl AppFiles<'_> {
    /// A file of the app, as the app's own code would find it.
    fn own(&self, specifier: &str, base: &str, extensions: &[&str]) -> Option<(String, String)> {
        if base.starts_with("node_modules/") || base == "node_modules" {
            return None;
        }
        let importer = ModuleId::new(&if base.is_empty() { "importer.js".to_string() } else { format!("{base}/importer.js") }).ok()?;
        let found = resolve(specifier, &importer, self.snapshot, self.packages, self.options).ok().filter(|id| !id.is_npm());
        let with = |extension: &&str| {
            resolve(&format!("{specifier}{extension}"), &importer, self.snapshot, self.packages, self.options).ok().filter(|id| !id.is_npm())
        };
        let id = found.or_else(|| extensions.iter().find_map(with))?;
        let text = std::str::from_utf8(self.snapshot.content(id.path())?).ok()?;
        Some((id.path().to_string(), text.to_string()))
    }
}

/// A script that fails as what does not compile would, at the place where it is wrong.
fn failing(problems: &[Diagnostic]) -> String {
    let Some(first) = problems.first() else { return String::new() };
    let said = quote(&first.message);
    // An author's column may be anywhere in a line of megabytes.
    let (line, column) = (first.line.clamp(1, 100_000) as usize, first.column.clamp(1, 1_000) as usize);
    format!("{}{}throw new SyntaxError({said})", "\n".repeat(line - 1), " ".repeat(column - 1))
}

impl Files for AppFiles<'_> {
    fn stylesheet(&self, specifier: &str, base: &str) -> Option<(String, String)> {
        // In stylesheets `theme.css` means the file beside it, unless there is such a package.
        let beside = || (!specifier.starts_with('.')).then(|| self.own(&format!("./{specifier}"), base, &[".css"])).flatten();
        let (path, text) = self.own(specifier, base, &[".css"]).or_else(|| self.packages.stylesheet(specifier, base)).or_else(beside)?;
        let text = self.entry.map(|entry| rebased(&text, &path, entry)).unwrap_or(text);
        Some((path, text))
    }

    fn module(&self, specifier: &str, base: &str) -> Option<(String, String)> {
        let (path, text) = self.own(specifier, base, &[".cjs", ".mjs", ".ts"]).or_else(|| self.packages.module(specifier, base))?;
        if path.ends_with(".json") {
            return Some((path, text));
        }
        let code = commonjs(&path, &text).unwrap_or_else(|problems| failing(&problems));
        Some((path, code))
    }

    fn sources(&self, each: &mut dyn FnMut(&str, &Arc<[u8]>)) {
        for id in self.snapshot.paths() {
            if let Some(source) = self.snapshot.get(id.as_str()) {
                each(id.as_str(), &source.content);
            }
        }
    }

    fn package_sources(&self, folder: &str, each: &mut dyn FnMut(&str, &Arc<[u8]>)) {
        self.packages.walk(folder, LARGEST, each);
    }
}
