//! Sass: `.scss` and `.sass` to CSS. The only code that names grass.
//!
//! grass has no limits of its own and cannot be stopped. So what could run without end is refused before it starts (`bounds.rs`), and
//! the rest runs on a thread of its own with a deadline; a thread that misses it is left behind, and a process that has left several
//! behind compiles no Sass any more.

mod bounds;
mod extend;
mod newer;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use grass::{ErrorKind, Fs, NullLogger};

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::id::{ModuleId, join};
use crate::options::Options;
use crate::process::Process;
use crate::source::Snapshot;
use crate::transform::STACK;

const SECONDS: u64 = 10;
/// Threads that missed their deadline and may still be running.
static LEFT_BEHIND: AtomicUsize = AtomicUsize::new(0);
const PATIENCE: usize = 3;

/// Whether a file is Sass.
pub(crate) fn is_sass(path: &str) -> bool {
    path.ends_with(".scss") || path.ends_with(".sass")
}

/// The CSS of a Sass file. Answers from the cache unless one of the app's Sass files has changed.
pub(crate) fn compile(id: &ModuleId, snapshot: &Snapshot, options: &Options, packages: Option<&Path>) -> Result<Arc<[u8]>, Diagnostic> {
    let sheets: Vec<(String, Arc<[u8]>)> = snapshot
        .paths()
        .filter(|path| is_sass(path.as_str()) || path.as_str().ends_with(".css"))
        .filter_map(|path| snapshot.get(path.as_str()).map(|source| (path.to_string(), source.content.clone())))
        .collect();
    let alias = serde_json::to_vec(&(&options.alias, &options.sass_prelude)).expect("text always serialises");
    let parts = sheets.iter().flat_map(|(path, content)| [path.as_bytes(), content]);
    let key = Digest::of_parts([b"sass".as_slice(), id.path().as_bytes(), &alias].into_iter().chain(parts));
    Process::current().caches().texts.get_with(key, || Arc::new(make(id, sheets, options, packages))).as_ref().clone()
}

fn make(id: &ModuleId, mut sheets: Vec<(String, Arc<[u8]>)>, options: &Options, packages: Option<&Path>) -> Result<Arc<[u8]>, Diagnostic> {
    // As Vite's `additionalData`: before the files that scripts import, not before those that Sass reads itself.
    if let Some(prelude) = options.sass_prelude.get(&id.extension())
        && let Some((_, text)) = sheets.iter_mut().find(|(path, _)| path == id.path())
    {
        *text = [prelude.as_bytes(), text].concat().into();
    }
    let prelude = options.sass_prelude.get(&id.extension()).map_or(0, String::len);
    for (path, content) in sheets.iter().filter(|(path, _)| is_sass(path)) {
        let text = String::from_utf8_lossy(content);
        bounds::check_file(path, &text)?;
    }
    bounds::check_recursion(&sheets)?;
    let refuse = |why: &str| Err(Diagnostic::file_error("sass", id.path(), why));
    if LEFT_BEHIND.load(Ordering::Relaxed) >= PATIENCE {
        return refuse("Sass is switched off in this process: too many stylesheets ran without end");
    }
    let extends = sheets.iter().any(|(path, content)| is_sass(path) && std::str::from_utf8(content).is_ok_and(extend::is_needed));
    let sheets = Arc::new(sheets.into_iter().collect::<Sheets>());
    let alias = options.alias.clone().into_iter().collect();
    let mut files = Files { sheets: sheets.clone(), alias, packages: packages.map(Path::to_path_buf), marks: false, extends: AtomicBool::new(extends) };
    let (send, receive) = mpsc::channel();
    let path = id.path().to_string();
    let load_paths = packages.map(Path::to_path_buf);
    let started = std::thread::Builder::new().name("hotframe-sass".into()).stack_size(STACK).spawn(move || {
        let result = crate::panic::catch("sass", || make_css(&path, &mut files, load_paths.as_deref(), extends));
        // Nobody may listen any more.
        let _ = send.send(result);
    });
    if started.is_err() {
        return refuse("no thread for Sass could be started");
    }
    match receive.recv_timeout(Duration::from_secs(SECONDS)) {
        Ok(Ok(Ok(css))) => Ok(css.into_bytes().into()),
        Ok(Ok(Err(Failure::Said(problem)))) => Err(diagnose(id, *problem, prelude)),
        Ok(Ok(Err(Failure::Extending(target, message)))) => Err(extending(id, &sheets, prelude, &target, message)),
        Ok(Err(panic)) => refuse(&panic.to_string()),
        Err(_) => {
            LEFT_BEHIND.fetch_add(1, Ordering::Relaxed);
            refuse(&format!("compiling took longer than {SECONDS} s"))
        }
    }
}

