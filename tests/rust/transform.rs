//! Files to modules: what the code does is tested in browsers and in Node; here, what the compiler says about it.

use hotframe::{Compiler, Kind, Options};

use crate::support::compiler;

#[test]
fn tsx_becomes_a_factory_with_refresh_and_a_map() {
    let source = "import { useState } from 'react';\nimport type { Props } from './types';\nexport default function App(props: Props) {\n  const [n] = useState<number>(0);\n  return <b>{n}</b>;\n}\n";
    let module = compiler().transform("src/App.tsx", source.as_bytes()).unwrap();
    println!("{}", module.code);
    assert!(module.ok(), "{:?}", module.diagnostics);
    assert!(module.code.starts_with(&format!("hotframe.define(\"src/App.tsx\",\"{}\",[", module.digest)));
    for part in ["function(_export, _context, $RefreshReg$, $RefreshSig$)", "$RefreshReg$(_c, \"App\")", "_s(App, ", "setters: ["] {
        assert!(module.code.contains(part), "{part} is missing in {}", module.code);
    }
    let specifiers: Vec<_> = module.imports.iter().map(|import| import.specifier.as_str()).collect();
    assert_eq!(specifiers, ["react/jsx-runtime", "react"], "types are no imports");
    let map = module.map.as_ref().unwrap();
    assert!(map.contains("\"src/App.tsx\"") && map.contains("useState<number>"));
}

#[test]
fn anonymous_default_exports_are_named_after_their_file() {
    for (path, source) in [
        ("src/user-list.tsx", "export default () => <b/>"),
        ("src/UserList/index.tsx", "export default function () { return <b/> }"),
        ("src/user.list.jsx", "import { memo } from 'react'; export default memo(() => <b/>)"),
    ] {
        let module = compiler().transform(path, source.as_bytes()).unwrap();
        assert!(module.ok() && module.code.contains("$RefreshReg$("), "{}", module.code);
        let expected = if path.contains("user.list") { "\"User" } else { "\"UserList" };
        assert!(module.code.contains(expected), "{}", module.code);
    }
    let taken = compiler().transform("src/App.tsx", b"const App = 1; export { App }; export default () => <b>{App}</b>").unwrap();
    assert!(taken.ok() && taken.code.contains("$RefreshReg$("), "{}", taken.code);
}

#[test]
fn comments_types_and_layout_do_not_change_the_digest() {
    let compiler = compiler();
    let digest = |source: &str| compiler.transform("src/a.ts", source.as_bytes()).unwrap().digest;
    let plain = digest("export const a = (x: number) => x + 1;");
    assert_eq!(plain, digest("// a comment\nexport const a = (x: string) =>\n\n  x + 1; /* more */"));
    assert_ne!(plain, digest("export const a = (x: number) => x + 2;"));
}

