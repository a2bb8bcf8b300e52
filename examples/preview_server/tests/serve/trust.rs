//! What other sites, and paths that lead elsewhere, must not get.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::app::app;
use crate::support::{PATIENCE, serve};

#[test]
fn paths_do_not_leave_the_folder() {
    let folder = app();
    let preview = serve(&folder.0, &[]);
    for path in ["/../.env", "/..%2f..%2fetc/passwd", "/%2e%2e/x", "/public/..%5c..", "/%00", "/logo.svg%00.js", "/%ff"] {
        assert_eq!(preview.visit(path).status, 400, "{path}");
    }
    for path in ["/.env", "/.env?raw", "//etc/passwd", "/node_modules/left/index.js", "/@fs/etc/passwd.txt", "/public/%252e%252e/.env"] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}: {}", answer.text());
    }
}

#[test]
fn other_hosts_are_refused() {
    let folder = app();
    let preview = serve(&folder.0, &["--allowed-host", "preview.test"]);
    for host in ["evil.example", "127.0.0.1.evil.example", ""] {
        assert_eq!(preview.request("GET /", &[("Host", host)]).status, 403, "{host}");
    }
    for host in ["localhost", "app-1.localhost:80", "[::1]:1", "preview.test"] {
        assert_eq!(preview.request("GET /logo.svg", &[("Host", host)]).status, 200, "{host}");
    }
    assert_eq!(preview.request("GET http://evil.example/logo.svg", &[]).status, 403);
}

#[test]
fn other_sites_cannot_listen() {
    let folder = app();
    let preview = serve(&folder.0, &[]);
    let near = format!("http://localhost:{}", preview.port);
    for origin in [None, Some("null"), Some("http://evil.example"), Some("http://127.0.0.1"), Some(near.as_str())] {
        assert_eq!(preview.connect_from(origin).err(), Some(403), "{origin:?}");
    }
    assert_eq!(preview.get("/@hotframe/socket").status, 400, "no upgrade");
    assert_eq!(preview.get("/logo.svg").header("cross-origin-resource-policy"), Some("same-origin"));
    assert_eq!(preview.get("/logo.svg").header("access-control-allow-origin"), None);
}

#[test]
fn a_message_that_is_too_large_ends_the_connection_only() {
    let folder = app();
    let preview = serve(&folder.0, &[]);
    let (mut tab, _) = preview.open_tab();
    let _ = tab.socket.send(tungstenite::Message::text("x".repeat(5 << 20)));
    while tab.socket.read().is_ok() {}
    preview.open_tab();
}

#[test]
fn what_is_no_http_is_no_problem() {
    let folder = app();
    let preview = serve(&folder.0, &[]);
    let mut stream = TcpStream::connect(preview.host()).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(b"\x16\x03\x01 nonsense\r\n\r\n").unwrap();
    let _ = stream.read_to_end(&mut Vec::new());
    assert_eq!(preview.get("/logo.svg").status, 200);
}
