//! A path without its extension -> the file that is meant.

use crate::id::{ModuleId, join};
use crate::options::Options;
use crate::source::Snapshot;

/// Vite's order for what packages import; apps may have their own (`resolve.extensions`).
pub(crate) const EXTENSIONS: [&str; 7] = [".mjs", ".js", ".mts", ".ts", ".jsx", ".tsx", ".json"];
/// TypeScript lets a file be imported by the name of what it compiles to.
const COMPILED: [(&str, &[&str]); 4] = [(".js", &[".ts", ".tsx"]), (".jsx", &[".tsx"]), (".mjs", &[".mts"]), (".cjs", &[".cts"])];

/// The file itself, with an extension, under its TypeScript name, or what stands for a folder.
pub(super) fn find(path: &str, snapshot: &Snapshot, options: &Options) -> Option<ModuleId> {
    files(path, options).iter().find_map(|candidate| snapshot.id(candidate)).or_else(|| find_folder(path, snapshot, options))
}

/// What a folder's own `package.json` names, or its index.
pub(super) fn find_folder(path: &str, snapshot: &Snapshot, options: &Options) -> Option<ModuleId> {
    main_of_folder(path, snapshot, options).or_else(|| indexes(path, options).iter().find_map(|candidate| snapshot.id(candidate)))
}

/// Every path that is tried, in order.
pub(super) fn candidates(path: &str, options: &Options) -> Vec<String> {
    let mut paths = files(path, options);
    paths.extend(indexes(path, options));
    paths
}

fn files(path: &str, options: &Options) -> Vec<String> {
    let mut paths = Vec::with_capacity(2 + options.extensions.len());
    if !path.is_empty() {
        paths.push(path.to_string());
        paths.extend(options.extensions.iter().map(|extension| format!("{path}{extension}")));
        for (compiled, sources) in COMPILED {
            if let Some(stem) = path.strip_suffix(compiled) {
                paths.extend(sources.iter().map(|extension| format!("{stem}{extension}")));
            }
        }
    }
    paths
}

fn indexes(path: &str, options: &Options) -> Vec<String> {
    let folder = if path.is_empty() { String::new() } else { format!("{path}/") };
    options.extensions.iter().map(|extension| format!("{folder}index{extension}")).collect()
}

/// The file that a folder's own `package.json` calls its main one.
fn main_of_folder(path: &str, snapshot: &Snapshot, options: &Options) -> Option<ModuleId> {
    // The root's own is about the app.
    if path.is_empty() {
        return None;
    }
    let manifest: serde_json::Value = serde_json::from_slice(snapshot.content(&format!("{path}/package.json"))?).ok()?;
    let main = manifest["module"].as_str().or(manifest["main"].as_str())?;
    let main = join(path, main)?;
    files(&main, options).into_iter().chain(indexes(&main, options)).find_map(|candidate| snapshot.id(&candidate))
}
