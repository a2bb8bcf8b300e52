//! [`Store`]: many sessions of many users, with ids, expiry, quotas and a budget; what is not used is frozen to bytes, and thawed when it is.
//!
//! No thread and no timer of its own: the host calls [`Store::sweep`], and opening a session sweeps when that was not done for long.

mod backend;
mod clock;
mod id;
mod options;
mod record;
#[cfg(feature = "redis")]
mod redis;
mod slot;
mod sweep;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::compiler::Compiler;
use crate::digest::Digest;
use crate::error::{Error, ErrorKind};
use crate::message::Message;
use crate::session::Session;
use crate::source::Change;

pub use backend::{Backend, MemoryBackend, Put};
pub use clock::{Clock, ManualClock, SystemClock};
pub use options::StoreOptions;
#[cfg(feature = "redis")]
pub use redis::RedisBackend;
pub use slot::{State, Status};
pub use sweep::Swept;

use id::Secret;
use record::Record;
use slot::{Inner, Slot};

/// Finds the compiler for a session by its id. One compiler for all is the usual case; a base path per session is the other.
type Compilers = Box<dyn Fn(&str) -> Result<Arc<Compiler>, Error> + Send + Sync>;

/// Attempts to write what another process writes at the same time.
const ATTEMPTS: usize = 16;

/// Many sessions. Any thread may use it; calls on one session run one after the other.
///
/// ```
/// use std::sync::Arc;
/// use hotframe::{Change, Compiler, Options, Store, StoreOptions};
///
/// let store = Store::new(StoreOptions::default(), Arc::new(Compiler::new(Options::default())?))?;
/// let files = vec![("src/main.ts".to_string(), b"console.log(1)".to_vec())];
/// let opened = store.open("user-1", Some("project-42"), files.clone())?;
/// assert!(opened.created && opened.status.id.len() == 26);
/// assert_eq!(store.open("user-1", Some("project-42"), files)?.status.id, opened.status.id, "the same session again");
///
/// let updated = store.update(&opened.status.id, vec![Change::write("src/main.ts", "console.log(2)")])?;
/// assert_eq!(updated[0].kind(), "hmr_update");
/// assert!(store.delete(&opened.status.id)?);
/// # Ok::<(), hotframe::Error>(())
/// ```
pub struct Store {
    options: StoreOptions,
    compilers: Compilers,
    backend: Arc<dyn Backend>,
    clock: Arc<dyn Clock>,
    secret: Secret,
    /// By the digest of the id: how long a look-up takes tells nothing about ids that exist.
    slots: Mutex<HashMap<Digest, Arc<Slot>>>,
    swept: Mutex<u64>,
}

/// What [`Store::open`] found or made.
#[derive(Debug)]
pub struct Opened {
    /// Where it stands.
    pub status: Status,
    /// Whether it was made now.
    pub created: bool,
    /// What open tabs must be told, when a session that existed got other files.
    pub messages: Vec<Message>,
}

impl Store {
    /// Sessions in memory, compiled by one compiler.
    pub fn new(options: StoreOptions, compiler: Arc<Compiler>) -> Result<Self, Error> {
        Self::with(options, Arc::new(MemoryBackend::default()), Arc::new(SystemClock::default()), move |_| Ok(compiler.clone()))
    }

    /// Sessions that are kept in `backend`, with the time of `clock`, each compiled by what `compilers` answers for its id.
    pub fn with(
        options: StoreOptions,
        backend: Arc<dyn Backend>,
        clock: Arc<dyn Clock>,
        compilers: impl Fn(&str) -> Result<Arc<Compiler>, Error> + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        options.check()?;
        let secret = Secret::of(backend.secret(Secret::fresh()?)?);
        let swept = Mutex::new(clock.monotonic());
        Ok(Self { options, compilers: Box::new(compilers), backend, clock, secret, slots: Mutex::default(), swept })
    }

