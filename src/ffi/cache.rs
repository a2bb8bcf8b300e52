//! How much the process keeps.

use std::ffi::c_char;

use hotframe::{CacheLimits, cache_use, configure_caches};

use crate::buffer::hotframe_buffer;
use crate::error::{hotframe_error, hotframe_result};
use crate::guard::call;
use crate::input::options;
use crate::output::Output;

/// Bounds what this process keeps of what it computed, for all compilers together. `limits` is JSON as for `hotframe::CacheLimits`, in
/// bytes: `modules`, `bundle_modules`, `texts`, `scripts`, and `tailwinds`, a count; NULL means the usual ones. What was kept before is
/// let go of; sessions go on. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_cache_configure(limits: *const c_char, limits_len: usize, error: *mut *mut hotframe_error) -> hotframe_result {
    call("hotframe_cache_configure", error, || {
        // SAFETY: the contract of the header.
        let limits = unsafe { options(limits, limits_len) }?;
        configure_caches(CacheLimits::from_json(limits)?);
        Ok(())
    })
}

/// What this process keeps now: JSON, the same names, in bytes. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_cache_use(usage: *mut hotframe_buffer, error: *mut *mut hotframe_error) -> hotframe_result {
    call("hotframe_cache_use", error, || {
        Output::new(usage, "usage")?.write(hotframe_buffer::new(cache_use().to_json()));
        Ok(())
    })
}
