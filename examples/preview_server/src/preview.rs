//! The one app that is served: its session, and the tabs that follow it.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::extract::ws::Utf8Bytes;
use hotframe::{Arrival, Body, Change, Compiler, Error, ErrorKind, Message, Options, Session, Tabs, VERSION};
use tokio::sync::broadcast;

use crate::console::{Console, plain};
use crate::environment::public_variables;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::socket::{Feed, Note, Question};

/// The app's name in messages. There is only one.
const APP: &str = "preview";
/// Messages that a slow tab may lag behind before it is told to compare revisions.
const BACKLOG: usize = 64;
/// Our own WebSocket has no limit that code would have to be fetched around.
const INLINE_BYTES: usize = 1 << 20;

/// The app that is served. Calls that are not `async` read files and compile: they belong on threads that may wait.
pub(crate) struct Preview {
    folder: Arc<Folder>,
    base: String,
    session: RwLock<Arc<Session>>,
    tabs: broadcast::Sender<Utf8Bytes>,
    console: Console,
    arrivals: Tabs,
    /// Held while the session is told of edits or replaced, so that no edit goes to one that is about to be forgotten.
    turn: Mutex<()>,
}

/// Opens a session over all files of a folder.
pub(crate) fn open(folder: &Folder, base: &str, enter: &dyn Fn(&Path)) -> Result<Session, Failure> {
    let env = public_variables();
    if !env.is_empty() {
        tracing::debug!("environment: {}", env.keys().cloned().collect::<Vec<_>>().join(", "));
    }
    // Without them the app still opens, and says which imports lead nowhere.
    if let Err(failure) = folder.bring_packages() {
        tracing::error!("{failure}");
    }
    let options =
        Options { env, node_modules: folder.node_modules(), cdn: folder.cdn(), base: base.to_string(), inline_bytes: INLINE_BYTES, ..Options::default() };
    let compiler = Arc::new(Compiler::new(options)?);
    Ok(Session::new(APP, folder.read_all(enter), compiler)?)
}

impl Preview {
    /// Opens the app and prints what is wrong with it.
    pub(crate) fn open(folder: Arc<Folder>, base: String, enter: &dyn Fn(&Path)) -> Result<Self, Failure> {
        let session = open(&folder, &base, enter)?;
        let console = Console::default();
        console.show(&session.diagnostics());
        let (tabs, _) = broadcast::channel(BACKLOG);
        Ok(Self { folder, base, session: RwLock::new(Arc::new(session)), tabs, console, arrivals: Tabs::default(), turn: Mutex::default() })
    }

    pub(crate) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The path that the app is served below, with a slash at both ends.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    pub(crate) fn session(&self) -> Arc<Session> {
        self.session.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Asks the session, on a thread that may wait.
    pub(crate) async fn ask<T: Send + 'static>(self: &Arc<Self>, question: impl Fn(&Session) -> Result<T, Error> + Send + 'static) -> Result<T, Failure> {
        let preview = self.clone();
        let answer = tokio::task::spawn_blocking(move || {
            let session = preview.session();
            match question(&session) {
                Err(problem) if problem.kind() == ErrorKind::Poisoned => {
                    preview.reopen_instead_of(Some(&session), "the preview had to start anew", &|_| {});
                    question(&preview.session())
                }
                answer => answer,
            }
        });
        Ok(answer.await.map_err(|problem| Failure::new(format!("the session did not answer: {problem}")))??)
    }

    /// Tells the session of edits, and the tabs of what follows from them.
    pub(crate) fn update(&self, changes: Vec<Change>, enter: &dyn Fn(&Path)) {
        if changes.is_empty() {
            return;
        }
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        match self.session().update(changes) {
            Ok(message) => self.publish(message),
            Err(problem) => {
                // All of the edits were refused because of one. The folder as a whole says which files can be taken.
                drop(turn);
                tracing::debug!("{problem}; reading the folder anew");
                self.replace(enter);
            }
        }
    }

    /// Puts the folder as it is now in place of what the session has.
    pub(crate) fn replace(&self, enter: &dyn Fn(&Path)) {
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let session = self.session();
        match session.replace(self.folder.read_all(enter)) {
            Ok(message) => self.publish(message),
            Err(problem) if matches!(problem.kind(), ErrorKind::Internal | ErrorKind::Poisoned) => {
                tracing::error!("{problem}");
                drop(turn);
                self.reopen_instead_of(Some(&session), "the preview had to start anew", enter);
            }
            Err(problem) => tracing::error!("the edit was not taken: {problem}"),
        }
    }

    /// Opens the app anew, with the environment and the packages as they are now.
    pub(crate) fn reopen(&self, reason: &str, enter: &dyn Fn(&Path)) {
        self.reopen_instead_of(None, reason, enter);
    }

    fn reopen_instead_of(&self, broken: Option<&Arc<Session>>, reason: &str, enter: &dyn Fn(&Path)) {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        // Another thread may have met the same broken session first.
        if broken.is_some_and(|broken| !Arc::ptr_eq(broken, &self.session())) {
            return;
        }
        match open(&self.folder, &self.base, enter) {
            Ok(session) => {
                let (from, to) = (self.session().revision(), session.revision());
                self.console.show(&session.diagnostics());
                *self.session.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(session);
                let body = Body::PreviewRefreshed { reason: reason.to_string() };
                self.publish(Some(Message { v: VERSION, app: APP.to_string(), from, to, timestamp: now(), body }));
            }
            Err(problem) => tracing::error!("{reason}, but the folder cannot be opened anew: {problem}"),
        }
    }

    fn publish(&self, message: Option<Message>) {
        let Some(message) = message else {
            tracing::debug!("saved; nothing changes for a browser");
            return;
        };
        self.console.report(&message);
        self.arrivals.told(&message);
        // Nobody may be listening.
        let _ = self.tabs.send(message.to_json().into());
    }
}

impl Feed for Preview {
    fn follow(&self) -> broadcast::Receiver<Utf8Bytes> {
        self.tabs.subscribe()
    }

    async fn put(self: &Arc<Self>, question: Question) -> Result<Message, Failure> {
        self.ask(question).await
    }

    fn tabs(&self) -> &Tabs {
        &self.arrivals
    }

    fn note(&self, said: Note) {
        match said {
            Note::Opened => tracing::info!("opened  a tab shows the preview"),
            Note::Applied { outcome, paths, duration, reason, arrival } => {
                let reason = reason.map_or(String::new(), |reason| format!(": {reason}"));
                let Arrival { tabs, applied, .. } = arrival;
                let place = if tabs > 1 { format!("{applied} of {tabs} tabs") } else { "the tab".to_string() };
                tracing::info!("{}", plain(&format!("{outcome} {}  ({duration:.0} ms in {place}){reason}", paths.join(", "))));
            }
            Note::Threw(error) => tracing::error!("in the tab: {}", plain(&error)),
        }
    }
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64)
}
