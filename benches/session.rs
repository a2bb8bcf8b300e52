//! Sessions: what an edit costs on the host, and what opening an app costs.

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};

use hotframe::{Change, PageOptions, Session};

fn main() {
    divan::main();
}

static ROUND: AtomicUsize = AtomicUsize::new(0);

fn edited(path: &str) -> Change {
    let round = ROUND.fetch_add(1, Ordering::Relaxed);
    let (_, content) = support::example("shop").into_iter().find(|(name, _)| name == path).expect("a file of the shop");
    Change::write(path, [content.as_slice(), format!("\nexport const round{round} = {round};\n").as_bytes()].concat())
}

/// One component of the shop edited: from the text to the message's JSON.
#[divan::bench(sample_count = 200)]
fn edit_a_component(bencher: divan::Bencher) {
    let session = Session::new("shop", support::example("shop"), support::compiler()).expect("the shop opens");
    bencher.with_inputs(|| edited("src/App.tsx")).bench_values(|change| {
        let message = session.update(vec![change]).expect("an edit").expect("it changes something");
        divan::black_box(message.to_json())
    });
}

/// One of many components edited, in an app with Tailwind: how the cost grows with the app.
#[divan::bench(args = [10, 100, 1_000], sample_count = 200)]
fn edit_one_of(bencher: divan::Bencher, modules: usize) {
    let session = Session::new("generated", support::generated(modules), support::compiler_of("tests/previous")).expect("the app opens");
    assert!(session.revision().is_some(), "{:?}", session.diagnostics());
    bencher.with_inputs(|| support::edited_leaf(ROUND.fetch_add(1, Ordering::Relaxed))).bench_values(|change| {
        let message = session.update(vec![change]).expect("an edit").expect("it changes something");
        divan::black_box(message.to_json())
    });
}

/// Saving the same text again.
#[divan::bench(sample_count = 200)]
fn save_without_a_change(bencher: divan::Bencher) {
    let files = support::example("shop");
    let session = Session::new("shop", files.clone(), support::compiler()).expect("the shop opens");
    let (path, content) = files.into_iter().find(|(path, _)| path == "src/App.tsx").expect("it has an App");
    bencher.bench(|| session.update(vec![Change::write(path.as_str(), &content)]).expect("an edit"));
}

/// Opening the shop when all its modules and packages are in the caches.
#[divan::bench(sample_count = 50)]
fn open_warm(bencher: divan::Bencher) {
    let compiler = support::compiler();
    bencher.with_inputs(|| support::example("shop")).bench_values(|files| {
        let session = Session::new("shop", files, compiler.clone()).expect("the shop opens");
        divan::black_box(session.page(&PageOptions::default()).expect("a page"))
    });
}
