//! The app's own modules, compiled in waves from the entries, and what each of their specifiers means.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use crate::compiler::Compiler;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::error::Error;
use crate::graph::{Inputs, content_of, is_worker};
use crate::id::ModuleId;
use crate::transform::{self, Esm, Import, Kind, Style, is_css_module, text_within};

use super::control::Reporter;

/// One module of the app, or a stylesheet or an asset of a package.
pub(super) struct Piece {
    pub(super) body: Body,
    /// specifier -> module
    pub(super) edges: BTreeMap<String, ModuleId>,
    pub(super) bytes: usize,
}

pub(super) enum Body {
    Script(Arc<Esm>),
    Json(String),
    Text(String),
    Style(Arc<Style>),
    Asset(Arc<[u8]>),
    /// A stylesheet of the page that Tailwind makes while the scripts are put together.
    Later,
    /// A script of a worker: built on its own.
    Worker,
}

pub(super) struct Compiled {
    pub(super) pieces: BTreeMap<ModuleId, Piece>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Follows the imports from `entries`.
pub(super) fn compile(sources: &Inputs<'_>, entries: &[(ModuleId, Option<Arc<[u8]>>)], reporter: &Reporter) -> Result<Compiled, Error> {
    let mut compiled = Compiled { pieces: BTreeMap::new(), diagnostics: Vec::new() };
    let given: BTreeMap<&ModuleId, &Arc<[u8]>> = entries.iter().filter_map(|(id, content)| Some((id, content.as_ref()?))).collect();
    let mut wave: Vec<ModuleId> = entries.iter().map(|(id, _)| id.clone()).collect();
    let mut seen: BTreeSet<ModuleId> = wave.iter().cloned().collect();
    while !wave.is_empty() {
        reporter.cancel.check()?;
        let made: Vec<_> = wave.par_iter().map(|id| piece(id, given.get(id).copied(), sources)).collect();
        let mut next = Vec::new();
        for (id, result) in wave.iter().zip(made) {
            reporter.modules.fetch_add(1, Ordering::Relaxed);
            let Made { piece, diagnostics } = result;
            compiled.diagnostics.extend(diagnostics);
            let Some(piece) = piece else { continue };
            for target in piece.edges.values().flat_map(|target| [Some(target.clone()), entry_of_worker(target)]).flatten() {
                if !is_package_script(&target) && seen.insert(target.clone()) {
                    next.push(target);
                }
            }
            compiled.pieces.insert(id.clone(), piece);
        }
        next.sort();
        wave = next;
        reporter.say("compile", 0.3 * (1.0 - 1.0 / (1.0 + seen.len() as f64 / 50.0)));
    }
    compiled.diagnostics.sort_by(|a, b| (a.severity as u8, &a.file, a.line, a.column).cmp(&(b.severity as u8, &b.file, b.line, b.column)));
    Ok(compiled)
}

/// A worker's own code is compiled like any other, under its plain name.
fn entry_of_worker(id: &ModuleId) -> Option<ModuleId> {
    is_worker(id).then(|| ModuleId::new(id.path()).ok()).flatten()
}

/// Scripts of packages are the bundler's business.
pub(super) fn is_package_script(id: &ModuleId) -> bool {
    id.is_npm() && !matches!(Kind::of(id), Kind::Css | Kind::Asset | Kind::Text)
}

struct Made {
    piece: Option<Piece>,
    diagnostics: Vec<Diagnostic>,
}

fn piece(id: &ModuleId, given: Option<&Arc<[u8]>>, sources: &Inputs<'_>) -> Made {
    let refused = |diagnostics| Made { piece: None, diagnostics };
    let Inputs { snapshot, compiler, project, .. } = sources;
    if is_worker(id) {
        return Made { piece: Some(Piece { body: Body::Worker, edges: BTreeMap::new(), bytes: 0 }), diagnostics: Vec::new() };
    }
    let (digest, content) = match given.map(|content| Ok((Digest::of(content), content.clone()))).or_else(|| content_of(id, snapshot, compiler, project)) {
        Some(Ok(content)) => content,
        Some(Err(problem)) => return refused(vec![problem]),
        None => return refused(vec![Diagnostic::file_error("not-found", id.as_str(), format!("{id} cannot be read"))]),
    };
    let bytes = content.len();
    let whole = |body| Made { piece: Some(Piece { body, edges: BTreeMap::new(), bytes }), diagnostics: Vec::new() };
    let text = || text_within(id, &content, &project.options);
    match Kind::of(id) {
        Kind::Script => match project.esm(id, &content, digest) {
            Ok(esm) => {
                let mut diagnostics = esm.warnings.clone();
                let edges = edges(id, &esm.imports, &content, sources, &mut diagnostics);
                Made { piece: Some(Piece { body: Body::Script(esm), edges, bytes }), diagnostics }
            }
            Err(diagnostics) => refused(diagnostics),
        },
        Kind::Css if id.query().is_none() && !is_css_module(id) && sources.is_tailwind(id, &content) => whole(Body::Later),
        Kind::Css => match sheet(id, &content, sources) {
            Ok((style, content)) => {
                let mut diagnostics = style.warnings.iter().map(|problem| sources.moved(id, problem, &content)).collect();
                let edges = edges(id, &style.imports, &content, sources, &mut diagnostics);
                Made { piece: Some(Piece { body: Body::Style(Arc::new(style)), edges, bytes }), diagnostics }
            }
            Err(diagnostics) => refused(diagnostics),
        },
        Kind::Json => match text().and_then(|text| json_problem(id, text)) {
            Ok(text) => whole(Body::Json(text)),
            Err(diagnostics) => refused(diagnostics),
        },
        Kind::Text => match text() {
            Ok(text) => whole(Body::Text(text.to_string())),
            Err(diagnostics) => refused(diagnostics),
        },
        Kind::Asset if bytes > project.options.limits.asset_bytes => {
            let message = format!("{id} has {bytes} bytes; the limit for this kind of file is {}", project.options.limits.asset_bytes);
            refused(vec![Diagnostic::file_error("too-large", id.as_str(), message)])
        }
        // The address of a stylesheet is that of what it compiles to.
        Kind::Asset if is_sheet(id) => match sheet(id, &content, sources) {
            Ok((style, content)) => {
                let mut diagnostics = Vec::new();
                let edges = edges(id, &style.imports, &content, sources, &mut diagnostics);
                Made { piece: Some(Piece { body: Body::Style(Arc::new(style)), edges, bytes }), diagnostics }
            }
            Err(diagnostics) => refused(diagnostics),
        },
        Kind::Asset => whole(Body::Asset(content)),
        Kind::Unknown => refused(project.module(id, &content, digest).map(|module| module.diagnostics.clone()).unwrap_or_default()),
    }
}

/// JSON as it is, if it is JSON: the preview's own check names the place.
fn json_problem(id: &ModuleId, text: &str) -> Result<String, Vec<Diagnostic>> {
    crate::transform::check_json(id, text).map(|()| text.to_string())
}

pub(super) fn edges(id: &ModuleId, imports: &[Import], content: &[u8], sources: &Inputs<'_>, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, ModuleId> {
    let mut edges = BTreeMap::new();
    for import in imports {
        match sources.target(id, import) {
            Ok(target) => {
                edges.insert(import.specifier.clone(), target);
            }
            Err(problem) => diagnostics.push(sources.unresolved(id, content, import.place, problem)),
        }
    }
    edges
}

fn is_sheet(id: &ModuleId) -> bool {
    id.query() == Some("url") && ["css", "scss", "sass"].contains(&id.extension().as_str())
}

/// A stylesheet as the preview has it, with what Tailwind makes of it; and the text it was compiled from.
pub(super) fn sheet(id: &ModuleId, content: &Arc<[u8]>, sources: &Inputs<'_>) -> Result<(Style, Arc<[u8]>), Vec<Diagnostic>> {
    // `a.css?url` is made of the same text as `a.css`.
    let plain = if is_sheet(id) { ModuleId::new(id.path()).ok() } else { None };
    let content = match plain.as_ref().and_then(|plain| content_of(plain, sources.snapshot, sources.compiler, sources.project)) {
        Some(found) => found.map_err(|problem| vec![problem])?.1,
        None => content.clone(),
    };
    let content = sources.tailwind(plain.as_ref().unwrap_or(id), &content).unwrap_or(Ok(content)).map_err(|problem| vec![problem])?;
    let text = text_within(id, &content, &sources.project.options)?;
    let style = transform::style(plain.as_ref().unwrap_or(id), text, &sources.project.options);
    let style = style.map_err(|problems| problems.iter().map(|problem| sources.moved(id, problem, &content)).collect::<Vec<_>>())?;
    Ok((style, content))
}

/// The name of a module for the bundler: an absolute path, as packages have.
pub(super) fn address_of(id: &ModuleId, root: &Path, compiler: &Compiler) -> String {
    let path = match id.path().strip_prefix("npm:") {
        Some(specifier) => compiler.packages().file(specifier).unwrap_or_else(|| root.join("node_modules").join(specifier)),
        None => root.join(id.path()),
    };
    let path = path.to_string_lossy();
    id.query().map_or_else(|| path.to_string(), |query| format!("{path}?{query}"))
}
