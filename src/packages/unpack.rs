//! A tarball -> files below a folder. A tarball is a stranger's: nothing in it can lead out of the folder, be a link, run, or be endless.

use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use sha1::{Digest as _, Sha1};
use sha2::{Sha256, Sha384, Sha512};

use super::plan::{InstallOptions, Refused};

/// Whether bytes are what a lockfile says they are: the strongest digest of the list counts.
pub(super) fn is_intact(bytes: &[u8], integrity: &str) -> bool {
    let hash = |name: &str| match name {
        "sha512" => Some((3, Sha512::digest(bytes).to_vec())),
        "sha384" => Some((2, Sha384::digest(bytes).to_vec())),
        "sha256" => Some((1, Sha256::digest(bytes).to_vec())),
        "sha1" => Some((0, Sha1::digest(bytes).to_vec())),
        _ => None,
    };
    let strength = |name: &str| ["sha1", "sha256", "sha384", "sha512"].iter().position(|known| *known == name);
    let said: Vec<(&str, &str)> = integrity.split_whitespace().filter_map(|one| one.split('?').next()?.split_once('-')).collect();
    let Some(strongest) = said.iter().filter_map(|(name, _)| strength(name)).max() else { return false };
    said.iter().filter(|(name, _)| strength(name) == Some(strongest)).any(|(name, value)| hash(name).is_some_and(|(_, found)| STANDARD.encode(found) == *value))
}

/// Type declarations and source maps: more than half of all files, and nothing that runs.
fn is_unused(name: &str) -> bool {
    [".d.ts", ".d.mts", ".d.cts", ".map", ".md", ".flow", ".tsbuildinfo"].iter().any(|end| name.ends_with(end))
}

/// Unpacks into a folder that exists and is empty.
pub(super) fn unpack(tarball: &[u8], folder: &Path, options: &InstallOptions) -> Result<(), Refused> {
    let broken = |problem: std::io::Error| Refused(format!("its tarball cannot be unpacked: {problem}"));
    let bound = options.package_bytes.saturating_mul(2);
    let mut archive = tar::Archive::new(GzDecoder::new(tarball).take(bound));
    let (mut files, mut bytes) = (0usize, 0u64);
    for entry in archive.entries().map_err(broken)? {
        let mut entry = entry.map_err(broken)?;
        files += 1;
        if files > options.package_files {
            return Err(Refused(format!("its tarball has more than {} files", options.package_files)));
        }
        bytes = bytes.saturating_add(entry.size());
        if bytes > options.package_bytes {
            return Err(Refused(format!("its tarball holds more than {} bytes", options.package_bytes)));
        }
        // Links and devices have no place in a package, and npm leaves them out too.
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let path = entry.path().map_err(broken)?.into_owned();
        let Some(inside) = inside(&path)? else { continue };
        if inside.to_str().is_none_or(is_unused) {
            continue;
        }
        let target = folder.join(&inside);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(broken)?;
        }
        let mut file = fs::File::create(&target).map_err(broken)?;
        let limit = entry.size();
        std::io::copy(&mut entry.by_ref().take(limit), &mut file).map_err(broken)?;
    }
    if folder.join("package.json").is_file() { Ok(()) } else { Err(Refused("its tarball has no package.json".into())) }
}

/// A path without its first folder, which is `package` in most tarballs.
fn inside(path: &Path) -> Result<Option<PathBuf>, Refused> {
    let mut names = Vec::new();
    for part in path.components() {
        match part {
            Component::Normal(name) if name.to_str().is_some_and(|name| !name.contains(['\\', '\0', ':'])) => names.push(name),
            Component::CurDir => {}
            _ => return Err(Refused(format!("its tarball has the file {:?}, which leads out of the package", path.display()))),
        }
    }
    // A package cannot bring packages under names that are not its own: what it bundles is below its own folder, and is kept.
    Ok((names.len() > 1).then(|| names[1..].iter().collect()))
}
