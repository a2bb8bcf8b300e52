//! Snapshot -> [`Graph`]: from the document's entries along the imports. Only what is reached is compiled.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::compiler::{Compiler, Project};
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::document::{self, Entry};
use crate::error::Error;
use crate::id::{ModuleId, join};
use crate::options::Options;
use crate::packages::Cdn;
use crate::resolve::{Unresolved, resolve};
use crate::sass;
use crate::source::{Snapshot, Source};
use crate::style::{self, Styles};
use crate::transform::{Import, Kind, Module, svg};

use super::{Edge, Graph, Node, PackageSet, exports, glob, worker};

/// What a graph is built from.
pub(crate) struct Inputs<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) compiler: &'a Compiler,
    pub(crate) project: &'a Project,
    pub(crate) styles: &'a Styles,
}

/// A graph, and what is wrong with the app. With errors the graph is only what could be reached, and must not be shipped.
pub(crate) struct Built {
    pub(crate) graph: Graph,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Stylesheets as Tailwind made them: what it makes later may have more rules.
    pub(crate) made: Made,
}

/// Stylesheets that were made and not written.
pub(crate) type Made = BTreeMap<ModuleId, Content>;

/// What `react-dom/client` brings with it.
const MOUNTING: [&str; 3] = ["react", "react-dom", "scheduler"];

const DOCUMENT: &str = "index.html";
/// Where an app without a document starts, in this order.
const ENTRIES: [&str; 10] = [
    "src/main.tsx",
    "src/main.jsx",
    "src/main.ts",
    "src/main.js",
    "src/index.tsx",
    "src/index.jsx",
    "src/index.ts",
    "src/index.js",
    "src/App.tsx",
    "src/App.jsx",
];

/// The module that stands for the n-th inline script of the document.
pub(crate) fn inline_path(index: usize, options: &Options) -> String {
    format!("{}.inline-{index}.js", document_path(options))
}

/// Where the document stands.
pub(crate) fn document_path(options: &Options) -> String {
    if options.root.is_empty() { DOCUMENT.to_string() } else { format!("{}/{DOCUMENT}", options.root) }
}

/// The document of an app: its own, or the default one around its entry.
///
/// Its addresses count from the app's root, wherever it stands.
pub(crate) fn document_of(snapshot: &Snapshot, options: &Options) -> Result<String, Diagnostic> {
    let path = document_path(options);
    let below_root = |path: &str| join(&options.root, path).filter(|path| snapshot.content(path).is_some());
    let text = match snapshot.content(&path) {
        Some(content) => match std::str::from_utf8(content) {
            Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text).to_string(),
            Err(_) => return Err(Diagnostic::file_error("not-utf8", &path, "index.html is not text")),
        },
        None => match ENTRIES.iter().find(|path| below_root(path).is_some()) {
            Some(entry) => document::DEFAULT.replace("{entry}", &format!("/{entry}")),
            None => return Err(Diagnostic::file_error("no-entry", &path, "there is no index.html and no src/main.tsx to start from")),
        },
    };
    Ok(if options.root.is_empty() { text } else { document::moved(&text, document::STARTING, |address| document::local_path(address).and_then(below_root)) })
}

/// The content behind a module's name: a file, a list of files, a file of a package, or an inline script of the document.
pub(crate) fn content_of(id: &ModuleId, snapshot: &Snapshot, compiler: &Compiler, project: &Project) -> Option<Result<Content, Diagnostic>> {
    let content = single_content_of(id, snapshot, compiler, project)?;
    Some(content.map(|content| if Kind::of(id) == Kind::Css { whole_sheet(id, content, snapshot, compiler, project) } else { content }))
}

