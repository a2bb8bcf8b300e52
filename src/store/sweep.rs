//! What time and too little room do to sessions: they expire, or are frozen.

use std::sync::{Arc, PoisonError};

use crate::error::{Error, ErrorKind};

use super::Store;
use super::slot::{Slot, State, Status};

/// What a sweep did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Swept {
    /// Sessions that ended.
    pub expired: usize,
    /// Sessions that were frozen for want of room.
    pub frozen: usize,
    /// Sessions that the backend did not have yet and has now.
    pub saved: usize,
    /// Sessions that the backend could not take now.
    pub failed: usize,
    /// Sessions that are live now.
    pub live: usize,
    /// What they hold, in bytes.
    pub bytes: usize,
}

impl Store {
    /// Ends what has expired, saves what the backend lacks, freezes what there is no room for. Cheap when there is nothing to do.
    pub fn sweep(&self) -> Result<Swept, Error> {
        *self.swept.lock().unwrap_or_else(PoisonError::into_inner) = self.clock.monotonic();
        let mut swept = Swept::default();
        // Notices a backend that came back empty.
        let _ = self.backend.version("");
        for slot in self.all() {
            if self.time_left(&slot) == 0 {
                self.expire(&slot)?;
                swept.expired += 1;
                continue;
            }
            // Who works on it saves it.
            let Some(mut inner) = slot.try_lock() else { continue };
            Slot::notice_generation(&mut inner, self.backend.generation());
            if inner.session.is_some() && inner.dirty && !self.backend.is_memory() {
                inner.freezing = true;
                match self.save(&slot, &mut inner) {
                    Ok(true) => swept.saved += 1,
                    Ok(false) => inner.behind = true,
                    Err(_) => swept.failed += 1,
                }
                inner.freezing = false;
            } else if inner.session.is_some() && inner.version > 0 && self.backend.keep(&slot.id, &slot.user, self.expires_at(&slot)).is_err() {
                swept.failed += 1;
            }
        }
        swept.expired += self.backend.forget(self.clock.wall()).unwrap_or(0);
        swept.frozen = self.fit(None);
        for slot in self.all().iter().filter(|slot| slot.is_live()) {
            swept.live += 1;
            swept.bytes += slot.weight();
        }
        Ok(swept)
    }

    /// Writes every session to the backend and lets go of it: for a process that ends. Fails with the first session that could not be
    /// written, after trying all.
    pub fn freeze_all(&self) -> Result<usize, Error> {
        let mut frozen = 0;
        let mut failure = None;
        for slot in self.all() {
            match self.freeze(&slot, true) {
                Ok(done) => frozen += usize::from(done),
                Err(problem) => failure = failure.or(Some(problem)),
            }
        }
        failure.map_or(Ok(frozen), Err)
    }

    pub(super) fn sweep_if_due(&self) {
        let due = self.clock.monotonic().saturating_sub(*self.swept.lock().unwrap_or_else(PoisonError::into_inner)) >= self.options.sweep;
        if due {
            // What a backend cannot do now is tried again by the next sweep.
            let _ = self.sweep();
        }
    }

    /// Room for one more session of a user.
    pub(super) fn make_room(&self, user: &str) -> Result<(), Error> {
        let mut ids: Vec<String> = self.all().iter().filter(|slot| slot.user == user).map(|slot| slot.id.clone()).collect();
        match self.backend.list(user) {
            Ok(stored) => ids.extend(stored),
            Err(problem) if problem.kind() == ErrorKind::Io => {}
            Err(problem) => return Err(problem),
        }
        ids.sort();
        ids.dedup();
        if ids.len() >= self.options.stored_per_user {
            let message = format!("this user has {} sessions, which is as many as one user may have; delete some", ids.len());
            return Err(Error::new(ErrorKind::LimitReached, message));
        }
        self.fit(Some(user));
        Ok(())
    }

    /// After a session became live.
    pub(super) fn thaw_costs(&self) {
        self.fit(None);
    }

    /// Freezes the least recently used until the rest fits: into all of the memory, or into what one user may have beside a new one.
    fn fit(&self, user: Option<&str>) -> usize {
        let mut live: Vec<Arc<Slot>> = self.all().into_iter().filter(|slot| slot.is_live() && user.is_none_or(|user| slot.user == user)).collect();
        // Sessions are used while this goes on: each is asked once when that was.
        live.sort_by_cached_key(|slot| slot.active());
        let mut bytes: usize = live.iter().map(|slot| slot.weight()).sum();
        let mut count = live.len();
        let mut frozen = 0;
        for slot in live {
            let fits = match user {
                Some(_) => count < self.options.live_per_user,
                // The one that is used right now stays, however large.
                None => count <= self.options.live && (bytes <= self.options.bytes || count == 1),
            };
            if fits {
                break;
            }
            let weight = slot.weight();
            if matches!(self.freeze(&slot, false), Ok(true)) {
                bytes -= weight.min(bytes);
                count -= 1;
                frozen += 1;
            }
        }
        frozen
    }

    /// Writes a session to the backend and lets go of it. `false`: it is not live, or in use.
    fn freeze(&self, slot: &Slot, wait: bool) -> Result<bool, Error> {
        let mut inner = match wait {
            true => slot.lock(),
            false => match slot.try_lock() {
                Some(inner) => inner,
                None => return Ok(false),
            },
        };
        if inner.session.is_none() {
            return Ok(false);
        }
        if inner.dirty || inner.version == 0 {
            inner.freezing = true;
            let saved = self.save(slot, &mut inner);
            inner.freezing = false;
            if !saved? {
                // Another process has written it since. Ours is not newer than what tabs there were told.
                inner.behind = true;
                return Ok(false);
            }
        }
        inner.session = None;
        slot.weigh(0);
        Ok(true)
    }

    pub(super) fn expire(&self, slot: &Arc<Slot>) -> Result<(), Error> {
        self.forget(slot);
        let mut inner = slot.lock();
        inner.session = None;
        // A shared backend counts the time itself, with what other processes say.
        if self.backend.is_shared() { Ok(()) } else { self.backend.remove(&slot.id, &slot.user) }
    }

    pub(super) fn time_left(&self, slot: &Slot) -> u64 {
        slot.time_left(self.clock.monotonic(), self.options.idle, self.options.oldest)
    }

    pub(super) fn expires_at(&self, slot: &Slot) -> u64 {
        self.clock.wall() + self.time_left(slot)
    }

    pub(super) fn status_of(&self, slot: &Slot) -> Status {
        Status {
            id: slot.id.clone(),
            user: slot.user.clone(),
            state: if slot.is_live() { State::Active } else { State::Frozen },
            created: slot.created,
            last_active: slot.active_wall(),
            expires_at: self.expires_at(slot),
        }
    }

    fn all(&self) -> Vec<Arc<Slot>> {
        self.slots().values().cloned().collect()
    }
}
