//! All Rust tests of the core in one program: swc and rolldown are linked once.

mod bundle;
mod css;
mod hostile;
mod input;
mod layers;
mod packages;
mod sass;
mod session;
mod settings;
mod support;
mod transform;
