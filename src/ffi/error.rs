//! Why a call failed: a number, and a text for people.

use std::ffi::c_char;

use hotframe::ErrorKind;

/// What a call came to. The numbers are stable, and the same as in Rust (`Error::code`) and Ruby (`Hotframe::Error#code`).
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum hotframe_result {
    /// It succeeded; the outputs are written.
    Ok = 0,
    /// A pointer that must not be NULL is.
    NullArgument = 7001,
    /// A text that is not UTF-8.
    InvalidUtf8 = 7002,
    /// A length, a count or a kind that cannot be meant.
    InvalidArgument = 7003,
    /// A path that is empty, absolute, leaves the root, holds NUL or a backslash, or is too long.
    InvalidPath = 7101,
    /// Two paths that differ only by case.
    DuplicatePath = 7102,
    /// JSON options that do not parse or contradict each other.
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

/// A failure with its text. One thread at a time; it may move between threads.
#[derive(Debug)]
pub struct hotframe_error {
    pub(crate) result: hotframe_result,
    pub(crate) message: String,
}

impl hotframe_error {
    pub(crate) fn new(result: hotframe_result, message: impl Into<String>) -> Self {
        Self { result, message: message.into() }
    }
}

impl From<hotframe::Error> for hotframe_error {
    fn from(error: hotframe::Error) -> Self {
        Self::new(result_of(error.kind()), error.to_string())
    }
}

fn result_of(kind: ErrorKind) -> hotframe_result {
    match kind {
        ErrorKind::InvalidPath => hotframe_result::InvalidPath,
        ErrorKind::DuplicatePath => hotframe_result::DuplicatePath,
        ErrorKind::InvalidOptions => hotframe_result::InvalidOptions,
        ErrorKind::TooLarge => hotframe_result::TooLarge,
        ErrorKind::NotFound => hotframe_result::NotFound,
        ErrorKind::Io => hotframe_result::Io,
        ErrorKind::Cancelled => hotframe_result::Cancelled,
        ErrorKind::Poisoned => hotframe_result::Poisoned,
        ErrorKind::InvalidSnapshot => hotframe_result::InvalidSnapshot,
        ErrorKind::LimitReached => hotframe_result::LimitReached,
        // A kind that is not in the table yet: a test walks them all.
        _ => hotframe_result::Internal,
    }
}

/// The number of a failure; `HOTFRAME_RESULT_OK` for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_error_code(error: *const hotframe_error) -> hotframe_result {
    // SAFETY: NULL or a failure that a call handed out.
    unsafe { error.as_ref() }.map_or(hotframe_result::Ok, |error| error.result)
}

/// The text of a failure: UTF-8, without NUL at its end, `*len` bytes, valid until the failure is freed. NULL, and a length of 0, for NULL.
/// `len` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_error_message(error: *const hotframe_error, len: *mut usize) -> *const c_char {
    // SAFETY: NULL or a failure that a call handed out.
    let text = unsafe { error.as_ref() }.map(|error| error.message.as_str());
    // SAFETY: NULL or a length of the caller's.
    if let Some(len) = unsafe { len.as_mut() } {
        *len = text.map_or(0, str::len);
    }
    text.map_or(std::ptr::null(), |text| text.as_ptr().cast())
}

/// Frees a failure. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_error_free(error: *mut hotframe_error) {
    if !error.is_null() {
        // SAFETY: made by `guard::call`, and freed once.
        drop(unsafe { Box::from_raw(error) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_keeps_its_number() {
        for kind in ErrorKind::ALL {
            assert_eq!(result_of(kind) as u32, kind as u32, "{kind:?} has no number in hotframe_result");
        }
    }
}
