//! Lockfiles: what a package manager wrote down -> which tarball stands where.

mod bun;
mod npm;
mod pnpm;
mod yarn;

use super::manifest::{Manifest, alias};
use super::plan::{Plan, Refused};
use super::semver;

/// The lockfiles that are understood, in the order in which they are looked for.
pub(super) const NAMES: [&str; 5] = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"];

/// What one lockfile says about an app.
pub(super) fn read(name: &str, text: &str, manifest: &Manifest) -> Result<Plan, Refused> {
    let plan = match name {
        "pnpm-lock.yaml" => pnpm::read(text, manifest).map(super::plan::Locked::plan),
        "yarn.lock" => yarn::read(text, manifest).map(super::plan::Locked::plan),
        "bun.lock" => bun::read(text, manifest),
        _ => npm::read(text, manifest),
    };
    plan.map_err(|Refused(why)| Refused(format!("{name}: {why}")))
}

/// A lockfile that is older than `package.json` does not say what the app is made of.
fn check_current(manifest: &Manifest, version_of: impl Fn(&str) -> Option<String>) -> Result<(), Refused> {
    for (name, range) in &manifest.wanted {
        let range = alias(range).map_or(range.as_str(), |(_, range)| range);
        match version_of(name) {
            None => return Err(Refused(format!("it has no {name}, which package.json asks for"))),
            Some(version) if semver::is_range(range) && !semver::satisfies(&version, range) => {
                return Err(Refused(format!("it has {name} {version}, but package.json asks for {range}")));
            }
            Some(_) => {}
        }
    }
    Ok(())
}
