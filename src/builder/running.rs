//! A build on a thread of its own.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::error::{Error, ErrorKind};
use crate::panic;

use super::{Builder, Bundle, CancelToken, Watch};

/// A build that runs. Dropping it cancels it.
///
/// ```
/// use std::sync::Arc;
/// use hotframe::{BuildOptions, Builder, ErrorKind, Options};
/// let builder = Arc::new(Builder::new(Options::default(), BuildOptions::default())?);
/// let running = builder.start(vec![("index.html".to_string(), b"<p>hello</p>".to_vec())]);
/// let bundle = running.wait()?;
/// assert_eq!(bundle.files[0].path, "index.html");
/// # Ok::<(), hotframe::Error>(())
/// ```
#[derive(Debug)]
pub struct Running {
    cancel: CancelToken,
    result: Receiver<Result<Arc<Bundle>, Error>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Builder {
    /// Starts [`Builder::build`] on another thread.
    pub fn start(self: &Arc<Self>, files: Vec<(String, Vec<u8>)>) -> Running {
        self.start_with(files, Watch::default())
    }

    /// The same, watched.
    pub fn start_with(self: &Arc<Self>, files: Vec<(String, Vec<u8>)>, watch: impl Into<Watch>) -> Running {
        self.start_work(watch.into(), move |builder, watch| builder.build_with(files, watch))
    }

    /// Starts [`Builder::build_for_preview`] on another thread.
    pub fn start_for_preview_with(self: &Arc<Self>, files: Vec<(String, Vec<u8>)>, watch: impl Into<Watch>) -> Running {
        self.start_work(watch.into(), move |builder, watch| builder.build_for_preview_with(files, watch))
    }

    fn start_work(self: &Arc<Self>, watch: Watch, work: impl FnOnce(&Self, Watch) -> Result<Arc<Bundle>, Error> + Send + 'static) -> Running {
        let (send, result) = channel();
        let (builder, cancel) = (self.clone(), watch.cancel.clone());
        let started = std::thread::Builder::new().name("hotframe-build".into()).spawn(move || {
            let done = panic::catch("build", || work(&builder, watch)).and_then(|done| done);
            // Nobody may be waiting.
            let _ = send.send(done);
        });
        // A thread that did not start drops the sender, and `wait` says so.
        Running { cancel, result, thread: started.ok() }
    }
}

impl Running {
    /// Waits for the bundle.
    pub fn wait(self) -> Result<Arc<Bundle>, Error> {
        self.result.recv().unwrap_or_else(|_| Err(Error::new(ErrorKind::Internal, "the build did not start")))
    }

    /// Whether it is done: [`Running::wait`] would not wait.
    pub fn is_done(&self) -> bool {
        self.thread.as_ref().is_none_or(|thread| thread.is_finished())
    }

    /// The bundle, if it is done.
    pub fn poll(&self) -> Option<Result<Arc<Bundle>, Error>> {
        match self.result.try_recv() {
            Ok(done) => Some(done),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(Error::new(ErrorKind::Internal, "the build did not start"))),
        }
    }

    /// Stops it from another thread.
    pub fn cancel_token(&self) -> CancelToken {
        self.cancel.clone()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}
