//! What one app costs: opening it with nothing known, with its packages known, and again; edits; memory.
//!
//! `cargo run --release --example app_figures -- examples/apps/dashboard [NODE_MODULES]`

mod app;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use app::{Files, memory, serve};
use hotframe::{CacheLimits, Change, Compiler, Options, Session};

type Failure = Box<dyn std::error::Error>;

/// Sessions that are opened to see what one more keeps, once there are as many Tailwinds as a process keeps.
const MORE: usize = 20;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which app?")?);
    let packages = arguments.next().map_or_else(|| folder.join("node_modules"), PathBuf::from);
    let files = app::files(&folder)?;
    let compiler = Arc::new(Compiler::new(Options { node_modules: Some(packages), ..Options::default() })?);
    println!("{}: {} files, {} KB", folder.display(), files.len(), files.iter().map(|(_, content)| content.len()).sum::<usize>() >> 10);

    timed("open and serve the page, nothing known", || open(&files, &compiler))?;
    println!("  peak memory of the process {:50.0} MB", memory("VmHWM")?);
    // Every script is another one, and the packages are the same.
    timed("the same with packages known, modules not", || open(&marked(&files, "\n// another app\n"), &compiler))?;
    let session = timed("the same with modules known, too", || open(&files, &compiler))?;

    let (path, content) = files.iter().filter(|(path, _)| path.ends_with(".tsx")).max_by_key(|(_, content)| content.len()).ok_or("no .tsx")?;
    let edited = |added: &str| vec![Change::write(path.as_str(), [content.as_slice(), added.as_bytes()].concat())];
    timed("a save of the same text", || Ok(session.update(vec![Change::write(path.as_str(), content)])?))?;
    timed("a comment", || Ok(session.update(edited("\n// more\n"))?))?;
    timed(&format!("an edit of {path}"), || Ok(session.update(edited("\nexport const added = 1;\n"))?))?;
    timed("an edit that adds classes of Tailwind", || Ok(session.update(edited("\nexport const added = 'rotate-[7deg] mt-[3px] md:pb-[11px]';\n"))?))?;

    // A process keeps so many live Tailwinds, those used last, and no more: that is a cache that all apps share.
    let tailwinds = CacheLimits::default().tailwinds;
    let grown = |count: usize| -> Result<(Vec<Session>, f64), Failure> {
        let before = memory("VmRSS")?;
        let more = (0..count).map(|_| open(&files, &compiler)).collect::<Result<Vec<_>, _>>()?;
        Ok((more, (memory("VmRSS")? - before) / count as f64))
    };
    let (first, each) = grown(tailwinds)?;
    println!("  memory that each of {tailwinds} more open apps keeps, with a live Tailwind {each:12.2} MB");
    let (further, each) = grown(MORE)?;
    println!("  memory that each of {MORE} further open apps keeps {each:32.2} MB");
    drop((first, further));
    println!("  peak memory of the process {:50.0} MB", memory("VmHWM")?);
    Ok(())
}

/// A session, with everything served that its page asks for.
fn open(files: &Files, compiler: &Arc<Compiler>) -> Result<Session, Failure> {
    let session = Session::new("app", files.clone(), compiler.clone())?;
    serve(&session)?;
    if let Some(problem) = session.diagnostics().iter().find(|problem| problem.severity == hotframe::Severity::Error) {
        return Err(format!("{}:{}: {}", problem.file, problem.line, problem.message).into());
    }
    Ok(session)
}

fn marked(files: &Files, mark: &str) -> Files {
    let is_script = |path: &str| path.starts_with("src/") && (path.ends_with(".tsx") || path.ends_with(".ts"));
    files.iter().map(|(path, content)| (path.clone(), if is_script(path) { [content, mark.as_bytes()].concat() } else { content.clone() })).collect()
}

fn timed<T>(what: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let started = Instant::now();
    let done = work()?;
    println!("  {what:70} {:8.1} ms", started.elapsed().as_secs_f64() * 1e3);
    Ok(done)
}
