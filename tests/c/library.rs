//! The shared library shows its ABI and nothing else.

use std::collections::BTreeSet;
use std::process::Command;

use crate::support::{library, root, run};

/// The names that the header declares as functions.
fn declared() -> BTreeSet<String> {
    let header = std::fs::read_to_string(root().join("include/hotframe.h")).unwrap();
    let lines = header.lines().filter(|line| !line.trim_start().starts_with("//") && !line.trim_start().starts_with('*') && !line.starts_with("typedef"));
    let words = |line: &'_ str| line.split('(').next().and_then(|before| before.rsplit([' ', '*']).next()).map(str::to_string).filter(|_| line.contains('('));
    lines.filter_map(words).filter(|name| name.starts_with("hotframe_")).collect()
}

#[test]
fn every_function_is_tried_with_arguments_that_are_wrong() {
    let read = |name: &str| std::fs::read_to_string(root().join("tests/c").join(name)).unwrap();
    let tried = read("refused.c") + &read("refused_builds.c") + &read("sessions.c");
    // The versions take nothing.
    let missing: Vec<String> = declared().into_iter().filter(|name| !tried.contains(&format!("{name}(")) && !name.ends_with("version")).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_library_exports_what_the_header_declares() {
    let symbols = run(Command::new("nm").args(["-D", "--defined-only"]).arg(library().join("libhotframe.so")));
    let exported: BTreeSet<&str> = symbols.lines().filter_map(|line| line.split_whitespace().last()).collect();
    let declared = declared();
    assert!(declared.len() > 15, "{declared:?}");
    assert_eq!(exported, declared.iter().map(String::as_str).collect::<BTreeSet<_>>());
}

#[test]
fn the_library_is_named_by_its_abi() {
    let dynamic = run(Command::new("readelf").arg("-d").arg(library().join("libhotframe.so")));
    assert!(dynamic.contains(&format!("[libhotframe.so.{}]", hotframe_capi::HOTFRAME_ABI_VERSION)), "{dynamic}");
}
