//! What a browser asks a session for.

use std::sync::Arc;

use crate::compiler::Compiler;
use crate::digest::Digest;
use crate::error::{Error, ErrorKind};
use crate::graph::{Graph, document_of};
use crate::id::ModuleId;
use crate::preview::{self, Asset, PageOptions};
use crate::process::Process;
use crate::source::Snapshot;
use crate::transform::{Module, RESERVED};

use super::state::State;

/// The page of the last good revision; with errors, they show above it.
pub(super) fn page(app: &str, compiler: &Compiler, state: &State, options: &PageOptions) -> Result<String, Error> {
    // The document belongs to the revision: an edited one is shipped by a reload once everything is good again.
    let snapshot = if state.good.is_some() { &state.good_snapshot } else { &state.snapshot };
    let document = document_of(snapshot).unwrap_or_else(|_| crate::document::DEFAULT.to_string());
    let client = preview::client()?.digest;
    let view = preview::View { app, document: &document, snapshot, compiler, graph: state.good.as_deref(), diagnostics: &state.diagnostics, client };
    preview::page(&view, options)
}

/// What stands at a path below the base.
pub(super) fn asset(compiler: &Compiler, state: &State, path: &str) -> Result<Option<Asset>, Error> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let Some(reserved) = path.strip_prefix(RESERVED).and_then(|rest| rest.strip_prefix('/')) else {
        return Ok(public(state, path));
    };
    let (folder, name) = reserved.split_once('/').unwrap_or((reserved, ""));
    let stem = name.split('.').next().unwrap_or_default();
    match folder {
        "client" => {
            let client = preview::client()?;
            Ok((client.digest.to_string() == stem).then(|| Asset::script(client.script.code.clone())))
        }
        "vendor" => {
            let set = graphs(state).filter_map(|(graph, _)| graph.packages.as_ref()).find(|set| set.key.to_string() == stem);
            Ok(set.map(|set| preview::vendor(set, compiler)).filter(|script| script.failure.is_none()).map(|script| Asset::script(script.code.clone())))
        }
        "app" => {
            let Some((graph, snapshot)) = graphs(state).find(|(graph, _)| graph.revision.to_string() == stem) else { return Ok(None) };
            let modules: Vec<Arc<Module>> = graph.execution_order().into_iter().map(|id| module_of(compiler, graph, snapshot, id)).collect::<Result<_, _>>()?;
            if name.ends_with(".map") {
                return Ok(Some(Asset::json(preview::app_map(&modules).into_bytes())));
            }
            Ok(Some(Asset::script(preview::app_script(&modules, &format!("{stem}.js.map")).into_bytes())))
        }
        "module" | "map" => {
            let Some((graph, snapshot, id)) = by_digest(state, stem) else { return Ok(None) };
            let module = module_of(compiler, graph, snapshot, id)?;
            if folder == "map" {
                return Ok(module.map.as_ref().map(|map| Asset::json(map.as_bytes())));
            }
            Ok(Some(Asset::script(preview::module_script(&module, &compiler.options().base).into_bytes())))
        }
        "asset" => {
            for (graph, snapshot) in graphs(state) {
                if let Some((id, node)) = graph.nodes.iter().find(|(_, node)| node.source.to_string() == stem) {
                    return Ok(content_of(compiler, snapshot, id, node.source).map(|content| Asset::file(id.as_str(), content, true)));
                }
            }
            Ok(None)
        }
        _ => Ok(None),
    }
}

/// Files of `public/` stand at the root, as in Vite.
fn public(state: &State, path: &str) -> Option<Asset> {
    let id = ModuleId::new(&format!("public/{path}")).ok()?;
    state.snapshot.get(id.as_str()).map(|source| Asset::file(path, source.content.clone(), false))
}

fn graphs(state: &State) -> impl Iterator<Item = (&Graph, &Snapshot)> {
    state.history.iter().map(|(graph, snapshot)| (&**graph, snapshot))
}

fn by_digest<'a>(state: &'a State, digest: &str) -> Option<(&'a Graph, &'a Snapshot, &'a ModuleId)> {
    graphs(state).find_map(|(graph, snapshot)| graph.nodes.iter().find(|(_, node)| node.digest.to_string() == digest).map(|(id, _)| (graph, snapshot, id)))
}

/// The compiled module of a graph: from the shared cache, or compiled again from the files it was made of.
pub(super) fn module_of(compiler: &Compiler, graph: &Graph, snapshot: &Snapshot, id: &ModuleId) -> Result<Arc<Module>, Error> {
    let node = &graph.nodes[id];
    if let Some(module) = Process::current().caches.modules.get(&node.digest) {
        return Ok(module);
    }
    let content = content_of(compiler, snapshot, id, node.source).ok_or_else(|| Error::new(ErrorKind::NotFound, format!("{id} is gone from under its revision")))?;
    compiler.module(id, &content, node.source)
}

fn content_of(compiler: &Compiler, snapshot: &Snapshot, id: &ModuleId, digest: Digest) -> Option<Arc<[u8]>> {
    if let Some(source) = snapshot.get(id.as_str()) {
        return (source.digest == digest).then(|| source.content.clone());
    }
    let shipped = compiler.packages().read(id, compiler.options().limits.asset_bytes);
    shipped.map(Into::into).or_else(|| crate::graph::inline_source(snapshot, id)).filter(|content: &Arc<[u8]>| Digest::of(content) == digest)
}
