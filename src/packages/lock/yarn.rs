//! `yarn.lock` of Yarn 1: <https://classic.yarnpkg.com/lang/en/docs/yarn-lock/>.

use std::collections::BTreeMap;

use super::check_current;
use crate::packages::manifest::{Manifest, alias};
use crate::packages::plan::{Locked, Package, Refused};

#[derive(Default)]
struct Block<'a> {
    version: &'a str,
    resolved: Option<&'a str>,
    integrity: Option<&'a str>,
    imports: Vec<(&'a str, &'a str)>,
}

pub(super) fn read(text: &str, manifest: &Manifest) -> Result<Locked, Refused> {
    if text.contains("\n__metadata:") {
        return Err(Refused("it is of Yarn 2 or later, whose checksums are not those of the registry".into()));
    }
    // Every "name@range" -> its block.
    let mut heads: BTreeMap<&str, usize> = BTreeMap::new();
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut inside = false;
    for line in text.lines().filter(|line| !line.trim_start().starts_with('#') && !line.trim().is_empty()) {
        let (depth, line) = (line.len() - line.trim_start().len(), line.trim());
        if depth == 0 {
            for head in line.trim_end_matches(':').split(", ") {
                heads.insert(plain(head), blocks.len());
            }
            blocks.push(Block::default());
            continue;
        }
        let Some(block) = blocks.last_mut() else { return Err(Refused("it does not start with a package".into())) };
        let (name, value) = pair(line);
        match (depth, name) {
            (2, "dependencies:" | "optionalDependencies:") => inside = true,
            (2, _) => {
                inside = false;
                match name {
                    "version" => block.version = value,
                    "resolved" => block.resolved = Some(value),
                    "integrity" => block.integrity = Some(value),
                    _ => {}
                }
            }
            _ if inside => block.imports.push((name, value)),
            _ => {}
        }
    }
    let mut names = vec![""; blocks.len()];
    for (head, block) in &heads {
        let at = head.get(1..).and_then(|rest| rest.find('@')).map_or(head.len(), |at| at + 1);
        let range = head.get(at + 1..).unwrap_or_default();
        names[*block] = alias(range).map_or(&head[..at], |(name, _)| name);
    }
    let key = |block: usize| format!("{}@{}", names[block], blocks[block].version);
    let find = |name: &str, range: &str| heads.get(format!("{name}@{range}").as_str()).map(|block| key(*block));
    let mut locked = Locked::default();
    for (name, range) in &manifest.wanted {
        if let Some(key) = find(name, range) {
            locked.roots.insert(name.clone(), key);
        }
    }
    let mut queue: Vec<String> = locked.roots.values().cloned().collect();
    let by_key: BTreeMap<String, usize> = (0..blocks.len()).map(|block| (key(block), block)).collect();
    while let Some(key) = queue.pop() {
        let Some(block) = by_key.get(&key).copied().filter(|_| !locked.nodes.contains_key(&key)) else { continue };
        let Block { version, resolved, integrity, imports } = &blocks[block];
        let package = Package::new(names[block], version, *resolved, *integrity)?;
        let imports: BTreeMap<String, String> = imports.iter().filter_map(|(name, range)| Some(((*name).to_string(), find(name, range)?))).collect();
        queue.extend(imports.values().cloned());
        locked.nodes.insert(key, (package, imports));
    }
    check_current(manifest, |name| Some(locked.nodes.get(locked.roots.get(name)?)?.0.version.clone()))?;
    Ok(locked)
}

/// `"@a/b" "^1.0.0"`, `version "1.0.0"`.
fn pair(line: &str) -> (&str, &str) {
    let end = match line.strip_prefix('"') {
        Some(rest) => rest.find('"').map_or(line.len(), |at| at + 2),
        None => line.find(' ').unwrap_or(line.len()),
    };
    (plain(&line[..end]), plain(line[end..].trim()))
}

fn plain(text: &str) -> &str {
    text.trim_matches('"')
}
