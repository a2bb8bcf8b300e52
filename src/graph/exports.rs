//! Names that are imported and that nothing exports. In a browser such an import would keep the whole app from starting.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;
use crate::resolve::Exported;
use crate::transform::Kind;

use super::Node;
use super::build::{Fresh, Script};
use super::content::content_of;
use super::former::{Former, Part};
use super::inputs::Inputs;

type Nodes = BTreeMap<ModuleId, Arc<Node>>;

/// What modules import and nothing exports. Of modules that were not compiled anew that is what it was, as long as all modules export what
/// they did.
pub(super) fn missing(
    inputs: &Inputs<'_>,
    nodes: &Nodes,
    parts: &BTreeMap<ModuleId, Arc<Part>>,
    fresh: Fresh,
    former: Option<&Former>,
) -> BTreeMap<ModuleId, Vec<Diagnostic>> {
    let is_as_before = |former: &&Former| fresh.keys().all(|id| former.parts.get(id).is_none_or(|before| before.exports == parts[id].exports));
    let former = former.filter(is_as_before);
    let mut problems = former.map_or_else(BTreeMap::new, |former| former.missing.clone());
    problems.retain(|id, _| nodes.contains_key(id) && !fresh.contains_key(id));
    let asked: Vec<ModuleId> = match former {
        Some(_) => fresh.keys().cloned().collect(),
        None => nodes.iter().filter(|(_, node)| node.kind == Kind::Script).map(|(id, _)| id.clone()).collect(),
    };
    let mut names = Names { inputs, nodes, fresh };
    for id in asked {
        let missing = names.missing(&id);
        if !missing.is_empty() {
            problems.insert(id, missing);
        }
    }
    problems
}

/// Who exports a name.
enum Owner {
    Nobody,
    /// Not known: packages, CommonJS and broken files may have any name, and what is passed on by name is declared elsewhere.
    Somebody,
    /// The module that declares it.
    Module(ModuleId),
    /// Two modules that each declare it, behind `export *`: then nobody has it.
    Several(ModuleId, ModuleId),
}

struct Names<'a> {
    inputs: &'a Inputs<'a>,
    nodes: &'a Nodes,
    /// Scripts that were asked for.
    fresh: Fresh,
}

impl Names<'_> {
    /// A script of the graph and its text: those that were not compiled anew are in the cache.
    fn script(&mut self, id: &ModuleId) -> Option<Script> {
        if !self.fresh.contains_key(id) {
            let Inputs { snapshot, compiler, project, .. } = self.inputs;
            self.nodes.get(id).filter(|node| node.kind == Kind::Script)?;
            let (digest, content) = content_of(id, snapshot, compiler, project)?.ok()?;
            let module = project.module(id, &content, digest).ok()?;
            self.fresh.insert(id.clone(), (module, content));
        }
        self.fresh.get(id).cloned()
    }

    fn missing(&mut self, id: &ModuleId) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        let Some((module, content)) = self.script(id) else { return problems };
        let packages = self.inputs.compiler.packages();
        let nodes = self.nodes;
        for import in module.imports.iter().filter(|import| !import.names.is_empty()) {
            let Some(target) = target_of(nodes, id, &import.specifier) else { continue };
            for (name, offset) in &import.names {
                let packaged = target.npm_specifier().map(|specifier| packages.exported(specifier, name));
                let owner = match packaged {
                    None => self.owner(target, name, &mut BTreeSet::new()),
                    Some(Exported::Perhaps) => continue,
                    Some(Exported::No(_)) => Owner::Nobody,
                };
                let message = match (&owner, name.as_str()) {
                    (Owner::Somebody | Owner::Module(_), _) => continue,
                    (Owner::Several(one, other), name) => {
                        format!("{:?} passes on {name:?} from both {one} and {other}: neither is exported", import.specifier)
                    }
                    (Owner::Nobody, "default") => format!("{:?} has no default export", import.specifier),
                    (Owner::Nobody, name) => format!("{:?} has no export {name:?}", import.specifier),
                };
                let text = String::from_utf8_lossy(&content);
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
                // A list of files that the compiler wrote has no places.
                let problem = match id.query() {
                    None => Diagnostic::at("missing-export", id.as_str(), text, *offset, name.len(), message),
                    Some(_) => Diagnostic::file_error("missing-export", id.path(), message),
                };
                let hint = match (owner, packaged) {
                    (Owner::Several(one, _), _) => Some(format!("Import it from {one} itself, or export it there by name.")),
                    (_, Some(Exported::No(near))) => near.map(|near| format!("Did you mean {near:?}?")),
                    _ => self.suggestion(target, name),
                };
                problems.push(match hint {
                    Some(hint) => problem.with_hint(hint),
                    None => problem,
                });
            }
        }
        problems
    }

    /// Who exports a name.
    fn owner<'a>(&mut self, id: &'a ModuleId, name: &str, seen: &mut BTreeSet<&'a ModuleId>) -> Owner
    where
        Self: 'a,
    {
        if !seen.insert(id) {
            return Owner::Nobody;
        }
        let Some((module, _)) = self.script(id) else { return Owner::Somebody };
        let Some(known) = &module.exports else { return Owner::Somebody };
        let has = |names: &[String]| names.binary_search_by(|known| known.as_str().cmp(name)).is_ok();
        if has(&known.names) {
            return if has(&known.passed) { Owner::Somebody } else { Owner::Module(id.clone()) };
        }
        let nodes = self.nodes;
        let mut found = Owner::Nobody;
        // A star passes everything on but the default export.
        for star in known.stars.iter().filter(|_| name != "default") {
            let next = target_of(nodes, id, star).map_or(Owner::Somebody, |target| self.owner(target, name, seen));
            found = match (found, next) {
                (Owner::Module(one), Owner::Module(other)) => Owner::Several(one, other),
                (several @ Owner::Several(..), _) | (_, several @ Owner::Several(..)) => several,
                (Owner::Nobody, next) => next,
                (found, _) => found,
            };
        }
        found
    }

    fn suggestion(&mut self, id: &ModuleId, name: &str) -> Option<String> {
        let (module, _) = self.script(id)?;
        let known = module.exports.as_ref()?;
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
}

fn target_of<'a>(nodes: &'a Nodes, id: &ModuleId, specifier: &str) -> Option<&'a ModuleId> {
    nodes.get(id)?.edges.iter().find(|edge| edge.specifier == specifier).map(|edge| &edge.target)
}
