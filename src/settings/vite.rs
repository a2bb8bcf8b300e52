//! `vite.config.*`, read without running it. What cannot be known without running the file is a warning that names the line.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::id::join;
use crate::options::{JsxRuntime, Mode};
use crate::source::Snapshot;
use crate::transform::{Literal, World, literal_in};

use super::{Settings, dotenv, plugins, postcss, text, warning};

const NAMES: [&str; 6] = ["vite.config.js", "vite.config.mjs", "vite.config.ts", "vite.config.cjs", "vite.config.mts", "vite.config.cts"];

pub(super) fn is_source(path: &str) -> bool {
    NAMES.contains(&path)
}

/// The configuration that Vite takes: its path and its text.
pub(super) fn configuration(snapshot: &Snapshot) -> Option<(&'static str, &str)> {
    NAMES.iter().find_map(|path| Some((*path, text(snapshot, path)?)))
}

pub(super) fn read(snapshot: &Snapshot, settings: &mut Settings) {
    let Some((path, source)) = configuration(snapshot) else { return };
    let mut env = visible_env(snapshot, settings);
    let file = |path: &str| text(snapshot, path).map(str::to_string);
    let mode = settings.options.mode;
    let read = |env: &BTreeMap<String, String>| literal_in(path, source, &World { file: &file, mode: mode.as_str(), env });
    let mut config = match read(&env) {
        Ok(config) => config,
        Err(problem) => return settings.warnings.push(warning(problem)),
    };
    if let Some(root) = config.get("root").and_then(|root| folder_of(root, "")).filter(|root| !root.is_empty()) {
        // The values that `loadEnv` answers stand there unless `envDir` says otherwise.
        settings.options.root = root.clone();
        settings.options.public_dir = join(&root, "public").unwrap_or_default();
        settings.env_folder = root;
        env = visible_env(snapshot, settings);
        config = read(&env).unwrap_or(config);
    }
    let mut reader = Reader { path, source, settings };
    if let Literal::Unknown(offset) = config {
        return reader.warn(offset, "the configuration cannot be read without running it");
    }
    let section = |names: &[&str]| names.iter().try_fold(&config, |value, name| value.get(name));
    if let Some(alias) = section(&["resolve", "alias"]) {
        reader.alias(alias);
    }
    if let Some(Literal::Object(define)) = section(&["define"]) {
        reader.define(define);
    }
    if let Some(prefix) = section(&["envPrefix"]) {
        reader.env_prefix(prefix);
    }
    let root = reader.settings.options.root.clone();
    if let Some(Literal::Unknown(offset)) = section(&["root"]) {
        reader.warn(*offset, "root cannot be read without running the configuration");
    }
    if let Some(folder) = section(&["envDir"]).and_then(|folder| folder_of(folder, &root)) {
        reader.settings.env_folder = folder;
    }
    if let Some(list) = section(&["resolve", "extensions"]) {
        match list {
            Literal::Array(items) if items.iter().all(|item| item.as_str().is_some_and(|item| item.starts_with('.') && !item.contains('/'))) => {
                reader.settings.options.extensions = items.iter().filter_map(Literal::as_str).take(32).map(str::to_string).collect();
            }
            Literal::Unknown(offset) => reader.warn(*offset, "resolve.extensions cannot be read without running the configuration"),
            _ => {}
        }
    }
    match section(&["publicDir"]) {
        Some(folder @ (Literal::Text(_) | Literal::Path(_))) => reader.settings.options.public_dir = folder_of(folder, &root).unwrap_or_default(),
        Some(Literal::Bool(false)) => reader.settings.options.public_dir = String::new(),
        Some(Literal::Unknown(offset)) => reader.warn(*offset, "publicDir cannot be read without running the configuration"),
        _ => {}
    }
    reader.build(section(&["base"]), section(&["build"]), &root);
    for (syntax, key) in [("scss", "scss"), ("sass", "sass")] {
        match section(&["css", "preprocessorOptions", syntax, "additionalData"]) {
            Some(Literal::Text(prelude)) => drop(reader.settings.options.sass_prelude.insert(key.to_string(), prelude.clone())),
            Some(Literal::Unknown(offset)) => reader.warn(*offset, "additionalData cannot be read without running the configuration"),
            _ => {}
        }
    }
    if let Some(Literal::Text(convention)) = section(&["css", "modules", "localsConvention"]) {
        reader.settings.options.css_locals = convention.clone();
    }
    reader.jsx(section(&["esbuild"]));
    if let Some(inline) = section(&["css", "postcss"]).filter(|inline| matches!(inline, Literal::Object(_))) {
        postcss::plugins(path, source, inline, settings);
    }
    if let Some(list) = section(&["plugins"]) {
        plugins::read(path, source, list, settings);
    }
}

