//! What a build gave.

use std::ffi::c_char;
use std::sync::Arc;

use hotframe::Bundle;

use crate::buffer::hotframe_buffer;
use crate::error::{hotframe_error, hotframe_result};
use crate::guard::call;
use crate::input::{handle, text};
use crate::output::Output;

/// A production bundle: files to be served, and what is known about them. It never changes; any thread may use it.
pub struct hotframe_bundle(Arc<Bundle>);

impl hotframe_bundle {
    pub(crate) fn give(core: Arc<Bundle>) -> *mut Self {
        Box::into_raw(Box::new(Self(core)))
    }

    pub(crate) fn core(&self) -> &Bundle {
        &self.0
    }
}

/// Everything but the contents, as JSON: `files` with `path`, `content_type`, `size`, `gzip` and `immutable`, `diagnostics`, `manifest`
/// and `metafile` (JSON as text), `digest`, `modules`, `took` in milliseconds.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_bundle_json(bundle: *const hotframe_bundle, json: *mut hotframe_buffer, error: *mut *mut hotframe_error) -> hotframe_result {
    call("hotframe_bundle_json", error, || {
        let made = Output::new(json, "json")?;
        // SAFETY: the contract of the header.
        let bundle = unsafe { handle(bundle, "bundle") }?;
        made.write(hotframe_buffer::new(bundle.0.to_json()));
        Ok(())
    })
}

/// The content of a file. Fails with `HOTFRAME_RESULT_NOT_FOUND` when the bundle has none of this path.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_bundle_content(
    bundle: *const hotframe_bundle,
    path: *const c_char,
    path_len: usize,
    content: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_bundle_content", error, || {
        let made = Output::new(content, "content")?;
        // SAFETY: the contract of the header.
        let (bundle, path) = unsafe { (handle(bundle, "bundle")?, text(path, path_len, "path")?) };
        let none = || hotframe_error::new(hotframe_result::NotFound, format!("the bundle has no {path:?}"));
        made.write(hotframe_buffer::new(&*bundle.0.file(path).ok_or_else(none)?.content));
        Ok(())
    })
}

/// A page, complete in itself, that shows what the bundle is made of: HTML.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_bundle_report(
    bundle: *const hotframe_bundle,
    report: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_bundle_report", error, || {
        let made = Output::new(report, "report")?;
        // SAFETY: the contract of the header.
        let bundle = unsafe { handle(bundle, "bundle") }?;
        made.write(hotframe_buffer::new(bundle.0.report()));
        Ok(())
    })
}

/// Frees a bundle. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_bundle_free(bundle: *mut hotframe_bundle) {
    if !bundle.is_null() {
        // SAFETY: made by `hotframe_bundle::give`, and freed once.
        drop(unsafe { Box::from_raw(bundle) });
    }
}
