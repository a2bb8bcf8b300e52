//! The C ABI. `include/hotframe.h` is generated from these files; it begins with the contract in words (`contract.h`).
//!
//! Every function reads its inputs, calls the core and hands over what it says. Nothing of what Hotframe does lives here.
//! The safety contract of all of them is the same and stands in the header: pointers are NULL or valid for the length given with them,
//! handles come from this library and are not used after their `_free`.
#![allow(unsafe_code, reason = "pointers from C")]
#![allow(non_camel_case_types, reason = "the names are C's")]
#![allow(clippy::missing_safety_doc, reason = "one contract for all, in the header")]

mod buffer;
mod builder;
mod bundle;
mod cache;
mod cancel;
mod compiler;
mod error;
mod guard;
mod input;
mod log;
mod output;
mod puck;
mod running;
mod session;
mod store;
mod version;
mod worker;

pub use buffer::*;
pub use builder::*;
pub use bundle::*;
pub use cache::*;
pub use cancel::*;
pub use compiler::*;
pub use error::*;
pub use input::{hotframe_change, hotframe_change_kind, hotframe_file};
pub use log::{hotframe_log_callback, hotframe_log_level, hotframe_set_log};
pub use puck::*;
pub use running::*;
pub use session::*;
pub use store::*;
pub use version::*;
pub use worker::*;
