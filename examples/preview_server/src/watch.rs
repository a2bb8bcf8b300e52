//! Edits on disk -> transactions of the session.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::changes;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::pending::{Marks, Pending};
use crate::preview::Preview;
use crate::skip::is_skipped;

/// Files that are saved together are one transaction.
const QUIET: Duration = Duration::from_millis(10);
/// A program that never stops writing must not stop updates.
const LONGEST: Duration = Duration::from_millis(100);
/// What looks like half of a save gets this long to become whole.
const DOUBT: Duration = Duration::from_millis(150);
/// Longer than this nobody doubts: who saves again and again can always be met in the middle of it.
const LONGEST_DOUBT: Duration = Duration::from_secs(1);
/// How often to ask whether git is done.
const GIT: Duration = Duration::from_millis(20);

/// inotify watches folders, one by one, and so never has to look into `node_modules`; other systems watch a tree as a whole.
const ONE_BY_ONE: bool = cfg!(target_os = "linux");

/// Watches a folder.
pub(crate) struct Watch {
    watcher: Mutex<RecommendedWatcher>,
    pending: Arc<Pending>,
}

impl Watch {
    /// Starts to watch. On Linux nothing is seen before [`Self::enter`] was called for a folder.
    pub(crate) fn start(folder: Arc<Folder>) -> Result<Self, Failure> {
        let pending = Arc::new(Pending::default());
        let marks = pending.clone();
        let root = folder.root().to_path_buf();
        let watcher = notify::recommended_watcher(move |event| noticed(&folder, &marks, event));
        let mut watcher = watcher.map_err(|problem| Failure::new(format!("cannot watch files: {problem}")))?;
        if !ONE_BY_ONE {
            watcher.watch(&root, RecursiveMode::Recursive).map_err(|problem| Failure::new(format!("cannot watch {}: {problem}", root.display())))?;
        }
        Ok(Self { watcher: Mutex::new(watcher), pending })
    }

    /// Watches a folder that was found.
    pub(crate) fn enter(&self, folder: &Path) {
        if !ONE_BY_ONE {
            return;
        }
        let watched = self.watcher.lock().unwrap_or_else(PoisonError::into_inner).watch(folder, RecursiveMode::NonRecursive);
        match watched {
            Err(problem) if matches!(problem.kind, notify::ErrorKind::MaxFilesWatch) => {
                tracing::error!("edits in {} will not be seen: the system's limit is reached; raise fs.inotify.max_user_watches", folder.display());
            }
            // It may be gone again.
            Err(problem) if folder.exists() => tracing::warn!("edits in {} will not be seen: {problem}", folder.display()),
            Ok(()) | Err(_) => {}
        }
    }
}

fn noticed(folder: &Folder, pending: &Pending, event: notify::Result<Event>) {
    let event = match event {
        Ok(event) => event,
        Err(problem) => {
            tracing::debug!("the watcher lost track: {problem}");
            return pending.mark_everything();
        }
    };
    if event.need_rescan() {
        return pending.mark_everything();
    }
    // Reading is no change; we read ourselves.
    if matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write)) {
        return;
    }
    let paths: Vec<String> = event.paths.iter().filter_map(|path| folder.relative(path)).filter(|path| !path.is_empty() && concerns_us(path)).collect();
    if !paths.is_empty() {
        pending.mark(paths);
    }
}

fn concerns_us(path: &str) -> bool {
    !is_skipped(path) || reason_to_reopen(path).is_some()
}

/// What a session cannot be told by an edit: it is opened anew.
fn reason_to_reopen(path: &str) -> Option<&'static str> {
    match path {
        "node_modules" | "pnpm-lock.yaml" | "yarn.lock" => Some("the npm packages changed"),
        _ => None,
    }
}

/// Carries edits to the session, for ever.
pub(crate) async fn follow(preview: Arc<Preview>, watch: Arc<Watch>) {
    let pending = &watch.pending;
    loop {
        pending.something().await;
        let latest = Instant::now() + LONGEST;
        pending.quiet(QUIET, latest).await;
        let mut doubt_is_left = true;
        loop {
            while preview.folder().git_is_writing() {
                tokio::time::sleep(GIT).await;
            }
            let marks = pending.take();
            let (work, again) = ((preview.clone(), watch.clone(), marks.clone()), doubt_is_left);
            let done = tokio::task::spawn_blocking(move || carry(&work.0, &work.1, &work.2, again)).await;
            if done.unwrap_or(true) {
                break;
            }
            pending.put_back(marks);
            let now = Instant::now();
            doubt_is_left = !pending.quiet(DOUBT, now + DOUBT).await && now < latest + LONGEST_DOUBT;
        }
    }
}

/// Tells the session what happened. `false`: some of it looks like half of a save, and `may_doubt` allows to look again.
fn carry(preview: &Preview, watch: &Watch, marks: &Marks, may_doubt: bool) -> bool {
    let enter = |folder: &Path| watch.enter(folder);
    if !preview.folder().root().is_dir() {
        tracing::warn!("the folder {} is gone; tabs keep what they show", preview.folder().root().display());
        return true;
    }
    if let Some(reason) = marks.paths.iter().find_map(|path| reason_to_reopen(path)) {
        preview.reopen(reason, &enter);
        return true;
    }
    if marks.paths.iter().any(|path| matches!(path.as_str(), "package.json" | "package-lock.json" | "npm-shrinkwrap.json" | "bun.lock")) {
        match preview.folder().bring_packages() {
            Ok(true) => {
                preview.reopen("the npm packages changed", &enter);
                return true;
            }
            Ok(false) => {}
            Err(failure) => tracing::error!("{failure}"),
        }
    }
    if marks.everything {
        preview.replace(&enter);
        return true;
    }
    let paths: BTreeSet<String> = marks.paths.clone();
    let batch = changes::collect(preview.folder(), &paths, &preview.session().paths(), &enter);
    if batch.doubtful && may_doubt {
        return false;
    }
    preview.update(batch.changes, &enter);
    true
}
