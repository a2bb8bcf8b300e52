//! rolldown, behind two functions: virtual files plus installed packages in, one script out (`build`) or many chunks (`split`). The only
//! code that names rolldown.

mod chunks;
mod engine;
mod map;

pub(crate) use chunks::{Chunk, Complaint, Failure, Found, Host, Loaded, Met, Plan, Shape, Split, split};
pub(crate) use engine::{Built, Job, Shared, build, build_script};
pub(crate) use map::{original_place, splice};
