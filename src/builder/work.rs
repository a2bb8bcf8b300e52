//! One build, from files to files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use crate::bundle::{Chunk, Plan, Shape, Split, split};
use crate::compiler::{Compiler, Project};
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::error::Error;
use crate::id::ModuleId;
use crate::options::Mode;
use crate::source::Snapshot;
use crate::style::Styles;
use crate::transform::quote;

use super::assets::Assets;
use super::bundle::{Bundle, BundleFile};
use super::compile::{Body, Compiled, address_of, compile};
use super::control::Reporter;
use super::host::App;
use super::options::{BuildOptions, SourceMaps};
use super::side_effects::SideEffects;
use super::start::{Module, Page, Start, starts};
use super::{budget, diagnose, manifest, output};

pub(super) fn build(snapshot: Snapshot, compiler: Arc<Compiler>, styles: Arc<Styles>, options: &BuildOptions, reporter: Reporter) -> Result<Bundle, Error> {
    let started = Instant::now();
    let project = project(&snapshot, &compiler, options);
    let start = match starts(&snapshot, options, &project) {
        Ok(start) => start,
        Err(problems) => return Ok(Bundle::failed(problems)),
    };
    let (mut app, mut diagnostics) = prepare(snapshot, compiler, project, styles, options, reporter, &start.all())?;
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Ok(Bundle::failed(diagnostics));
    }
    let entries = app.name_entries(&start);
    let app = Arc::new(app);

    app.reporter.say("bundle", 0.3);
    // Sheets that Tailwind makes are no business of the scripts': both are made at the same time.
    let (made, later) = rayon::join(|| chunks(&app, entries, options, !start.modules.is_empty()), || app.make_later());
    diagnostics.extend(later);
    let made = match made {
        Ok(_) if diagnostics.iter().any(Diagnostic::is_error) => return Ok(Bundle::failed(diagnostics)),
        Ok(made) => made,
        Err(failure) => {
            diagnostics.extend(diagnose::failure(&app, failure)?);
            return Ok(Bundle::failed(diagnostics));
        }
    };
    diagnostics.extend(diagnose::warnings(&app, &made.warnings));

    app.reporter.say("write", 0.85);
    app.reporter.cancel.check()?;
    let Split { chunks, modules, .. } = made;
    let mut scripts = output::scripts(&app, chunks)?;
    let mut files = output::files(&app, &mut scripts, options.source_map);
    for page in &start.pages {
        let id = app.page_id(page);
        let entry = scripts.iter().position(|script| script.chunk.facade.as_ref() == Some(&id));
        match output::page(&app, page, &scripts, entry) {
            Ok(text) => files.push(BundleFile::new(page.file.clone(), text.into_bytes().into(), false)),
            Err(problem) => diagnostics.push(problem),
        }
    }
    let (others, origins) = output::others(&app, &app.project.options);
    files.extend(others);
    let manifest = manifest::manifest(&app, &scripts, &origins);
    if options.manifest {
        files.push(BundleFile::new(".vite/manifest.json".into(), manifest.clone().into_bytes().into(), false));
    }
    let metafile = manifest::metafile(&app, &scripts, &modules, &files, &origins);
    // What is made comes before what is copied.
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.dedup_by(|later, first| later.path == first.path);
    let digest = Digest::of_parts(files.iter().flat_map(|file| [file.path.as_bytes(), &file.content]));
    let mut bundle = Bundle { files, diagnostics, manifest, metafile, digest, modules: modules.len(), took: 0.0 };
    let over = budget::check(&bundle, &options.budgets, &manifest::initial(&scripts));
    bundle.diagnostics.extend(over);
    bundle.took = (started.elapsed().as_secs_f64() * 1e6).round() / 1e3;
    app.reporter.say("done", 1.0);
    Ok(bundle)
}

/// What holds for a build: what it was told of its base, what the host was, or what the app says.
pub(super) fn project(snapshot: &Snapshot, compiler: &Compiler, options: &BuildOptions) -> Project {
    let project = compiler.project(snapshot);
    let host = Some(&compiler.options().base).filter(|base| *base != "/");
    match options.base.as_ref().or(host).or(project.build.base.as_ref()).cloned() {
        Some(base) if base != project.options.base => project.at_base(base),
        _ => project,
    }
}

/// Compiles what a build is made of, from `entries` on, and says what is wrong with it.
pub(super) fn prepare(
    snapshot: Snapshot,
    compiler: Arc<Compiler>,
    project: Project,
    styles: Arc<Styles>,
    options: &BuildOptions,
    reporter: Reporter,
    entries: &[Module],
) -> Result<(App, Vec<Diagnostic>), Error> {
    let mut diagnostics = project.warnings.clone();
    let root = compiler.packages().root().and_then(|root| root.parent()).map_or_else(|| PathBuf::from("/hotframe-app"), |folder| folder.to_path_buf());
    let folder = options.assets_dir.clone();
    let assets = Assets::new(&project.options.base, &folder, &project.options.public_dir, options.asset_inline_bytes);
    let mut app = App {
        side_effects: SideEffects::read(&snapshot),
        css_targets: options.style_targets(),
        minify: options.minify,
        limit_modules: options.modules,
        limit_bytes: options.source_bytes,
        styles,
        pieces: BTreeMap::new(),
        addresses: BTreeMap::new(),
        entries: BTreeMap::new(),
        bytes: Default::default(),
        met: Default::default(),
        late_styles: Mutex::default(),
        workers: Mutex::default(),
        problems: Mutex::default(),
        root,
        snapshot,
        compiler,
        project,
        assets,
        reporter,
    };
    app.reporter.say("compile", 0.0);
    let Compiled { pieces, diagnostics: found } = compile(&app.sources(), entries, &app.reporter)?;
    diagnostics.extend(found);
    app.take_over(Compiled { pieces, diagnostics: Vec::new() });
    Ok((app, diagnostics))
}

