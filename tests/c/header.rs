//! `include/hotframe.h` is generated and committed: C users need no Rust tool to read it.

use std::process::Command;

use crate::support::{root, run};

/// In the order of the header.
const SOURCES: &[&str] =
    &["version", "error", "buffer", "log", "cache", "input", "cancel", "compiler", "session", "store", "builder", "bundle", "running", "worker", "puck"];

#[test]
fn the_header_is_what_the_sources_say() {
    let config = cbindgen::Config::from_file(root().join("include/cbindgen.toml")).unwrap();
    let builder =
        SOURCES.iter().fold(cbindgen::Builder::new().with_config(config), |builder, name| builder.with_src(root().join(format!("src/ffi/{name}.rs"))));
    let mut written = Vec::new();
    builder.generate().unwrap().write(&mut written);
    let written = String::from_utf8(written).unwrap();
    let path = root().join("include/hotframe.h");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &written).unwrap();
    }
    assert!(std::fs::read_to_string(&path).unwrap_or_default() == written, "include/hotframe.h is old: BLESS=1 cargo test --test capi header");
}

#[test]
fn the_header_compiles_alone_as_c_and_as_cpp() {
    for (compiler, language, standard) in [("gcc", "c", "c99"), ("gcc", "c", "c11"), ("g++", "c++", "c++11"), ("g++", "c++", "c++17")] {
        let standard = format!("-std={standard}");
        run(Command::new(compiler)
            .args(["-x", language, &standard, "-Wall", "-Wextra", "-Werror", "-pedantic", "-fsyntax-only", "-include"])
            .arg(root().join("include/hotframe.h"))
            .arg("/dev/null"));
    }
}
