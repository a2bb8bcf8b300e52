//! A bundle as a Cloudflare Worker.

use std::ffi::c_char;

use hotframe::Worker;

use crate::buffer::hotframe_buffer;
use crate::error::{hotframe_error, hotframe_result};
use crate::guard::call;
use crate::input::{handle, text};
use crate::output::Output;

/// A Worker, ready to be uploaded. It never changes; any thread may use it.
pub struct hotframe_worker(Worker);

impl hotframe_worker {
    pub(crate) fn give(core: Worker) -> *mut Self {
        Box::into_raw(Box::new(Self(core)))
    }
}

/// Everything but the contents, as JSON: `modules` with `name` and `content_type`, `metadata` (JSON as text), `assets`, `size`, `gzip`,
/// `diagnostics`. With errors in these it has no modules.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_worker_json(worker: *const hotframe_worker, json: *mut hotframe_buffer, error: *mut *mut hotframe_error) -> hotframe_result {
    call("hotframe_worker_json", error, || {
        let made = Output::new(json, "json")?;
        // SAFETY: the contract of the header.
        let worker = unsafe { handle(worker, "worker") }?;
        made.write(hotframe_buffer::new(worker.0.to_json()));
        Ok(())
    })
}

/// The content of a module. Fails with `HOTFRAME_RESULT_NOT_FOUND` when the Worker has none of this name.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_worker_content(
    worker: *const hotframe_worker,
    name: *const c_char,
    name_len: usize,
    content: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_worker_content", error, || {
        let made = Output::new(content, "content")?;
        // SAFETY: the contract of the header.
        let (worker, name) = unsafe { (handle(worker, "worker")?, text(name, name_len, "name")?) };
        let none = || hotframe_error::new(hotframe_result::NotFound, format!("the Worker has no {name:?}"));
        let module = worker.0.modules.iter().find(|module| module.name == name).ok_or_else(none)?;
        made.write(hotframe_buffer::new(&*module.content));
        Ok(())
    })
}

/// Frees a Worker. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_worker_free(worker: *mut hotframe_worker) {
    if !worker.is_null() {
        // SAFETY: made by `hotframe_worker::give`, and freed once.
        drop(unsafe { Box::from_raw(worker) });
    }
}
