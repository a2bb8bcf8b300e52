//! The module behind `import.meta.glob`: a list of the files that fit, made anew whenever files come or go.

use globset::{GlobBuilder, GlobMatcher};
use serde::Deserialize;

use crate::id::{ModuleId, join};
use crate::options::Options;
use crate::resolve::specifier_path;
use crate::source::Snapshot;
use crate::transform::quote;

/// What the code asked for, as the transform wrote it into the specifier.
#[derive(Deserialize)]
struct Request {
    patterns: Vec<String>,
    #[serde(default)]
    options: RequestOptions,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct RequestOptions {
    /// `None`: as if true.
    #[serde(rename = "caseSensitive")]
    case_sensitive: Option<bool>,
    eager: bool,
    import: Option<String>,
    query: serde_json::Value,
    r#as: Option<String>,
    base: Option<String>,
    exhaustive: bool,
    /// Keys are spelled as the pattern is, and not as Vite spells them: for `import()` with a template.
    as_written: bool,
}

/// The text of the module with this name, if it is such a module.
pub(super) fn source(id: &ModuleId, snapshot: &Snapshot, options: &Options) -> Option<String> {
    let request: Request = serde_json::from_str(id.query()?.strip_prefix("glob=")?).ok()?;
    let query = request.options.query();
    let mut imports = String::new();
    let mut entries = String::new();
    for (index, (key, path)) in matching(&request, id, snapshot, options).into_iter().enumerate() {
        let specifier = quote(&format!("/{path}{query}"));
        let key = quote(&key);
        let import = request.options.import.as_deref().or(matches!(request.options.r#as.as_deref(), Some("raw" | "url")).then_some("default"));
        if request.options.eager {
            match import {
                Some("default") => imports.push_str(&format!("import m{index} from {specifier};\n")),
                Some(name) if name != "*" => imports.push_str(&format!("import {{ {} as m{index} }} from {specifier};\n", quote(name))),
                _ => imports.push_str(&format!("import * as m{index} from {specifier};\n")),
            }
            entries.push_str(&format!("  [{key}]: m{index},\n"));
        } else {
            let pick = match import {
                Some(name) if name != "*" => format!(".then((m) => m[{}])", quote(name)),
                _ => String::new(),
            };
            entries.push_str(&format!("  [{key}]: () => import({specifier}){pick},\n"));
        }
    }
    let load = "Object.defineProperty(files, \"__load\", { value: (path) => Object.hasOwn(files, path) ? files[path]() : Promise.reject(new Error(\"Unknown variable dynamic import: \" + path)) });";
    Some(format!("{imports}const files = {{\n{entries}}};\n{load}\nexport default files;\n"))
}

impl RequestOptions {
    /// `?raw`, `?url`: for every file of the list.
    fn query(&self) -> String {
        match (&self.query, self.r#as.as_deref()) {
            (serde_json::Value::String(text), _) if !text.is_empty() => format!("?{}", text.trim_start_matches('?')),
            (serde_json::Value::Object(fields), _) => {
                let pairs = fields.iter().map(|(name, value)| match value {
                    serde_json::Value::Bool(true) => name.clone(),
                    other => format!("{name}={}", other.as_str().map_or_else(|| other.to_string(), str::to_string)),
                });
                format!("?{}", pairs.collect::<Vec<_>>().join("&"))
            }
            (_, Some(kind @ ("raw" | "url"))) => format!("?{kind}"),
            _ => String::new(),
        }
    }
}

/// The files that fit, with the key that the code knows each by.
fn matching(request: &Request, id: &ModuleId, snapshot: &Snapshot, options: &Options) -> Vec<(String, String)> {
    let folder = match &request.options.base {
        Some(base) => specifier_path(base, id, options).unwrap_or_default(),
        None => id.folder().to_string(),
    };
    let mut wanted: Vec<(GlobMatcher, bool, String, usize)> = Vec::new();
    let mut refused: Vec<GlobMatcher> = Vec::new();
    for pattern in &request.patterns {
        let (pattern, negative) = pattern.strip_prefix('!').map_or((pattern.as_str(), false), |rest| (rest, true));
        let relative = pattern.starts_with('.');
        // As Vite: `**` at the start means anywhere in the app, whoever asks.
        let full = match pattern {
            pattern if pattern.starts_with("**") => Some(pattern.to_string()),
            pattern if relative => join(&folder, pattern),
            pattern => specifier_path(pattern, id, options),
        };
        let Some(full) = full else { continue };
        let Ok(glob) = GlobBuilder::new(&full).literal_separator(true).case_insensitive(request.options.case_sensitive == Some(false)).build() else {
            continue;
        };
        match negative {
            true => refused.push(glob.compile_matcher()),
            false => {
                let fixed = |pattern: &str| pattern.find('*').unwrap_or(pattern.len());
                wanted.push((glob.compile_matcher(), relative, pattern[..fixed(pattern)].to_string(), fixed(&full)));
            }
        }
    }
    let hidden = |path: &str| !request.options.exhaustive && path.split('/').any(|segment| segment.starts_with('.') || segment == "node_modules");
    let mut found = Vec::new();
    for path in snapshot.paths() {
        let path = path.as_str();
        // A module never lists itself.
        if path == id.path() || hidden(path) || refused.iter().any(|glob| glob.is_match(path)) {
            continue;
        }
        if let Some((_, relative, written, fixed)) = wanted.iter().find(|(glob, ..)| glob.is_match(path)) {
            let key = if request.options.as_written {
                format!("{written}{}", &path[*fixed..])
            } else if *relative || request.options.base.is_some() {
                relative_path(&folder, path)
            } else {
                // From Vite's root.
                let root = format!("{}/", options.root);
                let below = path.strip_prefix(&root).filter(|_| !options.root.is_empty()).map(str::to_string);
                format!("/{}", below.unwrap_or_else(|| relative_path(&options.root, path).trim_start_matches("./").to_string()))
            };
            found.push((key, path.to_string()));
        }
    }
    found
}

fn relative_path(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from.len() - shared;
    let climb = if up == 0 { "./".to_string() } else { "../".repeat(up) };
    format!("{climb}{}", to[shared..].join("/"))
}
