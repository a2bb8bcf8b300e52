//! PostCSS configurations, read without running them. Tailwind runs; Autoprefixer's work is lightningcss'; of the rest only what changes nothing in a
//! preview is known.

use crate::diagnostic::Diagnostic;
use crate::source::Snapshot;
use crate::transform::{Literal, World, literal_in};

use super::{Settings, text, warning};

const NAMES: [&str; 11] = [
    "postcss.config.js",
    "postcss.config.cjs",
    "postcss.config.mjs",
    "postcss.config.ts",
    "postcss.config.mts",
    "postcss.config.cts",
    "postcss.config.json",
    ".postcssrc",
    ".postcssrc.json",
    ".postcssrc.js",
    ".postcssrc.cjs",
];

/// Done here: imports and nesting are read as they stand; or nothing that a preview shows: what makes output smaller.
const KNOWN: [&str; 10] = [
    "tailwindcss",
    "@tailwindcss/postcss",
    "autoprefixer",
    "postcss-import",
    "postcss-nesting",
    "postcss-nested",
    "tailwindcss/nesting",
    "cssnano",
    "postcss-flexbugs-fixes",
    "@tailwindcss/nesting",
];

pub(super) fn is_source(path: &str) -> bool {
    NAMES.contains(&path) || path == ".browserslistrc" || path == "package.json"
}

pub(super) fn read(snapshot: &Snapshot, settings: &mut Settings) {
    let manifest = text(snapshot, "package.json").and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok());
    if let Some((path, source)) = NAMES.iter().find_map(|path| text(snapshot, path).map(|source| (*path, source))) {
        let is_data = path.ends_with(".json") || path == ".postcssrc";
        let wrapped = if is_data { format!("({source}\n)") } else { source.to_string() };
        let file = |path: &str| text(snapshot, path).map(str::to_string);
        match literal_in(path, &wrapped, &World { file: &file, mode: settings.options.mode.as_str(), env: &settings.options.env.clone() }) {
            Ok(Literal::Unknown(at)) => {
                settings.warnings.push(warning(Diagnostic::at("config", path, source, at, 1, "the PostCSS configuration cannot be read without running it")))
            }
            Ok(config) => plugins(path, source, &config, settings),
            // Not JSON: the other form of this file is YAML.
            Err(problem) => settings.warnings.push(warning(problem)),
        }
    } else if let Some(config) = manifest.as_ref().and_then(|manifest| manifest.get("postcss")) {
        let source = text(snapshot, "package.json").unwrap_or_default();
        let names = config.get("plugins").map(|plugins| match plugins {
            serde_json::Value::Object(fields) => fields.keys().cloned().collect::<Vec<_>>(),
            serde_json::Value::Array(items) => items.iter().filter_map(|item| item.as_str().map(str::to_string)).collect(),
            _ => Vec::new(),
        });
        for name in names.unwrap_or_default() {
            plugin("package.json", source, &name, source.find(&format!("{name:?}")).map_or(0, |at| at + 1), settings);
        }
    }
    browsers(snapshot, manifest.as_ref(), settings);
}

/// `{ plugins: { tailwindcss: {} } }`, `{ plugins: [tailwindcss(), autoprefixer] }`
pub(super) fn plugins(path: &str, source: &str, config: &Literal, settings: &mut Settings) {
    match config.get("plugins") {
        Some(Literal::Object(fields)) => {
            for (name, value) in fields {
                if !matches!(value, Literal::Bool(false) | Literal::Undefined | Literal::Null) {
                    plugin(path, source, name, source.find(name.as_str()).unwrap_or(0), settings);
                }
            }
        }
        Some(Literal::Array(items)) => {
            for item in items {
                match item {
                    Literal::Made { package, at, .. } => plugin(path, source, package, *at, settings),
                    Literal::Text(name) => plugin(path, source, name, source.find(name.as_str()).unwrap_or(0), settings),
                    Literal::Unknown(at) => {
                        settings.warnings.push(warning(Diagnostic::at("config", path, source, *at, 1, "this PostCSS plugin is not run")));
                    }
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

fn plugin(path: &str, source: &str, name: &str, at: usize, settings: &mut Settings) {
    if name == "autoprefixer" && settings.options.browserslist.is_empty() {
        settings.options.browserslist = vec!["> 0.5%".into(), "last 2 versions".into(), "Firefox ESR".into(), "not dead".into()];
    }
    if !KNOWN.contains(&name) {
        let message = format!("the PostCSS plugin {name:?} is not run: what it changes is missing here");
        settings.warnings.push(warning(Diagnostic::at("config", path, source, at, name.len(), message)));
    }
}

/// What the app says about browsers takes the place of Autoprefixer's default; without Autoprefixer nothing is prefixed, as in Vite.
fn browsers(snapshot: &Snapshot, manifest: Option<&serde_json::Value>, settings: &mut Settings) {
    if settings.options.browserslist.is_empty() {
        return;
    }
    let mode = settings.options.mode.as_str();
    let strings = |value: &serde_json::Value| -> Vec<String> {
        match value {
            serde_json::Value::String(text) => vec![text.clone()],
            serde_json::Value::Array(items) => items.iter().filter_map(|item| item.as_str().map(str::to_string)).collect(),
            _ => Vec::new(),
        }
    };
    let from_manifest = manifest.and_then(|manifest| manifest.get("browserslist")).map(|value| match value {
        serde_json::Value::Object(modes) => modes.get(mode).or_else(|| modes.get("defaults")).map(strings).unwrap_or_default(),
        value => strings(value),
    });
    let from_file = || {
        let lines = text(snapshot, ".browserslistrc")?.lines();
        let plain = lines.map(|line| line.split('#').next().unwrap_or_default().trim()).take_while(|line| !line.starts_with('['));
        Some(plain.filter(|line| !line.is_empty()).map(str::to_string).collect::<Vec<_>>())
    };
    if let Some(queries) = from_manifest.filter(|queries| !queries.is_empty()).or_else(|| from_file().filter(|queries| !queries.is_empty())) {
        settings.options.browserslist = queries;
    }
}
