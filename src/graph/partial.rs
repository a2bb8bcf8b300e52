//! What is left of an app of which only a part is broken that `import()` alone reaches: everything else runs, and who asks for that part
//! gets its error, as with Vite.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::id::ModuleId;
use crate::transform::{Kind, Module, refused};

use super::inputs::Inputs;
use super::{Graph, Node};

/// Modules that throw what is wrong with them, or with what they import.
pub(crate) type Refused = BTreeMap<ModuleId, Arc<Module>>;

type Nodes = BTreeMap<ModuleId, Arc<Node>>;

/// The modules that can run, and those that stand for what cannot. `None`: the app does not start without the broken ones.
pub(super) fn partial<'a>(inputs: &Inputs<'_>, graph: &Graph, problem: impl Fn(&ModuleId) -> Option<&'a Diagnostic>) -> Option<(Nodes, Refused)> {
    let blamed = blame(&graph.nodes, problem);
    if graph.entries.iter().any(|entry| blamed.contains_key(entry)) {
        return None;
    }
    let (mut nodes, mut stand_ins) = (Nodes::new(), Refused::new());
    let mut wave: VecDeque<&ModuleId> = graph.entries.iter().collect();
    while let Some(id) = wave.pop_front() {
        let Some(node) = graph.nodes.get(id).filter(|_| !nodes.contains_key(id)) else { continue };
        match blamed.get(id) {
            None => {
                nodes.insert(id.clone(), node.clone());
                wave.extend(node.edges.iter().filter(|edge| !edge.is_acceptance()).map(|edge| &edge.target));
            }
            // What runs imports nothing broken, so this was reached by `import()`.
            Some(problem) => {
                let source = inputs.snapshot.content(&problem.file).and_then(|content| std::str::from_utf8(content).ok());
                let module = refused(id, problem, source, &inputs.project.options.base);
                nodes.insert(id.clone(), Arc::new(Node { kind: Kind::Script, digest: module.digest, source: Digest::of(b""), edges: Vec::new() }));
                stand_ins.insert(id.clone(), Arc::new(module));
            }
        }
    }
    Some((nodes, stand_ins))
}

/// The modules that cannot run, each with a problem that keeps it from running: its own, or the nearest among its imports.
fn blame<'a>(nodes: &Nodes, problem: impl Fn(&ModuleId) -> Option<&'a Diagnostic>) -> BTreeMap<&ModuleId, &'a Diagnostic> {
    let mut importers: BTreeMap<&ModuleId, Vec<&ModuleId>> = BTreeMap::new();
    for (id, node) in nodes {
        for edge in node.edges.iter().filter(|edge| !edge.dynamic) {
            importers.entry(&edge.target).or_default().push(id);
        }
    }
    let mut blamed: BTreeMap<&ModuleId, &Diagnostic> = nodes.keys().filter_map(|id| Some((id, problem(id)?))).collect();
    let mut wave: VecDeque<&ModuleId> = blamed.keys().copied().collect();
    while let Some(id) = wave.pop_front() {
        let problem = blamed[id];
        for importer in importers.get(id).into_iter().flatten() {
            blamed.entry(importer).or_insert_with(|| {
                wave.push_back(importer);
                problem
            });
        }
    }
    blamed
}
