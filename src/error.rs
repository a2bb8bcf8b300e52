//! What a call can fail with. Problems in the user's code are not errors: they are [`crate::Diagnostic`]s, carried by values.

use std::fmt;

/// Why a call failed: the caller is wrong, a resource failed, or we are.
///
/// ```
/// use hotframe::{ErrorKind, ModuleId};
/// let error = ModuleId::new("../secret").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::InvalidPath);
/// assert_eq!(error.code(), 7101);
/// ```
#[derive(Debug, Clone, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

/// The kinds of [`Error`]. The number of each is stable: the same in Rust, C and Ruby, never used again for another meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[repr(u32)]
pub enum ErrorKind {
    /// A path that is empty, absolute, leaves the root, holds NUL or a backslash, or is too long.
    InvalidPath = 7101,
    /// Two paths that differ only by case: on some file systems they are one file.
    DuplicatePath = 7102,
    /// Options that do not parse or contradict each other.
    InvalidOptions = 7103,
    /// More files, or more bytes, than the limits allow.
    TooLarge = 7104,
    /// A named thing that does not exist.
    NotFound = 7105,
    /// Reading packages from disk failed.
    Io = 7106,
    /// Work was cancelled by the host or ran out of its time.
    Cancelled = 7107,
    /// A bug of ours: a panic was caught. The call had no effect.
    Internal = 7108,
    /// An earlier bug of ours left this session in doubt; make a new one.
    Poisoned = 7109,
    /// Bytes that are no snapshot of a session: cut off, altered, of a version that is not known, or hostile.
    InvalidSnapshot = 7120,
    /// A user has as many sessions as one user may have.
    LimitReached = 7121,
}

impl ErrorKind {
    /// Every kind, for tables in other languages.
    pub const ALL: [Self; 11] = [
        Self::InvalidPath,
        Self::DuplicatePath,
        Self::InvalidOptions,
        Self::TooLarge,
        Self::NotFound,
        Self::Io,
        Self::Cancelled,
        Self::Internal,
        Self::Poisoned,
        Self::InvalidSnapshot,
        Self::LimitReached,
    ];
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl fmt::Display) -> Self {
        Self { kind, message: message.to_string() }
    }

    /// What a host wrote for `what` cannot be.
    pub(crate) fn invalid(what: &str, why: impl fmt::Display) -> Self {
        Self::new(ErrorKind::InvalidOptions, format!("invalid {what}: {why}"))
    }

    /// For a host's own [`crate::Backend`]: it cannot answer now ([`ErrorKind::Io`]).
    pub fn io(message: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Io, message)
    }

    /// What went wrong, as a value to match on.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The stable number of [`Self::kind`].
    pub fn code(&self) -> u32 {
        self.kind as u32
    }
}
