//! Snapshot -> [`Graph`]: from the document's entries along the imports. Only what is reached is compiled, and only what an edit concerns
//! is looked at again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::error::Error;
use crate::id::ModuleId;
use crate::transform::{Kind, Module};

use super::content::{Content, cdn_of, content_of};
use super::former::{Depends, Former, Installed, Known, Part, depends, name_exports};
use super::inputs::Inputs;
use super::page::Page;
use super::partial::{Refused, partial};
use super::{Edge, Graph, Node, PackageSet, exports};

/// A graph, and what is wrong with the app. With errors the graph is only what could be reached, and must not be shipped.
pub(crate) struct Built {
    pub(crate) graph: Arc<Graph>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Stylesheets as Tailwind made them: what it makes later may have more rules.
    pub(crate) made: Made,
    /// For the next build.
    pub(crate) former: Former,
}

/// Stylesheets that were made and not written.
pub(crate) type Made = BTreeMap<ModuleId, Content>;

/// What `react-dom/client` brings with it.
const MOUNTING: [&str; 3] = ["react", "react-dom", "scheduler"];

/// Builds the graph. Must run on a worker thread. Fails only on a bug of ours.
pub(crate) fn build(inputs: &Inputs<'_>) -> Result<Built, Error> {
    let options = &inputs.project.options;
    let known = inputs.former.and_then(|former| former.known(inputs));
    let page = known.as_ref().and_then(Known::page).unwrap_or_else(|| Arc::new(Page::read(inputs.snapshot, options)));
    let mut walk = Walk { inputs, known: known.as_ref(), page: &page, made: Mutex::default(), modules: BTreeMap::new(), fresh: BTreeMap::new() };
    let is_same_shape = walk.look_again();
    if !is_same_shape {
        walk.follow();
    }
    let Walk { modules, fresh, made, .. } = walk;
    let former = known.as_ref().map(|known| known.former);
    let same = former.filter(|_| is_same_shape);

    let mut nodes = same.map_or_else(BTreeMap::new, |former| former.graph.nodes.clone());
    let mut parts = same.map_or_else(BTreeMap::new, |former| former.parts.clone());
    for (id, module) in modules {
        nodes.insert(id.clone(), module.node);
        parts.insert(id, module.part);
    }
    let fresh = fresh.into_iter().filter(|(id, _)| nodes.contains_key(id)).collect();
    let missing = exports::missing(inputs, &nodes, &parts, fresh, former);
    let specifiers = same.map_or_else(|| specifiers(&nodes), |former| former.specifiers.clone());
    let installed = known.as_ref().map(|known| &known.former.installed).filter(|_| same.is_some());
    let installed = installed.cloned().unwrap_or_else(|| Installed::of(inputs.compiler.packages(), &specifiers));

    let mut diagnostics = inputs.project.warnings.clone();
    diagnostics.extend(page.diagnostics.iter().chain(parts.values().flat_map(|part| &part.diagnostics)).chain(missing.values().flatten()).cloned());
    diagnostics.sort_by(|a, b| (a.severity as u8, &a.file, a.line, a.column).cmp(&(b.severity as u8, &b.file, b.line, b.column)));
    let mut made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    made.retain(|id, _| nodes.contains_key(id));
    let packages = match same {
        Some(former) if !options.takes_from_cdn() => former.graph.packages.clone(),
        _ => package_set(inputs, &specifiers, &installed),
    };
    let css = same.map(|former| former.graph.css.clone());
    let graph = Arc::new(Graph::new(nodes, page.entries.clone(), css, packages, page.digest));
    let options = former.map_or_else(|| Arc::new(options.clone()), |former| former.options.clone());
    let former = Former { snapshot: inputs.snapshot.clone(), options, installed, page, graph: graph.clone(), parts, missing, specifiers };
    Ok(Built { graph, diagnostics, made, former })
}

