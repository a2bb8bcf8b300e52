//! A visual editor's data in, files out, and back.

use std::collections::BTreeMap;
use std::ffi::c_char;

use hotframe::puck::{self, Options};

use crate::buffer::hotframe_buffer;
use crate::error::{hotframe_error, hotframe_result};
use crate::guard::call;
use crate::input::{files as read_files, hotframe_file, optional_text, options, text};
use crate::output::Output;

/// Files that are text; others are no business of the converter.
unsafe fn texts(files: *const hotframe_file, count: usize) -> Result<BTreeMap<String, String>, hotframe_error> {
    // SAFETY: the caller's promise.
    let files = unsafe { read_files(files, count) }?.into_iter();
    Ok(files.filter_map(|(path, content)| Some((path, String::from_utf8(content).ok()?))).collect())
}

/// Converts Puck data (JSON) to React components. `schema` names the app's own components (JSON; NULL: those of the library alone),
/// `options` is JSON as for `hotframe::puck::Options`: `dir`, `page`, `config`, `seen`; NULL means none. `files` are the app's files as they
/// are now, so that what was edited by hand survives. `conversion` is JSON: `{"files": {...}, "conflicts": {...}, "seen": "..." or null,
/// "diagnostics": [...]}`; `seen` is the option of the same name for the next conversion. A document that does not parse is a diagnostic. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_puck_convert(
    data: *const c_char,
    data_len: usize,
    schema: *const c_char,
    schema_len: usize,
    json: *const c_char,
    json_len: usize,
    files: *const hotframe_file,
    count: usize,
    conversion: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_puck_convert", error, || {
        let made = Output::new(conversion, "conversion")?;
        // SAFETY: the contract of the header.
        let (data, schema) = unsafe { (text(data, data_len, "data")?, optional_text(schema, schema_len, "schema")?) };
        // SAFETY: the same.
        let (json, files) = unsafe { (options(json, json_len)?, texts(files, count)?) };
        made.write(hotframe_buffer::new(puck::convert(data, schema, &Options::from_json(json)?, &files)?.to_json()));
        Ok(())
    })
}

/// Reads a page back: what `hotframe_puck_convert` wrote, and edits of the values in it. `parsed` is JSON: `{"data": "..." or null,
/// "seen": "..." or null, "diagnostics": [...]}`; `data` is JSON as text. Fails with `HOTFRAME_RESULT_NOT_FOUND` without the page among the files. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_puck_parse(
    files: *const hotframe_file,
    count: usize,
    json: *const c_char,
    json_len: usize,
    parsed: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_puck_parse", error, || {
        let made = Output::new(parsed, "parsed")?;
        // SAFETY: the contract of the header.
        let (files, json) = unsafe { (texts(files, count)?, options(json, json_len)?) };
        made.write(hotframe_buffer::new(puck::parse(&files, &Options::from_json(json)?)?.to_json()));
        Ok(())
    })
}
