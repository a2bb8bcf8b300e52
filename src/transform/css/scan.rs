//! Places in the text of a stylesheet, found without parsing it: `url(...)`, leading `@import`s, values of custom properties. What stands in
//! comments and strings is none.

use std::ops::Range;

/// The end of the comment, string, escape or character at `at`; always further on.
fn token_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    match bytes[at] {
        b'/' if bytes.get(at + 1) == Some(&b'*') => text[at + 2..].find("*/").map_or(text.len(), |end| at + end + 4),
        quote @ (b'"' | b'\'') => string_end(text, at, quote),
        b'\\' => boundary(text, at + 2),
        _ => boundary(text, at + 1),
    }
}

fn string_end(text: &str, at: usize, quote: u8) -> usize {
    let bytes = text.as_bytes();
    let mut end = at + 1;
    while end < bytes.len() && bytes[end] != quote && bytes[end] != b'\n' {
        end += if bytes[end] == b'\\' { 2 } else { 1 };
    }
    boundary(text, end + 1)
}

fn boundary(text: &str, mut at: usize) -> usize {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    at.min(text.len())
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || byte >= 0x80
}

fn is_comment(text: &str, at: usize) -> bool {
    text.as_bytes()[at..].starts_with(b"/*")
}

fn skip_blank(text: &str, mut at: usize) -> usize {
    while at < text.len() && (text.as_bytes()[at].is_ascii_whitespace() || is_comment(text, at)) {
        at = token_end(text, at);
    }
    at
}

/// The addresses inside `url(...)`, without quotes.
pub(crate) fn urls(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let is_url = bytes[at..].len() > 4 && bytes[at..at + 4].eq_ignore_ascii_case(b"url(") && (at == 0 || !is_name(bytes[at - 1]));
        if !is_url {
            at = token_end(text, at);
            continue;
        }
        let (address, end) = url_argument(text, at + 4);
        found.extend(address);
        at = end;
    }
    found
}

/// What stands between the parentheses of `url(`, and where the closing one ends.
fn url_argument(text: &str, open: usize) -> (Option<Range<usize>>, usize) {
    let bytes = text.as_bytes();
    let start = open + text[open..].len() - text[open..].trim_start().len();
    let close = |from: usize| text[from..].find(')').map_or(text.len(), |end| from + end + 1);
    match bytes.get(start) {
        Some(quote @ (b'"' | b'\'')) => {
            let end = string_end(text, start, *quote);
            (Some(start + 1..end.saturating_sub(1).max(start + 1)), close(end))
        }
        Some(_) => {
            let end = close(start);
            let inside = text[start..end.saturating_sub(1).max(start)].trim_end();
            (Some(start..start + inside.len()), end)
        }
        None => (None, text.len()),
    }
}

/// An `@import` before any rule.
#[derive(Debug, PartialEq)]
pub(crate) struct ImportRule {
    /// The whole statement with its semicolon.
    pub(crate) span: Range<usize>,
    pub(crate) address: Range<usize>,
    /// `Some("")`: an anonymous layer.
    pub(crate) layer: Option<String>,
    pub(crate) supports: Option<String>,
    pub(crate) media: Option<String>,
}

/// The `@import`s that stand where browsers read them: before all but `@charset` and `@layer` statements.
pub(crate) fn imports(text: &str) -> Vec<ImportRule> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let start = skip_blank(text, at);
        let Some(end) = statement_end(text, start) else { return found };
        let head = &text.as_bytes()[start..end];
        let is = |name: &[u8]| head.len() > name.len() && head[..name.len()].eq_ignore_ascii_case(name) && !is_name(head[name.len()]);
        if is(b"@import") {
            found.extend(import_rule(text, start, end));
        } else if !is(b"@charset") && !is(b"@layer") {
            return found;
        }
        at = end;
    }
}

/// The end of an at-rule that is a statement; `None` for a rule with a block, and at the end of the text.
fn statement_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.get(start) != Some(&b'@') {
        return None;
    }
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b';' => return Some(at + 1),
            b'{' | b'}' => return None,
            // An address may hold semicolons: `url(https://fonts.example/css2?family=A:wght@400;700)`.
            b'(' if bytes[..at].len() > 3 && bytes[at - 3..at].eq_ignore_ascii_case(b"url") => at = url_argument(text, at + 1).1,
            _ => at = token_end(text, at),
        }
    }
    Some(text.len())
}

