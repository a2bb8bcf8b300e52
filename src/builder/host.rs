//! What the bundler is told of the app's files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::bundle::{Found, Host, Loaded};
use crate::compiler::{Compiler, Project};
use crate::diagnostic::Diagnostic;
use crate::graph::{Inputs, content_of};
use crate::id::ModuleId;
use crate::resolve::resolve;
use crate::source::Snapshot;
use crate::style::Styles;
use crate::transform::{CssTargets, Kind, Name, Piece as StylePiece, Style, esm, finish_css, quote};

use super::assets::{Assets, plain, short};
use super::base::Address;
use super::compile::{Body, Compiled, Piece, address_of, edges, is_package_script, sheet};
use super::control::Reporter;
use super::side_effects::SideEffects;

/// A stylesheet of a package that a script of a package imports, and what it refers to.
pub(super) struct Late {
    style: Arc<Style>,
    edges: BTreeMap<String, ModuleId>,
}

/// Everything that a build knows. Shared by the app's own build and those of its workers.
pub(super) struct App {
    pub(super) root: PathBuf,
    pub(super) snapshot: Snapshot,
    pub(super) compiler: Arc<Compiler>,
    pub(super) project: Project,
    pub(super) styles: Arc<Styles>,
    pub(super) pieces: BTreeMap<ModuleId, Piece>,
    /// Module id of the bundler -> ours.
    pub(super) addresses: BTreeMap<String, ModuleId>,
    /// Virtual modules: id -> code.
    pub(super) entries: BTreeMap<String, String>,
    pub(super) side_effects: SideEffects,
    pub(super) assets: Assets,
    pub(super) css_targets: CssTargets,
    pub(super) minify: bool,
    pub(super) reporter: Reporter,
    pub(super) limit_modules: usize,
    pub(super) limit_bytes: usize,
    pub(super) bytes: AtomicUsize,
    /// Modules that the bundler met.
    pub(super) met: AtomicUsize,
    /// Sheets that were made while the bundler ran, Tailwind's and those that packages import: id of the bundler -> sheet.
    pub(super) late_styles: Mutex<BTreeMap<String, Arc<Late>>>,
    pub(super) workers: Mutex<BTreeSet<ModuleId>>,
    pub(super) problems: Mutex<Vec<Diagnostic>>,
}