/// The same, of a stylesheet without what it imports.
fn single_content_of(id: &ModuleId, snapshot: &Snapshot, compiler: &Compiler, project: &Project) -> Option<Result<Content, Diagnostic>> {
    let named = |content: std::sync::Arc<[u8]>| (Digest::of(&content), content);
    if let Some(list) = glob::source(id, snapshot, &project.options) {
        return Some(Ok(named(list.into_bytes().into())));
    }
    if matches!(id.query(), Some(svg::COMPONENT | svg::NAMED)) {
        let (_, image) = plain_content_of(id, snapshot, compiler, project)?;
        return Some(svg::component(id, &String::from_utf8_lossy(&image), &project.options).map(|script| named(script.into_bytes().into())));
    }
    if sass::is_sass(id.path()) && !id.is_npm() && !matches!(id.query(), Some("raw" | "url")) {
        snapshot.get(id.path())?;
        return Some(sass::compile(id, snapshot, &project.options, compiler.packages().root()).map(named));
    }
    if worker::is_worker(id) && !id.is_npm() {
        snapshot.get(id.path())?;
        return Some(worker::script(id, snapshot, &project.options, compiler.packages().root()).map(named));
    }
    plain_content_of(id, snapshot, compiler, project).map(Ok)
}

/// A stylesheet is the text with everything that it imports.
fn whole_sheet(id: &ModuleId, content: Content, snapshot: &Snapshot, compiler: &Compiler, project: &Project) -> Content {
    let whole = std::str::from_utf8(&content.1).ok().and_then(|text| style::inlined(id, text, snapshot, compiler, project));
    whole.map_or(content, |text| (Digest::of(text.as_bytes()), text.into_bytes().into()))
}

/// Content and its digest.
pub(crate) type Content = (Digest, std::sync::Arc<[u8]>);

fn plain_content_of(id: &ModuleId, snapshot: &Snapshot, compiler: &Compiler, project: &Project) -> Option<Content> {
    let named = |content: std::sync::Arc<[u8]>| (Digest::of(&content), content);
    if let Some(source) = snapshot.get(id.path()) {
        return Some((source.digest, source.content.clone()));
    }
    if let (Some(base), Some(specifier)) = (project.options.cdn.as_ref().filter(|_| project.options.takes_from_cdn()), id.npm_specifier()) {
        let address = cdn_of(base, snapshot).address(specifier.split('?').next().unwrap_or(specifier))?;
        return Some(named(format!("@import url(\"{address}\");\n").into_bytes().into()));
    }
    if id.is_npm() {
        return compiler.packages().read(id, project.options.limits.asset_bytes).map(|content| named(content.into()));
    }
    inline_source(snapshot, id, &project.options).map(named)
}

/// The text of an inline script of the document.
fn inline_source(snapshot: &Snapshot, id: &ModuleId, options: &Options) -> Option<std::sync::Arc<[u8]>> {
    let document = document_of(snapshot, options).ok()?;
    let found = document::entries(&document, |path| snapshot.get(path).is_some()).ok()?;
    found.into_iter().enumerate().find_map(|(index, entry)| match entry {
        Entry::Inline(text) if inline_path(index, options) == id.as_str() => Some(text.into_bytes().into()),
        _ => None,
    })
}