/// In one step, or in the two of `extend.rs` where the app's files or those of its packages extend what other modules have.
fn make_css(path: &str, files: &mut Files, load_paths: Option<&Path>, own_extend: bool) -> Result<String, Failure> {
    let mut plain = None;
    if !own_extend {
        let css = run(path, files, load_paths).map_err(Failure::Said)?;
        if !files.extends.load(Ordering::Relaxed) {
            return Ok(css);
        }
        plain = Some(css);
    }
    files.marks = true;
    let flat = run(path, files, load_paths);
    files.marks = false;
    match (flat.map(|flat| extend_flat(path, &extend::unmark(&flat), &files.sheets)), plain) {
        (Ok(Ok(css)), _) => Ok(css),
        // What a package extends in a way that we cannot is not the author's fault.
        (_, Some(plain)) => Ok(plain),
        (Ok(failed), None) => failed,
        (Err(_), None) => run(path, files, load_paths).map_err(Failure::Said),
    }
}

enum Failure {
    Said(Box<grass::Error>),
    /// The target of an `@extend` and what is wrong with it.
    Extending(String, String),
}

fn run(path: &str, files: &Files, load_path: Option<&Path>) -> Result<String, Box<grass::Error>> {
    // `@debug` and `@warn` of tenants do not go to the host's terminal.
    let settings = grass::Options::default().fs(files).logger(&NullLogger);
    grass::from_path(path, &load_path.iter().fold(settings, |settings, folder| settings.load_path(folder)))
}

/// The second step of `extend.rs`.
fn extend_flat(path: &str, flat: &str, sheets: &Sheets) -> Result<String, Failure> {
    // An empty rule is in no stylesheet.
    let is_empty = |target: &str| sheets.values().any(|content| std::str::from_utf8(content).is_ok_and(|text| extend::is_named(text, target)));
    if let Some(target) = extend::missing(flat).filter(|target| !is_empty(target)) {
        return Err(Failure::Extending(target.to_string(), "the target selector was not found".to_string()));
    }
    grass::from_string(flat, &grass::Options::default().logger(&NullLogger)).map_err(|problem| match problem.kind() {
        ErrorKind::ParseError { message, loc, .. } => {
            let line = flat.lines().nth(loc.begin.line).unwrap_or_default().trim();
            Failure::Extending(line.trim_start_matches("@extend ").trim_end_matches(';').to_string(), message)
        }
        other => Failure::Extending(path.to_string(), format!("{other:?}")),
    })
}

/// Says it where the target stands after an `@extend`, if that can be told.
fn extending(id: &ModuleId, sheets: &Sheets, prelude: usize, target: &str, message: String) -> Diagnostic {
    let hint = format!("use \"@extend {target} !optional\" if there need not be one");
    let found = sheets.iter().filter(|(path, _)| is_sass(path)).find_map(|(path, content)| {
        let text = std::str::from_utf8(content).ok()?;
        let at = text.match_indices("@extend").map(|(at, rule)| at + rule.len()).find(|at| text[*at..].trim_start().starts_with(target))?;
        let before = if path == id.path() { prelude } else { 0 };
        let at = (at + text[at..].find(target)?).checked_sub(before)?;
        Some(Diagnostic::at("sass", path, &text[before..], at, target.len(), message.clone()))
    });
    found.unwrap_or_else(|| Diagnostic::file_error("sass", id.path(), format!("{target}: {message}"))).with_hint(hint)
}

