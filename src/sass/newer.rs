//! What Dart Sass has learnt since, in the words that grass knows: `if(sass(...): a; else: b)` is `if(..., a, b)`, and `color.channel($c, "red")` is
//! `color.red($c)`. <https://sass-lang.com/documentation/values/conditionals>, <https://sass-lang.com/documentation/modules/color/#channel>.

use std::borrow::Cow;

/// Hostile nesting is left as it is: grass then says what it does not know.
const DEPTH: usize = 32;
/// Letters of one clause: what never ends is looked through once for each beginning.
const LONGEST: usize = 4_000;

/// The same text in the older words. Lines stay where they are.
pub(super) fn in_older_words(text: &str) -> Cow<'_, str> {
    let text = if text.contains("sass(") { conditionals(text, 0) } else { text.into() };
    match replace(&text, "color.channel(", &mut channel) {
        Cow::Owned(replaced) => replaced.into(),
        Cow::Borrowed(_) => text,
    }
}

fn conditionals(text: &str, depth: usize) -> Cow<'_, str> {
    if depth > DEPTH { text.into() } else { replace(text, "if(", &mut |rest| call(rest, depth)) }
}

/// Replaces calls by what is made of what follows their beginning: how much of it, and what stands for the whole.
fn replace<'a>(text: &'a str, beginning: &str, make: &mut dyn FnMut(&str) -> Option<(usize, String)>) -> Cow<'a, str> {
    let mut out = String::new();
    let mut copied = 0;
    for (at, found) in text.match_indices(beginning) {
        let start = at + found.len();
        let is_name = text[..at].ends_with(|letter: char| letter.is_alphanumeric() || "-_@$.".contains(letter));
        if at < copied || is_name {
            continue;
        }
        if let Some((length, made)) = make(&text[start..]) {
            out.push_str(&text[copied..at]);
            out.push_str(&made);
            copied = start + length;
        }
    }
    if copied == 0 {
        return text.into();
    }
    out.push_str(&text[copied..]);
    out.into()
}

/// What stands after `color.channel(`, for the channels that have a function of their own.
fn channel(text: &str) -> Option<(usize, String)> {
    let end = top(text, &[')'])?;
    let (color, rest) = text.split_at(top(text, &[','])?);
    let (name, space) = rest[1..end.checked_sub(color.len())?].split_once(',').map_or((&rest[1..end - color.len()], None), |(name, space)| (name, Some(space)));
    let name = name.trim().trim_matches(['"', '\'']);
    let spaces: &[&str] = match name {
        "red" | "green" | "blue" => &["rgb"],
        "saturation" | "lightness" => &["hsl"],
        "whiteness" | "blackness" => &["hwb"],
        "hue" => &["hsl", "hwb"],
        "alpha" => &["rgb", "hsl", "hwb"],
        _ => return None,
    };
    let space = space.map(|space| space.trim().trim_start_matches("$space:").trim());
    space.is_none_or(|space| spaces.contains(&space)).then(|| (end + 1, format!("color.{name}({color})")))
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
            let value = conditionals(&clause[colon + 1..], depth + 1);
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
    use super::in_older_words;

    #[test]
    fn what_is_new_becomes_calls_and_the_rest_stays() {
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
            ("color.channel($a, \"red\") * color.channel(rgba(1, 2, 3, .5),'hue', $space: hsl)", "color.red($a) * color.hue(rgba(1, 2, 3, .5))"),
            ("color.channel($a, \"red\", oklch)", "color.channel($a, \"red\", oklch)"),
            ("my-color.channel($a, \"red\")", "my-color.channel($a, \"red\")"),
        ] {
            assert_eq!(in_older_words(text), expected, "{text}");
        }
        assert!(in_older_words(&format!("{}sass(1): 2{}", "if(sass(1): ".repeat(5_000), ")".repeat(5_000))).len() > 1_000);
    }
}
