//! `check DIR`: what is wrong with an app, for people and for CI.

use std::path::Path;
use std::process::ExitCode;

use hotframe::{Diagnostic, Severity};

use crate::FolderArguments;
use crate::console::{describe, say};
use crate::failure::Failure;
use crate::folder::Folder;
use crate::preview;

/// Prints all problems; succeeds when none is an error.
pub(crate) fn check(arguments: &FolderArguments) -> Result<ExitCode, Failure> {
    let folder = Folder::open(arguments)?;
    let session = preview::open(&folder, &arguments.preview_base(), &|_: &Path| {})?;
    let problems = session.diagnostics();
    for problem in &problems {
        let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
        say(&format!("{severity}: {}\n", describe(problem)));
    }
    let errors = count(&problems, Severity::Error);
    say(&format!("{}, {}", counted(errors, "error"), counted(count(&problems, Severity::Warning), "warning")));
    Ok(if errors == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn count(problems: &[Diagnostic], severity: Severity) -> usize {
    problems.iter().filter(|problem| problem.severity == severity).count()
}

fn counted(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}
