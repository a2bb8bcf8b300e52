//! Tests against npm's Tailwind in Node (`tests/tailwind/oracle.mjs`), and against apps that mean harm.

mod exact;
mod figures;
mod host;
mod hostile;
mod incremental;
pub(crate) fn host_for(app: &str) -> (Box<dyn Fn(&std::sync::Arc<super::Engine>) -> Result<std::sync::Arc<str>, super::Problem>>, super::Version) {
    let h = host::Host::fixture(app);
    let e = if app.ends_with("_shadcn") { "src/index.css" } else { "src/app.css" };
    let v = h.version;
    (Box::new(move |engine| h.compile(engine, e)?.update(&h)), v)
}
