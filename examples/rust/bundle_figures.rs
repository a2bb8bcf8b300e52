//! `bundle_figures DIR [NODE_MODULES]`: what building an app costs inside one process: production, preview, after one edit.

mod app;

use std::path::PathBuf;
use std::time::Instant;

use hotframe::{BuildOptions, Builder, Bundle, Change, Options};

const ROUNDS: usize = 5;

fn show(name: &str, mut times: Vec<f64>, bundle: &Bundle) {
    times.sort_by(f64::total_cmp);
    let gzip: usize = bundle.files.iter().filter(|file| file.path.ends_with(".js")).map(|file| file.gzip).sum();
    println!(
        "{name:<34} {:>8.0} ms (median of {}, {:.0} to {:.0})  {:>9} bytes, scripts {gzip} gzip",
        times[times.len() / 2],
        times.len(),
        times[0],
        times[times.len() - 1],
        bundle.size()
    );
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let root = PathBuf::from(arguments.next().ok_or("bundle_figures DIR [NODE_MODULES]")?).canonicalize()?;
    let node_modules = arguments.next().map_or_else(|| root.join("node_modules"), PathBuf::from);
    let files = app::files(&root)?;
    println!("{} files", files.len());
    let options = || Options { node_modules: Some(node_modules.clone()), ..Options::default() };
    let build = |preview: bool| -> Result<(f64, std::sync::Arc<Bundle>), hotframe::Error> {
        let builder = Builder::new(options(), BuildOptions::default())?;
        let started = Instant::now();
        let bundle = if preview { builder.build_for_preview(files.clone()) } else { builder.build(files.clone()) }?;
        Ok((started.elapsed().as_secs_f64() * 1e3, bundle))
    };
    let (first, bundle) = build(false)?;
    for problem in bundle.diagnostics.iter().filter(|_| !bundle.ok()) {
        eprintln!("{}: {}", problem.file, problem.message);
    }
    show("production, nothing cached", vec![first], &bundle);
    for (name, preview) in [("production, again", false), ("preview, again", true)] {
        let rounds = (0..ROUNDS).map(|_| build(preview)).collect::<Result<Vec<_>, _>>()?;
        show(name, rounds.iter().map(|(time, _)| *time).collect(), &rounds[0].1);
    }
    let (path, text) = files.iter().find(|(path, _)| path.ends_with("App.tsx") || path.ends_with("App.js")).ok_or("the app has no App component")?;
    let builder = Builder::new(options(), BuildOptions::default())?;
    builder.build(files.clone())?;
    let mut times = Vec::new();
    let mut last = bundle;
    for round in 0..ROUNDS {
        let edited = format!("{}\nconsole.log(\"edit {round}\");\n", String::from_utf8_lossy(text));
        let started = Instant::now();
        last = builder.incremental_build(&[Change::write(path.as_str(), edited)])?;
        times.push(started.elapsed().as_secs_f64() * 1e3);
    }
    show("production, after one edit", times, &last);
    println!("peak memory {:.0} MB", app::memory("VmHWM")?);
    Ok(())
}