impl App {
    pub(super) fn sources(&self) -> Inputs<'_> {
        Inputs { snapshot: &self.snapshot, compiler: &self.compiler, project: &self.project, styles: &self.styles, former: None }
    }

    pub(super) fn take_over(&mut self, compiled: Compiled) {
        self.addresses = compiled.pieces.keys().map(|id| (address_of(id, &self.root, &self.compiler), id.clone())).collect();
        self.pieces = compiled.pieces;
    }

    /// The text of the sheet behind a module id of the bundler, if it is one that the page gets: what must come first, and the rest.
    pub(super) fn style_text(&self, id: &str) -> Option<(String, String)> {
        match self.addresses.get(id) {
            Some(known) if known.query().is_none() => match self.pieces.get(known)? {
                Piece { body: Body::Style(style), edges, .. } => Some(self.filled(style, edges)),
                Piece { body: Body::Later, .. } => self.late_text(id),
                _ => None,
            },
            Some(_) => None,
            None => self.late_text(id),
        }
    }

    fn late_text(&self, id: &str) -> Option<(String, String)> {
        let late = self.late_styles.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()?;
        Some(self.filled(&late.style, &late.edges))
    }

    /// Makes the sheets that wait for Tailwind, and says what is wrong with them.
    pub(super) fn make_later(&self) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        let waiting = self.addresses.iter().filter(|(_, id)| self.pieces.get(*id).is_some_and(|piece| matches!(piece.body, Body::Later)));
        for (address, id) in waiting {
            let Some(Ok((_, content))) = content_of(id, &self.snapshot, &self.compiler, &self.project) else { continue };
            match sheet(id, &content, &self.sources()) {
                Ok((style, content)) => {
                    diagnostics.extend(style.warnings.iter().map(|problem| self.sources().moved(id, problem, &content)));
                    let edges = edges(id, &style.imports, &content, &self.sources(), &mut diagnostics);
                    let late = Late { edges, style: Arc::new(style) };
                    self.late_styles.lock().unwrap_or_else(PoisonError::into_inner).insert(address.clone(), Arc::new(late));
                }
                Err(problems) => diagnostics.extend(problems),
            }
        }
        diagnostics
    }

    /// A sheet with its addresses.
    fn filled(&self, style: &Style, edges: &BTreeMap<String, ModuleId>) -> (String, String) {
        let mut css = String::new();
        for piece in &style.pieces {
            match piece {
                StylePiece::Text(text) => css.push_str(text),
                StylePiece::Address(import) => {
                    let target = style.imports.get(*import).and_then(|import| edges.get(&import.specifier));
                    let found = target.and_then(|id| self.asset_address(&id.with_query(id.query().unwrap_or("url")), true));
                    let url = found.map_or_else(String::new, |address| self.assets.base.in_folder(&address));
                    // What stands in quotes or in a bare `url(`.
                    css.extend(url.chars().flat_map(|letter| ("\"'()\\ \n".contains(letter)).then_some('\\').into_iter().chain(Some(letter))));
                }
            }
        }
        (style.head.clone(), css)
    }

    pub(super) fn asset_address(&self, id: &ModuleId, inline: bool) -> Option<Address> {
        let content = match self.pieces.get(id).map(|piece| &piece.body) {
            Some(Body::Asset(content)) => content.clone(),
            Some(Body::Style(style)) => self.finished(style, &self.pieces[id].edges).into_bytes().into(),
            _ => match self.snapshot.get(id.path()) {
                Some(source) => source.content.clone(),
                None => self.compiler.packages().read(id, self.project.options.limits.asset_bytes)?.into(),
            },
        };
        Some(self.assets.address(id, &content, inline))
    }

    /// A sheet that does not go to the page by itself: `?inline`, `?url`.
    fn finished(&self, style: &Style, edges: &BTreeMap<String, ModuleId>) -> String {
        let (head, css) = self.filled(style, edges);
        let css = head + &css;
        finish_css(&css, &self.css_targets, self.minify).unwrap_or(css)
    }

    /// The script of a worker: the name it has until its final one is known.
    pub(super) fn worker_file(&self, id: &ModuleId) -> String {
        let stem = id.file_name().rsplit_once('.').map_or(id.file_name(), |(stem, _)| stem);
        format!("{}/{}-{}.js", self.assets.folder, plain(stem), short(&crate::Digest::of_parts([b"worker".as_slice(), id.path().as_bytes()])))
    }

    /// The address of a file as an expression.
    fn address_in_script(&self, id: &ModuleId) -> String {
        self.asset_address(id, true).map_or_else(|| "\"\"".into(), |address| self.assets.base.in_script(&address))
    }

    fn loaded(&self, id: &ModuleId, piece: &Piece) -> Loaded {
        let plain_code = |code: String| Loaded { code, map: None, json: false, keep: Some(false) };
        match &piece.body {
            Body::Script(esm) => Loaded { code: esm.code.clone(), map: esm.map.clone(), json: false, keep: None },
            Body::Json(text) => Loaded { code: text.clone(), map: None, json: true, keep: None },
            Body::Text(text) => plain_code(exporting(&quote(text))),
            Body::Later => Loaded { code: "export {};\n".into(), map: None, json: false, keep: Some(true) },
            Body::Style(style) => match id.query() {
                Some("inline") => plain_code(exporting(&quote(&self.finished(style, &piece.edges)))),
                Some("url") => plain_code(exporting(&self.address_in_script(id))),
                _ => style_module(style),
            },
            Body::Asset(_) => {
                let url = self.address_in_script(id);
                match id.query() {
                    Some("init") => {
                        plain_code(exporting(&format!("async imports => (await WebAssembly.instantiateStreaming(fetch({url}), imports ?? {{}})).instance")))
                    }
                    _ => plain_code(exporting(&url)),
                }
            }
            Body::Worker => {
                self.workers.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone());
                let url = self.assets.base.in_script(&Address::File(self.worker_file(id)));
                match id.query() {
                    // One that asks to be inside its importer is a file, too: it does the same.
                    Some(query @ ("worker" | "sharedworker" | "worker_inline" | "sharedworker_inline")) => {
                        let class = if query.starts_with("worker") { "Worker" } else { "SharedWorker" };
                        plain_code(format!("export default function (options) {{ return new {class}({url}, options) }}\n"))
                    }
                    _ => plain_code(exporting(&url)),
                }
            }
        }
    }

    /// A file of a package that a script of a package imports.
    fn late(&self, id: &str) -> Result<Option<Loaded>, String> {
        let Some(packages) = self.compiler.packages().root() else { return Err(format!("{id} is no file of the app")) };
        let (path, query) = id.split_once('?').map_or((id, None), |(path, query)| (path, Some(query)));
        let Some(below) = std::path::Path::new(path).strip_prefix(packages).ok().and_then(|path| path.to_str()) else {
            return Err(format!("{path} is no file of the app and of no package"));
        };
        let module = ModuleId::npm(below);
        let module = query.map_or(module.clone(), |query| module.with_query(query));
        match Kind::of(&module) {
            Kind::Css => {
                let (snapshot, compiler, project) = (&self.snapshot, &self.compiler, &self.project);
                let content = content_of(&module, snapshot, compiler, project).ok_or_else(|| format!("{below} cannot be read"))?;
                let (_, content) = content.map_err(|problem| self.keep(vec![problem]))?;
                let (style, _) = sheet(&module, &content, &self.sources()).map_err(|problems| self.keep(problems))?;
                let resolved = style.imports.iter().filter_map(|import| {
                    Some((import.specifier.clone(), resolve(&import.specifier, &module, snapshot, compiler.packages(), &project.options).ok()?))
                });
                let late = Late { edges: resolved.collect(), style: Arc::new(style) };
                let loaded = style_module(&late.style);
                self.late_styles.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_string(), Arc::new(late));
                Ok(Some(loaded))
            }
            Kind::Asset => {
                let content: Arc<[u8]> = std::fs::read(path).map_err(|problem| format!("{below}: {problem}"))?.into();
                let url = self.assets.base.in_script(&self.assets.address(&module, &content, true));
                Ok(Some(Loaded { code: exporting(&url), map: None, json: false, keep: Some(false) }))
            }
            Kind::Text => {
                let text = std::fs::read_to_string(path).map_err(|problem| format!("{below}: {problem}"))?;
                Ok(Some(Loaded { code: exporting(&quote(&text)), map: None, json: false, keep: Some(false) }))
            }
            Kind::Script => self.package_script(path, &module),
            Kind::Json | Kind::Unknown => Ok(None),
        }
    }

    /// A script of a package that asks for what only a bundler can answer is compiled by us; others are the bundler's.
    fn package_script(&self, path: &str, module: &ModuleId) -> Result<Option<Loaded>, String> {
        let Ok(text) = std::fs::read(path) else { return Ok(None) };
        let asks = |needle: &[u8]| text.windows(needle.len()).any(|window| window == needle);
        if !asks(b"import.meta.") || !(asks(b"import.meta.url") && asks(b"new URL(") || asks(b"import.meta.glob") || asks(b"import.meta.env")) {
            return Ok(None);
        }
        match esm(module, &text, &self.project.options) {
            Ok(esm) => Ok(Some(Loaded { code: esm.code, map: esm.map, json: false, keep: None })),
            // The bundler's own parser may know better.
            Err(_) => Ok(None),
        }
    }

    fn keep(&self, problems: Vec<Diagnostic>) -> String {
        let text = problems.first().map_or_else(String::new, |problem| problem.message.clone());
        self.problems.lock().unwrap_or_else(PoisonError::into_inner).extend(problems);
        text
    }

    fn found(&self, target: &ModuleId) -> Found {
        if is_package_script(target) {
            return Found::Package(target.npm_specifier().unwrap_or_default().to_string());
        }
        Found::Module { id: address_of(target, &self.root, &self.compiler), side_effects: self.side_effects.of(target) }
    }
}

