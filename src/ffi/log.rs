//! What the library says beside its results, to one function of the host.

use std::cell::Cell;
use std::ffi::{c_char, c_void};
use std::sync::{Once, PoisonError, RwLock};

/// How grave a line of the log is.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum hotframe_log_level {
    /// A call failed, or a panic of ours was caught.
    Error = 1,
    /// A call succeeded: its name and how long it took.
    Debug = 4,
}

/// Told every line: UTF-8, without NUL at its end, valid during the call. It may be called from any thread, from many at once, and must
/// not call this library.
pub type hotframe_log_callback = Option<unsafe extern "C" fn(context: *mut c_void, level: hotframe_log_level, text: *const c_char, len: usize)>;

#[derive(Clone, Copy)]
struct Listener {
    callback: unsafe extern "C" fn(*mut c_void, hotframe_log_level, *const c_char, usize),
    context: *mut c_void,
}

// SAFETY: the header asks for a function and a context that any thread may use.
unsafe impl Send for Listener {}
// SAFETY: the same.
unsafe impl Sync for Listener {}

static LISTENER: RwLock<Option<Listener>> = RwLock::new(None);

thread_local! {
    /// Lines that a listener causes have none.
    static TALKING: Cell<bool> = const { Cell::new(false) };
    /// Whether this thread runs a function of ours.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Sends the log of this process to `callback`; NULL ends it, and when this returns the one before is not running and will not be called
/// again. Without one nothing is written anywhere. `context` is handed through and may be NULL. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hotframe_set_log(callback: hotframe_log_callback, context: *mut c_void) {
    *LISTENER.write().unwrap_or_else(PoisonError::into_inner) = callback.map(|callback| Listener { callback, context });
}

pub(crate) fn say(level: hotframe_log_level, text: impl FnOnce() -> String) {
    let listener = LISTENER.read().unwrap_or_else(PoisonError::into_inner);
    let Some(to) = *listener else { return };
    if TALKING.replace(true) {
        return;
    }
    let text = text();
    // SAFETY: the host's function, with the arguments that it is declared with; the lock is held, so it is not replaced meanwhile.
    unsafe { (to.callback)(to.context, level, text.as_ptr().cast(), text.len()) };
    TALKING.set(false);
}

/// Runs `body`, whose panics are ours.
pub(crate) fn inside<T>(body: impl FnOnce() -> T) -> T {
    take_over_panics();
    let before = INSIDE.replace(true);
    let result = body();
    INSIDE.set(before);
    result
}

/// Panics of our own are lines of the log and not on the host's stderr. Those of other Rust code in the process go where they went.
fn take_over_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let ours = INSIDE.get() || std::thread::current().name().is_some_and(|name| name.starts_with("hotframe-"));
            if ours { say(hotframe_log_level::Error, || panic.to_string()) } else { before(panic) }
        }));
    });
}
