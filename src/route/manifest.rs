//! What of `package.json` decides which packages an app gets.

use serde_json::Value;

/// The parts that a bundler or an installer reads. `scripts`, `name`, `version`, `description` are not among them.
const PARTS: [&str; 10] =
    ["dependencies", "optionalDependencies", "peerDependencies", "devDependencies", "overrides", "resolutions", "pnpm", "workspaces", "imports", "type"];

/// Why packages may differ. `None`: they do not.
pub(super) fn difference(old: Option<&[u8]>, new: Option<&[u8]>) -> Option<String> {
    let read = |content: Option<&[u8]>| content.map_or(Some(Value::Null), |content| serde_json::from_slice(content).ok());
    let (Some(old), Some(new)) = (read(old), read(new)) else { return Some("package.json cannot be read".into()) };
    let part = PARTS.iter().find(|part| old.get(**part).filter(|value| !is_empty(value)) != new.get(**part).filter(|value| !is_empty(value)))?;
    Some(format!("{part} in package.json changed"))
}

fn is_empty(value: &Value) -> bool {
    value.as_object().is_some_and(serde_json::Map::is_empty)
}

/// The file in which an installer wrote what it installed.
pub(super) fn is_lock(path: &str) -> bool {
    matches!(path, "package-lock.json" | "npm-shrinkwrap.json" | "yarn.lock" | "pnpm-lock.yaml" | "bun.lock" | "bun.lockb")
}
