//! Names the sources of the core, so that processes which share compiled modules tell compilers apart. Nothing is written.

use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher;
use std::path::Path;

fn main() {
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rerun-if-changed=build.rs");
    let mut hasher = DefaultHasher::new();
    add(Path::new("src"), &mut hasher);
    println!("cargo:rustc-env=HOTFRAME_SOURCES={:016x}", hasher.finish());
}

/// Adds the names and contents of all files of a folder, in order.
fn add(folder: &Path, hasher: &mut DefaultHasher) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        hasher.write(path.to_string_lossy().as_bytes());
        match path.is_dir() {
            true => add(&path, hasher),
            false => hasher.write(&std::fs::read(&path).unwrap_or_default()),
        }
    }
}
