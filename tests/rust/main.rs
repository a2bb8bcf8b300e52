//! All Rust tests of the core in one program: swc and rolldown are linked once.

mod builder;
mod bundle;
mod css;
mod edit_scripts;
mod hostile;
mod input;
mod install;
mod layers;
#[cfg(feature = "redis")]
mod module_cache;
mod packages;
mod puck;
mod readme;
mod routing;
mod sass;
mod session;
mod settings;
mod snapshot;
mod store;
mod support;
mod transform;
