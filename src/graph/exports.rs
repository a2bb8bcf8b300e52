//! Names that are imported and that nothing exports. In a browser such an import would keep the whole app from starting.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;
use crate::resolve::{Exported, Packages};
use crate::transform::Module;

use super::Node;

/// A compiled module and the text it came from.
pub(super) type Compiled = BTreeMap<ModuleId, (Arc<Module>, Arc<[u8]>)>;

/// What is imported and does not exist.
pub(super) fn missing(nodes: &BTreeMap<ModuleId, Node>, compiled: &Compiled, packages: &Packages) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (id, (module, content)) in compiled {
        for import in module.imports.iter().filter(|import| !import.names.is_empty()) {
            let Some(target) = target_of(nodes, id, &import.specifier) else { continue };
            for (name, offset) in &import.names {
                let packaged = target.npm_specifier().map(|specifier| packages.exported(specifier, name));
                if packaged == Some(Exported::Perhaps) || packaged.is_none() && exports(target, name, nodes, compiled, &mut BTreeSet::new()) {
                    continue;
                }
                let text = String::from_utf8_lossy(content);
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
                let message = match name.as_str() {
                    "default" => format!("{:?} has no default export", import.specifier),
                    name => format!("{:?} has no export {name:?}", import.specifier),
                };
                // A list of files that the compiler wrote has no places.
                let problem = match id.query() {
                    None => Diagnostic::at("missing-export", id.as_str(), text, *offset, name.len(), message),
                    Some(_) => Diagnostic::file_error("missing-export", id.path(), message),
                };
                let near = match packaged {
                    Some(Exported::No(near)) => near.map(|near| format!("Did you mean {near:?}?")),
                    _ => suggestion(target, name, compiled),
                };
                problems.push(match near {
                    Some(hint) => problem.with_hint(hint),
                    None => problem,
                });
            }
        }
    }
    problems
}

fn target_of<'a>(nodes: &'a BTreeMap<ModuleId, Node>, id: &ModuleId, specifier: &str) -> Option<&'a ModuleId> {
    nodes.get(id)?.edges.iter().find(|edge| edge.specifier == specifier).map(|edge| &edge.target)
}

/// Whether a module has an export; what is not known (packages, CommonJS, broken files) may have any.
fn exports<'a>(id: &'a ModuleId, name: &str, nodes: &'a BTreeMap<ModuleId, Node>, compiled: &'a Compiled, seen: &mut BTreeSet<&'a ModuleId>) -> bool {
    if !seen.insert(id) {
        return false;
    }
    let Some(known) = compiled.get(id).and_then(|(module, _)| module.exports.as_ref()) else { return true };
    if known.names.binary_search_by(|known| known.as_str().cmp(name)).is_ok() {
        return true;
    }
    // A star passes everything on but the default export.
    name != "default" && known.stars.iter().any(|star| target_of(nodes, id, star).is_none_or(|target| exports(target, name, nodes, compiled, seen)))
}

fn suggestion(id: &ModuleId, name: &str, compiled: &Compiled) -> Option<String> {
    let known = compiled.get(id)?.0.exports.as_ref()?;
    let near = known.names.iter().map(|other| (strsim::damerau_levenshtein(other, name), other)).filter(|(distance, _)| *distance <= 2).min();
    match near {
        Some((_, other)) => Some(format!("Did you mean {other:?}?")),
        None if known.names.is_empty() => None,
        None => {
            let listed: Vec<_> = known.names.iter().take(12).map(String::as_str).collect();
            Some(format!("It exports {}{}.", listed.join(", "), if known.names.len() > listed.len() { ", ..." } else { "" }))
        }
    }
}
