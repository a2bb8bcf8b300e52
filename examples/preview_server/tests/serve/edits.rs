//! What happens on disk reaches the tabs.

use std::fs;

use serde_json::{Value, json};

use crate::app::app;
use crate::support::serve;

fn modules(message: &Value) -> Vec<&str> {
    message["modules"].as_array().unwrap().iter().map(|module| module["id"].as_str().unwrap()).collect()
}

#[test]
fn an_edit_is_an_update_for_every_tab() {
    let folder = app();
    let preview = serve(&folder.0, &[]);
    let (mut first, connected) = preview.open_tab();
    let (mut second, _) = preview.open_tab();
    folder.write("src/text.ts", "export const text = 'edited'");
    for tab in [&mut first, &mut second] {
        let update = tab.next("hmr_update");
        assert_eq!(update["from"], connected["to"]);
        assert_eq!((update["path"].as_str(), modules(&update)), (Some("src/text.ts"), vec!["src/text.ts"]));
        assert!(update["modules"][0]["code"].as_str().unwrap().contains("edited"));
    }
    preview.wait_for_log("update  src/text.ts");
}

#[test]
fn a_mistake_is_shown_and_its_end_too() {
    let folder = app();
    let preview = serve(&folder.0, &[]);
    let (mut tab, connected) = preview.open_tab();
    folder.write("src/text.ts", "export const text = (");
    let error = tab.next("build_error");
    assert_eq!((&error["path"], &error["to"]), (&json!("src/text.ts"), &connected["to"]));
    preview.wait_for_log("src/text.ts:1");
    preview.wait_for_log("> 1 | export const text = (");
    let (_, late) = preview.open_tab();
    assert_eq!(late["diagnostics"][0]["file"], "src/text.ts", "who comes later learns it too");
    folder.write("src/text.ts", "export const text = 'fixed'");
    assert_eq!(modules(&tab.next("hmr_update")), ["src/text.ts"]);
    preview.wait_for_log("fixed   no errors");
}

#[test]
fn files_that_are_saved_together_are_one_update() {
    let folder = app();
    let preview = serve(&folder.0, &[]);
    let (mut tab, _) = preview.open_tab();
    folder.write("src/new/deep/part.ts", "export const part = 'part'");
    folder.write("src/text.ts", "import { part } from './new/deep/part'; export const text = part");
    folder.write("src/main.css", "body { color: blue }");
    let update = tab.next("hmr_batch");
    let mut ids = modules(&update);
    ids.sort_unstable();
    assert_eq!(ids, ["src/main.css", "src/new/deep/part.ts", "src/text.ts"]);
    folder.write("src/new/deep/part.ts", "export const part = 'the new folder is watched'");
    assert_eq!(modules(&tab.next("hmr_update")), ["src/new/deep/part.ts"]);
}

#[test]
fn editors_that_replace_files_are_understood() {
    let folder = app();
    let preview = serve(&folder.0, &[]);
    let (mut tab, _) = preview.open_tab();
    // Written beside and renamed over, as most editors do.
    folder.write("src/text.ts.tmp", "export const text = 'renamed over'");
    fs::rename(folder.at("src/text.ts.tmp"), folder.at("src/text.ts")).unwrap();
    assert!(tab.next("hmr_update")["modules"][0]["code"].as_str().unwrap().contains("renamed over"));
    // Moved away and written anew, as vim does: no moment without the file is seen.
    fs::rename(folder.at("src/text.ts"), folder.at("src/text.ts~")).unwrap();
    folder.write("src/text.ts", "export const text = 'written anew'");
    assert!(tab.next("hmr_update")["modules"][0]["code"].as_str().unwrap().contains("written anew"));
}

#[test]
fn deleted_files_and_folders_are_gone() {
    let folder = app();
    let preview = serve(&folder.0, &[]);
    let (mut tab, _) = preview.open_tab();
    fs::remove_file(folder.at("src/text.ts")).unwrap();
    let error = tab.next("build_error");
    assert!(error["error"].as_str().unwrap().contains("./text"), "{error:#}");
    folder.write("src/text.ts", "export const text = 'back'");
    tab.next("hmr_update");
    // A folder takes the other's place; the new one is watched.
    folder.write("other/main.ts", "document.body.append('other')");
    fs::rename(folder.at("src"), folder.at("old")).unwrap();
    fs::rename(folder.at("other"), folder.at("src")).unwrap();
    let update = loop {
        let update = tab.next("hmr_batch");
        if modules(&update).contains(&"src/main.ts") {
            break update;
        }
    };
    assert!(update["removed"].as_array().unwrap().contains(&json!("src/text.ts")), "{update:#}");
    folder.write("src/main.ts", "document.body.append('other, edited')");
    assert_eq!(modules(&tab.next("hmr_update")), ["src/main.ts"]);
}

