//! All sessions that something happens to right now: each has a room, where edits wait and tabs listen.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hotframe::{Message, Store};

use super::metrics::{Metrics, count};
use super::room::Room;

pub(super) struct Rooms {
    store: Arc<Store>,
    metrics: Arc<Metrics>,
    quiet: Duration,
    longest: Duration,
    open: Mutex<HashMap<String, Arc<Room>>>,
}

impl Rooms {
    pub(super) fn new(store: Store, metrics: Arc<Metrics>, quiet: Duration, longest: Duration) -> Self {
        Self { store: Arc::new(store), metrics, quiet, longest, open: Mutex::default() }
    }

    pub(super) fn store(&self) -> &Arc<Store> {
        &self.store
    }

    pub(super) fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// How long edits wait for more, and at most.
    pub(super) fn patience(&self) -> (Duration, Duration) {
        (self.quiet, self.longest)
    }

    /// The room of a session that is known to exist.
    pub(super) fn enter(self: &Arc<Self>, id: &str) -> Arc<Room> {
        self.lock().entry(id.to_string()).or_insert_with(|| Arc::new(Room::new(id, self.clone()))).clone()
    }

    /// The room, if something happens there.
    pub(super) fn find(&self, id: &str) -> Option<Arc<Room>> {
        self.lock().get(id).cloned()
    }

    /// Tells the tabs of a session.
    pub(super) fn publish(&self, id: &str, messages: &[Message]) {
        let room = self.find(id);
        for message in messages {
            count(&self.metrics.messages);
            match message.kind() {
                "build_error" => count(&self.metrics.build_errors),
                "preview_refreshed" => count(&self.metrics.reloads),
                _ => {}
            }
            if let Some(room) = &room {
                room.tell(message);
            }
        }
    }

    /// The session is gone: its tabs are told.
    pub(super) fn close(&self, id: &str) {
        if let Some(room) = self.lock().remove(id) {
            room.end();
        }
    }

    /// Ids of all rooms.
    pub(super) fn ids(&self) -> Vec<String> {
        self.lock().keys().cloned().collect()
    }

    /// Lets go of rooms that nobody is in.
    pub(super) fn tidy(&self) {
        self.lock().retain(|_, room| Arc::strong_count(room) > 1 || room.is_used());
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Arc<Room>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
