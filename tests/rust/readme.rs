//! The Rust of README.md, compiled and run: each paragraph of it stands in this file, letter by letter but for white space.

use std::sync::LazyLock;

use hotframe::{BuildOptions, Builder, Change, Compiler, Error, Options};
use hotframe::{Fetch, FetchError, InstallOptions, Request, install};

use crate::install::{Registry, Store};
use crate::support::{files, root};

const README: &str = include_str!("../../README.md");
const HERE: &str = include_str!("readme.rs");

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn all_of_it_is_here() {
    let here = squeezed(HERE);
    let blocks: Vec<&str> = README.split("```rust\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() >= 3);
    for paragraph in blocks.iter().flat_map(|block| block.split("\n\n")) {
        let code: String = paragraph.lines().map(|line| format!("{}\n", line.split(" // ").next().unwrap_or_default())).collect();
        assert!(here.contains(&squeezed(&code)), "not in tests/rust/readme.rs:\n{code}");
    }
}

fn app() -> Vec<(String, Vec<u8>)> {
    files(&[("index.html", r#"<div id="root"></div><script type="module" src="/src/App.tsx"></script>"#), ("src/App.tsx", "document.body.append('before')")])
}

const SOURCE: &str = "document.body.append('after')";

#[test]
fn a_preview() -> Result<(), Error> {
    let (files, source) = (app(), SOURCE);
    let broadcast = |message: String| assert!(message.contains("after") && message.contains("\"hmr_update\""), "{message}");

    use hotframe::{Change, Compiler, Options, PageOptions, Session};
    use std::sync::Arc;

    let compiler = Arc::new(Compiler::new(Options::default())?);
    let session = Session::new("app-1", files, compiler)?;
    let page = session.page(&PageOptions::default())?;
    if let Some(message) = session.update(vec![Change::write("src/App.tsx", source)])? {
        broadcast(message.to_json());
    }

    assert!(page.contains("hotframe.start("));
    Ok(())
}

#[test]
fn a_bundle_and_a_worker() -> Result<(), Error> {
    use hotframe::WorkerOptions;
    let (files, source, node_modules) = (app(), SOURCE, root().join("tests/node_modules"));

    let builder = Builder::new(Options { node_modules: Some(node_modules), ..Options::default() }, BuildOptions::default())?;
    let bundle = builder.build(files)?;
    let next = builder.incremental_build(&[Change::write("src/App.tsx", source)])?;
    let worker = builder.worker(&bundle, &WorkerOptions::default())?;

    let text = |bundle: &hotframe::Bundle| bundle.files.iter().map(|file| String::from_utf8_lossy(&file.content).into_owned()).collect::<String>();
    assert!(text(&bundle).contains("before") && text(&next).contains("after"));
    assert!(!worker.modules.is_empty());
    Ok(())
}

static REGISTRY: LazyLock<Registry> = LazyLock::new(|| {
    let mut registry = Registry::default();
    registry.publish("left-pad", "1.3.0", serde_json::json!({}), serde_json::json!({}));
    registry
});

fn http_get(address: &str, accept: &str, limit: usize) -> Result<Vec<u8>, String> {
    let path = address.strip_prefix("https://registry.npmjs.org/").ok_or("no address of the registry")?;
    REGISTRY.fetch(&Request { path, accept, limit }).map_err(|problem| problem.to_string())
}

struct App;
impl App {
    fn text(&self, path: &str) -> Option<String> {
        (path == "package.json").then(|| r#"{ "dependencies": { "left-pad": "^1.0.0" } }"#.to_string())
    }
}

struct Npm;
impl Fetch for Npm {
    fn fetch(&self, request: &Request<'_>) -> Result<Vec<u8>, FetchError> {
        http_get(&format!("https://registry.npmjs.org/{}", request.path), request.accept, request.limit).map_err(FetchError)
    }
}

#[test]
fn packages_without_node() -> Result<(), Error> {
    let (app, folder) = (App, Store::new());
    let store = folder.path();

    let installed = install(&|path| app.text(path), store, &Npm, &InstallOptions::default(), &|progress| println!("{progress:?}"))?;
    let options = Options { node_modules: Some(installed.node_modules), ..Options::default() };

    assert_eq!(installed.packages, 1);
    Compiler::new(options).map(drop)
}
