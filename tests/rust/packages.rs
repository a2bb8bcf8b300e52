//! npm packages: one script for all, shared by apps that use the same.

use hotframe::{Change, PageOptions, Session};

use crate::support::{compiler_with_packages, example, files};

const PAGE: (&str, &str) = ("index.html", r#"<script type="module" src="/src/main.tsx"></script>"#);

fn vendor_address(session: &Session) -> String {
    let page = session.page(&PageOptions::default()).unwrap();
    let start = page.find("@hotframe/vendor/").expect("the page loads packages");
    page[start..].split('"').next().unwrap().to_string()
}

#[test]
fn packages_are_provided_under_their_specifiers() {
    let session = Session::new("shop", example("shop"), compiler_with_packages()).unwrap();
    assert!(session.diagnostics().is_empty(), "{:#?}", session.diagnostics());
    let script = session.asset(&vendor_address(&session)).unwrap().unwrap();
    let text = String::from_utf8(script.body.to_vec()).unwrap();
    for specifier in ["react", "react/jsx-runtime", "react-dom/client", "react-router-dom", "zustand"] {
        assert!(text.contains(&format!("npm:\" + \"{specifier}\"")) || text.contains(&format!("npm:{specifier}")), "{specifier} is not provided");
    }
    assert!(!text.contains("process.env.NODE_ENV"), "the mode is known when packages are built");
}

#[test]
fn an_alias_to_a_file_of_a_package_means_what_the_package_exports() {
    let config = "import path from 'path';
        export default { resolve: { alias: {
            react: path.resolve(__dirname, './node_modules/react'),
            'react/jsx-runtime': path.resolve(__dirname, './node_modules/react/jsx-runtime.js'),
        } } }";
    let session = Session::new("a", files(&[PAGE, ("vite.config.ts", config), ("src/main.tsx", "export default <b>1</b>")]), compiler_with_packages()).unwrap();
    assert_eq!(session.diagnostics(), []);
    let script = session.asset(&vendor_address(&session)).unwrap().unwrap();
    assert!(String::from_utf8(script.body.to_vec()).unwrap().contains("[\"npm:react/jsx-runtime\"]"), "one runtime, by the name that packages use");
}

#[test]
fn two_apps_with_the_same_packages_share_one_script() {
    let app = |text: &str| Session::new("a", files(&[PAGE, ("src/main.tsx", text)]), compiler_with_packages()).unwrap();
    let first = app("import { createRoot } from 'react-dom/client'; createRoot(document.body).render(<b>1</b>)");
    let second = app("import { createRoot } from 'react-dom/client'; createRoot(document.body).render(<i>2</i>)");
    assert_eq!(vendor_address(&first), vendor_address(&second));
}

fn app(text: &str) -> Session {
    Session::new("a", files(&[PAGE, ("src/main.tsx", text)]), compiler_with_packages()).unwrap()
}

fn edit(session: &Session, text: &str) -> serde_json::Value {
    let message = session.update(vec![Change::write("src/main.tsx", text)]).unwrap().expect("something changed");
    serde_json::from_str(&message.to_json()).unwrap()
}

#[test]
fn a_new_package_reaches_open_pages_with_what_they_lack_alone() {
    let session = app("import { useState } from 'react'; export default useState");
    let message = edit(&session, "import { useState } from 'react'; import { create } from 'zustand'; export default [useState, create]");
    assert_eq!(message["type"], "hmr_update", "{message}");
    let script = session.asset(message["vendor"].as_str().unwrap().trim_start_matches('/')).unwrap().expect("the script is served");
    let text = String::from_utf8(script.body.to_vec()).unwrap();
    assert!(text.contains("[\"npm:zustand\"]"), "{text}");
    assert!(text.contains("hotframe.require(\"npm:react\")") && !text.contains("react.development.js"), "React comes from the page: {text}");
    // A page that loads now has all in one script.
    let whole = session.asset(&vendor_address(&session)).unwrap().unwrap();
    assert!(String::from_utf8(whole.body.to_vec()).unwrap().contains("react.development.js"));
    assert_ne!(vendor_address(&session), message["vendor"].as_str().unwrap());
}

#[test]
fn the_first_package_of_a_page_needs_no_reload() {
    let session = app("export const nothing = 1; console.log(nothing)");
    let message = edit(&session, "import { createStore } from 'zustand/vanilla'; console.log(createStore)");
    assert_eq!((&message["type"], message["vendor"].is_string()), (&"hmr_update".into(), true), "{message}");
}

#[test]
fn a_package_that_is_not_imported_any_more_is_no_reload_and_no_script() {
    let session = app("import { useState } from 'react'; import { create } from 'zustand'; export default [useState, create]");
    let message = edit(&session, "import { useState } from 'react'; export default useState");
    assert_eq!((&message["type"], &message["vendor"]), (&"hmr_update".into(), &serde_json::Value::Null), "{message}");
}

#[test]
fn a_file_that_would_be_there_twice_is_a_reload_with_its_name() {
    // `react-router-dom` is made of `react-router`, which the app does not import by itself.
    let session = app("import { Link } from 'react-router-dom'; console.log(Link)");
    let message = edit(&session, "import { Link } from 'react-router-dom'; import { NavLink } from 'react-router'; console.log(Link, NavLink)");
    assert_eq!(message["type"], "preview_refreshed", "{message}");
    let reason = message["reason"].as_str().unwrap();
    assert!(reason.starts_with("new npm packages: react-router (") && reason.ends_with(" would be there twice)"), "{message}");
}

#[test]
fn a_page_that_was_away_gets_the_packages_it_lacks() {
    let session = app("import { useState } from 'react'; export default useState");
    let (from, revision) = (session.revision().unwrap(), |text: &str| edit(&session, text)["vendor"].clone());
    let vendor = revision("import { useState } from 'react'; import { create } from 'zustand'; export default [useState, create]");
    let sync = |have: &[&str]| {
        let have = have.iter().map(|id| ((*id).to_string(), String::new())).collect();
        serde_json::from_str::<serde_json::Value>(&session.sync(Some(&from), &have, None).unwrap().to_json()).unwrap()
    };
    assert_eq!(sync(&["npm:react", "npm:react/jsx-dev-runtime"])["vendor"], vendor, "what it says it has");
    assert_eq!(sync(&[])["vendor"], vendor, "what its revision had");
    assert_eq!(sync(&["npm:react", "npm:zustand", "npm:other"])["vendor"], serde_json::Value::Null, "nothing is missing");
    assert_eq!(sync(&["npm:left-pad"])["type"], "preview_refreshed", "nobody knows what it has");
}

#[test]
fn a_package_that_is_not_installed_or_has_no_such_file_is_a_diagnostic() {
    let session = Session::new(
        "a",
        files(&[PAGE, ("src/main.tsx", "import 'left-pad'; import 'react/nothing'; import '@scope'; import 'react/../../x'")]),
        compiler_with_packages(),
    )
    .unwrap();
    let said: Vec<_> = session.diagnostics().into_iter().map(|problem| problem.message).collect();
    assert_eq!(said.len(), 4, "{said:?}");
    assert!(said[0].contains("not installed") && said[1].contains("has no \"react/nothing\""), "{said:?}");
}

#[test]
fn a_name_that_a_package_does_not_export_is_said_with_the_one_that_was_meant() {
    let app =
        files(&[PAGE, ("src/main.tsx", "import { useState } from 'react';\nimport { create, crate } from 'zustand';\nconsole.log(useState, create, crate)")]);
    let session = Session::new("a", app, compiler_with_packages()).unwrap();
    let found: Vec<_> = session.diagnostics().into_iter().map(|problem| (problem.line, problem.column, problem.message, problem.hint)).collect();
    assert_eq!(found, [(2, 18, "\"zustand\" has no export \"crate\"".to_string(), Some("Did you mean \"create\"?".to_string()))]);
}

#[test]
fn a_package_that_needs_what_mounts_the_app_comes_without_a_reload() {
    let main = "import { createRoot } from 'react-dom/client'; createRoot(document.body).render(<b/>)";
    let session = app(main);
    let message = edit(&session, &format!("import {{ createPortal }} from 'react-dom'; console.log(createPortal); {main}"));
    assert_eq!(message["type"], "hmr_update", "{message}");
}

#[test]
fn modules_of_node_are_said_to_be_that_with_what_to_do() {
    let session = Session::new(
        "a",
        files(&[PAGE, ("src/main.tsx", "import fs from 'fs'; import { Buffer } from 'node:buffer'; import 'worker_threads'; console.log(fs, Buffer)")]),
        compiler_with_packages(),
    )
    .unwrap();
    let said: Vec<_> = session.diagnostics().into_iter().map(|problem| (problem.message, problem.hint.unwrap())).collect();
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said[0].0.contains("\"fs\" is a module of Node.js") && said[0].1.contains("browsers"), "{said:?}");
    assert!(said[1].1.contains("\"buffer\""), "{said:?}");
    assert!(said[2].0.contains("\"worker_threads\" is a module of Node.js"), "{said:?}");
}

