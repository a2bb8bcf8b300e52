//! The thread that holds an app's JavaScript runtime, and the calls to it.

use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::script::Script;
use super::{Files, Limits, Problem, Version};

/// Its own stack, so that what the runtime may use does not depend on the caller's thread.
const THREAD_STACK: usize = 8 << 20;
/// How long a caller waits beyond the deadline before it gives the thread up: the runtime looks at the clock only between steps.
const GRACE: Duration = Duration::from_secs(3);

/// What a sheet asks of its engine.
#[derive(Debug)]
pub(super) enum Call {
    Compile {
        id: u32,
        entry: String,
        css: String,
        config: Option<String>,
    },
    /// Each argument is a word (v4), or the text and the extension of a piece of a file (v3).
    Build {
        id: u32,
        words: Vec<String>,
        extensions: Vec<String>,
    },
    Drop {
        id: u32,
    },
    /// Bytes held.
    Weigh,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Stylesheet,
    Module,
}

/// What the thread says while it works.
pub(super) enum Reply {
    Ask { kind: Kind, specifier: String, base: String, answer: Sender<Option<(String, String)>> },
    Done(Result<Option<String>, Problem>),
}

struct Job {
    call: Call,
    reply: Sender<Reply>,
}

/// How much longer than its own work a call may take on a machine that is busy with others.
const BUSY: u32 = 4;

/// When the runtime must stop: read by its interrupt handler. What counts is the time that its thread was given, not what passed on a busy
/// machine; a second, much later deadline ends what waits.
pub(super) struct Watch {
    started: Instant,
    deadline: AtomicU64,
    /// Milliseconds of work that the call may do, and what the thread had done when it began.
    allowed: AtomicU64,
    begun: AtomicU64,
    /// A limit was hit: the runtime is not to be used again.
    pub(super) dead: AtomicBool,
}

impl Watch {
    fn set(&self, after: Duration) {
        self.deadline.store((self.started.elapsed() + after * BUSY).as_millis() as u64, Ordering::Relaxed);
        self.allowed.store(after.as_millis() as u64, Ordering::Relaxed);
    }

    /// On the engine's thread, before a call runs.
    fn begin(&self) {
        self.begun.store(work_done(), Ordering::Relaxed);
    }

    fn extend(&self, by: Duration) {
        self.deadline.fetch_add(by.as_millis() as u64, Ordering::Relaxed);
    }

    fn left(&self) -> Duration {
        Duration::from_millis(self.deadline.load(Ordering::Relaxed)).saturating_sub(self.started.elapsed())
    }

    /// On the engine's thread.
    pub(super) fn is_over(&self) -> bool {
        let worked = work_done().saturating_sub(self.begun.load(Ordering::Relaxed));
        worked >= self.allowed.load(Ordering::Relaxed) || self.started.elapsed().as_millis() as u64 >= self.deadline.load(Ordering::Relaxed)
    }
}

/// Milliseconds for which this thread has run.
fn work_done() -> u64 {
    cpu_time::ThreadTime::now().as_duration().as_millis() as u64
}

/// One app's JavaScript runtime with its Tailwind. Dropping the last handle ends the thread and frees all of it.
pub(crate) struct Engine {
    version: Version,
    limits: Limits,
    watch: Arc<Watch>,
    jobs: Mutex<Sender<Job>>,
    process: u32,
    next_id: AtomicU32,
}

/// Answers a read: its path and text.
type Read<'a> = &'a dyn Fn(Kind, &str, &str) -> Option<(String, String)>;

impl Engine {
    /// Starts the thread. Tailwind itself is read and loaded by the first `Sheet::compile`.
    pub(crate) fn start(version: Version, production: bool, limits: Limits) -> Result<Arc<Self>, Problem> {
        let watch = Arc::new(Watch {
            started: Instant::now(),
            deadline: AtomicU64::new(0),
            allowed: AtomicU64::new(0),
            begun: AtomicU64::new(0),
            dead: AtomicBool::new(false),
        });
        let (jobs, inbox) = channel::<Job>();
        let seen = watch.clone();
        std::thread::Builder::new()
            .name("hotframe-tailwind".into())
            .stack_size(THREAD_STACK)
            .spawn(move || work(&inbox, version, production, limits, &seen))
            .map_err(|problem| Problem::new(format!("cannot start a thread for Tailwind: {problem}")))?;
        Ok(Arc::new(Self { version, limits, watch, jobs: Mutex::new(jobs), process: std::process::id(), next_id: AtomicU32::new(0) }))
    }

    pub(crate) fn version(&self) -> Version {
        self.version
    }

    /// Whether it can be used: not after it hit a limit, and not in a process that was forked after it started (threads stay behind).
    pub(crate) fn is_alive(&self) -> bool {
        self.process == std::process::id() && !self.watch.dead.load(Ordering::Relaxed)
    }

