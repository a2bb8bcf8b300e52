//! The files of an app: [`Snapshot`] and [`Change`].

mod change;
mod shared;
mod snapshot;

pub use change::{Change, ChangeKind};
pub use snapshot::Snapshot;
