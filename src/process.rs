//! What belongs to one process: worker threads and caches. A forked child starts with its own, because threads do not survive `fork`
//! and a lock that another thread held at that moment would never open again.

use std::sync::Arc;

use arc_swap::{ArcSwap, ArcSwapOption};

use crate::cache::{CacheLimits, CacheUse, Caches, Kept};
use crate::transform::STACK;

pub(crate) struct Process {
    pid: u32,
    workers: rayon::ThreadPool,
    caches: ArcSwap<Caches>,
    /// Apps with a live Tailwind.
    pub(crate) tailwinds: Kept,
}

/// What processes that start from now on keep: this one's forked children too. `None`: the usual.
static LIMITS: ArcSwapOption<CacheLimits> = ArcSwapOption::const_empty();

static PROCESS: ArcSwapOption<Process> = ArcSwapOption::const_empty();

/// Bounds what this process, and those that are forked from it, keep. The caches begin empty with it, so call it early; sessions go on.
pub fn configure_caches(limits: CacheLimits) {
    LIMITS.store(Some(Arc::new(limits)));
    let process = Process::current();
    process.caches.store(Arc::new(Caches::new(&limits)));
    process.tailwinds.limit(limits.tailwinds);
}

/// What this process keeps now.
pub fn cache_use() -> CacheUse {
    Process::current().caches().usage()
}

impl Process {
    /// The state of this process, made when it is first needed.
    pub(crate) fn current() -> Arc<Self> {
        let pid = std::process::id();
        loop {
            let known = PROCESS.load_full();
            if let Some(process) = &known
                && process.pid == pid
            {
                return process.clone();
            }
            let limits = LIMITS.load().as_deref().copied().unwrap_or_default();
            let (caches, tailwinds) = (ArcSwap::from_pointee(Caches::new(&limits)), Kept::new(limits.tailwinds));
            let fresh = Arc::new(Self { pid, workers: pool("hotframe"), caches, tailwinds });
            let before = PROCESS.compare_and_swap(&known, Some(fresh));
            if let (Some(known), None) | (Some(known), Some(_)) = (&known, &*before)
                && known.pid != pid
            {
                // The parent's threads do not exist here: dropping its pool would wait for them for ever.
                std::mem::forget(known.clone());
            }
        }
    }

    /// What was computed once for all apps.
    pub(crate) fn caches(&self) -> Arc<Caches> {
        self.caches.load_full()
    }

    /// Runs `work` on threads that are there for this build alone. A thread that waits does other work of its pool meanwhile: a build that
    /// waits must not begin another one, in whose runtime it would be, nor a worker the very thing that it is about to finish.
    pub(crate) fn build<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        let builders = pool("hotframe-build");
        std::thread::scope(|scope| match scope.spawn(|| builders.install(work)).join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        })
    }

    /// Runs `work` on a worker thread, whose stack is large enough for deep sources. Parallel iterators inside it use the same threads.
    pub(crate) fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.workers.install(work)
    }
}

/// A thread for each core, with room for deep sources.
fn pool(name: &'static str) -> rayon::ThreadPool {
    let threads = rayon::ThreadPoolBuilder::new().stack_size(STACK).thread_name(move |index| format!("{name}-{index}"));
    threads.build().expect("a process that cannot start a thread cannot go on")
}
