//! Sessions: edits in, messages out.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hotframe::{Body, Change, Message, PageOptions, Session, WireUpdate};
use sha2::{Digest, Sha256};

use crate::support::{PAGE, compiler, example, files, open};

const APP: [(&str, &str); 6] = [
    PAGE,
    ("src/main.ts", "import './main.css'; import { text } from './text'; document.body.append(text, (await import('./lazy')).default)"),
    ("src/main.css", "body { color: red }"),
    ("src/text.ts", "export const text: string = 'hello'"),
    ("src/lazy.ts", "export default 'lazy'"),
    ("src/unused.ts", "export default ((("),
];

fn update_of(message: &Message) -> &WireUpdate {
    match &message.body {
        Body::HmrUpdate { update, .. } | Body::HmrBatch { update } => update,
        other => panic!("no update: {other:?}"),
    }
}

fn changed(message: &Message) -> Vec<&str> {
    update_of(message).modules.iter().map(|module| module.id.as_str()).collect()
}

fn edit(session: &Session, path: &str, text: &str) -> Option<Message> {
    session.update(vec![Change::write(path, text)]).unwrap()
}

#[test]
fn only_what_is_reached_is_compiled() {
    let session = open(&APP);
    assert!(session.diagnostics().is_empty(), "{:?}", session.diagnostics());
    assert!(session.revision().is_some());
}

#[test]
fn an_edit_is_one_module_from_one_revision_to_the_next() {
    let session = open(&APP);
    let before = session.revision();
    let message = edit(&session, "src/text.ts", "export const text = 'hi'").unwrap();
    assert_eq!(message.kind(), "hmr_update");
    assert_eq!((&message.from, &message.to), (&before, &session.revision()));
    assert_eq!(changed(&message), ["src/text.ts"]);
    let module = &update_of(&message).modules[0];
    assert!(module.code.as_ref().unwrap().contains("sourceURL=/src/text.ts?"));
    assert_eq!(update_of(&message).css.len(), 1);
}

#[test]
fn what_changes_nothing_for_a_browser_is_no_message() {
    let session = open(&APP);
    assert!(edit(&session, "src/text.ts", "export const text: string = 'hello'").is_none(), "the same bytes");
    assert!(edit(&session, "src/text.ts", "// why\nexport const text = 'hello' as string;").is_none(), "comments and types");
    assert!(edit(&session, "src/unused.ts", "export default 1").is_none(), "nothing imports it");
    assert!(session.update(vec![Change::delete("src/nothing.ts")]).unwrap().is_none());
}

#[test]
fn there_and_back_is_the_same_revision() {
    let session = open(&APP);
    let before = session.revision();
    edit(&session, "src/text.ts", "export const text = 'hi'").unwrap();
    let message = edit(&session, "src/text.ts", "export const text: string = 'hello'").unwrap();
    assert_eq!(message.to, before);
    assert_eq!(open(&APP).revision(), before, "and the same in every process");
}

#[test]
fn broken_code_keeps_the_revision_and_the_fix_ships_the_difference() {
    let session = open(&APP);
    let before = session.revision();
    let broken =
        session.update(vec![Change::write("src/text.ts", "export const text = ("), Change::write("src/lazy.ts", "export default 'lazier'")]).unwrap().unwrap();
    let Body::BuildError { error, path, diagnostics } = &broken.body else { panic!("{broken:?}") };
    assert_eq!(path.as_deref(), Some("src/text.ts"));
    assert!(!error.is_empty() && diagnostics[0].frame.contains("const text = ("));
    assert_eq!(session.revision(), before);
    assert!(session.page(&PageOptions::default()).unwrap().contains(before.as_deref().unwrap()), "the last good page is served");
    let again = edit(&session, "src/text.ts", "export const text = (");
    assert!(again.is_none(), "nothing new to say");
    let fixed = edit(&session, "src/text.ts", "export const text = 'fixed'").unwrap();
    assert_eq!(fixed.from, before);
    assert_eq!(changed(&fixed), ["src/text.ts", "src/lazy.ts"], "the edit that came with the broken one is not lost");
}

#[test]
fn undoing_a_mistake_says_so_although_no_module_changes() {
    let session = open(&APP);
    edit(&session, "src/text.ts", "(((").unwrap();
    let message = edit(&session, "src/text.ts", "export const text: string = 'hello'").unwrap();
    assert!(changed(&message).is_empty());
    assert_eq!(message.from, message.to);
}

#[test]
fn an_app_that_never_compiled_recovers() {
    let session = open(&[PAGE, ("src/main.ts", "let x = ;")]);
    assert_eq!(session.revision(), None);
    let page = session.page(&PageOptions::default()).unwrap();
    assert!(page.contains("\"revision\":null") && page.contains("let x = ;"), "{page}");
    let message = edit(&session, "src/main.ts", "let x = 1; console.log(x)").unwrap();
    assert_eq!((message.from.as_deref(), changed(&message)), (None, vec!["src/main.ts"]));
}

