//! `build DIR --out OUT`: an app as files that any web server can serve.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use hotframe::{BuildOptions, Builder, Bundle, Options, Severity, SourceMaps, Worker, WorkerMode, WorkerOptions};

use crate::address::normal_base;
use crate::console::{describe, plain, say};
use crate::environment::public_variables;
use crate::failure::Failure;
use crate::folder::Folder;

/// What is built, and where it goes.
#[derive(Args)]
pub(crate) struct BuildArguments {
    #[command(flatten)]
    folder: crate::FolderArguments,
    /// Where the files go
    #[arg(long, value_name = "OUT")]
    out: PathBuf,
    /// A document or a module to start from; may be given more than once. Without it: what vite.config names, or index.html
    #[arg(long, value_name = "FILE")]
    entry: Vec<String>,
    /// Do not minify: faster, larger, the same behaviour
    #[arg(long)]
    preview: bool,
    /// Source maps of scripts
    #[arg(long, value_enum, default_value = "none", value_name = "KIND")]
    source_map: Maps,
    /// baseline-widely-available, esnext, es2020 or later, or browsers (chrome111); may be given more than once
    #[arg(long, value_name = "TARGET")]
    target: Vec<String>,
    /// Write .vite/manifest.json too
    #[arg(long)]
    manifest: bool,
    /// Write esbuild's metafile here
    #[arg(long, value_name = "FILE")]
    metafile: Option<PathBuf>,
    /// Write a page here that shows what the bundle is made of
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Write a Cloudflare Worker that serves the app to OUT/_worker.js: `assets` beside it, or all in a `single` script
    #[arg(long, value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "assets", value_name = "MODE")]
    worker: Option<WorkerKind>,
    /// Settings of the Worker as JSON, with the names of `WorkerOptions`
    #[arg(long, requires = "worker", value_name = "JSON")]
    worker_options: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum WorkerKind {
    Assets,
    Single,
}

#[derive(Clone, Copy, ValueEnum)]
enum Maps {
    None,
    Hidden,
    Inline,
    External,
}

/// Builds and writes; succeeds when the app has no errors.
pub(crate) fn build(arguments: &BuildArguments) -> Result<ExitCode, Failure> {
    let folder = Folder::open(&arguments.folder)?;
    let out = output_folder(&folder, &arguments.out)?;
    folder.bring_packages()?;
    let defaults = BuildOptions::default();
    let options = BuildOptions {
        source_map: match arguments.source_map {
            Maps::None => SourceMaps::None,
            Maps::Hidden => SourceMaps::Hidden,
            Maps::Inline => SourceMaps::Inline,
            Maps::External => SourceMaps::External,
        },
        target: if arguments.target.is_empty() { defaults.target.clone() } else { arguments.target.clone() },
        manifest: arguments.manifest,
        entries: arguments.entry.clone(),
        base: base(arguments),
        ..defaults
    };
    let env = public_variables();
    let compiled = Options { env, node_modules: folder.node_modules(), ..Options::default() };
    let builder = Builder::new(compiled, options)?;
    // What an earlier build wrote is no part of the app.
    let written = folder.relative(&out).map(|below| format!("{below}/"));
    let files = folder.read_all(&|_: &Path| {}).into_iter().filter(|(path, _)| written.as_ref().is_none_or(|written| !path.starts_with(written.as_str())));
    let bundle = if arguments.preview { builder.build_for_preview(files) } else { builder.build(files) }?;
    for problem in &bundle.diagnostics {
        let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
        say(&format!("{severity}: {}\n", describe(problem)));
    }
    if !bundle.ok() {
        let errors = bundle.diagnostics.iter().filter(|problem| problem.severity == Severity::Error).count();
        say(&format!("{errors} error{}: nothing was written", if errors == 1 { "" } else { "s" }));
        return Ok(ExitCode::from(1));
    }
    let worker = arguments.worker.map(|kind| make_worker(&builder, &bundle, kind, arguments)).transpose()?;
    if let Some(problem) = worker.iter().flat_map(|worker| &worker.diagnostics).find(|problem| problem.severity == Severity::Error) {
        say(&format!("error: {}\n\n1 error: nothing was written", describe(problem)));
        return Ok(ExitCode::from(1));
    }
    write_all(&out, written.is_some(), &bundle)?;
    if let Some(worker) = &worker {
        write_worker(&out.join(WORKER), worker)?;
    }
    for (file, text) in [(&arguments.metafile, &bundle.metafile), (&arguments.report, &bundle.report())] {
        if let Some(file) = file {
            fs::write(file, text).map_err(|problem| Failure::new(format!("cannot write {}: {problem}", file.display())))?;
        }
    }
    print(&out, &bundle);
    Ok(ExitCode::SUCCESS)
}

/// Where the files will stand. A Worker serves them at the root of its host, whatever the app says.
fn base(arguments: &BuildArguments) -> Option<String> {
    match &arguments.folder.base {
        Some(base) if base == "." || base == "./" => Some("./".into()),
        Some(base) if base.contains("://") => Some(format!("{}/", base.trim_end_matches('/'))),
        Some(base) => Some(normal_base(base)),
        None => arguments.worker.map(|_| "/".into()),
    }
}

/// Where the Worker goes. Its host takes a folder of this name for a script and serves nothing of it.
const WORKER: &str = "_worker.js";

fn make_worker(builder: &Builder, bundle: &Bundle, kind: WorkerKind, arguments: &BuildArguments) -> Result<Worker, Failure> {
    let said = arguments.worker_options.as_deref().unwrap_or("{}");
    let name = arguments.folder.dir.file_name().and_then(|name| name.to_str()).unwrap_or("app").to_string();
    let mut options = WorkerOptions::from_json(said)?;
    if options.app == WorkerOptions::default().app {
        options.app = name;
    }
    options.mode = match kind {
        WorkerKind::Assets => WorkerMode::Assets,
        WorkerKind::Single => WorkerMode::Single,
    };
    Ok(builder.worker(bundle, &options)?)
}

fn write_worker(folder: &Path, worker: &Worker) -> Result<(), Failure> {
    let write = |name: &str, content: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, content).map_err(|problem| Failure::new(format!("cannot write {}: {problem}", path.display())))
    };
    fs::create_dir_all(folder).map_err(|problem| Failure::new(format!("cannot write {}: {problem}", folder.display())))?;
    for module in &worker.modules {
        write(&module.name, &module.content)?;
    }
    write("metadata.json", worker.metadata.as_bytes())?;
    say(&format!("{WORKER}: {} raw, {} gzip, {} assets", kilobytes(worker.size), kilobytes(worker.gzip), worker.assets.len()));
    Ok(())
}

