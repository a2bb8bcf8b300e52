//! [`Session`]: one app's live preview. The only object with state, and with a lock.

mod serve;
mod state;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};

use crate::compiler::Compiler;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, ErrorKind};
use crate::message::Message;
use crate::panic;
use crate::preview::{Asset, PageOptions};
use crate::process::Process;
use crate::source::{Change, Snapshot};

use state::State;

/// One app's live preview: its files, the graph that browsers run, and what is wrong with it. Any thread may use it; calls on one
/// session run one after the other.
///
/// What is wrong with the app's code never fails a call: browsers keep what they show and get a `build_error`, and the next good edit
/// brings them up to date. A panic of ours fails the call with [`ErrorKind::Internal`] and every later one with [`ErrorKind::Poisoned`].
pub struct Session {
    app: String,
    compiler: Arc<Compiler>,
    pid: u32,
    state: Mutex<Option<State>>,
}

impl Session {
    /// Opens an app. Fails on bad paths and past the limits; an app that does not compile opens, with diagnostics and no revision.
    pub fn new(app: impl Into<String>, files: impl IntoIterator<Item = (String, Vec<u8>)>, compiler: Arc<Compiler>) -> Result<Self, Error> {
        let app = app.into();
        let snapshot = Snapshot::new(files, &compiler.options().limits)?;
        let state = panic::catch("opening a session", || Process::current().run(|| State::open(snapshot, &compiler)))??;
        Ok(Self { app, compiler, pid: std::process::id(), state: Mutex::new(Some(state)) })
    }

    /// The app's name, as in every message.
    pub fn app(&self) -> &str {
        &self.app
    }

    /// Applies edits, all or none. `None`: they change nothing for a browser. Many edits are one message, and one update in the browser.
    pub fn update(&self, changes: Vec<Change>) -> Result<Option<Message>, Error> {
        self.work("update", move |session, state| {
            let (next, changed) = state.snapshot.apply(&changes, &session.compiler.options().limits)?;
            state.advance(&session.app, &session.compiler, next, &changed)
        })
    }

    /// Puts another set of files in place of all; files that are not in it are gone. For hosts that lost track of single edits.
    pub fn replace(&self, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Option<Message>, Error> {
        let next = Snapshot::new(files, &self.compiler.options().limits)?;
        self.work("replace", move |session, state| {
            let changed = next.changed_since(&state.snapshot);
            state.advance(&session.app, &session.compiler, next, &changed)
        })
    }

    /// The greeting for a new connection: where the host is.
    pub fn connected(&self) -> Result<Message, Error> {
        self.work("connected", |session, state| Ok(state.connected(&session.app)))
    }

    /// What brings a client to the newest revision, whatever it has: the revision it is at, the digest of every module it holds, and
    /// the name of its page (`None`: do not compare). Always answers: an update (empty when nothing is missing), an error, or a reload.
    pub fn sync(&self, from: Option<&str>, have: &BTreeMap<String, String>, page: Option<&str>) -> Result<Message, Error> {
        self.work("sync", |session, state| state.sync(&session.app, &session.compiler, from, have, page))
    }

    /// The revision that browsers should run; `None` while nothing good was built yet.
    pub fn revision(&self) -> Option<String> {
        self.read(|state| state.good().map(|graph| graph.revision.to_string())).flatten()
    }

    /// What is wrong with the app now.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.read(|state| state.diagnostics.clone()).unwrap_or_default()
    }

    /// All paths, in order.
    pub fn paths(&self) -> Vec<String> {
        self.read(|state| state.snapshot.paths().map(ToString::to_string).collect()).unwrap_or_default()
    }

    /// The page that shows the app.
    pub fn page(&self, options: &PageOptions) -> Result<String, Error> {
        self.work("page", |session, state| serve::page(&session.app, state, options))
    }

    /// What stands at a path below the base: the scripts of the page, images, files of `public/`. `None`: nothing does.
    pub fn asset(&self, path: &str) -> Result<Option<Asset>, Error> {
        self.work("asset", |session, state| serve::asset(&session.compiler, state, path))
    }

    /// The size of everything that is kept for this session alone, in bytes, without the shared caches.
    pub fn weight(&self) -> usize {
        self.read(|state| state.snapshot.bytes() + state.styles.weight()).unwrap_or(0)
    }

    fn lock(&self) -> Result<MutexGuard<'_, Option<State>>, Error> {
        let poisoned = || Error::new(ErrorKind::Poisoned, "an earlier internal error left this session in doubt; open a new one");
        if self.pid == std::process::id() {
            return self.state.lock().map_err(|_| poisoned());
        }
        // After a fork the lock may be held by a thread that does not exist here.
        self.state.try_lock().map_err(|problem| match problem {
            TryLockError::Poisoned(_) | TryLockError::WouldBlock => poisoned(),
        })
    }

    fn read<T>(&self, look: impl FnOnce(&State) -> T) -> Option<T> {
        self.lock().ok()?.as_ref().map(look)
    }

    fn work<T: Send>(&self, what: &str, work: impl FnOnce(&Self, &mut State) -> Result<T, Error> + Send) -> Result<T, Error> {
        let mut guard = self.lock()?;
        let state = guard.as_mut().ok_or_else(|| Error::new(ErrorKind::Poisoned, "an earlier internal error left this session in doubt; open a new one"))?;
        let result = panic::catch(what, || Process::current().run(|| work(self, state)));
        match result {
            Ok(result) => result,
            Err(problem) => {
                *guard = None;
                Err(problem)
            }
        }
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Session({:?}, {:?})", self.app, self.revision())
    }
}

const _: fn() = || {
    fn any_thread<T: Send + Sync>() {}
    any_thread::<Session>();
    any_thread::<Compiler>();
};