#[test]
fn missing_imports_are_named_with_what_to_do() {
    let session =
        open(&[PAGE, ("src/main.ts", "import a from './Buton';\nimport React from 'react';\nimport fs from 'fs'"), ("src/Button.tsx", "export default 1")]);
    // Unused imports are no imports in TypeScript; these are used below.
    assert!(session.diagnostics().is_empty());
    let message =
        edit(&session, "src/main.ts", "import a from './Buton';\nimport React from 'react';\nimport fs from 'fs';\nconsole.log(a, React, fs)").unwrap();
    let Body::BuildError { diagnostics, .. } = message.body else { panic!() };
    let hints: Vec<_> = diagnostics.iter().map(|problem| (problem.line, problem.message.as_str(), problem.hint.as_deref().unwrap_or_default())).collect();
    assert_eq!(hints.len(), 3, "{hints:?}");
    assert_eq!((hints[0].0, hints[0].2), (1, "Did you mean \"./Button\"?"));
    assert!(hints[1].1.contains("react") && hints[2].1.contains("Node.js"), "{hints:?}");
}

#[test]
fn files_come_go_and_come_back() {
    let session = open(&[PAGE, ("src/main.ts", "console.log(1)")]);
    let message = session
        .update(vec![Change::write("src/a.ts", "export default 1"), Change::write("src/main.ts", "import a from './a'; console.log(a)")])
        .unwrap()
        .unwrap();
    assert_eq!(message.kind(), "hmr_batch");
    assert_eq!(changed(&message), ["src/a.ts", "src/main.ts"]);
    let gone = session.update(vec![Change::delete("src/a.ts")]).unwrap().unwrap();
    assert_eq!(gone.kind(), "build_error");
    let back = edit(&session, "src/a.ts", "export default 2").unwrap();
    assert_eq!(changed(&back), ["src/a.ts"]);
    let removed = edit(&session, "src/main.ts", "console.log(2)").unwrap();
    assert_eq!(update_of(&removed).removed[0].as_str(), "src/a.ts");
}

#[test]
fn an_import_that_means_another_file_now_is_rewired() {
    let session = open(&[PAGE, ("src/main.ts", "import a from './a'; console.log(a)"), ("src/a.tsx", "export default 1")]);
    let message = edit(&session, "src/a.ts", "export default 2").unwrap();
    assert_eq!(changed(&message), ["src/a.ts"]);
    assert_eq!(update_of(&message).edges["src/main.ts"]["./a"].as_str(), "src/a.ts");
    assert_eq!(update_of(&message).removed[0].as_str(), "src/a.tsx");
}

#[test]
fn the_document_changes_by_a_reload() {
    let session = open(&APP);
    let message = edit(&session, "index.html", &PAGE.1.replace("<body>", "<body class=\"x\">")).unwrap();
    let Body::PreviewRefreshed { reason } = &message.body else { panic!("{message:?}") };
    assert!(reason.contains("index.html"));
    assert!(session.page(&PageOptions::default()).unwrap().contains("class=\"x\""));
}

#[test]
fn a_client_that_was_away_gets_the_net_difference_from_any_process() {
    let session = open(&APP);
    let mut have: BTreeMap<String, String> = BTreeMap::new();
    let first = session.sync(None, &have, None).unwrap();
    have.extend(update_of(&first).modules.iter().map(|module| (module.id.to_string(), module.digest.clone())));
    assert_eq!(have.len(), 4);
    let at = first.to.clone();
    for round in 0..20 {
        edit(&session, "src/text.ts", &format!("export const text = '{round}'"));
    }
    edit(&session, "src/lazy.ts", "export default 'x'");
    edit(&session, "src/lazy.ts", "export default 'lazy'");
    let files = APP.map(|(path, text)| (path.to_string(), if path == "src/text.ts" { b"export const text = '19'".to_vec() } else { text.as_bytes().to_vec() }));
    let other_process = Session::new("app", files, compiler()).unwrap();
    for server in [&session, &other_process] {
        let message = server.sync(at.as_deref(), &have, None).unwrap();
        assert_eq!(changed(&message), ["src/text.ts"]);
        assert_eq!((&message.from, &message.to), (&at, &session.revision()));
    }
    let now = session.sync(session.revision().as_deref(), &have, Some("another page")).unwrap();
    assert_eq!(now.kind(), "preview_refreshed");
}

