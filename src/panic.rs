//! The one place that catches panics: a bug of ours costs one call, never the host process.

use crate::error::{Error, ErrorKind};

/// Runs `work`; a panic inside becomes [`ErrorKind::Internal`] with the panic's text.
pub(crate) fn catch<T>(what: &str, work: impl FnOnce() -> T) -> Result<T, Error> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).map_err(|payload| {
        let text = payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_string())
            .or_else(|| payload.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "a panic without a message".to_string());
        Error::new(ErrorKind::Internal, format!("internal error in {what}: {text}"))
    })
}
