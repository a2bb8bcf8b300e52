//! What changed on disk and was not looked at yet. Paths only, each once: a checkout of a whole repository costs no more than its names.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::sync::Notify;
use tokio::time::{Duration, sleep_until};

/// With more paths than this, reading everything is simpler than reading each.
const MOST: usize = 5_000;

/// Paths to look at.
#[derive(Debug, Default, Clone)]
pub(crate) struct Marks {
    pub(crate) paths: BTreeSet<String>,
    /// Too much happened, or events were lost: look at everything.
    pub(crate) everything: bool,
}

#[derive(Default)]
struct State {
    marks: Marks,
    last: Option<Instant>,
}

/// Filled by the watcher's thread, emptied by the task that follows it.
#[derive(Default)]
pub(crate) struct Pending {
    state: Mutex<State>,
    wake: Notify,
}

impl Pending {
    /// These paths changed now.
    pub(crate) fn mark(&self, paths: impl IntoIterator<Item = String>) {
        let mut state = self.lock();
        state.marks.paths.extend(paths);
        self.noticed(state);
    }

    /// Anything may have changed.
    pub(crate) fn mark_everything(&self) {
        let mut state = self.lock();
        state.marks.everything = true;
        self.noticed(state);
    }

    fn noticed(&self, mut state: MutexGuard<'_, State>) {
        state.marks.everything |= state.marks.paths.len() > MOST;
        if state.marks.everything {
            state.marks.paths.clear();
        }
        state.last = Some(Instant::now());
        drop(state);
        self.wake.notify_one();
    }

    /// Waits until there is something to look at.
    pub(crate) async fn something(&self) {
        while self.lock().marks.is_empty() {
            self.wake.notified().await;
        }
    }

    /// Waits until nothing was marked for `quiet`, but not past `latest`. Whether it is quiet.
    pub(crate) async fn quiet(&self, quiet: Duration, latest: Instant) -> bool {
        loop {
            let silence = self.lock().last.map(|last| last + quiet);
            let now = Instant::now();
            if silence.is_none_or(|silence| now >= silence) {
                return true;
            }
            if now >= latest {
                return false;
            }
            sleep_until(silence.map_or(latest, |silence| silence.min(latest)).into()).await;
        }
    }

    /// What to look at; nothing is left.
    pub(crate) fn take(&self) -> Marks {
        std::mem::take(&mut self.lock().marks)
    }

    /// Marks that were taken, to be looked at again. Nothing happened to them since.
    pub(crate) fn put_back(&self, marks: Marks) {
        let mut state = self.lock();
        state.marks.everything |= marks.everything;
        state.marks.paths.extend(marks.paths);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Every statement under the lock leaves it whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Marks {
    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.everything
    }
}
