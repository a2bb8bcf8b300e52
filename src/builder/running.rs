//! A build on a thread of its own.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::error::{Error, ErrorKind};
use crate::panic;

use super::{Builder, Bundle, CancelToken};

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
}

impl Builder {
    /// Starts [`Builder::build`] on another thread.
    pub fn start(self: &Arc<Self>, files: Vec<(String, Vec<u8>)>) -> Running {
        let cancel = CancelToken::default();
        let (send, result) = channel();
        let (builder, token) = (self.clone(), cancel.clone());
        let started = std::thread::Builder::new().name("hotframe-build".into()).spawn(move || {
            let done = panic::catch("build", || builder.build_with(files, &token)).and_then(|done| done);
            // Nobody may be waiting.
            let _ = send.send(done);
        });
        // A thread that did not start drops the sender, and `wait` says so.
        drop(started);
        Running { cancel, result }
    }
}

impl Running {
    /// Waits for the bundle.
    pub fn wait(self) -> Result<Arc<Bundle>, Error> {
        self.result.recv().unwrap_or_else(|_| Err(Error::new(ErrorKind::Internal, "the build did not start")))
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
