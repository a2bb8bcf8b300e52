//! What strangers, other users, other sites and broken clients must not get.

use std::io::{Read, Write};

use serde_json::json;

use crate::support::{app, binary, start};

const ANN: (&str, &str) = ("Authorization", "Bearer key-of-ann-0123456789");
const BOB: (&str, &str) = ("Authorization", "Bearer key-of-bob-0123456789");
const JSON: (&str, &str) = ("Content-Type", "application/json");
const KEYS: [&str; 4] = ["--api-key", "ann:key-of-ann-0123456789", "--api-key", "bob:key-of-bob-0123456789"];

#[test]
fn a_session_is_its_users_alone() {
    let server = start(&KEYS);
    let body = json!({ "files": app("one"), "sessionId": "project" }).to_string();
    let made = server.request("POST /kontext/preview", &[ANN, JSON], &body).json();
    let id = made["sessionId"].as_str().unwrap();
    let path = format!("/kontext/preview/{id}");
    for headers in [&[JSON][..], &[("Authorization", "Bearer wrong"), JSON], &[("Authorization", "Basic key-of-ann-0123456789"), JSON]] {
        assert_eq!(server.request(&format!("GET {path}"), headers, "").status, 401);
    }
    for line in [format!("GET {path}"), format!("DELETE {path}")] {
        assert_eq!(server.request(&line, &[BOB], "").status, 404, "as if it did not exist");
    }
    assert_eq!(server.request(&format!("POST {path}/update"), &[BOB, JSON], &json!({ "files": [] }).to_string()).status, 404);
    assert_eq!(server.request("GET /kontext/preview", &[BOB], "").json()["sessions"], json!([]));
    for key in ["project", id] {
        let body = json!({ "files": app("mine"), "sessionId": key }).to_string();
        let taken = server.request("POST /kontext/preview", &[BOB, JSON], &body).json();
        assert_ne!(taken["sessionId"], made["sessionId"], "a name is the user's own");
    }
    assert_eq!(server.request(&format!("GET {path}"), &[ANN], "").json()["status"], "active");
}

#[test]
fn a_socket_needs_the_token_of_its_session_and_a_page_that_may() {
    let server = start(&["--origin", "https://editor.example"]);
    let (one, two) = (server.create(&json!({ "files": app("1") })), server.create(&json!({ "files": app("2") })));
    let (url, other) = (one["wsUrl"].as_str().unwrap(), two["wsUrl"].as_str().unwrap());
    let (base, token) = url.split_once("?token=").unwrap();
    let foreign = other.split_once("?token=").unwrap().1;
    for wrong in [base.to_string(), format!("{base}?token="), format!("{base}?token={foreign}"), format!("{base}?token={}", &token[1..])] {
        assert_eq!(server.tab(&wrong, None).err(), Some(403), "{wrong}");
    }
    for origin in ["null", "https://evil.example", "https://editor.example.evil.example", "http://editor.example"] {
        assert_eq!(server.tab(url, Some(origin)).err(), Some(403), "{origin}");
    }
    for origin in [None, Some("https://editor.example"), Some(format!("http://{}", server.host()).as_str())] {
        server.tab(url, origin).unwrap_or_else(|status| panic!("{origin:?}: {status}")).next("connected");
    }
}

#[test]
fn pages_of_other_sites_are_told_nothing() {
    let server = start(&["--origin", "https://editor.example"]);
    let ask = |origin| server.request("OPTIONS /kontext/preview", &[("Origin", origin), ("Access-Control-Request-Method", "POST")], "");
    let allowed = ask("https://editor.example");
    assert_eq!(allowed.header("access-control-allow-origin"), Some("https://editor.example"));
    for origin in ["https://evil.example", "https://editor.example.evil.example", "https://editor.example:8443", "null"] {
        assert_eq!(ask(origin).header("access-control-allow-origin"), None, "{origin}");
        assert_eq!(server.request("GET /kontext/preview", &[("Origin", origin)], "").status, 403, "{origin}");
    }
    let form = server.request("POST /kontext/preview", &[("Content-Type", "text/plain")], &json!({ "files": [] }).to_string());
    assert_eq!(form.status, 415, "what a form can send without being asked");
    assert_eq!(server.request("GET /kontext/preview", &[("Host", "evil.example")], "").status, 403, "DNS rebinding");
}

#[test]
fn only_pages_that_were_named_show_previews_in_a_frame() {
    let policy = |arguments: &[&str]| {
        let server = start(arguments);
        let made = server.create(&json!({ "files": app("one") }));
        let path = made["previewUrl"].as_str().unwrap().split_once(&server.host()).unwrap().1.to_string();
        let answer = server.get(&path);
        answer.header("content-security-policy").unwrap().rsplit("; ").next().unwrap().to_string()
    };
    assert_eq!(policy(&[]), "frame-ancestors 'none'");
    assert_eq!(policy(&["--origin", "https://editor.example"]), "frame-ancestors 'none'", "who may ask may not frame");
    let two = ["--frame-origin", "https://editor.example", "--frame-origin", "http://localhost:3000"];
    assert_eq!(policy(&two), "frame-ancestors https://editor.example http://localhost:3000");
    for wrong in ["*", "https://*.example", "https://a.example/", "https://a.example; script-src *", "editor.example", "https://a.example 'self'"] {
        let refused = binary().args(["--port", "0", "--frame-origin", wrong]).output().unwrap();
        assert!(!refused.status.success(), "{wrong}");
    }
}