/// Builds the graph. Must run on a worker thread. Fails only on a bug of ours.
pub(crate) fn build(inputs: &Inputs<'_>) -> Result<Built, Error> {
    let mut diagnostics = inputs.project.warnings.clone();
    let document = document_of(inputs.snapshot, &inputs.project.options).unwrap_or_else(|problem| {
        diagnostics.push(problem);
        String::new()
    });
    let mut walk = Walk {
        inputs,
        inline: BTreeMap::new(),
        made: Mutex::default(),
        nodes: BTreeMap::new(),
        compiled: BTreeMap::new(),
        packages: BTreeSet::new(),
        diagnostics,
    };
    let entries = walk.entries(&document);
    let mut wave = entries.clone();
    while !wave.is_empty() {
        wave = walk.step(&wave)?;
    }
    let Walk { nodes, compiled, packages, mut diagnostics, made, .. } = walk;
    diagnostics.extend(exports::missing(&nodes, &compiled, inputs.compiler.packages()));
    let made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut packages = packages;
    let packages = (!packages.is_empty()).then(|| {
        let installed = inputs.compiler.packages();
        // What mounts an app holds these, and packages that come later ask for them: the page has one of each.
        if packages.contains("react-dom/client") {
            packages.extend(MOUNTING.iter().filter(|name| installed.resolve(name).is_ok()).map(|name| (*name).to_string()));
        }
        if let Some(base) = inputs.project.options.cdn.as_ref().filter(|_| inputs.project.options.takes_from_cdn()) {
            return PackageSet::of_cdn(packages, base, &cdn_of(base, inputs.snapshot));
        }
        let versions = installed.versions(packages.iter().map(String::as_str));
        PackageSet::new(packages, installed.record(), versions, inputs.compiler.options().mode.as_str())
    });
    diagnostics.sort_by(|a, b| (a.severity as u8, &a.file, a.line, a.column).cmp(&(b.severity as u8, &b.file, b.line, b.column)));
    Ok(Built { graph: Graph::new(nodes, entries, packages, document_digest(&document, inputs)), diagnostics, made })
}

fn cdn_of(base: &str, snapshot: &Snapshot) -> Cdn {
    Cdn::new(base, &|path| std::str::from_utf8(snapshot.content(path)?).ok().map(str::to_string))
}

/// Names the document together with the public files in it: the browser reads these when it loads the page, and never again.
fn document_digest(document: &str, inputs: &Inputs<'_>) -> Digest {
    let folder = &inputs.project.options.public_dir;
    let public = document::named_files(document).into_iter().filter(|_| !folder.is_empty());
    let digests: Vec<_> = public.filter_map(|path| inputs.snapshot.get(&format!("{folder}/{path}"))).map(|source| *source.digest.as_bytes()).collect();
    Digest::of_parts(std::iter::once(document.as_bytes()).chain(digests.iter().map(<[u8; 32]>::as_slice)))
}

