//! Apps in memory and apps of `examples/`, for the tests.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use hotframe::{Compiler, Options, Session};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Files given in the test's text.
pub fn files(list: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    list.iter().map(|(path, text)| ((*path).to_string(), text.as_bytes().to_vec())).collect()
}

/// The document of most tests.
pub const PAGE: (&str, &str) =
    ("index.html", r#"<!doctype html><html><body><div id="root"></div><script type="module" src="/src/main.ts"></script></body></html>"#);

pub fn compiler() -> Arc<Compiler> {
    Arc::new(Compiler::new(Options::default()).expect("default options"))
}

/// A compiler that finds the packages of the example apps.
pub fn compiler_with_packages() -> Arc<Compiler> {
    let options = Options { node_modules: Some(root().join("examples/node_modules")), ..Options::default() };
    Arc::new(Compiler::new(options).expect("run `make setup` first: it installs examples/node_modules"))
}

pub fn open(list: &[(&str, &str)]) -> Session {
    Session::new("app", files(list), compiler()).expect("the files are fine")
}

/// The files of an example app.
pub fn example(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = root().join("examples/apps").join(name);
    let mut found = Vec::new();
    collect(&folder, &folder, &mut found);
    found.sort();
    assert!(!found.is_empty(), "no example app at {}", folder.display());
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            if !path.ends_with("node_modules") {
                collect(root, &path, found);
            }
        } else {
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
            found.push((name, std::fs::read(&path).expect("a file")));
        }
    }
}
