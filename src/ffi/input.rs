//! What C hands in: borrowed for the call, checked, copied where the core keeps it.

use std::ffi::c_char;
use std::slice;

use hotframe::Change;

use crate::error::{hotframe_error, hotframe_result};

/// One file of an app.
#[repr(C)]
#[derive(Debug)]
pub struct hotframe_file {
    /// Its path from the app's root, UTF-8, with `/`.
    pub path: *const c_char,
    /// Bytes of the path.
    pub path_len: usize,
    /// Its content; may be NULL when `content_len` is 0.
    pub content: *const u8,
    /// Bytes of the content.
    pub content_len: usize,
}

/// What happened to a file.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum hotframe_change_kind {
    /// It has this content now; it may be new.
    Write = 0,
    /// It is gone; the content is not looked at.
    Delete = 1,
}

/// One edit.
#[repr(C)]
#[derive(Debug)]
pub struct hotframe_change {
    /// The file.
    pub file: hotframe_file,
    /// One of `hotframe_change_kind`.
    pub kind: u32,
}

/// Inputs are smaller than this: a longer one is a length that went wrong (a negative number, most often), and is not read.
const LONGEST: usize = i32::MAX as usize;

fn missing(name: &str) -> hotframe_error {
    hotframe_error::new(hotframe_result::NullArgument, format!("{name} is NULL"))
}

/// A handle.
pub(crate) unsafe fn handle<'a, T>(pointer: *const T, name: &str) -> Result<&'a T, hotframe_error> {
    // SAFETY: by the contract NULL or a handle that lives.
    unsafe { pointer.as_ref() }.ok_or_else(|| missing(name))
}

unsafe fn items<'a, T>(pointer: *const T, len: usize, name: &str) -> Result<&'a [T], hotframe_error> {
    if len > LONGEST / size_of::<T>() {
        return Err(hotframe_error::new(hotframe_result::InvalidArgument, format!("{name} is too long: {len}")));
    }
    match (pointer.is_null(), len) {
        (true, 0) => Ok(&[]),
        (true, _) => Err(missing(name)),
        // SAFETY: by the contract valid for `len` items; a slice is shorter than `isize::MAX`.
        (false, _) => Ok(unsafe { slice::from_raw_parts(pointer, len) }),
    }
}

/// Bytes; NULL is fine without any.
pub(crate) unsafe fn bytes<'a>(pointer: *const u8, len: usize, name: &str) -> Result<&'a [u8], hotframe_error> {
    // SAFETY: the caller's promise.
    unsafe { items(pointer, len, name) }
}

/// A text that must be there.
pub(crate) unsafe fn text<'a>(pointer: *const c_char, len: usize, name: &str) -> Result<&'a str, hotframe_error> {
    // SAFETY: the caller's promise.
    unsafe { optional_text(pointer, len, name) }?.ok_or_else(|| missing(name))
}

/// A text, or NULL.
pub(crate) unsafe fn optional_text<'a>(pointer: *const c_char, len: usize, name: &str) -> Result<Option<&'a str>, hotframe_error> {
    // SAFETY: the caller's promise.
    let bytes = unsafe { bytes(pointer.cast(), len, name) }?;
    let text = std::str::from_utf8(bytes)
        .map_err(|problem| hotframe_error::new(hotframe_result::InvalidUtf8, format!("{name} is not UTF-8 at byte {}", problem.valid_up_to())))?;
    Ok(Some(text).filter(|_| !pointer.is_null()))
}

/// JSON options; NULL means none.
pub(crate) unsafe fn options<'a>(pointer: *const c_char, len: usize) -> Result<&'a str, hotframe_error> {
    // SAFETY: the caller's promise.
    Ok(unsafe { optional_text(pointer, len, "options") }?.unwrap_or("{}"))
}

/// The files of an app.
pub(crate) unsafe fn files(pointer: *const hotframe_file, count: usize) -> Result<Vec<(String, Vec<u8>)>, hotframe_error> {
    // SAFETY: the caller's promise.
    unsafe { items(pointer, count, "files") }?.iter().map(|file| unsafe { owned(file) }).collect()
}

/// Edits.
pub(crate) unsafe fn changes(pointer: *const hotframe_change, count: usize) -> Result<Vec<Change>, hotframe_error> {
    // SAFETY: the caller's promise.
    let changes = unsafe { items(pointer, count, "changes") }?.iter();
    let change = |change: &hotframe_change| match change.kind {
        kind if kind == hotframe_change_kind::Write as u32 => {
            // SAFETY: the caller's promise.
            let (path, content) = unsafe { owned(&change.file) }?;
            Ok(Change::write(path, content))
        }
        kind if kind == hotframe_change_kind::Delete as u32 => {
            // SAFETY: the caller's promise.
            Ok(Change::delete(unsafe { text(change.file.path, change.file.path_len, "path") }?))
        }
        kind => Err(hotframe_error::new(hotframe_result::InvalidArgument, format!("{kind} is no kind of change"))),
    };
    changes.map(change).collect()
}

unsafe fn owned(file: &hotframe_file) -> Result<(String, Vec<u8>), hotframe_error> {
    // SAFETY: the caller's promise.
    let (path, content) = unsafe { (text(file.path, file.path_len, "path")?, bytes(file.content, file.content_len, "content")?) };
    Ok((path.to_string(), content.to_vec()))
}
