//! Final names: scripts refer to each other by names that hold a digest of what they hold, so a name is known when all that it reaches is.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::digest::Digest;

use super::assets::short;

/// How long a digest in a file name is.
const LENGTH: usize = 8;

/// A script whose name is not final: `App-AbCd1234`, without its folder and extension.
pub(super) struct Named<'a> {
    pub(super) stem: String,
    /// What it stands for: two scripts with one text are still two.
    pub(super) meaning: String,
    pub(super) text: &'a str,
}

/// Stems that stand in, and the digests that take the place of the end of each.
pub(super) struct Finals {
    /// The digest that stands in -> (stem, final digest), the longest stem first.
    known: BTreeMap<String, Vec<(String, String)>>,
}

/// `assets/App-AbCd1234.js` -> `App-AbCd1234`.
pub(super) fn stem(file: &str) -> Option<String> {
    let stem = file.rsplit('/').next()?.strip_suffix(".js")?;
    let at = stem.len().checked_sub(LENGTH)?;
    (stem.is_char_boundary(at) && stem[..at].ends_with('-')).then(|| stem.to_string())
}

/// The final digests. `None` when two scripts have one stem.
pub(super) fn finals(scripts: &[Named<'_>]) -> Option<Finals> {
    let mut index: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
    for (at, script) in scripts.iter().enumerate() {
        let same = index.entry(stamp(&script.stem).to_string()).or_default();
        if same.iter().any(|(stem, _)| *stem == script.stem) {
            return None;
        }
        same.push((script.stem.clone(), at));
        same.sort_by_key(|(stem, _)| std::cmp::Reverse(stem.len()));
    }
    let mut own = Vec::new();
    let mut edges: Vec<BTreeSet<usize>> = Vec::new();
    for script in scripts {
        let mut plain = Vec::with_capacity(script.text.len());
        let mut reached = BTreeSet::new();
        let mut from = 0;
        for (range, target) in occurrences(script.text, &index) {
            reached.insert(target);
            plain.extend_from_slice(&script.text.as_bytes()[from..range.start]);
            // What stands in is the bundler's, and need not be the same on every machine.
            plain.extend_from_slice(format!("\0{target}").as_bytes());
            from = range.end;
        }
        plain.extend_from_slice(&script.text.as_bytes()[from..]);
        own.push(Digest::of_parts([script.meaning.as_bytes(), &plain]));
        edges.push(reached);
    }
    let closure = |start: usize| {
        let mut seen = BTreeSet::from([start]);
        let mut waiting = vec![start];
        while let Some(at) = waiting.pop() {
            waiting.extend(edges[at].iter().copied().filter(|next| seen.insert(*next)).collect::<Vec<_>>());
        }
        seen
    };
    let last = |at: usize| {
        let parts: Vec<Digest> = std::iter::once(at).chain(closure(at)).map(|part| own[part]).collect();
        short(&Digest::of_parts(parts.iter().map(|digest| digest.as_bytes().as_slice())))
    };
    let known = index.into_iter().map(|(stamp, stems)| (stamp, stems.into_iter().map(|(stem, at)| (stem, last(at))).collect())).collect();
    Some(Finals { known })
}

impl Finals {
    /// The text with its stand-ins replaced. It keeps its length, so that source maps stay right.
    pub(super) fn fill(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        for (range, last) in occurrences(text, &self.known) {
            out.push_str(&text[from..range.start]);
            out.push_str(&last);
            from = range.end;
        }
        out + &text[from..]
    }
}

fn stamp(stem: &str) -> &str {
    &stem[stem.len() - LENGTH..]
}

/// Where digests stand in: before `.js`, at the end of a known stem.
fn occurrences<'a, T: Clone>(text: &'a str, known: &'a BTreeMap<String, Vec<(String, T)>>) -> impl Iterator<Item = (Range<usize>, T)> + 'a {
    text.match_indices(".js").filter_map(|(end, _)| {
        let start = end.checked_sub(LENGTH)?;
        let stems = known.get(text.get(start..end)?)?;
        let (_, value) = stems.iter().find(|(stem, _)| text[..end].ends_with(stem.as_str()))?;
        Some((start..end, value.clone()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named<'a>(stem: &str, text: &'a str) -> Named<'a> {
        Named { stem: stem.into(), meaning: stem[..1].into(), text }
    }

    #[test]
    fn a_name_changes_with_what_it_reaches_also_in_circles() {
        let name = |b: &str| finals(&[named("a-AAAAAAAA", "import './b-BBBBBBBB.js'"), named("b-BBBBBBBB", b)]).unwrap().fill("a-AAAAAAAA.js b-BBBBBBBB.js");
        let (first, second) = (name("import './a-AAAAAAAA.js'; 1"), name("import './a-AAAAAAAA.js'; 2"));
        assert!(first[..10] != second[..10] && first[14..] != second[14..], "{first} {second}");
    }

    #[test]
    fn the_stand_in_itself_does_not_matter() {
        let one = finals(&[named("a-AAAAAAAA", "import './b-BBBBBBBB.js'"), named("b-BBBBBBBB", "1")]).unwrap();
        let other = finals(&[named("a-CCCCCCCC", "import './b-DDDDDDDD.js'"), named("b-DDDDDDDD", "1")]).unwrap();
        assert_eq!(one.fill("a-AAAAAAAA.js"), other.fill("a-CCCCCCCC.js"));
        assert_eq!(one.fill("x-AAAAAAAA.js a-EEEEEEEE.js"), "x-AAAAAAAA.js a-EEEEEEEE.js");
    }

    #[test]
    fn one_text_under_two_names_stays_two() {
        let both = finals(&[named("a-AAAAAAAA", "1"), named("b-AAAAAAAA", "1")]).unwrap();
        let filled = both.fill("a-AAAAAAAA.js b-AAAAAAAA.js");
        assert_ne!(filled[2..10], filled[16..24], "{filled}");
        assert!(finals(&[named("a-AAAAAAAA", "1"), named("a-AAAAAAAA", "2")]).is_none());
    }
}
