//! `pnpm-lock.yaml`, versions 6 and 9: <https://github.com/pnpm/spec/tree/master/lockfile>. The only code, with `bun`, that names yaml_rust2.

use std::collections::BTreeMap;

use yaml_rust2::{Yaml, YamlLoader};

use super::check_current;
use crate::packages::manifest::Manifest;
use crate::packages::plan::{Locked, Package, Refused};

pub(super) fn parse(text: &str) -> Result<Yaml, Refused> {
    // Aliases are how a small document becomes a large one; no package manager writes them.
    if text.lines().any(|line| line.contains(": &") || line.contains(": *")) {
        return Err(Refused("it has YAML anchors, which no package manager writes".into()));
    }
    let documents = YamlLoader::load_from_str(text).map_err(|problem| Refused(format!("it cannot be read: {problem}")))?;
    documents.into_iter().next().ok_or_else(|| Refused("it is empty".into()))
}

pub(super) fn read(text: &str, manifest: &Manifest) -> Result<Locked, Refused> {
    let lock = parse(text)?;
    let version = lock["lockfileVersion"].as_str().map(ToString::to_string).or_else(|| lock["lockfileVersion"].as_f64().map(|number| number.to_string()));
    let nine = match version.as_deref().and_then(|version| version.split('.').next()) {
        Some("6" | "7") => false,
        Some("9") => true,
        other => return Err(Refused(format!("its version is {}, but 6 and 9 are understood", other.unwrap_or("missing")))),
    };
    let importer = if lock["importers"]["."].is_badvalue() { &lock } else { &lock["importers"]["."] };
    let mut locked = Locked::default();
    for field in ["devDependencies", "optionalDependencies", "dependencies"] {
        for (name, row) in importer[field].as_hash().into_iter().flatten() {
            let (Some(name), Some(version)) = (name.as_str(), scalar(&row["version"]).or_else(|| scalar(row))) else { continue };
            if manifest.wanted.contains_key(name) {
                locked.roots.insert(name.to_string(), key_of(name, &version));
            }
        }
    }
    let rows = if nine { &lock["snapshots"] } else { &lock["packages"] };
    for (key, row) in rows.as_hash().into_iter().flatten() {
        let Some(key) = key.as_str().map(|key| key.trim_start_matches('/')) else { continue };
        let (name, version) = split(key)?;
        let about = if nine { &lock["packages"][format!("{name}@{version}").as_str()] } else { row };
        if ["os", "cpu", "libc"].iter().any(|field| !about[*field].is_badvalue()) {
            continue;
        }
        let resolution = &about["resolution"];
        let package = Package::new(name, version, resolution["tarball"].as_str(), resolution["integrity"].as_str())?;
        let mut imports = BTreeMap::new();
        for field in ["dependencies", "optionalDependencies"] {
            for (name, version) in row[field].as_hash().into_iter().flatten() {
                if let (Some(name), Some(version)) = (name.as_str(), scalar(version)) {
                    imports.insert(name.to_string(), key_of(name, &version));
                }
            }
        }
        locked.nodes.insert(key.to_string(), (package, imports));
    }
    check_current(manifest, |name| Some(locked.nodes.get(locked.roots.get(name)?)?.0.version.clone()))?;
    Ok(locked)
}

fn scalar(value: &Yaml) -> Option<String> {
    match value {
        Yaml::String(text) | Yaml::Real(text) => Some(text.clone()),
        Yaml::Integer(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A version, or a package under another name: `1.0.0(peer@2.0.0)`, `/other@1.0.0`, `other@1.0.0`.
fn key_of(name: &str, version: &str) -> String {
    let plain = version.split('(').next().unwrap_or(version);
    match version.strip_prefix('/') {
        Some(key) => key.to_string(),
        None if plain.get(1..).is_some_and(|rest| rest.contains('@')) => version.to_string(),
        None => format!("{name}@{version}"),
    }
}

fn split(key: &str) -> Result<(&str, &str), Refused> {
    let plain = key.split('(').next().unwrap_or(key);
    match plain.rfind('@').filter(|at| *at > 0) {
        Some(at) => Ok((&plain[..at], &plain[at + 1..])),
        None => Err(Refused(format!("{key:?} is no package of a registry"))),
    }
}
