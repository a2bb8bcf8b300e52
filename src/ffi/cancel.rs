//! Stops work from another thread.

use hotframe::CancelToken;

use crate::error::{hotframe_error, hotframe_result};
use crate::guard::call;
use crate::output::Output;

/// Stops the builds that it was given to. Any thread may use it. It may be freed while they run.
pub struct hotframe_cancel_token(pub(crate) CancelToken);

/// Makes a token that was not cancelled.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_cancel_token_new(token: *mut *mut hotframe_cancel_token, error: *mut *mut hotframe_error) -> hotframe_result {
    call("hotframe_cancel_token_new", error, || {
        Output::new(token, "token")?.write(Box::into_raw(Box::new(hotframe_cancel_token(CancelToken::default()))));
        Ok(())
    })
}

/// Asks the builds to stop, for good: they fail with `HOTFRAME_RESULT_CANCELLED` within a few milliseconds. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_cancel_token_cancel(token: *const hotframe_cancel_token) {
    // SAFETY: NULL or a token that lives.
    if let Some(token) = unsafe { token.as_ref() } {
        token.0.cancel();
    }
}

/// 1 when the token was cancelled, else 0; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_cancel_token_is_cancelled(token: *const hotframe_cancel_token) -> u32 {
    // SAFETY: NULL or a token that lives.
    unsafe { token.as_ref() }.is_some_and(|token| token.0.is_cancelled()).into()
}

/// Frees a token. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_cancel_token_free(token: *mut hotframe_cancel_token) {
    if !token.is_null() {
        // SAFETY: made by `hotframe_cancel_token_new`, and freed once.
        drop(unsafe { Box::from_raw(token) });
    }
}
