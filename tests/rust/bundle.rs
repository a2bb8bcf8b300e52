//! Production bundles: what an app's files become, and what a caller can rely on.

use std::sync::{Arc, Mutex};

use hotframe::{Budgets, BuildOptions, Builder, Bundle, CancelToken, Change, ErrorKind, Options, SourceMaps};

use crate::support::root;

pub type Files = Vec<(String, Vec<u8>)>;

pub fn files(list: &[(&str, &str)]) -> Files {
    list.iter().map(|(path, text)| ((*path).to_string(), text.as_bytes().to_vec())).collect()
}

pub const PAGE: (&str, &str) =
    ("index.html", r#"<html><head></head><body><div id="root"></div><script type="module" src="/src/main.tsx"></script></body></html>"#);

pub fn builder(options: BuildOptions) -> Builder {
    let options_of_app = Options { node_modules: Some(root().join("tests/node_modules")), ..Options::default() };
    Builder::new(options_of_app, options).unwrap()
}

fn built(list: &[(&str, &str)]) -> Arc<Bundle> {
    let bundle = builder(BuildOptions::default()).build(files(list)).unwrap();
    assert!(bundle.ok(), "{:#?}", bundle.diagnostics);
    bundle
}

pub fn text(bundle: &Bundle, part: &str) -> String {
    let file = bundle.files.iter().find(|file| file.path.contains(part)).unwrap_or_else(|| panic!("no {part} in {:?}", paths(bundle)));
    String::from_utf8(file.content.to_vec()).unwrap()
}

/// The script whose name starts like this.
pub fn script(bundle: &Bundle, start: &str) -> String {
    let file = bundle
        .files
        .iter()
        .find(|file| file.path.starts_with(start) && file.path.ends_with(".js"))
        .unwrap_or_else(|| panic!("no {start} in {:?}", paths(bundle)));
    String::from_utf8(file.content.to_vec()).unwrap()
}

fn paths(bundle: &Bundle) -> Vec<&str> {
    bundle.files.iter().map(|file| file.path.as_str()).collect()
}

const LAZY: [(&str, &str); 5] = [
    PAGE,
    ("src/main.tsx", "import './main.css'; import { shared } from './shared'; shared('main'); import('./page').then((page) => page.show());"),
    ("src/page.tsx", "import './page.css'; import { shared } from './shared'; export const show = () => shared('page');"),
    ("src/shared.ts", "export const shared = (text: string) => console.log(text);"),
    ("src/main.css", "body { color: #ff0000 }"),
];

pub fn lazy() -> Vec<(&'static str, &'static str)> {
    LAZY.into_iter().chain([("src/page.css", "body { margin: 0px }")]).collect()
}

#[test]
fn a_lazy_chunk_has_its_own_stylesheet_which_is_loaded_first() {
    let bundle = built(&lazy());
    let style = paths(&bundle).into_iter().find(|path| path.contains("page-") && path.ends_with(".css")).unwrap().to_string();
    assert!(text(&bundle, "index.html").contains("rel=\"stylesheet\" crossorigin href=\"/assets/index-"));
    assert!(!text(&bundle, "index.html").contains(&style));
    assert!(script(&bundle, "assets/index-").contains(&format!("/{style}\"")), "{}", script(&bundle, "assets/index-"));
    assert_eq!(String::from_utf8(bundle.file(&style).unwrap().content.to_vec()).unwrap().trim(), "body{margin:0}");
}

#[test]
fn every_name_in_the_output_is_there() {
    let bundle = built(&lazy());
    let named = regex_lite(&bundle);
    assert!(!named.is_empty());
    for name in named {
        assert!(bundle.files.iter().any(|file| file.path.ends_with(&name)), "{name} is named but not there: {:?}", paths(&bundle));
    }
}

/// `page-AbCd1234.js`: what files of the output call each other.
fn regex_lite(bundle: &Bundle) -> Vec<String> {
    let mut names = Vec::new();
    for file in bundle.files.iter().filter(|file| file.path.ends_with(".js") || file.path.ends_with(".html")) {
        let text = String::from_utf8(file.content.to_vec()).unwrap();
        for piece in text.split(['"', '`', '\'']).filter(|piece| (piece.ends_with(".js") || piece.ends_with(".css")) && piece.contains('-')) {
            names.push(piece.rsplit('/').next().unwrap().to_string());
        }
    }
    names
}

#[test]
fn a_name_changes_when_what_it_reaches_changes_and_only_then() {
    let first = built(&lazy());
    let mut edited = lazy();
    edited.retain(|(path, _)| *path != "src/page.css");
    edited.push(("src/page.css", "body { margin: 1px }"));
    let second = built(&edited);
    let name =
        |bundle: &Bundle, start: &str, end: &str| paths(bundle).into_iter().find(|path| path.starts_with(start) && path.ends_with(end)).unwrap().to_string();
    // The entry names the sheet of the page, so it has a new name; its own sheet has not.
    assert_ne!(name(&first, "assets/index-", ".js"), name(&second, "assets/index-", ".js"));
    assert_eq!(name(&first, "assets/index-", ".css"), name(&second, "assets/index-", ".css"));
}

#[test]
fn the_same_files_in_another_order_and_process_give_the_same_bytes() {
    let mut backwards = files(&lazy());
    backwards.reverse();
    let one = built(&lazy());
    let other = builder(BuildOptions::default()).build(backwards).unwrap();
    assert_eq!(one.digest, other.digest);
    let contents = |bundle: &Bundle| bundle.files.iter().map(|file| (file.path.clone(), file.content.clone())).collect::<Vec<_>>();
    assert_eq!(contents(&one), contents(&other));
    assert_eq!(one.manifest, other.manifest);
    assert_eq!(one.metafile, other.metafile);
    // Another process: this very test, run again by itself.
    if std::env::var_os("HOTFRAME_PRINT_DIGEST").is_some() {
        println!("digest={}", one.digest);
        return;
    }
    let name = "bundle::the_same_files_in_another_order_and_process_give_the_same_bytes";
    let again =
        std::process::Command::new(std::env::current_exe().unwrap()).args(["--exact", name, "--nocapture"]).env("HOTFRAME_PRINT_DIGEST", "1").output().unwrap();
    let said = String::from_utf8(again.stdout).unwrap();
    assert!(said.contains(&format!("digest={}", one.digest)), "{said}");
}

#[test]
fn nothing_of_development_is_in_the_output() {
    let app = [
        PAGE,
        (
            "src/main.tsx",
            "import { useState } from 'react'; import { createRoot } from 'react-dom/client';
            if (import.meta.hot) { import.meta.hot.accept(() => console.log('accepted-marker')); }
            if (import.meta.env.DEV) console.log('dev-marker');
            function App() { const [n, set] = useState(0); return <button onClick={() => set(n + 1)}>{n}</button>; }
            createRoot(document.getElementById('root')!).render(<App />);",
        ),
    ];
    for bundle in [built(&app), builder(BuildOptions::default()).build_for_preview(files(&app)).unwrap()] {
        for file in bundle.files.iter().filter(|file| file.path.ends_with(".js") || file.path.ends_with(".html")) {
            let text = String::from_utf8(file.content.to_vec()).unwrap();
            for marker in [
                "$RefreshReg$",
                "$RefreshSig$",
                "hotframe.define",
                "@hotframe",
                "accepted-marker",
                "dev-marker",
                "import.meta.hot",
                "react-refresh",
                "WebSocket",
                "jsxDEV(",
            ] {
                assert!(!text.contains(marker), "{} holds {marker}", file.path);
            }
            assert!(!text.contains("react-dom-client.development"), "{} is React for development", file.path);
        }
    }
}

#[test]
fn packages_without_side_effects_are_shaken() {
    let with = |code: &str| {
        let bundle = built(&[PAGE, ("src/main.tsx", code)]);
        bundle.files.iter().filter(|file| file.path.ends_with(".js")).map(|file| file.size).sum::<usize>()
    };
    // tests/node_modules has no icons; the barrel here is the app's own, and says that it has no side effects.
    let barrel: String = (0..200).map(|n| format!("export {{ icon{n} }} from './icons/{n}';\n")).collect();
    let mut app = vec![
        (PAGE.0.to_string(), PAGE.1.to_string()),
        ("package.json".into(), r#"{"sideEffects": ["src/main.tsx"]}"#.into()),
        ("src/main.tsx".into(), "import { icon1, icon2 } from './icons'; console.log(icon1, icon2)".into()),
        ("src/icons.ts".into(), barrel),
    ];
    app.extend((0..200).map(|n| (format!("src/icons/{n}.ts"), format!("console.log('effect {n}'); export const icon{n} = 'icon number {n}';"))));
    let bundle = builder(BuildOptions::default()).build(app.into_iter().map(|(path, text)| (path, text.into_bytes()))).unwrap();
    let code = text(&bundle, ".js");
    assert!(code.contains("icon number 1") && code.contains("effect 2") && !code.contains("icon number 3"), "{code}");
    assert!(code.len() < 300, "{code}");
    assert!(with("console.log(1)") < 100);
}

#[test]
fn wrong_code_is_a_diagnostic_in_the_authors_own_lines() {
    for (code, expected, line) in [
        ("const a = 1;\nconst b = ;", "syntax", 2),
        ("const a: number = 1;\nimport x from './none';\nx(a);", "unresolved-import", 2),
        ("type A = string;\ninterface B {}\nimport { nothing } from './other';\nconsole.log(nothing);", "missing-export", 3),
    ] {
        let bundle = builder(BuildOptions::default()).build(files(&[PAGE, ("src/main.tsx", code), ("src/other.ts", "export const something = 1;")])).unwrap();
        assert!(!bundle.ok() && bundle.files.is_empty(), "{code}");
        let problem = &bundle.diagnostics[0];
        assert_eq!((problem.code.as_str(), problem.file.as_str(), problem.line), (expected, "src/main.tsx", line), "{problem:#?}");
        assert!(problem.frame.contains('^'), "{}", problem.frame);
    }
}

#[test]
fn maps_lead_to_the_authors_files() {
    for (kind, named, beside) in [(SourceMaps::External, true, true), (SourceMaps::Hidden, false, true), (SourceMaps::Inline, true, false)] {
        let options = BuildOptions { source_map: kind, ..BuildOptions::default() };
        let bundle = builder(options).build(files(&lazy())).unwrap();
        let code = bundle.files.iter().find(|file| file.path.starts_with("assets/index-") && file.path.ends_with(".js")).unwrap();
        let script = String::from_utf8(code.content.to_vec()).unwrap();
        assert_eq!(script.contains("sourceMappingURL="), named, "{kind:?}");
        let map = bundle.file(&format!("{}.map", code.path));
        assert_eq!(map.is_some(), beside, "{kind:?}");
        if let Some(map) = map {
            let map: serde_json::Value = serde_json::from_slice(&map.content).unwrap();
            let sources: Vec<&str> = map["sources"].as_array().unwrap().iter().filter_map(|source| source.as_str()).collect();
            assert!(sources.contains(&"../src/main.tsx") && sources.contains(&"../src/shared.ts"), "{sources:?}");
            assert!(map["sourcesContent"].as_array().unwrap().iter().any(|text| text.as_str().is_some_and(|text| text.contains("(text: string)"))));
        }
    }
}

#[test]
fn a_build_can_be_cancelled_from_its_own_progress() {
    let token = CancelToken::default();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (heard, stop) = (seen.clone(), token.clone());
    let builder = builder(BuildOptions::default()).on_progress(move |progress| {
        heard.lock().unwrap().push((progress.phase, progress.fraction));
        if progress.phase == "bundle" {
            stop.cancel();
        }
    });
    let problem = builder.build_with(files(&lazy()), &token).unwrap_err();
    assert_eq!(problem.kind(), ErrorKind::Cancelled);
    let seen = seen.lock().unwrap();
    assert!(seen.windows(2).all(|pair| pair[0].1 <= pair[1].1), "{seen:?}");
    assert!(!seen.iter().any(|(phase, _)| *phase == "done"));
}

#[test]
fn a_started_build_is_waited_for_or_dropped() {
    let builder = Arc::new(builder(BuildOptions::default()));
    let bundle = builder.start(files(&lazy())).wait().unwrap();
    assert!(bundle.ok());
    let running = builder.start(files(&[PAGE, ("src/main.tsx", "console.log(1)")]));
    running.cancel_token().cancel();
    assert!(matches!(running.wait(), Err(problem) if problem.kind() == ErrorKind::Cancelled));
}

#[test]
fn an_increment_gives_what_a_whole_build_gives() {
    let builder = builder(BuildOptions::default());
    let first = builder.build(files(&lazy())).unwrap();
    assert!(Arc::ptr_eq(&first, &builder.incremental_build(&[]).unwrap()));
    let next = builder.incremental_build(&[Change::write("src/page.tsx", "export const show = () => console.log('other');")]).unwrap();
    let mut edited = lazy();
    edited.retain(|(path, _)| *path != "src/page.tsx");
    edited.push(("src/page.tsx", "export const show = () => console.log('other');"));
    assert_eq!(next.digest, built(&edited).digest);
    let broken = builder.incremental_build(&[Change::write("src/page.tsx", "export const = 1")]).unwrap();
    assert!(!broken.ok());
    assert!(builder.incremental_build(&[Change::write("src/page.tsx", "export const show = () => {}")]).unwrap().ok());
}

#[test]
fn what_is_over_budget_is_said_with_numbers() {
    let some = Some(10);
    for (budgets, said) in [
        (Budgets { initial_script_gzip: some, ..Budgets::default() }, "scripts"),
        (Budgets { initial_style_gzip: some, ..Budgets::default() }, "stylesheets"),
        (Budgets { file: some, ..Budgets::default() }, "assets/index-"),
        (Budgets { total: some, ..Budgets::default() }, "files"),
    ] {
        let bundle = builder(BuildOptions { budgets: budgets.clone(), ..BuildOptions::default() }).build(files(&lazy())).unwrap();
        assert!(!bundle.ok(), "{budgets:?}");
        for problem in &bundle.diagnostics {
            assert_eq!(problem.code, "budget");
            assert!(problem.message.contains("over the budget of 0.01 kB"), "{}", problem.message);
        }
        assert!(bundle.diagnostics.iter().any(|problem| problem.message.contains(said)), "{said}: {:?}", bundle.diagnostics);
    }
    let enough = Budgets { initial_script_gzip: Some(1 << 20), initial_style_gzip: Some(1 << 20), file: Some(1 << 20), total: Some(1 << 30) };
    assert!(builder(BuildOptions { budgets: enough, ..BuildOptions::default() }).build(files(&lazy())).unwrap().ok());
}

#[test]
fn limits_stop_a_build() {
    let options = BuildOptions { modules: 3, ..BuildOptions::default() };
    let bundle = builder(options).build(files(&lazy())).unwrap();
    assert!(
        bundle.diagnostics.iter().any(|problem| problem.code == "too-large" && problem.message.contains("more than 3 modules")),
        "{:?}",
        bundle.diagnostics
    );
}

#[test]
fn the_manifest_and_the_metafile_have_the_shapes_of_vite_and_esbuild() {
    let bundle = built(&lazy());
    let manifest: serde_json::Value = serde_json::from_str(&bundle.manifest).unwrap();
    let entry = &manifest["index.html"];
    assert_eq!((entry["isEntry"].as_bool(), entry["src"].as_str()), (Some(true), Some("index.html")));
    assert_eq!(entry["dynamicImports"][0], "src/page.tsx");
    assert!(manifest["src/page.tsx"]["css"][0].as_str().unwrap().ends_with(".css"));
    let metafile: serde_json::Value = serde_json::from_str(&bundle.metafile).unwrap();
    assert_eq!(metafile["inputs"]["src/main.tsx"]["bytes"], LAZY[1].1.len());
    let output = &metafile["outputs"][entry["file"].as_str().unwrap()];
    assert_eq!(output["entryPoint"], "index.html");
    assert!(output["inputs"]["src/shared.ts"]["bytesInOutput"].as_u64().unwrap() > 0);
    assert!(bundle.report().contains("src/shared.ts") && bundle.report().starts_with("<!doctype html>"));
}

#[test]
fn the_report_cannot_be_left_by_a_file_name() {
    let bundle = built(&[PAGE, ("src/main.tsx", "import './a</script><img src=x>.ts'"), ("src/a</script><img src=x>.ts", "console.log(1)")]);
    assert!(!bundle.report().contains("<img src=x>"));
    assert!(!text(&bundle, "index.html").contains("<img"));
}

#[test]
fn an_entry_keeps_its_exports() {
    let options = BuildOptions { entries: vec!["src/lib.ts".into()], ..BuildOptions::default() };
    let bundle = builder(options).build(files(&[("src/lib.ts", "export const answer = 42; export default class Thing {}")])).unwrap();
    assert!(paths(&bundle)[0].starts_with("assets/lib-"));
    let code = text(&bundle, "lib-");
    assert!(code.contains("as answer") && code.contains("as default"), "{code}");
}
