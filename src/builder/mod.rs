//! Production bundles: the app's modules as previews compile them, put together by the bundler, with everything that a server needs.

mod assets;
mod base;
mod budget;
mod bundle;
mod compile;
mod control;
mod diagnose;
mod host;
mod lazy;
mod manifest;
mod names;
mod options;
mod output;
mod report;
mod running;
mod side_effects;
mod start;
mod work;
mod worker;

use std::sync::{Arc, Mutex, PoisonError};

use crate::compiler::Compiler;
use crate::digest::Digest;
use crate::error::Error;
use crate::options::{Mode, Options};
use crate::panic;
use crate::process::Process;
use crate::source::{Change, Snapshot};
use crate::style::Styles;

use control::OnProgress;

pub use bundle::{Bundle, BundleFile};
pub use control::{CancelToken, Progress, Watch};
pub use options::{Budgets, BuildOptions, SourceMaps};
pub use running::Running;
pub use worker::{Worker, WorkerLimits, WorkerMode, WorkerModule, WorkerOptions};

/// Builds one app, again and again: what did not change is not compiled again.
///
/// ```
/// use hotframe::{BuildOptions, Builder, Change, Options};
/// let builder = Builder::new(Options::default(), BuildOptions::default())?;
/// let files = [
///     ("index.html".to_string(), br#"<div id="root"></div><script type="module" src="/src/main.ts"></script>"#.to_vec()),
///     ("src/main.ts".to_string(), b"const text: string = 'hello'; document.body.append(text)".to_vec()),
/// ];
/// let bundle = builder.build(files)?;
/// assert!(bundle.ok());
/// assert!(bundle.files.iter().any(|file| file.path.starts_with("assets/index-") && file.immutable));
///
/// let next = builder.incremental_build(&[Change::write("src/main.ts", "document.body.append('hi')")])?;
/// assert_ne!(next.digest, bundle.digest);
/// # Ok::<(), hotframe::Error>(())
/// ```
pub struct Builder {
    compiler: Arc<Compiler>,
    options: BuildOptions,
    on_progress: Option<OnProgress>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    snapshot: Snapshot,
    /// How the last build was made.
    minify: Option<bool>,
    /// What Tailwind made for the last build, which the next one goes on with. A build takes it: others that run meanwhile make their own.
    styles: Option<(Digest, Arc<Styles>)>,
    /// What was built last: the name of everything that went in, and what came out.
    last: Option<(Digest, Arc<Bundle>)>,
}

impl std::fmt::Debug for Builder {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Builder({:?})", self.options)
    }
}

impl Builder {
    /// A builder with these options; [`Options::mode`] is production, whatever it says. Fails with [`crate::ErrorKind::InvalidOptions`].
    pub fn new(options: Options, build: BuildOptions) -> Result<Self, Error> {
        build.check()?;
        let compiler = Arc::new(Compiler::new(Options { mode: Mode::Production, ..options })?);
        Ok(Self { compiler, options: build, on_progress: None, state: Mutex::default() })
    }

    /// Calls `on_progress` while builds run, from their threads.
    pub fn on_progress(mut self, on_progress: impl Fn(&Progress) + Send + Sync + 'static) -> Self {
        self.on_progress = Some(Arc::new(on_progress));
        self
    }

    /// What it was told.
    pub fn options(&self) -> &BuildOptions {
        &self.options
    }

    /// Builds an app. Problems in its files are in [`Bundle::diagnostics`]; fails on paths that are none and on files over the limits.
    pub fn build(&self, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Arc<Bundle>, Error> {
        self.build_with(files, &CancelToken::default())
    }

    /// The same, watched: a [`CancelToken`] stops it, and then it fails with [`crate::ErrorKind::Cancelled`].
    pub fn build_with(&self, files: impl IntoIterator<Item = (String, Vec<u8>)>, watch: impl Into<Watch>) -> Result<Arc<Bundle>, Error> {
        let snapshot = Snapshot::new(files, &self.compiler.options().limits)?;
        self.run(snapshot, self.options.clone(), watch.into())
    }

    /// Builds without minifying, for a deployed preview: faster to make, larger, the same behaviour.
    pub fn build_for_preview(&self, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Arc<Bundle>, Error> {
        self.build_for_preview_with(files, &CancelToken::default())
    }

    /// The same, watched.
    pub fn build_for_preview_with(&self, files: impl IntoIterator<Item = (String, Vec<u8>)>, watch: impl Into<Watch>) -> Result<Arc<Bundle>, Error> {
        let snapshot = Snapshot::new(files, &self.compiler.options().limits)?;
        self.run(snapshot, BuildOptions { minify: false, ..self.options.clone() }, watch.into())
    }

    /// Builds the app of the last build, as that one was, after some changes. Without any that matter it answers the same bundle at once.
    pub fn incremental_build(&self, changes: &[Change]) -> Result<Arc<Bundle>, Error> {
        self.incremental_build_with(changes, &CancelToken::default())
    }

    /// The same, watched.
    pub fn incremental_build_with(&self, changes: &[Change], watch: impl Into<Watch>) -> Result<Arc<Bundle>, Error> {
        let (before, minify) = {
            let state = self.state();
            (state.snapshot.clone(), state.minify.unwrap_or(self.options.minify))
        };
        let (snapshot, changed) = before.apply(changes, &self.compiler.options().limits)?;
        if changed.iter().any(|id| matches!(id.as_str(), "package.json" | "package-lock.json")) {
            self.compiler.packages().refresh();
        }
        self.run(snapshot, BuildOptions { minify, ..self.options.clone() }, watch.into())
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self, snapshot: Snapshot, options: BuildOptions, watch: Watch) -> Result<Arc<Bundle>, Error> {
        watch.cancel.check()?;
        let key = self.key(&snapshot, &options);
        let packages = self.compiler.packages().record();
        let styles = {
            let mut state = self.state();
            let before = std::mem::replace(&mut state.snapshot, snapshot.clone());
            state.minify = Some(options.minify);
            if let Some((_, bundle)) = state.last.as_ref().filter(|(last, _)| *last == key) {
                return Ok(bundle.clone());
            }
            let kept = state.styles.take().filter(|(of, _)| *of == packages).map(|(_, styles)| styles);
            kept.inspect(|styles| styles.changed(&snapshot.changed_since(&before))).unwrap_or_default()
        };
        let of = snapshot.digest();
        let reporter = watch.reporter(self.on_progress.clone());
        let compiler = self.compiler.clone();
        let bundle = Arc::new(Process::current().run(|| panic::catch("build", || work::build(snapshot, compiler, styles.clone(), &options, reporter)))??);
        if bundle.ok() {
            let mut state = self.state();
            state.last = Some((key, bundle.clone()));
            // Only where nobody built something else meanwhile does it belong to these files.
            if state.snapshot.digest() == of {
                state.styles = Some((packages, styles));
            }
        }
        Ok(bundle)
    }

    /// Everything that the output is a function of.
    fn key(&self, snapshot: &Snapshot, options: &BuildOptions) -> Digest {
        let said = serde_json::to_vec(options).expect("options always serialise");
        let packages = self.compiler.packages().record();
        Digest::of_parts([snapshot.digest().as_bytes().as_slice(), self.compiler.options().digest().as_bytes(), packages.as_bytes(), &said])
    }
}