    /// Opens a session, or the one that exists: `key` is its id, or any name that the user gives it (`None`: always a new one). The same user
    /// and key are the same session in every process of one backend, however many ask at once. An existing session gets these files.
    ///
    /// Fails with [`ErrorKind::LimitReached`] when the user has too many, and as [`Session::new`] does.
    pub fn open(&self, user: &str, key: Option<&str>, files: Vec<(String, Vec<u8>)>) -> Result<Opened, Error> {
        self.sweep_if_due();
        let id = match key {
            None => self.secret.random_id()?,
            Some(key) => match self.slot(key)?.filter(|slot| slot.user == user) {
                Some(_) => key.to_string(),
                None => self.secret.id_for(user, key),
            },
        };
        for _ in 0..ATTEMPTS {
            if let Some(slot) = self.slot(&id)? {
                let updated = self.work(&slot, |session| session.replace(files.clone()));
                match updated {
                    Ok(messages) => return Ok(Opened { status: self.status_of(&slot), created: false, messages }),
                    // It expired, or was deleted, between the two.
                    Err(problem) if matches!(problem.kind(), ErrorKind::NotFound | ErrorKind::Poisoned) => self.forget(&slot),
                    Err(problem) => return Err(problem),
                }
            } else {
                self.make_room(user)?;
                let fresh = Arc::new(Slot::new(&id, user, self.clock.wall(), self.clock.monotonic()));
                // Held from before anyone can find it: who comes second waits here and finds a session.
                let mut inner = fresh.lock();
                if !Arc::ptr_eq(self.slots().entry(slot_key(&id)).or_insert_with(|| fresh.clone()), &fresh) {
                    continue;
                }
                let made = self.create(&fresh, &mut inner, files.clone());
                drop(inner);
                match made {
                    Ok(true) => {
                        self.thaw_costs();
                        return Ok(Opened { status: self.status_of(&fresh), created: true, messages: Vec::new() });
                    }
                    // Another process was faster: what it made is found in the next round.
                    Ok(false) => self.forget(&fresh),
                    Err(problem) => {
                        self.forget(&fresh);
                        return Err(problem);
                    }
                }
            }
        }
        Err(Error::new(ErrorKind::Io, "this session is created and deleted by others again and again"))
    }

    /// `false`: it exists in the backend.
    fn create(&self, slot: &Slot, inner: &mut Inner, files: Vec<(String, Vec<u8>)>) -> Result<bool, Error> {
        let session = Arc::new(Session::new(slot.id.clone(), files, (self.compilers)(&slot.id)?)?);
        slot.weigh(session.weight());
        inner.session = Some(session);
        inner.dirty = true;
        match self.save(slot, inner) {
            Ok(stored) => Ok(stored),
            // The backend is away: the session lives here until it is back.
            Err(problem) if problem.kind() == ErrorKind::Io && !self.backend.is_memory() => Ok(true),
            Err(problem) => Err(problem),
        }
    }

    /// Applies edits, all or none. The messages are for all tabs of this session, in this order; none: nothing changes for a browser.
    /// Fails with [`ErrorKind::NotFound`] for ids that do not exist (any more).
    pub fn update(&self, id: &str, changes: Vec<Change>) -> Result<Vec<Message>, Error> {
        let slot = self.slot(id)?.ok_or_else(not_found)?;
        self.work(&slot, |session| session.update(changes.clone()))
    }

    /// Puts another set of files in place of all.
    pub fn replace(&self, id: &str, files: Vec<(String, Vec<u8>)>) -> Result<Vec<Message>, Error> {
        let slot = self.slot(id)?.ok_or_else(not_found)?;
        self.work(&slot, |session| session.replace(files.clone()))
    }

    /// The live session, thawed if it was frozen, and what its tabs must be told when another process has moved it.
    pub fn session(&self, id: &str) -> Result<(Arc<Session>, Vec<Message>), Error> {
        let slot = self.slot(id)?.ok_or_else(not_found)?;
        let mut inner = slot.lock();
        let thaws = inner.session.is_none();
        let messages = self.catch_up(&slot, &mut inner)?;
        let session = inner.session.clone().ok_or_else(not_found)?;
        drop(inner);
        slot.touch(self.clock.wall(), self.clock.monotonic());
        if thaws {
            self.thaw_costs();
        }
        Ok((session, messages))
    }

    /// The session as bytes, for [`Self::restore`] in any store.
    pub fn snapshot(&self, id: &str) -> Result<Vec<u8>, Error> {
        self.session(id)?.0.snapshot()
    }

