//! A bound on nesting, checked before any parser runs. Parsers recurse, and a stack overflow aborts the process: it is not a panic.
//!
//! Two fences. The scan below skips strings and comments and refuses honest mistakes and plain attacks at a readable depth. It is not a
//! parser, so it could be misled (a regular expression that holds a quote, say); the second fence is the stack of the worker threads
//! (`STACK`), which holds as many levels as `UNCHECKED` lets any file open in all.

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;

/// What may recurse in one file, in all, whatever the scan believes: worker stacks are made for it.
const UNCHECKED: usize = 20_000;
/// Stack of the worker threads, in bytes of address space; only what is used takes memory.
pub(crate) const STACK: usize = 512 << 20;
/// Operators in a row for each level of `depth`: `a + b + c` is a tree as deep as it is long, but each level costs little.
const OPERATORS_PER_LEVEL: usize = 8;

/// Refuses sources whose brackets, closing tags, `else` branches or operator chains go deeper than `limit` allows.
pub(super) fn check(id: &ModuleId, source: &str, limit: usize) -> Result<(), Vec<Diagnostic>> {
    let bytes = source.as_bytes();
    let mut depth = 0usize;
    let mut run = 0usize;
    let mut closing_tags = 0usize;
    let mut branches = 0usize;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'"' | b'\'' => at = skip_string(bytes, at),
            b'/' if bytes.get(at + 1) == Some(&b'/') => at = find(bytes, at, b"\n"),
            b'/' if bytes.get(at + 1) == Some(&b'*') => at = find(bytes, at + 2, b"*/"),
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            b'}' => {
                depth = depth.saturating_sub(1);
                run = 0;
            }
            b';' | b',' => run = 0,
            b'<' if bytes.get(at + 1) == Some(&b'/') => closing_tags += 1,
            b'+' | b'-' | b'*' | b'%' | b'&' | b'|' | b'?' | b'.' | b'!' | b'~' | b'^' | b'=' => run += 1,
            b'e' if bytes[at..].starts_with(b"else") => branches += 1,
            _ => {}
        }
        if depth > limit || run > limit * OPERATORS_PER_LEVEL || closing_tags > UNCHECKED || branches > UNCHECKED {
            let message = format!("{id} nests too deep: the limit is {limit} levels");
            let hint = "split the expression, or move data into a JSON file";
            return Err(vec![Diagnostic::at("too-deep", id.as_str(), source, at, 1, message).with_hint(hint)]);
        }
        at += 1;
    }
    Ok(())
}

/// The last byte of the string that opens at `start`; a line break ends it too (an apostrophe in JSX text opens none).
fn skip_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'\n' => return start,
            quote if quote == bytes[start] => return at,
            _ => {}
        }
        at += 1;
    }
    start
}

/// The last byte of the next `needle`, or the end.
fn find(bytes: &[u8], from: usize, needle: &[u8]) -> usize {
    let tail = bytes.get(from..).unwrap_or_default();
    tail.windows(needle.len()).position(|window| window == needle).map_or(bytes.len(), |found| from + found + needle.len() - 1)
}