/// As Vite reads it: `./` and nothing mean wherever the files are, everything else ends with a slash, and paths start with one.
pub(crate) fn base_of(base: &str) -> String {
    let trimmed = base.trim_end_matches('/');
    match trimmed {
        "." => "./".into(),
        "" if base.is_empty() => "./".into(),
        _ if trimmed.contains("://") || trimmed.starts_with("//") => format!("{trimmed}/"),
        _ => format!("/{}/", trimmed.trim_start_matches('/')).replacen("//", "/", 1),
    }
}

/// A folder as the configuration names it: by a path from the app's root, or by one from Vite's.
fn folder_of(value: &Literal, root: &str) -> Option<String> {
    match value {
        Literal::Path(path) => join("", path),
        Literal::Text(path) => join(root, path),
        _ => None,
    }
}

/// What `loadEnv` may answer: the app's own rows, and of the host's values those that browsers see.
fn visible_env(snapshot: &Snapshot, settings: &Settings) -> BTreeMap<String, String> {
    let given: BTreeMap<String, String> = settings.options.public_env().map(|(name, value)| (name.clone(), value.clone())).collect();
    let mut env = dotenv::rows(snapshot, settings.options.mode.as_str(), &settings.env_folder, &given);
    env.extend(given);
    env
}

struct Reader<'a> {
    path: &'a str,
    source: &'a str,
    settings: &'a mut Settings,
}

