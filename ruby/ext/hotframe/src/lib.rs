//! The native part of the `hotframe` gem: it turns Ruby strings into calls of the core and the core's JSON back into Ruby strings.
//!
//! Nothing of what Hotframe does lives here. Keywords, checks and documentation are in `ruby/lib/hotframe/*.rb`, which reopens these classes.

mod builder;
mod compiler;
mod error;
mod memory;
mod nogvl;
mod puck;
mod session;
mod string;

use magnus::{Error, Module, Object, Ruby, function};

#[magnus::init(name = "hotframe")]
fn init(ruby: &Ruby) -> Result<(), Error> {
    nogvl::declare_ractor_safe();
    error::silence_panics();
    let hotframe = ruby.define_module("Hotframe")?;
    hotframe.const_set("NATIVE_VERSION", string::text(ruby, env!("CARGO_PKG_VERSION")))?;
    hotframe.define_singleton_method("native_error_codes", function!(error::codes, 0))?;
    hotframe.define_singleton_method("native_wait_until_idle", function!(nogvl::wait_until_idle, 1))?;
    compiler::define(ruby, hotframe)?;
    puck::define(hotframe)?;
    session::define(ruby, hotframe)?;
    builder::define(ruby, hotframe)
}

/// The same under the crate's name, which the `rb_sys` gem's makefile gives the library.
#[magnus::init(name = "hotframe_ruby")]
fn init_by_crate_name(ruby: &Ruby) -> Result<(), Error> {
    init(ruby)
}
