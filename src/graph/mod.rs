//! Modules and edges: what one revision of an app is, and what changes between two. No sources and no code, only names and digests.

mod build;
mod content;
mod exports;
mod former;
mod glob;
mod inputs;
mod page;
mod partial;
mod plan;
mod style_map;
mod worker;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use crate::digest::Digest;
use crate::id::ModuleId;
use crate::packages::Cdn;
use crate::resolve::package_of;
use crate::transform::Kind;

pub(crate) use build::{Built, Made, build};
pub(crate) use content::content_of;
pub(crate) use former::Former;
pub(crate) use inputs::Inputs;
pub(crate) use page::{document_of, document_path, inline_path, missing_start};
pub(crate) use partial::Refused;
pub use plan::{Update, plan};
pub(crate) use style_map::style_map;
pub(crate) use worker::is_worker;

/// An import with its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Edge {
    pub(crate) specifier: String,
    pub(crate) target: ModuleId,
    pub(crate) dynamic: bool,
}

/// Marks what a module names to `import.meta.hot.accept` and does not import under that name: an edge that the client alone looks at.
const ACCEPTANCE: &str = "accept:";

impl Edge {
    /// Whether nothing is imported by it.
    fn is_acceptance(&self) -> bool {
        self.dynamic && self.specifier.starts_with(ACCEPTANCE)
    }
}

/// One module of a graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    /// Of what runs.
    pub(crate) digest: Digest,
    /// Of the text it came from.
    pub(crate) source: Digest,
    pub(crate) edges: Vec<Edge>,
}

/// The npm packages that a graph uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PackageSet {
    pub(crate) specifiers: BTreeSet<String>,
    /// Names what is installed as a whole.
    pub(crate) record: Digest,
    /// The packages of the specifiers, and what names the version of each.
    pub(crate) versions: BTreeMap<String, Digest>,
    /// What the page takes from a CDN instead of a script: specifier -> address, for its import map.
    pub(crate) imports: Option<BTreeMap<String, String>>,
    /// Names the built script: the specifiers and the installed versions.
    pub(crate) key: Digest,
}

impl PackageSet {
    pub(crate) fn new(specifiers: BTreeSet<String>, record: Digest, versions: BTreeMap<String, Digest>, mode: &str) -> Self {
        let mut parts = vec![record.as_bytes().to_vec(), mode.as_bytes().to_vec(), env!("CARGO_PKG_VERSION").as_bytes().to_vec()];
        parts.extend(specifiers.iter().map(|specifier| specifier.as_bytes().to_vec()));
        parts.extend(versions.values().map(|version| version.as_bytes().to_vec()));
        let key = Digest::of_parts(parts.iter().map(Vec::as_slice));
        Self { specifiers, record, versions, imports: None, key }
    }

    /// Packages that browsers fetch by themselves.
    pub(crate) fn of_cdn(specifiers: BTreeSet<String>, base: &str, cdn: &Cdn) -> Self {
        let imports = cdn.imports(specifiers.iter().map(String::as_str));
        let versions = specifiers.iter().filter_map(|specifier| Some((package_of(specifier)?.to_string(), Digest::of(cdn.version(specifier)?.as_bytes()))));
        let set = Self::new(specifiers.clone(), Digest::of_parts([b"cdn".as_slice(), base.as_bytes()]), versions.collect(), "");
        Self { imports: Some(imports), ..set }
    }

    /// Whether a page with these packages could go on with those: nothing that it has is of another version.
    pub(crate) fn goes_with(&self, other: &Self) -> bool {
        self.record == other.record && self.versions.iter().all(|(package, version)| other.versions.get(package).is_none_or(|other| other == version))
    }
}

/// Everything that runs in a preview at one moment, by name and digest: the modules reached from the document's entries, and their edges.
///
/// Its revision is a function of what runs alone: edits that change nothing for the browser (comments, types, layout, files that nothing
/// imports) leave it as it was, and two processes with the same files hold the same revision without talking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graph {
    pub(crate) nodes: BTreeMap<ModuleId, Arc<Node>>,
    pub(crate) entries: Vec<ModuleId>,
    /// Stylesheets in the order of the cascade.
    pub(crate) css: Vec<ModuleId>,
    pub(crate) packages: Option<PackageSet>,
    /// What only a reload can bring to the browser: the document and the packages.
    pub(crate) page: Digest,
    pub(crate) document: Digest,
    pub(crate) revision: Digest,
}

