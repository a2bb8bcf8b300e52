//! What is loaded.

use std::ffi::c_char;

/// The number of this ABI, in the library's soname too. It grows when a function or a type changes or goes; additions keep it.
pub const HOTFRAME_ABI_VERSION: u32 = 1;

/// The `HOTFRAME_ABI_VERSION` that the loaded library was built with. Compare it with the header's. Any thread.
#[unsafe(no_mangle)]
pub extern "C" fn hotframe_abi_version() -> u32 {
    HOTFRAME_ABI_VERSION
}

/// The library's version, as "0.1.0": a constant that ends with NUL. Any thread.
#[unsafe(no_mangle)]
pub extern "C" fn hotframe_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}
