//! The examples in C and Python run as they are documented, and what is installed is enough to build one.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
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
fn what_is_installed_is_enough_to_build_a_host() {
    let prefix = library().join("installed");
    run(Command::new(root().join("script/install_library.sh")).arg(library().join("../deps")).arg(&prefix));
    let pkg_config = |what: &str| run(Command::new("pkg-config").args([what, "hotframe"]).env("PKG_CONFIG_PATH", prefix.join("lib/pkgconfig")));
    assert_eq!(pkg_config("--modversion").trim(), env!("CARGO_PKG_VERSION"));
    let (flags, libraries) = (pkg_config("--cflags"), pkg_config("--libs"));
    let program = prefix.join("usage");
    let mut gcc = Command::new("gcc");
    gcc.args(["-I", "tests/c", "tests/c/usage.c", "-o"]).arg(&program).args(flags.split_whitespace()).args(libraries.split_whitespace());
    run(gcc.current_dir(root()));
    run(Command::new(&program).env("LD_LIBRARY_PATH", prefix.join("lib")));
    assert!(soname_is_there(&prefix));
}

fn soname_is_there(prefix: &Path) -> bool {
    prefix.join("lib/libhotframe.so.1").is_symlink() && prefix.join("lib/libhotframe.so").is_symlink()
}
