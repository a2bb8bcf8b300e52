//! What an install is going to do: which tarball stands where. Pure: it is computed from texts and says nothing about a disk.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::resolve::package_of;

/// How much one install may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct InstallOptions {
    /// The largest tarball, in bytes. Default 100 MiB.
    pub tarball_bytes: usize,
    /// The files of one package together, in bytes. Default 512 MiB.
    pub package_bytes: u64,
    /// Files of one package. Default 50,000.
    pub package_files: usize,
    /// Packages of one app. Default 3,000.
    pub packages: usize,
    /// Seconds that an install may take. Default 300.
    pub seconds: u64,
    /// Tarballs fetched at the same time. Default 12.
    pub parallel: usize,
}

impl Default for InstallOptions {
    fn default() -> Self {
        Self { tarball_bytes: 100 << 20, package_bytes: 512 << 20, package_files: 50_000, packages: 3_000, seconds: 300, parallel: 12 }
    }
}

/// Why an install cannot be: a sentence for the person whose app it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused(pub(super) String);

/// One version of one package, as a lockfile or a registry describes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    /// Below the registry.
    pub(super) tarball: String,
    /// `sha512-...`, or `sha1-...` for old packages.
    pub(super) integrity: String,
}

impl Package {
    /// `address`: where a lockfile says that the tarball is. Its host is not asked: the registry is for the host of the preview to choose.
    pub(super) fn new(name: &str, version: &str, address: Option<&str>, integrity: Option<&str>) -> Result<Self, Refused> {
        check_name(name)?;
        if version.is_empty() || !version.chars().all(|letter| letter.is_ascii_alphanumeric() || ".-+_".contains(letter)) {
            return Err(Refused(format!("{name} has the version {version:?}, which is none that a registry has")));
        }
        if let Some(address) = address
            && !(address.starts_with("https://") || address.starts_with("http://"))
        {
            return Err(Refused(format!("{name} comes from {:?}, which is no registry", address.chars().take(80).collect::<String>())));
        }
        let base = name.rsplit('/').next().unwrap_or(name);
        let plain = version.split('+').next().unwrap_or(version);
        let from_fragment = || address?.split_once('#').map(|(_, sha1)| sha1_of_hex(sha1));
        let integrity = integrity.map(ToString::to_string).or_else(|| from_fragment().flatten());
        let integrity =
            integrity.ok_or_else(|| Refused(format!("{name}@{version} has no integrity in the lockfile, so what is fetched could not be checked")))?;
        Ok(Self { name: name.to_string(), version: version.to_string(), tarball: format!("{name}/-/{base}-{plain}.tgz"), integrity })
    }

    /// Names the content: the store's folder.
    pub(super) fn digest(&self) -> Digest {
        Digest::of_parts([b"unpacked-1".as_slice(), self.integrity.as_bytes()])
    }
}

fn sha1_of_hex(text: &str) -> Option<String> {
    use base64::Engine;
    let bytes: Option<Vec<u8>> = (0..text.len() / 2).map(|at| u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()).collect();
    bytes.filter(|bytes| bytes.len() == 20).map(|bytes| format!("sha1-{}", base64::engine::general_purpose::STANDARD.encode(bytes)))
}

/// A package's name may become a folder: it must be one name, or a scope and a name.
pub(super) fn check_name(name: &str) -> Result<(), Refused> {
    let odd = |letter: char| letter.is_control() || "\\:*?\"<>|%#".contains(letter);
    let fine = package_of(name) == Some(name)
        && name.len() <= 214
        && !name.contains(odd)
        && !name.split('/').any(|part| part == "node_modules" || part.ends_with(' '));
    if fine && !name.starts_with("node:") { Ok(()) } else { Err(Refused(format!("{name:?} is no name of a package"))) }
}

/// Where each package stands, and which names lead to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Plan {
    /// Below the folder that holds `node_modules`: `node_modules/a/node_modules/b`.
    pub(super) places: BTreeMap<String, Package>,
    /// Symbolic links: place -> place.
    pub(super) links: BTreeMap<String, String>,
    /// What the person should know.
    #[serde(skip)]
    pub(super) notes: Vec<String>,
}

impl Plan {
    /// Takes packages out, with the links that lead to them. `missing`: integrity -> why, for a person.
    pub(super) fn leave_out(&mut self, missing: &BTreeMap<String, String>) {
        self.places.retain(|_, package| !missing.contains_key(&package.integrity));
        self.links.retain(|_, to| self.places.contains_key(to));
        self.notes.extend(missing.values().map(|why| format!("{why}. It is left out")));
    }
}

/// How many of an app's packages may be missing before it is the registry that is: one, or a twentieth of them, but not all.
pub(super) fn can_miss(missing: usize, of: usize) -> bool {
    missing < of && missing <= (of / 20).max(1)
}

/// A graph of exact versions, for package managers that do not say where packages stand.
#[derive(Debug, Default)]
pub(super) struct Locked {
    /// Imported by the app: name -> key.
    pub(super) roots: BTreeMap<String, String>,
    /// Key -> package, and what it imports: name -> key.
    pub(super) nodes: BTreeMap<String, (Package, BTreeMap<String, String>)>,
    pub(super) notes: Vec<String>,
}

const LINKED: &str = "node_modules/.hotframe";

impl Locked {
    /// As pnpm lays it out: each version once, in a folder of its own with links to what it imports. What no root claims is linked at the
    /// top as well, for packages that import what they do not ask for.
    pub(super) fn plan(self) -> Plan {
        let mut plan = Plan { notes: self.notes, ..Plan::default() };
        let folder = |key: &str| format!("{LINKED}/{}/node_modules", &Digest::of(key.as_bytes()).to_string()[..20]);
        let mut top: BTreeMap<&str, &str> = self.roots.iter().map(|(name, key)| (name.as_str(), key.as_str())).collect();
        let mut queue: std::collections::VecDeque<&str> = self.roots.values().map(String::as_str).collect();
        let mut seen = std::collections::BTreeSet::new();
        while let Some(key) = queue.pop_front() {
            let Some((package, imports)) = self.nodes.get(key).filter(|_| seen.insert(key)) else { continue };
            plan.places.insert(format!("{}/{}", folder(key), package.name), package.clone());
            for (name, target) in imports {
                let Some((to, _)) = self.nodes.get(target) else { continue };
                if *name != package.name {
                    plan.links.insert(format!("{}/{name}", folder(key)), format!("{}/{}", folder(target), to.name));
                }
                top.entry(name).or_insert(target);
                queue.push_back(target);
            }
        }
        for (name, key) in top {
            if let Some((package, _)) = self.nodes.get(key) {
                plan.links.insert(format!("node_modules/{name}"), format!("{}/{}", folder(key), package.name));
            }
        }
        plan
    }
}
