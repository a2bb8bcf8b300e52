//! The examples in C, Python, Node and Go run as they are documented, and what is installed is enough to build one.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::support::{compile, library, root, run};

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

fn get(port: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn app(name: &str) -> std::path::PathBuf {
    let folder = library().join(name);
    std::fs::create_dir_all(folder.join("src")).unwrap();
    std::fs::write(folder.join("src/main.ts"), "import { text } from './text'; document.title = text;").unwrap();
    std::fs::write(folder.join("src/text.ts"), "export const text = 'hello';").unwrap();
    folder
}

#[test]
fn the_host_in_c_serves_a_folder_and_sees_edits() {
    let (program, folder) = (compile("preview", &["examples/c/preview.c"], &["-D_GNU_SOURCE"]), app("previewed"));
    let mut host = Running(Command::new(program).arg(&folder).arg("0").stdout(Stdio::piped()).spawn().unwrap());
    let mut lines = BufReader::new(host.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    let port = lines.next().unwrap().rsplit(':').next().unwrap().to_string();

    let page = get(&port, "/");
    assert!(page.starts_with("HTTP/1.1 200 OK") && page.contains("text/html"), "{page}");
    let client = page.split('"').find(|part| part.contains("@hotframe/client/")).unwrap();
    let script = get(&port, &format!("/{}", client.trim_start_matches(['.', '/'])));
    assert!(script.contains("text/javascript") && script.contains("immutable"), "{}", &script[..300.min(script.len())]);
    assert!(get(&port, "/nothing.png").starts_with("HTTP/1.1 404"));

    std::fs::write(folder.join("src/text.ts"), "export const text = 'edited';").unwrap();
    assert!(get(&port, "/some/route").starts_with("HTTP/1.1 200 OK"));
    let message = lines.next().unwrap();
    assert!(message.contains(r#""type":"hmr_update""#) && message.contains("edited"), "{message}");
}

#[test]
fn python_opens_an_app_and_edits_it() {
    let said = run(Command::new("python3").arg(root().join("examples/python/hotframe.py")).env("LD_LIBRARY_PATH", library()));
    assert!(said.contains(r#""type":"hmr_update""#) && said.contains("7101"), "{said}");
}

#[test]
fn node_opens_an_app_and_edits_it() {
    let said = run(Command::new("node").arg(root().join("examples/node/hotframe.mjs")).env("LD_LIBRARY_PATH", library()));
    assert!(said.contains(r#""type":"hmr_update""#) && said.contains("7101"), "{said}");
}

#[test]
fn go_opens_an_app_and_edits_it() {
    if Command::new("go").arg("version").output().is_err() {
        // Not through the macro, which would keep it from who reads the log.
        writeln!(std::io::stderr(), "Go is not here: examples/go was not run").unwrap();
        return;
    }
    let prefix = install("installed-for-go");
    let mut go = Command::new("go");
    go.args(["run", "."]).current_dir(root().join("examples/go")).env("PKG_CONFIG_PATH", prefix.join("lib/pkgconfig"));
    let said = run(go.env("LD_LIBRARY_PATH", prefix.join("lib")).env("GOCACHE", library().join("go-cache")).env("GOFLAGS", "-mod=mod"));
    assert!(said.contains(r#""type":"hmr_update""#) && said.contains("7101"), "{said}");
}

/// What `make install` does with what was built; the prefix.
fn install(name: &str) -> PathBuf {
    let prefix = library().join(name);
    run(Command::new(root().join("script/install_library.sh")).arg(library().join("../deps")).arg(&prefix));
    prefix
}

/// Builds `tests/c/usage.c` with the flags that pkg-config says, and nothing else.
fn build_usage(prefix: &Path, pkg_config_flags: &[&str]) -> PathBuf {
    let flags = run(Command::new("pkg-config").args(pkg_config_flags).arg("hotframe").env("PKG_CONFIG_PATH", prefix.join("lib/pkgconfig")));
    let program = prefix.join("usage");
    let mut gcc = Command::new("gcc");
    run(gcc.args(["-I", "tests/c", "tests/c/usage.c", "-o"]).arg(&program).args(flags.split_whitespace()).current_dir(root()));
    program
}

#[test]
fn what_is_installed_is_enough_to_build_a_host() {
    let prefix = install("installed");
    let version = run(Command::new("pkg-config").args(["--modversion", "hotframe"]).env("PKG_CONFIG_PATH", prefix.join("lib/pkgconfig")));
    assert_eq!(version.trim(), env!("CARGO_PKG_VERSION"));
    let program = build_usage(&prefix, &["--cflags", "--libs"]);
    run(Command::new(&program).env("LD_LIBRARY_PATH", prefix.join("lib")));
    assert!(soname_is_there(&prefix));
}

#[test]
fn the_static_library_needs_what_pkg_config_says() {
    let (built, prefix) = (library().join("static"), library().join("installed-static"));
    std::fs::create_dir_all(&built).unwrap();
    // As `make lib` does, from what is compiled already.
    let source = built.join("static.rs");
    std::fs::write(&source, "pub use hotframe_capi::*;").unwrap();
    let deps = library().join("../deps");
    let mut rustc = Command::new("rustc");
    rustc.args(["--edition=2024", "--crate-type=staticlib", "--crate-name=hotframe_static", "-Cpanic=unwind", "--print=native-static-libs"]);
    rustc
        .arg("-L")
        .arg(format!("dependency={}", deps.display()))
        .arg("--extern")
        .arg(format!("hotframe_capi={}", deps.join("libhotframe_capi.rlib").display()));
    let output = rustc.arg("-o").arg(built.join("libhotframe_capi.a")).arg(&source).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let needed = said.lines().find_map(|line| line.split_once("native-static-libs:")).unwrap_or_else(|| panic!("{said}")).1;
    let written = std::fs::read_to_string(root().join("include/hotframe.pc.in")).unwrap();
    let written = written.lines().find_map(|line| line.strip_prefix("Libs.private:")).unwrap();
    let words = |text: &str| text.split_whitespace().map(str::to_string).collect::<BTreeSet<_>>();
    assert_eq!(words(needed), words(written), "include/hotframe.pc.in is old");

    std::fs::copy(deps.join("libhotframe_capi.so"), built.join("libhotframe_capi.so")).unwrap();
    run(Command::new(root().join("script/install_library.sh")).arg(&built).arg(&prefix));
    for entry in std::fs::read_dir(prefix.join("lib")).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.to_string_lossy().contains(".so") {
            std::fs::remove_file(entry).unwrap();
        }
    }
    let program = build_usage(&prefix, &["--static", "--cflags", "--libs"]);
    run(&mut Command::new(&program));
    let linked = run(Command::new("readelf").arg("-d").arg(&program));
    assert!(!linked.contains("libhotframe"), "{linked}");
    std::fs::remove_dir_all(&prefix).unwrap();
    std::fs::remove_dir_all(&built).unwrap();
}

fn soname_is_there(prefix: &Path) -> bool {
    prefix.join("lib/libhotframe.so.1").is_symlink() && prefix.join("lib/libhotframe.so").is_symlink()
}