struct Walk<'a> {
    inputs: &'a Inputs<'a>,
    /// Inline scripts of the document.
    inline: BTreeMap<ModuleId, Source>,
    made: Mutex<Made>,
    nodes: BTreeMap<ModuleId, Node>,
    compiled: exports::Compiled,
    packages: BTreeSet<String>,
    diagnostics: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn entries(&mut self, html: &str) -> Vec<ModuleId> {
        let snapshot = self.inputs.snapshot;
        let found = document::entries(html, |path| snapshot.get(path).is_some()).unwrap_or_else(|problem| {
            self.diagnostics.push(Diagnostic::file_error("html", DOCUMENT, problem));
            Vec::new()
        });
        let mut entries = Vec::new();
        for (index, entry) in found.into_iter().enumerate() {
            match entry {
                Entry::Style(path) | Entry::ConditionalStyle(path) => entries.extend(snapshot.id(&path)),
                Entry::Module(path) => match snapshot.id(&path).or_else(|| snapshot.id(path.trim_start_matches('/'))) {
                    Some(id) => entries.push(id),
                    None => {
                        let (source, wanted) = (html, path.as_str());
                        let place = source.find(wanted).unwrap_or(0);
                        self.diagnostics.push(Diagnostic::at(
                            "unresolved-import",
                            DOCUMENT,
                            source,
                            place,
                            wanted.len(),
                            format!("index.html starts {wanted:?}, which does not exist"),
                        ));
                    }
                },
                Entry::Inline(text) => {
                    let id = ModuleId::new(&inline_path(index, &self.inputs.project.options)).expect("a constant shape");
                    let content: std::sync::Arc<[u8]> = text.into_bytes().into();
                    self.inline.insert(id.clone(), Source { digest: Digest::of(&content), content });
                    entries.push(id);
                }
            }
        }
        if entries.is_empty() && !html.is_empty() && !self.diagnostics.iter().any(Diagnostic::is_error) {
            let message = "index.html has no <script type=\"module\" src=\"...\"> to start from";
            self.diagnostics.push(Diagnostic { severity: crate::Severity::Warning, ..Diagnostic::file_error("no-entry", DOCUMENT, message) });
        }
        entries
    }

    /// Compiles one wave of modules in parallel; answers what they import that was not met before.
    fn step(&mut self, wave: &[ModuleId]) -> Result<Vec<ModuleId>, Error> {
        let compiled: Vec<_> = wave.par_iter().map(|id| self.compile(id)).collect();
        let mut next = Vec::new();
        for (id, result) in wave.iter().zip(compiled) {
            let Some((source, content, module)) = result? else { continue };
            self.diagnostics.extend(module.diagnostics.iter().map(|problem| self.inputs.moved(id, problem, &content)));
            let mut edges = Vec::with_capacity(module.imports.len());
            for import in &module.imports {
                match self.inputs.target(id, import) {
                    Ok(target) => edges.push(Edge { specifier: import.specifier.clone(), target, dynamic: import.dynamic }),
                    Err(problem) => self.diagnostics.push(self.inputs.unresolved(id, &content, import.place, problem)),
                }
            }
            for edge in &edges {
                match edge.target.npm_specifier() {
                    Some(specifier) if !matches!(Kind::of(&edge.target), Kind::Css | Kind::Asset) => {
                        self.packages.insert(specifier.to_string());
                    }
                    _ => next.push(edge.target.clone()),
                }
            }
            self.nodes.insert(id.clone(), Node { kind: module.kind, digest: module.digest, source, edges });
            if module.kind == Kind::Script {
                self.compiled.insert(id.clone(), (module, content));
            }
        }
        next.sort();
        next.dedup();
        next.retain(|id| !self.nodes.contains_key(id));
        Ok(next)
    }

    #[allow(clippy::type_complexity, reason = "private, and the three belong together only here")]
    fn compile(&self, id: &ModuleId) -> Result<Option<(Digest, std::sync::Arc<[u8]>, std::sync::Arc<Module>)>, Error> {
        let Inputs { snapshot, compiler, project, .. } = self.inputs;
        let known = self.inline.get(id).map(|source| (source.digest, source.content.clone()));
        let (digest, content) = match known.map(Ok).or_else(|| content_of(id, snapshot, compiler, project)) {
            Some(Ok(content)) => content,
            Some(Err(problem)) => {
                let module = std::sync::Arc::new(Module::broken(id.clone(), Kind::of(id), vec![problem]));
                return Ok(Some((Digest::of(b""), Default::default(), module)));
            }
            None => return Ok(None),
        };
        let (digest, content) = match self.inputs.tailwind(id, &content) {
            Some(Ok(css)) => {
                let made = (Digest::of(&css), css);
                self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), made.clone());
                made
            }
            Some(Err(problem)) => {
                let module = std::sync::Arc::new(Module::broken(id.clone(), Kind::of(id), vec![problem]));
                return Ok(Some((Digest::of(b""), Default::default(), module)));
            }
            None => (digest, content),
        };
        let module = match project.module(id, &content, digest) {
            Ok(module) => module,
            // A bug of ours on this one file costs this file.
            Err(problem) => std::sync::Arc::new(Module::failed(id.clone(), problem.to_string())),
        };
        Ok(Some((digest, content, module)))
    }
}

