//! The shared library shows its ABI and nothing else.

use std::collections::BTreeSet;
use std::process::Command;

use crate::support::{library, root, run};

#[test]
fn the_library_exports_what_the_header_declares() {
    let symbols = run(Command::new("nm").args(["-D", "--defined-only"]).arg(library().join("libhotframe.so")));
    let exported: BTreeSet<&str> = symbols.lines().filter_map(|line| line.split_whitespace().last()).collect();
    let header = std::fs::read_to_string(root().join("include/hotframe.h")).unwrap();
    let lines = header.lines().filter(|line| !line.trim_start().starts_with("//") && !line.trim_start().starts_with('*') && !line.starts_with("typedef"));
    let words = |line: &'_ str| line.split('(').next().and_then(|before| before.rsplit([' ', '*']).next()).map(str::to_string).filter(|_| line.contains('('));
    let declared: BTreeSet<String> = lines.filter_map(words).filter(|name| name.starts_with("hotframe_")).collect();
    assert!(declared.len() > 15, "{declared:?}");
    assert_eq!(exported, declared.iter().map(String::as_str).collect::<BTreeSet<_>>());
}

#[test]
fn the_library_is_named_by_its_abi() {
    let dynamic = run(Command::new("readelf").arg("-d").arg(library().join("libhotframe.so")));
    assert!(dynamic.contains(&format!("[libhotframe.so.{}]", hotframe_capi::HOTFRAME_ABI_VERSION)), "{dynamic}");
}
