//! One app's live preview: files in, wire messages, pages and assets out.

use std::collections::BTreeMap;
use std::ffi::c_char;
use std::sync::Arc;

use hotframe::{PageOptions, Policy, Session};

use crate::buffer::hotframe_buffer;
use crate::compiler::hotframe_compiler;
use crate::error::{hotframe_error, hotframe_result};
use crate::guard::call;
use crate::input::{bytes, changes as read_changes, files as read_files, handle, hotframe_change, hotframe_file, options, text};
use crate::output::Output;

/// One app's live preview. Any thread may use it; calls on one session run one after the other. Free it when no call is running.
pub struct hotframe_session(Arc<Session>);

impl hotframe_session {
    pub(crate) fn give(core: Arc<Session>) -> *mut Self {
        Box::into_raw(Box::new(Self(core)))
    }
}

/// Opens an app. `app` is its name in every message. An app that does not compile opens, with diagnostics and without a revision.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_session_new(
    compiler: *const hotframe_compiler,
    app: *const c_char,
    app_len: usize,
    files: *const hotframe_file,
    count: usize,
    session: *mut *mut hotframe_session,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_session_new", error, || {
        let made = Output::new(session, "session")?;
        // SAFETY: the contract of the header.
        let (compiler, app, files) = unsafe { (handle(compiler, "compiler")?, text(app, app_len, "app")?, read_files(files, count)?) };
        made.write(hotframe_session::give(Arc::new(Session::new(app, files, compiler.0.clone())?)));
        Ok(())
    })
}

/// Opens a session from the bytes of `hotframe_session_snapshot`, of this process or another: the same files and, when these have errors,
/// the same last good revision.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_session_restore(
    compiler: *const hotframe_compiler,
    snapshot: *const u8,
    snapshot_len: usize,
    session: *mut *mut hotframe_session,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_session_restore", error, || {
        let made = Output::new(session, "session")?;
        // SAFETY: the contract of the header.
        let (compiler, snapshot) = unsafe { (handle(compiler, "compiler")?, bytes(snapshot, snapshot_len, "snapshot")?) };
        made.write(hotframe_session::give(Arc::new(Session::restore(snapshot, compiler.0.clone())?)));
        Ok(())
    })
}

/// The session as bytes, for `hotframe_session_restore`: its files, checked for integrity, not encrypted.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_session_snapshot(
    session: *const hotframe_session,
    snapshot: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_session_snapshot", error, || {
        let made = Output::new(snapshot, "snapshot")?;
        // SAFETY: the contract of the header.
        let session = unsafe { handle(session, "session") }?;
        made.write(hotframe_buffer::new(session.0.snapshot()?));
        Ok(())
    })
}

/// How far edits would have to go, without applying them: JSON, `{"route", "strategy", "files": [{"path", "cause", "route", "reason"}]}`.
/// `policy` is JSON, as for `hotframe::Policy`: `{"preset": "kontext"}` and so on; NULL means the default.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_session_route(
    session: *const hotframe_session,
    changes: *const hotframe_change,
    count: usize,
    policy: *const c_char,
    policy_len: usize,
    routing: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_session_route", error, || {
        let made = Output::new(routing, "routing")?;
        // SAFETY: the contract of the header.
        let (session, changes, policy) = unsafe { (handle(session, "session")?, read_changes(changes, count)?, options(policy, policy_len)?) };
        let routing = session.0.route(&changes, &Policy::from_json(policy)?)?;
        made.write(hotframe_buffer::new(serde_json::to_vec(&routing).expect("routes are plain values")));
        Ok(())
    })
}

/// Frees a session. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_session_free(session: *mut hotframe_session) {
    if !session.is_null() {
        // SAFETY: made by `hotframe_session::give`, and freed once.
        drop(unsafe { Box::from_raw(session) });
    }
}

/// Applies edits, all or none. `message` is the JSON for every open page of the app; no value when nothing changes for a browser.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_session_update(
    session: *const hotframe_session,
    changes: *const hotframe_change,
    count: usize,
    message: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_session_update", error, || {
        let made = Output::new(message, "message")?;
        // SAFETY: the contract of the header.
        let (session, changes) = unsafe { (handle(session, "session")?, read_changes(changes, count)?) };
        made.write(hotframe_buffer::optional(session.0.update(changes)?.map(|message| message.to_json())));
        Ok(())
    })
}

/// Puts another set of files in place of all; files that are not in it are gone. `message` as of `hotframe_session_update`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_session_replace(
    session: *const hotframe_session,
    files: *const hotframe_file,
    count: usize,
    message: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_session_replace", error, || {
        let made = Output::new(message, "message")?;
        // SAFETY: the contract of the header.
        let (session, files) = unsafe { (handle(session, "session")?, read_files(files, count)?) };
        made.write(hotframe_buffer::optional(session.0.replace(files)?.map(|message| message.to_json())));
        Ok(())
    })
}

/// The greeting for a new connection, as JSON: where the host is.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_session_connected(
    session: *const hotframe_session,
    message: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_session_connected", error, || {
        let made = Output::new(message, "message")?;
        // SAFETY: the contract of the header.
        let session = unsafe { handle(session, "session") }?;
        made.write(hotframe_buffer::new(session.0.connected()?.to_json()));
        Ok(())
    })
}

