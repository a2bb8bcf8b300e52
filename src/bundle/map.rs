//! Source maps: editing a script whose map must stay right, and finding where something stood.

use std::ops::Range;

use rolldown_sourcemap::{JSONSourceMap, SourceMap, collapse_sourcemaps};
use string_wizard::{Hires, MagicString, SourceMapOptions};

/// Reads a map; `None` for what is none.
pub(super) fn parse(map: &str) -> Option<SourceMap> {
    SourceMap::from_json(serde_json::from_str::<JSONSourceMap>(map).ok()?).ok()
}

/// The map of one file, with that file's name.
pub(super) fn named(mut map: SourceMap, id: &str) -> SourceMap {
    if map.get_sources().count() == 1 {
        map.set_sources(vec![id.split('?').next().unwrap_or(id)]);
    }
    map
}

/// Replaces parts of a script. The map follows.
pub(crate) fn splice(code: &str, map: Option<SourceMap>, edits: &[(Range<usize>, String)], prologue: &str) -> (String, Option<SourceMap>) {
    if edits.is_empty() && prologue.is_empty() {
        return (code.to_string(), map);
    }
    let mut text = MagicString::new(code);
    for (range, replacement) in edits {
        // Ranges come from a search in this very text and do not overlap.
        let _ = text.update(range.start as u32, range.end as u32, replacement.as_str());
    }
    if !prologue.is_empty() {
        text.prepend(prologue);
    }
    let map = map.map(|map| {
        let moved = text.source_map(SourceMapOptions { hires: Hires::Boundary, ..SourceMapOptions::default() });
        collapse_sourcemaps(&[&map, &moved])
    });
    (text.to_string(), map)
}

/// The line (from 1) and column (from 1) in the source that a place in the text (line from 1, column from 0) came from.
pub(crate) fn original_place(map: &str, line: u32, column: u32) -> Option<(u32, u32)> {
    let map = parse(map)?;
    let table = map.generate_lookup_table();
    let token = map.lookup_token(&table, line.checked_sub(1)?, column)?;
    Some((token.get_src_line() + 1, token.get_src_col() + 1))
}
