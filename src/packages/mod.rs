//! npm packages for hosts without Node: `package.json` and a lockfile -> exact versions -> tarballs, checked and unpacked once into a store
//! that all apps share -> a `node_modules` folder. No script of a package is ever run, and the core opens no connection: a [`Fetch`] does.

mod cdn;
mod fetch;
mod layout;
mod lock;
mod manifest;
mod plan;
mod reach;
mod registry;
mod semver;
mod store;
mod unpack;

pub(crate) use cdn::Cdn;
pub use fetch::{Fetch, FetchError, Request};
pub use layout::{InstallProgress, Installed, install};
pub use plan::InstallOptions;
