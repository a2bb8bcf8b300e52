//! Builds that run while the caller does something else.

use std::sync::{Arc, Mutex, PoisonError};

use hotframe::{Bundle, Running};

use crate::builder::hotframe_builder;
use crate::bundle::hotframe_bundle;
use crate::cancel::{hotframe_cancel_token, watch};
use crate::error::{hotframe_error, hotframe_result};
use crate::guard::call;
use crate::input::{files as read_files, handle, hotframe_file};
use crate::output::Output;

/// A build that was started. Any thread may use it.
pub struct hotframe_running(Mutex<State>);

enum State {
    Running(Running),
    Done(Arc<Bundle>),
    /// It failed, and whoever waited was told why.
    Over,
}

/// Starts a build on a thread of its own: for production, or with a `preview` other than 0 as `hotframe_builder_build_for_preview` does. The
/// files are copied before this returns. `cancel` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_builder_start(
    builder: *const hotframe_builder,
    files: *const hotframe_file,
    count: usize,
    preview: u32,
    cancel: *const hotframe_cancel_token,
    running: *mut *mut hotframe_running,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_builder_start", error, || {
        let made = Output::new(running, "running")?;
        // SAFETY: the contract of the header.
        let (builder, files, watch) = unsafe { (handle(builder, "builder")?, read_files(files, count)?, watch(cancel)) };
        let started = if preview == 0 { builder.0.start_with(files, watch) } else { builder.0.start_for_preview_with(files, watch) };
        made.write(Box::into_raw(Box::new(hotframe_running(Mutex::new(State::Running(started))))));
        Ok(())
    })
}

/// 1 when `hotframe_running_wait` would not wait, else 0; 1 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_running_is_done(running: *const hotframe_running) -> u32 {
    // SAFETY: NULL or a build that lives.
    let Some(running) = (unsafe { running.as_ref() }) else { return 1 };
    // Somebody waits on another thread.
    let Ok(state) = running.0.try_lock() else { return 0 };
    match &*state {
        State::Running(build) => build.is_done().into(),
        State::Done(_) | State::Over => 1,
    }
}

/// Waits for the bundle, which is the caller's. Waiting again gives the same bundle; after a failure, `HOTFRAME_RESULT_NOT_FOUND`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_running_wait(
    running: *const hotframe_running,
    bundle: *mut *mut hotframe_bundle,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_running_wait", error, || {
        let made = Output::new(bundle, "bundle")?;
        // SAFETY: the contract of the header.
        let running = unsafe { handle(running, "running") }?;
        let mut state = running.0.lock().unwrap_or_else(PoisonError::into_inner);
        let done = match std::mem::replace(&mut *state, State::Over) {
            State::Running(build) => build.wait()?,
            State::Done(bundle) => bundle,
            State::Over => return Err(hotframe_error::new(hotframe_result::NotFound, "the build failed, and this was said before")),
        };
        *state = State::Done(done.clone());
        made.write(hotframe_bundle::give(done));
        Ok(())
    })
}

/// Frees a build; one that still runs is cancelled. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_running_free(running: *mut hotframe_running) {
    if !running.is_null() {
        // SAFETY: made by `hotframe_builder_start`, and freed once.
        drop(unsafe { Box::from_raw(running) });
    }
}
