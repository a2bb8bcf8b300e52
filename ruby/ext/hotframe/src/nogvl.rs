//! Work without Ruby's global lock, which survives `Thread#kill`, `Timeout` and signals.
//!
//! The work runs on a thread of its own and the Ruby thread only waits for it. So an interrupted caller leaves at once, while the work it
//! started ends in its own time and drops everything it owns: no Rust frame is ever jumped over, and a benign signal costs nothing.

use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::Builder;
use std::time::Duration;

use hotframe::Progress;
use magnus::rb_sys::protect;
use magnus::{Error, Ruby};

use crate::error::{describe_panic, internal};

/// How many works are under way in this process. `fork` waits until it is zero, since a lock held by a running thread stays locked in the child.
static RUNNING: Signal<Running> = Signal::new(Running { pid: 0, works: 0 });

/// Runs `work` while other Ruby threads run. Call it with the global lock held; `work` must own all its inputs.
pub fn nogvl<R, F>(ruby: &Ruby, work: F) -> Result<R, Error>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    watched(ruby, |_| work(), &mut |_| Ok(()))
}

/// What `work` calls, from any thread, with how far it is.
pub type Tell = Arc<dyn Fn(&Progress) + Send + Sync>;

/// The same, and `each` is called on the Ruby thread, with the global lock, for everything that `work` tells. Its failure ends the waiting.
pub fn watched<R, F>(ruby: &Ruby, work: F, each: &mut dyn FnMut(Progress) -> Result<(), Error>) -> Result<R, Error>
where
    F: FnOnce(Tell) -> R + Send + 'static,
    R: Send + 'static,
{
    let job = Arc::new(Signal::new(Job::default()));
    let teller = Arc::clone(&job);
    let tell: Tell = Arc::new(move |progress| teller.change(|job| job.told.push(progress.clone())));
    start(&job, move || work(tell)).map_err(|error| internal(ruby, format!("cannot start a thread: {error}")))?;
    loop {
        wait_without_gvl(&job)?;
        let told = std::mem::take(&mut job.lock().told);
        told.into_iter().try_for_each(&mut *each)?;
        let outcome = job.lock().take_outcome();
        match outcome {
            Some(Ok(result)) => return Ok(result),
            Some(Err(panic)) => return Err(internal(ruby, panic)),
            None => {} // a benign interrupt, such as a signal with a handler that has now run
        }
    }
}

/// Waits until no work is under way, for at most `seconds`. The caller keeps the global lock, so that no new work can start meanwhile.
pub fn wait_until_idle(seconds: f64) -> bool {
    let limit = Duration::try_from_secs_f64(seconds).unwrap_or_default();
    let wait = RUNNING.changed.wait_timeout_while(RUNNING.lock(), limit, |running| *running.here() > 0);
    *wait.unwrap_or_else(PoisonError::into_inner).0.here() == 0
}

/// A value that threads wait on.
struct Signal<T> {
    value: Mutex<T>,
    changed: Condvar,
}

impl<T> Signal<T> {
    const fn new(value: T) -> Self {
        Self { value: Mutex::new(value), changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, T> {
        self.value.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, with: impl FnOnce(&mut T)) {
        with(&mut self.lock());
        self.changed.notify_all();
    }
}

/// What the waiting Ruby thread and the working thread share.
struct Job<R> {
    outcome: Option<Result<R, String>>,
    /// What was told and not heard yet.
    told: Vec<Progress>,
    interrupted: bool,
}

impl<R> Job<R> {
    /// The outcome, once everything was heard that came before it.
    fn take_outcome(&mut self) -> Option<Result<R, String>> {
        if self.told.is_empty() { self.outcome.take() } else { None }
    }
}

impl<R> Default for Job<R> {
    fn default() -> Self {
        Self { outcome: None, told: Vec::new(), interrupted: false }
    }
}

fn start<R, F>(job: &Arc<Signal<Job<R>>>, work: F) -> std::io::Result<()>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    let work_counts = Counted::new();
    let job = Arc::clone(job);
    let run = move || {
        let outcome = catch_unwind(AssertUnwindSafe(work)).map_err(|panic| describe_panic(&*panic));
        drop(work_counts); // before the caller knows: a caller that forks next must not find its own work still counted
        job.change(|job| job.outcome = Some(outcome));
    };
    Builder::new().name("hotframe".into()).spawn(run).map(drop)
}

/// A number of works in one process; a forked child has none of its parent's.
struct Running {
    pid: u32,
    works: usize,
}

impl Running {
    fn here(&mut self) -> &mut usize {
        let pid = std::process::id();
        if self.pid != pid {
            *self = Self { pid, works: 0 };
        }
        &mut self.works
    }
}

/// Counts one work for as long as it lives.
struct Counted;

impl Counted {
    fn new() -> Self {
        RUNNING.change(|running| *running.here() += 1);
        Self
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        RUNNING.change(|running| *running.here() -= 1);
    }
}

/// Gives up the global lock until the job is done or the thread is interrupted; a pending kill, raise or timeout comes back as the error.
#[expect(unsafe_code, reason = "the global lock has no safe interface")]
fn wait_without_gvl<R: Send>(job: &Arc<Signal<Job<R>>>) -> Result<(), Error> {
    let shared = Arc::as_ptr(job).cast_mut().cast::<c_void>();
    // SAFETY: both callbacks get a pointer to the signal, which `job` keeps alive until this call has returned. Neither of them touches Ruby,
    // and this form of the call never raises: it returns without calling `wait` when an interrupt is already pending.
    unsafe {
        rb_sys::rb_thread_call_without_gvl2(Some(wait::<R>), shared, Some(interrupt::<R>), shared);
    }
    protect(|| {
        // SAFETY: the global lock is held again, and `protect` catches the jump that this makes when the thread has been interrupted.
        unsafe { rb_sys::rb_thread_check_ints() };
        rb_sys::Qnil as rb_sys::VALUE
    })
    .map(drop)
}

#[expect(unsafe_code, reason = "called by Ruby, with the pointer that `wait_without_gvl` gave")]
unsafe extern "C" fn wait<R>(shared: *mut c_void) -> *mut c_void {
    // SAFETY: see `wait_without_gvl`.
    let job = unsafe { &*shared.cast::<Signal<Job<R>>>() };
    let waiting = job.changed.wait_while(job.lock(), |job| job.outcome.is_none() && job.told.is_empty() && !job.interrupted);
    waiting.unwrap_or_else(PoisonError::into_inner).interrupted = false;
    ptr::null_mut()
}

#[expect(unsafe_code, reason = "called by Ruby on another thread, with the pointer that `wait_without_gvl` gave")]
unsafe extern "C" fn interrupt<R>(shared: *mut c_void) {
    // SAFETY: see `wait_without_gvl`. The lock is only ever held for a few instructions.
    unsafe { &*shared.cast::<Signal<Job<R>>>() }.change(|job| job.interrupted = true);
}

/// Tells Ruby that this extension may be used from any Ractor: it keeps no Ruby value, and everything it shares is `Sync`.
#[expect(unsafe_code, reason = "there is no safe interface")]
pub fn declare_ractor_safe() {
    // SAFETY: called from the init function, as Ruby asks.
    unsafe { rb_sys::rb_ext_ractor_safe(true) };
}
