//! Some file formats hide their words from the machines; these are blanked or opened first. Every byte keeps its place. Ported from oxide, the
//! formats that React apps have: `json`, `md`, `mdx`, `svelte`.

use std::borrow::Cow;

pub(super) fn process<'a>(source: &'a [u8], extension: &str) -> Cow<'a, [u8]> {
    match extension {
        "json" | "jsonl" | "ndjson" => Cow::Owned(json(source)),
        "md" | "mdx" => Cow::Owned(markdown(source)),
        "svelte" => Cow::Owned(svelte(source)),
        _ => Cow::Borrowed(source),
    }
}

/// Brackets outside strings.
fn json(source: &[u8]) -> Vec<u8> {
    let mut result = source.to_vec();
    let (mut in_string, mut escaped) = (false, false);
    for byte in &mut result {
        match *byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' | b']' | b'}' if !in_string => *byte = b' ',
            _ => {}
        }
    }
    result
}

/// `{.class}` directives.
fn markdown(source: &[u8]) -> Vec<u8> {
    let mut result = source.to_vec();
    let (mut in_directive, mut depth) = (false, 0usize);
    for byte in &mut result {
        match (in_directive, *byte) {
            (false, b'{') => {
                *byte = b' ';
                in_directive = true;
            }
            (true, b'(' | b'[' | b'{' | b'<') => depth += 1,
            (true, b')' | b']' | b'}' | b'>') if depth > 0 => depth -= 1,
            (true, b'}') => {
                *byte = b' ';
                in_directive = false;
            }
            (true, b'.') if depth == 0 => *byte = b' ',
            _ => {}
        }
    }
    result
}

/// `class:flex={on}`
fn svelte(source: &[u8]) -> Vec<u8> {
    let mut result = source.to_vec();
    for at in 0..source.len() {
        if matches!(source[at], b' ' | b'\t' | b'\n') && source[at + 1..].starts_with(b"class:") {
            result[at] = b' ';
            result[at + 6] = b' ';
        }
    }
    result
}
