//! Any text as a message of a page: it is refused, or means the same when it is written again, and a session answers it.
#![no_main]

use std::sync::LazyLock;

use hotframe::{ClientMessage, Session};
use hotframe_fuzz::{COMPILERS, app, watch_panics};
use libfuzzer_sys::fuzz_target;

static SESSION: LazyLock<Session> = LazyLock::new(|| Session::new("app", app(), COMPILERS[0].clone()).expect("a good app"));

fuzz_target!(|input: &[u8]| {
    watch_panics();
    let Ok(said) = serde_json::from_slice::<ClientMessage>(input) else { return };
    let written = serde_json::to_string(&said).expect("it came from JSON");
    let again: ClientMessage = serde_json::from_str(&written).expect("what we write we read");
    assert_eq!(serde_json::to_string(&again).expect("the same"), written);
    if let ClientMessage::Sync { from, have, page } = said {
        let answer = SESSION.sync(from.as_deref(), &have, page.as_deref()).expect("a page is always answered");
        serde_json::from_str::<serde_json::Value>(&answer.to_json()).expect("an answer is JSON");
    }
});
