//! A path without its extension -> the file that is meant.

use crate::id::ModuleId;
use crate::source::Snapshot;

/// Vite's order (`resolve.extensions`).
pub(super) const EXTENSIONS: [&str; 7] = [".mjs", ".js", ".mts", ".ts", ".jsx", ".tsx", ".json"];
/// TypeScript lets a file be imported by the name of what it compiles to.
const COMPILED: [(&str, &[&str]); 4] = [(".js", &[".ts", ".tsx"]), (".jsx", &[".tsx"]), (".mjs", &[".mts"]), (".cjs", &[".cts"])];

/// The file itself, with an extension, under its TypeScript name, or the index of a folder.
pub(super) fn find(path: &str, snapshot: &Snapshot) -> Option<ModuleId> {
    candidates(path).iter().find_map(|candidate| snapshot.id(candidate))
}

/// Every path that is tried, in order.
pub(super) fn candidates(path: &str) -> Vec<String> {
    let mut paths = Vec::with_capacity(2 + 2 * EXTENSIONS.len());
    if !path.is_empty() {
        paths.push(path.to_string());
        paths.extend(EXTENSIONS.iter().map(|extension| format!("{path}{extension}")));
        for (compiled, sources) in COMPILED {
            if let Some(stem) = path.strip_suffix(compiled) {
                paths.extend(sources.iter().map(|extension| format!("{stem}{extension}")));
            }
        }
    }
    let folder = if path.is_empty() { String::new() } else { format!("{path}/") };
    paths.extend(EXTENSIONS.iter().map(|extension| format!("{folder}index{extension}")));
    paths
}

/// The file that a folder's own `package.json` calls its main one.
pub(super) fn main_of_folder(path: &str, snapshot: &Snapshot) -> Option<ModuleId> {
    let manifest: serde_json::Value = serde_json::from_slice(snapshot.content(&format!("{path}/package.json"))?).ok()?;
    let main = manifest["module"].as_str().or(manifest["main"].as_str())?;
    find(&format!("{path}/{}", main.trim_start_matches("./")), snapshot)
}