impl Host for App {
    fn resolve(&self, specifier: &str, importer: &str) -> Result<Found, String> {
        if self.entries.contains_key(specifier) || self.addresses.contains_key(specifier) {
            return Ok(Found::Module { id: specifier.to_string(), side_effects: None });
        }
        if self.entries.contains_key(importer) {
            return Ok(match ModuleId::new(specifier) {
                Ok(id) => self.found(&id),
                Err(problem) => return Err(problem.to_string()),
            });
        }
        if let Some(own) = self.addresses.get(importer) {
            let known = self.pieces.get(own).and_then(|piece| piece.edges.get(specifier)).cloned();
            let target = match known {
                Some(target) => Ok(target),
                // Helpers that the bundler adds itself.
                None if specifier.starts_with("@oxc-project/runtime") || specifier.starts_with('\0') => return Ok(Found::Unknown),
                // Only what is tried to be required was not looked up before: as in previews, it is not there.
                None => Err(format!("cannot resolve {specifier:?} from {own}")),
            };
            return target.map(|target| self.found(&target));
        }
        // A file of a package. What it asks for with a query is ours.
        if let Some((path, query)) = specifier.split_once('?').filter(|(path, _)| path.starts_with('.')) {
            let folder = std::path::Path::new(importer).parent().unwrap_or(std::path::Path::new("/"));
            let joined = folder.join(path);
            if let Ok(found) = joined.canonicalize() {
                return Ok(Found::Module { id: format!("{}?{query}", found.display()), side_effects: None });
            }
        }
        Ok(Found::Unknown)
    }