#[test]
fn a_checkout_of_many_files_is_one_update() {
    let folder = app();
    fs::create_dir(folder.at(".git")).unwrap();
    let preview = serve(&folder.0, &[]);
    let (mut tab, _) = preview.open_tab();
    // Git holds this while it writes.
    folder.write(".git/index.lock", "");
    let names: Vec<String> = (0..300).map(|number| format!("part{number}")).collect();
    let imports: String = names.iter().map(|name| format!("import './parts/{name}';\n")).collect();
    folder.write("src/text.ts", format!("{imports}export const text = 'many'"));
    for name in &names {
        folder.write(&format!("src/parts/{name}.ts"), format!("console.log('{name}')"));
    }
    fs::remove_file(folder.at(".git/index.lock")).unwrap();
    let update = tab.next("hmr_batch");
    assert_eq!(modules(&update).len(), 301);
}

#[test]
fn a_client_that_was_away_asks_for_what_it_lacks() {
    let folder = app();
    let preview = serve(&folder.0, &[]);
    let (mut tab, connected) = preview.open_tab();
    tab.say(&json!({"type": "sync", "from": null, "have": {}}));
    let all = tab.next("hmr_batch");
    assert_eq!((&all["to"], modules(&all).len()), (&connected["to"], 3));
    tab.say(&json!({"type": "sync", "from": connected["to"], "have": {"src/text.ts": "stale"}, "page": "another"}));
    tab.next("preview_refreshed");
    tab.socket.send(tungstenite::Message::text("{nonsense")).unwrap();
    tab.say(&json!({"type": "from the future"}));
    tab.say(&json!({"type": "hmr_ready", "v": 1, "revision": connected["to"]}));
    preview.wait_for_log("opened");
    tab.say(&json!({"type": "hmr_success", "outcome": "reloading", "reason": "\u{1b}[31mit had to", "duration": 3, "paths": ["src/text.ts"]}));
    let line = preview.wait_for_log("reloading src/text.ts");
    assert!(line.contains("it had to") && !line.contains("\u{1b}[31m"));
    tab.say(&json!({"type": "hmr_error", "error": {"message": "boom", "stack": "Error: boom\n  at x", "kind": "runtime"}}));
    preview.wait_for_log("Error: boom");
}

#[test]
fn the_log_says_in_how_many_tabs_an_edit_arrived() {
    let folder = app();
    let preview = serve(&folder.0, &[]);
    let ((mut one, connected), (mut two, _)) = (preview.open_tab(), preview.open_tab());
    let applied = json!({"type": "hmr_success", "revision": connected["to"], "outcome": "applied", "duration": 3, "paths": ["src/text.ts"]});
    one.say(&applied);
    preview.wait_for_log("1 of 2 tabs");
    two.say(&applied);
    preview.wait_for_log("2 of 2 tabs");
}

#[test]
fn a_new_environment_reaches_the_modules_that_read_it() {
    let folder = app();
    let preview = serve(&folder.0, &[]);
    let (mut tab, connected) = preview.open_tab();
    folder.write(".env.local", "VITE_NAME=second\nSECRET=hidden");
    let update = tab.next("hmr_update");
    assert_eq!(update["from"], connected["to"]);
    let text = update.to_string();
    assert!(text.contains("second") && !text.contains("hidden"));
}

#[cfg(unix)]
#[test]
fn links_are_followed_inside_the_folder_only() {
    let (folder, outside) = (app(), app());
    outside.write("secret.ts", "export const text = 'stolen'");
    fs::remove_file(folder.at("src/text.ts")).unwrap();
    std::os::unix::fs::symlink(outside.at("secret.ts"), folder.at("src/text.ts")).unwrap();
    let preview = serve(&folder.0, &[]);
    preview.wait_for_log("src/text.ts is left out: it is a symbolic link that leads out of the folder");
    let (mut tab, connected) = preview.open_tab();
    assert_eq!(connected["to"], Value::Null);
    folder.write("src/real.ts", "export const text = 'inside'");
    fs::remove_file(folder.at("src/text.ts")).unwrap();
    std::os::unix::fs::symlink(folder.at("src/real.ts"), folder.at("src/text.ts")).unwrap();
    let first = tab.next("hmr_batch");
    assert!(first.to_string().contains("inside"));
    folder.write("src/real.ts", "export const text = 'edited through the link'");
    loop {
        if tab.socket.read().unwrap().to_text().unwrap().contains("edited through the link") {
            break;
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_taken_does_not_stop_the_others() {
    let folder = app();
    assert!(std::process::Command::new("mkfifo").arg(folder.at("src/pipe.ts")).status().unwrap().success());
    let preview = serve(&folder.0, &[]);
    preview.wait_for_log("src/pipe.ts is left out: it is not a regular file");
    let (mut tab, _) = preview.open_tab();
    folder.write("src/bad\\name.ts", "");
    preview.wait_for_log("it holds a backslash");
    // Differs from a file of the app by case only: elsewhere they are one file.
    folder.write("src/zzz.ts", "");
    folder.write("src/ZZZ.ts", "");
    preview.wait_for_log("another file has the same name but for its case");
    folder.write("src/text.ts", "export const text = 'still followed'");
    assert!(tab.next("hmr_update")["modules"][0]["code"].as_str().unwrap().contains("still followed"));
}
