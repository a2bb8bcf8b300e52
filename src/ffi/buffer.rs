//! Bytes that the library hands out.

use std::ptr;

/// Bytes that the caller owns: free them with `hotframe_buffer_free`. They do not end with NUL. `data` is NULL when there is no value.
#[repr(C)]
#[derive(Debug)]
pub struct hotframe_buffer {
    /// The bytes; not NULL for an empty value.
    pub data: *mut u8,
    /// How many.
    pub len: usize,
}

impl hotframe_buffer {
    /// No value.
    pub(crate) const NONE: Self = Self { data: ptr::null_mut(), len: 0 };

    pub(crate) fn new(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes: Box<[u8]> = bytes.into().into_boxed_slice();
        let len = bytes.len();
        Self { data: Box::into_raw(bytes).cast(), len }
    }

    pub(crate) fn optional(bytes: Option<impl Into<Vec<u8>>>) -> Self {
        bytes.map_or(Self::NONE, Self::new)
    }
}

/// Frees the bytes of a buffer and makes it empty. NULL, and a buffer without a value, are fine. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_buffer_free(buffer: *mut hotframe_buffer) {
    // SAFETY: NULL or a buffer of the caller's.
    let Some(buffer) = (unsafe { buffer.as_mut() }) else { return };
    let hotframe_buffer { data, len } = std::mem::replace(buffer, hotframe_buffer::NONE);
    if !data.is_null() {
        // SAFETY: made by `hotframe_buffer::new`, and taken out of the buffer, so freed once.
        drop(unsafe { Box::from_raw(ptr::slice_from_raw_parts_mut(data, len)) });
    }
}
