//! What a bundle says about itself: Vite's manifest and esbuild's metafile.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::bundle::Met;

use super::bundle::BundleFile;
use super::host::App;
use super::output::Script;

/// Vite's `manifest.json`.
pub(super) fn manifest(app: &App, scripts: &[Script], origins: &BTreeMap<String, String>) -> String {
    let key = |script: &Script| match &script.chunk.facade {
        Some(facade) if script.chunk.is_entry || script.chunk.is_dynamic => app.relative(facade),
        _ => format!("_{}", script.file.rsplit('/').next().unwrap_or_default()),
    };
    let mut entries = Map::new();
    for script in scripts {
        let mut entry = json!({ "file": script.file, "name": script.chunk.name });
        if script.chunk.is_entry || script.chunk.is_dynamic {
            entry["src"] = key(script).into();
            entry[if script.chunk.is_entry { "isEntry" } else { "isDynamicEntry" }] = true.into();
        }
        for (name, list) in [("imports", &script.imports), ("dynamicImports", &script.dynamic)] {
            if !list.is_empty() {
                entry[name] = list.iter().map(|at| key(&scripts[*at])).collect::<Vec<_>>().into();
            }
        }
        if let Some(style) = &script.style {
            entry["css"] = json!([style.file]);
        }
        entries.insert(key(script), entry);
    }
    for (file, origin) in origins {
        entries.entry(origin.clone()).or_insert_with(|| json!({ "file": file, "src": origin }));
    }
    serde_json::to_string_pretty(&Value::Object(entries)).expect("JSON always serialises")
}

/// esbuild's metafile.
pub(super) fn metafile(app: &App, scripts: &[Script], met: &BTreeMap<String, Met>, files: &[BundleFile], origins: &BTreeMap<String, String>) -> String {
    let size: BTreeMap<&str, usize> = files.iter().map(|file| (file.path.as_str(), file.size)).collect();
    let mut inputs = Map::new();
    for (id, module) in met {
        let list = |targets: &[String], kind: &str| targets.iter().map(|target| json!({ "path": app.relative(target), "kind": kind })).collect::<Vec<_>>();
        let mut imports = list(&module.imports, "import-statement");
        imports.extend(list(&module.dynamic, "dynamic-import"));
        inputs.insert(
            app.relative(id),
            json!({ "bytes": app.source_size(id).unwrap_or(module.bytes), "imports": imports, "format": if module.esm { "esm" } else { "cjs" } }),
        );
    }
    let mut outputs = Map::new();
    for script in scripts {
        let bytes = size.get(script.file.as_str()).copied().unwrap_or(0);
        let imports = |list: &[usize], kind: &str| list.iter().map(|at| json!({ "path": scripts[*at].file, "kind": kind })).collect::<Vec<_>>();
        let mut all = imports(&script.imports, "import-statement");
        all.extend(imports(&script.dynamic, "dynamic-import"));
        let mut output = json!({ "bytes": bytes, "inputs": shares(app, &script.chunk.modules, bytes), "imports": all, "exports": script.chunk.exports });
        if let Some(facade) = script.chunk.facade.as_ref().filter(|_| script.chunk.is_entry) {
            output["entryPoint"] = app.relative(facade).into();
        }
        if let Some(style) = &script.style {
            output["cssBundle"] = style.file.clone().into();
            let bytes = size.get(style.file.as_str()).copied().unwrap_or(0);
            outputs.insert(style.file.clone(), json!({ "bytes": bytes, "inputs": shares(app, &style.modules, bytes), "imports": [], "exports": [] }));
        }
        outputs.insert(script.file.clone(), output);
    }
    for (file, origin) in origins {
        let bytes = size.get(file.as_str()).copied().unwrap_or(0);
        let mut share = Map::new();
        share.insert(origin.clone(), json!({ "bytesInOutput": bytes }));
        outputs.insert(file.clone(), json!({ "bytes": bytes, "inputs": share, "imports": [], "exports": [] }));
    }
    json!({ "inputs": inputs, "outputs": outputs }).to_string()
}

/// Each module's part of a file.
fn shares(app: &App, modules: &[(String, usize)], bytes: usize) -> Value {
    let total: usize = modules.iter().map(|(_, weight)| weight).sum();
    let mut shares: BTreeMap<String, usize> = BTreeMap::new();
    for (id, weight) in modules {
        *shares.entry(app.relative(id)).or_default() += (*weight as f64 * bytes as f64 / total.max(1) as f64).round() as usize;
    }
    shares.into_iter().map(|(path, bytes)| (path, json!({ "bytesInOutput": bytes }))).collect::<Map<_, _>>().into()
}

/// The files that the page of an entry loads at once.
pub(super) fn initial(scripts: &[Script]) -> BTreeSet<String> {
    let entries = (0..scripts.len()).filter(|at| scripts[*at].chunk.is_entry && !scripts[*at].chunk.is_dynamic);
    let all = entries.flat_map(|entry| super::output::closure(scripts, entry));
    all.flat_map(|at| std::iter::once(scripts[at].file.clone()).chain(scripts[at].style.as_ref().map(|style| style.file.clone()))).collect()
}
