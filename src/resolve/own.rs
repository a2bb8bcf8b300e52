//! What the app's own `package.json` says about specifiers: `imports` (`#x`), and `exports` for those who call the app by its name.
//! <https://nodejs.org/api/packages.html>

use indexmap::IndexMap;
use serde::Deserialize;

use crate::options::Options;
use crate::source::Snapshot;

use super::CONDITIONS;

/// A path, a choice by conditions, the first that works of a list, or nothing.
#[derive(Deserialize, Debug)]
#[serde(untagged)]
enum Target {
    Path(String),
    Choice(IndexMap<String, Target>),
    List(Vec<Target>),
    Nothing(()),
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Manifest {
    name: Option<String>,
    imports: IndexMap<String, Target>,
    exports: Option<Target>,
}

/// Nested conditions that are looked into: a tenant's `package.json` may nest more.
const DEPTH: usize = 16;

fn manifest(snapshot: &Snapshot) -> Manifest {
    snapshot.content("package.json").and_then(|content| serde_json::from_slice(content).ok()).unwrap_or_default()
}

/// Whether the app's `package.json` names a package among those that it needs.
pub(super) fn asks_for(package: &str, snapshot: &Snapshot) -> bool {
    let manifest: serde_json::Value = snapshot.content("package.json").and_then(|content| serde_json::from_slice(content).ok()).unwrap_or_default();
    ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"].iter().any(|field| manifest[field][package].is_string())
}

/// What `#x` stands for: a path that starts with `./`, or a package.
pub(super) fn imported(specifier: &str, snapshot: &Snapshot, options: &Options) -> Option<String> {
    lookup(specifier, &manifest(snapshot).imports, options)
}

/// What `name/x` stands for when `name` is the app itself.
pub(super) fn exported(specifier: &str, snapshot: &Snapshot, options: &Options) -> Option<String> {
    let manifest = manifest(snapshot);
    let rest = specifier.strip_prefix(manifest.name.as_deref().filter(|name| !name.is_empty())?)?;
    if !rest.is_empty() && !rest.starts_with('/') {
        return None;
    }
    let subpath = format!(".{rest}");
    let paths = match manifest.exports? {
        Target::Choice(paths) if paths.keys().all(|key| key.starts_with('.')) => paths,
        whole => IndexMap::from([(".".to_string(), whole)]),
    };
    lookup(&subpath, &paths, options).filter(|path| path.starts_with("./"))
}

/// An exact key wins, else the pattern with the longest part before its star.
fn lookup(key: &str, targets: &IndexMap<String, Target>, options: &Options) -> Option<String> {
    if let Some(target) = targets.get(key).filter(|_| !key.contains('*')) {
        return choose(target, "", options, DEPTH);
    }
    let fitting = targets.iter().filter_map(|(pattern, target)| {
        let (before, after) = pattern.split_once('*')?;
        let matched = key.strip_prefix(before)?.strip_suffix(after).filter(|matched| !matched.is_empty())?;
        Some((before.len(), matched, target))
    });
    let (_, matched, target) = fitting.max_by_key(|(length, _, _)| *length)?;
    choose(target, matched, options, DEPTH)
}

fn choose(target: &Target, matched: &str, options: &Options, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match target {
        Target::Path(path) => {
            let path = path.replace('*', matched);
            // A target stays inside its package.
            let escapes =
                path.split('/').skip(1).any(|segment| matches!(segment, "." | ".." | "node_modules")) || path.starts_with("../") || path.starts_with('/');
            (!escapes).then_some(path)
        }
        Target::Choice(choices) => {
            let holds = |name: &str| match name {
                "import" | "default" => true,
                "development" | "production" => name == options.mode.as_str(),
                name => CONDITIONS.contains(&name),
            };
            choices.iter().filter(|(name, _)| holds(name)).find_map(|(_, target)| match target {
                // Nothing is an answer too: it ends the search.
                Target::Nothing(()) => Some(None),
                target => choose(target, matched, options, depth).map(Some),
            })?
        }
        Target::List(targets) => targets.iter().find_map(|target| choose(target, matched, options, depth)),
        Target::Nothing(()) => None,
    }
}
