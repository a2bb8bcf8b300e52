//! `package-lock.json`, versions 2 and 3: <https://docs.npmjs.com/cli/configuring-npm/package-lock-json>.

use std::collections::BTreeMap;

use serde_json::Value;

use super::check_current;
use crate::packages::manifest::Manifest;
use crate::packages::plan::{Package, Plan, Refused, check_name};
use crate::packages::reach::{Placed, reached};

pub(super) fn read(text: &str, manifest: &Manifest) -> Result<Plan, Refused> {
    let lock: Value = serde_json::from_str(text).map_err(|problem| Refused(format!("it cannot be read: {problem}")))?;
    let Some(rows) = lock["packages"].as_object() else {
        return Err(Refused("it is of npm 6 or older; `npm install` with a newer npm rewrites it".into()));
    };
    let mut places = BTreeMap::new();
    for (place, row) in rows {
        let bound = |field: &str| row[field].as_array().is_some_and(|list| !list.is_empty());
        // Made for one operating system: a program, and nothing that runs in a browser. Bundled: inside another tarball.
        if place.is_empty() || row["link"] == true || row["inBundle"] == true || bound("os") || bound("cpu") || bound("libc") {
            continue;
        }
        let imports = ["dependencies", "optionalDependencies", "peerDependencies"]
            .iter()
            .flat_map(|field| row[field].as_object().into_iter().flatten().map(|(name, _)| name.clone()))
            .collect();
        places.insert(place.clone(), Placed { package: row, imports });
    }
    check_current(manifest, |name| places.get(&format!("node_modules/{name}"))?.package["version"].as_str().map(ToString::to_string))?;
    let (found, _) = reached(&places, manifest.wanted.keys().cloned());
    let mut plan = Plan::default();
    for place in found {
        let row = places[&place].package;
        check_place(&place)?;
        let last = place.rsplit("node_modules/").next().unwrap_or_default();
        let name = row["name"].as_str().unwrap_or(last);
        let package = Package::new(name, row["version"].as_str().unwrap_or_default(), row["resolved"].as_str(), row["integrity"].as_str());
        match package {
            Ok(package) => drop(plan.places.insert(place, package)),
            Err(Refused(why)) if row["optional"] == true => plan.notes.push(why),
            Err(refused) => return Err(refused),
        }
    }
    Ok(plan)
}

/// `node_modules/a/node_modules/@b/c`, and nothing that leads anywhere else.
pub(super) fn check_place(place: &str) -> Result<(), Refused> {
    let names = place.strip_prefix("node_modules/").ok_or_else(|| Refused(format!("{place:?} is no place for a package")))?;
    names.split("/node_modules/").try_for_each(check_name)
}
