//! Nothing is generated: this only tells cargo that the embedded client belongs to the crate's sources.

fn main() {
    println!("cargo:rerun-if-changed=src/client");
    println!("cargo:rerun-if-changed=build.rs");
}
