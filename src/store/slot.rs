//! The place of one session in a store, live or frozen.

use std::sync::atomic::{AtomicI64, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use crate::session::Session;

use super::record::Record;

/// Whether a session is in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// In memory.
    Active,
    /// Bytes in the backend; the next call thaws it.
    Frozen,
}

/// Where a session stands. Times in milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Its id: a secret that whoever may see the preview has.
    pub id: String,
    /// Whose it is.
    pub user: String,
    /// Live or frozen.
    pub state: State,
    /// When it was made.
    pub created: u64,
    /// When it was last used.
    pub last_active: u64,
    /// When it will end unless it is used.
    pub expires_at: u64,
}

pub(super) struct Slot {
    pub(super) id: String,
    pub(super) user: String,
    pub(super) created: u64,
    /// The same moment twice: by the clock that others know, and by the one that does not jump.
    active_wall: AtomicU64,
    active: AtomicI64,
    /// Negative for what is older than the process.
    born: i64,
    weight: AtomicUsize,
    inner: Mutex<Inner>,
}

#[derive(Default)]
pub(super) struct Inner {
    pub(super) session: Option<Arc<Session>>,
    /// The version in the backend that the session has; 0: none.
    pub(super) version: u64,
    /// The session has edits that the backend has not.
    pub(super) dirty: bool,
    /// The backend is known to have edits that the session has not.
    pub(super) behind: bool,
    /// How often the backend had been found empty when `version` was read.
    pub(super) generation: u64,
    pub(super) freezing: bool,
    pub(super) gone: bool,
}

impl Slot {
    pub(super) fn new(id: &str, user: &str, wall: u64, monotonic: u64) -> Self {
        Self {
            id: id.to_string(),
            user: user.to_string(),
            created: wall,
            active_wall: wall.into(),
            active: (monotonic as i64).into(),
            born: monotonic as i64,
            weight: 0.into(),
            inner: Mutex::default(),
        }
    }

    /// The place of a session that a backend holds.
    pub(super) fn frozen(id: &str, record: &Record, wall: u64, monotonic: u64) -> Self {
        // A date in the future was written by a clock that was set back since: it counts as now.
        let since = |then: u64| monotonic as i64 - wall.saturating_sub(then) as i64;
        Self {
            created: record.created,
            active_wall: record.active.min(wall).into(),
            active: since(record.active).into(),
            born: since(record.created),
            ..Self::new(id, &record.user, wall, monotonic)
        }
    }

    /// Takes note that the backend lost what it had.
    pub(super) fn notice_generation(inner: &mut Inner, generation: u64) {
        if inner.generation != generation {
            inner.generation = generation;
            inner.version = 0;
            inner.dirty |= inner.session.is_some();
        }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn try_lock(&self) -> Option<MutexGuard<'_, Inner>> {
        self.inner.try_lock().ok()
    }

    pub(super) fn touch(&self, wall: u64, monotonic: u64) {
        self.active_wall.store(wall, Ordering::Relaxed);
        self.active.store(monotonic as i64, Ordering::Relaxed);
    }

    pub(super) fn weigh(&self, bytes: usize) {
        self.weight.store(bytes, Ordering::Relaxed);
    }

    /// Whether it is in memory; what is being worked on is.
    pub(super) fn is_live(&self) -> bool {
        self.try_lock().is_none_or(|inner| inner.session.is_some())
    }

    pub(super) fn weight(&self) -> usize {
        self.weight.load(Ordering::Relaxed)
    }

    /// When it was last used, by the clock that does not jump.
    pub(super) fn active(&self) -> i64 {
        self.active.load(Ordering::Relaxed)
    }

    /// Milliseconds until it ends; none left: it has ended.
    pub(super) fn time_left(&self, monotonic: u64, idle: u64, oldest: u64) -> u64 {
        let passed = |since: i64| u64::try_from(monotonic as i64 - since).unwrap_or(0);
        idle.saturating_sub(passed(self.active())).min(oldest.saturating_sub(passed(self.born)))
    }

    pub(super) fn active_wall(&self) -> u64 {
        self.active_wall.load(Ordering::Relaxed)
    }
}
