//! Compiles the scripts that standard input lists (one path for each line) again and again, and prints the best round as JSON:
//! milliseconds on one thread, and with as many threads as there are cores. No text is compiled twice, so that no cache answers.
//!
//! `ls src/*.tsx | cargo run --release --example transform_files -- 20`

use std::io::BufRead;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use hotframe::{Compiler, Options};

type Failure = Box<dyn std::error::Error>;

static ROUND: AtomicUsize = AtomicUsize::new(0);

fn main() -> Result<(), Failure> {
    let rounds: usize = std::env::args().nth(1).map_or(Ok(20), |text| text.parse())?;
    let paths = std::io::stdin().lock().lines().collect::<Result<Vec<_>, _>>()?;
    let files = paths.iter().map(|path| Ok((format!("src{path}"), std::fs::read(path)?))).collect::<Result<Vec<_>, std::io::Error>>()?;
    let compiler = Compiler::new(Options::default())?;
    let threads = std::thread::available_parallelism()?.get();
    let (mut one, mut all) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..rounds {
        one = one.min(round(&compiler, &files, 1)?);
        all = all.min(round(&compiler, &files, threads)?);
    }
    println!("{}", serde_json::json!({ "one": one, "all": all, "threads": threads }));
    Ok(())
}

/// One round over all files, in milliseconds.
fn round(compiler: &Compiler, files: &[(String, Vec<u8>)], threads: usize) -> Result<f64, Failure> {
    let round = ROUND.fetch_add(1, Ordering::Relaxed);
    let fresh: Vec<(&str, Vec<u8>)> =
        files.iter().map(|(path, text)| (path.as_str(), [text.as_slice(), format!("\n// {round}").as_bytes()].concat())).collect();
    let next = AtomicUsize::new(0);
    let failed = AtomicUsize::new(0);
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((path, text)) = fresh.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let compiled = compiler.transform(path, text).is_ok_and(|module| module.ok());
                    failed.fetch_add(usize::from(!compiled), Ordering::Relaxed);
                }
            });
        }
    });
    let took = started.elapsed().as_secs_f64() * 1e3;
    match failed.into_inner() {
        0 => Ok(took),
        failed => Err(format!("{failed} files do not compile").into()),
    }
}
