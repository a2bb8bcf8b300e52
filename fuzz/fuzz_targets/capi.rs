//! Calls of the C ABI in any order, with arguments that are there, empty, NULL, of impossible length, or no UTF-8. What a call answers fits
//! what it did: an error exactly when it failed, outputs only when it did not, never a bug of ours.
#![no_main]

use std::ffi::c_char;
use std::ptr::{self, null, null_mut};

use hotframe_capi::*;
use hotframe_fuzz::{app, watch_panics};
use libfuzzer_sys::fuzz_target;

const CALLS: usize = 24;

/// The input, taken in pieces; zeros when it is over.
struct Pieces<'a>(&'a [u8]);

impl<'a> Pieces<'a> {
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first
    }

    fn bytes(&mut self) -> &'a [u8] {
        let (taken, rest) = self.0.split_at((self.byte() as usize).min(self.0.len().saturating_sub(1)));
        self.0 = rest;
        taken
    }

    /// A pointer and a length, as a careless caller has them. Lengths beyond the bytes are so large that nobody may read that far.
    fn text(&mut self) -> (*const c_char, usize) {
        let how = self.byte();
        let bytes = self.bytes();
        match how % 8 {
            0 => (null(), 0),
            1 => (null(), bytes.len()),
            2 => (bytes.as_ptr().cast(), 0),
            3 => (bytes.as_ptr().cast(), usize::MAX - bytes.len()),
            _ => (bytes.as_ptr().cast(), bytes.len()),
        }
    }

    fn json(&mut self, good: &'static str) -> (*const c_char, usize) {
        if self.byte() % 2 == 0 { (good.as_ptr().cast(), good.len()) } else { self.text() }
    }

    fn maybe<T>(&mut self, place: *mut T) -> *mut T {
        if self.byte() % 16 == 15 { null_mut() } else { place }
    }

    fn files(&mut self) -> Vec<hotframe_file> {
        (0..self.byte() % 4).map(|_| self.file()).collect()
    }

    fn file(&mut self) -> hotframe_file {
        const PATHS: [&str; 6] = ["src/App.tsx", "src/main.tsx", "src/app.css", "index.html", "src/puck/Page.tsx", "src/text.ts"];
        let (path, path_len) = match self.byte() {
            one if one < 128 => (PATHS[one as usize % PATHS.len()].as_ptr().cast(), PATHS[one as usize % PATHS.len()].len()),
            _ => self.text(),
        };
        let (content, content_len) = self.text();
        hotframe_file { path, path_len, content: content.cast(), content_len }
    }

    fn changes(&mut self) -> Vec<hotframe_change> {
        (0..self.byte() % 4).map(|_| hotframe_change { file: self.file(), kind: u32::from(self.byte() % 3) }).collect()
    }
}

#[derive(Default)]
struct Handles {
    compiler: Option<*mut hotframe_compiler>,
    session: Option<*mut hotframe_session>,
    builder: Option<*mut hotframe_builder>,
    bundle: Option<*mut hotframe_bundle>,
    worker: Option<*mut hotframe_worker>,
    token: Option<*mut hotframe_cancel_token>,
    store: Option<*mut hotframe_store>,
    /// Of a session in the store.
    id: String,
}

fn handle<T>(kept: Option<*mut T>) -> *const T {
    kept.map_or(null(), |kept| kept.cast_const())
}

/// Runs one call and checks what it says.
fn check(pieces: &mut Pieces, call: impl FnOnce(*mut *mut hotframe_error) -> hotframe_result) -> bool {
    let mut error = null_mut();
    let place = pieces.maybe(&raw mut error);
    let result = call(place);
    assert!(!matches!(result, hotframe_result::Internal | hotframe_result::Poisoned | hotframe_result::Io), "{result:?}");
    unsafe {
        assert_eq!(hotframe_error_code(error), if place.is_null() { hotframe_result::Ok } else { result });
        let mut len = 0;
        let text = hotframe_error_message(error, pieces.maybe(&raw mut len));
        assert_eq!(text.is_null(), error.is_null());
        if !text.is_null() {
            std::str::from_utf8(std::slice::from_raw_parts(text.cast(), len)).expect("texts of errors are UTF-8");
        }
        hotframe_error_free(error);
    }
    result == hotframe_result::Ok
}

