//! What a backend keeps for one session: whose it is, since when, and the session as bytes.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};

const MOST: usize = 64 << 10;

pub(super) struct Record {
    pub(super) user: String,
    pub(super) created: u64,
    pub(super) active: u64,
    pub(super) version: u64,
    pub(super) frozen: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    user: String,
    created: u64,
    active: u64,
    version: u64,
}

impl Record {
    /// A `u32` length, the head as JSON, the session's bytes with their own digest.
    pub(super) fn write(&self) -> Vec<u8> {
        let head = Head { user: self.user.clone(), created: self.created, active: self.active, version: self.version };
        let head = serde_json::to_vec(&head).expect("text and numbers always serialise");
        let mut out = Vec::with_capacity(4 + head.len() + self.frozen.len());
        out.extend((head.len() as u32).to_le_bytes());
        out.extend(&head);
        out.extend(&self.frozen);
        out
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self, Error> {
        let refuse = || Error::new(ErrorKind::InvalidSnapshot, "what the backend holds is no record of a session");
        let (length, rest) = bytes.split_first_chunk::<4>().ok_or_else(refuse)?;
        let length = u32::from_le_bytes(*length) as usize;
        let (head, frozen) = rest.split_at_checked(length).filter(|_| length <= MOST).ok_or_else(refuse)?;
        let Head { user, created, active, version } = serde_json::from_slice(head).map_err(|_| refuse())?;
        Ok(Self { user, created, active, version, frozen: frozen.to_vec() })
    }
}
