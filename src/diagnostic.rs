//! Problems in the user's code, as values.

use serde::{Deserialize, Serialize};

/// How bad a [`Diagnostic`] is.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file cannot run.
    Error,
    /// The file runs, but probably not as meant.
    Warning,
}

/// A problem in the user's code: never a failure of the call that found it.
///
/// ```
/// use hotframe::{Compiler, Options};
/// let compiler = Compiler::new(Options::default())?;
/// let module = compiler.transform("src/App.tsx", b"const x = ;")?;
/// let problem = &module.diagnostics[0];
/// assert_eq!((problem.line, problem.column), (1, 11));
/// assert!(problem.frame.contains("const x = ;"));
/// # Ok::<(), hotframe::Error>(())
/// ```
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// A short stable name: `syntax`, `unresolved-import`, `unknown-file-kind`, `not-utf8`, `too-large`, `too-deep`, `css`, ...
    pub code: String,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The file, below the app's root.
    pub file: String,
    /// Line, from 1; 0 when the problem has no place in the text.
    pub line: u32,
    /// Column, from 1, in UTF-16 units as editors count them; 0 when the problem has no place in the text.
    pub column: u32,
    /// The lines around the place, with numbers and a caret; empty when there is no place.
    pub frame: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hint: Option<String>,
}

impl Diagnostic {
    /// An error about a whole file.
    pub(crate) fn file_error(code: &str, file: &str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code: code.into(), message: message.into(), file: file.into(), line: 0, column: 0, frame: String::new(), hint: None }
    }

    /// An error at a byte offset of `source`.
    pub(crate) fn at(code: &str, file: &str, source: &str, offset: usize, length: usize, message: impl Into<String>) -> Self {
        let mut offset = offset.min(source.len());
        while !source.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &source[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() as u32 + 1;
        let column = source[line_start..offset].encode_utf16().count() as u32 + 1;
        Self { line, column, frame: frame(source, line, line_start, offset, length), ..Self::file_error(code, file, message) }
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// The byte offset of a line and a column, both from 1, columns in UTF-16 units: the other way round than [`Diagnostic::at`].
pub(crate) fn offset_of(text: &str, line: u32, column: u32) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1) as usize).map(str::len).sum();
    start + bytes_of_units(&text[start..], column.saturating_sub(1))
}

/// How many bytes so many UTF-16 units at the start of a text are.
pub(crate) fn bytes_of_units(text: &str, units: u32) -> usize {
    let mut seen = 0;
    let found = text.char_indices().find(|(_, letter)| {
        let reached = seen >= units;
        seen += letter.len_utf16() as u32;
        reached
    });
    found.map_or(text.len(), |(at, _)| at)
}

/// Lines of context before and after the one that is wrong.
const CONTEXT: u32 = 2;
/// Columns of a frame; longer lines are cut around the place, so that a minified file stays readable.
const WIDTH: usize = 160;

fn frame(source: &str, line: u32, line_start: usize, offset: usize, length: usize) -> String {
    let first = line.saturating_sub(CONTEXT).max(1);
    let digits = (line + CONTEXT).to_string().len();
    let caret_column = source[line_start..offset].chars().count();
    let cut = if caret_column > WIDTH { caret_column - WIDTH / 2 } else { 0 };
    let mut out = String::new();
    for (number, text) in (1u32..).zip(source.split('\n')).skip(first as usize - 1).take((line + CONTEXT - first + 1) as usize) {
        let text: String = text.trim_end_matches('\r').chars().skip(cut).take(WIDTH).map(|c| if c == '\t' { ' ' } else { c }).collect();
        let mark = if number == line { '>' } else { ' ' };
        out.push_str(format!("{mark} {number:digits$} | {text}").trim_end());
        out.push('\n');
        if number == line {
            let marked = source[offset..].chars().take(length.max(1)).take_while(|c| *c != '\n').count().max(1);
            out.push_str(&format!("  {:digits$} | {}{}\n", "", " ".repeat(caret_column - cut), "^".repeat(marked.min(WIDTH))));
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_points_at_the_place_in_utf16_columns() {
        let problem = Diagnostic::at("syntax", "a.ts", "one\nconst é = 😀 +;\nthree", 4 + "const é = 😀 +".len(), 1, "bad");
        assert_eq!((problem.line, problem.column), (2, 15));
        assert_eq!(problem.frame, "  1 | one\n> 2 | const é = 😀 +;\n    |              ^\n  3 | three");
    }

    #[test]
    fn a_place_is_found_again() {
        let text = "one\nconst é = 😀 +;\nthree";
        for at in text.char_indices().map(|(at, _)| at).filter(|at| text.as_bytes()[*at] != b'\n') {
            let problem = Diagnostic::at("syntax", "a.ts", text, at, 1, "bad");
            assert_eq!(offset_of(text, problem.line, problem.column), at);
        }
        assert_eq!((offset_of(text, 0, 0), offset_of(text, 2, 900), offset_of(text, 9, 1)), (0, text.len(), text.len()));
    }

    #[test]
    fn an_offset_past_the_end_or_inside_a_character_is_moved_back() {
        assert_eq!(Diagnostic::at("syntax", "a.ts", "é", 1, 1, "bad").column, 1);
        assert_eq!(Diagnostic::at("syntax", "a.ts", "ab", 99, 1, "bad").column, 3);
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let source = "x".repeat(100_000);
        assert!(Diagnostic::at("syntax", "a.ts", &source, 50_000, 1, "bad").frame.len() < 1_000);
    }
}