/// The app's chunks, and those of the workers that it starts.
fn chunks(app: &Arc<App>, entries: Vec<(String, String)>, options: &BuildOptions, exports: bool) -> Result<Split, crate::bundle::Failure> {
    if entries.is_empty() {
        return Ok(Split { chunks: Vec::new(), modules: BTreeMap::new(), warnings: Vec::new() });
    }
    let mut made = split(plan(app, entries, options, Shape::Chunks, exports), app.clone())?;
    let mut done = BTreeSet::new();
    loop {
        let waiting: Vec<ModuleId> =
            app.workers.lock().unwrap_or_else(PoisonError::into_inner).iter().filter(|id| !done.contains(id.path())).cloned().collect();
        let Some(worker) = waiting.into_iter().next() else { return Ok(made) };
        done.insert(worker.path().to_string());
        let file = app.worker_file(&worker);
        let own = ModuleId::new(worker.path()).unwrap_or_else(|_| ModuleId::npm(worker.path().trim_start_matches("npm:")));
        let entry = address_of(&own, &app.root, &app.compiler);
        let name = "worker".to_string();
        let script = split(plan(app, vec![(name, entry)], options, Shape::Script, false), app.clone())?;
        made.modules.extend(script.modules);
        made.warnings.extend(script.warnings);
        let stem = own.file_name().rsplit_once('.').map_or(own.file_name(), |(stem, _)| stem).to_string();
        made.chunks.extend(script.chunks.into_iter().next().map(|chunk| Chunk { file, name: stem, is_entry: false, is_dynamic: false, ..chunk }));
    }
}

pub(super) fn plan(app: &App, entries: Vec<(String, String)>, options: &BuildOptions, shape: Shape, exports: bool) -> Plan {
    let said = &app.project.options;
    let mut define = said.define.clone();
    define.insert("process.env.NODE_ENV".into(), format!("{:?}", Mode::Production.as_str()));
    define.entry("global".into()).or_insert_with(|| "globalThis".into());
    define.insert("import.meta.hot".into(), "undefined".into());
    Plan {
        entries,
        folder: app.root.clone(),
        conditions: ["module", "browser", "production"].map(String::from).to_vec(),
        define,
        target: options.script_target(),
        minify: options.minify,
        keep_names: options.keep_names,
        legal_comments: options.legal_comments,
        maps: options.source_map != SourceMaps::None,
        shape,
        exports,
        out: options.assets_dir.clone(),
        seconds: options.seconds,
    }
}

impl App {
    /// The bundler's entries: for each page one module that imports what it starts, and the given files.
    fn name_entries(&mut self, start: &Start) -> Vec<(String, String)> {
        let mut entries = Vec::new();
        // A document that starts nothing needs no script.
        for page in start.pages.iter().filter(|page| !page.modules.is_empty()) {
            let code: String = page.modules.iter().map(|(id, _)| format!("import {};\n", quote(id.as_str()))).collect();
            let id = self.page_id(page);
            self.entries.insert(id.clone(), code);
            entries.push((page.name.clone(), id));
        }
        let stem = |id: &ModuleId| id.file_name().rsplit_once('.').map_or(id.file_name(), |(stem, _)| stem).to_string();
        entries.extend(start.modules.iter().map(|(id, _)| (stem(id), address_of(id, &self.root, &self.compiler))));
        entries
    }

    /// The module that stands for a page.
    fn page_id(&self, page: &Page) -> String {
        self.root.join(&page.file).to_string_lossy().into_owned()
    }

    /// Whether some script of the app holds a name.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.pieces.values().any(|piece| match &piece.body {
            Body::Script(esm) => esm.code.contains(name),
            _ => false,
        })
    }

    /// A module id of the bundler as a path below the app's root.
    pub(super) fn relative(&self, id: &str) -> String {
        let root = self.root.to_string_lossy();
        match id.strip_prefix(&*root) {
            Some(below) => below.trim_start_matches('/').to_string(),
            None => id.trim_start_matches('\0').to_string(),
        }
    }

    /// What a source map calls a file, as a path below the app's root.
    pub(super) fn relative_source(&self, source: &str, _script: &str) -> String {
        self.relative(source).trim_start_matches("../").to_string()
    }

    pub(super) fn source_size(&self, id: &str) -> Option<usize> {
        self.addresses.get(id).and_then(|own| self.pieces.get(own)).map(|piece| piece.bytes)
    }

    pub(super) fn take_problems(&self) -> Vec<Diagnostic> {
        std::mem::take(&mut *self.problems.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