#[test]
fn previews_have_hosts_of_their_own() {
    let server = start(&["--preview-host", "localhost"]);
    let made = server.create(&json!({ "files": app("one") }));
    let id = made["sessionId"].as_str().unwrap();
    assert_eq!(made["previewUrl"], format!("http://preview-{id}.localhost:{}/", server.port));
    let host = format!("preview-{id}.localhost:{}", server.port);
    let page = server.request("GET /", &[("Host", &host), ("Accept", "text/html")], "");
    assert!(page.status == 200 && page.body.contains(&format!("ws://{host}/hmr?token=")), "{page:?}");
    for host in [format!("preview-{id}.localhost.evil.example"), format!("preview-{id}.evil.example")] {
        assert_eq!(server.request("GET /", &[("Host", &host)], "").status, 403, "{host}");
    }
    let wrong = format!("preview-{}.localhost", "a".repeat(26));
    assert_eq!(server.request("GET /", &[("Host", &wrong)], "").status, 404);
    assert_eq!(server.request("GET /kontext/preview", &[("Host", &host), ("Accept", "application/json")], "").status, 404, "the interface is elsewhere");
}

#[test]
fn only_a_trusted_proxy_says_how_it_was_asked() {
    let body = json!({ "files": app("one") }).to_string();
    let forwarded = [JSON, ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "previews.example")];
    let plain = start(&[]).request("POST /kontext/preview", &forwarded, &body).json();
    assert!(plain["previewUrl"].as_str().unwrap().starts_with("http://127.0.0.1"), "{plain}");
    let behind = start(&["--trusted-proxy", "127.0.0.1"]).request("POST /kontext/preview", &forwarded, &body).json();
    assert!(behind["previewUrl"].as_str().unwrap().starts_with("https://previews.example/p/"), "{behind}");
    assert!(behind["wsUrl"].as_str().unwrap().starts_with("wss://previews.example/p/"), "{behind}");
}

#[test]
fn what_is_wrong_is_refused_and_nothing_breaks() {
    let server = start(&["--max-body", "100000"]);
    let made = server.create(&json!({ "files": app("one") }));
    let update = format!("/kontext/preview/{}/update", made["sessionId"].as_str().unwrap());
    for name in ["../x", "/etc/passwd", "a\\b", "", "a\0b", "C:/x"] {
        let body = json!({ "files": [{ "name": name, "content": "1" }] });
        let answer = server.post(&update, &body);
        assert_eq!((answer.status, &answer.json()["success"]), (400, &json!(false)), "{name:?}");
    }
    for body in ["", "{", "[]", "{\"files\": 1}", "{\"files\": [{}]}", "null"] {
        assert_eq!(server.request(&format!("POST {update}"), &[JSON], body).status, 400, "{body:?}");
    }
    let large = json!({ "files": [{ "name": "src/main.ts", "content": "x".repeat(200_000) }] });
    assert_eq!(server.post(&update, &large).status, 413);
    assert_eq!(server.request(&format!("POST {update}"), &[JSON, ("Content-Length", "99999999999")], "").status, 413);
    assert_eq!(server.request("PUT /kontext/preview", &[], "").status, 405);
    assert_eq!(server.get("/kontext/nothing").status, 404);
    assert_eq!(server.get("/p/..%2f..%2fetc/passwd").status, 400);
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn a_user_who_asks_too_often_waits() {
    let server = start(&["--rate", "1"]);
    let statuses: Vec<u16> = (0..30).map(|_| server.get("/kontext/preview").status).collect();
    assert!(statuses[0] == 200 && statuses.contains(&429), "{statuses:?}");
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn a_client_that_dawdles_is_dropped_and_others_are_served() {
    let server = start(&[]);
    let mut slow: Vec<_> = (0..50).map(|_| server.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET /healthz HTTP/1.1\r\nX-A: ").unwrap();
    }
    assert_eq!(server.get("/healthz").status, 200);
    for stream in &mut slow {
        // The server says goodbye or just closes; either way it is over before our own patience is.
        let mut rest = Vec::new();
        match stream.read_to_end(&mut rest) {
            Ok(_) => assert!(rest.is_empty() || rest.starts_with(b"HTTP/1.1 408") || rest.starts_with(b"HTTP/1.1 400"), "{rest:?}"),
            Err(problem) => assert_eq!(problem.kind(), std::io::ErrorKind::ConnectionReset),
        }
    }
}

#[test]
fn malformed_and_oversize_frames_end_one_connection() {
    let server = start(&[]);
    let made = server.create(&json!({ "files": app("one") }));
    let url = made["wsUrl"].as_str().unwrap();
    let frames: [&[u8]; 5] = [
        b"\xff\xff\xff\xff",
        b"\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\0\0\0\0",
        b"\x81\x05hello",
        b"\x83\x80\x00\x00\x00\x00",
        b"\x81\x82\x00\x00\x00\x00\xc3\x28",
    ];
    for frame in frames {
        let mut tab = server.tab(url, None).unwrap();
        tab.next("connected");
        let stream = tab.socket.get_mut();
        stream.write_all(frame).unwrap();
        let _ = stream.read_to_end(&mut Vec::new());
    }
    let mut tab = server.tab(url, None).unwrap();
    tab.next("connected");
    for text in ["", "{", "null", "{\"type\": \"sync\", \"have\": 1}", "{\"type\": \"unknown\"}"] {
        tab.socket.send(tungstenite::Message::text(text)).unwrap();
    }
    tab.say(&json!({ "type": "sync", "from": null, "have": {} }));
    tab.next("hmr_batch");
}
