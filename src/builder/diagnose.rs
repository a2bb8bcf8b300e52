//! What the bundler complains about, in our words: in the file that the app's author wrote.

use crate::bundle::{Complaint, Failure, original_place};
use crate::diagnostic::{Diagnostic, Severity, offset_of};
use crate::error::{Error, ErrorKind};

use super::compile::Body;
use super::host::App;

/// A failed build: problems of the app, or an error of the call.
pub(super) fn failure(app: &App, failure: Failure) -> Result<Vec<Diagnostic>, Error> {
    let file = "index.html";
    match failure {
        Failure::Complaints(complaints) => {
            let mut problems = app.take_problems();
            if problems.is_empty() {
                problems.extend(complaints.iter().map(|complaint| diagnose(app, complaint, Severity::Error)));
            }
            Ok(problems)
        }
        Failure::TooLong(seconds) => Ok(vec![Diagnostic::file_error("too-long", file, format!("building took longer than {seconds} s"))]),
        Failure::Broken(why) => Ok(vec![Diagnostic::file_error("too-large", file, why)]),
        Failure::Cancelled => Err(Error::new(ErrorKind::Cancelled, "the build was cancelled")),
    }
}

/// Warnings about the app's own files; those about packages are nobody's to fix.
pub(super) fn warnings(app: &App, complaints: &[Complaint]) -> Vec<Diagnostic> {
    let own = complaints.iter().filter(|complaint| complaint.place.as_ref().is_some_and(|(id, _, _)| app.addresses.contains_key(id)));
    own.filter(|complaint| complaint.kind != "MODULE_LEVEL_DIRECTIVE").map(|complaint| diagnose(app, complaint, Severity::Warning)).collect()
}

fn diagnose(app: &App, complaint: &Complaint, severity: Severity) -> Diagnostic {
    let code = complaint.kind.to_lowercase().replace('_', "-");
    let plain = |file: &str| Diagnostic { severity, ..Diagnostic::file_error(&code, file, complaint.message.clone()) };
    let Some((id, line, column)) = &complaint.place else { return plain("index.html") };
    let Some(own) = app.addresses.get(id) else { return plain(&app.relative(id)) };
    let text = app.snapshot.content(own.path()).and_then(|content| std::str::from_utf8(content).ok());
    let map = app.pieces.get(own).and_then(|piece| match &piece.body {
        Body::Script(esm) => esm.map.as_deref(),
        _ => None,
    });
    let place = match map {
        Some(map) => original_place(map, *line, *column),
        None => Some((*line, column + 1)),
    };
    match (text, place) {
        (Some(text), Some((line, column))) => {
            Diagnostic { severity, ..Diagnostic::at(&code, own.path(), text, offset_of(text, line, column), 1, complaint.message.clone()) }
        }
        _ => plain(own.path()),
    }
}
