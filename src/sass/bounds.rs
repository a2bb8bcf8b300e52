//! What Sass could run without end, refused before it starts: `@while`, recursion, calls by name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;

/// Refuses `@while` and calls whose target only running would tell.
pub(super) fn check_file(path: &str, text: &str) -> Result<(), Diagnostic> {
    for (word, why) in [("@while", "@while is not allowed: it may never end"), ("get-function", "calling functions by name is not allowed")] {
        if let Some(at) = text.find(word) {
            return Err(Diagnostic::at("sass", path, text, at, word.len(), why).with_hint("use @for or @each"));
        }
    }
    Ok(())
}

/// Refuses mixins and functions that reach themselves: a stack overflow would take the process down.
pub(super) fn check_recursion(sheets: &[(String, Arc<[u8]>)]) -> Result<(), Diagnostic> {
    let texts: Vec<(&str, String)> = sheets.iter().map(|(path, content)| (path.as_str(), String::from_utf8_lossy(content).into_owned())).collect();
    let mut bodies: BTreeMap<String, Vec<(&str, &str, usize)>> = BTreeMap::new();
    for (path, text) in &texts {
        for keyword in ["@mixin", "@function"] {
            for (at, _) in text.match_indices(keyword) {
                let rest = &text[at + keyword.len()..];
                let name = word(rest.trim_start());
                if !name.is_empty() {
                    bodies.entry(name).or_default().push((path, body(rest), at));
                }
            }
        }
    }
    let calls: BTreeMap<&str, BTreeSet<String>> = bodies
        .iter()
        .map(|(name, found)| (name.as_str(), found.iter().flat_map(|(_, body, _)| called(body)).filter(|word| bodies.contains_key(word)).collect()))
        .collect();
    for (name, found) in &bodies {
        let mut seen = BTreeSet::new();
        let mut next: Vec<&String> = calls[name.as_str()].iter().collect();
        while let Some(called) = next.pop() {
            if called == name {
                let (path, _, at) = found[0];
                let text = texts.iter().find(|(known, _)| *known == path).map_or("", |(_, text)| text);
                return Err(Diagnostic::at("sass", path, text, at, name.len(), format!("{name} calls itself; recursion is not allowed here")));
            }
            if seen.insert(called) {
                next.extend(&calls[called.as_str()]);
            }
        }
    }
    Ok(())
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '-' || letter == '_'
}

/// Sass takes `-` and `_` in names for the same.
fn word(text: &str) -> String {
    text.chars().take_while(|letter| is_word(*letter)).collect::<String>().replace('_', "-")
}

/// The names in a body that may be calls which come back: `name(`, `@include name`, and `+name` of the indented syntax. A variable, a property
/// or a class of that name is none, and neither is `module.name`: modules of Sass cannot use each other in a circle.
fn called(text: &str) -> impl Iterator<Item = String> {
    let starts = text.char_indices().scan(' ', |before, (at, letter)| {
        let starts = is_word(letter) && !is_word(*before) && !"$%#.".contains(*before);
        *before = letter;
        Some((at, starts))
    });
    starts.filter(|(_, starts)| *starts).filter_map(|(at, _)| {
        let name = word(&text[at..]);
        let included = text[..at].trim_end().ends_with("@include") || text[..at].ends_with('+');
        (included || text[at + name.len()..].starts_with('(')).then_some(name)
    })
}

/// From the definition's arguments to the end of its block; in the indented syntax, to the next definition.
fn body(rest: &str) -> &str {
    let next = ["@mixin", "@function"].iter().filter_map(|keyword| rest.find(keyword)).min().unwrap_or(rest.len());
    let after_name = rest.find(|letter: char| !is_word(letter) && !letter.is_whitespace()).unwrap_or(0);
    let Some(open) = rest.find('{').filter(|open| *open < next) else { return &rest[after_name..next] };
    let mut depth = 0usize;
    for (at, letter) in rest[open..].char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return &rest[after_name..open + at];
                }
            }
            _ => {}
        }
    }
    &rest[after_name..]
}
