//! Opens a folder as a live preview.
fn main() {}
