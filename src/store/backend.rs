//! Where sessions are that no process holds live.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::Error;

/// Whether a record was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It was.
    Stored,
    /// The stored version is not the expected one: somebody else was faster.
    Conflict,
}

/// Keeps records of sessions: bytes under an id, with a version and a time to forget them. A call that cannot be answered now fails with
/// [`crate::ErrorKind::Io`]; the store then goes on with what it holds and tries again.
pub trait Backend: Send + Sync {
    /// Writes a record and its new version if the stored version is `expected` (0: there is none). `expires` is in milliseconds since 1970.
    fn put(&self, id: &str, user: &str, record: &[u8], expected: u64, version: u64, expires: u64) -> Result<Put, Error>;

    /// The record.
    fn get(&self, id: &str) -> Result<Option<Vec<u8>>, Error>;

    /// The version that is stored. `None`: there is no record.
    fn version(&self, id: &str) -> Result<Option<u64>, Error>;

    /// Forgets a record. Forgetting what is not there is no failure.
    fn remove(&self, id: &str, user: &str) -> Result<(), Error>;

    /// Puts off the time to forget it.
    fn keep(&self, id: &str, user: &str, expires: u64) -> Result<(), Error>;

    /// The ids of a user's records.
    fn list(&self, user: &str) -> Result<Vec<String>, Error>;

    /// Forgets records that are due, for backends that do not do that by themselves.
    fn forget(&self, now: u64) -> Result<usize, Error>;

    /// The secret of all processes that use this backend: `fresh` if there is none yet.
    fn secret(&self, fresh: [u8; 32]) -> Result<[u8; 32], Error>;

    /// Counts how often it was found empty although it was not emptied: live sessions are then written again.
    fn generation(&self) -> u64 {
        0
    }

    /// Whether other processes write to it too.
    fn is_shared(&self) -> bool;

    /// Whether every edit is written at once; otherwise a session is written when it is frozen.
    fn writes_through(&self) -> bool;

    /// Whether it is gone with this process.
    fn is_memory(&self) -> bool {
        false
    }
}

/// Records in this process, gone with it.
#[derive(Debug, Default)]
pub struct MemoryBackend {
    records: Mutex<HashMap<String, Kept>>,
}

#[derive(Debug)]
struct Kept {
    user: String,
    record: Vec<u8>,
    version: u64,
    expires: u64,
}

impl MemoryBackend {
    fn records(&self) -> MutexGuard<'_, HashMap<String, Kept>> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Bytes that are kept.
    pub fn bytes(&self) -> usize {
        self.records().values().map(|kept| kept.record.len()).sum()
    }
}

impl Backend for MemoryBackend {
    fn put(&self, id: &str, user: &str, record: &[u8], expected: u64, version: u64, expires: u64) -> Result<Put, Error> {
        let mut records = self.records();
        if records.get(id).map_or(0, |kept| kept.version) != expected {
            return Ok(Put::Conflict);
        }
        records.insert(id.to_string(), Kept { user: user.to_string(), record: record.to_vec(), version, expires });
        Ok(Put::Stored)
    }

    fn get(&self, id: &str) -> Result<Option<Vec<u8>>, Error> {
        Ok(self.records().get(id).map(|kept| kept.record.clone()))
    }

    fn version(&self, id: &str) -> Result<Option<u64>, Error> {
        Ok(self.records().get(id).map(|kept| kept.version))
    }

    fn remove(&self, id: &str, _user: &str) -> Result<(), Error> {
        self.records().remove(id);
        Ok(())
    }

    fn keep(&self, id: &str, _user: &str, expires: u64) -> Result<(), Error> {
        if let Some(kept) = self.records().get_mut(id) {
            kept.expires = expires;
        }
        Ok(())
    }

    fn list(&self, user: &str) -> Result<Vec<String>, Error> {
        Ok(self.records().iter().filter(|(_, kept)| kept.user == user).map(|(id, _)| id.clone()).collect())
    }

    fn forget(&self, now: u64) -> Result<usize, Error> {
        let mut records = self.records();
        let before = records.len();
        records.retain(|_, kept| kept.expires > now);
        Ok(before - records.len())
    }

    fn secret(&self, fresh: [u8; 32]) -> Result<[u8; 32], Error> {
        Ok(fresh)
    }

    fn is_shared(&self) -> bool {
        false
    }

    fn writes_through(&self) -> bool {
        false
    }

    fn is_memory(&self) -> bool {
        true
    }
}
