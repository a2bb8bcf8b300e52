//! Sessions over HTTP, and their tabs.

use serde_json::{Value, json};

use crate::support::{app, binary, start};

#[test]
fn a_session_from_the_first_request_to_the_last() {
    let server = start(&[]);
    let made = server.create(&json!({ "files": app("one"), "packageJson": { "name": "app" }, "projectType": "icpstudio" }));
    assert_eq!(made["success"], true);
    let id = made["sessionId"].as_str().unwrap();
    assert!(made["expiresAt"].as_u64().unwrap() > 1_700_000_000_000, "milliseconds");
    let (preview, socket) = (made["previewUrl"].as_str().unwrap(), made["wsUrl"].as_str().unwrap());
    assert!(preview.starts_with("http://") && preview.contains(id) && socket.starts_with("ws://") && socket.contains("/hmr"));

    let path = preview.strip_prefix(&format!("http://{}", server.host())).unwrap();
    let page = server.get(path);
    assert!(page.status == 200 && page.body.contains("@hotframe/client/"), "{page:?}");
    assert_eq!(server.get(&format!("{path}some/route")).status, 200, "the app's router takes it from here");
    assert_eq!(server.get(&format!("{path}none.png")).status, 404);

    let mut tab = server.tab(socket, None).unwrap();
    let hello = tab.next("connected");
    let updated = server.update(id, "src/main.ts", "document.body.append('two')");
    assert_eq!((&updated["success"], &updated["updated"], &updated["hmrTriggered"]), (&json!(true), &json!(["src/main.ts"]), &json!(true)));
    let message = tab.next("hmr_update");
    assert_eq!((&message["from"], &message["path"]), (&hello["to"], &json!("src/main.ts")));
    assert!(message["modules"][0]["code"].as_str().unwrap().contains("two"));

    assert_eq!(server.update(id, "src/main.ts", "document.body.append('two') // said")["hmrTriggered"], false);
    let broken = server.update(id, "src/main.ts", "(");
    assert!(broken["hmrTriggered"] == false && broken["diagnostics"][0]["file"] == "src/main.ts", "{broken}");
    assert_eq!(tab.next("build_error")["path"], "src/main.ts");

    let status = server.get(&format!("/kontext/preview/{id}")).json();
    assert_eq!((&status["success"], &status["sessionId"], &status["status"]), (&json!(true), &json!(id), &json!("active")));
    assert_eq!((&status["previewUrl"], &status["wsUrl"]), (&made["previewUrl"], &made["wsUrl"]));
    assert_eq!(server.get("/kontext/preview").json()["sessions"].as_array().unwrap().len(), 1);

    let gone = server.request(&format!("DELETE /kontext/preview/{id}"), &[], "");
    assert_eq!(gone.json(), json!({ "success": true }));
    let closed = loop {
        match tab.socket.read().unwrap() {
            tungstenite::Message::Close(frame) => break frame.unwrap(),
            _ => continue,
        }
    };
    assert_eq!(u16::from(closed.code), 4404, "there is nothing to come back to");
    for answer in [server.get(&format!("/kontext/preview/{id}")), server.get(path), server.request(&format!("DELETE /kontext/preview/{id}"), &[], "")] {
        assert_eq!(answer.status, 404);
    }
}

#[test]
fn an_edit_waits_for_the_tabs_when_it_is_asked_to() {
    let server = start(&[]);
    let made = server.create(&json!({ "files": app("one") }));
    let (id, socket) = (made["sessionId"].as_str().unwrap(), made["wsUrl"].as_str().unwrap());
    let mut tabs = [server.tab(socket, None).unwrap(), server.tab(socket, None).unwrap()];
    for tab in &mut tabs {
        let revision = tab.next("connected")["to"].clone();
        tab.say(&json!({ "type": "hmr_ready", "revision": revision }));
    }
    let edit = |content: &str| json!({ "files": [{ "name": "src/main.ts", "content": content }], "wait": 10_000 });
    let path = format!("/kontext/preview/{id}/update");
    let arrival = std::thread::scope(|scope| {
        let answer = scope.spawn(|| server.post(&path, &edit("document.body.append('two')")).json());
        for (tab, duration) in tabs.iter_mut().zip([3, 7]) {
            let revision = tab.next("hmr_update")["to"].clone();
            tab.say(&json!({ "type": "hmr_success", "revision": revision, "outcome": "applied", "duration": duration }));
        }
        answer.join().unwrap()["arrival"].clone()
    });
    assert_eq!((&arrival["tabs"], &arrival["applied"], &arrival["failed"], &arrival["duration"]), (&json!(2), &json!(2), &json!(0), &json!(7.0)), "{arrival}");
    let arrival = std::thread::scope(|scope| {
        let answer = scope.spawn(|| server.post(&path, &edit("document.body.append('three')")).json());
        for tab in &mut tabs {
            tab.next("hmr_update");
            tab.say(&json!({ "type": "hmr_error", "error": { "message": "boom", "stack": "Error: boom\n at x" } }));
        }
        answer.join().unwrap()["arrival"].clone()
    });
    assert_eq!((&arrival["failed"], &arrival["errors"][1]["message"]), (&json!(2), &json!("boom")), "{arrival}");
}

