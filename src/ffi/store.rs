//! Many sessions of many users.

use std::ffi::c_char;

use hotframe::{Message, Store, StoreOptions};
use serde_json::{Value, json};

use crate::buffer::hotframe_buffer;
use crate::compiler::hotframe_compiler;
use crate::error::{hotframe_error, hotframe_result};
use crate::guard::call;
use crate::input::{changes as read_changes, files as read_files, handle, hotframe_change, hotframe_file, optional_text, options, text};
use crate::output::Output;
use crate::session::hotframe_session;

/// Sessions of many users, by ids that nobody can guess: they expire, count against quotas, and those that are not used are kept as bytes.
/// Any thread may use it. It has no thread of its own: opening sweeps when that was not done for long.
pub struct hotframe_store(Store);

/// Makes a store whose sessions are compiled by this compiler. `options` is JSON as for `hotframe::StoreOptions`: `idle` and `oldest` in
/// milliseconds, `live_per_user`, `stored_per_user`, `live`, `bytes`; NULL means none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_store_new(
    compiler: *const hotframe_compiler,
    json: *const c_char,
    json_len: usize,
    store: *mut *mut hotframe_store,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_store_new", error, || {
        let made = Output::new(store, "store")?;
        // SAFETY: the contract of the header.
        let (compiler, json) = unsafe { (handle(compiler, "compiler")?, options(json, json_len)?) };
        let core = Store::new(StoreOptions::from_json(json)?, compiler.0.clone())?;
        made.write(Box::into_raw(Box::new(hotframe_store(core))));
        Ok(())
    })
}

/// Frees a store and its sessions, but for those that the caller has handles of. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_store_free(store: *mut hotframe_store) {
    if !store.is_null() {
        // SAFETY: made by `hotframe_store_new`, and freed once.
        drop(unsafe { Box::from_raw(store) });
    }
}

fn bytes_of(value: &Value) -> hotframe_buffer {
    hotframe_buffer::new(value.to_string())
}

fn messages_of(messages: &[Message]) -> Value {
    serde_json::to_value(messages).expect("messages are plain values")
}

/// Opens a session, or the one that exists: `key` is its id, or any name that the user gives it; NULL makes a new one. However many ask at
/// once for one user and key, there is one session; it gets these files. `opened` is JSON: `{"status": {"id", "user", "state", "created",
/// "last_active", "expires_at"}, "created": true or false, "messages": [...]}`, with times in milliseconds since 1970 and the messages that
/// open pages of a session that existed must get.
///
/// Fails with `HOTFRAME_RESULT_LIMIT_REACHED` when the user has too many.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_store_open(
    store: *const hotframe_store,
    user: *const c_char,
    user_len: usize,
    key: *const c_char,
    key_len: usize,
    files: *const hotframe_file,
    count: usize,
    opened: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_store_open", error, || {
        let made = Output::new(opened, "opened")?;
        // SAFETY: the contract of the header.
        let (store, user) = unsafe { (handle(store, "store")?, text(user, user_len, "user")?) };
        // SAFETY: the same.
        let (key, files) = unsafe { (optional_text(key, key_len, "key")?, read_files(files, count)?) };
        let opened = store.0.open(user, key, files)?;
        made.write(bytes_of(&json!({ "status": opened.status, "created": opened.created, "messages": messages_of(&opened.messages) })));
        Ok(())
    })
}

/// Applies edits to a session. `messages` is a JSON array for its open pages. Fails with `HOTFRAME_RESULT_NOT_FOUND` without such a session.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_store_update(
    store: *const hotframe_store,
    id: *const c_char,
    id_len: usize,
    changes: *const hotframe_change,
    count: usize,
    messages: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_store_update", error, || {
        let made = Output::new(messages, "messages")?;
        // SAFETY: the contract of the header.
        let (store, id, changes) = unsafe { (handle(store, "store")?, text(id, id_len, "id")?, read_changes(changes, count)?) };
        made.write(bytes_of(&messages_of(&store.0.update(id, changes)?)));
        Ok(())
    })
}

/// The session itself, live again if it was not: for pages, assets and `sync`. Free the handle with `hotframe_session_free` soon; edits go
/// through `hotframe_store_update`. Fails with `HOTFRAME_RESULT_NOT_FOUND` without such a session.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_store_session(
    store: *const hotframe_store,
    id: *const c_char,
    id_len: usize,
    session: *mut *mut hotframe_session,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_store_session", error, || {
        let made = Output::new(session, "session")?;
        // SAFETY: the contract of the header.
        let (store, id) = unsafe { (handle(store, "store")?, text(id, id_len, "id")?) };
        // In a store of one process nobody else edits: there is nothing to tell.
        let (session, _) = store.0.session(id)?;
        made.write(hotframe_session::give(session));
        Ok(())
    })
}

/// Where a session stands, as JSON (see `hotframe_store_open`); no value when there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_store_status(
    store: *const hotframe_store,
    id: *const c_char,
    id_len: usize,
    status: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_store_status", error, || {
        let made = Output::new(status, "status")?;
        // SAFETY: the contract of the header.
        let (store, id) = unsafe { (handle(store, "store")?, text(id, id_len, "id")?) };
        made.write(hotframe_buffer::optional(store.0.status(id)?.map(|status| json!(status).to_string())));
        Ok(())
    })
}

/// All sessions of a user, the most recently used first: a JSON array.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_store_list(
    store: *const hotframe_store,
    user: *const c_char,
    user_len: usize,
    sessions: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_store_list", error, || {
        let made = Output::new(sessions, "sessions")?;
        // SAFETY: the contract of the header.
        let (store, user) = unsafe { (handle(store, "store")?, text(user, user_len, "user")?) };
        made.write(bytes_of(&json!(store.0.list(user)?)));
        Ok(())
    })
}

/// Ends a session. `deleted` is 0 when there was none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_store_delete(
    store: *const hotframe_store,
    id: *const c_char,
    id_len: usize,
    deleted: *mut u32,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_store_delete", error, || {
        let made = Output::new(deleted, "deleted")?;
        // SAFETY: the contract of the header.
        let (store, id) = unsafe { (handle(store, "store")?, text(id, id_len, "id")?) };
        made.write(store.0.delete(id)?.into());
        Ok(())
    })
}

/// Ends what has expired and freezes what there is no room for. `swept` is JSON: how many `expired`, were `frozen`, `saved`, `failed`, are
/// `live`, and their `bytes`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_store_sweep(store: *const hotframe_store, swept: *mut hotframe_buffer, error: *mut *mut hotframe_error) -> hotframe_result {
    call("hotframe_store_sweep", error, || {
        let made = Output::new(swept, "swept")?;
        // SAFETY: the contract of the header.
        let done = unsafe { handle(store, "store") }?.0.sweep()?;
        made.write(bytes_of(&json!({
            "expired": done.expired, "frozen": done.frozen, "saved": done.saved, "failed": done.failed, "live": done.live, "bytes": done.bytes,
        })));
        Ok(())
    })
}