impl Built {
    /// With errors that only `import()` leads to: the app without what is broken, which can be shipped. `inputs`: those of the build.
    pub(crate) fn partial(&self, inputs: &Inputs<'_>) -> Option<(Arc<Graph>, Refused)> {
        let Former { page, parts, missing, .. } = &self.former;
        if inputs.project.warnings.iter().chain(&page.diagnostics).any(Diagnostic::is_error) {
            return None;
        }
        let problems = |id: &ModuleId| parts.get(id).into_iter().flat_map(|part| &part.diagnostics).chain(missing.get(id).into_iter().flatten());
        let (nodes, refused) = partial(inputs, &self.graph, |id| problems(id).find(|problem| problem.is_error()))?;
        let used = specifiers(&nodes);
        let packages = package_set(inputs, &used, &Installed::of(inputs.compiler.packages(), &used));
        Some((Arc::new(Graph::new(nodes, page.entries.clone(), None, packages, page.digest)), refused))
    }
}

/// The scripts of npm packages that modules import.
fn specifiers(nodes: &BTreeMap<ModuleId, Arc<Node>>) -> BTreeSet<String> {
    let targets = nodes.values().flat_map(|node| &node.edges).map(|edge| &edge.target);
    targets.filter(|target| is_package_script(target)).filter_map(|target| target.npm_specifier().map(str::to_string)).collect()
}

fn is_package_script(id: &ModuleId) -> bool {
    id.is_npm() && !matches!(Kind::of(id), Kind::Css | Kind::Asset)
}

fn package_set(inputs: &Inputs<'_>, specifiers: &BTreeSet<String>, installed: &Installed) -> Option<PackageSet> {
    if specifiers.is_empty() {
        return None;
    }
    let packages = inputs.compiler.packages();
    let mut specifiers = specifiers.clone();
    let mut versions = installed.versions.clone();
    // What mounts an app holds these, and packages that come later ask for them: the page has one of each.
    if specifiers.contains("react-dom/client") {
        specifiers.extend(MOUNTING.iter().filter(|name| packages.resolve(name).is_ok()).map(|name| (*name).to_string()));
        versions.extend(packages.versions(MOUNTING.into_iter().filter(|name| specifiers.contains(*name))));
    }
    if let Some(base) = inputs.project.options.cdn.as_ref().filter(|_| inputs.project.options.takes_from_cdn()) {
        return Some(PackageSet::of_cdn(specifiers, base, &cdn_of(base, inputs.snapshot)));
    }
    Some(PackageSet::new(specifiers, installed.record, versions, inputs.compiler.options().mode.as_str()))
}

/// A module of the graph that is being built.
#[derive(Clone)]
struct Found {
    node: Arc<Node>,
    part: Arc<Part>,
}

/// A compiled script and its text.
pub(super) type Script = (Arc<Module>, Arc<[u8]>);
/// What was compiled in this build.
pub(super) type Fresh = BTreeMap<ModuleId, Script>;

struct Walk<'a> {
    inputs: &'a Inputs<'a>,
    known: Option<&'a Known<'a>>,
    page: &'a Page,
    made: Mutex<Made>,
    modules: BTreeMap<ModuleId, Found>,
    fresh: Fresh,
}

