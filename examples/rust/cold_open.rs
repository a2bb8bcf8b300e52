//! Opens an example app in a fresh process, with every cache empty, and prints what each step took.
//!
//! `cargo run --release --example cold_open -- shop`

mod app;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use hotframe::{Change, Compiler, Options, Session};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let name = std::env::args().nth(1).unwrap_or_else(|| "shop".to_string());
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples");
    let files = app::files(&root.join("apps").join(&name))?;

    let started = Instant::now();
    let options = Options { node_modules: Some(root.join("node_modules")), ..Options::default() };
    let compiler = Arc::new(Compiler::new(options)?);
    let session = Session::new(name.as_str(), files.clone(), compiler.clone())?;
    let opened = started.elapsed();
    let bytes = app::serve(&session)?;
    let served = started.elapsed();

    for problem in session.diagnostics() {
        eprintln!("{}:{}:{}: {}\n{}", problem.file, problem.line, problem.column, problem.message, problem.frame);
    }
    println!("{name}: {} files, packages included", files.len());
    println!("  opened (compile, npm packages)   {:7.1} ms", opened.as_secs_f64() * 1e3);
    println!("  page and all its scripts served  {:7.1} ms, {bytes} bytes", served.as_secs_f64() * 1e3);

    let started = Instant::now();
    let second = Session::new("another app", files.clone(), compiler)?;
    println!("  opened again, caches warm        {:7.1} ms", started.elapsed().as_secs_f64() * 1e3);

    // A package that the page lacks: what is missing is built, nothing else.
    let entry = files.iter().find(|(path, _)| path.starts_with("src/main.")).ok_or("the app has no src/main")?;
    let added = [entry.1.as_slice(), b"\nimport * as added from '@hotwired/stimulus'; console.log(added);\n"].concat();
    let started = Instant::now();
    let message = second.update(vec![Change::write(entry.0.as_str(), &added)])?.ok_or("it changes something")?;
    println!("  one more package: {:14} {:7.1} ms", message.kind(), started.elapsed().as_secs_f64() * 1e3);
    Ok(())
}
