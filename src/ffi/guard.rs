//! What every fallible function runs in: it turns a failure into a number and an error, and a panic into a failure.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use crate::error::{hotframe_error, hotframe_result};
use crate::log::{self, hotframe_log_level};

/// Runs the body of the function `name`. `error` is NULL or where the caller wants the failure.
pub(crate) fn call(name: &str, error: *mut *mut hotframe_error, body: impl FnOnce() -> Result<(), hotframe_error>) -> hotframe_result {
    let start = Instant::now();
    let outcome = log::inside(|| catch_unwind(AssertUnwindSafe(body))).unwrap_or_else(|payload| {
        let said = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        Err(hotframe_error::new(hotframe_result::Internal, format!("internal error in {name}: {}", said.unwrap_or("a panic without a message"))))
    });
    match outcome {
        Ok(()) => {
            log::say(hotframe_log_level::Debug, || format!("{name}: {} us", start.elapsed().as_micros()));
            hotframe_result::Ok
        }
        Err(failure) => {
            let result = failure.result;
            log::say(hotframe_log_level::Error, || format!("{name}: {}", failure.message));
            if !error.is_null() {
                // SAFETY: a place of the caller's for one pointer.
                unsafe { error.write(Box::into_raw(Box::new(failure))) };
            }
            result
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_code_with_its_text() {
        let mut error = std::ptr::null_mut();
        assert_eq!(call("hotframe_test", &mut error, || panic!("the {} failed", 1)), hotframe_result::Internal);
        // SAFETY: `call` has just made it.
        let error = unsafe { Box::from_raw(error) };
        assert_eq!(error.message, "internal error in hotframe_test: the 1 failed");
        assert_eq!(call("hotframe_test", std::ptr::null_mut(), || std::panic::panic_any(7)), hotframe_result::Internal);
    }
}
