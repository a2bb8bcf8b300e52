//! Names the shared library by its ABI, so that programs linked to one never load another.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libhotframe.so.1"); // HOTFRAME_ABI_VERSION; a test compares them
    }
}