    fn load(&self, id: &str) -> Result<Option<Loaded>, String> {
        if let Some(code) = self.entries.get(id) {
            return Ok(Some(Loaded { code: code.clone(), map: None, json: false, keep: None }));
        }
        if id.starts_with('\0') || id.starts_with("@oxc-project") || id.starts_with("data:") {
            return Ok(None);
        }
        match self.addresses.get(id).and_then(|own| self.pieces.get_key_value(own)) {
            Some((own, piece)) => Ok(Some(self.loaded(own, piece))),
            None => self.late(id),
        }
    }

    fn parsed(&self, bytes: usize) -> Result<(), String> {
        let modules = self.met.fetch_add(1, Ordering::Relaxed) + 1;
        self.reporter.modules.fetch_max(modules, Ordering::Relaxed);
        let total = self.bytes.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if modules > self.limit_modules {
            return Err(format!("the app and its packages have more than {} modules", self.limit_modules));
        }
        if total > self.limit_bytes {
            return Err(format!("the app and its packages have more than {} bytes of source", self.limit_bytes));
        }
        if modules.is_multiple_of(64) {
            self.reporter.say("bundle", 0.3 + 0.5 * (1.0 - 1.0 / (1.0 + modules as f64 / 1000.0)));
        }
        Ok(())
    }

    fn cancelled(&self) -> bool {
        self.reporter.cancel.is_cancelled()
    }
}

/// The script of a stylesheet: nothing, or the names of its classes. It is kept, so that its chunk gets the text.
fn style_module(style: &Style) -> Loaded {
    let loaded = |code: String| Loaded { code, map: None, json: false, keep: Some(true) };
    let Some(classes) = &style.classes else { return loaded("export {};\n".into()) };
    let (mut imports, mut code, mut fields) = (BTreeSet::new(), String::new(), String::new());
    for (index, (local, names)) in classes.iter().enumerate() {
        let parts = names.iter().map(|name| match name {
            Name::Own(name) => quote(name),
            Name::Of(import, name) => {
                imports.insert(*import);
                format!("m{import}[{}]", quote(name))
            }
        });
        code.push_str(&format!("const c{index} = {};\n", parts.collect::<Vec<_>>().join(" + \" \" + ")));
        // A class called `default` is the object's business.
        if local != "default" {
            code.push_str(&format!("export {{ c{index} as {} }};\n", quote(local)));
        }
        fields.push_str(&format!("{}: c{index}, ", quote(local)));
    }
    let imported = imports.iter().filter_map(|at| Some(format!("import m{at} from {};\n", quote(&style.imports.get(*at)?.specifier))));
    loaded(format!("{}{code}export default {{ {fields}}};\n", imported.collect::<String>()))
}

fn exporting(value: &str) -> String {
    format!("export default {value};\n")
}
