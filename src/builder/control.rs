//! What a caller holds while a build runs: progress out, cancellation in.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

use crate::error::{Error, ErrorKind};

/// Stops a build from another thread. Copies stop the same build.
///
/// ```
/// let token = hotframe::CancelToken::default();
/// let other = token.clone();
/// other.cancel();
/// assert!(token.is_cancelled());
/// ```
#[derive(Debug, Clone, Default)]
pub struct CancelToken(Arc<AtomicBool>);

impl CancelToken {
    /// Asks the build to stop. It answers [`ErrorKind::Cancelled`] within a few milliseconds.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Whether it was asked to.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        if self.is_cancelled() { Err(Error::new(ErrorKind::Cancelled, "the build was cancelled")) } else { Ok(()) }
    }
}

/// How far a build is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Progress {
    /// `compile`, `bundle`, `write`, `done`.
    pub phase: &'static str,
    /// From 0 to 1, never going back.
    pub fraction: f64,
    /// Modules that were met.
    pub modules: usize,
}

/// Called from the threads of the build: it must not wait for the build.
pub(super) type OnProgress = Arc<dyn Fn(&Progress) + Send + Sync>;

/// How one build is watched and stopped: by a token alone, or also with a function that is told how far it is.
///
/// ```
/// use hotframe::{BuildOptions, Builder, CancelToken, Options, Watch};
/// let builder = Builder::new(Options::default(), BuildOptions::default())?;
/// let token = CancelToken::default();
/// let watch = Watch::new(&token).on_progress(|progress| println!("{} {:.0} %", progress.phase, progress.fraction * 100.0));
/// builder.build_with([("index.html".to_string(), b"<p>hello</p>".to_vec())], watch)?;
/// # Ok::<(), hotframe::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Watch {
    pub(super) cancel: CancelToken,
    pub(super) on_progress: Option<OnProgress>,
}

impl Watch {
    /// A build that this token stops.
    pub fn new(cancel: &CancelToken) -> Self {
        Self { cancel: cancel.clone(), on_progress: None }
    }

    /// Calls `on_progress` while the build runs, from its threads. It must not wait for the build.
    pub fn on_progress(self, on_progress: impl Fn(&Progress) + Send + Sync + 'static) -> Self {
        Self { on_progress: Some(Arc::new(on_progress)), ..self }
    }

    /// What both this one and the builder's own function are told.
    pub(super) fn reporter(self, builders: Option<OnProgress>) -> Reporter {
        let on_progress: Option<OnProgress> = match (builders, self.on_progress) {
            (Some(one), Some(other)) => Some(Arc::new(move |progress| {
                one(progress);
                other(progress);
            })),
            (one, other) => one.or(other),
        };
        Reporter::new(on_progress, self.cancel)
    }
}

impl From<&CancelToken> for Watch {
    fn from(cancel: &CancelToken) -> Self {
        Self::new(cancel)
    }
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Watch({:?})", self.cancel)
    }
}

/// Where a build reports to.
pub(super) struct Reporter {
    pub(super) on_progress: Option<OnProgress>,
    pub(super) cancel: CancelToken,
    pub(super) modules: AtomicUsize,
    /// The fraction that was said last.
    pub(super) said: Mutex<f64>,
}

impl Reporter {
    pub(super) fn new(on_progress: Option<OnProgress>, cancel: CancelToken) -> Self {
        Self { on_progress, cancel, modules: AtomicUsize::new(0), said: Mutex::new(0.0) }
    }

    pub(super) fn say(&self, phase: &'static str, fraction: f64) {
        if let Some(on_progress) = &self.on_progress {
            // Threads of a build may come out of turn: what is behind is not said.
            let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
            if fraction < *said {
                return;
            }
            *said = fraction;
            let progress = Progress { phase, fraction, modules: self.modules.load(Ordering::Relaxed) };
            // A caller's panic is the caller's; it must not cost the build.
            let _ = crate::panic::catch("on_progress", || on_progress(&progress));
        }
    }
}
