//! The class candidates of a file: the words that Tailwind v4 would try, found exactly as its own scanner finds them.
//!
//! Boundaries matter more than words: a word that Tailwind does not know costs nothing, but a piece of one (`p-2` of `hover:p-2`) makes a
//! rule that the app never asked for. So this is a port of the state machines of `@tailwindcss/oxide` (which is not on crates.io), and a
//! test compares the two. Files of this folder that say "ported" are derived from that work:
//!
//! > MIT License. Copyright (c) Tailwind Labs, Inc.
//! >
//! > Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the
//! > "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
//! > distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to
//! > the following conditions: The above copyright notice and this permission notice shall be included in all copies or substantial portions
//! > of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
//! > WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS
//! > BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
//! > CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

mod candidate;
mod cursor;
mod names;
mod preprocess;
mod values;
mod words;

use std::ops::Range;

use candidate::Candidates;
use cursor::Cursor;
pub(crate) use words::words;

/// Every candidate of a file, in order, with repetitions: words, and the names of CSS variables. A stylesheet (`extension` `css`) has only
/// the variables that it reads with `var(...)`.
pub(crate) fn candidates<'a>(source: &'a str, extension: &str) -> Vec<&'a str> {
    let bytes = preprocess::process(source.as_bytes(), extension);
    let mut found = Vec::new();
    let mut start = 0;
    for line in bytes.split(|byte| *byte == b'\n') {
        let mut spans = Vec::new();
        if extension == "css" {
            variables(line, |span| {
                if span.start >= 4 && line[span.start - 4..].starts_with(b"var(") {
                    spans.push(span);
                }
            });
        } else {
            variables(line, |span| spans.push(span));
            utilities(line, &mut spans);
        }
        // A span that ends inside a character cannot be a candidate.
        found.extend(spans.into_iter().filter_map(|span| source.get(start + span.start..start + span.end)));
        start += line.len() + 1;
    }
    found
}

/// CSS variables: `--name`.
fn variables(line: &[u8], mut found: impl FnMut(Range<usize>)) {
    let mut cursor = Cursor::new(line);
    while !cursor.is_past_end() {
        let start = cursor.position;
        if values::css_variable(&mut cursor) {
            found(start..cursor.position + 1);
        }
        cursor.advance();
    }
}

/// Utilities with their variants. Ported from oxide's `Extractor::extract`.
fn utilities(line: &[u8], found: &mut Vec<Range<usize>>) {
    let mut spans = Vec::new();
    let mut cursor = Cursor::new(line);
    let last_start = candidate::last_start(line);
    let mut machine = Candidates::new(last_start);
    // Words inside brackets are looked for once per bracket, which a hostile line (`[[[[`...) would make quadratic. No real one comes near.
    let mut budget = line.len().saturating_mul(64) + 4096;
    while !cursor.is_past_end() {
        if cursor.current().is_ascii_whitespace() {
            cursor.advance();
            continue;
        }
        let before = cursor.position;
        let skipped = match machine.next(&mut cursor) {
            Some(span) => {
                let end = span.start;
                spans.push(span);
                end
            }
            None => cursor.position.min(line.len()),
        };
        words_in_brackets(line, last_start, before..skipped, &mut budget, &mut spans);
        cursor.advance();
    }
    found.extend(outermost(spans));
}

/// What was skipped may hold arrays: `["flex", "p-2"]`.
fn words_in_brackets(line: &[u8], last_start: usize, range: Range<usize>, budget: &mut usize, spans: &mut Vec<Range<usize>>) {
    let end = range.end;
    for at in range.filter(|at| line[*at] == b'[') {
        let mut cursor = Cursor::new(line);
        cursor.move_to(at + 1);
        let mut machine = Candidates::new(last_start);
        while cursor.position < end {
            spans.extend(machine.next(&mut cursor));
            cursor.advance();
        }
        match budget.checked_sub(cursor.position.max(end) - at) {
            Some(rest) => *budget = rest,
            None => return,
        }
    }
}

/// Drops spans that lie inside another.
fn outermost(mut spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    spans.sort_by(|a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
    let mut end = 0;
    spans.retain(|span| {
        let outside = span.end > end;
        end = end.max(span.end);
        outside
    });
    spans
}

#[cfg(test)]
mod tests {
    use super::candidates;

    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let mut found = candidates(source, "tsx");
        found.sort_unstable();
        found.dedup();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn a_candidate_is_whole_or_absent() {
        check(r#"<p className="hover:p-2 -mt-1 w-1/2 bg-red-500/[.5]! !flex">"#, &["className", "hover:p-2", "-mt-1", "w-1/2", "bg-red-500/[.5]!", "!flex"]);
        check(
            r#"<p class="data-[slot=x]:p-1 [&>svg]:size-4 group-hover/item:block">"#,
            &["class", "data-[slot=x]:p-1", "[&>svg]:size-4", "group-hover/item:block"],
        );
        check(r#"clsx({ hidden: off, 'md:flex': on })"#, &["hidden", "on", "md:flex"]);
        check(r#"{hidden:off}"#, &[]);
    }

    #[test]
    fn brackets_may_hold_quotes_and_escapes_but_no_space() {
        check(r#""content-['a_b'] before:content-[\'x\'] p-[a b]""#, &["content-['a_b']", "before:content-[\\'x\\']"]);
        check(r#"["flex","p-2"]"#, &["flex", "p-2"]);
        check(r#"'text-(--brand) bg-(image:--x,url(y))' "#, &["text-(--brand)", "--brand", "bg-(image:--x,url(y))", "--x"]);
    }

    #[test]
    fn a_stylesheet_has_only_the_variables_that_it_reads() {
        assert_eq!(candidates(".flex { color: var(--color-red-500); --own: 1 }", "css"), ["--color-red-500"]);
    }

    #[test]
    fn text_that_is_not_ascii_is_no_trouble() {
        check("<p className=\"content-['é→'] p-1\">größe 😀 flex</p>", &["className", "content-['é→']", "p-1", "flex"]);
    }

    #[test]
    fn a_hostile_line_takes_linear_time() {
        for piece in ["[", "[a", "a:", "[a]:", "(--", "<", "A", "'[", "a-[", "[a:", "!", "--", "[A"] {
            let line = piece.repeat(1_000_000 / piece.len());
            let start = std::time::Instant::now();
            candidates(&line, "tsx");
            candidates(&format!("{line} "), "tsx");
            assert!(start.elapsed().as_secs() < 20, "{piece:?} took {:?}", start.elapsed());
        }
    }
}