/// A call that fills a buffer.
fn fill(pieces: &mut Pieces, call: impl FnOnce(*mut hotframe_buffer, *mut *mut hotframe_error) -> hotframe_result) -> Vec<u8> {
    let mark = ptr::without_provenance_mut(1);
    let mut buffer = hotframe_buffer { data: mark, len: 7 };
    let place = pieces.maybe(&raw mut buffer);
    let done = check(pieces, |error| call(place, error));
    if !done {
        assert!(buffer.data == mark && buffer.len == 7, "an output of a call that failed");
        return Vec::new();
    }
    let bytes = if buffer.data.is_null() { Vec::new() } else { unsafe { std::slice::from_raw_parts(buffer.data, buffer.len) }.to_vec() };
    unsafe { hotframe_buffer_free(&raw mut buffer) };
    assert!(buffer.data.is_null() && buffer.len == 0);
    bytes
}

/// A call that makes a handle.
fn make<T>(
    pieces: &mut Pieces,
    kept: &mut Option<*mut T>,
    free: unsafe extern "C" fn(*mut T),
    call: impl FnOnce(*mut *mut T, *mut *mut hotframe_error) -> hotframe_result,
) {
    let mut made = null_mut();
    let place = pieces.maybe(&raw mut made);
    let done = check(pieces, |error| call(place, error));
    assert_eq!(done, !made.is_null(), "a handle without success, or the other way round");
    if done {
        unsafe { free(kept.replace(made).unwrap_or(null_mut())) };
    }
}

fuzz_target!(|input: &[u8]| {
    let mut handles = Handles::default();
    unsafe {
        let mut compiler = null_mut();
        assert_eq!(hotframe_compiler_new(null(), 0, &raw mut compiler, null_mut()), hotframe_result::Ok);
        handles.compiler = Some(compiler);
    }
    // After the library's own hook, which is set with the first call.
    watch_panics();
    let mut pieces = Pieces(input);
    let app = app();
    let good: Vec<hotframe_file> = app
        .iter()
        .map(|(path, content)| hotframe_file { path: path.as_ptr().cast(), path_len: path.len(), content: content.as_ptr(), content_len: content.len() })
        .collect();
    let mut bytes = Vec::new();
    for _ in 0..CALLS {
        if pieces.0.is_empty() {
            break;
        }
        unsafe { step(&mut pieces, &mut handles, &good, &mut bytes) };
    }
    unsafe {
        hotframe_session_free(handles.session.unwrap_or(null_mut()));
        hotframe_builder_free(handles.builder.unwrap_or(null_mut()));
        hotframe_bundle_free(handles.bundle.unwrap_or(null_mut()));
        hotframe_worker_free(handles.worker.unwrap_or(null_mut()));
        hotframe_store_free(handles.store.unwrap_or(null_mut()));
        hotframe_cancel_token_free(handles.token.unwrap_or(null_mut()));
        hotframe_compiler_free(handles.compiler.unwrap_or(null_mut()));
    }
});

