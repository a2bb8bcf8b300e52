//! Any text as a stylesheet: plain, of classes, Sass. The first byte chooses.
#![no_main]

use hotframe::Session;
use hotframe_fuzz::{COMPILERS, fair, watch_panics};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    watch_panics();
    let Some((kind, source)) = input.split_first() else { return };
    let path = match kind {
        b'm' => "src/a.module.css",
        b's' => "src/a.scss",
        b'i' => "src/a.sass",
        _ => "src/a.css",
    };
    if path.ends_with(".css") {
        for compiler in COMPILERS.iter() {
            if let Some(module) = fair(compiler.transform(path, source)) {
                serde_json::from_str::<serde_json::Value>(&module.to_json()).expect("a module is JSON");
            }
        }
    }
    // Inside an app its imports are put in, and Sass becomes CSS.
    let page = format!(r#"<link rel="stylesheet" href="/{path}"><script type="module" src="/src/main.ts"></script>"#);
    let files = [
        ("index.html", page.as_bytes()),
        ("src/main.ts", format!("import './{}'", &path[4..]).as_bytes()),
        (path, source),
        ("src/b.css", b"@import './a.css'; .b { color: red }"),
        ("src/_b.scss", b"$b: 1px; @mixin b($x: 1) { width: $x } @function f($x) { @return $x * 2; }"),
    ]
    .map(|(path, content)| (path.to_string(), content.to_vec()));
    if let Some(session) = fair(Session::new("app", files, COMPILERS[0].clone())) {
        assert!(session.revision().is_some() || !session.diagnostics().is_empty(), "no revision, and no reason");
    }
});