/// The output folder, absolute. The app itself, and what holds it, must not be written over.
fn output_folder(folder: &Folder, out: &Path) -> Result<PathBuf, Failure> {
    let absolute = std::path::absolute(out).map_err(|problem| Failure::new(format!("cannot use {}: {problem}", out.display())))?;
    let mut parts = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => drop(parts.pop()),
            other => parts.push(other),
        }
    }
    // Links are resolved as far as there is something to resolve.
    let existing = parts.ancestors().find(|part| part.exists()).unwrap_or(Path::new("/")).to_path_buf();
    let rest = parts.strip_prefix(&existing).unwrap_or(Path::new("")).to_path_buf();
    let real = existing.canonicalize().map_err(|problem| Failure::new(format!("cannot use {}: {problem}", out.display())))?.join(rest);
    if folder.root().starts_with(&real) {
        return Err(Failure::new(format!("--out {} is the app or holds it: choose another folder", out.display())));
    }
    Ok(real)
}

/// Writes the files. A folder inside the app is emptied first, as Vite does; any other one keeps what it holds.
fn write_all(out: &Path, inside: bool, bundle: &Bundle) -> Result<(), Failure> {
    let failed = |path: &Path, problem: std::io::Error| Failure::new(format!("cannot write {}: {problem}", path.display()));
    if inside {
        match fs::remove_dir_all(out) {
            Err(problem) if problem.kind() != ErrorKind::NotFound => return Err(failed(out, problem)),
            _ => {}
        }
    }
    fs::create_dir_all(out).map_err(|problem| failed(out, problem))?;
    for file in &bundle.files {
        let path = out.join(&file.path);
        let parent = path.parent().unwrap_or(out);
        fs::create_dir_all(parent).map_err(|problem| failed(parent, problem))?;
        fs::write(&path, &file.content).map_err(|problem| failed(&path, problem))?;
    }
    Ok(())
}

fn print(out: &Path, bundle: &Bundle) {
    let width = bundle.files.iter().map(|file| file.path.chars().count()).max().unwrap_or(0);
    for file in &bundle.files {
        let gzip = if file.gzip > 0 { format!(" │ gzip: {:>9}", kilobytes(file.gzip)) } else { String::new() };
        say(&plain(&format!("{:width$}  {:>10}{gzip}", file.path, kilobytes(file.size))));
    }
    say(&format!("{} files, {} in {} ({} modules, {:.0} ms)", bundle.files.len(), kilobytes(bundle.size()), out.display(), bundle.modules, bundle.took));
}

/// Kilobytes as Vite prints them: of 1,000 bytes.
fn kilobytes(bytes: usize) -> String {
    format!("{:.2} kB", bytes as f64 / 1000.0)
}
