//! Does a stylesheet need Tailwind at all?

/// At-rules that only Tailwind knows.
const RULES: [&str; 13] =
    ["tailwind", "apply", "theme", "plugin", "config", "source", "utility", "variant", "custom-variant", "reference", "screen", "variants", "responsive"];
const FUNCTIONS: [&str; 5] = ["theme(", "--theme(", "--spacing(", "--alpha(", "screen("];

/// Whether a stylesheet must go through Tailwind: a directive, a function, or an import of the package. Comments do not count. In doubt it says yes,
/// which costs time and changes nothing.
pub(crate) fn is_tailwind(css: &str) -> bool {
    let mut rest = css;
    loop {
        let (text, after) = match rest.split_once("/*") {
            Some((text, comment)) => (text, comment.split_once("*/").map(|(_, after)| after)),
            None => (rest, None),
        };
        if uses_tailwind(text) {
            return true;
        }
        match after {
            Some(after) => rest = after,
            None => return false,
        }
    }
}

fn uses_tailwind(css: &str) -> bool {
    let rule = |at: usize| {
        let name = &css[at + 1..];
        let end = name.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').unwrap_or(name.len());
        let line = name[end..].split([';', '{']).next().unwrap_or_default();
        RULES.contains(&&name[..end]) || (&name[..end] == "import" && line.contains("tailwindcss"))
    };
    let function =
        |name: &str| css.match_indices(name).any(|(at, _)| !css[..at].ends_with(|before: char| before.is_ascii_alphanumeric() || matches!(before, '-' | '_')));
    css.match_indices('@').any(|(at, _)| rule(at)) || FUNCTIONS.iter().any(|name| function(name))
}

#[cfg(test)]
mod tests {
    use super::is_tailwind;

    #[test]
    fn directives_functions_and_imports() {
        for css in [
            "@tailwind base;",
            "@import \"tailwindcss\";",
            "@import 'tailwindcss/theme' layer(theme);",
            "@import url(tailwindcss);",
            ".a { @apply p-2 }",
            "@theme inline { --x: 1 }",
            ".a { color: theme('colors.red.500') }",
            ".a { margin: --spacing(4) }",
            "@reference \"../app.css\";",
            "/* x */ @plugin '@tailwindcss/typography';",
        ] {
            assert!(is_tailwind(css), "{css}");
        }
        for css in [
            ".a { color: red }",
            "/* @tailwind base; */ .a{}",
            "@import './b.css'; @media screen { a{} }",
            "@layer base { a {} }",
            "/* open @apply",
            ".my-theme(x) {}",
            "@media screen and (x){}",
        ] {
            assert!(!is_tailwind(css), "{css}");
        }
    }
}
