//! Apps that mean harm: a clear problem, and the process lives.

use std::time::Duration;

use super::super::{Engine, Limits, Problem, Version};
use super::host::Host;

fn limits() -> Limits {
    Limits { compile: Duration::from_secs(2), build: Duration::from_secs(3), memory: 128 << 20, ..Limits::default() }
}

/// Compiles and builds with a config (v3) or plugin (v4) that has this body.
fn run(version: Version, code: &str) -> Result<(), Problem> {
    let host = match version {
        Version::V3 => Host::new(
            version,
            &[
                ("app.css", "@tailwind utilities;"),
                ("a.html", "<p class=\"flex bad\">"),
                ("tailwind.config.js", &format!("module.exports = {{ content: ['*.html'] }};\n{code}")),
            ],
        ),
        Version::V4 => Host::new(
            version,
            &[
                ("app.css", "@import \"tailwindcss/utilities\"; @plugin \"./plugin.js\";"),
                ("a.html", "<p class=\"flex bad\">"),
                ("plugin.js", &format!("module.exports = () => {{}};\n{code}")),
            ],
        ),
    };
    let engine = Engine::start(version, false, limits())?;
    let result = host.compile(&engine, "app.css").and_then(|mut sheet| sheet.update(&host)).map(drop);
    // The next app is not harmed, nor this one after its code is mended.
    assert!(Host::new(Version::V4, &[("app.css", "@import \"tailwindcss/utilities\";"), ("a.html", "flex")]).css("app.css").expect("builds").contains("flex"));
    result
}

#[test]
fn code_that_never_ends_is_stopped() {
    for version in [Version::V3, Version::V4] {
        for code in [
            "while (1) {}",
            "for (;;) try { for (;;); } catch {}",
            "/^(a+)+$/.test('a'.repeat(40) + 'b')",
            "module.exports = new Proxy({}, { get() { for (;;); }, ownKeys() { for (;;); }, has() { for (;;); } })",
        ] {
            let problem = run(version, code).expect_err(code);
            assert!(problem.message.contains("took longer than"), "{code}: {problem:?}");
        }
    }
}

#[test]
fn code_that_takes_all_memory_is_stopped() {
    for version in [Version::V3, Version::V4] {
        for code in [
            "'x'.repeat(1 << 29) + 'y'.repeat(1 << 29)",
            "let all = []; for (;;) all.push(new Array(1000).fill(all.length))",
            "let text = 'x'; for (;;) text += text",
            "new ArrayBuffer(1 << 30)",
            "const map = new Map(); for (let i = 0; ; i++) map.set({ i }, () => i)",
            "let all = []; for (;;) try { all.push(new Uint8Array(1 << 20)) } catch (e) { all.push(e.stack) }",
            "let deep = {}; for (;;) deep = { deep, again: [deep] }",
            "const all = []; for (;;) { all.push(Promise.resolve(all).then((x) => x)); all.push((async () => { await all })()) }",
            "const all = []; for (let i = 0; ; i++) all.push(new Function('x', 'return x + ' + i + ';'.repeat(100)))",
            "const gens = []; for (;;) gens.push((function* () { yield gens })().next())",
        ] {
            let problem = run(version, code).expect_err(code);
            let expected = ["memory", "took longer than", "string too long"];
            assert!(expected.iter().any(|text| problem.message.contains(text)), "{code}: {problem:?}");
        }
    }
}

#[test]
fn deep_recursion_is_an_error() {
    for version in [Version::V3, Version::V4] {
        for code in [
            "(function f() { f() })()",
            "const deep = '['.repeat(1e6); JSON.parse(deep)",
            "eval('('.repeat(1e6))",
            "new RegExp('('.repeat(1e6))",
            "let a = []; for (let i = 0; i < 1e5; i++) a = [a]; JSON.stringify(a)",
            "const o = { get x() { return o.x } }; o.x",
        ] {
            let problem = run(version, code).expect_err(code);
            assert!(!problem.message.is_empty() && problem.message.len() < 500, "{code}: {problem:?}");
        }
    }
}

