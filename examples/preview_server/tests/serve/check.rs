//! `check`, as a build server calls it.

use crate::app::app;
use crate::support::{TempFolder, binary};

fn check(folder: &TempFolder) -> (Option<i32>, String) {
    let done = binary().arg("check").arg(&folder.0).output().unwrap();
    (done.status.code(), String::from_utf8(done.stdout).unwrap())
}

#[test]
fn an_app_without_errors_passes() {
    assert_eq!(check(&app()), (Some(0), "0 errors, 0 warnings\n".to_string()));
}

#[test]
fn errors_are_printed_with_their_place() {
    let folder = app();
    folder.write("src/text.ts", "export const text = \"open\nexport const more = 1");
    let (code, said) = check(&folder);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("error: src/text.ts:1:") && said.contains("> 1 | export const text"), "{said}");
    assert!(said.lines().last().unwrap().starts_with("1 error"), "{said}");
}
