//! Where C wants a result. All places are checked before the work begins, and written when it has succeeded.

use crate::error::{hotframe_error, hotframe_result};

/// A place for one value.
pub(crate) struct Output<T>(*mut T);

impl<T> Output<T> {
    pub(crate) fn new(place: *mut T, name: &str) -> Result<Self, hotframe_error> {
        match place.is_null() {
            true => Err(hotframe_error::new(hotframe_result::NullArgument, format!("{name} is NULL"))),
            false => Ok(Self(place)),
        }
    }

    pub(crate) fn write(self, value: T) {
        // SAFETY: by the contract a place of the caller's for one value; what it held before is not ours to drop.
        unsafe { self.0.write(value) };
    }
}
