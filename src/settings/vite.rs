//! `vite.config.*`, read without running it: `resolve.alias`, `define`, `base`, `envPrefix`, `publicDir`. What cannot be known without
//! running the file is a warning that names the line.

use crate::diagnostic::{Diagnostic, Severity};
use crate::id::join;
use crate::source::Snapshot;
use crate::transform::{Literal, literal};

use super::{Settings, text};

const NAMES: [&str; 6] = ["vite.config.js", "vite.config.mjs", "vite.config.ts", "vite.config.cjs", "vite.config.mts", "vite.config.cts"];

pub(super) fn is_source(path: &str) -> bool {
    NAMES.contains(&path)
}

pub(super) fn read(snapshot: &Snapshot, settings: &mut Settings) {
    let Some((path, source)) = NAMES.iter().find_map(|path| text(snapshot, path).map(|source| (*path, source))) else { return };
    let config = match literal(path, source) {
        Ok(config) => config,
        Err(problem) => {
            settings.warnings.push(Diagnostic { severity: Severity::Warning, code: "config".into(), ..problem });
            return;
        }
    };
    let mut reader = Reader { path, source, settings };
    if let Literal::Unknown(offset) = config {
        reader.warn(offset, "the configuration cannot be read without running it");
        return;
    }
    if let Some(alias) = config.get("resolve").and_then(|resolve| resolve.get("alias")) {
        reader.alias(alias);
    }
    if let Some(Literal::Object(define)) = config.get("define") {
        reader.define(define);
    }
    if let Some(prefix) = config.get("envPrefix") {
        reader.env_prefix(prefix);
    }
    if let Some(folder) = config.get("publicDir") {
        match folder {
            Literal::Text(folder) => reader.settings.options.public_dir = join("", folder).unwrap_or_default(),
            Literal::Bool(false) => reader.settings.options.public_dir = String::new(),
            Literal::Unknown(offset) => reader.warn(*offset, "publicDir cannot be read without running the configuration"),
            _ => {}
        }
    }
}

struct Reader<'a> {
    path: &'a str,
    source: &'a str,
    settings: &'a mut Settings,
}

impl Reader<'_> {
    fn warn(&mut self, offset: usize, message: &str) {
        let problem = Diagnostic::at("config", self.path, self.source, offset, 1, message);
        self.settings.warnings.push(Diagnostic { severity: Severity::Warning, ..problem });
    }

    /// `{ "@": path }` or `[{ find, replacement }]`.
    fn alias(&mut self, alias: &Literal) {
        let pairs: Vec<(Literal, Literal)> = match alias {
            Literal::Object(fields) => fields.iter().map(|(name, target)| (Literal::Text(name.clone()), target.clone())).collect(),
            Literal::Array(items) => items.iter().filter_map(|item| Some((item.get("find")?.clone(), item.get("replacement")?.clone()))).collect(),
            Literal::Unknown(offset) => return self.warn(*offset, "resolve.alias cannot be read without running the configuration"),
            _ => return,
        };
        for (name, target) in pairs {
            match (&name, &target) {
                (Literal::Text(name), Literal::Text(target)) => {
                    let place = if target.starts_with(['.', '/']) { join("", target) } else { Some(format!("npm:{target}")) };
                    if let Some(place) = place {
                        self.settings.options.alias.insert(name.trim_end_matches('/').to_string(), place);
                    }
                }
                (Literal::Text(_), Literal::Path(target)) => {
                    if let (Literal::Text(name), Some(place)) = (&name, join("", target)) {
                        self.settings.options.alias.insert(name.trim_end_matches('/').to_string(), place);
                    }
                }
                (_, Literal::Unknown(offset)) | (Literal::Unknown(offset), _) => {
                    self.warn(*offset, "this alias cannot be read without running the configuration")
                }
                _ => {}
            }
        }
    }

    fn define(&mut self, define: &[(String, Literal)]) {
        for (name, value) in define {
            // Vite takes text as an expression and serialises everything else.
            let expression = match value {
                Literal::Text(text) => text.clone(),
                Literal::Unknown(offset) => {
                    self.warn(*offset, &format!("the value of {name:?} cannot be read without running the configuration"));
                    continue;
                }
                other => other.to_json().to_string(),
            };
            self.settings.options.define.insert(name.clone(), expression);
        }
    }

    fn env_prefix(&mut self, prefix: &Literal) {
        let prefixes = match prefix {
            Literal::Text(text) => vec![text.clone()],
            Literal::Array(items) => items.iter().filter_map(Literal::as_str).map(str::to_string).collect(),
            _ => Vec::new(),
        };
        // An empty prefix would send every value to the browser: Vite refuses it too.
        if !prefixes.is_empty() && prefixes.iter().all(|prefix| !prefix.is_empty()) {
            self.settings.options.env_prefix = prefixes;
        }
    }
}
