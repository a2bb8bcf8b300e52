//! Stylesheets that a tool makes before they are CSS: Tailwind, with the app's own `tailwindcss`. One for each session, since what Tailwind
//! has compiled lives on between edits.

mod files;
mod inline;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::cache::Keeper;
use crate::compiler::{Compiler, Project};
use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;
use crate::options::Mode;
use crate::process::Process;
use crate::source::Snapshot;
use crate::tailwind::{Engine, Entry, Limits, Problem, Sheet, Version, is_tailwind};

use files::AppFiles;

/// A stylesheet with the `@import`s of the app and its packages put in. `None`: it has none.
pub(crate) fn inlined(id: &ModuleId, text: &str, snapshot: &Snapshot, compiler: &Compiler, project: &Project) -> Option<String> {
    let whole = whole(id, text, snapshot, compiler, project)?.text;
    // Tailwind 4 puts imports in itself, and understands more of them.
    (!(is_tailwind(&whole) && version(compiler) == Some(Version::V4))).then_some(whole)
}

fn version(compiler: &Compiler) -> Option<Version> {
    Version::of(&compiler.packages().manifest("tailwindcss")?)
}

/// The file, and the place in it, behind a place in what [`inlined`] answered.
pub(crate) fn origin(id: &ModuleId, text: &str, at: usize, snapshot: &Snapshot, compiler: &Compiler, project: &Project) -> Option<(String, usize)> {
    whole(id, text, snapshot, compiler, project)?.origin(at).map(|(path, at)| (path.to_string(), at))
}

/// What answers [`origin`] for many places. `None`: the stylesheet has no imports.
pub(crate) fn origins(
    id: &ModuleId,
    text: &str,
    snapshot: &Snapshot,
    compiler: &Compiler,
    project: &Project,
) -> Option<impl Fn(usize) -> Option<(String, usize)>> {
    let whole = whole(id, text, snapshot, compiler, project)?;
    Some(move |at| whole.origin(at).map(|(path, at)| (path.to_string(), at)))
}

fn whole(id: &ModuleId, text: &str, snapshot: &Snapshot, compiler: &Compiler, project: &Project) -> Option<inline::Inlined> {
    let files = AppFiles { snapshot, packages: compiler.packages(), options: &project.options, entry: None };
    let path = match id.npm_specifier() {
        // Where it lies, whatever name it is exported by.
        Some(specifier) => {
            let root = compiler.packages().root()?;
            format!("node_modules/{}", compiler.packages().file(specifier)?.strip_prefix(root).ok()?.to_str()?)
        }
        None => id.path().to_string(),
    };
    inline::inline(&path, text, &files, project.options.limits.source_bytes)
}

/// The manifest of the app's Tailwind, if it makes something of this stylesheet.
pub(crate) fn tailwind_of(path: &str, text: &str, snapshot: &Snapshot, compiler: &Compiler, project: &Project) -> Option<String> {
    let manifest = compiler.packages().manifest("tailwindcss")?;
    let imports_tailwind = || {
        let id = ModuleId::new(path).ok()?;
        Version::of(&manifest).filter(|version| *version == Version::V4)?;
        whole(&id, text, snapshot, compiler, project).map(|whole| is_tailwind(&whole.text))
    };
    (is_tailwind(text) || imports_tailwind() == Some(true)).then_some(manifest)
}

/// What edits may leave behind before a stylesheet is compiled anew: words (v3: pieces between white space) that the app no longer has, whose rules stay until then.
const LEFTOVER: usize = 5_000;

/// The live stylesheets of one app.
#[derive(Default)]
pub(crate) struct Styles {
    live: Arc<Slot>,
}

/// The place of what is live; the process may empty it.
#[derive(Default)]
struct Slot(Mutex<Option<Live>>);

impl Keeper for Slot {
    fn let_go(&self) {
        if let Ok(mut live) = self.0.try_lock() {
            *live = None;
        }
    }
}

struct Live {
    engine: Arc<Engine>,
    sheets: BTreeMap<String, (Arc<[u8]>, Sheet)>,
}

impl Styles {
    /// Tells of edited files: a stylesheet that was made of one of them is compiled anew when it is next asked for.
    pub(crate) fn changed(&self, paths: &[ModuleId]) {
        let mut live = self.live.0.lock().unwrap_or_else(PoisonError::into_inner);
        if paths.iter().any(|path| matches!(path.as_str(), "package.json" | "package-lock.json")) {
            *live = None;
        }
        if let Some(live) = live.as_mut() {
            live.sheets.retain(|entry, (_, sheet)| !paths.iter().any(|path| path.as_str() != entry && sheet.depends_on(path.as_str())));
        }
    }