#[test]
fn many_apps_build_their_packages_at_once() {
    // While one build waits for its threads, they must not begin another's.
    let packages = ["react", "react-dom/client", "react-router-dom", "zustand", "zustand/vanilla", "react/jsx-runtime", "react-dom/server", "react-dom"];
    let sets: Vec<String> = (1_u32..64)
        .map(|set| {
            let chosen = packages.iter().enumerate().filter(|(index, _)| set & (1 << index) != 0);
            chosen.map(|(index, name)| format!("import * as p{index} from '{name}'; console.log(p{index});\n")).collect()
        })
        .collect();
    std::thread::scope(|scope| {
        for half in 0..8 {
            let sets = &sets;
            scope.spawn(move || {
                for text in sets.iter().skip(half).step_by(8) {
                    let session = app(text);
                    assert!(session.diagnostics().is_empty(), "{:#?}", session.diagnostics());
                    assert!(session.asset(&vendor_address(&session)).unwrap().is_some());
                }
            });
        }
    });
}

#[cfg(unix)]
#[test]
fn each_package_has_the_peer_beside_it_and_names_of_node_are_as_in_vite() {
    let base = std::env::temp_dir().join(format!("hotframe-peers-{}", std::process::id()));
    let folder = base.join("node_modules");
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    for (name, peer) in [("a", "1"), ("b", "2")] {
        let stand = format!(".pnpm/{name}@1.0.0_peer@{peer}.0.0/node_modules");
        write(&format!("{stand}/{name}/package.json"), &format!(r#"{{"name": "{name}", "main": "index.js", "peerDependencies": {{"peer": "*"}}}}"#));
        write(
            &format!("{stand}/{name}/index.js"),
            &format!("exports.{name} = [require('peer'), process.env.NODE_ENV, process.env.OTHER, global.x, typeof Buffer]"),
        );
        write(&format!(".pnpm/peer@{peer}.0.0/node_modules/peer/package.json"), &format!(r#"{{"name": "peer", "version": "{peer}.0.0", "main": "i.js"}}"#));
        write(&format!(".pnpm/peer@{peer}.0.0/node_modules/peer/i.js"), &format!("module.exports = 'peer-of-{name}'"));
        std::os::unix::fs::symlink(format!("../../peer@{peer}.0.0/node_modules/peer"), folder.join(&stand).join("peer")).unwrap();
        std::os::unix::fs::symlink(format!("{stand}/{name}"), folder.join(name)).unwrap();
    }
    let options = hotframe::Options { node_modules: Some(folder), ..Default::default() };
    let compiler = std::sync::Arc::new(hotframe::Compiler::new(options).unwrap());
    let session = Session::new("app", files(&[PAGE, ("src/main.tsx", "import { a } from 'a'; import { b } from 'b'; console.log(a, b)")]), compiler).unwrap();
    assert!(session.diagnostics().is_empty(), "{:#?}", session.diagnostics());
    let script = session.asset(&vendor_address(&session)).unwrap().unwrap();
    let text = String::from_utf8_lossy(&script.body).into_owned();
    assert!(text.contains("peer-of-a") && text.contains("peer-of-b"), "{text}");
    // The mode is known, and `global` is the page; what else a package asks of Node.js it asks when it runs, as with Vite.
    assert_eq!(text.matches("\"development\"").count(), 2, "{text}");
    assert!(text.matches("globalThis.x").count() == 2 && text.matches("process.env.OTHER").count() == 2 && text.contains("typeof Buffer"), "{text}");
    std::fs::remove_dir_all(base).unwrap();
}
