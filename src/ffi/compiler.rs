//! Options in, compiled modules out.

use std::ffi::c_char;
use std::sync::Arc;

use hotframe::{Compiler, Options};

use crate::buffer::hotframe_buffer;
use crate::error::{hotframe_error, hotframe_result};
use crate::guard::call;
use crate::input::{bytes, handle, options, text};
use crate::output::Output;

/// What compiles apps with one set of options. Any number of threads and sessions may use one at once.
pub struct hotframe_compiler(pub(crate) Arc<Compiler>);

/// Makes a compiler. `options` is JSON, as for `Hotframe::Compiler.new` and `hotframe::Options`: `node_modules`, `env`, `mode`, `base`,
/// `limits` and so on; NULL means none.
///
/// Fails with `HOTFRAME_RESULT_INVALID_OPTIONS` on unknown fields.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_compiler_new(
    json: *const c_char,
    json_len: usize,
    compiler: *mut *mut hotframe_compiler,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_compiler_new", error, || {
        let made = Output::new(compiler, "compiler")?;
        // SAFETY: the contract of the header.
        let json = unsafe { options(json, json_len) }?;
        let core = Compiler::new(Options::from_json(json)?)?;
        made.write(Box::into_raw(Box::new(hotframe_compiler(Arc::new(core)))));
        Ok(())
    })
}

/// Frees a compiler; sessions that were made with it go on. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_compiler_free(compiler: *mut hotframe_compiler) {
    if !compiler.is_null() {
        // SAFETY: made by `hotframe_compiler_new`, and freed once.
        drop(unsafe { Box::from_raw(compiler) });
    }
}

/// Compiles one file. `module` is JSON: code, source map, imports, what is wrong with the file. A file with errors is a success.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_compiler_transform(
    compiler: *const hotframe_compiler,
    path: *const c_char,
    path_len: usize,
    content: *const u8,
    content_len: usize,
    module: *mut hotframe_buffer,
    error: *mut *mut hotframe_error,
) -> hotframe_result {
    call("hotframe_compiler_transform", error, || {
        let made = Output::new(module, "module")?;
        // SAFETY: the contract of the header.
        let (compiler, path, content) = unsafe { (handle(compiler, "compiler")?, text(path, path_len, "path")?, bytes(content, content_len, "content")?) };
        made.write(hotframe_buffer::new(compiler.0.transform(path, content)?.to_json()));
        Ok(())
    })
}
