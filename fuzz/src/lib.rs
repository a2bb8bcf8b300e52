//! What the targets share: a compiler, files to begin with, and what counts as a find.

use std::sync::{Arc, LazyLock, Once};

use hotframe::{Compiler, Error, ErrorKind, Mode, Options};

/// A compiler for previews, and one for bundles.
pub static COMPILERS: LazyLock<[Arc<Compiler>; 2]> = LazyLock::new(|| {
    let production = Options { mode: Mode::Production, ..Options::default() };
    [Options::default(), production].map(|options| Arc::new(Compiler::new(options).expect("these options are good")))
});

/// Panics of the core end the process at once, even where it would catch them: each is a find. Those of an engine are only printed: they
/// are caught for every file, and one that is not ends the process too.
pub fn watch_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        std::panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(|place| place.file().to_string()).unwrap_or_default();
            eprintln!("{panic}");
            if !place.contains("/registry/src/") {
                std::process::abort();
            }
        }));
    });
}

/// A call may be refused; it may not fail for a reason of ours.
pub fn fair<T>(outcome: Result<T, Error>) -> Option<T> {
    match outcome {
        Ok(value) => Some(value),
        Err(problem) if matches!(problem.kind(), ErrorKind::Poisoned | ErrorKind::Io | ErrorKind::Cancelled) => panic!("{problem}"),
        Err(_) => None,
    }
}

/// The app that scripts of edits begin with.
pub fn app() -> Vec<(String, Vec<u8>)> {
    [
        ("index.html", r#"<div id="root"></div><script type="module" src="/src/main.tsx"></script>"#),
        ("src/main.tsx", "import { App } from './App'; import './app.css'; import './more.scss'; document.body.append(String(App));"),
        ("src/App.tsx", "import { text } from './text'; import data from './data.json'; export function App() { return text + data.a; }"),
        ("src/text.ts", "export const text: string = 'hello'; export type Text = string; export * from './other';"),
        ("src/other.ts", "export const all = import.meta.glob('./pages/*.ts'); export default class {}"),
        ("src/pages/a.ts", "export const a = import.meta.env.MODE; import.meta.hot?.accept();"),
        ("src/data.json", r#"{"a": 1}"#),
        ("src/app.css", "@import './base.css'; .a { color: red; background: url(./dot.svg) }"),
        ("src/base.css", "@layer base { :root { --b: 1px } }"),
        ("src/more.scss", "$a: 1px; @use './part'; .b { &:hover { margin: $a } }"),
        ("src/_part.scss", "@mixin m($x) { padding: $x }"),
        ("src/dot.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("tsconfig.json", r#"{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}"#),
        ("package.json", r#"{"name": "app"}"#),
        (".env", "VITE_A=1"),
    ]
    .map(|(path, content)| (path.to_string(), content.as_bytes().to_vec()))
    .to_vec()
}