impl Reader<'_> {
    fn warn(&mut self, offset: usize, message: &str) {
        self.settings.warnings.push(warning(Diagnostic::at("config", self.path, self.source, offset, 1, message)));
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
                (Literal::Text(name), Literal::Path(target)) => self.folder(name, target),
                (Literal::Text(name), Literal::Text(target)) if target.starts_with(['.', '/']) => self.folder(name, target),
                (Literal::Text(name), Literal::Text(package)) => {
                    self.settings.options.alias.insert(name.trim_end_matches('/').to_string(), format!("npm:{package}"));
                }
                (Literal::Pattern(pattern), Literal::Path(target) | Literal::Text(target)) => self.pattern(pattern, target),
                (_, Literal::Unknown(offset) | Literal::Made { at: offset, .. }) | (Literal::Unknown(offset), _) => {
                    self.warn(*offset, "this alias cannot be read without running the configuration")
                }
                _ => {}
            }
        }
    }

    fn folder(&mut self, name: &str, target: &str) {
        if let Some(place) = join("", target) {
            // `react: path.resolve(__dirname, "./node_modules/react")`
            let place = place.strip_prefix("node_modules/").map_or(place.clone(), |package| format!("npm:{package}"));
            self.settings.options.alias.insert(name.trim_end_matches('/').to_string(), place);
        }
    }

    /// A regular expression that says "starts with": `/^@\//`, `/^~(.*)$/`, `/^src\/(.+)/`.
    fn pattern(&mut self, pattern: &str, target: &str) {
        let text = pattern.trim_start_matches('^').trim_end_matches('$').replace("\\/", "/");
        let start = ["(.*)", "(.+)", "(.*?)"].iter().find_map(|rest| text.strip_suffix(rest)).unwrap_or(&text).replace("\\.", ".").replace("\\-", "-");
        let target = target.trim_end_matches("$1");
        if start.contains(['\\', '(', '[', '*', '+', '?', '|', '$', '{']) || start.is_empty() {
            let place = self.source.find(pattern).unwrap_or(0);
            return self.warn(place, "this alias is a regular expression that cannot be read; only those that mean \"starts with\" are");
        }
        let target = if target.is_empty() { Some("npm:".to_string()) } else { join("", target) };
        if let Some(target) = target {
            let is_bare = target == "npm:";
            self.settings.options.paths.insert(format!("{start}*"), vec![if is_bare { "npm:*".into() } else { with_slash(&target, &start) }]);
        }
    }

    fn define(&mut self, define: &[(String, Literal)]) {
        for (name, value) in define {
            // Vite takes text as an expression and serialises everything else.
            let expression = match value {
                Literal::Text(text) => text.clone(),
                Literal::Undefined => "undefined".to_string(),
                Literal::Unknown(offset) | Literal::Made { at: offset, .. } => {
                    self.warn(*offset, &format!("the value of {name:?} cannot be read without running the configuration: it is undefined here"));
                    "undefined".to_string()
                }
                other => other.to_json().to_string(),
            };
            self.settings.options.define.insert(name.clone(), expression);
        }
    }

    /// `base`, and `build.rollupOptions.input`: one path, a list, or names with paths.
    fn build(&mut self, base: Option<&Literal>, build: Option<&Literal>, root: &str) {
        let is_build = self.settings.options.mode == Mode::Production;
        match base {
            Some(Literal::Text(base)) => self.settings.build.base = Some(base_of(base)),
            Some(Literal::Unknown(offset)) if is_build => self.warn(*offset, "base cannot be read without running the configuration"),
            _ => {}
        }
        let named = ["rolldownOptions", "rollupOptions"].iter().find_map(|options| build?.get(options)?.get("input"));
        let paths: Vec<(Option<String>, &Literal)> = match named {
            Some(Literal::Array(paths)) => paths.iter().map(|path| (None, path)).collect(),
            Some(Literal::Object(paths)) => paths.iter().map(|(name, path)| (Some(name.clone()), path)).collect(),
            Some(path) => vec![(None, path)],
            None => Vec::new(),
        };
        for (name, path) in paths {
            match (folder_of(path, root), path) {
                (Some(path), _) => self.settings.build.entries.push((name, path)),
                (None, Literal::Unknown(offset)) if is_build => self.warn(*offset, "this entry cannot be read without running the configuration"),
                _ => {}
            }
        }
    }

    fn jsx(&mut self, esbuild: Option<&Literal>) {
        let Some(esbuild) = esbuild else { return };
        let said = |name: &str| esbuild.get(name).and_then(Literal::as_str).map(str::to_string);
        let options = &mut self.settings.options;
        match said("jsx").as_deref() {
            Some("transform") => options.jsx = JsxRuntime::Classic,
            Some("automatic") => options.jsx = JsxRuntime::Automatic,
            _ => {}
        }
        options.jsx_import_source = said("jsxImportSource").unwrap_or_else(|| options.jsx_import_source.clone());
        options.jsx_factory = said("jsxFactory").unwrap_or_else(|| options.jsx_factory.clone());
        options.jsx_fragment = said("jsxFragment").unwrap_or_else(|| options.jsx_fragment.clone());
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

/// `/^@\//` becomes `src/`, `/^@/` becomes `src`: the end of the pattern is the end of the replacement.
fn with_slash(target: &str, start: &str) -> String {
    if start.ends_with('/') && !target.is_empty() { format!("{target}/*") } else { format!("{target}*") }
}
