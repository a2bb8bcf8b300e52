//! Apps that attack the host: every case ends in a diagnostic or a typed error, in bounded time, with the process alive.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use hotframe::{Compiler, Diagnostic, ErrorKind, Limits, Options, Session};

use crate::support::{PAGE, compiler, files, open};

fn codes(diagnostics: &[Diagnostic]) -> Vec<&str> {
    diagnostics.iter().map(|problem| problem.code.as_str()).collect()
}

/// A folder of packages for one test.
fn packages(name: &str, list: &[(&str, &str)]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("hotframe-{name}-{}", std::process::id())).join("node_modules");
    let _ = fs::remove_dir_all(folder.parent().unwrap());
    for (path, text) in list {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn open_with(folder: &std::path::Path, main: &str) -> Session {
    let options = Options { node_modules: Some(folder.to_path_buf()), ..Options::default() };
    Session::new("app", files(&[PAGE, ("src/main.ts", main)]), Arc::new(Compiler::new(options).unwrap())).unwrap()
}

#[test]
fn configurations_and_aliases_that_lead_in_circles_end() {
    let session = open(&[
        PAGE,
        ("tsconfig.json", r#"{"extends": "./a.json", "references": [{"path": "./tsconfig.json"}]}"#),
        ("a.json", r#"{"extends": ["./b.json", "./a.json"]}"#),
        ("b.json", r#"{"extends": "./a.json", "compilerOptions": {"paths": {"x/*": ["x/*", "x/x/*"]}}}"#),
        ("vite.config.ts", "export default { resolve: { alias: { one: 'two', two: 'one', self: 'self', './rel': './rel' } } }"),
        (
            "package.json",
            r##"{"name": "me", "imports": {"#a": "#b", "#b": "#a", "#c": {"default": {"default": {"default": "./src/c.ts"}}}}, "exports": {"./*": "./*/*"}}"##,
        ),
        ("src/main.ts", "import 'one'; import 'two'; import 'self'; import 'x/y'; import '#a'; import '#b'; import 'me/a'; import '#c'"),
        ("src/c.ts", ""),
    ]);
    let diagnostics = session.diagnostics();
    let errors: Vec<_> = diagnostics.iter().filter(|problem| problem.code == "unresolved-import").collect();
    assert_eq!(errors.len(), 7, "{diagnostics:?}");
}

#[test]
fn nothing_outside_the_app_and_its_packages_is_reached() {
    let folder = packages(
        "escape",
        &[
            (
                "trap/package.json",
                r#"{"name": "trap", "exports": {".": "../../secret.js", "./abs": "/etc/passwd", "./up": "./../../secret.js", "./enc": "./%2e%2e/secret.js"}}"#,
            ),
            ("main/package.json", r#"{"name": "main", "main": "../../secret.js"}"#),
            ("fields/package.json", r#"{"name": "fields", "main": "i.js", "browser": {"./i.js": "../../secret.js"}}"#),
            ("fields/i.js", "export default 'inside'"),
            ("linked/package.json", r#"{"name": "linked", "main": "link.js"}"#),
            ("sheet/package.json", r#"{"name": "sheet"}"#),
        ],
    );
    fs::write(folder.parent().unwrap().join("secret.js"), "export default 'the-secret'").unwrap();
    fs::write(folder.parent().unwrap().join("secret.css"), ".the-secret {}").unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../../secret.js", folder.join("linked/link.js")).unwrap();
        std::os::unix::fs::symlink("../../secret.css", folder.join("sheet/link.css")).unwrap();
        std::os::unix::fs::symlink("/etc", folder.join("etc")).unwrap();
    }
    for specifier in [
        "trap",
        "trap/abs",
        "trap/up",
        "trap/enc",
        "main",
        "linked",
        "etc/passwd",
        "etc/hostname",
        "sheet/link.css",
        "../../secret.js",
        "/etc/passwd",
        "file:///etc/passwd",
        "..",
        "./../../../etc/passwd?raw",
        "trap/../../secret.js",
        "\u{0}",
        "a\u{0}b",
        "//etc/passwd",
        "C:\\x",
        "fields/../../secret.js",
        "@x/../../secret.js",
        "%2e%2e/secret.js",
    ] {
        for (query, form) in
            [("", "import x from SPEC; console.log(x)"), ("?raw", "import x from SPEC; console.log(x)"), ("?url", "import x from SPEC; console.log(x)")]
        {
            let quoted = serde_json::to_string(&format!("{specifier}{query}")).unwrap();
            let session = open_with(&folder, &form.replace("SPEC", &quoted));
            let message = session.sync(None, &Default::default(), None).unwrap().to_json();
            assert!(!message.contains("the-secret") && !message.contains("root:"), "{specifier}{query}: {message}");
            if let Some(address) = message.split("/@hotframe/vendor/").nth(1) {
                let address = format!("@hotframe/vendor/{}", address.split('"').next().unwrap());
                let script = session.asset(&address).unwrap().map(|script| String::from_utf8_lossy(&script.body).into_owned()).unwrap_or_default();
                assert!(!script.contains("the-secret") && !script.contains("root:"), "{specifier}{query}");
            }
        }
    }
    fs::remove_dir_all(folder.parent().unwrap()).unwrap();
}

#[test]
fn an_app_of_ten_thousand_files_opens_and_one_of_too_many_is_refused() {
    let mut list = files(&[PAGE, ("src/main.ts", "console.log(import.meta.glob('./many/*.ts'), import.meta.glob('/**/*'))")]);
    list.extend((0..10_000).map(|number| (format!("src/many/file{number}.ts"), format!("export const n = {number}").into_bytes())));
    let limits = Limits::default();
    assert!(list.len() < limits.files);
    let session = Session::new("app", list.clone(), compiler()).unwrap();
    assert_eq!(codes(&session.diagnostics()), Vec::<&str>::new());
    assert_eq!(session.paths().len(), 10_002);

    list.extend((0..10_000).map(|number| (format!("src/more/file{number}.ts"), Vec::new())));
    assert_eq!(Session::new("app", list, compiler()).unwrap_err().kind(), ErrorKind::TooLarge);
}

#[test]
fn a_chain_of_ten_thousand_imports_is_no_recursion() {
    let mut list = files(&[PAGE, ("src/main.ts", "import './f0'")]);
    list.extend((0..10_000).map(|number| (format!("src/f{number}.ts"), format!("export * from './f{}'; export const a{number} = 1", number + 1).into_bytes())));
    list.push(("src/f10000.ts".into(), b"import { a9999, none } from './f0'; console.log(a9999, none)".to_vec()));
    let session = Session::new("app", list, compiler()).unwrap();
    let diagnostics = session.diagnostics();
    assert_eq!(codes(&diagnostics), ["missing-export"], "{diagnostics:?}");
}

#[test]
fn one_line_of_twenty_megabytes() {
    let line = format!("export const a = \"{}\"; export const b = [{}];", "x".repeat(16 << 20), "1,".repeat(2 << 20));
    assert_eq!(codes(&compiler().transform("src/a.ts", line.as_bytes()).unwrap().diagnostics), ["too-large"]);
    let mut options = Options::default();
    options.limits.source_bytes = 32 << 20;
    let wide = Compiler::new(options).unwrap();
    assert!(wide.transform("src/a.ts", line.as_bytes()).unwrap().ok(), "a host that allows it gets it");
    let broken = wide.transform("src/a.ts", format!("{line} const = 1").as_bytes()).unwrap();
    assert!(broken.diagnostics[0].frame.len() < 2_000, "a frame shows a part of the line");
}

#[test]
fn deep_chains_of_every_kind_are_refused_or_fit_the_stack() {
    let compiler = compiler();
    let many = |part: &str| part.repeat(300_000);
    for source in [
        format!("f{}", many("()")),
        format!("a{}", many("[0]")),
        format!("a{}", many("``")),
        format!("x = {}1", many("typeof ")),
        format!("x = {}y", many("new ")),
        format!("x = 1{}", many(" as any")),
        format!("{}x", many("if(1)")),
        format!("{}x", many("if(1)\n")),
        format!("{}x", many("for(;;)")),
        format!("{}x", many("do ")),
        format!("{}x", (0..200_000).map(|n| format!("l{n}:")).collect::<String>()),
        format!("x = {}1", many("a?b:")),
        format!("x = a{}", many("?.b")),
        format!("x = {}", many("{}+")),
        format!("type A = {}1{}", many("B<"), many(">")),
        format!("type A = {}B", many("keyof ")),
        format!("type A = B{}", many("[]")),
        format!("type A = {}1", many("B extends C ? D : ")),
        format!("let x: {}void", many("() => ")),
        format!("x = {}1", many("async x => ")),
        format!("class A {}", many("extends class ")),
        format!("x = a{}", many(" in b")),
        format!("{}class A {{}}", many("@d ")),
        format!("const {}x{} = y", many("["), many("]")),
        format!("x = <a>{}</a>", many("<a b={<a>")),
        format!("namespace {}z {{}}", many("a.")),
        format!("x = {}1", many("x = ")),
    ] {
        for path in ["src/a.ts", "src/a.tsx", "src/a.js"] {
            let module = compiler.transform(path, source.as_bytes()).unwrap();
            assert!(!module.ok(), "{path} {}", &source[..40]);
        }
    }
    // Where the scan is misled (a regular expression that looks like the end of an element), the stack holds what it lets pass.
    let misled = format!("x = 1{}", " + />/".repeat(33_000));
    compiler.transform("src/a.ts", misled.as_bytes()).unwrap();
    for source in [
        format!("a{}", ":not(a".repeat(100_000)),
        format!("a {{ b: {} }}", "calc(".repeat(100_000)),
        "@media a {".repeat(100_000),
        "@import 'a' ".repeat(50_000),
    ] {
        assert!(!compiler.transform("src/a.css", source.as_bytes()).unwrap().ok(), "{}", &source[..20]);
    }
    for source in ["[".repeat(1_000_000), "{\"a\":".repeat(200_000), format!("{}{}", "[".repeat(121), "]".repeat(121))] {
        assert!(!compiler.transform("src/a.json", source.as_bytes()).unwrap().ok());
    }
}

#[test]
fn patterns_that_could_explode_end() {
    let bomb = format!("{{{}}}", vec!["a*"; 200].join(","));
    let session = open(&[
        PAGE,
        (
            "src/main.ts",
            &format!(
                "console.log(import.meta.glob('./{}.ts'), import.meta.glob('./**/**/**/**/**/**/**/**/x*x*x*x*x*x*x*x*y.ts'), import.meta.glob('./[{}'), import.meta.glob('{}'))",
                "{a,b}".repeat(40),
                "[".repeat(1_000),
                bomb
            ),
        ),
        ("src/x.ts", ""),
        (&format!("src/{}.ts", "x".repeat(900)), ""),
        ("vite.config.ts", "export default { resolve: { alias: [{ find: /^(a+)+$/, replacement: '/src' }, { find: /(x+x+)+y/, replacement: './src' }] } }"),
    ]);
    assert!(session.diagnostics().iter().all(|problem| problem.severity == hotframe::Severity::Warning), "{:?}", session.diagnostics());
}

#[test]
fn a_hostile_tailwind_config_is_a_problem_of_the_app() {
    let options = Options { node_modules: Some(crate::support::root().join("tests/node_modules")), ..Options::default() };
    let compiler = Arc::new(Compiler::new(options).unwrap());
    let open = |config: &str| {
        let sheet = ("src/main.css", "@import \"tailwindcss\";\n@config \"../tailwind.config.ts\";");
        let list = files(&[PAGE, ("src/main.ts", "import './main.css'; console.log('flex')"), sheet, ("tailwind.config.ts", config)]);
        Session::new("app", list, compiler.clone()).unwrap()
    };
    for (config, said) in [
        ("let n: number = 0;\nwhile (1) n++;\nexport default {}", "longer than"),
        ("export default { content: [('x' as string).repeat(2 ** 30)] }", "invalid string length"),
        ("const all: string[] = [];\nfor (;;) all.push('x'.repeat(2 ** 20) + all.length);\nexport default {}", "memory|longer than"),
        ("export default { content: [require('fs').readFileSync('/etc/passwd', 'utf8')] }", "without access to files"),
        ("import { execSync } from 'child_process';\nexport default { content: [String(execSync('id'))] }", "without access to files"),
        ("const deep = (n: number): number => deep(n + 1) + 1;\nexport default { content: [deep(0)] }", "stack"),
        ("export default 1 +", "Expression expected|eof|nexpected"),
    ] {
        let session = open(config);
        let problems = session.diagnostics();
        let found = problems.iter().find(|problem| problem.code == "tailwind" && said.split('|').any(|said| problem.message.contains(said)));
        assert!(found.is_some_and(|found| found.severity == hotframe::Severity::Error), "{config}: {problems:#?}");
        // Mended, it opens.
        session.update(vec![hotframe::Change::write("tailwind.config.ts", "export default {}")]).unwrap();
        assert!(session.diagnostics().is_empty(), "{config}: {:#?}", session.diagnostics());
    }
}

#[test]
fn what_a_configuration_defines_is_read_with_care() {
    let deep = format!("export default {{ define: {{ __DEEP__: '{}', __TWO__: '1; alert(1)', __ONE__: '1) + (2' }} }}", "(".repeat(200_000));
    let session = open(&[PAGE, ("vite.config.ts", &deep), ("src/main.ts", "console.log(typeof __DEEP__, typeof __TWO__, __ONE__)")]);
    let message = session.sync(None, &Default::default(), None).unwrap().to_json();
    assert!(!message.contains("alert"), "what is no expression means nothing: {message}");
    let script = session.asset(&format!("@hotframe/app/{}.js", session.revision().unwrap())).unwrap().unwrap();
    assert!(!String::from_utf8_lossy(&script.body).contains("alert"));
}

#[test]
fn bytes_that_are_no_text_and_names_that_are_tricks() {
    let compiler = compiler();
    for bytes in [&b"\xff\xfe"[..], b"a\xc0\x80", b"\xed\xa0\x80", b"const a = \"\xf0\x9f\""] {
        for path in ["src/a.ts", "src/a.css", "src/a.json", "src/a.md"] {
            assert_eq!(codes(&compiler.transform(path, bytes).unwrap().diagnostics), ["not-utf8"], "{path}");
        }
    }
    assert!(!compiler.transform("src/a.ts", b"const a\0 = 1").unwrap().ok());
    assert!(compiler.transform("src/a.ts", b"export const a = '\\0\\ud800\0'").unwrap().ok());
    for path in ["src/\u{202e}xt.ts", "src/%2e%2e/a.ts", "src/a b'\"`$.ts", "src/<script>.ts", "src/${x}.ts", "src/constructor.ts", "__proto__.ts", "src/:.ts"]
    {
        let module = compiler.transform(path, b"export const a = 1").unwrap();
        assert!(module.ok() && !module.code.contains("${x}\"`"), "{path}");
    }
}

/// Found by fuzzing: `a { --name` at the end of a sheet was read beyond. Authors type letter by letter, so all beginnings are tried.
#[test]
fn every_beginning_of_a_file_is_read() {
    let compiler = compiler();
    let sheet = "@charset \"utf-8\";\n@import url('a.css') layer(x) supports(display: grid) print;\n/* c */ @media (width > 1px) { .a:is(.b) { --x: {a;b} !important; --y : url( \"q\\\"\" ); color: var(--x, url(é)); } }\n@keyframes k { from { a: \\66 } }\n.c { composes: d from './e.css' }\n.f { --g";
    let script = "import a, { type B, c as d } from './a'; // c\n/* d */ export default function E({ f = `x${1 + 2}y` }: { f?: string }) {\n  const [g, setG] = useState<number>(0x1f);\n  return <h i=\"&amp;\" {...f}>{g ?? /re[/]x/u.test('\\u{1f600}')}<></></h>;\n}\nimport.meta.glob('./*.ts'); enum J { K = 1 } import.meta.hot?.accept((m) => m);";
    let data = "{\"a\": [1, -2.5e3, true, null, \"\\ud83d\\ude00 \\\\ é\"], \"__proto__\": {\"b\": {}}}";
    for (path, text) in
        [("src/a.css", sheet), ("src/a.module.css", sheet), ("src/a.tsx", script), ("src/a.ts", script), ("src/a.js", script), ("src/a.json", data)]
    {
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            let module = compiler.transform(path, &text.as_bytes()[..end]).unwrap_or_else(|bug| panic!("{path} up to {end}: {bug}"));
            assert!(module.ok() || !module.diagnostics.is_empty());
        }
    }
}

/// Found by fuzzing: the parser panics on a member of a namespaced name.
#[test]
fn what_the_parser_does_not_expect_is_a_problem_of_the_file() {
    for (path, text) in [("src/a.tsx", "<a:b.c/>"), ("src/a.jsx", "export default () => <p><a:b.c.d x={1}></a:b.c.d></p>")] {
        let module = compiler().transform(path, text.as_bytes()).unwrap();
        assert_eq!(codes(&module.diagnostics), ["syntax"], "{text}");
    }
}
