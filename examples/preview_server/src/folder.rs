//! The folder on disk: the only file that reads the app's files.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use hotframe::{Limits, ModuleId};

use crate::FolderArguments;
use crate::failure::Failure;
use crate::registry::{self, RegistryArguments};
use crate::skip::is_skipped;

/// A lock that git left behind when it was killed must not hold the preview up for longer than this.
const GIT_TAKES: Duration = Duration::from_secs(3);

/// The app's folder. All paths that go in and out are below its root and use `/`.
pub(crate) struct Folder {
    root: PathBuf,
    limits: Limits,
    node_modules: Option<PathBuf>,
    cdn: Option<String>,
    /// Where packages come from when there is no `node_modules`, and the folder they are in.
    registry: RegistryArguments,
    fetched: Mutex<Option<PathBuf>>,
    git: Option<PathBuf>,
    /// Symbolic links that were read: what they lead to is edited under another name.
    links: Mutex<BTreeSet<String>>,
}

/// What stands at a path now.
pub(crate) enum Seen {
    File(Vec<u8>),
    Folder,
    Nothing,
    /// Something that is no part of the app, and why.
    Refused(String),
}

impl Folder {
    /// Fails, in words, when there is no such folder.
    pub(crate) fn open(arguments: &FolderArguments) -> Result<Self, Failure> {
        let root = existing(&arguments.dir, "")?;
        let node_modules = arguments.node_modules.as_deref().map(|folder| existing(folder, "--node-modules: ")).transpose()?;
        let git = root.ancestors().map(|folder| folder.join(".git")).find(|git| git.is_dir());
        let registry = arguments.registry.clone();
        Ok(Self {
            root,
            limits: Limits::default(),
            node_modules,
            cdn: arguments.cdn.clone(),
            registry,
            fetched: Mutex::default(),
            git,
            links: Mutex::default(),
        })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where npm packages are: as told, or the nearest `node_modules`, as Node.js looks for it, or else where they were fetched to. Looked
    /// up anew each time, because `npm install` may run while the preview does.
    pub(crate) fn node_modules(&self) -> Option<PathBuf> {
        self.installed().or_else(|| self.fetched().clone())
    }

    /// Where browsers fetch packages, if they do.
    pub(crate) fn cdn(&self) -> Option<String> {
        self.cdn.clone()
    }

    fn installed(&self) -> Option<PathBuf> {
        if self.cdn.is_some() {
            return None;
        }
        self.node_modules.clone().or_else(|| self.root.ancestors().map(|folder| folder.join("node_modules")).find(|folder| folder.is_dir()))
    }

    fn fetched(&self) -> MutexGuard<'_, Option<PathBuf>> {
        self.fetched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fetches npm packages if there is no folder of them. Whether they are others than before; fails with what the person should do.
    pub(crate) fn bring_packages(&self) -> Result<bool, Failure> {
        if self.cdn.is_some() || self.installed().is_some() {
            return Ok(false);
        }
        let now = registry::bring(self, &self.registry)?.map(|installed| installed.node_modules);
        let mut before = self.fetched();
        let differs = *before != now;
        *before = now;
        Ok(differs)
    }

    /// Whether git is in the middle of writing many files.
    pub(crate) fn git_is_writing(&self) -> bool {
        let Some(git) = &self.git else { return false };
        let since = fs::metadata(git.join("index.lock")).and_then(|lock| lock.modified());
        since.is_ok_and(|since| SystemTime::now().duration_since(since).is_ok_and(|age| age < GIT_TAKES))
    }

    /// A path on disk as a path of the app; `None` when it is none. Absolute paths must start with [`Self::root`].
    pub(crate) fn relative(&self, path: &Path) -> Option<String> {
        let names: Option<Vec<&str>> = path.strip_prefix(&self.root).ok()?.components().map(|name| name.as_os_str().to_str()).collect();
        Some(names?.join("/"))
    }

    /// All files of the app below `from` (empty: the root), sorted. `enter` hears of each folder before it is listed, so that a watcher
    /// that starts there misses nothing.
    pub(crate) fn walk(&self, from: &str, enter: &dyn Fn(&Path)) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.root.join(from)];
        while let Some(folder) = folders.pop() {
            enter(&folder);
            // A folder that vanished since its parent was listed is no problem; what it held is gone.
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                let Some(path) = self.relative(&entry.path()) else {
                    tracing::warn!("{} is left out: its name is not UTF-8", entry.path().display());
                    continue;
                };
                if is_skipped(&path) {
                    continue;
                }
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                    Ok(_) => found.push(path),
                    Err(_) => {}
                }
                if found.len() > self.limits.files {
                    // More than a session takes: it says so better than we can, and a folder opened by mistake is not read to its end.
                    return found;
                }
            }
        }
        found.sort();
        found
    }

    /// Reads all files of the app, in order.
    pub(crate) fn read_all(&self, enter: &dyn Fn(&Path)) -> Vec<(String, Vec<u8>)> {
        let mut spellings = BTreeSet::new();
        let mut bytes = 0;
        let mut files = Vec::new();
        for path in self.walk("", enter) {
            match self.look(&path) {
                Seen::File(_) if !spellings.insert(path.to_lowercase()) => {
                    tracing::warn!("{path} is left out: another file has the same name but for its case");
                }
                Seen::File(content) => {
                    bytes += content.len();
                    files.push((path, content));
                }
                Seen::Refused(why) => tracing::warn!("{path} is left out: {why}"),
                Seen::Folder | Seen::Nothing => {}
            }
            if bytes > self.limits.total_bytes {
                break;
            }
        }
        files
    }

    /// What stands at a path now. Symbolic links are followed to files inside the root and nowhere else.
    pub(crate) fn look(&self, path: &str) -> Seen {
        if let Err(problem) = ModuleId::new(path) {
            return Seen::Refused(problem.to_string());
        }
        let place = self.root.join(path);
        let Ok(kind) = fs::symlink_metadata(&place).map(|about| about.file_type()) else { return Seen::Nothing };
        let real = match place.canonicalize() {
            Ok(real) => real,
            Err(problem) if problem.kind() == ErrorKind::NotFound => return Seen::Nothing,
            Err(problem) => return Seen::Refused(problem.to_string()),
        };
        match self.relative(&real) {
            None => return Seen::Refused("it is a symbolic link that leads out of the folder".into()),
            Some(target) if is_skipped(&target) => return Seen::Refused(format!("it is a symbolic link to {target}, which is no part of the app")),
            Some(_) => {}
        }
        if real.is_dir() && kind.is_symlink() {
            return Seen::Refused("it is a symbolic link to a folder".into());
        }
        if kind.is_symlink() {
            self.links.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_string());
        }
        self.read(&real)
    }

    /// The links that were read so far.
    pub(crate) fn links(&self) -> BTreeSet<String> {
        self.links.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn read(&self, real: &Path) -> Seen {
        let largest = self.limits.asset_bytes as u64;
        let gone = |problem: std::io::Error| if problem.kind() == ErrorKind::NotFound { Seen::Nothing } else { Seen::Refused(problem.to_string()) };
        match fs::metadata(real) {
            Ok(about) if about.is_dir() => return Seen::Folder,
            // Opening a pipe would wait for its other end.
            Ok(about) if !about.is_file() => return Seen::Refused("it is not a regular file".into()),
            Ok(about) if about.len() > largest => return Seen::Refused(format!("it is over {largest} bytes")),
            Ok(_) => {}
            Err(problem) => return gone(problem),
        }
        let mut content = Vec::new();
        // It may grow while it is read.
        match File::open(real).and_then(|file| file.take(largest + 1).read_to_end(&mut content)) {
            Ok(_) if content.len() as u64 > largest => Seen::Refused(format!("it is over {largest} bytes")),
            Ok(_) => Seen::File(content),
            Err(problem) => gone(problem),
        }
    }
}

fn existing(folder: &Path, context: &str) -> Result<PathBuf, Failure> {
    let real = folder.canonicalize().map_err(|problem| match problem.kind() {
        ErrorKind::NotFound => Failure::new(format!("{context}there is no folder {}", folder.display())),
        _ => Failure::new(format!("{context}cannot open {}: {problem}", folder.display())),
    })?;
    if real.is_dir() { Ok(real) } else { Err(Failure::new(format!("{context}{} is not a folder", folder.display()))) }
}