impl Inputs<'_> {
    /// A problem of a stylesheet in the file that its author wrote: the sheet may be put together of several.
    pub(crate) fn moved(&self, id: &ModuleId, problem: &Diagnostic, content: &[u8]) -> Diagnostic {
        let moved = || {
            if Kind::of(id) != Kind::Css || problem.line == 0 || problem.file != id.as_str() {
                return None;
            }
            let text = std::str::from_utf8(content).ok()?;
            let (file, source, at) = self.origin(id, offset_of(text, problem.line, problem.column)?)?;
            let placed = Diagnostic::at(&problem.code, &file, &source, at, 1, problem.message.as_str());
            Some(Diagnostic { severity: problem.severity, hint: problem.hint.clone(), ..placed })
        };
        moved().unwrap_or_else(|| problem.clone())
    }

    /// The file, its text and the place in it that stand behind a place in a stylesheet that is put together of several.
    fn origin(&self, id: &ModuleId, at: usize) -> Option<(String, String, usize)> {
        let Inputs { snapshot, compiler, project, .. } = self;
        let (_, single) = single_content_of(id, snapshot, compiler, project)?.ok()?;
        let single = std::str::from_utf8(&single).ok()?;
        let (file, at) = style::origin(id, single, at, snapshot, compiler, project)?;
        let source = if file == id.path() { single } else { std::str::from_utf8(snapshot.content(&file)?).ok()? };
        Some((file, source.to_string(), at))
    }

    /// The module that an import means.
    pub(crate) fn target(&self, id: &ModuleId, import: &Import) -> Result<ModuleId, Unresolved> {
        let options = &self.project.options;
        let target = resolve(&import.specifier, id, self.snapshot, self.compiler.packages(), options)?;
        let is_image = target.extension() == "svg" && target.query().is_none() && Kind::of(id) == Kind::Script && !import.specifier.contains('?');
        Ok(match is_image {
            true if options.svg_components => target.with_query(svg::COMPONENT),
            // `import { ReactComponent } from "./logo.svg"` has no other meaning.
            true if import.names.iter().any(|(name, _)| name == "ReactComponent") => target.with_query(svg::NAMED),
            _ => target,
        })
    }

    /// What is said about an import that leads nowhere.
    pub(crate) fn unresolved(&self, id: &ModuleId, content: &[u8], place: Option<(usize, usize)>, problem: Unresolved) -> Diagnostic {
        // Places count from behind a byte order mark.
        let text = String::from_utf8_lossy(content);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let origin = place.filter(|_| Kind::of(id) == Kind::Css).and_then(|(at, length)| Some((self.origin(id, at)?, length)));
        let diagnostic = match (origin, place) {
            (Some(((file, source, at), length)), _) => Diagnostic::at("unresolved-import", &file, &source, at, length, problem.message),
            (None, Some((at, length))) => Diagnostic::at("unresolved-import", id.as_str(), text, at, length, problem.message),
            (None, None) => Diagnostic::file_error("unresolved-import", id.as_str(), problem.message),
        };
        Diagnostic { hint: problem.hint, ..diagnostic }
    }

    /// Whether Tailwind makes something of a stylesheet.
    pub(crate) fn is_tailwind(&self, id: &ModuleId, content: &std::sync::Arc<[u8]>) -> bool {
        let text = std::str::from_utf8(content).ok().filter(|_| Kind::of(id) == Kind::Css && !id.is_npm());
        text.is_some_and(|text| style::tailwind_of(id.path(), text, self.snapshot, self.compiler, self.project).is_some())
    }

    /// What Tailwind makes of a stylesheet; `None`: nothing.
    pub(crate) fn tailwind(&self, id: &ModuleId, content: &std::sync::Arc<[u8]>) -> Option<Result<std::sync::Arc<[u8]>, Diagnostic>> {
        if Kind::of(id) != Kind::Css || id.is_npm() {
            return None;
        }
        self.styles.css(id.path(), content, self.snapshot, self.compiler, self.project)
    }
}

/// The byte offset of a diagnostic's line and column.
fn offset_of(text: &str, line: u32, column: u32) -> Option<usize> {
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)? as usize).map(str::len).sum();
    let mut units = 1;
    let found = text[start..].char_indices().find(|(_, letter)| {
        let reached = units >= column;
        units += letter.len_utf16() as u32;
        reached
    });
    Some(found.map_or(text.len(), |(at, _)| start + at))
}
