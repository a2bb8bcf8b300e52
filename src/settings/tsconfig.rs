//! `tsconfig*.json` and `jsconfig.json`: `extends`, `references`, `paths`, `baseUrl`, `jsx*`, decorators.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Severity};
use crate::id::join;
use crate::options::JsxRuntime;
use crate::source::Snapshot;
use crate::transform::{Literal, literal};

use super::{Settings, text};

pub(super) fn is_source(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    (name.starts_with("tsconfig") || name.starts_with("jsconfig")) && name.ends_with(".json")
}

/// Reads the configuration at the root and those that it refers to; what a later one says is added, not replaced.
pub(super) fn read(snapshot: &Snapshot, settings: &mut Settings) {
    let Some(root) = ["tsconfig.json", "jsconfig.json"].into_iter().find(|path| snapshot.content(path).is_some()) else { return };
    let mut reader = Reader { snapshot, settings, seen: BTreeSet::new() };
    reader.file(root);
}

struct Reader<'a> {
    snapshot: &'a Snapshot,
    settings: &'a mut Settings,
    seen: BTreeSet<String>,
}

impl Reader<'_> {
    fn file(&mut self, path: &str) {
        // A cycle of `extends` ends here, and so does a configuration that two others share.
        if !self.seen.insert(path.to_string()) || self.seen.len() > 32 {
            return;
        }
        let Some(source) = text(self.snapshot, path) else { return };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_string();
        let config = match literal(path, &format!("({source}\n)")) {
            Ok(config) => config,
            Err(problem) => {
                self.settings.warnings.push(Diagnostic { severity: Severity::Warning, code: "config".into(), ..problem });
                return;
            }
        };
        for base in strings(config.get("extends")) {
            // A package's configuration sets checks, not paths of the app.
            if base.starts_with('.') {
                self.other(&folder, &base);
            }
        }
        if let Some(options) = config.get("compilerOptions") {
            self.compiler_options(&folder, options);
        }
        if let Some(Literal::Array(references)) = config.get("references") {
            for reference in references.clone() {
                if let Some(target) = reference.get("path").and_then(Literal::as_str).filter(|target| !target.contains("node")) {
                    self.other(&folder, target);
                }
            }
        }
    }

    fn other(&mut self, folder: &str, target: &str) {
        let Some(path) = join(folder, target) else { return };
        let found =
            [path.clone(), format!("{path}.json"), format!("{path}/tsconfig.json")].into_iter().find(|candidate| self.snapshot.content(candidate).is_some());
        if let Some(found) = found {
            self.file(&found);
        }
    }

    fn compiler_options(&mut self, folder: &str, config: &Literal) {
        let options = &mut self.settings.options;
        let base = config.get("baseUrl").and_then(Literal::as_str).and_then(|base| join(folder, base)).unwrap_or_else(|| folder.to_string());
        if let Some(Literal::Object(paths)) = config.get("paths") {
            for (pattern, targets) in paths {
                let targets: Vec<String> = strings(Some(targets)).iter().filter_map(|target| join(&base, target)).collect();
                if !targets.is_empty() && pattern.matches('*').count() <= 1 {
                    options.paths.insert(pattern.clone(), targets);
                }
            }
        }
        if let Some(base) = config.get("baseUrl").and_then(Literal::as_str).and_then(|base| join(folder, base)) {
            // Names are looked up there when no pattern fits.
            let path = if base.is_empty() { "*".to_string() } else { format!("{base}/*") };
            options.paths.entry("*".to_string()).or_insert_with(|| vec![path]);
        }
        if let Some(source) = config.get("jsxImportSource").and_then(Literal::as_str) {
            options.jsx_import_source = source.to_string();
        }
        if config.get("jsx").and_then(Literal::as_str) == Some("react") {
            options.jsx = JsxRuntime::Classic;
        }
        if let Some(factory) = config.get("jsxFactory").and_then(Literal::as_str) {
            options.jsx_factory = factory.to_string();
        }
        if let Some(fragment) = config.get("jsxFragmentFactory").and_then(Literal::as_str) {
            options.jsx_fragment = fragment.to_string();
        }
        if config.get("experimentalDecorators") == Some(&Literal::Bool(true)) {
            options.legacy_decorators = true;
        }
        if let Some(Literal::Bool(emitted)) = config.get("emitDecoratorMetadata") {
            options.decorator_metadata = *emitted;
        }
        // A file that extends another is read after it.
        for name in ["strict", "strictNullChecks"] {
            if let Some(Literal::Bool(strict)) = config.get(name) {
                options.strict_null_checks = *strict;
            }
        }
        // TypeScript defines fields, unless it is told not to or compiles for what has none.
        let target = config.get("target").and_then(Literal::as_str).map(str::to_ascii_lowercase);
        match config.get("useDefineForClassFields") {
            Some(Literal::Bool(defined)) => options.define_class_fields = *defined,
            _ if target.as_deref().is_some_and(is_older_than_fields) => options.define_class_fields = false,
            _ => {}
        }
        if let Some(Literal::Bool(verbatim)) = config.get("verbatimModuleSyntax") {
            options.verbatim_module_syntax = *verbatim;
        }
    }
}

fn is_older_than_fields(target: &str) -> bool {
    target == "es3" || target == "es5" || target == "es6" || target.strip_prefix("es20").and_then(|year| year.parse::<u8>().ok()).is_some_and(|year| year < 22)
}

/// A string, or the strings of a list.
fn strings(value: Option<&Literal>) -> Vec<String> {
    match value {
        Some(Literal::Text(text)) => vec![text.clone()],
        Some(Literal::Array(items)) => items.iter().filter_map(Literal::as_str).map(str::to_string).collect(),
        _ => Vec::new(),
    }
}
