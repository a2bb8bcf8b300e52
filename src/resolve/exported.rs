//! Does a package export a name? Read from its text, without parsing it: a name that an ES module exports stands in it, so one that does not is not
//! exported. Of CommonJS only running would tell.

use std::path::Path;

/// Files that one question may read: some packages are one file for each export.
const FILES: usize = 2_000;

/// What a package says about a name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Exported {
    /// It does export it, or it cannot be known.
    Perhaps,
    /// It does not; the nearest name that stands in it.
    No(Option<String>),
}

/// `beside` resolves a specifier of a file.
pub(super) fn look_up(file: &Path, name: &str, beside: &dyn Fn(&Path, &str) -> Option<std::path::PathBuf>) -> Exported {
    let mut files = vec![file.to_path_buf()];
    let mut seen = std::collections::BTreeSet::new();
    let mut near = None;
    while let Some(next) = files.pop() {
        if !seen.insert(next.clone()) {
            continue;
        }
        let text = std::fs::read_to_string(&next).ok().filter(|text| is_module(text));
        let Some(text) = text.filter(|_| seen.len() <= FILES) else { return Exported::Perhaps };
        if has_word(&text, name) {
            return Exported::Perhaps;
        }
        // `export *` never passes the default on.
        for star in if name == "default" { Vec::new() } else { stars(&text) } {
            match beside(&next, &star) {
                Some(path) => files.push(path),
                None => return Exported::Perhaps,
            }
        }
        near = near.into_iter().chain(nearest(&text, name)).min();
    }
    Exported::No(near.map(|(_, word)| word))
}

fn is_module(text: &str) -> bool {
    ["export ", "export{", "export*"].iter().any(|word| text.contains(word))
        && !["module.exports", "exports.", "__exportStar"].iter().any(|word| text.contains(word))
}

fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '$'
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(is_letter) && !text[at + word.len()..].starts_with(is_letter))
}

/// The specifiers of `export * from "..."`.
fn stars(text: &str) -> Vec<String> {
    let after = text.match_indices("export").filter_map(|(at, word)| text[at + word.len()..].trim_start().strip_prefix('*'));
    let sources = after.filter_map(|rest| rest.trim_start().strip_prefix("from").map(str::trim_start));
    sources.filter_map(|rest| rest.strip_prefix(['"', '\''])?.split(['"', '\'']).next().map(str::to_string)).collect()
}

fn nearest(text: &str, name: &str) -> Option<(usize, String)> {
    let allowed = (name.len() / 4).clamp(1, 3);
    let words = text.split(|letter: char| !is_letter(letter)).filter(|word| word.len().abs_diff(name.len()) <= allowed);
    let scored = words.map(|word| (if word.eq_ignore_ascii_case(name) { 0 } else { strsim::damerau_levenshtein(word, name) }, word));
    scored.filter(|(distance, _)| *distance <= allowed).min().map(|(distance, word)| (distance, word.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_looked_up_through_stars_and_what_is_missing_has_a_neighbour() {
        let folder = std::env::temp_dir().join(format!("hotframe-exported-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
        write("index.js", "export { default as Trash2, default as ArrowLeft } from './icons.js';\nexport * from \"./more.js\";export*from'./index.js';");
        write("more.js", "export const Deep = 1;");
        write("common.js", "module.exports = { a: 1 }; // export nothing");
        let beside = |file: &Path, specifier: &str| Some(file.parent()?.join(specifier));
        let ask = |file: &str, name: &str| look_up(&folder.join(file), name, &beside);
        assert_eq!(ask("index.js", "Trash2"), Exported::Perhaps);
        assert_eq!(ask("index.js", "Deep"), Exported::Perhaps);
        assert_eq!(ask("index.js", "Trash3"), Exported::No(Some("Trash2".into())));
        assert_eq!(ask("index.js", "arrowLeft"), Exported::No(Some("ArrowLeft".into())));
        assert_eq!(ask("index.js", "Zebra"), Exported::No(None));
        assert_eq!(ask("common.js", "b"), Exported::Perhaps);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
