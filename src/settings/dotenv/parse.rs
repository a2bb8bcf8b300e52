//! dotenv's syntax: `KEY=value`, quotes, comments, values over several lines.

/// The keys and values of a file, in order. Lines that are neither are passed over, as dotenv does.
pub(super) fn parse(text: &str) -> Vec<(String, String)> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (entry, after) = entry(rest);
        found.extend(entry);
        rest = after;
    }
    found
}

/// One line, or more when a quoted value goes on; and what follows it.
fn entry(text: &str) -> (Option<(String, String)>, &str) {
    let (line, next_line) = text.split_once('\n').unwrap_or((text, ""));
    let start = line.trim_start();
    let start = start.strip_prefix("export").filter(|rest| rest.starts_with([' ', '\t'])).map_or(start, str::trim_start);
    let end = start.find(|letter: char| !(letter.is_ascii_alphanumeric() || "_.-".contains(letter))).unwrap_or(start.len());
    let (key, assigned) = start.split_at(end);
    let value = match assigned.trim_start().strip_prefix('=') {
        Some(value) => Some(value),
        None => assigned.strip_prefix(':').filter(|value| value.starts_with([' ', '\t'])),
    };
    let Some(value) = value.filter(|_| !key.is_empty()) else { return (None, next_line) };
    // The same place, but in all of the text: a quoted value may end on a later line.
    let value = &text[line.len() - value.len()..];
    if let Some((quoted, after)) = quoted(value.trim_start_matches([' ', '\t'])) {
        return (Some((key.to_string(), quoted)), after);
    }
    let bare = value.split(['\n', '#']).next().unwrap_or_default().trim();
    (Some((key.to_string(), bare.to_string())), next_line)
}

/// A value in quotes, if only a comment follows it on its line.
fn quoted(text: &str) -> Option<(String, &str)> {
    let quote = text.chars().next().filter(|letter| "'\"`".contains(*letter))?;
    let inner = &text[1..];
    let mut escaped = false;
    let end = inner.char_indices().find_map(|(at, letter)| {
        let closes = letter == quote && !escaped;
        escaped = letter == '\\' && !escaped;
        closes.then_some(at)
    })?;
    let (line, after) = inner[end + 1..].split_once('\n').unwrap_or((&inner[end + 1..], ""));
    let comment = line.trim_start();
    if !comment.is_empty() && !comment.starts_with('#') {
        return None;
    }
    let value = &inner[..end];
    Some((if quote == '"' { value.replace("\\n", "\n").replace("\\r", "\r") } else { value.to_string() }, after))
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn pairs(text: &str) -> Vec<(String, String)> {
        parse(text)
    }

    fn is(text: &str, key: &str, value: &str) {
        assert_eq!(pairs(text), [(key.to_string(), value.to_string())], "{text:?}");
    }

    #[test]
    fn spaces_comments_and_export_do_not_count() {
        is("A=1", "A", "1");
        is("  export A = one two # three", "A", "one two");
        is("A: yaml", "A", "yaml");
        is("# A=0\n\nA=1\r\n", "A", "1");
        is("\u{feff}A=1", "A", "1");
        is("A=", "A", "");
        is("A.b-c=a=b", "A.b-c", "a=b");
    }

    #[test]
    fn quotes_keep_what_is_inside() {
        is("A=' # no comment ' # comment", "A", " # no comment ");
        is("A=\"one\\ntwo\"", "A", "one\ntwo");
        is("A='one\\ntwo'", "A", "one\\ntwo");
        is("A=\"one\ntwo\"\n", "A", "one\ntwo");
        is("A=`it's \"both\"`", "A", "it's \"both\"");
        is(r#"A="a \" b""#, "A", r#"a \" b"#);
    }

    #[test]
    fn what_is_no_assignment_is_passed_over() {
        assert_eq!(pairs("nonsense\n=1\nA B=2\n"), []);
        is("A='open\nB", "A", "'open");
    }
}
