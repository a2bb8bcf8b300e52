//! What a builder promises: the same bytes everywhere, builds that go on from the last one, builds that can be watched and stopped, Workers whose errors
//! lead to the author's lines.

use std::sync::{Arc, Mutex};

use hotframe::{BuildOptions, Builder, Bundle, CancelToken, Change, ErrorKind, Options, SourceMaps, Watch, WorkerMode, WorkerOptions};

use crate::bundle::{Files, PAGE, builder, files, lazy, script, text};
use crate::support::root;

/// One app with packages, an image, a worker and lazy styles.
fn varied() -> Files {
    let mut app = files(&[
        PAGE,
        ("package.json", r#"{"dependencies": {"react": "*", "react-dom": "*"}}"#),
        (
            "src/main.tsx",
            "import { createRoot } from 'react-dom/client'; import { lazy, Suspense } from 'react'; import image from './big.png'; import './main.css';
            const Page = lazy(() => import('./page')); new Worker(new URL('./worker.ts', import.meta.url));
            createRoot(document.getElementById('root')!).render(<Suspense><img src={image} /><Page /></Suspense>);",
        ),
        ("src/page.tsx", "import './page.css'; import { name } from './shared'; export default () => <p className=\"text\">{name}</p>;"),
        ("src/other.tsx", "import { name } from './shared'; export default () => <p>{name}</p>;"),
        ("src/shared.ts", "export const name = 'shared';"),
        ("src/worker.ts", "import { name } from './shared'; postMessage(name);"),
        ("src/main.css", "body { color: red; background: url('./big.png') }"),
        ("src/page.css", ".text { margin: 0 }"),
    ]);
    app.push(("src/big.png".into(), vec![7; 5000]));
    app
}

/// What a build gives that could depend on where and how it ran.
fn print_of(bundle: &Bundle) -> String {
    format!("{} {} {} {}", bundle.digest, hotframe::Digest::of(bundle.manifest.as_bytes()), hotframe::Digest::of(bundle.metafile.as_bytes()), bundle.modules)
}

#[test]
fn the_same_files_give_the_same_bytes_on_any_machine() {
    const WHERE: &str = "HOTFRAME_PRINT_VARIED";
    let from = |node_modules: std::path::PathBuf, backwards: bool| {
        let mut app = varied();
        if backwards {
            app.reverse();
        }
        let options = BuildOptions { source_map: SourceMaps::External, manifest: true, ..BuildOptions::default() };
        let bundle = Builder::new(Options { node_modules: Some(node_modules), ..Options::default() }, options).unwrap().build(app).unwrap();
        assert!(bundle.ok(), "{:#?}", bundle.diagnostics);
        print_of(&bundle)
    };
    // Another process: this very test, run again by itself.
    if let Some(folder) = std::env::var_os(WHERE) {
        return println!("print={}", from(folder.into(), true));
    }
    let expected = from(root().join("tests/node_modules"), false);
    // Packages in a folder of another depth and name; one thread; another folder to run in; rows in another order.
    let elsewhere = std::env::temp_dir().join(format!("hotframe-elsewhere-{}", std::process::id())).join("a b/deep/er");
    for package in ["react", "react-dom", "scheduler"] {
        copy(&root().join("tests/node_modules").join(package), &elsewhere.join("node_modules").join(package));
    }
    let name = "builder::the_same_files_give_the_same_bytes_on_any_machine";
    for threads in ["1", "7"] {
        let mut again = std::process::Command::new(std::env::current_exe().unwrap());
        again.args(["--exact", name, "--nocapture"]).env(WHERE, elsewhere.join("node_modules")).env("RAYON_NUM_THREADS", threads).current_dir(&elsewhere);
        let said = again.output().unwrap();
        let text = String::from_utf8_lossy(&said.stdout).into_owned();
        assert!(text.contains(&format!("print={expected}")), "{threads} threads: {expected} is not in {text}{}", String::from_utf8_lossy(&said.stderr));
    }
    std::fs::remove_dir_all(elsewhere.ancestors().nth(2).unwrap()).unwrap();
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn two_icons_of_a_thousand_cost_less_than_three_kilobytes() {
    let weigh = |code: &str| {
        let options = Options { node_modules: Some(root().join("examples/apps/dashboard/node_modules")), ..Options::default() };
        let bundle = Builder::new(options, BuildOptions::default()).unwrap().build(files(&[PAGE, ("src/main.tsx", code)])).unwrap();
        assert!(bundle.ok(), "{:?}", bundle.diagnostics);
        bundle.files.iter().filter(|file| file.path.ends_with(".js")).map(|file| file.size).sum::<usize>()
    };
    let page = |import: &str, icons: &str| {
        format!("import {{ createRoot }} from 'react-dom/client'; {import} createRoot(document.getElementById('root')!).render(<main>{icons}</main>);")
    };
    let without = weigh(&page("import { forwardRef, createElement } from 'react'; console.log(forwardRef, createElement);", ""));
    let with = weigh(&page("import { Camera, House } from 'lucide-react';", "<Camera /><House />"));
    assert!(with > without && with - without <= 3072, "{} bytes", with - without);
}

#[test]
fn comments_that_are_licences_stay_if_they_may() {
    let code = "/*! (c) somebody, MIT */\n/** @license BSD of ours */\nexport const a = 1; /* not one */ console.log(a);";
    let built = |legal_comments: bool, minify: bool| {
        let bundle = builder(BuildOptions { legal_comments, minify, ..BuildOptions::default() }).build(files(&[PAGE, ("src/main.tsx", code)])).unwrap();
        script(&bundle, "assets/index-")
    };
    for minify in [true, false] {
        let (kept, dropped) = (built(true, minify), built(false, minify));
        assert!(kept.contains("(c) somebody") && kept.contains("BSD of ours") && !kept.contains("not one"), "{kept}");
        assert!(!dropped.contains("(c) somebody") && !dropped.contains("BSD of ours"), "{dropped}");
    }
}

#[test]
fn an_increment_is_built_as_the_last_build_was() {
    let builder = builder(BuildOptions::default());
    let whole = |edited: &str| {
        let mut app = lazy();
        app.retain(|(path, _)| *path != "src/page.tsx");
        app.push(("src/page.tsx", edited));
        files(&app)
    };
    let edit = "export const show = () => console.log('other');";
    let preview = builder.build_for_preview(files(&lazy())).unwrap();
    let next = builder.incremental_build(&[Change::write("src/page.tsx", edit)]).unwrap();
    assert_ne!(next.digest, preview.digest);
    assert_eq!(next.digest, builder.build_for_preview(whole(edit)).unwrap().digest);
    assert_ne!(next.digest, builder.build(whole(edit)).unwrap().digest);
}

#[test]
fn tailwind_goes_on_from_the_last_build_and_ends_where_a_new_one_would() {
    const TAILWIND3: &str = "@tailwind base; @tailwind components; @tailwind utilities; .card { @apply p-4 }";
    const TAILWIND4: &str = "@import 'tailwindcss'; @theme { --color-brand: red; --color-other: blue }";
    for (sheet, packages) in [(TAILWIND3, "examples/apps/dashboard/node_modules"), (TAILWIND4, "examples/node_modules")] {
        let new = || Builder::new(Options { node_modules: Some(root().join(packages)), ..Options::default() }, BuildOptions::default()).unwrap();
        let app = |text: &str| {
            let config = "export default { content: ['./index.html', './src/**/*.tsx'] }";
            files(&[PAGE, ("tailwind.config.js", config), ("src/main.css", sheet), ("src/main.tsx", &format!("import './main.css'; console.log({text:?});"))])
        };
        let kept = new();
        // Classes that come, go and come back; words that are none; variables; digits; a variant.
        for text in [
            "flex p-1",
            "flex p-1 and more words",
            "p-1 words",
            "2xl:flex 42 p-1",
            "hover:p-[3px] 42",
            "--color-brand",
            "text-other",
            "before:content-['\\2713']",
            "flex p-1",
        ] {
            let bundle = kept.build(app(text)).unwrap();
            assert!(bundle.ok(), "{:?}", bundle.diagnostics);
            let fresh = new().build(app(text)).unwrap();
            assert_eq!(self::text(&bundle, ".css"), self::text(&fresh, ".css"), "{text}");
            assert_eq!(bundle.digest, fresh.digest, "{text}");
        }
        // A config is a file like others.
        let mut other = app("flex p-1");
        other[1].1 = b"export default { content: ['./src/**/*.tsx'], theme: { spacing: { 1: '99px', 4: '1px' } } }".to_vec();
        let bundle = kept.build(other.clone()).unwrap();
        assert_eq!(bundle.digest, new().build(other).unwrap().digest);
    }
}

#[test]
fn what_is_wrong_with_a_tailwind_sheet_is_a_diagnostic() {
    let options = Options { node_modules: Some(root().join("examples/node_modules")), ..Options::default() };
    let builder = Builder::new(options, BuildOptions::default()).unwrap();
    let app = |sheet: &str| files(&[PAGE, ("src/main.css", sheet), ("src/main.tsx", "import './main.css';")]);
    let bundle = builder.build(app("@import 'tailwindcss';\n.a { @apply no-such-class }")).unwrap();
    assert!(!bundle.ok() && bundle.files.is_empty());
    assert_eq!(bundle.diagnostics[0].file, "src/main.css", "{:?}", bundle.diagnostics);
    let missing = builder.build(app("@import 'tailwindcss';\n.a { background: url('./none.png') }")).unwrap();
    assert!(missing.diagnostics.iter().any(|problem| problem.message.contains("none.png")), "{:?}", missing.diagnostics);
    assert!(builder.build(app("@import 'tailwindcss';")).unwrap().ok());
}

#[test]
fn one_build_can_be_watched_by_its_own_function() {
    let token = CancelToken::default();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let (of_builder, of_build) = (heard.clone(), heard.clone());
    let builder = Arc::new(builder(BuildOptions::default()).on_progress(move |progress| of_builder.lock().unwrap().push(("builder", progress.phase))));
    let watch = Watch::new(&token).on_progress(move |progress| of_build.lock().unwrap().push(("build", progress.phase)));
    let running = builder.start_with(files(&lazy()), watch);
    assert!(running.wait().unwrap().ok());
    let heard = heard.lock().unwrap().clone();
    for who in ["builder", "build"] {
        let phases: Vec<_> = heard.iter().filter(|(one, _)| *one == who).map(|(_, phase)| *phase).collect();
        assert_eq!((phases.first(), phases.last()), (Some(&"compile"), Some(&"done")), "{who}");
    }
    let running = builder.start_for_preview_with(files(&lazy()), &token);
    token.cancel();
    let outcome = running.wait();
    assert!(outcome.is_ok() || outcome.is_err_and(|problem| problem.kind() == ErrorKind::Cancelled));
    assert_eq!(builder.build_for_preview_with(files(&lazy()), &token).unwrap_err().kind(), ErrorKind::Cancelled);
}

#[test]
fn what_a_runtime_says_of_a_worker_leads_to_the_authors_line() {
    let source = "interface Env { name: string }\nexport default {\n  async fetch(): Promise<Response> {\n    throw new TypeError('lost-marker');\n  },\n};\n";
    let app = files(&[PAGE, ("src/main.tsx", "console.log(1)"), ("src/worker.ts", source)]);
    for mode in [WorkerMode::Assets, WorkerMode::Single] {
        let builder = builder(BuildOptions::default());
        let bundle = builder.build(app.clone()).unwrap();
        let worker = builder.worker(&bundle, &WorkerOptions { mode, ..WorkerOptions::default() }).unwrap();
        assert!(worker.ok(), "{:?}", worker.diagnostics);
        // `Uncaught TypeError: lost-marker at index.js:LINE:COLUMN`, both from 1.
        let code = String::from_utf8(worker.modules[0].content.to_vec()).unwrap();
        let (line, text) = code.lines().enumerate().find(|(_, line)| line.contains("lost-marker")).expect("the user's code is in the script");
        let column = text[..text.find("lost-marker").unwrap()].rfind("throw").or_else(|| text.find("TypeError")).unwrap();
        let place = original_of(worker.map.as_deref().expect("a map"), line, column);
        assert_eq!(place, ("src/worker.ts".to_string(), 4), "{mode:?}");
    }
}

/// The source and the line from 1 behind a place, both from 0.
fn original_of(map: &str, line: usize, column: usize) -> (String, usize) {
    let map: serde_json::Value = serde_json::from_str(map).unwrap();
    let (mut source, mut original) = (0i64, 0i64);
    let mut best = None;
    for (at, row) in map["mappings"].as_str().unwrap().split(';').enumerate() {
        let mut start = 0i64;
        for segment in row.split(',').filter(|segment| !segment.is_empty()) {
            let numbers = base64_vlq(segment);
            start += numbers[0];
            if numbers.len() >= 4 {
                source += numbers[1];
                original += numbers[2];
                if at == line && start <= column as i64 {
                    best = Some((source as usize, original as usize + 1));
                }
            }
        }
    }
    let (source, line) = best.expect("the place is mapped");
    (map["sources"][source].as_str().unwrap().to_string(), line)
}

fn base64_vlq(segment: &str) -> Vec<i64> {
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut numbers, mut value, mut shift) = (Vec::new(), 0i64, 0);
    for letter in segment.chars() {
        let digit = digits.find(letter).unwrap() as i64;
        value |= (digit & 31) << shift;
        shift += 5;
        if digit & 32 == 0 {
            numbers.push(if value & 1 == 1 { -(value >> 1) } else { value >> 1 });
            (value, shift) = (0, 0);
        }
    }
    numbers
}