#[test]
fn deep_css_is_an_error_or_css() {
    for version in [Version::V3, Version::V4] {
        let text = format!("@import \"tailwindcss/utilities\";{}{}", ".a{".repeat(20_000), "}".repeat(20_000));
        let host = Host::new(version, &[("app.css", &text)]);
        let engine = Engine::start(version, false, limits()).expect("a thread");
        // Either is fine; the process must live.
        let _ = host.compile(&engine, "app.css").and_then(|mut sheet| sheet.update(&host));
    }
}

#[test]
fn nothing_outside_the_app_is_reached() {
    for version in [Version::V3, Version::V4] {
        for (code, expected) in [
            ("require('fs').readFileSync('/etc/passwd', 'utf8')", "without access to files"),
            ("require('fs').readFileSync('/etc/secret.css', 'utf8')", "no such file in the app"),
            ("require('node:fs').readdirSync('/')", "without access to files"),
            ("require('child_process').execSync('id')", "without access to files"),
            ("require('/etc/passwd')", "neither a file of the app nor an installed package"),
            ("require('../../../etc/passwd')", "neither a file of the app nor an installed package"),
            ("require('https').get('https://example.com')", "without access to files"),
            ("fetch('https://example.com')", "fetch is not defined"),
            ("throw new Error('typeof host: ' + typeof host + typeof kit + process.env.HOME)", "typeof host: undefinedundefinedundefined"),
        ] {
            let problem = run(version, code).expect_err(code);
            assert!(problem.message.contains(expected), "{code}: {problem:?}");
        }
    }
}

#[test]
fn problems_say_where() {
    let problem = run(Version::V3, "\nthrow new Error('mine')").expect_err("throws");
    assert_eq!((problem.message.as_str(), problem.file.as_deref(), problem.line), ("mine", Some("tailwind.config.js"), Some(3)));
    let problem = run(Version::V4, "const x = ;").expect_err("no syntax");
    assert_eq!((problem.file.as_deref(), problem.line), (Some("plugin.js"), Some(2)), "{problem:?}");

    let css = |version, text: &str| Host::new(version, &[("app.css", text), ("a.html", "")]).css("app.css").expect_err(text);
    let problem = css(Version::V3, "@tailwind utilities;\n.a {\n  @apply nonsense;\n}");
    assert_eq!((problem.file.as_deref(), problem.line, problem.column), (Some("app.css"), Some(3), Some(3)), "{problem:?}");
    assert!(problem.message.contains("nonsense"), "{problem:?}");
    let problem = css(Version::V4, "@import \"tailwindcss\";\n.a {\n  color: red;\n");
    assert_eq!((problem.file.as_deref(), problem.line), (Some("app.css"), Some(2)), "{problem:?}");
    let problem = css(Version::V4, "@import \"tailwindcss\";\n.a {\n  @apply nonsense;\n}");
    assert_eq!((problem.file.as_deref(), problem.line), (Some("app.css"), Some(3)), "{problem:?}");
    let problem = css(Version::V4, "@import \"tailwindcss\";\n@import './none.css';");
    assert!(problem.message.contains("cannot find the stylesheet \"./none.css\""), "{problem:?}");
    let problem = css(Version::V4, "@import \"tailwindcss\";\n@plugin \"not-installed\";");
    assert!(problem.message.contains("not-installed"), "{problem:?}");
}

#[test]
fn after_a_limit_the_sheet_fails_in_the_same_way_at_once() {
    let mut host = Host::new(
        Version::V4,
        &[
            ("app.css", "@import \"tailwindcss/utilities\"; @plugin \"./plugin.js\";"),
            ("a.html", "flex"),
            ("plugin.js", "module.exports = ({ matchUtilities }) => matchUtilities({ bad: () => { for (;;); } }, { values: { x: 'x' } })"),
        ],
    );
    let engine = Engine::start(Version::V4, false, limits()).expect("a thread");
    let mut sheet = host.compile(&engine, "app.css").expect("compiles");
    assert!(sheet.update(&host).is_ok());
    host.write("a.html", "bad-x");
    let problem = sheet.update(&host).expect_err("loops");
    assert_eq!(sheet.update(&host).expect_err("loops"), problem);
    assert!(!engine.is_alive());
}