/// Answers a page's `sync`. `request` is that message, or an object with its fields: `{"from": "revision or null", "have": {"path":
/// "digest"}, "page": "name or null"}`; others are not looked at. `message` is the JSON for this page.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_session_sync(
    session: *const hotframe_session,
    request: *const c_char,
    request_len: usize,
    message: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_session_sync", error, || {
        let made = Output::new(message, "message")?;
        // SAFETY: the contract of the header.
        let (session, request) = unsafe { (handle(session, "session")?, text(request, request_len, "request")?) };
        let (from, have, page) = sync_request(request)?;
        made.write(hotframe_buffer::new(session.0.sync(from.as_deref(), &have, page.as_deref())?.to_json()));
        Ok(())
    })
}

type SyncRequest = (Option<String>, BTreeMap<String, String>, Option<String>);

fn sync_request(json: &str) -> Result<SyncRequest, hotframe_error> {
    let refuse = |problem: &dyn std::fmt::Display| hotframe_error::new(hotframe_result::InvalidOptions, format!("invalid sync request: {problem}"));
    let mut fields: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json).map_err(|problem| refuse(&problem))?;
    let from = serde_json::from_value(fields.remove("from").unwrap_or_default()).map_err(|problem| refuse(&problem))?;
    let have: Option<BTreeMap<String, String>> = serde_json::from_value(fields.remove("have").unwrap_or_default()).map_err(|problem| refuse(&problem))?;
    let page = serde_json::from_value(fields.remove("page").unwrap_or_default()).map_err(|problem| refuse(&problem))?;
    Ok((from, have.unwrap_or_default(), page))
}

/// The revision that browsers should run; no value while nothing good was built yet.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_session_revision(
    session: *const hotframe_session,
    revision: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_session_revision", error, || {
        let made = Output::new(revision, "revision")?;
        // SAFETY: the contract of the header.
        let session = unsafe { handle(session, "session") }?;
        made.write(hotframe_buffer::optional(session.0.revision()));
        Ok(())
    })
}

/// What is wrong with the app now: a JSON array of diagnostics.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_session_diagnostics(
    session: *const hotframe_session,
    diagnostics: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_session_diagnostics", error, || {
        let made = Output::new(diagnostics, "diagnostics")?;
        // SAFETY: the contract of the header.
        let session = unsafe { handle(session, "session") }?;
        made.write(hotframe_buffer::new(serde_json::to_vec(&session.0.diagnostics()).expect("diagnostics are plain values")));
        Ok(())
    })
}

/// All paths, in order: a JSON array of strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_session_paths(
    session: *const hotframe_session,
    paths: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_session_paths", error, || {
        let made = Output::new(paths, "paths")?;
        // SAFETY: the contract of the header.
        let session = unsafe { handle(session, "session") }?;
        made.write(hotframe_buffer::new(serde_json::to_vec(&session.0.paths()).expect("paths are plain values")));
        Ok(())
    })
}

/// The page that shows the app, as HTML. `options` is JSON, as for `hotframe::PageOptions`: `nonce`, `transport`, `badge`, `console`; NULL
/// means none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_session_page(
    session: *const hotframe_session,
    json: *const c_char,
    json_len: usize,
    page: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_session_page", error, || {
        let made = Output::new(page, "page")?;
        // SAFETY: the contract of the header.
        let (session, json) = unsafe { (handle(session, "session")?, options(json, json_len)?) };
        made.write(hotframe_buffer::new(session.0.page(&PageOptions::from_json(json)?)?));
        Ok(())
    })
}

/// What stands at a path below the base: the page's scripts, images, files of `public/`. All outputs are written together: the MIME type,
/// the bytes, and 1 when the address names this very content, so that it may be kept for ever. Without such an asset the call succeeds
/// and both buffers have no value.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_session_asset(
    session: *const hotframe_session,
    path: *const c_char,
    path_len: usize,
    content_type: *mut hotframe_buffer,
    body: *mut hotframe_buffer,
    immutable: *mut u32,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_session_asset", error, || {
        let (made_type, made_body, made_immutable) =
            (Output::new(content_type, "content_type")?, Output::new(body, "body")?, Output::new(immutable, "immutable")?);
        // SAFETY: the contract of the header.
        let (session, path) = unsafe { (handle(session, "session")?, text(path, path_len, "path")?) };
        let asset = session.0.asset(path)?;
        made_immutable.write(asset.as_ref().is_some_and(|asset| asset.immutable).into());
        made_type.write(hotframe_buffer::optional(asset.as_ref().map(|asset| asset.content_type.as_str())));
        made_body.write(hotframe_buffer::optional(asset.as_ref().map(|asset| &*asset.body)));
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sync_request_is_the_message_of_a_page() {
        let page = r#"{"v": 1, "type": "sync", "app": "1", "from": "r", "have": {"a": "b"}}"#;
        assert_eq!(sync_request(page).unwrap(), (Some("r".into()), BTreeMap::from([("a".into(), "b".into())]), None));
        assert_eq!(sync_request("{}").unwrap(), (None, BTreeMap::new(), None));
        for wrong in ["", "[]", r#"{"from": 1}"#, r#"{"have": {"a": 1}}"#] {
            assert_eq!(sync_request(wrong).unwrap_err().result, hotframe_result::InvalidOptions, "{wrong}");
        }
    }
}
