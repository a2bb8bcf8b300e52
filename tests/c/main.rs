//! The C ABI as C sees it: the header is what the sources say, compiles everywhere, and the programs of this folder run on the library.

mod examples;
mod header;
mod library;
mod programs;
mod support;
