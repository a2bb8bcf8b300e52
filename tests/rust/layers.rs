//! The house has floors: a file uses only what stands below it, and each engine is named in one place.

use std::path::Path;

use crate::support::root;

/// Lowest first. What shares a line may use each other.
const FLOORS: &[&[&str]] = &[
    &["digest", "error", "diagnostic", "id", "options", "panic"],
    &["source"],
    &["transform", "resolve", "document"],
    &["cache", "packages"],
    &["process", "bundle"],
    &["settings", "sass"],
    &["tailwind"],
    &["compiler"],
    &["style"],
    &["graph"],
    &["builder"],
    &["message", "preview", "puck", "route"],
    &["session"],
    &["store"],
    &["lib", "ffi"],
];

const ENGINES: &[(&str, &[&str])] = &[
    ("swc_core", &["transform/tsx"]),
    ("lightningcss", &["transform/css"]),
    ("parcel_sourcemap", &["transform/css", "transform/refused.rs"]),
    ("blake3", &["digest"]),
    ("rolldown", &["bundle"]),
    ("flate2", &["builder", "packages"]),
    ("tokio", &["bundle"]),
    ("oxc_resolver", &["resolve"]),
    ("lol_html", &["document"]),
    ("moka", &["cache"]),
    ("grass", &["sass"]),
    ("tar", &["packages"]),
    ("nodejs_semver", &["packages/semver"]),
    ("yaml_rust2", &["packages/lock"]),
    ("rquickjs", &["tailwind"]),
    ("redis", &["store", "cache/redis_modules"]),
    ("ammonia", &["puck"]),
    ("catch_unwind", &["panic", "ffi/guard"]),
];

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root().join("src")).unwrap().to_string_lossy().replace('\\', "/");
            found.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

fn all() -> Vec<(String, String)> {
    let mut found = Vec::new();
    sources(&root().join("src"), &mut found);
    found
}

fn floor(room: &str) -> usize {
    FLOORS.iter().position(|floor| floor.contains(&room)).unwrap_or_else(|| panic!("{room} stands on no floor: add it to FLOORS"))
}

#[test]
fn nobody_imports_upward() {
    for (name, text) in all() {
        let room = name.split(['/', '.']).next().unwrap();
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for used in line.split("crate::").skip(1) {
                let target: String = used.chars().take_while(|letter| letter.is_ascii_lowercase() || *letter == '_').collect();
                if !target.is_empty() && FLOORS.concat().contains(&target.as_str()) {
                    assert!(floor(room) >= floor(&target), "src/{name} uses crate::{target}, which stands above it: {line}");
                }
            }
        }
    }
}

#[test]
fn every_engine_has_one_home() {
    for (name, text) in all() {
        for (engine, homes) in ENGINES {
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            if code.clone().any(|line| line.contains(&format!("{engine}::"))) {
                assert!(homes.iter().any(|home| name.starts_with(home)), "src/{name} names {engine}, whose home is {homes:?}");
            }
        }
    }
}

#[test]
fn only_the_c_abi_is_unsafe() {
    for (name, text) in all().into_iter().filter(|(name, _)| !name.starts_with("ffi/")) {
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        assert!(!code.into_iter().any(|line| line.contains("unsafe {") || line.contains("unsafe fn")), "src/{name} is unsafe: src/ffi is the place for it");
    }
}