#[test]
fn the_same_session_is_reused() {
    let server = start(&[]);
    let first = server.create(&json!({ "files": app("one"), "sessionId": "project-1" }));
    let id = first["sessionId"].as_str().unwrap();
    for key in ["project-1", id] {
        let again = server.post("/kontext/preview", &json!({ "files": app("two"), "sessionId": key }));
        assert_eq!((again.status, again.json()["sessionId"].as_str()), (200, Some(id)));
    }
    assert_eq!(server.post("/kontext/preview", &json!({ "files": app("three") })).status, 201);
}

#[test]
fn a_component_alone_is_an_app() {
    let server = start(&["--node-modules", concat!(env!("CARGO_MANIFEST_DIR"), "/../node_modules")]);
    let files = json!([{ "name": "src/frontend/App.tsx", "content": "export default function App() { return <h1>Hello</h1>; }" }]);
    let made = server.create(&json!({ "files": files, "packageJson": { "dependencies": { "react": "19" } }, "projectType": "icpstudio" }));
    let mut tab = server.tab(made["wsUrl"].as_str().unwrap(), None).unwrap();
    let hello = tab.next("connected");
    assert_eq!(hello["diagnostics"], json!([]));
    let blue = "export default function App() { return <h1 style={{ color: 'blue' }}>Hello</h1>; }";
    assert_eq!(server.update(made["sessionId"].as_str().unwrap(), "src/frontend/App.tsx", blue)["hmrTriggered"], true);
    assert_eq!(tab.next("hmr_update")["path"], "src/frontend/App.tsx");
}

#[test]
fn edits_that_come_together_are_one_update() {
    let server = start(&["--debounce", "300", "--max-wait", "5000"]);
    let made = server.create(&json!({ "files": app("one") }));
    let id = made["sessionId"].as_str().unwrap();
    let mut tab = server.tab(made["wsUrl"].as_str().unwrap(), None).unwrap();
    tab.next("connected");
    std::thread::scope(|scope| {
        for index in 0..5 {
            let server = &server;
            scope.spawn(move || server.update(id, &format!("src/{index}.ts"), "1"));
        }
        scope.spawn(|| server.update(id, "src/main.ts", "import './0'; import './1'; import './2'; import './3'; import './4';"));
    });
    let message = tab.next("hmr_batch");
    assert_eq!(message["paths"].as_array().unwrap().len(), 6);
}

#[test]
fn styles_do_not_wait() {
    let server = start(&["--debounce", "600000", "--max-wait", "600000"]);
    let made = server.create(&json!({ "files": app("one") }));
    let answer = server.update(made["sessionId"].as_str().unwrap(), "src/app.css", "body { color: blue }");
    assert_eq!(answer["updated"], json!(["src/app.css"]));
}

#[test]
fn one_bad_edit_does_not_spoil_the_others() {
    let server = start(&["--debounce", "200"]);
    let made = server.create(&json!({ "files": app("one") }));
    let id = made["sessionId"].as_str().unwrap();
    let edit = |name: &str| server.post(&format!("/kontext/preview/{id}/update"), &json!({ "files": [{ "name": name, "content": "1" }] })).status;
    let (good, bad) = std::thread::scope(|scope| {
        let (good, bad) = (scope.spawn(|| edit("src/other.ts")), scope.spawn(|| edit("src/MAIN.ts")));
        (good.join().unwrap(), bad.join().unwrap())
    });
    assert_eq!((good, bad), (200, 400), "two names that differ only by case");
}

