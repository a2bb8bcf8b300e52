//! Why a command cannot go on, in words for the person who typed it.

use std::fmt;

/// A sentence for the terminal. Nothing matches on it: whoever gets one shows it.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<hotframe::Error> for Failure {
    fn from(problem: hotframe::Error) -> Self {
        Self(problem.to_string())
    }
}
