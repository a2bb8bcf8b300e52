//! Sessions that outlive a process: on disk, and in a Redis that several servers share.

use std::process::Command;

use serde_json::{Value, json};

use crate::support::{Server, TempFolder, app, redis, start};

fn stop(mut server: Server) {
    assert!(Command::new("kill").args(["-TERM", &server.process.0.id().to_string()]).status().unwrap().success());
    assert_eq!(server.process.0.wait().unwrap().code(), Some(0));
}

/// The address of a session's socket on another server.
fn socket_on(server: &Server, made: &Value) -> String {
    let path = made["wsUrl"].as_str().unwrap().splitn(4, '/').nth(3).unwrap().to_string();
    format!("ws://{}/{path}", server.host())
}

#[test]
fn a_server_that_stops_saves_its_sessions() {
    let folder = TempFolder::new();
    let first = start(&["--data", folder.text()]);
    let made = first.create(&json!({ "files": app("one"), "sessionId": "project" }));
    let id = made["sessionId"].as_str().unwrap();
    first.update(id, "src/main.ts", "document.title = 'last'");
    let mut tab = first.tab(made["wsUrl"].as_str().unwrap(), None).unwrap();
    let revision = tab.next("connected")["to"].clone();
    stop(first);

    let second = start(&["--data", folder.text()]);
    assert_eq!(second.get(&format!("/kontext/preview/{id}")).json()["status"], "frozen");
    let mut tab = second.tab(&socket_on(&second, &made), None).unwrap();
    assert_eq!(tab.next("connected")["to"], revision, "tabs go on where they were");
    assert_eq!(second.create(&json!({ "files": app("two"), "sessionId": "project" }))["sessionId"], made["sessionId"]);
}

