//! The real binary on a free port, a folder on disk, and a tab that is a WebSocket client.

mod app;
mod check;
mod edits;
mod packages;
mod process;
mod requests;
mod support;
mod trust;