#[test]
fn files_come_and_go() {
    let server = start(&[]);
    let made = server.create(&json!({ "files": app("one") }));
    let path = format!("/kontext/preview/{}/update", made["sessionId"].as_str().unwrap());
    let files = json!([{ "name": "public/a.bin", "base64": "AAEC" }, { "name": "src/app.css", "content": null }]);
    assert_eq!(server.post(&path, &json!({ "files": files })).status, 200);
    let preview = made["previewUrl"].as_str().unwrap().strip_prefix(&format!("http://{}", server.host())).unwrap().to_string();
    assert_eq!(server.get(&format!("{preview}a.bin")).body.as_bytes(), [0, 1, 2]);
}

#[test]
fn edits_are_routed_without_being_applied() {
    let server = start(&[]);
    let made = server.create(&json!({ "files": app("one") }));
    let path = format!("/kontext/preview/{}/route", made["sessionId"].as_str().unwrap());
    let ask = |name: &str, content: &str| server.post(&path, &json!({ "files": [{ "name": name, "content": content }] })).json();
    let answer = ask("backend/main.mo", "actor {}");
    assert_eq!((&answer["strategy"], &answer["files"][0]["cause"]), (&json!("full-deploy"), &json!("backend")));
    assert_eq!(ask("src/main.ts", "document.body.append(\"one\") // said")["strategy"], "none");
    let answer = ask("src/main.ts", "document.body.append(\"two\")");
    assert_eq!((&answer["strategy"], &answer["files"][0]["cause"]), (&json!("preview-update"), &json!("text")));
}

#[test]
fn the_document_describes_what_is_answered() {
    let server = start(&[]);
    let document = server.get("/openapi.json").json();
    let made = server.create(&json!({ "files": app("one") }));
    for (path, methods) in document["paths"].as_object().unwrap() {
        let real = path.replace("{sessionId}", made["sessionId"].as_str().unwrap());
        for (method, about) in methods.as_object().unwrap().iter().filter(|(name, _)| *name != "parameters" && *name != "delete") {
            let body = if method == "post" { json!({ "files": app("two") }) } else { Value::Null };
            let answer = if method == "post" { server.post(&real, &body) } else { server.get(&real) };
            assert!(about["responses"].get(answer.status.to_string()).is_some(), "{method} {path}: {}", answer.status);
            let schema = &about["responses"][answer.status.to_string()]["content"]["application/json"]["schema"]["$ref"];
            if let Some(name) = schema.as_str().and_then(|name| name.rsplit('/').next()) {
                for field in document["components"]["schemas"][name]["required"].as_array().unwrap() {
                    assert!(answer.json().get(field.as_str().unwrap()).is_some(), "{method} {path} lacks {field}");
                }
            }
        }
    }
}

#[test]
fn figures_and_health() {
    let server = start(&[]);
    let made = server.create(&json!({ "files": app("one") }));
    server.update(made["sessionId"].as_str().unwrap(), "src/main.ts", "2");
    assert_eq!(server.get("/healthz").json()["status"], "ok");
    let figures = server.get("/metrics").body;
    for line in ["hotframe_sessions_created_total 1", "hotframe_updates_total 1", "hotframe_update_seconds_count 1", "# TYPE hotframe_tabs gauge"] {
        assert!(figures.contains(line), "{line} in {figures}");
    }
}

#[test]
fn settings_come_from_flags_environment_and_file() {
    let folder = crate::support::TempFolder::new();
    let file = folder.0.join("settings.json");
    std::fs::write(&file, r#"{"api_key": ["file:0123456789abcdef"], "store": {"live": 5}}"#).unwrap();
    let server = start(&["--config", file.to_str().unwrap()]);
    assert_eq!(server.get("/kontext/preview").status, 401);
    assert_eq!(server.request("GET /kontext/preview", &[("Authorization", "Bearer 0123456789abcdef")], "").status, 200);
    std::fs::write(&file, r#"{"prot": 1}"#).unwrap();
    let wrong = binary().args(["--config", file.to_str().unwrap()]).output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("prot"));
    let open = binary().args(["--host", "0.0.0.0", "--port", "0"]).output().unwrap();
    assert!(String::from_utf8_lossy(&open.stderr).contains("--api-key"), "nobody is let in from the network without a key");
}
