//! Watches work and stops it, from another thread.

use std::ffi::{c_char, c_void};
use std::sync::{Mutex, PoisonError};

use hotframe::{CancelToken, Watch};

use crate::error::{hotframe_error, hotframe_result};
use crate::guard::call;
use crate::output::Output;

/// Stops the builds that it was given to, and tells how far they are. Any thread may use it. It may be freed while they run.
pub struct hotframe_cancel_token {
    core: CancelToken,
    listener: Mutex<Option<Listener>>,
}

/// Told how far a build is: its phase (`compile`, `bundle`, `write`, `done`; UTF-8, without NUL at its end, valid during the call), a fraction
/// from 0 to 1 that never goes back, and the number of modules that were met. It may be called from any thread, and must not wait for the build.
pub type hotframe_progress_callback = Option<unsafe extern "C" fn(context: *mut c_void, phase: *const c_char, phase_len: usize, fraction: f64, modules: usize)>;

#[derive(Clone, Copy)]
struct Listener {
    callback: unsafe extern "C" fn(*mut c_void, *const c_char, usize, f64, usize),
    context: *mut c_void,
}

// SAFETY: the header asks for a function and a context that any thread may use.
unsafe impl Send for Listener {}
// SAFETY: the same.
unsafe impl Sync for Listener {}

impl Listener {
    fn tell(&self, progress: &hotframe::Progress) {
        // SAFETY: by the contract the function and its context outlive the builds that they are told of.
        unsafe { (self.callback)(self.context, progress.phase.as_ptr().cast(), progress.phase.len(), progress.fraction, progress.modules) };
    }
}

/// What a build gets from a token that a caller may hand in.
pub(crate) unsafe fn watch(token: *const hotframe_cancel_token) -> Watch {
    // SAFETY: NULL or a token that lives.
    let Some(token) = (unsafe { token.as_ref() }) else { return Watch::default() };
    let watch = Watch::new(&token.core);
    match *token.listener.lock().unwrap_or_else(PoisonError::into_inner) {
        Some(listener) => watch.on_progress(move |progress| listener.tell(progress)),
        None => watch,
    }
}

/// Tells `callback` of the builds that this token is given to from now on; NULL ends that. `context` is handed through and may be NULL; both
/// must stay valid until these builds have ended.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_cancel_token_on_progress(token: *const hotframe_cancel_token, callback: hotframe_progress_callback, context: *mut c_void) {
    // SAFETY: NULL or a token that lives.
    if let Some(token) = unsafe { token.as_ref() } {
        *token.listener.lock().unwrap_or_else(PoisonError::into_inner) = callback.map(|callback| Listener { callback, context });
    }
}

/// Makes a token that was not cancelled.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_cancel_token_new(token: *mut *mut hotframe_cancel_token, error: *mut *mut hotframe_error) -> hotframe_result {
    call("hotframe_cancel_token_new", error, || {
        Output::new(token, "token")?.write(Box::into_raw(Box::new(hotframe_cancel_token { core: CancelToken::default(), listener: Mutex::new(None) })));
        Ok(())
    })
}

/// Asks the builds to stop, for good: they fail with `HOTFRAME_RESULT_CANCELLED` within a few milliseconds. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_cancel_token_cancel(token: *const hotframe_cancel_token) {
    // SAFETY: NULL or a token that lives.
    if let Some(token) = unsafe { token.as_ref() } {
        token.core.cancel();
    }
}

/// 1 when the token was cancelled, else 0; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_cancel_token_is_cancelled(token: *const hotframe_cancel_token) -> u32 {
    // SAFETY: NULL or a token that lives.
    unsafe { token.as_ref() }.is_some_and(|token| token.core.is_cancelled()).into()
}

/// Frees a token. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_cancel_token_free(token: *mut hotframe_cancel_token) {
    if !token.is_null() {
        // SAFETY: made by `hotframe_cancel_token_new`, and freed once.
        drop(unsafe { Box::from_raw(token) });
    }
}