    /// Bytes that its runtime holds: Tailwind, the app's config and plugins, and every sheet.
    pub(crate) fn weight(&self) -> usize {
        let nothing = |_: Kind, _: &str, _: &str| None;
        self.call(Call::Weigh, &nothing).ok().flatten().and_then(|bytes| bytes.parse().ok()).unwrap_or(0)
    }

    pub(super) fn new_id(&self) -> u32 {
        self.next_id.fetch_add(1, Ordering::Relaxed)
    }

    /// Runs a call. Meanwhile this thread answers the reads that it leads to.
    pub(super) fn call(&self, call: Call, read: Read<'_>) -> Result<Option<String>, Problem> {
        // One call at a time: the deadline is of the call that runs.
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.is_alive() {
            return Err(Problem::new("the engine of this app's styles was stopped"));
        }
        let allowed = if matches!(call, Call::Compile { .. }) { self.limits.compile } else { self.limits.build };
        self.watch.set(allowed);
        let (reply, replies) = channel();
        let stopped = || {
            self.watch.dead.store(true, Ordering::Relaxed);
            Problem::new("the engine of this app's styles failed")
        };
        jobs.send(Job { call, reply }).map_err(|_| stopped())?;
        loop {
            match replies.recv_timeout(self.watch.left() + GRACE) {
                Ok(Reply::Done(result)) => return result,
                Ok(Reply::Ask { kind, specifier, base, answer }) => {
                    let asked = Instant::now();
                    let found = read(kind, &specifier, &base);
                    self.watch.extend(asked.elapsed());
                    // The thread may be gone only if it panicked, which the next `recv` reports.
                    let _ = answer.send(found);
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.watch.dead.store(true, Ordering::Relaxed);
                    return Err(took_too_long(allowed));
                }
                Err(RecvTimeoutError::Disconnected) => return Err(stopped()),
            }
        }
    }

    /// Asks for nothing back: for sheets that go.
    pub(super) fn forget(&self, id: u32) {
        if self.is_alive() {
            let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
            let (reply, _) = channel();
            // If the thread is gone, so is the sheet.
            let _ = jobs.send(Job { call: Call::Drop { id }, reply });
        }
    }
}

pub(super) fn took_too_long(allowed: Duration) -> Problem {
    Problem::new(format!("the styles took longer than {} seconds: does the Tailwind config or a plugin loop?", allowed.as_secs_f32()))
}

/// The thread: one job after the other, until the engine is dropped or a limit is hit.
fn work(inbox: &Receiver<Job>, version: Version, production: bool, limits: Limits, watch: &Arc<Watch>) {
    let mut script = None;
    while let Ok(Job { call, reply }) = inbox.recv() {
        watch.begin();
        if script.is_none() {
            match Script::new(version, production, limits, watch.clone()) {
                Ok(new) => script = Some(new),
                Err(problem) => {
                    let _ = reply.send(Reply::Done(Err(problem)));
                    continue;
                }
            }
        }
        let Some(running) = &mut script else { continue };
        let result = running.run(call, &reply);
        let stop = running.is_spent();
        if stop {
            watch.dead.store(true, Ordering::Relaxed);
        }
        // The caller may have given up; then nobody wants to know.
        let _ = reply.send(Reply::Done(result));
        if stop {
            return;
        }
    }
}

/// The files that a sheet was made of, and those that it looked for in vain.
#[derive(Debug, Default)]
pub(super) struct Reads {
    found: std::collections::BTreeSet<String>,
    missed: std::collections::BTreeSet<String>,
}

impl Reads {
    /// Reads through `files`, in paths with a slash in front, which is how configs see them.
    pub(super) fn read(&mut self, files: &dyn Files, kind: Kind, specifier: &str, base: &str) -> Option<(String, String)> {
        let folder = base.trim_matches('/');
        let (specifier, folder) = match specifier.strip_prefix('/') {
            Some(absolute) => (format!("./{absolute}"), ""),
            None => (specifier.to_string(), folder),
        };
        let found = match kind {
            Kind::Stylesheet => files.stylesheet(&specifier, folder),
            Kind::Module => files.module(&specifier, folder),
        };
        match found {
            Some((path, text)) => {
                self.found.insert(path.clone());
                Some((format!("/{path}"), text))
            }
            None => {
                self.missed.insert(if specifier.starts_with('.') { join(folder, &specifier) } else { format!("node_modules/{specifier}") });
                None
            }
        }
    }

    #[cfg(test)]
    pub(super) fn found(&self) -> impl Iterator<Item = &str> {
        self.found.iter().map(String::as_str)
    }

    /// Whether a change of this file can change what was read.
    pub(super) fn concern(&self, path: &str) -> bool {
        let completes = |missed: &String| path.strip_prefix(missed.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '/']));
        self.found.contains(path) || self.missed.iter().any(completes)
    }
}

fn join(folder: &str, specifier: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in specifier.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