    /// A session from bytes that [`Self::snapshot`] or [`Session::snapshot`] made, under a new id or the one that belongs to `key`.
    pub fn restore(&self, user: &str, key: Option<&str>, bytes: &[u8]) -> Result<Opened, Error> {
        // Read by the limits of the compiler that will open it.
        let limits = (self.compilers)(key.unwrap_or_default())?.options().limits;
        self.open(user, key, crate::session::files_of(bytes, &limits)?)
    }

    /// Where a session stands, without waking it. `None`: there is none.
    pub fn status(&self, id: &str) -> Result<Option<Status>, Error> {
        Ok(self.slot(id)?.map(|slot| self.status_of(&slot)))
    }

    /// Whether this user owns this session: what a host asks before any other call in the user's name.
    pub fn belongs_to(&self, id: &str, user: &str) -> Result<bool, Error> {
        Ok(self.slot(id)?.is_some_and(|slot| Digest::same_text(&slot.user, user)))
    }

    /// Ends a session. `false`: there is none.
    pub fn delete(&self, id: &str) -> Result<bool, Error> {
        let Some(slot) = self.slot(id)? else { return Ok(false) };
        // Whoever works on it ends first, and who waits for it finds it gone.
        let mut inner = slot.lock();
        inner.session = None;
        inner.gone = true;
        self.forget(&slot);
        self.backend.remove(id, &slot.user)?;
        Ok(true)
    }

    /// All sessions of a user, the most recently used first.
    pub fn list(&self, user: &str) -> Result<Vec<Status>, Error> {
        let mut ids: Vec<String> = self.slots().values().filter(|slot| slot.user == user).map(|slot| slot.id.clone()).collect();
        ids.extend(self.backend.list(user)?);
        ids.sort();
        ids.dedup();
        let mut found = Vec::new();
        for id in ids {
            found.extend(self.status(&id)?);
        }
        found.sort_by_key(|status| std::cmp::Reverse(status.last_active));
        Ok(found)
    }

    /// Whether the backend answers. Fails with [`ErrorKind::Io`] when it does not.
    pub fn check(&self) -> Result<(), Error> {
        self.backend.version("").map(|_| ())
    }

    /// A token that says whoever has it may follow this session; it is worth nothing for another one.
    pub fn token(&self, id: &str) -> String {
        self.secret.token(id)
    }

    /// Whether a token is the one of this session, compared in constant time.
    pub fn accepts(&self, id: &str, token: &str) -> bool {
        Digest::same_text(&self.secret.token(id), token)
    }

    /// Brings a session to what the backend has and does `work` on it; with a shared backend the result is saved before this returns.
    fn work(&self, slot: &Arc<Slot>, work: impl Fn(&Session) -> Result<Option<Message>, Error>) -> Result<Vec<Message>, Error> {
        let mut inner = slot.lock();
        let mut messages = Vec::new();
        for _ in 0..ATTEMPTS {
            messages.extend(self.catch_up(slot, &mut inner)?);
            let session = inner.session.clone().ok_or_else(not_found)?;
            let before = session.files_digest();
            match work(&session) {
                Ok(message) => messages.extend(message),
                Err(problem) => {
                    if matches!(problem.kind(), ErrorKind::Internal | ErrorKind::Poisoned) {
                        inner.session = None;
                        inner.version = 0;
                    }
                    return Err(problem);
                }
            }
            slot.touch(self.clock.wall(), self.clock.monotonic());
            slot.weigh(session.weight());
            inner.dirty |= before != session.files_digest();
            if !inner.dirty || !self.backend.writes_through() {
                return Ok(messages);
            }
            match self.save(slot, &mut inner) {
                Ok(true) => return Ok(messages),
                // Another process was faster: its edits first, ours on top of them.
                Ok(false) => inner.behind = true,
                // The backend is away: tabs here are served, and the sweep saves it later.
                Err(problem) if problem.kind() == ErrorKind::Io => return Ok(messages),
                Err(problem) => return Err(problem),
            }
        }
        Err(Error::new(ErrorKind::Io, "other processes write this session all the time"))
    }

