//! Any bytes as a session, as they are and with a digest that fits: they are refused, or are a session that writes itself again.
#![no_main]

use hotframe::{Digest, Session};
use hotframe_fuzz::{COMPILERS, fair, watch_panics};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    watch_panics();
    assert!(fair(Session::restore(input, COMPILERS[0].clone())).is_none_or(|session| session.snapshot().is_ok()));
    let mut sealed = [b"HTFS\x01\x00", input].concat();
    sealed.extend(Digest::of(&sealed).as_bytes());
    let Some(session) = fair(Session::restore(&sealed, COMPILERS[0].clone())) else { return };
    let written = session.snapshot().expect("it is not poisoned");
    let again = Session::restore(&written, COMPILERS[0].clone()).expect("our own bytes");
    assert_eq!(session.revision(), again.revision());
    assert_eq!(session.paths(), again.paths());
});
