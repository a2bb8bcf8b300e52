//! A script of edits. Whatever they are, the session ends where one that is opened from its bytes begins, and every page gets an answer.
//!
//! A line `@w PATH` begins a file that is written, `@d PATH` deletes one, `@m PATH PATH` gives a file the content of another; a line `@u`
//! sends the edits so far as one update.
#![no_main]

use std::collections::{BTreeMap, HashMap};

use hotframe::{Change, PageOptions, Policy, Session, Severity};
use hotframe_fuzz::{COMPILERS, app, fair, watch_panics};
use libfuzzer_sys::fuzz_target;

const UPDATES: usize = 8;

fuzz_target!(|input: &[u8]| {
    watch_panics();
    let session = Session::new("app", app(), COMPILERS[0].clone()).expect("a good app");
    let mut known: HashMap<String, Vec<u8>> = app().into_iter().collect();
    let mut changes: Vec<Change> = Vec::new();
    let mut open: Option<(String, Vec<u8>)> = None;
    let mut updates = 0;
    for line in input.split(|byte| *byte == b'\n').chain([b"@u".as_slice()]) {
        let order = std::str::from_utf8(line).ok().filter(|text| text.starts_with('@'));
        let mut words = order.unwrap_or_default().split(' ');
        match (words.next(), words.next(), words.next()) {
            (Some("@w"), Some(path), None) => {
                finish(&mut open, &mut known, &mut changes);
                open = Some((path.to_string(), Vec::new()));
            }
            (Some("@d"), Some(path), None) => {
                finish(&mut open, &mut known, &mut changes);
                changes.push(Change::delete(path));
            }
            (Some("@m"), Some(from), Some(to)) => {
                finish(&mut open, &mut known, &mut changes);
                let content = known.get(from).cloned().unwrap_or_default();
                changes.push(Change::write(to, content));
            }
            (Some("@u"), None, None) if updates < UPDATES => {
                finish(&mut open, &mut known, &mut changes);
                updates += 1;
                let edits = std::mem::take(&mut changes);
                fair(session.route(&edits, &Policy::default()));
                if let Some(Some(message)) = fair(session.update(edits)) {
                    serde_json::from_str::<serde_json::Value>(&message.to_json()).expect("a message is JSON");
                }
            }
            _ => {
                if let Some((_, content)) = &mut open {
                    content.extend_from_slice(line);
                    content.push(b'\n');
                }
            }
        }
    }
    session.sync(None, &BTreeMap::new(), None).expect("a page is always answered");
    session.page(&PageOptions::default()).expect("there is always a page");
    let bytes = session.snapshot().expect("it is not poisoned");
    let restored = Session::restore(&bytes, COMPILERS[0].clone()).expect("our own bytes");
    assert_eq!(session.revision(), restored.revision(), "the same files are another revision");
    let errors = |session: &Session| session.diagnostics().iter().filter(|one| one.severity == Severity::Error).count();
    assert_eq!(errors(&session) > 0, errors(&restored) > 0);
});

fn finish(open: &mut Option<(String, Vec<u8>)>, known: &mut HashMap<String, Vec<u8>>, changes: &mut Vec<Change>) {
    if let Some((path, content)) = open.take() {
        known.insert(path.clone(), content.clone());
        changes.push(Change::write(path, content));
    }
}
