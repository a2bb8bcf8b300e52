//! Tests against npm's Tailwind in Node (`tests/tailwind/oracle.mjs`), and against apps that mean harm.

mod exact;
mod figures;
mod host;
mod hostile;
mod incremental;
