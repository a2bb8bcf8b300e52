//! `@extend` across modules, which grass leaves undone: it extends what stands in the same file or comes by `@import`, not what comes by `@use`.
//!
//! So it is done in two steps. First `@extend` is written as a property and a placeholder as a class, which come through as they are; then the
//! finished stylesheet, which is one file, has them written back and is compiled once more. Unlike in Dart Sass an extension also reaches rules of
//! modules that the extending file does not use.

use super::is_sass;

const PROPERTY: &str = "--hotframe-extend:";
const CLASS: &str = ".hotframe-placeholder-";

/// Whether a file may extend what another module has.
pub(super) fn is_needed(text: &str) -> bool {
    let uses =
        |rule: &str| text.match_indices(rule).any(|(at, _)| !text[at + rule.len()..].trim_start().get(1..).is_some_and(|rest| rest.starts_with("sass:")));
    text.contains("@extend") && (uses("@use") || uses("@forward"))
}

/// A file as the first step reads it.
pub(super) fn mark(path: &str, text: &str) -> String {
    if !is_sass(path) || !text.contains(['@', '%']) {
        return text.to_string();
    }
    let mut marked = String::with_capacity(text.len() + 64);
    let mut letters = text.char_indices();
    let mut before = ' ';
    while let Some((at, letter)) = letters.next() {
        let rest = &text[at + letter.len_utf8()..];
        match letter {
            '@' if rest.strip_prefix("extend").is_some_and(|rest| rest.starts_with(char::is_whitespace)) => {
                marked.push_str(PROPERTY);
                letters.nth("extend".len() - 1);
            }
            '%' if starts_placeholder(before, rest) => marked.push_str(CLASS),
            _ => marked.push(letter),
        }
        before = letter;
    }
    marked
}

/// A placeholder is no unit (`50%`) and no operator (`$a % $b`).
fn starts_placeholder(before: char, rest: &str) -> bool {
    let name = rest.trim_start_matches('-');
    (before.is_whitespace() || ",&{};>+~('\"".contains(before))
        && (name.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') || name.starts_with("#{"))
}

/// The first step's stylesheet as the second one reads it.
pub(super) fn unmark(css: &str) -> String {
    css.replace(PROPERTY, "@extend").replace(CLASS, "%")
}

/// The first target that has no rule in the second step's stylesheet. grass extends nothing then and says nothing.
pub(super) fn missing(css: &str) -> Option<&str> {
    let targets = css.lines().filter_map(|line| line.trim_start().strip_prefix("@extend ")).map(|line| line.trim_end().trim_end_matches([';', '}']).trim_end());
    targets.filter(|target| !target.ends_with("!optional")).flat_map(|target| target.split(',')).map(str::trim).find(|target| !is_named(css, target))
}

/// Whether a text has a selector elsewhere than after an `@extend`.
pub(super) fn is_named(text: &str, selector: &str) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
    text.match_indices(selector).any(|(at, _)| !text[at + selector.len()..].starts_with(is_word) && !text[..at].trim_end().ends_with("@extend"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_marked_comes_back() {
        let text = "%a-b:hover, .x > %#{$c} { width: 50%; height: $a % $b; @extend %a-b !optional; content: '%d'; }";
        let marked = mark("a.scss", text);
        assert!(marked.contains("width: 50%; height: $a % $b; --hotframe-extend: .hotframe-placeholder-a-b !optional;"), "{marked}");
        assert_eq!(unmark(&marked), text);
    }

    #[test]
    fn files_that_use_no_module_are_left_to_grass() {
        assert!(!is_needed("@use 'sass:math'; .a { @extend .b; }"));
        assert!(is_needed("@use \"b\"; .a { @extend .b; }"));
    }

    #[test]
    fn a_target_that_no_rule_has() {
        assert_eq!(missing(".a-b {\n  @extend .a;\n}"), Some(".a"));
        assert_eq!(missing(".a:hover {\n}\n.c {\n  @extend .a;\n  @extend %x !optional;\n}"), None);
    }
}
