//! Failures of the core as Ruby exceptions: one class per kind (`InvalidPath` -> `Hotframe::InvalidPathError`), and panics as `InternalError`.
//!
//! A panic must never reach Ruby: it would end the whole server. Every native method therefore runs inside [`guard`].

use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hotframe::ErrorKind;
use magnus::{Class, Error, ExceptionClass, Module, RModule, RString, Ruby, kwargs};

use crate::string::text;

thread_local! {
    /// Where this thread's last panic was, for the message of the error it becomes.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps panics off the server's stderr: they become exceptions, which the host logs. Only this library's own panics are affected.
pub fn silence_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default();
        PLACE.with_borrow_mut(|last| *last = place);
    }));
}

/// Runs the body of a native method; a panic inside becomes `Hotframe::InternalError`.
pub fn guard<T>(ruby: &Ruby, body: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|panic| Err(internal(ruby, describe_panic(&*panic))))
}

/// What this thread's last panic said, and where it was.
pub fn describe_panic(panic: &(dyn Any + Send)) -> String {
    let said = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("internal error: {}{}", said.unwrap_or("a panic without a message"), PLACE.take())
}

/// A bug or a failure of our own.
pub fn internal(ruby: &Ruby, message: String) -> Error {
    raise(ruby, ErrorKind::Internal, message)
}

/// An error of the core.
pub fn core_error(ruby: &Ruby, error: hotframe::Error) -> Error {
    raise(ruby, error.kind(), error.to_string())
}

fn raise(ruby: &Ruby, kind: ErrorKind, message: String) -> Error {
    exception(ruby, kind, &message).unwrap_or_else(|_| Error::new(ruby.exception_runtime_error(), message))
}

fn exception(ruby: &Ruby, kind: ErrorKind, message: &str) -> Result<Error, Error> {
    let hotframe: RModule = ruby.class_object().const_get("Hotframe")?;
    let class: ExceptionClass = hotframe.const_get(format!("{kind:?}Error"))?;
    Ok(class.new_instance((text(ruby, message), kwargs!("code" => kind as u32)))?.into())
}

/// The table of kinds and their numbers, as JSON.
pub fn codes(ruby: &Ruby) -> RString {
    let codes: serde_json::Map<_, _> = ErrorKind::ALL.iter().map(|kind| (format!("{kind:?}"), (*kind as u32).into())).collect();
    text(ruby, &serde_json::Value::Object(codes).to_string())
}
