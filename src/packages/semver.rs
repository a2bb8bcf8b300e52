//! Versions and ranges as npm reads them. The only code that names nodejs_semver.

use nodejs_semver::{Range, Version};

/// Whether a version lies in a range. What cannot be read is no match.
pub(super) fn satisfies(version: &str, range: &str) -> bool {
    match (Version::parse(version), parse(range)) {
        (Ok(version), Some(range)) => range.satisfies(&version),
        _ => false,
    }
}

/// Whether a text is a range, and not a tag or an address.
pub(super) fn is_range(text: &str) -> bool {
    parse(text).is_some()
}

/// The newest version in a range, of those that are offered.
pub(super) fn newest<'a>(range: &str, versions: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let range = parse(range)?;
    versions
        .filter_map(|text| Some((Version::parse(text).ok().filter(|version| range.satisfies(version))?, text)))
        .max_by(|a, b| a.0.cmp(&b.0))
        .map(|found| found.1)
}

fn parse(range: &str) -> Option<Range> {
    let range = range.trim();
    Range::parse(if range.is_empty() { "*" } else { range }).ok()
}