unsafe fn step(pieces: &mut Pieces, handles: &mut Handles, good: &[hotframe_file], bytes: &mut Vec<u8>) {
    let call = pieces.byte();
    let (compiler, session, builder) = (handle(handles.compiler), handle(handles.session), handle(handles.builder));
    let (bundle, worker, token) = (handle(handles.bundle), handle(handles.worker), handle(handles.token));
    unsafe {
        match call % 40 {
            0 => {
                let (json, len) = pieces.json("{}");
                make(pieces, &mut handles.compiler, hotframe_compiler_free, |to, error| hotframe_compiler_new(json, len, to, error));
            }
            1 | 2 => {
                let file = pieces.file();
                fill(pieces, |to, error| hotframe_compiler_transform(compiler, file.path, file.path_len, file.content, file.content_len, to, error));
            }
            3 | 4 => {
                let (name, len) = pieces.json("app");
                make(pieces, &mut handles.session, hotframe_session_free, |to, error| {
                    hotframe_session_new(compiler, name, len, good.as_ptr(), good.len(), to, error)
                });
            }
            5 => {
                let files = pieces.files();
                make(pieces, &mut handles.session, hotframe_session_free, |to, error| {
                    hotframe_session_new(compiler, c"app".as_ptr(), 3, files.as_ptr(), files.len(), to, error)
                });
            }
            6..=9 => {
                let changes = pieces.changes();
                fill(pieces, |to, error| hotframe_session_update(session, changes.as_ptr(), changes.len(), to, error));
            }
            10 => {
                let files = pieces.files();
                fill(pieces, |to, error| hotframe_session_replace(session, files.as_ptr(), files.len(), to, error));
            }
            11 => {
                let (changes, (policy, len)) = (pieces.changes(), pieces.json(r#"{"preset": "kontext"}"#));
                fill(pieces, |to, error| hotframe_session_route(session, changes.as_ptr(), changes.len(), policy, len, to, error));
            }
            12 => *bytes = fill(pieces, |to, error| hotframe_session_snapshot(session, to, error)),
            13 => {
                if pieces.byte() % 2 == 0 {
                    *bytes = pieces.bytes().to_vec();
                }
                make(pieces, &mut handles.session, hotframe_session_free, |to, error| {
                    hotframe_session_restore(compiler, bytes.as_ptr(), bytes.len(), to, error)
                });
            }
            14 => {
                let (request, len) = pieces.json(r#"{"from": null, "have": {"src/App.tsx": "a"}}"#);
                fill(pieces, |to, error| hotframe_session_sync(session, request, len, to, error));
            }
            15 => {
                let (options, len) = pieces.json(r#"{"badge": true}"#);
                fill(pieces, |to, error| hotframe_session_page(session, options, len, to, error));
            }
            16 => {
                let (path, len) = pieces.json("@hotframe/app.js");
                let (mut kind, mut body, mut immutable) = (hotframe_buffer { data: null_mut(), len: 0 }, hotframe_buffer { data: null_mut(), len: 0 }, 0);
                let (kind_to, body_to, immutable_to) = (pieces.maybe(&raw mut kind), pieces.maybe(&raw mut body), pieces.maybe(&raw mut immutable));
                check(pieces, |error| hotframe_session_asset(session, path, len, kind_to, body_to, immutable_to, error));
                hotframe_buffer_free(&raw mut kind);
                hotframe_buffer_free(&raw mut body);
            }
            17 => drop(fill(pieces, |to, error| hotframe_session_connected(session, to, error))),
            18 => drop(fill(pieces, |to, error| hotframe_session_revision(session, to, error))),
            19 => drop(fill(pieces, |to, error| hotframe_session_diagnostics(session, to, error))),
            20 => drop(fill(pieces, |to, error| hotframe_session_paths(session, to, error))),
            21 => {
                let ((json, len), (build, build_len)) = (pieces.json("{}"), pieces.json(r#"{"minify": false}"#));
                make(pieces, &mut handles.builder, hotframe_builder_free, |to, error| hotframe_builder_new(json, len, build, build_len, to, error));
            }
            22 => {
                let files = pieces.files();
                let files = if files.is_empty() { good } else { &files };
                make(pieces, &mut handles.bundle, hotframe_bundle_free, |to, error| {
                    hotframe_builder_build(builder, files.as_ptr(), files.len(), token, to, error)
                });
            }
            23 => {
                let changes = pieces.changes();
                make(pieces, &mut handles.bundle, hotframe_bundle_free, |to, error| {
                    hotframe_builder_incremental_build(builder, changes.as_ptr(), changes.len(), token, to, error)
                });
            }
            24 => {
                let (json, len) = pieces.json(r#"{"mode": "single"}"#);
                make(pieces, &mut handles.worker, hotframe_worker_free, |to, error| hotframe_builder_worker(builder, bundle, json, len, to, error));
            }
            25 => {
                let (path, len) = pieces.json("index.html");
                fill(pieces, |to, error| hotframe_bundle_json(bundle, to, error));
                fill(pieces, |to, error| hotframe_bundle_content(bundle, path, len, to, error));
                fill(pieces, |to, error| hotframe_bundle_report(bundle, to, error));
            }
            26 => {
                let (name, len) = pieces.json("index.js");
                fill(pieces, |to, error| hotframe_worker_json(worker, to, error));
                fill(pieces, |to, error| hotframe_worker_content(worker, name, len, to, error));
            }
            27 | 28 => {
                let ((data, len), (schema, schema_len)) =
                    (pieces.json(r#"{"root":{},"content":[{"type":"Text","props":{"id":"a","text":"b"}}]}"#), pieces.text());
                let ((json, json_len), files) = (pieces.json("{}"), pieces.files());
                fill(pieces, |to, error| hotframe_puck_convert(data, len, schema, schema_len, json, json_len, files.as_ptr(), files.len(), to, error));
                fill(pieces, |to, error| hotframe_puck_parse(files.as_ptr(), files.len(), json, json_len, to, error));
            }
            29 => make(pieces, &mut handles.token, hotframe_cancel_token_free, |to, error| hotframe_cancel_token_new(to, error)),
            30 => {
                hotframe_cancel_token_cancel(token);
                assert_eq!(hotframe_cancel_token_is_cancelled(token), u32::from(!token.is_null()));
            }
            31 | 32 => {
                let (json, len) = pieces.json(r#"{"live_per_user": 2, "stored_per_user": 4}"#);
                make(pieces, &mut handles.store, hotframe_store_free, |to, error| hotframe_store_new(compiler, json, len, to, error));
            }
            33..=38 => in_store(call, pieces, handles, good),
            _ => {
                let (limits, len) = pieces.json(r#"{"modules": 1000000}"#);
                check(pieces, |error| hotframe_cache_configure(limits, len, error));
                fill(pieces, |to, error| hotframe_cache_use(to, error));
            }
        }
    }
}

unsafe fn in_store(call: u8, pieces: &mut Pieces, handles: &mut Handles, good: &[hotframe_file]) {
    let store = handle(handles.store);
    // An id that exists, or any text.
    let known = handles.id.clone();
    let (id, len) = if pieces.byte() % 4 == 0 { pieces.text() } else { (known.as_ptr().cast(), known.len()) };
    unsafe {
        match call % 40 {
            33 => {
                let ((user, user_len), (key, key_len)) = (pieces.json("user"), pieces.text());
                let opened = fill(pieces, |to, error| hotframe_store_open(store, user, user_len, key, key_len, good.as_ptr(), good.len(), to, error));
                if let Ok(opened) = serde_json::from_slice::<serde_json::Value>(&opened) {
                    handles.id = opened["status"]["id"].as_str().expect("a session has an id").to_string();
                }
            }
            34 | 35 => {
                let changes = pieces.changes();
                fill(pieces, |to, error| hotframe_store_update(store, id, len, changes.as_ptr(), changes.len(), to, error));
            }
            36 => make(pieces, &mut handles.session, hotframe_session_free, |to, error| hotframe_store_session(store, id, len, to, error)),
            37 => {
                let (user, user_len) = pieces.json("user");
                fill(pieces, |to, error| hotframe_store_status(store, id, len, to, error));
                fill(pieces, |to, error| hotframe_store_list(store, user, user_len, to, error));
                fill(pieces, |to, error| hotframe_store_sweep(store, to, error));
            }
            _ => {
                let mut deleted = 2;
                let place = pieces.maybe(&raw mut deleted);
                let done = check(pieces, |error| hotframe_store_delete(store, id, len, place, error));
                assert_eq!(done, deleted != 2);
            }
        }
    }
}
