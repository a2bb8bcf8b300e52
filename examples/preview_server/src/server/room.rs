//! One session, as its tabs and its editors meet in it.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::ws::Utf8Bytes;
use hotframe::{Change, Error, ErrorKind, Message, Session, Tabs};
use tokio::sync::broadcast;

use crate::console::plain;
use crate::failure::Failure;
use crate::socket::{Feed, Note, Question};

use super::metrics::count;
use super::queue::Queue;
use super::rooms::Rooms;

/// Messages that a slow tab may lag behind before it is told to compare revisions.
const BACKLOG: usize = 16;

pub(super) struct Room {
    id: String,
    rooms: Arc<Rooms>,
    /// Gone with the session.
    tabs: Mutex<Option<broadcast::Sender<Utf8Bytes>>>,
    pub(super) queue: Queue,
    pub(super) arrivals: Tabs,
}

impl Room {
    pub(super) fn new(id: &str, rooms: Arc<Rooms>) -> Self {
        let (tabs, _) = broadcast::channel(BACKLOG);
        Self { id: id.to_string(), rooms, tabs: Mutex::new(Some(tabs)), queue: Queue::default(), arrivals: Tabs::default() }
    }

    /// Applies edits, on a thread that may wait, and tells the tabs.
    pub(super) fn apply(&self, changes: Vec<Change>) -> Result<Vec<Message>, Error> {
        let started = std::time::Instant::now();
        let messages = self.rooms.store().update(&self.id, changes)?;
        self.rooms.publish(&self.id, &messages);
        count(&self.rooms.metrics().updates);
        self.rooms.metrics().took(started.elapsed());
        Ok(messages)
    }

    /// The session as it is now; what another server did to it is told to the tabs here.
    pub(super) fn session(&self) -> Result<Arc<Session>, Error> {
        let (session, messages) = self.rooms.store().session(&self.id).inspect_err(|problem| {
            if problem.kind() == ErrorKind::NotFound {
                self.rooms.close(&self.id);
            }
        })?;
        self.rooms.publish(&self.id, &messages);
        Ok(session)
    }

    /// Asks the session, on a thread that may wait.
    pub(super) async fn ask<T: Send + 'static>(self: &Arc<Self>, question: impl FnOnce(&Session) -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
        let room = self.clone();
        wait(move || question(&*room.session()?)).await
    }

    pub(super) fn tell(&self, message: &Message) {
        self.arrivals.told(message);
        if let Some(tabs) = &*self.tabs.lock().unwrap_or_else(PoisonError::into_inner) {
            // Nobody may be listening.
            let _ = tabs.send(message.to_json().into());
        }
    }

    pub(super) fn end(&self) {
        self.tabs.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    pub(super) fn is_used(&self) -> bool {
        self.tabs.lock().unwrap_or_else(PoisonError::into_inner).as_ref().is_some_and(|tabs| tabs.receiver_count() > 0)
    }

    pub(super) fn patience(&self) -> (std::time::Duration, std::time::Duration) {
        self.rooms.patience()
    }
}

/// Runs what may wait on a thread for that.
pub(super) async fn wait<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    // It ends early only when it panics, which the library does not, or when the server stops.
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|problem| std::panic::resume_unwind(problem.into_panic()))
}

impl Feed for Room {
    fn follow(&self) -> broadcast::Receiver<Utf8Bytes> {
        let tabs = self.tabs.lock().unwrap_or_else(PoisonError::into_inner);
        // Of a session that has ended: a channel that is closed already.
        tabs.as_ref().map_or_else(|| broadcast::channel(1).1, broadcast::Sender::subscribe)
    }

    async fn put(self: &Arc<Self>, question: Question) -> Result<Message, Failure> {
        Ok(self.ask(move |session| question(session)).await?)
    }

    fn tabs(&self) -> &Tabs {
        &self.arrivals
    }

    fn note(&self, said: Note) {
        match said {
            Note::Opened => tracing::debug!(session = tail(&self.id), "a tab shows the preview"),
            Note::Applied { outcome, duration, .. } => {
                tracing::debug!(session = tail(&self.id), outcome = plain(&outcome), milliseconds = duration, "in a tab")
            }
            Note::Threw(error) => tracing::debug!(session = tail(&self.id), error = plain(&error), "in a tab"),
        }
    }
}

/// What of an id may stand in a log: enough to tell sessions apart, too little to open one.
pub(super) fn tail(id: &str) -> &str {
    id.get(20..).unwrap_or_default()
}