impl Graph {
    /// `css`: the order of the cascade, where it is known.
    pub(crate) fn new(
        nodes: BTreeMap<ModuleId, Arc<Node>>,
        entries: Vec<ModuleId>,
        css: Option<Vec<ModuleId>>,
        packages: Option<PackageSet>,
        document: Digest,
    ) -> Self {
        let css = css.unwrap_or_else(|| css_order(&nodes, &entries));
        let vendor = packages.as_ref().map_or(Digest::of(b""), |set| set.key);
        // New packages reach open pages; other versions of old ones do not.
        let installed = packages.as_ref().map_or(Digest::of(b""), |set| set.record);
        let page = Digest::of_parts([document.as_bytes().as_slice(), installed.as_bytes()]);
        let parts = [page.as_bytes().as_slice(), vendor.as_bytes()].into_iter().chain(entries.iter().map(name_of));
        let parts = parts.chain(nodes.iter().flat_map(|(id, node)| {
            let targets = node.edges.iter().map(|edge| name_of(&edge.target));
            [name_of(id), node.digest.as_bytes()].into_iter().chain(targets)
        }));
        let parts = parts.chain(css.iter().map(name_of));
        let revision = Digest::of_parts(parts);
        Self { nodes, entries, css, packages, page, document, revision }
    }

    /// The name of this revision.
    pub fn revision(&self) -> Digest {
        self.revision
    }

    /// The modules, in order of their names.
    pub fn modules(&self) -> impl Iterator<Item = (&ModuleId, Digest)> {
        self.nodes.iter().map(|(id, node)| (id, node.digest))
    }

    /// The modules in the order in which they first run: what is imported comes before its importer.
    pub(crate) fn execution_order(&self) -> Vec<&ModuleId> {
        execution_order(&self.nodes, &self.entries)
    }

    /// The edges of some modules as the wire has them: id -> specifier -> id.
    pub(crate) fn edge_rows<'a>(&'a self, ids: impl IntoIterator<Item = &'a ModuleId>) -> BTreeMap<ModuleId, BTreeMap<String, ModuleId>> {
        let row = |node: &Node| node.edges.iter().map(|edge| (edge.specifier.clone(), edge.target.clone())).collect();
        ids.into_iter().filter_map(|id| self.nodes.get(id).map(|node| (id.clone(), row(node)))).collect()
    }
}

fn name_of(id: &ModuleId) -> &[u8] {
    id.as_str().as_bytes()
}

fn css_order(nodes: &BTreeMap<ModuleId, Arc<Node>>, entries: &[ModuleId]) -> Vec<ModuleId> {
    execution_order(nodes, entries).into_iter().filter(|id| nodes[*id].kind == Kind::Css).cloned().collect()
}

/// Depth first over static imports; what is only reached by `import()` follows, in the order in which it is met. A loop and not a
/// recursion: the depth of a tenant's imports is the tenant's choice.
fn execution_order<'a>(nodes: &'a BTreeMap<ModuleId, Arc<Node>>, entries: &'a [ModuleId]) -> Vec<&'a ModuleId> {
    let mut order = Vec::with_capacity(nodes.len());
    let mut seen: BTreeSet<&ModuleId> = BTreeSet::new();
    let mut later: std::collections::VecDeque<&ModuleId> = entries.iter().collect();
    while let Some(root) = later.pop_front() {
        let mut stack = vec![(root, 0usize)];
        if !nodes.contains_key(root) || !seen.insert(root) {
            continue;
        }
        while let Some((id, next)) = stack.pop() {
            match nodes[id].edges.get(next) {
                Some(edge) => {
                    stack.push((id, next + 1));
                    if edge.dynamic {
                        later.extend((!edge.is_acceptance()).then_some(&edge.target));
                    } else if nodes.contains_key(&edge.target) && seen.insert(&edge.target) {
                        stack.push((&edge.target, 0));
                    }
                }
                None => order.push(id),
            }
        }
    }
    order
}
