//! What a browser asks a session for.

use std::sync::Arc;

use crate::compiler::Compiler;
use crate::error::{Error, ErrorKind};
use crate::graph::{Node, PackageSet, content_of, document_of, style_map};
use crate::id::ModuleId;
use crate::preview::{self, Asset, PageOptions, Part};
use crate::transform::{Kind, Module, RESERVED, globals};

use super::state::{Shipped, State};

/// The page of the last good revision; with errors, they show above it.
pub(super) fn page(app: &str, state: &State, options: &PageOptions) -> Result<String, Error> {
    // The document belongs to the revision: an edited one is shipped by a reload once everything is good again.
    let (snapshot, project) = state.shipped.front().map_or((&state.snapshot, &state.project), |shipped| (&shipped.snapshot, &shipped.project));
    let document = document_of(snapshot, &project.options).unwrap_or_else(|_| crate::document::DEFAULT.to_string());
    let view =
        preview::View { app, document: &document, snapshot, options: &project.options, graph: state.good().map(|graph| &**graph), diagnostics: &state.told() };
    preview::page(&view, options)
}

/// What stands at a path below the base.
pub(super) fn asset(compiler: &Compiler, state: &State, path: &str) -> Result<Option<Asset>, Error> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let Some(reserved) = path.strip_prefix(RESERVED).and_then(|rest| rest.strip_prefix('/')) else {
        return Ok(public(state, path));
    };
    let (folder, name) = reserved.split_once('/').unwrap_or((reserved, ""));
    // `<digest>.js`, `<digest>.js.map`, `<digest>/logo.svg`
    let stem = name.split(['.', '/']).next().unwrap_or_default();
    match folder {
        "client" => {
            let Some(parts) = Part::named(name) else { return Ok(None) };
            Ok(Some(Asset::script(preview::client_script(&parts)?)))
        }
        "vendor" => {
            let sets: Vec<&PackageSet> =
                state.shipped.iter().filter_map(|shipped| shipped.graph.packages.as_ref()).filter(|set| set.imports.is_none()).collect();
            let whole = sets.iter().find(|set| set.key.to_string() == stem).map(|set| preview::vendor(set, compiler));
            let added = || {
                let pairs = sets.iter().flat_map(|had| sets.iter().map(move |wants| (had, wants)));
                pairs
                    .into_iter()
                    .find(|(had, wants)| preview::addition_key(had, wants).to_string() == stem)
                    .map(|(had, wants)| preview::addition(had, wants, compiler))
            };
            Ok(whole.or_else(added).filter(|script| script.failure.is_none()).map(|script| Asset::script(script.code.clone())))
        }
        "app" => {
            let Some(shipped) = state.shipped.iter().find(|shipped| shipped.graph.revision.to_string() == stem) else { return Ok(None) };
            let modules: Vec<Arc<Module>> = shipped.graph.execution_order().into_iter().map(|id| module_of(compiler, shipped, id)).collect::<Result<_, _>>()?;
            if name.ends_with(".map") {
                return Ok(Some(Asset::json(preview::app_map(&modules).into_bytes())));
            }
            if name.ends_with(".map.js") {
                return Ok(Some(Asset::script(preview::map_script(stem, &preview::app_map(&modules)).into_bytes())));
            }
            Ok(Some(Asset::script(preview::app_script(&modules, &globals(&shipped.project.options), &format!("{stem}.js.map")).into_bytes())))
        }
        "module" | "map" => {
            let Some((shipped, id)) = by_digest(state, stem) else { return Ok(None) };
            if folder == "map" && name.ends_with(".css.json") {
                let made = shipped.made.get(id).map(|(_, css)| &**css);
                let map = style_map(id, made, &shipped.snapshot, compiler, &shipped.project).filter(|_| shipped.graph.nodes[id].kind == Kind::Css);
                return Ok(map.map(|map| Asset::json(map.into_bytes())));
            }
            let module = module_of(compiler, shipped, id)?;
            if folder == "map" {
                let script = |map: &str| Asset::script(preview::map_script(stem, map).into_bytes());
                return Ok(module.map.as_ref().map(|map| if name.ends_with(".js") { script(map) } else { Asset::json(map.as_bytes()) }));
            }
            Ok(Some(Asset::script(preview::module_script(&module, &compiler.options().base).into_bytes())))
        }
        "asset" => {
            let is_asset = |node: &Node| node.kind == Kind::Asset && node.source.to_string() == stem;
            let found =
                state.shipped.iter().find_map(|shipped| shipped.graph.nodes.iter().find(|(_, node)| is_asset(node)).map(|(id, node)| (shipped, id, node)));
            let Some((shipped, id, node)) = found else { return Ok(None) };
            let content = content_of(id, &shipped.snapshot, compiler, &shipped.project).and_then(Result::ok).filter(|(digest, _)| *digest == node.source);
            // By the name in the address: `worker.ts.js` is a script, though `worker.ts` could be a film.
            Ok(content.map(|(_, content)| Asset::file(name, content, true)))
        }
        _ => Ok(None),
    }
}

/// Files of `public/` stand at the root, as in Vite.
fn public(state: &State, path: &str) -> Option<Asset> {
    let folder = Some(&state.project.options.public_dir).filter(|folder| !folder.is_empty())?;
    let path = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    let id = ModuleId::new(&format!("{folder}/{path}")).ok()?;
    let inside = id.as_str().strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'));
    state.snapshot.get(id.as_str()).filter(|_| inside).map(|source| Asset::file(&path, source.content.clone(), false))
}

fn by_digest<'a>(state: &'a State, digest: &str) -> Option<(&'a Shipped, &'a ModuleId)> {
    state.shipped.iter().find_map(|shipped| shipped.graph.nodes.iter().find(|(_, node)| node.digest.to_string() == digest).map(|(id, _)| (shipped, id)))
}

/// The compiled module of a revision: from the shared cache, or compiled again from the files it was made of.
pub(super) fn module_of(compiler: &Compiler, shipped: &Shipped, id: &ModuleId) -> Result<Arc<Module>, Error> {
    if let Some(module) = shipped.refused.get(id) {
        return Ok(module.clone());
    }
    let node = &shipped.graph.nodes[id];
    if let Some(module) = shipped.project.compiled(id, node.source) {
        return Ok(module);
    }
    let gone = || Error::new(ErrorKind::NotFound, format!("{id} is gone from under its revision"));
    if let Some((digest, content)) = shipped.made.get(id) {
        return shipped.project.module(id, content, *digest);
    }
    let (digest, content) = content_of(id, &shipped.snapshot, compiler, &shipped.project).and_then(Result::ok).ok_or_else(gone)?;
    shipped.project.module(id, &content, digest)
}
