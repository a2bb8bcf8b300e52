//! What it costs. `HOTFRAME_CORPUS=folder cargo test --release tailwind_figures -- --ignored --nocapture`: the folder's `.tsx` files join the fixture apps.

use std::time::Instant;

use super::super::Sheet;
use super::host::{Host, collect};

fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    print!("  {name} {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    result
}

#[test]
#[ignore = "prints figures, checks nothing"]
fn tailwind_figures() {
    let limit: usize = std::env::var("HOTFRAME_CORPUS_FILES").ok().and_then(|text| text.parse().ok()).unwrap_or(usize::MAX);
    for app in ["v4_shadcn", "v3_shadcn"] {
        let mut host = Host::fixture(app);
        if let Some(folder) = std::env::var_os("HOTFRAME_CORPUS").map(std::path::PathBuf::from) {
            let mut found = Default::default();
            collect(&folder, &folder, &mut found);
            host.files.extend(
                found.into_iter().filter(|(path, _)| path.ends_with(".tsx")).take(limit).map(|(path, content)| (format!("src/corpus/{path}"), content)),
            );
        }
        let bytes: usize = host.files.values().map(|content| content.len()).sum();
        println!("{app}: {} files, {} KB", host.files.len(), bytes >> 10);
        for _ in 0..3 {
            let engine = host.engine();
            let mut sheet: Sheet = timed("compile (engine and Tailwind loaded)", || host.compile(&engine, "src/index.css")).expect("compiles");
            let loaded = engine.weight();
            let css = timed("build", || sheet.update(&host)).expect("builds");
            let built = engine.weight();
            timed("no-op", || sheet.update(&host)).expect("builds");
            let page = host.text("src/App.tsx").expect("the page");
            host.write("src/App.tsx", &page.replace("Hello", "Welcome, everyone"));
            timed("edit of text", || sheet.update(&host)).expect("builds");
            host.write("src/App.tsx", &page.replace("<h1 className=\"", "<h1 className=\"rotate-[7deg] mt-[3px] bg-lime-300/70 hover:skew-x-3 md:pb-11 "));
            timed("edit with 5 classes", || sheet.update(&host)).expect("builds");
            host.write("src/App.tsx", &page);
            timed("settle", || sheet.settle(&host)).expect("builds");
            println!("  css {} KB, engine {:.1} MB compiled, {:.1} MB built", css.len() >> 10, loaded as f64 / 1e6, built as f64 / 1e6);
        }
    }
}
