//! Bad input: every case is a diagnostic or a typed error, nothing is lost, the process lives.

use hotframe::{Change, ErrorKind, Limits, ModuleId, Options, PageOptions, Session};

use crate::support::{PAGE, compiler, files, open};

#[test]
fn paths_that_could_leave_the_root_are_refused() {
    for path in ["", "/", "/etc/passwd", "../a", "src/../../a", "a/../b", "a\\b", "a\0b", "a\nb", "C:/x", "npm:react", "src/", "."] {
        let error = ModuleId::new(path).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidPath, "{path:?}");
    }
    assert_eq!(ModuleId::new(&"x".repeat(1025)).unwrap_err().kind(), ErrorKind::InvalidPath);
    assert_eq!(ModuleId::new("src/ü (1).tsx").unwrap().as_str(), "src/ü (1).tsx");
}

#[test]
fn a_refused_edit_changes_nothing() {
    let session = open(&[PAGE, ("src/main.ts", "export {}")]);
    let before = session.revision();
    let edits = vec![Change::write("src/main.ts", "console.log(1)"), Change::write("../evil.ts", "x")];
    assert_eq!(session.update(edits).unwrap_err().kind(), ErrorKind::InvalidPath);
    assert_eq!(session.revision(), before);
    assert!(session.update(vec![Change::write("src/main.ts", "console.log(1)")]).unwrap().is_some());
}

#[test]
fn paths_that_differ_only_by_case_are_refused() {
    let twice = Session::new("a", files(&[("src/App.tsx", ""), ("src/app.tsx", "")]), compiler());
    assert_eq!(twice.unwrap_err().kind(), ErrorKind::DuplicatePath);
    let session = open(&[PAGE, ("src/main.ts", "")]);
    assert_eq!(session.update(vec![Change::write("src/Main.ts", "")]).unwrap_err().kind(), ErrorKind::DuplicatePath);
    session.update(vec![Change::delete("src/main.ts"), Change::write("src/Main.ts", "")]).unwrap();
    assert!(session.paths().contains(&"src/Main.ts".to_string()), "a rename by case in one transaction is fine");
}

#[test]
fn unknown_kinds_empty_files_and_bytes_that_are_no_text() {
    let compiler = compiler();
    assert_eq!(compiler.transform("src/a.xyz", b"?").unwrap().diagnostics[0].code, "unknown-file-kind");
    assert_eq!(compiler.transform("src/a.tsx", b"export const a = '\xff\xfe'").unwrap().diagnostics[0].code, "not-utf8");
    for path in ["src/a.tsx", "src/a.ts", "src/a.css", "src/a.module.css", "src/a.txt", "src/a.svg"] {
        assert!(compiler.transform(path, b"").unwrap().ok(), "{path}");
    }
    assert_eq!(compiler.transform("src/a.json", b"").unwrap().diagnostics[0].code, "json");
    assert!(compiler.transform("src/a.ts", "\u{feff}export const a = 1".as_bytes()).unwrap().ok());
}

#[test]
fn large_files_are_told_apart_by_kind() {
    let compiler = compiler();
    let large = vec![b' '; 5 << 20];
    for path in ["src/a.tsx", "src/a.css", "src/a.json"] {
        assert_eq!(compiler.transform(path, &large).unwrap().diagnostics[0].code, "too-large", "{path}");
    }
    assert!(compiler.transform("src/a.png", &large).unwrap().ok());
    let line = format!("export const a = \"{}\"", "x".repeat(3 << 20));
    assert!(compiler.transform("src/a.ts", line.as_bytes()).unwrap().ok(), "one long line is no problem");
    let limits = Limits::default();
    assert!(limits.total_bytes > limits.asset_bytes);
}

#[test]
fn deep_nesting_is_refused_and_the_process_lives() {
    let compiler = compiler();
    let nested = |open: &str, close: &str, levels: usize| format!("export const a = {}1{}", open.repeat(levels), close.repeat(levels));
    for (path, source) in [
        ("src/a.ts", nested("(", ")", 5_000)),
        ("src/a.ts", nested("[", "]", 100_000)),
        ("src/a.ts", nested("{a:", "}", 5_000)),
        ("src/a.ts", format!("export const a = {}", vec!["1"; 100_000].join("+"))),
        ("src/a.css", format!("{}{}", "a{".repeat(5_000), "}".repeat(5_000))),
        ("src/a.json", nested("[", "]", 5_000).replace("export const a = ", "")),
    ] {
        let module = compiler.transform(path, source.as_bytes()).unwrap();
        assert_eq!(module.diagnostics[0].code, "too-deep", "{path} {}", &source[..30]);
    }
    // What the scan cannot see must fit the stack of the workers.
    for source in [
        nested("(", ")", 400),
        format!("export const a = {}{}", "<a>".repeat(4_000), "</a>".repeat(4_000)),
        format!("{} {{}}", vec!["if (x) {}"; 10_000].join(" else ")),
        format!("export const a = {}x", "!".repeat(3_000)),
        format!("export const a = {}1{}", "`${".repeat(300), "}`".repeat(300)),
        format!("export const a = {}1", "x => ".repeat(10_000)),
        format!("type A = {}1{}", "(".repeat(400), ")".repeat(400)),
        format!("export const a = {}1{}", "/'/,(".repeat(10_000), ")".repeat(10_000)),
    ] {
        compiler.transform("src/a.tsx", source.as_bytes()).unwrap();
    }
}

#[test]
fn options_that_make_no_sense_are_refused() {
    for json in ["{", r#"{"base": "x"}"#, r#"{"env_prefix": ""}"#, r#"{"unknown": 1}"#, r#"{"mode": "test"}"#] {
        assert_eq!(Options::from_json(json).unwrap_err().kind(), ErrorKind::InvalidOptions, "{json}");
    }
    assert!(PageOptions::from_json(r#"{"nonce": "\"><script>"}"#).is_err());
    assert!(PageOptions::from_json(r#"{"transport": {"kind": "pigeon"}}"#).is_err());
}

#[test]
fn tenants_text_cannot_end_a_script() {
    let session = Session::new(
        "</script><script>alert(1)</script>",
        files(&[PAGE, ("src/main.ts", "import './</script><b>.css'"), ("src/</script><b>.css", "a{}")]),
        compiler(),
    )
    .unwrap();
    let page = session.page(&PageOptions::default()).unwrap();
    assert!(!page.contains("<script>alert(1)"), "{page}");
    assert_eq!(page.matches("</script>").count(), page.matches("<script").count(), "{page}");
}
