//! Sass: `.scss` and `.sass` to CSS. The only code that names grass.
//!
//! grass has no limits of its own and cannot be stopped. So what could run without end is refused before it starts (`bounds.rs`), and
//! the rest runs on a thread of its own with a deadline; a thread that misses it is left behind, and a process that has left several
//! behind compiles no Sass any more.

mod bounds;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
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
    Process::current().caches.texts.get_with(key, || Arc::new(make(id, sheets, options, packages))).as_ref().clone()
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
    let files = Files { sheets: sheets.into_iter().collect(), alias: options.alias.clone().into_iter().collect(), packages: packages.map(Path::to_path_buf) };
    let (send, receive) = mpsc::channel();
    let path = id.path().to_string();
    let load_paths = packages.map(Path::to_path_buf);
    let started = std::thread::Builder::new().name("hotframe-sass".into()).stack_size(STACK).spawn(move || {
        // `@debug` and `@warn` of tenants do not go to the host's terminal.
        let mut settings = grass::Options::default().fs(&files).logger(&NullLogger);
        if let Some(folder) = &load_paths {
            settings = settings.load_path(folder);
        }
        let result = crate::panic::catch("sass", || grass::from_path(&path, &settings));
        // Nobody may listen any more.
        let _ = send.send(result);
    });
    if started.is_err() {
        return refuse("no thread for Sass could be started");
    }
    match receive.recv_timeout(Duration::from_secs(SECONDS)) {
        Ok(Ok(Ok(css))) => Ok(css.into_bytes().into()),
        Ok(Ok(Err(problem))) => Err(diagnose(id, *problem, prelude)),
        Ok(Err(panic)) => refuse(&panic.to_string()),
        Err(_) => {
            LEFT_BEHIND.fetch_add(1, Ordering::Relaxed);
            refuse(&format!("compiling took longer than {SECONDS} s"))
        }
    }
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
    sheets: std::collections::BTreeMap<String, Arc<[u8]>>,
    alias: Vec<(String, String)>,
    packages: Option<PathBuf>,
}

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
        self.own(path).iter().any(|file| self.sheets.contains_key(file)) || self.shipped(path).is_some_and(|path| path.is_file())
    }

    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        if let Some(content) = self.own(path).iter().find_map(|file| self.sheets.get(file)) {
            return Ok(content.to_vec());
        }
        match self.shipped(path) {
            Some(path) => std::fs::read(path),
            None => Err(std::io::Error::new(std::io::ErrorKind::NotFound, format!("{} does not exist", path.display()))),
        }
    }
}
