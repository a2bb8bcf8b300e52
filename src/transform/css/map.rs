//! Source maps of stylesheets. They are made when developer tools ask: a page that nobody inspects costs nothing.

use std::collections::BTreeMap;

use parcel_sourcemap::{OriginalLocation, SourceMap};

use crate::diagnostic::bytes_of_units;
use crate::id::ModuleId;
use crate::options::Options;

use super::sheet;

/// A place in a file: what a source map calls it, its text, and the byte.
pub(crate) struct Origin {
    pub(crate) file: String,
    pub(crate) at: usize,
}

/// The source map of what a stylesheet is printed as. `origin` says which file a byte of `source` came from, `text` what a file holds.
pub(crate) fn map(
    id: &ModuleId,
    source: &str,
    options: &Options,
    origin: &dyn Fn(usize) -> Option<Origin>,
    text: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let (_, places) = sheet::read_mapped(id, source, options, true).ok()?;
    let mut map = SourceMap::new("/");
    let mut files: BTreeMap<String, Option<(u32, Lines)>> = BTreeMap::new();
    let mut named = Vec::new();
    for place in places {
        let Some(Origin { file, at }) = origin(place.at) else { continue };
        let known = files.entry(file.clone()).or_insert_with(|| {
            let content = text(&file)?;
            named.push((file.clone(), content.clone()));
            Some((map.add_source(&format!("/{file}")), Lines::new(content)))
        });
        let Some((index, lines)) = known else { continue };
        let (line, column) = lines.place(at);
        map.add_mapping(place.line, place.column, Some(OriginalLocation::new(line, column, *index, None)));
    }
    let mut mappings = Vec::new();
    map.write_vlq(&mut mappings).ok()?;
    let (sources, contents): (Vec<_>, Vec<_>) = named.into_iter().unzip();
    let map = serde_json::json!({ "version": 3, "sources": sources, "sourcesContent": contents, "names": [], "mappings": String::from_utf8(mappings).ok()? });
    Some(map.to_string())
}

/// A text, and where its lines begin.
pub(super) struct Lines {
    text: String,
    starts: Vec<usize>,
}

impl Lines {
    pub(super) fn new(text: String) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// Line and column of a byte, from 0, columns in UTF-16 units.
    fn place(&self, at: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        let before = self.text.get(self.starts[line]..at.min(self.text.len())).unwrap_or_default();
        (line as u32, before.encode_utf16().count() as u32)
    }

    /// The byte at a line and a column, from 0.
    pub(super) fn byte(&self, line: u32, column: u32) -> usize {
        let Some(start) = self.starts.get(line as usize) else { return self.text.len() };
        start + bytes_of_units(&self.text[*start..], column)
    }
}