    /// Thaws the session, and takes over what another process has written.
    fn catch_up(&self, slot: &Arc<Slot>, inner: &mut Inner) -> Result<Vec<Message>, Error> {
        if inner.gone {
            return Err(not_found());
        }
        let known = inner.session.is_some();
        if known && !inner.behind && !self.backend.is_shared() {
            return Ok(Vec::new());
        }
        let stored = match self.backend.version(&slot.id) {
            Ok(stored) => stored,
            // Without the backend this process is the only one that can answer.
            Err(_) if known => return Ok(Vec::new()),
            Err(problem) => return Err(problem),
        };
        Slot::notice_generation(inner, self.backend.generation());
        match stored {
            // It waits for its first save, or the backend lost it and the sweep brings it back.
            None if known && (inner.dirty || inner.version == 0) => return Ok(Vec::new()),
            None => {
                inner.gone = true;
                inner.session = None;
                self.forget(slot);
                return Err(not_found());
            }
            Some(version) if known && version == inner.version => return Ok(Vec::new()),
            Some(_) => {}
        }
        let record = self.backend.get(&slot.id)?.map(|bytes| Record::read(&bytes)).transpose()?.ok_or_else(not_found)?;
        let message = match &inner.session {
            Some(session) => session.follow(&record.frozen)?,
            None => {
                inner.session = Some(Arc::new(Session::restore(&record.frozen, (self.compilers)(&slot.id)?)?));
                None
            }
        };
        inner.version = record.version;
        if self.backend.is_memory() {
            // Sources are not kept twice.
            self.backend.remove(&slot.id, &slot.user)?;
            inner.version = 0;
        }
        inner.behind = false;
        inner.dirty = false;
        slot.weigh(inner.session.as_ref().map_or(0, |session| session.weight()));
        Ok(message.into_iter().collect())
    }

    /// Writes a session to the backend. `false`: another process wrote it since we read it.
    fn save(&self, slot: &Slot, inner: &mut Inner) -> Result<bool, Error> {
        let Some(session) = &inner.session else { return Ok(true) };
        if !self.backend.writes_through() && !inner.freezing {
            return Ok(true);
        }
        let record =
            Record { user: slot.user.clone(), created: slot.created, active: slot.active_wall(), version: inner.version + 1, frozen: session.snapshot()? };
        match self.backend.put(&slot.id, &slot.user, &record.write(), inner.version, record.version, self.expires_at(slot))? {
            Put::Stored => {
                inner.version = record.version;
                inner.dirty = false;
                Ok(true)
            }
            Put::Conflict => Ok(false),
        }
    }

    /// The slot of an id, if there is such a session and it has not expired.
    fn slot(&self, id: &str) -> Result<Option<Arc<Slot>>, Error> {
        if !id::is_id(id) {
            return Ok(None);
        }
        let known = self.slots().get(&slot_key(id)).cloned();
        if let Some(slot) = known {
            if self.time_left(&slot) > 0 {
                return Ok(Some(slot));
            }
            self.expire(&slot)?;
            if !self.backend.is_shared() {
                return Ok(None);
            }
            // Another process may have used it all the time.
        }
        let Some(bytes) = self.backend.get(id)? else { return Ok(None) };
        let record = Record::read(&bytes)?;
        let slot = Slot::frozen(id, &record, self.clock.wall(), self.clock.monotonic());
        if self.backend.is_shared() {
            // How long it was idle is known to the backend, which still has it.
            slot.touch(self.clock.wall(), self.clock.monotonic());
        }
        if self.time_left(&slot) == 0 {
            self.backend.remove(id, &slot.user)?;
            return Ok(None);
        }
        Ok(Some(self.slots().entry(slot_key(id)).or_insert_with(|| Arc::new(slot)).clone()))
    }

    fn forget(&self, slot: &Arc<Slot>) {
        let mut slots = self.slots();
        if slots.get(&slot_key(&slot.id)).is_some_and(|known| Arc::ptr_eq(known, slot)) {
            slots.remove(&slot_key(&slot.id));
        }
    }

    fn slots(&self) -> MutexGuard<'_, HashMap<Digest, Arc<Slot>>> {
        // Every statement under the lock leaves the map whole.
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn slot_key(id: &str) -> Digest {
    Digest::of(id.as_bytes())
}

fn not_found() -> Error {
    Error::new(ErrorKind::NotFound, "there is no such session; it may have expired")
}

impl std::fmt::Debug for Store {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Store({} sessions)", self.slots().len())
    }
}