    /// Whether a stylesheet would be made anew after an edit of one of these files: also when none is live.
    pub(crate) fn depend_on(&self, paths: &[ModuleId]) -> bool {
        let live = self.live.0.lock().unwrap_or_else(PoisonError::into_inner);
        live.as_ref().is_none_or(|live| {
            let of_sheets = |path: &ModuleId| live.sheets.iter().any(|(entry, (_, sheet))| path.as_str() != entry && sheet.depends_on(path.as_str()));
            paths.iter().any(|path| matches!(path.as_str(), "package.json" | "package-lock.json") || of_sheets(path))
        })
    }

    /// What Tailwind holds for this app, in bytes.
    pub(crate) fn weight(&self) -> usize {
        let live = self.live.0.lock().unwrap_or_else(PoisonError::into_inner);
        live.as_ref().filter(|live| live.engine.is_alive()).map_or(0, |live| live.engine.weight())
    }

    /// The CSS that Tailwind makes of a stylesheet. `None`: it has nothing of Tailwind's, or the app has no Tailwind.
    pub(crate) fn css(
        &self,
        path: &str,
        content: &Arc<[u8]>,
        snapshot: &Snapshot,
        compiler: &Compiler,
        project: &Project,
    ) -> Option<Result<Arc<[u8]>, Diagnostic>> {
        let text = std::str::from_utf8(content).ok()?;
        let manifest = tailwind_of(path, text, snapshot, compiler, project)?;
        let files = AppFiles { snapshot, packages: compiler.packages(), options: &project.options, entry: Some(path) };
        let result = self.make(path, content, text, &files, &manifest, project);
        Some(result.map_err(|problem| diagnose(path, text, snapshot, problem)))
    }

    fn make(&self, path: &str, content: &Arc<[u8]>, text: &str, files: &AppFiles<'_>, manifest: &str, project: &Project) -> Result<Arc<[u8]>, Problem> {
        let mut guard = self.live.0.lock().unwrap_or_else(PoisonError::into_inner);
        if guard.as_ref().is_none_or(|live| !live.engine.is_alive()) {
            let version = Version::of(manifest).ok_or_else(|| Problem::new("the installed tailwindcss is neither version 3 nor 4"))?;
            let engine = Engine::start(version, project.options.mode == Mode::Production, Limits::default())?;
            *guard = Some(Live { engine, sheets: BTreeMap::new() });
        }
        let live = guard.as_mut().ok_or_else(|| Problem::new("Tailwind did not start"))?;
        let known = live.sheets.get_mut(path).filter(|(made_of, _)| made_of == content);
        let css = match known {
            Some((_, sheet)) if sheet.leftover() > LEFTOVER => sheet.settle(files)?,
            Some((_, sheet)) => {
                let css = sheet.update(files)?;
                // A build is a function of the files: what is gone leaves nothing behind.
                if project.options.mode == Mode::Production && sheet.is_stale() { sheet.settle(files)? } else { css }
            }
            None => {
                let entry = Entry { path: path.to_string(), text: text.to_string(), config: None };
                let mut sheet = Sheet::compile(&live.engine, entry, files)?;
                let css = sheet.update(files)?;
                live.sheets.insert(path.to_string(), (content.clone(), sheet));
                css
            }
        };
        drop(guard);
        Process::current().tailwinds.used(&(self.live.clone() as Arc<dyn Keeper>));
        Ok(css.as_bytes().into())
    }
}

fn diagnose(path: &str, text: &str, snapshot: &Snapshot, problem: Problem) -> Diagnostic {
    let file = problem.file.as_deref().unwrap_or(path);
    let source = if file == path { Some(text) } else { snapshot.content(file).and_then(|content| std::str::from_utf8(content).ok()) };
    match (source, problem.line) {
        (Some(source), Some(line)) => {
            let start: usize = source.split_inclusive('\n').take(line.saturating_sub(1) as usize).map(str::len).sum();
            let offset = start + problem.column.unwrap_or(1).saturating_sub(1) as usize;
            Diagnostic::at("tailwind", file, source, offset, 1, problem.message)
        }
        _ => Diagnostic::file_error("tailwind", file, problem.message),
    }
}
