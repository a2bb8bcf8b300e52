//! `if(sass(...): a; else: b)`, the form that Dart Sass has since 1.95, as `if(..., a, b)`, which grass knows:
//! <https://sass-lang.com/documentation/values/conditionals>.

use std::borrow::Cow;

/// Hostile nesting is left as it is: grass then says what it does not know.
const DEPTH: usize = 32;
/// Letters of one clause: what never ends is looked through once for each beginning.
const LONGEST: usize = 4_000;

/// The same text in the older form. Lines stay where they are.
pub(super) fn as_calls(text: &str) -> Cow<'_, str> {
    if text.contains("sass(") { rewrite(text, 0) } else { text.into() }
}

fn rewrite(text: &str, depth: usize) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    for (at, found) in text.match_indices("if(") {
        let start = at + found.len();
        let is_name = text[..at].ends_with(|letter: char| letter.is_alphanumeric() || "-_@$.".contains(letter));
        if at < copied || is_name || depth > DEPTH {
            continue;
        }
        if let Some((length, call)) = call(&text[start..], depth) {
            out.push_str(&text[copied..at]);
            out.push_str(&call);
            copied = start + length;
        }
    }
    if copied == 0 {
        return text.into();
    }
    out.push_str(&text[copied..]);
    out.into()
}

/// What stands after `if(`: its length with the parenthesis that ends it, and the call that says the same. `None`: it is a call already, or asks
/// what only browsers know.
fn call(text: &str, depth: usize) -> Option<(usize, String)> {
    if !["sass(", "not ", "("].iter().any(|start| text.trim_start().starts_with(start)) {
        return None;
    }
    let (mut call, mut ending, mut from) = (String::new(), ")".to_string(), 0);
    let mut otherwise = Cow::Borrowed("null");
    loop {
        let end = from + top(&text[from..], &[';', ')'])?;
        let clause = &text[from..end];
        from = end + 1;
        if !clause.trim().is_empty() {
            let colon = top(clause, &[':'])?;
            let value = rewrite(&clause[colon + 1..], depth + 1);
            let value = if top(&value, &[',']).is_some() { format!("({value})").into() } else { value };
            if clause[..colon].trim() == "else" {
                let lines = clause[..colon].matches('\n').collect::<String>();
                otherwise = (lines + &value).into();
            } else {
                let nested = if call.is_empty() {
                    "if("
                } else {
                    ending.push(')');
                    " if("
                };
                call.extend([nested, &condition(&clause[..colon])?, ",", &value, ","]);
            }
        }
        if text[end..].starts_with(')') {
            break;
        }
    }
    call.extend([otherwise.as_ref(), &ending]);
    Some((from, call))
}

/// `not sass($a) and sass($b)` -> `not ($a) and ($b)`.
fn condition(text: &str) -> Option<String> {
    let plain = text.replace("sass(", "(");
    // `media(...)` and `supports(...)` are for browsers.
    let calls = text.match_indices('(').filter(|(at, _)| text[..*at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '-'));
    let first = calls.map(|(at, _)| &text[..at]).next()?;
    first.ends_with("sass").then_some(plain)
}

/// Where one of these letters stands outside of parentheses, strings and interpolation.
fn top(text: &str, wanted: &[char]) -> Option<usize> {
    let (mut open, mut quote, mut escaped) = (0usize, None, false);
    for (at, letter) in text.char_indices().take(LONGEST) {
        match (quote, letter) {
            _ if escaped => escaped = false,
            (_, '\\') => escaped = true,
            (Some(end), _) if letter == end => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            _ if open == 0 && wanted.contains(&letter) => return Some(at),
            (None, '(' | '[' | '{') => open += 1,
            (None, ')' | ']' | '}') => open = open.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::as_calls;

    #[test]
    fn conditions_become_calls_and_the_rest_stays() {
        for (text, expected) in [
            ("a: if(sass($a): b);", "a: if(($a), b,null);"),
            ("a: if(sass($a == 1): (1, 2); else: 3 4)", "a: if(($a == 1), (1, 2), 3 4)"),
            ("a: if(sass($a): 1, 2; else: c)", "a: if(($a),( 1, 2), c)"),
            ("if(not sass($a) and sass($b):\n 1;\n sass($c): 2;\n else: 3)", "if(not ($a) and ($b),\n 1, if(\n ($c), 2,\n 3))"),
            ("a: if(sass($a): if(sass($b): 1); else: f(if(sass($c): \";)\")))", "a: if(($a), if(($b), 1,null), f(if(($c), \";)\",null)))"),
            ("#{if(sass(&): \"&\"; else: \"\")}:x", "#{if((&), \"&\", \"\")}:x"),
            ("a: if($sass, 1, 2); @if (sass($a)) {}", "a: if($sass, 1, 2); @if (sass($a)) {}"),
            ("a: if(media(x): 1; sass($a): 2)", "a: if(media(x): 1; sass($a): 2)"),
            ("a: if(sass($a): 1", "a: if(sass($a): 1"),
        ] {
            assert_eq!(as_calls(text), expected, "{text}");
        }
        assert!(as_calls(&format!("{}sass(1): 2{}", "if(sass(1): ".repeat(5_000), ")".repeat(5_000))).len() > 1_000);
    }
}
