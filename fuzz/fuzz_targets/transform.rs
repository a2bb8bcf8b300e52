//! Any text as a file of any kind that is compiled alone. The first byte chooses the kind.
#![no_main]

use hotframe_fuzz::{COMPILERS, fair, watch_panics};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    watch_panics();
    let Some((kind, source)) = input.split_first() else { return };
    let path = match kind {
        b's' => "src/a.ts",
        b'j' => "src/a.jsx",
        b'm' => "src/a.mjs",
        b'c' => "src/a.cjs",
        b'd' => "src/a.d.ts",
        b'n' => "src/a.json",
        b'v' => "src/a.svg",
        b'w' => "src/a.txt",
        _ => "src/a.tsx",
    };
    for compiler in COMPILERS.iter() {
        if let Some(module) = fair(compiler.transform(path, source)) {
            let json: serde_json::Value = serde_json::from_str(&module.to_json()).expect("a module is JSON");
            assert!(module.ok() || !json["diagnostics"].as_array().expect("a list").is_empty(), "it failed without a reason");
            for problem in json["diagnostics"].as_array().expect("a list") {
                assert!(problem["message"].as_str().is_some_and(|message| !message.is_empty()), "{problem}");
            }
        }
    }
});
