//! The example apps, for the benches.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use hotframe::{Compiler, Options};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files of an example app.
pub fn example(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = root().join("examples/apps").join(name);
    let mut found = Vec::new();
    collect(&folder, &folder, &mut found);
    found.sort();
    found
}

/// A compiler that finds the packages of the example apps.
pub fn compiler() -> Arc<Compiler> {
    let options = Options { node_modules: Some(root().join("examples/node_modules")), ..Options::default() };
    Arc::new(Compiler::new(options).expect("`make setup` installs examples/node_modules"))
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
            found.push((name, std::fs::read(&path).expect("a file")));
        }
    }
}
