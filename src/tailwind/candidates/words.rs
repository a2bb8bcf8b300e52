//! What Tailwind v3 tries of a piece of text, found natively where that is simple. Its extractor is a list of regular expressions that never match
//! white space, so it finds in a line what it finds in the pieces between white space; most of the time of a first build would go into these.

/// Adds the words of a piece that has no white space, with repetitions. `false`: only the extractor itself can tell, and nothing was added.
///
/// This is `defaultExtractor` for a piece without `[`, `@`, `\` and letters beyond ASCII, with the usual separator and no prefix.
pub(crate) fn words<'a>(piece: &'a str, found: &mut Vec<&'a str>) -> bool {
    if piece.bytes().any(|byte| byte >= 0x80 || b"[@\\".contains(&byte)) {
        return false;
    }
    let before = found.len();
    utilities(piece, b"\"'`", found);
    utilities(piece, b"`", found);
    inner(piece, found);
    for at in before..found.len() {
        if !segments(found[at], found) {
            found.truncate(before);
            return false;
        }
    }
    true
}

/// The first two expressions: variants up to the last colon before what `breaks` them, then a utility.
fn utilities<'a>(piece: &'a str, breaks: &[u8], found: &mut Vec<&'a str>) {
    let bytes = piece.as_bytes();
    let (mut at, mut run_end, mut colon) = (0, 0, None);
    while at < bytes.len() {
        if at >= run_end {
            run_end = at + bytes[at..].iter().position(|byte| breaks.contains(byte)).unwrap_or(bytes.len() - at);
            colon = bytes[at..run_end].iter().rposition(|byte| *byte == b':').map(|offset| at + offset);
            run_end = run_end.max(at + 1);
        }
        let with_variants = colon.filter(|colon| *colon > at).and_then(|colon| utility(bytes, colon + 1));
        match with_variants.or_else(|| utility(bytes, at)) {
            Some(end) => {
                found.push(&piece[at..end]);
                at = end;
            }
            None => at += 1,
        }
    }
}

/// Where a utility that starts here ends: `!?-?\w+([-/][^'"`$={><]*)?`.
fn utility(bytes: &[u8], mut at: usize) -> Option<usize> {
    let is = |at: usize, wanted: &[u8]| bytes.get(at).is_some_and(|byte| wanted.contains(byte));
    at += usize::from(is(at, b"!"));
    at += usize::from(is(at, b"-"));
    let name = at;
    while bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
        at += 1;
    }
    if at == name {
        return None;
    }
    if is(at, b"-/") {
        let value = &bytes[at + 1..];
        at += 1 + value.iter().position(|byte| b"'\"`$={><".contains(byte)).unwrap_or(value.len());
    }
    Some(at)
}

/// The third expression: two letters or more, without what surrounds names in code.
fn inner<'a>(piece: &'a str, found: &mut Vec<&'a str>) {
    for run in piece.split(|letter| "<>\"'`(){}[]#=%$".contains(letter)) {
        let word = run.trim_start_matches('.').trim_end_matches(['.', ':']);
        if word.len() > 1 {
            found.push(word);
        }
    }
}

/// The parts between dots, as Slim and Pug write classes; a part before a number (`px-1.5`) is none. `false`: it cannot be told what a number is.
fn segments<'a>(word: &'a str, found: &mut Vec<&'a str>) -> bool {
    if !word.contains('.') {
        return true;
    }
    let (mut stack, mut parts, mut start) = (Vec::new(), Vec::new(), 0);
    for (at, byte) in word.bytes().enumerate() {
        match byte {
            b'.' if stack.is_empty() => {
                parts.push(&word[start..at]);
                start = at + 1;
            }
            b'(' => stack.push(b')'),
            b'{' => stack.push(b'}'),
            _ if stack.last() == Some(&byte) => {
                stack.pop();
            }
            _ => {}
        }
    }
    parts.push(&word[start..]);
    let mut at = 0;
    while at < parts.len() {
        match parts.get(at + 1).map(|next| is_number(next)) {
            None | Some(Some(false)) => found.extend(Some(parts[at]).filter(|part| !part.is_empty())),
            Some(Some(true)) => at += 1,
            Some(None) => return false,
        }
        at += 1;
    }
    true
}

/// Whether JavaScript's `Number` makes a number of it; `None` where that takes more than a look.
fn is_number(text: &str) -> Option<bool> {
    match text.bytes().next() {
        None => Some(true),
        Some(first) if first == b'_' || (first.is_ascii_alphabetic() && first != b'I') => Some(false),
        _ => text.bytes().all(|byte| byte.is_ascii_digit()).then_some(true),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    fn of(piece: &str) -> Vec<&str> {
        let mut found = Vec::new();
        assert!(words(piece, &mut found), "{piece}");
        found.sort_unstable();
        found.dedup();
        found
    }

    #[test]
    fn pieces_of_code() {
        assert_eq!(of("flex"), ["flex"]);
        assert_eq!(of("className=\"flex"), ["className", "flex"]);
        assert_eq!(of("md:hover:-mt-1/2\">"), ["md:hover:-mt-1/2"]);
        assert_eq!(of("px-1.5"), ["px-1.5"]);
        assert_eq!(of("div.flex.px-5"), ["div", "div.flex.px-5", "flex", "px-5"]);
        assert_eq!(of("'!p-2',"), ["!p-2"]);
        assert!(!words("w-[3px]", &mut Vec::new()) && !words("ü", &mut Vec::new()) && !words("a.1e3", &mut Vec::new()));
    }
}