#[test]
fn a_full_disk_costs_no_session_that_lives() {
    // A folder that is gone: for the server it is a disk on which nothing can be written.
    let (folder, settings) = (TempFolder::new(), TempFolder::new());
    let file = settings.0.join("settings.json");
    std::fs::write(&file, r#"{"store": {"live": 1}}"#).unwrap();
    let server = start(&["--data", folder.text(), "--config", file.to_str().unwrap()]);
    let first = server.create(&json!({ "files": app("one") }));
    std::fs::remove_dir_all(&folder.0).unwrap();
    let second = server.create(&json!({ "files": app("two") }));
    for (made, text) in [(&first, "three"), (&second, "four")] {
        let answer = server.update(made["sessionId"].as_str().unwrap(), "src/main.ts", text);
        assert_eq!(answer["success"], true, "what could not be frozen lives on");
    }
    std::fs::create_dir_all(&folder.0).unwrap();
}

#[test]
fn two_servers_share_sessions_and_tabs_follow_both() {
    let redis = redis(None);
    let (one, two) = (start(&["--redis", &redis.url()]), start(&["--redis", &redis.url()]));
    let made = one.create(&json!({ "files": app("one"), "sessionId": "project" }));
    let id = made["sessionId"].as_str().unwrap();
    assert_eq!(two.create(&json!({ "files": app("one"), "sessionId": "project" }))["sessionId"], made["sessionId"]);
    let (mut here, mut there) = (one.tab(&socket_on(&one, &made), None).unwrap(), two.tab(&socket_on(&two, &made), None).unwrap());
    assert_eq!(here.next("connected")["to"], there.next("connected")["to"]);
    for (server, text) in [(&one, "two"), (&two, "three"), (&one, "four")] {
        server.update(id, "src/main.ts", &format!("document.title = '{text}'"));
        let (a, b) = (here.next("hmr_update"), there.next("hmr_update"));
        assert_eq!(a["to"], b["to"]);
    }
}

#[test]
fn edits_on_two_servers_at_once_are_both_kept() {
    let redis = redis(None);
    let servers = [start(&["--redis", &redis.url(), "--debounce", "0"]), start(&["--redis", &redis.url(), "--debounce", "0"])];
    let made = servers[0].create(&json!({ "files": app("one") }));
    let id = made["sessionId"].as_str().unwrap();
    std::thread::scope(|scope| {
        for (number, server) in servers.iter().enumerate() {
            scope.spawn(move || (0..20).for_each(|round| drop(server.update(id, &format!("src/{number}-{round}.ts"), "1"))));
        }
    });
    let all: Vec<String> = (0..2).flat_map(|number| (0..20).map(move |round| format!("import './{number}-{round}';"))).collect();
    for server in &servers {
        let answer = server.update(id, "src/main.ts", &all.concat());
        assert_eq!(answer.get("diagnostics"), None, "every file is there");
    }
}

#[test]
fn a_server_that_is_killed_mid_update_loses_nothing() {
    let redis = redis(None);
    let (mut one, two) = (start(&["--redis", &redis.url(), "--debounce", "0"]), start(&["--redis", &redis.url(), "--debounce", "0"]));
    let made = one.create(&json!({ "files": app("one") }));
    let id = made["sessionId"].as_str().unwrap().to_string();
    // Edits go on while the process dies: some are answered, the last one is cut off.
    let mut answered = 0;
    std::thread::scope(|scope| {
        let killed = one.process.0.id();
        let (started, go) = std::sync::mpsc::channel();
        let (host, id) = (one.host(), id.clone());
        let editor = scope.spawn(move || {
            use std::io::{Read, Write};
            let mut last = 0;
            for round in 1.. {
                let body = json!({ "files": [{ "name": "src/main.ts", "content": format!("document.title = 'round {round}'") }] }).to_string();
                let Ok(mut stream) = std::net::TcpStream::connect(&host) else { return last };
                let head = format!("POST /kontext/preview/{id}/update HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n", body.len());
                let mut answer = String::new();
                let done = stream.write_all(format!("{head}{body}").as_bytes()).and_then(|()| stream.read_to_string(&mut answer));
                if done.is_err() || !answer.contains("\"success\":true") {
                    return last;
                }
                last = round;
                let _ = started.send(round);
            }
            last
        });
        while go.recv().unwrap() < 5 {}
        assert!(Command::new("kill").args(["-9", &killed.to_string()]).status().unwrap().success());
        answered = editor.join().unwrap();
    });
    one.process.0.wait().unwrap();
    // A tab of the dead server comes to the other one and asks for what it lacks.
    let mut tab = two.tab(&socket_on(&two, &made), None).unwrap();
    tab.next("connected");
    tab.say(&json!({ "type": "sync", "from": null, "have": {} }));
    let code = tab.next("hmr_batch")["modules"].as_array().unwrap().iter().map(|module| module["code"].as_str().unwrap().to_string()).collect::<String>();
    let round: u32 = code.split("round ").nth(1).unwrap().chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap();
    assert!(round == answered || round == answered + 1, "answered {answered}, kept {round}");
    two.update(&id, "src/main.ts", "document.title = 'after'");
    tab.next("hmr_update");
}

#[test]
fn redis_goes_away_and_comes_back_empty() {
    let mut first = redis(None);
    let server = start(&["--redis", &first.url(), "--debounce", "0"]);
    let made = server.create(&json!({ "files": app("one") }));
    let id = made["sessionId"].as_str().unwrap();
    let mut tab = server.tab(made["wsUrl"].as_str().unwrap(), None).unwrap();
    tab.next("connected");
    first.process.0.kill().unwrap();
    first.process.0.wait().unwrap();
    assert_eq!(server.update(id, "src/main.ts", "document.title = 'without'")["hmrTriggered"], true);
    tab.next("hmr_update");
    assert_eq!(server.get("/healthz").json()["status"], "degraded");
    let again = redis(Some(first.port));
    server.update(id, "src/main.ts", "document.title = 'back'");
    tab.next("hmr_update");
    assert_eq!(server.get("/healthz").json()["status"], "ok");
    // Another server finds it: what was lost was written again.
    let other = start(&["--redis", &again.url()]);
    let mut there = other.tab(&socket_on(&other, &made), None).unwrap();
    there.next("connected");
}
