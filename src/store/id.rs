//! Ids that nobody can guess. An id is 128 bits from the system's generator, or, for a name that a user gave, a keyed digest of user and
//! name: then all processes that share the secret make the same one without talking.

use crate::digest::Digest;
use crate::error::{Error, ErrorKind};

pub(super) const SECRET: usize = 32;
const LENGTH: usize = 26;

pub(super) struct Secret([u8; SECRET]);

impl Secret {
    pub(super) fn of(bytes: [u8; SECRET]) -> Self {
        Self(bytes)
    }

    /// 256 bits from the system's generator.
    pub(super) fn fresh() -> Result<[u8; SECRET], Error> {
        let mut bytes = [0; SECRET];
        getrandom::fill(&mut bytes).map_err(|problem| Error::new(ErrorKind::Io, format!("the system gives no random numbers: {problem}")))?;
        Ok(bytes)
    }

    pub(super) fn random_id(&self) -> Result<String, Error> {
        Ok(Digest::keyed(&Self::fresh()?, [b"session".as_slice()]).to_string())
    }

    pub(super) fn id_for(&self, user: &str, name: &str) -> String {
        Digest::keyed(&self.0, [b"named session".as_slice(), user.as_bytes(), name.as_bytes()]).to_string()
    }

    pub(super) fn token(&self, id: &str) -> String {
        Digest::keyed(&self.0, [b"token".as_slice(), id.as_bytes()]).to_string()
    }
}

/// Whether a text looks like an id: what does not is never asked for in a backend.
pub(super) fn is_id(text: &str) -> bool {
    text.len() == LENGTH && text.bytes().all(|letter| letter.is_ascii_lowercase() || (b'2'..=b'7').contains(&letter))
}