#[test]
fn production_has_no_refresh() {
    let options = Options::from_json(r#"{"mode": "production"}"#).unwrap();
    let module = Compiler::new(options).unwrap().transform("src/App.tsx", b"export default function App() { return <b/> }").unwrap();
    assert!(!module.code.contains("$RefreshReg$("));
}

#[test]
fn environment_reaches_the_code_by_prefix_only() {
    let options = Options::from_json(r#"{"env": {"VITE_API": "https://a\"b", "SECRET": "s3cret"}}"#).unwrap();
    let source =
        "export const a = [import.meta.env.VITE_API, import.meta.env.SECRET, import.meta.env.DEV, import.meta.env.MODE, import.meta.env, process.env.NODE_ENV]";
    let module = Compiler::new(options).unwrap().transform("src/a.ts", source.as_bytes()).unwrap();
    assert!(module.code.contains(r#""https://a\"b""#) || module.code.contains(r#"'https://a"b'"#), "{}", module.code);
    assert!(!module.code.contains("s3cret") && module.code.contains("true") && module.code.contains("\"development\""));
}

#[test]
fn typescript_that_is_more_than_types_runs() {
    let source = "enum Color { Red, Green }\nnamespace Box { export const size = 1 }\nclass A { constructor(private x: number) {} declare y: string; abstract?: number }\nexport const v = [Color.Red, Box.size, new A(1)] as const satisfies unknown;\nexport default class<T> {}";
    let module = compiler().transform("src/a.ts", source.as_bytes()).unwrap();
    assert!(module.ok(), "{:?}", module.diagnostics);
    assert!(module.code.contains("Color[Color[\"Red\"] = 0] = \"Red\"") || module.code.contains("Red"), "{}", module.code);
}

#[test]
fn decorators_and_using_are_lowered() {
    let source = "function d(...a: any[]): any {}\n@d class A { @d x = 1 }\nexport function f() { using r = { [Symbol.dispose]() {} }; return new A() }";
    let module = compiler().transform("src/a.ts", source.as_bytes()).unwrap();
    assert!(module.ok(), "{:?}", module.diagnostics);
    assert!(!module.code.contains("@d") && !module.code.contains("using r"), "{}", module.code);
    assert!(module.imports.is_empty(), "helpers are inline: {:?}", module.imports);
}

#[test]
fn all_errors_of_a_file_are_told_with_place_and_frame() {
    let module = compiler().transform("src/App.tsx", "const é = 'x';\nexport default () => <div>\n  <span>\n</div>;\n".as_bytes()).unwrap();
    assert!(!module.ok() && module.code.is_empty());
    let problem = &module.diagnostics[0];
    assert_eq!((problem.code.as_str(), problem.file.as_str()), ("syntax", "src/App.tsx"));
    assert!(problem.line >= 3 && problem.column > 0 && problem.frame.contains('^'), "{problem:?}");
}

#[test]
fn css_names_its_imports_and_keeps_external_ones() {
    let source = "@import './base.css';\n@import url('https://fonts.example/a.css');\n.a { background: url('./bg.png'); color: red; & .b { color: blue } }\n.c { mask: url(#m) }";
    let module = compiler().transform("src/app.css", source.as_bytes()).unwrap();
    println!("{}", module.code);
    assert!(module.ok(), "{:?}", module.diagnostics);
    assert_eq!(module.kind, Kind::Css);
    let specifiers: Vec<_> = module.imports.iter().map(|import| import.specifier.as_str()).collect();
    assert_eq!(specifiers, ["./base.css", "./bg.png"]);
    assert!(module.code.contains("https://fonts.example/a.css") && module.code.contains("m[1].default") && module.code.contains("#m"));
}

#[test]
fn css_modules_export_their_names() {
    let module = compiler()
        .transform("src/a.module.css", b".title { color: red } .big { composes: title; font-size: 2em } .x { composes: y from './b.module.css' }")
        .unwrap();
    println!("{}", module.code);
    assert!(module.code.contains("\"title\":[\"title_") && module.code.contains("m[0].default[\"y\"]"));
    let other = compiler().transform("src/b.module.css", b".title { color: red }").unwrap();
    let name = |code: &str| code.split("title_").nth(1).unwrap().chars().take(6).collect::<String>();
    assert_ne!(name(&module.code), name(&other.code), "names of two files never meet");
}

#[test]
fn broken_css_is_an_error_with_a_place() {
    let module = compiler().transform("src/app.css", b".a { color: red;\n.b { color: blue }").unwrap();
    assert!(!module.ok());
    assert_eq!(module.diagnostics[0].line, 1, "{:?}", module.diagnostics);
}

#[test]
fn json_exports_its_keys_and_says_where_it_is_broken() {
    let module = compiler().transform("src/a.json", br#"{"name": "x", "not-a-name": 1, "__proto__": {"p": 1}}"#).unwrap();
    assert!(module.code.contains("\"name\":value[\"name\"]") && !module.code.contains("\"not-a-name\":value"));
    let broken = compiler().transform("src/a.json", b"{\n  \"a\": 1,\n}").unwrap();
    assert_eq!((broken.diagnostics[0].line, broken.diagnostics[0].code.as_str()), (3, "json"));
}

#[test]
fn images_are_known_by_a_content_address() {
    let a = compiler().transform("src/logo 1.svg", b"<svg/>").unwrap();
    let b = compiler().transform("src/logo 1.svg", b"<svg></svg>").unwrap();
    assert!(a.code.contains("/@hotframe/asset/") && a.code.contains("logo%201.svg"));
    assert_ne!(a.digest, b.digest);
}

#[test]
fn one_compiler_serves_many_threads() {
    let compiler = compiler();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let compiler = &compiler;
            scope.spawn(move || {
                for round in 0..50 {
                    let source = format!("export const a = {} + {}", thread % 2, round);
                    assert!(compiler.transform("src/a.ts", source.as_bytes()).unwrap().ok());
                }
            });
        }
    });
}

#[test]
fn values_that_outlive_edits_are_handed_to_the_registry() {
    let code = |source: &str| {
        let module = compiler().transform("src/store.tsx", source.as_bytes()).unwrap();
        assert!(module.ok(), "{:?}", module.diagnostics);
        module.code.clone()
    };
    let store = "import { create } from 'zustand';\nimport { start } from './start';\nconst twice = (n: number) => n * 2;\nfunction initial() { return twice(start); }\n";
    let kept = code(&format!("{store}export const useStore = create<State>()((set) => ({{ n: initial(), set }}));"));
    assert!(kept.contains("$RefreshSig$, $HotKeep$)"), "{kept}");
    assert!(kept.contains("$HotKeep$(\"useStore\", ()=>create()("), "{kept}");
    let dense: String = kept.split_whitespace().collect();
    assert!(dense.contains("()=>[create,start],()=>[initial,twice])"), "{kept}");
    for source in [
        "import { QueryClient } from '@tanstack/react-query'; const client = new QueryClient({}); export { client }",
        "import React from 'react'; export const C = React.createContext(null)",
        "import { lazy } from 'react'; const Page = lazy(() => import('./Page')); export default () => <Page/>",
        "import { cva } from 'class-variance-authority'; export const button = cva('a', { variants: {} })",
    ] {
        assert!(code(source).contains("$HotKeep$(\""), "{source}");
    }
    for source in [
        // What may change, waits, or is somebody else's.
        "import { create } from 'zustand'; let n = 1; n++; export const useStore = create(() => n)",
        "import { create } from 'zustand'; export const useStore = create(await load())",
        "import { create } from './own'; export const useStore = create(() => 1)",
        "import { create } from 'zustand'; export let useStore = create(() => 1)",
        "import { create } from 'zustand'; export const make = () => create(() => 1)",
    ] {
        assert!(!code(source).contains("$HotKeep$"), "{source}");
    }
}

#[test]
fn stores_made_by_hand_beside_components_outlive_edits_too() {
    let kept = |source: &str, component: &str| {
        let module = compiler().transform("src/store.tsx", format!("{source}\n{component}").as_bytes()).unwrap();
        assert!(module.ok(), "{:?}", module.diagnostics);
        module.code.contains("$HotKeep$(\"store\"")
    };
    let component = "export function App() { return <p>{String(store)}</p> }";
    let factory = "function make(value) { const all = new Set(); return { get: () => value, set(v) { value = v; all.forEach((f) => f()) }, all } }";
    for source in [
        &format!("{factory}\nexport const store = make(0)"),
        "const make = (start) => ({ ...start }); const store = make({ n: 1 })",
        "class Own { #n = 0; n() { document.title = String(this.#n) } } export const store = new Own()",
        "class Own extends EventTarget { constructor() { super(); this.n = 1; } } const store = new Own()",
        "const store = new Map([['a', 1]])",
        "const store = { n: 0, add() { this.n += 1 } }",
        "import { createCartStore } from './make'; export const store = createCartStore({ start: 1 })",
        "function make(init) { let s; const set = (n) => { s = n }; s = init(set); return { set, get: () => s } } const store = make((set) => ({ n: 1, set }))",
    ] {
        assert!(kept(source, component), "{source}");
        assert!(!kept(source, "export const text = String(store)"), "no component: {source}");
        assert!(!kept(source, &format!("{component}\nstore.started = true")), "changed on the way: {source}");
        assert!(!kept(source, &format!("{component}\nimport.meta.hot.accept()")), "it takes care of itself: {source}");
    }
    for source in [
        "const store = setInterval(() => {}, 1000)",
        "const store = { n: 0, list: [1, 2] }",
        "import { start } from './start'; const store = start()",
        "function make() { document.title = 'made'; return {} } const store = make()",
        "let made = 0; function make() { made += 1; return {} } const store = make()",
        "import { bus } from './bus'; function make() { bus.on('x', () => {}); return {} } const store = make()",
        "function make(init) { return init() } const store = make(() => window.open())",
        "class Own { constructor() { fetch('/x') } } const store = new Own()",
        "class Own { constructor() { this.start() } start() { setInterval(() => {}, 1) } } const store = new Own()",
        "const make = async () => 1; const store = make()",
        "const store = { Row: () => <b/>, n: () => 1 }",
    ] {
        assert!(!kept(source, component), "{source}");
    }
}

#[test]
fn names_beside_a_star_of_the_same_module_have_calls_of_their_own() {
    let source = b"export * from './part'; export { value as renamed } from './part'; export * as part from './part'; export const own = 1;";
    let module = compiler().transform("src/barrel.ts", source).unwrap();
    for call in ["_export(exportObj);", "_export(\"renamed\", _part_ns.value);", "_export(\"part\", _part_ns);"] {
        assert!(module.code.contains(call), "{call} is missing in {}", module.code);
    }
    assert!(!module.code.contains("exportObj.renamed"));
}

#[test]
fn what_runs_with_a_module_asks_before_it_reads_an_import() {
    let source = br#"
        import First, { a, b as c } from './a';
        import * as all from './all';
        import { z } from 'zod';
        export { a as passed } from './a';
        export { First };
        try { early } catch {}
        export const early = a, [taken] = all.list;
        export class Own extends First { static own = Own.name; later = c; method() { return c } }
        export let later;
        export var old = typeof c;
        let plain = { c, z };
        const works = () => [c, early, plain];
        plain = works;
        for (const item of all.f(c)) plain(item, later, taken, Own);
        export default works;
    "#;
    let module = compiler().transform("src/m.ts", source).unwrap();
    let code = &module.code;
    println!("{code}");
    for part in [
        "early: []",
        "taken: []",
        "Own: []",
        "default: []",
        "later: void 0",
        "old: void 0",
        "passed: [\n            0,\n            \"a\"",
        "First: [\n            0,\n            \"default\"",
        "_context.live(-1, \"early\");",
        "early = _context.live(0, \"a\", a)",
        "= _context.live(1, \"list\", all.list)",
        "extends _context.live(0, \"default\", First, \"First\")",
        "static own = Own.name",
        "later = c;",
        "typeof c",
        "c: _context.live(0, \"b\", c, \"c\")",
        "all.f(_context.live(0, \"b\", c, \"c\"))",
    ] {
        assert!(code.contains(part), "{part} is missing in {code}");
    }
    assert_eq!(code.matches("_context.live").count(), 6, "{code}");
}
