//! The part of a file that is ours, between two marks. What stands outside is the user's and is never touched.

use crate::digest::Digest;

const BEGIN: &str = "// puck:begin";
const END: &str = "// puck:end";

/// A file with our part in it.
pub(super) struct Region<'a> {
    pub(super) before: &'a str,
    pub(super) body: &'a str,
    pub(super) after: &'a str,
    /// Names the body as it is, whatever its line ends.
    pub(super) digest: String,
    /// Whether the body is what we wrote.
    pub(super) untouched: bool,
}

/// The text of a region: `source` names the data it was made from.
pub(super) fn write(body: &str, source: &str) -> String {
    format!("{BEGIN} source={source} content={}\n{body}{END}\n", Digest::of(body.as_bytes()))
}

/// The region of a file, if it has exactly one.
pub(super) fn read(file: &str) -> Option<Region<'_>> {
    let begin = mark(file, BEGIN)?;
    let first = begin + file[begin..].find('\n')? + 1;
    let last = first + mark(&file[first..], END)?;
    let after = last + file[last..].find('\n').map_or(file.len() - last, |line| line + 1);
    if mark(&file[after..], BEGIN).is_some() {
        return None;
    }
    let body = &file[first..last];
    let content = file[begin..first].split("content=").nth(1).unwrap_or_default().trim();
    let digest = Digest::of(body.replace("\r\n", "\n").as_bytes()).to_string();
    let untouched = digest == content;
    Some(Region { before: &file[..begin], body, after: &file[after..], digest, untouched })
}

/// Where a line begins with `text`.
fn mark(file: &str, text: &str) -> Option<usize> {
    file.match_indices(text).map(|(at, _)| at).find(|at| *at == 0 || file.as_bytes()[at - 1] == b'\n')
}