fn diagnose(id: &ModuleId, problem: grass::Error, prelude: usize) -> Diagnostic {
    match problem.kind() {
        ErrorKind::ParseError { message, loc, .. } => {
            let source = loc.file.source();
            let start: usize = source.split_inclusive('\n').take(loc.begin.line).map(str::len).sum();
            let offset = source[start..].char_indices().nth(loc.begin.column).map_or(source.len(), |(at, _)| start + at);
            let before = if loc.file.name() == id.path() { prelude } else { 0 };
            if offset < before {
                return Diagnostic::file_error("sass", id.path(), format!("in what stands before every stylesheet: {message}"));
            }
            Diagnostic::at("sass", loc.file.name(), &source[before..], offset - before, 1, message)
        }
        ErrorKind::IoError(problem) => Diagnostic::file_error("sass", id.path(), problem.to_string()),
        other => Diagnostic::file_error("sass", id.path(), format!("{other:?}")),
    }
}

/// What Sass may read: the app's stylesheets first, then those of packages.
#[derive(Debug)]
struct Files {
    sheets: Arc<Sheets>,
    alias: Vec<(String, String)>,
    packages: Option<PathBuf>,
    /// Whether files are read as the first step of `extend.rs` wants them.
    marks: bool,
    /// Whether one that was read needs both steps.
    extends: AtomicBool,
}

type Sheets = std::collections::BTreeMap<String, Arc<[u8]>>;

impl Files {
    /// The paths below the root that Sass may mean: `src/styles/../a` and, since it puts the importer's folder before everything,
    /// `src/styles/@/a` for the alias `@`. A folder that is called like an alias comes first.
    fn own(&self, path: &Path) -> Vec<String> {
        let Some(text) = path.to_str().map(|text| text.replace('\\', "/")) else { return Vec::new() };
        let rooted = format!("/{text}");
        let aliased = self.alias.iter().filter(|(_, target)| !target.starts_with("npm:")).flat_map(|(alias, target)| {
            let marker = format!("/{alias}/");
            let slashes = rooted.match_indices('/');
            let rests = slashes.filter_map(|(at, _)| rooted[at..].strip_prefix(&marker));
            rests.filter_map(|rest| join("", &format!("{}/{rest}", target.trim_end_matches('/')))).collect::<Vec<_>>()
        });
        join("", &text).into_iter().chain(aliased).collect()
    }

    fn shipped(&self, path: &Path) -> Option<PathBuf> {
        let root = self.packages.as_ref()?;
        let found = path.canonicalize().ok()?;
        (path.is_absolute() && found.starts_with(root)).then_some(found)
    }
}

impl Fs for Files {
    fn is_dir(&self, path: &Path) -> bool {
        let inside = |folder: &str| self.sheets.keys().any(|sheet| sheet.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')));
        self.own(path).iter().any(|folder| inside(folder)) || self.shipped(path).is_some_and(|path| path.is_dir())
    }

    fn is_file(&self, path: &Path) -> bool {
        // `_variables.import.scss` is for `@import` alone, but grass takes it for `@use` and `@forward`, too: that file forwards to itself then.
        // What it stands before says the same to `@import`.
        if path.file_stem().is_some_and(|stem| Path::new(stem).extension() == Some("import".as_ref())) {
            return false;
        }
        self.own(path).iter().any(|file| self.sheets.contains_key(file)) || self.shipped(path).is_some_and(|path| path.is_file())
    }

    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        let content = if let Some(content) = self.own(path).iter().find_map(|file| self.sheets.get(file)) {
            content.to_vec()
        } else if let Some(path) = self.shipped(path) {
            std::fs::read(path)?
        } else {
            return Err(std::io::Error::new(std::io::ErrorKind::NotFound, format!("{} does not exist", path.display())));
        };
        let Ok(text) = std::str::from_utf8(&content) else { return Ok(content) };
        let text = newer::in_older_words(text);
        if !self.extends.load(Ordering::Relaxed) && is_sass(&path.to_string_lossy()) && extend::is_needed(&text) {
            self.extends.store(true, Ordering::Relaxed);
        }
        Ok(if self.marks { extend::mark(&path.to_string_lossy(), &text).into_bytes() } else { text.into_owned().into_bytes() })
    }
}