impl Walk<'_> {
    /// Makes again what does not hold any more. True: all edges are what they were, so the graph has these modules and those of the former one.
    fn look_again(&mut self) -> bool {
        let Some(known) = self.known else { return false };
        let Former { graph, parts, .. } = known.former;
        let again: Vec<&ModuleId> = parts.iter().filter(|(id, part)| !known.holds(id, part)).map(|(id, _)| id).collect();
        let made: Vec<_> = again.par_iter().map(|id| self.make(id)).collect();
        let mut is_same = graph.entries == self.page.entries;
        for (id, made) in again.into_iter().zip(made) {
            let Some((found, module)) = made else {
                is_same = false;
                continue;
            };
            is_same &= graph.nodes[id].edges == found.node.edges;
            self.fresh.extend(module.map(|module| (id.clone(), module)));
            self.modules.insert(id.clone(), found);
        }
        is_same
    }

    /// Follows the imports from the entries, wave by wave.
    fn follow(&mut self) {
        let made = std::mem::take(&mut self.modules);
        let mut wave: Vec<ModuleId> = self.page.entries.clone();
        while !wave.is_empty() {
            let found: Vec<_> =
                wave.par_iter().map(|id| made.get(id).map(|found| (found.clone(), None)).or_else(|| self.held(id)).or_else(|| self.make(id))).collect();
            let mut next = Vec::new();
            for (id, found) in wave.into_iter().zip(found) {
                let Some((found, module)) = found else { continue };
                let imported = found.node.edges.iter().filter(|edge| !edge.is_acceptance()).map(|edge| &edge.target);
                next.extend(imported.filter(|target| !is_package_script(target)).cloned());
                self.fresh.extend(module.map(|module| (id.clone(), module)));
                self.modules.insert(id, found);
            }
            next.sort();
            next.dedup();
            next.retain(|id| !self.modules.contains_key(id));
            wave = next;
        }
    }

    /// What the last build made of a module, where that still holds.
    fn held(&self, id: &ModuleId) -> Option<(Found, Option<Script>)> {
        let known = self.known?;
        let part = known.former.parts.get(id).filter(|part| known.holds(id, part))?;
        Some((Found { node: known.former.graph.nodes[id].clone(), part: part.clone() }, None))
    }

    /// Compiles a module and finds what it imports. `None`: there is no such file.
    fn make(&self, id: &ModuleId) -> Option<(Found, Option<Script>)> {
        let Inputs { snapshot, compiler, project, .. } = self.inputs;
        let broken = |problem: Diagnostic| {
            let module = Module::broken(id.clone(), Kind::of(id), vec![problem]);
            let node = Node { kind: module.kind, digest: module.digest, source: Digest::of(b""), edges: Vec::new() };
            let part = Part { exports: name_exports(None, &[]), diagnostics: module.diagnostics, depends: Depends::More };
            Some((Found { node: Arc::new(node), part: Arc::new(part) }, None))
        };
        let inline = self.page.inline.get(id).map(|content| (Digest::of(content), content.clone()));
        let (made_of, content) = match inline.map(Ok).or_else(|| content_of(id, snapshot, compiler, project))? {
            Ok(content) => content,
            Err(problem) => return broken(problem),
        };
        let (source, content, is_tailwind) = match self.inputs.tailwind(id, &content) {
            Some(Ok(css)) => {
                let made = (Digest::of(&css), css);
                self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), made.clone());
                (made.0, made.1, true)
            }
            Some(Err(problem)) => return broken(problem),
            None => (made_of, content, false),
        };
        // The tool gave what it gave before.
        if let Some(known) = self.known
            && let (Some(node), Some(part)) = (known.former.graph.nodes.get(id), known.former.parts.get(id))
            && (node.source == source && part.diagnostics.is_empty())
            && (Kind::of(id) == Kind::Css && is_tailwind == (part.depends == Depends::More))
        {
            return Some((Found { node: node.clone(), part: part.clone() }, None));
        }
        // A bug of ours on this one file costs this file.
        let module = project.module(id, &content, source).unwrap_or_else(|problem| Arc::new(Module::failed(id.clone(), problem.to_string())));
        let mut diagnostics: Vec<_> = module.diagnostics.iter().map(|problem| self.inputs.moved(id, problem, &content)).collect();
        let mut edges = Vec::with_capacity(module.imports.len());
        for import in &module.imports {
            match self.inputs.target(id, import) {
                Ok(target) => edges.push(Edge { specifier: import.specifier.clone(), target, dynamic: import.dynamic }),
                Err(problem) => diagnostics.push(self.inputs.unresolved(id, &content, import.place, problem)),
            }
        }
        let is_whole = edges.len() == module.imports.len();
        edges.extend(module.accepts.iter().filter_map(|specifier| self.inputs.accepted(id, specifier)));
        let own = snapshot.get(id.path()).map(|source| source.digest);
        let part = Part { exports: name_exports(module.exports.as_ref(), &edges), diagnostics, depends: depends(id, own, made_of, is_whole, is_tailwind) };
        let node = Node { kind: module.kind, digest: module.digest, source, edges };
        let module = (module.kind == Kind::Script).then_some((module, content));
        Some((Found { node: Arc::new(node), part: Arc::new(part) }, module))
    }
}