fn import_rule(text: &str, start: usize, end: usize) -> Option<ImportRule> {
    let bytes = text.as_bytes();
    let at = skip_blank(text, start + "@import".len());
    let (address, after) = match bytes.get(at)? {
        quote @ (b'"' | b'\'') => {
            let close = string_end(text, at, *quote);
            (at + 1..close - 1, close)
        }
        _ if text[at..].len() > 4 && bytes[at..at + 4].eq_ignore_ascii_case(b"url(") => {
            let (address, close) = url_argument(text, at + 4);
            (address?, close)
        }
        _ => return None,
    };
    let mut rest = text.get(after..end)?.trim_end_matches(';').trim();
    let (mut layer, mut supports) = (None, None);
    if let Some(after) = rest.strip_prefix("layer").filter(|after| !after.starts_with('(') && !after.bytes().next().is_some_and(is_name)) {
        (layer, rest) = (Some(String::new()), after.trim_start());
    } else if let Some((inside, after)) = function(rest, "layer(") {
        (layer, rest) = (Some(inside.trim().to_string()), after);
    }
    if let Some((inside, after)) = function(rest, "supports(") {
        (supports, rest) = (Some(inside.trim().to_string()), after);
    }
    Some(ImportRule { span: start..end, address, layer, supports, media: (!rest.is_empty()).then(|| rest.to_string()) })
}

/// `name(inside) after`
fn function<'a>(text: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let inside = text.strip_prefix(name)?;
    let close = value_end(inside, 0);
    Some((&inside[..close], inside.get(close + 1..).unwrap_or_default().trim_start()))
}

/// Where a value ends: at a semicolon or at a bracket that it did not open.
fn value_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' if depth == 0 => return at,
            b')' | b']' | b'}' => depth -= 1,
            b';' if depth == 0 => return at,
            _ => {}
        }
        at = token_end(text, at);
    }
    text.len()
}

/// The values of custom properties (`--name: value`), without blanks around them and without `!important`. Empty ones are left out.
pub(super) fn custom_values(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    let mut begins = true;
    while at < bytes.len() {
        if begins && bytes[at..].starts_with(b"--") {
            let name = at + bytes[at..].iter().take_while(|byte| is_name(**byte)).count();
            let colon = skip_blank(text, name);
            if bytes.get(colon) == Some(&b':') {
                let end = value_end(text, colon + 1);
                let value = text[colon + 1..end].trim_end();
                let value =
                    value.rsplit_once('!').filter(|(_, word)| word.trim().eq_ignore_ascii_case("important")).map_or(value, |(value, _)| value.trim_end());
                let start = colon + 1 + value.len() - value.trim_start().len();
                if start < colon + 1 + value.len() {
                    found.push(start..colon + 1 + value.len());
                }
                at = end;
                continue;
            }
            at = name;
            if at == bytes.len() {
                break;
            }
        }
        begins = matches!(bytes[at], b'{' | b'}' | b';') || begins && (bytes[at].is_ascii_whitespace() || is_comment(text, at));
        at = token_end(text, at);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slices<'a>(text: &'a str, ranges: &[Range<usize>]) -> Vec<&'a str> {
        ranges.iter().map(|range| &text[range.clone()]).collect()
    }

    #[test]
    fn addresses_are_found_outside_comments_and_strings() {
        let css = "/* url(no) */ a { b: url( './x y.png' ) url(z.png) \"url(no)\" curl(no) URL(\"q\") url(data:image/svg+xml;a) url(é) }";
        assert_eq!(slices(css, &urls(css)), ["./x y.png", "z.png", "q", "data:image/svg+xml;a", "é"]);
        assert!(urls("url(").is_empty());
        assert_eq!(slices("url(a", &urls("url(a")), [""; 1]);
    }

    #[test]
    fn imports_are_read_with_their_conditions_until_the_first_rule() {
        let css = "@charset \"utf-8\";\n/* @import 'no'; */ @layer a, b;\n@import url(https://f.example/css2?a;b) ;\n@import 'x.css' layer(base.in) supports(display: grid) screen and (min-width: 1px);\n@import \"y.css\" layer;\n@layer c { }\n@import 'late.css';";
        let found = imports(css);
        assert_eq!(found.iter().map(|rule| &css[rule.address.clone()]).collect::<Vec<_>>(), ["https://f.example/css2?a;b", "x.css", "y.css"]);
        let conditions = |at: usize| (found[at].layer.as_deref(), found[at].supports.as_deref(), found[at].media.as_deref());
        assert_eq!(conditions(0), (None, None, None));
        assert_eq!(conditions(1), (Some("base.in"), Some("display: grid"), Some("screen and (min-width: 1px)")));
        assert_eq!(conditions(2), (Some(""), None, None));
    }

    #[test]
    fn values_of_custom_properties_are_whole() {
        let css = ":root { --a: oklch(0.5 0 0); --b:{x:y;z}; --c: ; --d : 'a;b' !important; color: var(--e, red) } @supports (--f: 1) { /* ; */ --g: 1 }";
        assert_eq!(slices(css, &custom_values(css)), ["oklch(0.5 0 0)", "{x:y;z}", "'a;b'", "1"]);
    }
}
