//! Sizes that a bundle must keep to.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;

use super::bundle::Bundle;
use super::options::Budgets;

/// What is over its budget. `initial`: the files that the page loads at once.
pub(super) fn check(bundle: &Bundle, budgets: &Budgets, initial: &BTreeSet<String>) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut limit = |what: &str, file: &str, size: usize, budget: Option<usize>, hint: &str| {
        if let Some(budget) = budget.filter(|budget| size > *budget) {
            let message = format!("{what} {}, which is {} over the budget of {}", kilobytes(size), kilobytes(size - budget), kilobytes(budget));
            problems.push(Diagnostic::file_error("budget", file, message).with_hint(hint));
        }
    };
    let sent = |extension: &str| bundle.files.iter().filter(|file| file.path.ends_with(extension) && initial.contains(&file.path)).map(|file| file.gzip).sum();
    limit("the scripts of the first page weigh", "index.html", sent(".js"), budgets.initial_script_gzip, "load pages and large packages with import()");
    limit("the stylesheets of the first page weigh", "index.html", sent(".css"), budgets.initial_style_gzip, "import stylesheets where they are used");
    for file in bundle.files.iter().filter(|file| !file.path.ends_with(".map")) {
        limit(&format!("{} weighs", file.path), &file.path, file.size, budgets.file, "the size report shows what it is made of");
    }
    limit("all files together weigh", "index.html", bundle.size(), budgets.total, "the size report shows what is large");
    problems
}

/// Kilobytes as Vite prints them: of 1,000 bytes.
pub(super) fn kilobytes(bytes: usize) -> String {
    format!("{:.2} kB", bytes as f64 / 1000.0)
}
