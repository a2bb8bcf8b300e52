//! rolldown, behind one function: virtual files plus installed packages in, one script out. The only code that names rolldown.

mod engine;

pub(crate) use engine::{Built, Job, Shared, build, build_script};
