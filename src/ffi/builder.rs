//! Files in, production bundles out.

use std::ffi::c_char;
use std::sync::Arc;

use hotframe::{BuildOptions, Builder, Bundle, Options, WorkerOptions};

use crate::bundle::hotframe_bundle;
use crate::cancel::{hotframe_cancel_token, watch};
use crate::error::{hotframe_error, hotframe_result};
use crate::guard::call;
use crate::input::{changes as read_changes, files as read_files, handle, hotframe_change, hotframe_file, options};
use crate::output::Output;
use crate::worker::hotframe_worker;

/// Builds one app, again and again: what did not change is not compiled again. Any thread may use it.
pub struct hotframe_builder(pub(crate) Arc<Builder>);

/// Makes a builder. `options` is JSON as for `hotframe_compiler_new`; `build` is JSON as for `hotframe::BuildOptions`: `minify`,
/// `source_map`, `target`, `budgets` and so on. NULL means none, for each.
///
/// Fails with `HOTFRAME_RESULT_INVALID_OPTIONS` on unknown fields.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_builder_new(
    json: *const c_char,
    json_len: usize,
    build: *const c_char,
    build_len: usize,
    builder: *mut *mut hotframe_builder,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_builder_new", error, || {
        let made = Output::new(builder, "builder")?;
        // SAFETY: the contract of the header.
        let (json, build) = unsafe { (options(json, json_len)?, options(build, build_len)?) };
        let core = Builder::new(Options::from_json(json)?, BuildOptions::from_json(build)?)?;
        made.write(Box::into_raw(Box::new(hotframe_builder(Arc::new(core)))));
        Ok(())
    })
}

/// Frees a builder; its bundles go on. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_builder_free(builder: *mut hotframe_builder) {
    if !builder.is_null() {
        // SAFETY: made by `hotframe_builder_new`, and freed once.
        drop(unsafe { Box::from_raw(builder) });
    }
}

/// What all builds do: check where the bundle goes, read, build, hand it over.
fn build<T>(
    bundle: *mut *mut hotframe_bundle,
    inputs: impl FnOnce() -> Result<T, hotframe_error>,
    work: impl FnOnce(T) -> Result<Arc<Bundle>, hotframe::Error>,
) -> Result<(), hotframe_error> {
    let made = Output::new(bundle, "bundle")?;
    made.write(hotframe_bundle::give(work(inputs()?)?));
    Ok(())
}

/// Builds an app. Problems in its files are in the bundle's diagnostics; then it has no files. `cancel` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_builder_build(
    builder: *const hotframe_builder,
    files: *const hotframe_file,
    count: usize,
    cancel: *const hotframe_cancel_token,
    bundle: *mut *mut hotframe_bundle,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_builder_build", error, || {
        // SAFETY: the contract of the header.
        let inputs = || unsafe { Ok((handle(builder, "builder")?, read_files(files, count)?, watch(cancel))) };
        build(bundle, inputs, |(builder, files, watch)| builder.0.build_with(files, watch))
    })
}

/// Builds without minifying, for a deployed preview: faster to make, larger, the same behaviour. `cancel` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_builder_build_for_preview(
    builder: *const hotframe_builder,
    files: *const hotframe_file,
    count: usize,
    cancel: *const hotframe_cancel_token,
    bundle: *mut *mut hotframe_bundle,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_builder_build_for_preview", error, || {
        // SAFETY: the contract of the header.
        let inputs = || unsafe { Ok((handle(builder, "builder")?, read_files(files, count)?, watch(cancel))) };
        build(bundle, inputs, |(builder, files, watch)| builder.0.build_for_preview_with(files, watch))
    })
}

/// Builds the app of the last build, as that one was, after some edits. Without any that matter it is the same bundle, at once. `cancel` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_builder_incremental_build(
    builder: *const hotframe_builder,
    changes: *const hotframe_change,
    count: usize,
    cancel: *const hotframe_cancel_token,
    bundle: *mut *mut hotframe_bundle,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_builder_incremental_build", error, || {
        // SAFETY: the contract of the header.
        let inputs = || unsafe { Ok((handle(builder, "builder")?, read_changes(changes, count)?, watch(cancel))) };
        build(bundle, inputs, |(builder, changes, watch)| builder.0.incremental_build_with(&changes, watch))
    })
}

/// Makes a Cloudflare Worker that serves a bundle, with the app's own `src/worker.{ts,js}` of the last build. `options` is JSON as for
/// `hotframe::WorkerOptions`: `app`, `mode`, `compatibility_date`, `vars` and so on; NULL means none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_builder_worker(
    builder: *const hotframe_builder,
    bundle: *const hotframe_bundle,
    json: *const c_char,
    json_len: usize,
    worker: *mut *mut hotframe_worker,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_builder_worker", error, || {
        let made = Output::new(worker, "worker")?;
        // SAFETY: the contract of the header.
        let (builder, bundle, json) = unsafe { (handle(builder, "builder")?, handle(bundle, "bundle")?, options(json, json_len)?) };
        made.write(hotframe_worker::give(builder.0.worker(bundle.core(), &WorkerOptions::from_json(json)?)?));
        Ok(())
    })
}
