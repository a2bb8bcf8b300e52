//! Without a lockfile: ranges -> versions, by asking the registry what there is. <https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md>

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use super::fetch::Request;
use super::manifest::{Manifest, alias};
use super::plan::{Locked, Package, Refused, can_miss, check_name};
use super::semver;
use super::store::{Work, parallel};

/// The largest list of versions that is read, in bytes.
const LIST_BYTES: usize = 64 << 20;

#[derive(Deserialize)]
struct Listed {
    #[serde(default, rename = "dist-tags")]
    tags: BTreeMap<String, String>,
    #[serde(default)]
    versions: BTreeMap<String, Version>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Version {
    #[serde(deserialize_with = "lenient")]
    dependencies: BTreeMap<String, String>,
    #[serde(deserialize_with = "lenient")]
    optional_dependencies: BTreeMap<String, String>,
    #[serde(deserialize_with = "lenient")]
    peer_dependencies: BTreeMap<String, String>,
    #[serde(deserialize_with = "lenient")]
    peer_dependencies_meta: BTreeMap<String, Optional>,
    os: Option<serde_json::Value>,
    cpu: Option<serde_json::Value>,
    dist: Dist,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Optional {
    optional: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Dist {
    integrity: Option<String>,
    shasum: Option<String>,
}

/// Versions from before the registry checked what it took have `"dependencies": []` (less 1.0.5), and values that are no text.
fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<BTreeMap<String, T>, D::Error> {
    let serde_json::Value::Object(map) = serde_json::Value::deserialize(deserializer)? else { return Ok(BTreeMap::new()) };
    Ok(map.into_iter().filter_map(|(name, value)| Some((name, T::deserialize(value).ok()?))).collect())
}

/// Somebody wants a version of a package.
struct Want {
    /// The key of who wants it; `None`: the app.
    by: Option<String>,
    /// The name it is imported by, and its own.
    name: String,
    target: String,
    range: String,
    /// It takes what is there, since there must be one of it (React).
    peer: bool,
    optional: bool,
}

/// Chooses a version for everything that `package.json` asks for, and for what that asks for. Everybody shares a version who can.
/// And whether nothing is missing: what the registry does not have is left out with a note, if it is little.
pub(super) fn resolve(manifest: &Manifest, work: &Work<'_>) -> Result<(Locked, bool), Refused> {
    let mut missing: Vec<String> = Vec::new();
    let mut lists: BTreeMap<String, Option<Listed>> = BTreeMap::new();
    let mut chosen: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut locked = Locked::default();
    let mut wants: Vec<Want> = manifest.wanted.iter().filter_map(|(name, range)| want(None, name, range, false, false, &mut locked.notes)).collect();
    while !wants.is_empty() {
        let new: BTreeSet<&str> = wants.iter().map(|want| want.target.as_str()).filter(|name| !lists.contains_key(*name)).collect();
        let new: Vec<String> = new.into_iter().map(ToString::to_string).collect();
        let answers = parallel(&new, work.options.parallel, |name| list(name, work));
        for (name, answer) in new.into_iter().zip(answers) {
            let optional = wants.iter().filter(|want| want.target == name).all(|want| want.optional);
            lists.insert(
                name,
                match answer {
                    Ok(list) => Some(list),
                    Err(_) if optional => None,
                    Err(Refused(why)) => {
                        missing.push(why);
                        None
                    }
                },
            );
        }
        refuse_many(&missing, lists.len())?;
        let mut next = Vec::new();
        for want in wants {
            let Some(list) = lists.get(&want.target).and_then(Option::as_ref) else { continue };
            let known = chosen.entry(want.target.clone()).or_default();
            let Some(version) = choose(&want, list, known) else {
                let wanted = format!("{}@{}", want.target, want.range);
                if want.optional {
                    continue;
                }
                missing.push(format!("{} wants {wanted}, and the registry has no such version", want.by.as_deref().unwrap_or("package.json")));
                continue;
            };
            let row = &list.versions[&version];
            if row.os.is_some() || row.cpu.is_some() {
                continue;
            }
            let key = format!("{}@{version}", want.target);
            match &want.by {
                None => drop(locked.roots.insert(want.name.clone(), key.clone())),
                Some(by) => drop(locked.nodes.get_mut(by).map(|(_, imports)| imports.insert(want.name.clone(), key.clone()))),
            }
            if known.contains(&version) {
                continue;
            }
            known.push(version.clone());
            let sha1 = row.dist.shasum.as_ref().map(|sha1| format!("https://registry/#{sha1}"));
            let package = Package::new(&want.target, &version, sha1.as_deref(), row.dist.integrity.as_deref())?;
            locked.nodes.insert(key.clone(), (package, BTreeMap::new()));
            if locked.nodes.len() > work.options.packages {
                return Err(Refused(format!("it has more than {} packages", work.options.packages)));
            }
            let by = Some(key);
            let required = row.dependencies.iter().filter(|(name, _)| !row.optional_dependencies.contains_key(*name));
            next.extend(required.filter_map(|(name, range)| self::want(by.clone(), name, range, false, false, &mut locked.notes)));
            next.extend(row.optional_dependencies.iter().filter_map(|(name, range)| self::want(by.clone(), name, range, false, true, &mut locked.notes)));
            for (name, range) in &row.peer_dependencies {
                let optional = row.peer_dependencies_meta.get(name).is_some_and(|meta| meta.optional);
                let here = manifest.wanted.contains_key(name);
                // npm brings required peers; those that may be missing are linked where the app has them.
                if here || !optional {
                    next.extend(want_peer(by.clone(), name, range, optional, &mut locked.notes));
                }
            }
        }
        // Required before peers, so that a peer takes what somebody chose.
        next.sort_by_key(|want| want.peer);
        wants = next;
    }
    refuse_many(&missing, lists.len())?;
    locked.notes.insert(0, "there is no lockfile that fits package.json: the versions were chosen now, and may differ elsewhere".into());
    locked.notes.extend(missing.iter().map(|why| format!("{why}. It is left out")));
    Ok((locked, missing.is_empty()))
}

fn refuse_many(missing: &[String], of: usize) -> Result<(), Refused> {
    match missing.first() {
        Some(why) if !can_miss(missing.len(), of) => Err(Refused(why.clone())),
        _ => Ok(()),
    }
}

fn want_peer(by: Option<String>, name: &str, range: &str, optional: bool, notes: &mut Vec<String>) -> Option<Want> {
    want(by, name, range, true, optional, notes)
}

fn want(by: Option<String>, name: &str, range: &str, peer: bool, optional: bool, notes: &mut Vec<String>) -> Option<Want> {
    let (target, range) = alias(range).unwrap_or((name, range));
    let is_elsewhere = range.contains(':') || range.contains('/') || range.starts_with('.');
    if is_elsewhere || check_name(name).and_then(|()| check_name(target)).is_err() {
        notes.push(format!("{name} is left out: {range:?} is not in a registry"));
        return None;
    }
    Some(Want { by, name: name.into(), target: target.into(), range: range.into(), peer, optional })
}

fn choose(want: &Want, list: &Listed, known: &[String]) -> Option<String> {
    if want.peer
        && let Some(first) = known.first()
    {
        return Some(first.clone());
    }
    if let Some(tagged) = list.tags.get(&want.range).filter(|version| list.versions.contains_key(*version)) {
        return Some(tagged.clone());
    }
    let latest = list.tags.get("latest").filter(|latest| list.versions.contains_key(*latest) && semver::satisfies(latest, &want.range));
    let known = semver::newest(&want.range, known.iter().map(String::as_str));
    known.or(latest.map(String::as_str)).or_else(|| semver::newest(&want.range, list.versions.keys().map(String::as_str))).map(ToString::to_string)
}

fn list(name: &str, work: &Work<'_>) -> Result<Listed, Refused> {
    work.check_time()?;
    let path = name.replace('/', "%2f");
    let request = Request { path: &path, accept: "application/vnd.npm.install-v1+json", limit: LIST_BYTES };
    let body = work.fetch.fetch(&request).map_err(|problem| Refused(format!("{name}: {problem}")))?;
    serde_json::from_slice(&body).map_err(|problem| Refused(format!("{name}: the registry's answer cannot be read: {problem}")))
}
