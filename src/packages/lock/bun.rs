//! `bun.lock`, the text that Bun 1.2 and later write: JSON with trailing commas. Keys are paths of names: `"a/b"` is the `b` below `a`.

use std::collections::BTreeMap;

use super::check_current;
use super::pnpm::parse;
use crate::packages::manifest::Manifest;
use crate::packages::plan::{Package, Plan, Refused};
use crate::packages::reach::{Placed, reached};

pub(super) fn read(text: &str, manifest: &Manifest) -> Result<Plan, Refused> {
    let lock = parse(text)?;
    let mut places = BTreeMap::new();
    for (key, row) in lock["packages"].as_hash().into_iter().flatten() {
        let (Some(key), Some(spec)) = (key.as_str(), row[0].as_str()) else { continue };
        // `["name@version", "registry", {...}, "sha512-..."]`; other shapes are folders and repositories.
        let (Some(at), Some(integrity)) = (spec.rfind('@').filter(|at| *at > 0), row[3].as_str()) else { continue };
        let about = &row[2];
        if !about["os"].is_badvalue() || !about["cpu"].is_badvalue() {
            continue;
        }
        let imports = ["dependencies", "optionalDependencies", "peerDependencies"]
            .iter()
            .flat_map(|field| about[*field].as_hash().into_iter().flatten().filter_map(|(name, _)| name.as_str().map(ToString::to_string)))
            .collect();
        let package = Package::new(&spec[..at], &spec[at + 1..], None, Some(integrity))?;
        places.insert(place_of(key), Placed { package, imports });
    }
    check_current(manifest, |name| Some(places.get(&format!("node_modules/{name}"))?.package.version.clone()))?;
    let (found, _) = reached(&places, manifest.wanted.keys().cloned());
    let mut plan = Plan::default();
    for place in found {
        super::npm::check_place(&place)?;
        let package = places[&place].package.clone();
        plan.places.insert(place, package);
    }
    Ok(plan)
}

fn place_of(key: &str) -> String {
    let mut place = String::new();
    let mut parts = key.split('/');
    while let Some(part) = parts.next() {
        let slash = if place.is_empty() { "" } else { "/" };
        let rest = if part.starts_with('@') { parts.next().map(|name| format!("/{name}")).unwrap_or_default() } else { String::new() };
        place += &format!("{slash}node_modules/{part}{rest}");
    }
    place
}
