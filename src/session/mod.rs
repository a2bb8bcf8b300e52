//! [`Session`]: one app's live preview. The only object with state, and with a lock.

mod frozen;
mod serve;
mod state;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};

use crate::compiler::Compiler;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::error::{Error, ErrorKind};
use crate::message::Message;
use crate::options::Limits;
use crate::panic;
use crate::preview::{Asset, PageOptions};
use crate::process::Process;
use crate::route::{Policy, Routing};
use crate::source::{Change, Snapshot};

use state::State;

/// The files that a snapshot holds.
pub(crate) fn files_of(bytes: &[u8], limits: &Limits) -> Result<Vec<(String, Vec<u8>)>, Error> {
    Ok(frozen::read(bytes, limits)?.files)
}

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
    /// Opens an app. Fails on bad paths and past the limits. An app that does not compile opens, with diagnostics and no revision; where only
    /// parts behind `import()` do not, the rest runs, and who asks for those parts gets their error.
    pub fn new(app: impl Into<String>, files: impl IntoIterator<Item = (String, Vec<u8>)>, compiler: Arc<Compiler>) -> Result<Self, Error> {
        let app = app.into();
        let snapshot = Snapshot::new(files, &compiler.options().limits)?;
        let state = panic::catch("opening a session", || Process::current().run(|| State::open(snapshot, &compiler)))??;
        Ok(Self { app, compiler, pid: std::process::id(), state: Mutex::new(Some(state)) })
    }

    /// Opens a session from [`Self::snapshot`]'s bytes: the same files and, when these have errors, the same last good revision. Fails with
    /// [`ErrorKind::InvalidSnapshot`] on bytes that are none, and as [`Self::new`] does.
    pub fn restore(bytes: &[u8], compiler: Arc<Compiler>) -> Result<Self, Error> {
        let limits = compiler.options().limits;
        let (app, first, then) = frozen::read(bytes, &limits)?.split(&limits)?;
        let opened = panic::catch("restoring a session", || {
            Process::current().run(|| {
                let mut state = State::open(first, &compiler)?;
                if let Some(then) = then {
                    let changed = then.changed_since(&state.snapshot);
                    state.advance(&app, &compiler, then, &changed)?;
                }
                Ok(state)
            })
        });
        Ok(Self { app, compiler, pid: std::process::id(), state: Mutex::new(Some(opened??)) })
    }

    /// The session as bytes, for [`Self::restore`] in this process or another: it holds the files, and nothing that can be computed from
    /// them. Versioned and checked for integrity, not encrypted.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use hotframe::{Compiler, ErrorKind, Options, Session};
    /// let compiler = Arc::new(Compiler::new(Options::default())?);
    /// let session = Session::new("app", [("src/main.ts".to_string(), b"console.log(1)".to_vec())], compiler.clone())?;
    /// let bytes = session.snapshot()?;
    /// assert_eq!(Session::restore(&bytes, compiler.clone())?.revision(), session.revision());
    /// assert_eq!(Session::restore(&bytes[1..], compiler).unwrap_err().kind(), ErrorKind::InvalidSnapshot);
    /// # Ok::<(), hotframe::Error>(())
    /// ```
    pub fn snapshot(&self) -> Result<Vec<u8>, Error> {
        let guard = self.lock()?;
        let state = guard.as_ref().ok_or_else(poisoned)?;
        Ok(frozen::write(&self.app, &state.snapshot, state.shipped.front().map(|shipped| &shipped.snapshot)))
    }

    /// Puts the files of a snapshot in place of all, as [`Self::replace`] does.
    pub(crate) fn follow(&self, bytes: &[u8]) -> Result<Option<Message>, Error> {
        self.replace(frozen::read(bytes, &self.compiler.options().limits)?.files)
    }

    /// Names all files as they are now.
    pub(crate) fn files_digest(&self) -> Option<Digest> {
        self.read(|state| state.snapshot.digest())
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

    /// How far edits would have to go, without applying them: decided from what the compiler makes of the app with them.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use hotframe::{Change, Compiler, Options, Policy, Route, Session};
    /// # let files = [("src/main.ts".to_string(), b"document.title = 'a'".to_vec())];
    /// # let session = Session::new("app", files, Arc::new(Compiler::new(Options::default())?))?;
    /// let comment = [Change::write("src/main.ts", "// said\ndocument.title = 'a'")];
    /// assert_eq!(session.route(&comment, &Policy::default())?.route, Route::None);
    /// let backend = [Change::write("backend/main.mo", "actor {}")];
    /// assert_eq!(session.route(&backend, &Policy::default())?.route, Route::Deploy);
    /// # Ok::<(), hotframe::Error>(())
    /// ```
    pub fn route(&self, changes: &[Change], policy: &Policy) -> Result<Routing, Error> {
        self.work("route", |session, state| state.route(&session.compiler, changes, policy))
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
        let state = guard.as_mut().ok_or_else(poisoned)?;
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

fn poisoned() -> Error {
    Error::new(ErrorKind::Poisoned, "an earlier internal error left this session in doubt; open a new one")
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