#[test]
fn replacing_all_files_is_the_same_as_the_edits() {
    let session = open(&APP);
    let mut next = APP.to_vec();
    next[3].1 = "export const text = 'replaced'";
    let message = session.replace(files(&next)).unwrap().unwrap();
    assert_eq!((message.kind(), changed(&message)), ("hmr_update", vec!["src/text.ts"]));
    assert!(session.replace(files(&next)).unwrap().is_none());
}

#[test]
fn large_code_travels_by_address() {
    let session = open(&APP);
    let text = format!("export const text = '{}'", "x".repeat(10_000));
    let message = edit(&session, "src/text.ts", &text).unwrap();
    let module = &update_of(&message).modules[0];
    assert!(module.code.is_none() && message.to_json().len() < 4_096);
    let url = module.url.as_ref().unwrap().strip_prefix('/').unwrap();
    let asset = session.asset(url).unwrap().unwrap();
    assert!(asset.immutable && asset.body.len() > 10_000 && asset.content_type.starts_with("text/javascript"));
    assert_eq!(module.integrity, Some(format!("sha256-{}", STANDARD.encode(Sha256::digest(&asset.body)))));
}

#[test]
fn everything_the_page_names_is_served() {
    let session = Session::new("counter", example("counter"), crate::support::compiler_with_packages()).unwrap();
    assert!(session.diagnostics().is_empty(), "{:#?}", session.diagnostics());
    let page = session.page(&PageOptions::from_json(r#"{"nonce": "abc"}"#).unwrap()).unwrap();
    let addresses: Vec<_> =
        page.split("src=\"/").skip(1).map(|rest| rest.split('"').next().unwrap()).filter(|address| address.starts_with("@hotframe")).collect();
    assert_eq!(addresses.len(), 3, "{page}");
    assert!(addresses[0].ends_with("-react.js"), "what must run before React does comes with the client: {page}");
    for address in &addresses {
        let asset = session.asset(address).unwrap().unwrap_or_else(|| panic!("{address} is not served"));
        assert!(!asset.body.is_empty() && asset.immutable);
    }
    let map = session.asset(&format!("{}.map", addresses[2])).unwrap().unwrap();
    let map: serde_json::Value = serde_json::from_slice(&map.body).unwrap();
    assert!(map["sections"].as_array().unwrap().len() > 3);
    assert_eq!(page.matches("nonce=\"abc\"").count(), page.matches("<script").count() + page.matches("<style").count() + page.matches("stylesheet").count());
    assert!(session.asset("../Cargo.toml").unwrap().is_none());
    assert!(session.asset("@hotframe/app/other.js").unwrap().is_none());
    assert!(session.asset("src/main.tsx").unwrap().is_none(), "sources are not served");
}

#[test]
fn apps_whose_code_is_the_same_have_maps_of_their_own() {
    let compiler = compiler();
    let sections = |text: &str| {
        let app = [("index.html", "<script type=module src=/src/main.ts></script>"), ("src/main.ts", text)];
        let session = Session::new("app-1", files(&app), compiler.clone()).unwrap();
        let page = session.page(&PageOptions::default()).unwrap();
        let app = page.split("src=\"/").skip(1).map(|rest| rest.split('"').next().unwrap()).find(|address| address.contains("/app/")).unwrap();
        let [script, map] = [app.to_string(), format!("{app}.map")].map(|address| session.asset(&address).unwrap().unwrap().body.to_vec());
        let map: serde_json::Value = serde_json::from_slice(&map).unwrap();
        (script, map["sections"][0]["map"]["mappings"].as_str().unwrap().to_string())
    };
    let (code, map) = sections("console.log('same')");
    let (moved_code, moved_map) = sections("// A note.\n\nconsole.log('same')");
    assert_eq!(code, moved_code);
    assert_ne!(map, moved_map);
    assert_eq!(sections("console.log('same')"), (code, map));
}

#[test]
fn parts_of_the_client_and_maps_are_scripts_of_their_own() {
    let session = open(&APP);
    let page = |options: &str| session.page(&PageOptions::from_json(options).unwrap()).unwrap();
    let socket = r#""transport": {"kind": "socket", "url": "/socket"}"#;
    let plain = page(&format!("{{{socket}}}"));
    assert!(plain.contains(".badge.js") && !plain.contains(".console.js"), "{plain}");
    assert!(!page("{}").contains(".badge.js"), "a page without a host has no connection to speak of");
    let asked = page(&format!(r#"{{{socket}, "badge": false, "console": true, "nonce": "abc"}}"#));
    assert!(!asked.contains(".badge.js") && asked.contains(".console.js\"></script>"), "{asked}");

    let core = plain.split("src=\"/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    for part in ["problems", "badge", "console"] {
        let script = session.asset(&core.replace(".js", &format!(".{part}.js"))).unwrap().unwrap();
        assert!(script.immutable && script.content_type.starts_with("text/javascript") && !script.body.is_empty(), "{part}");
    }
    let size = |address: &str| session.asset(address).unwrap().map(|asset| asset.body.len());
    assert!(core.ends_with("-socket.js"), "the way to the host comes with the client: {core}");
    assert!(size(core) > size(&core.replace("-socket", "")) && size(&core.replace("-socket", "-socket-react")) > size(core));
    for none in [".other.js", "-other.js", "-react-react.js", "-core.js", "-.js"] {
        assert_eq!(size(&core.replace("-socket.js", none)), None, "{none}");
    }

    let revision = session.revision().unwrap();
    let text = |address: &str| String::from_utf8(session.asset(address).unwrap().unwrap().body.to_vec()).unwrap();
    let map = text(&format!("@hotframe/app/{revision}.map.js"));
    assert!(map.starts_with(&format!("hotframe.map(\"{revision}\",{{\"version\":3,\"sections\":[")) && map.ends_with(");"), "{map}");
}

#[test]
fn a_page_that_loads_while_edits_go_on_gets_the_script_of_its_revision() {
    let session = open(&APP);
    let address = format!("@hotframe/app/{}.js", session.revision().unwrap());
    edit(&session, "src/text.ts", "export const text = 'later'").unwrap();
    let script = session.asset(&address).unwrap().unwrap();
    let text = String::from_utf8(script.body.to_vec()).unwrap();
    assert!(text.contains("hello") && !text.contains("later"));
}

#[test]
fn edits_from_many_threads_end_in_one_revision() {
    let session = open(&APP);
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let session = &session;
            scope.spawn(move || (0..25).for_each(|round| drop(edit(session, &format!("src/t{thread}.ts"), &format!("export default {round}")))));
        }
    });
    let last: Vec<_> = (0..4).map(|thread| format!("src/t{thread}.ts")).collect();
    assert!(last.iter().all(|path| session.paths().contains(path)));
}

const BEHIND: [(&str, &str); 5] = [
    PAGE,
    ("src/main.ts", "import { text } from './text'; document.body.append(text); window.more = () => import('./lazy')"),
    ("src/text.ts", "export const text = 'hello'"),
    ("src/lazy.ts", "import { deep } from './deep'; export default deep"),
    ("src/deep.ts", "export const deep = (\n"),
];

#[test]
fn what_only_a_call_imports_does_not_keep_an_app_from_opening() {
    let session = open(&BEHIND);
    let revision = session.revision().expect("the rest runs");
    assert_eq!(session.diagnostics().iter().filter(|problem| problem.severity == hotframe::Severity::Error).count(), 1);
    let page = session.page(&PageOptions::default()).unwrap();
    assert!(page.contains("\"severity\":\"warning\"") && !page.contains("\"severity\":\"error\""), "{page}");
    let app = String::from_utf8(session.asset(&format!("@hotframe/app/{revision}.js")).unwrap().unwrap().body.to_vec()).unwrap();
    assert!(app.contains("hotframe.define(\"src/lazy.ts\"") && app.contains("throw error") && !app.contains("src/deep.ts\","), "{app}");
    assert_eq!(open(&BEHIND).revision(), Some(revision), "the same in every process");

    let elsewhere = edit(&session, "src/text.ts", "export const text = 'hi'").unwrap();
    assert_eq!(changed(&elsewhere), ["src/text.ts"], "edits of the rest arrive");
    let worse = edit(&session, "src/deep.ts", "export const deep = 1 +;").unwrap();
    assert!(matches!(worse.body, Body::BuildError { .. }), "who edits the broken file is told: {worse:?}");
    let again = edit(&session, "src/text.ts", "export const text = 'hey'").unwrap();
    assert_eq!(changed(&again), ["src/text.ts", "src/lazy.ts"], "and the rest goes on");
    let fixed = edit(&session, "src/deep.ts", "export const deep = 2;").unwrap();
    assert_eq!(changed(&fixed), ["src/deep.ts", "src/lazy.ts"]);
    assert!(session.diagnostics().is_empty());
    let broken = edit(&session, "src/deep.ts", "export const deep = (").unwrap();
    assert!(matches!(broken.body, Body::BuildError { .. }), "what ran goes on running: {broken:?}");
}

#[test]
fn a_part_that_runs_elsewhere_is_not_taken_away() {
    let session = open(&BEHIND);
    let have = [("src/lazy.ts".to_string(), "of another process".to_string())].into();
    let answer = session.sync(Some("another"), &have, None).unwrap();
    assert!(matches!(answer.body, Body::BuildError { .. }), "{answer:?}");
    let answer = session.sync(Some("another"), &Default::default(), None).unwrap();
    assert!(changed(&answer).contains(&"src/lazy.ts"));
}
