//! What the person at the terminal sees. The one line for programs, the address, goes to standard output; the rest to standard error.

use std::io::{IsTerminal, Write};
use std::sync::{Mutex, PoisonError};

use hotframe::{Body, Diagnostic, Message, Severity, WireUpdate};
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::time::FormatTime;
use tracing_subscriber::prelude::*;

use crate::failure::Failure;

/// Starts the log: lines for a person, or JSON objects for a program.
pub(crate) fn start(verbose: bool, json: bool) {
    let ours = if verbose { LevelFilter::DEBUG } else { LevelFilter::INFO };
    let levels = Targets::new().with_default(LevelFilter::WARN).with_target("hotframe_preview", ours);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_target(false);
    // Fails only when a log was started before: then there is one.
    let _ = match json {
        true => tracing_subscriber::registry().with(lines.json().flatten_event(true).with_filter(levels)).try_init(),
        false => {
            let lines = lines.with_ansi(std::io::stderr().is_terminal()).with_timer(Clock(std::time::Instant::now()));
            tracing_subscriber::registry().with(lines.with_filter(levels)).try_init()
        }
    };
}

/// Seconds since the start: what matters in a log that one person watches.
struct Clock(std::time::Instant);

impl FormatTime for Clock {
    fn format_time(&self, out: &mut tracing_subscriber::fmt::format::Writer<'_>) -> std::fmt::Result {
        write!(out, "{:9.3}", self.0.elapsed().as_secs_f64())
    }
}

/// Says why a command ends.
pub(crate) fn complain(failure: &Failure) {
    // With standard error closed there is nobody to tell.
    let _ = writeln!(std::io::stderr(), "error: {failure}");
}

/// Prints a line on standard output. A reader that went away is no reason to stop.
pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// One line that is written over, for what takes long. Only people see it: a log gets none of it.
#[derive(Default)]
pub(crate) struct Bar(Mutex<Option<std::time::Instant>>);

impl Bar {
    /// Shows a sentence.
    pub(crate) fn show(&self, sentence: &str) {
        self.draw(sentence, true);
    }

    /// Shows how far something is.
    pub(crate) fn count(&self, what: &str, done: usize, total: usize, name: &str) {
        const WIDTH: usize = 24;
        let full = (done * WIDTH).checked_div(total).unwrap_or(WIDTH).min(WIDTH);
        let name: String = plain(name).chars().take(32).collect();
        self.draw(&format!("{what} [{}{}] {done}/{total} {name}", "#".repeat(full), " ".repeat(WIDTH - full)), done == total);
    }

    /// Takes the line away.
    pub(crate) fn clear(&self) {
        self.draw("", true);
    }

    fn draw(&self, line: &str, now: bool) {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let soon = last.is_some_and(|last| last.elapsed().as_millis() < 50);
        if std::io::stderr().is_terminal() && (now || !soon) {
            *last = Some(std::time::Instant::now());
            let _ = write!(std::io::stderr(), "\r\x1b[2K{line}");
        }
    }
}

/// Remembers what was said, so that nothing is said twice.
#[derive(Default)]
pub(crate) struct Console {
    shown: Mutex<Vec<Diagnostic>>,
}

impl Console {
    /// Prints what a message says.
    pub(crate) fn report(&self, message: &Message) {
        match &message.body {
            Body::HmrUpdate { update, .. } | Body::HmrBatch { update } => {
                self.show(&update.diagnostics);
                tracing::info!("update  {}", summary(update));
            }
            Body::BuildError { diagnostics, .. } => self.show(diagnostics),
            Body::PreviewRefreshed { reason } => {
                self.show(&[]);
                tracing::info!("reload  {}", plain(reason));
            }
            _ => {}
        }
    }

    /// Prints the problems that are new, and that there are no errors any more when there were some.
    pub(crate) fn show(&self, diagnostics: &[Diagnostic]) {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        for problem in diagnostics.iter().filter(|problem| !shown.contains(problem)) {
            match problem.severity {
                Severity::Error => tracing::error!("{}", describe(problem)),
                Severity::Warning => tracing::warn!("{}", describe(problem)),
            }
        }
        let has_errors = |problems: &[Diagnostic]| problems.iter().any(|problem| problem.severity == Severity::Error);
        if has_errors(&shown) && !has_errors(diagnostics) {
            tracing::info!("fixed   no errors");
        }
        *shown = diagnostics.to_vec();
    }
}

fn summary(update: &WireUpdate) -> String {
    let files = match update.paths.as_slice() {
        [] => "nothing".to_string(),
        [path] => plain(path),
        [path, others @ ..] => format!("{} and {} more", plain(path), others.len()),
    };
    let modules = update.modules.len();
    format!("{files}  ({modules} module{}, {:.1} ms)", if modules == 1 { "" } else { "s" }, update.took)
}

/// A problem as text: place, sentence, frame, hint.
pub(crate) fn describe(problem: &Diagnostic) -> String {
    let mut text = problem.file.clone();
    if problem.line > 0 {
        text += &format!(":{}:{}", problem.line, problem.column);
    }
    text += &format!("  {} [{}]", problem.message, problem.code);
    if !problem.frame.is_empty() {
        text += &format!("\n{}", problem.frame);
    }
    if let Some(hint) = &problem.hint {
        text += &format!("\nhint: {hint}");
    }
    plain(&text)
}

/// Text that cannot steer the terminal: source code and what tabs say may hold escape sequences.
pub(crate) fn plain(text: &str) -> String {
    text.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect()
}
