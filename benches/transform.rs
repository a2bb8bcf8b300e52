//! Transform: milliseconds for each script of the example apps, alone and in one batch.
//!
//! Every sample compiles text that was never seen (a counter in a trailing comment), so that no cache answers.

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};

use divan::counter::{BytesCount, ItemsCount};

fn main() {
    divan::main();
}

static ROUND: AtomicUsize = AtomicUsize::new(0);

/// The scripts of all example apps, as text that no cache knows.
fn scripts() -> Vec<(String, Vec<u8>)> {
    let round = ROUND.fetch_add(1, Ordering::Relaxed);
    let script = |path: &str| [".ts", ".tsx", ".js", ".jsx"].iter().any(|extension| path.ends_with(extension)) && !path.ends_with(".d.ts");
    ["counter", "shop"]
        .iter()
        .flat_map(|app| support::example(app))
        .filter(|(path, _)| script(path))
        .map(|(path, mut content)| {
            content.extend_from_slice(format!("\n// {round}").as_bytes());
            (path, content)
        })
        .collect()
}

#[divan::bench(sample_count = 50)]
fn each_script_of_the_examples(bencher: divan::Bencher) {
    let compiler = support::compiler();
    bencher
        .with_inputs(scripts)
        .input_counter(|scripts| ItemsCount::new(scripts.len()))
        .input_counter(|scripts| BytesCount::new(scripts.iter().map(|(_, content)| content.len()).sum::<usize>()))
        .bench_values(|scripts| {
            for (path, content) in &scripts {
                divan::black_box(compiler.transform(path, content).expect("the examples compile"));
            }
        });
}

#[divan::bench(sample_count = 200)]
fn the_same_text_again(bencher: divan::Bencher) {
    let compiler = support::compiler();
    let scripts = scripts();
    bencher.counter(ItemsCount::new(scripts.len())).bench(|| {
        for (path, content) in &scripts {
            divan::black_box(compiler.transform(path, content).expect("the examples compile"));
        }
    });
}

#[divan::bench(sample_count = 100)]
fn a_stylesheet(bencher: divan::Bencher) {
    let compiler = support::compiler();
    let sheets: Vec<_> = support::example("shop").into_iter().filter(|(path, _)| path.ends_with(".css")).collect();
    bencher.with_inputs(|| ROUND.fetch_add(1, Ordering::Relaxed)).counter(ItemsCount::new(sheets.len())).bench_values(|round| {
        for (path, content) in &sheets {
            let text = [content.as_slice(), format!("\n/* {round} */").as_bytes()].concat();
            divan::black_box(compiler.transform(path, &text).expect("the examples compile"));
        }
    });
}
