//! Paths, and commands that must succeed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// A folder with the library under the names that programs link and load: `libhotframe.so` and its soname.
pub fn library() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let deps = std::env::current_exe().unwrap().parent().unwrap().to_path_buf();
        let folder = deps.join("../capi");
        std::fs::create_dir_all(&folder).unwrap();
        for name in ["libhotframe.so", "libhotframe.so.1"] {
            let link = folder.join(name);
            drop(std::fs::remove_file(&link));
            std::os::unix::fs::symlink(deps.join("libhotframe_capi.so"), link).unwrap();
        }
        folder.canonicalize().unwrap()
    })
}

/// Runs a command; what it wrote, when it succeeds.
pub fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|problem| panic!("{command:?}: {problem}; `make setup` installs what the tests need"));
    let (said, complained) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?} ended with {}\n{said}\n{complained}", output.status);
    said.into_owned()
}

/// Compiles C sources with all warnings as errors and links them to the library.
pub fn compile(name: &str, sources: &[&str], flags: &[&str]) -> PathBuf {
    let program = library().join(name);
    let sources = sources.iter().map(|source| root().join(source));
    run(Command::new("gcc")
        .args(["-std=c11", "-D_POSIX_C_SOURCE=200809L", "-Wall", "-Wextra", "-Werror", "-pedantic", "-g", "-I"])
        .arg(root().join("include"))
        .args(flags)
        .args(sources)
        .arg("-o")
        .arg(&program)
        .arg("-L")
        .arg(library())
        .args(["-lhotframe", "-lpthread"])
        .arg(format!("-Wl,-rpath,{}", library().display())));
    program
}
