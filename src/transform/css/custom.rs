//! Values of custom properties as they were written. Scripts read them (`getPropertyValue("--chart-1")`), so `0.50` must not become `.5`; the
//! printer never sees them.

use super::scan::{custom_values, urls};
use super::sheet::Piece;

/// A stylesheet whose custom properties hold names instead of values.
pub(super) struct Masked<'a> {
    pub(super) text: String,
    source: &'a str,
    /// The name that stands for a value, where it stands, and the value's place in the source.
    values: Vec<(String, usize, std::ops::Range<usize>)>,
}

impl<'a> Masked<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        // A source that holds the name already would be put together wrongly.
        let mut word = String::from("hotframe-value");
        while source.contains(&word) {
            word.push('-');
        }
        let mut masked = Self { text: String::with_capacity(source.len()), source, values: Vec::new() };
        let mut copied = 0;
        for value in custom_values(source) {
            let name = format!("{word}{}z", masked.values.len());
            masked.text.push_str(&source[copied..value.start]);
            copied = value.end;
            masked.values.push((name.clone(), masked.text.len(), value));
            masked.text.push_str(&name);
        }
        masked.text.push_str(&source[copied..]);
        masked
    }

    /// The place in the source of a place in the text.
    pub(super) fn place(&self, at: usize) -> usize {
        let before = self.values.partition_point(|(_, start, _)| *start <= at);
        match before.checked_sub(1).map(|index| &self.values[index]) {
            Some((name, start, value)) if at < start + name.len() => value.start,
            Some((name, start, value)) => value.end + (at - start - name.len()),
            None => at,
        }
    }

    /// The names, each with what takes its place. `address` is asked for every address in a value, with its place in the source.
    pub(super) fn values(&self, mut address: impl FnMut(&str, usize) -> Option<usize>) -> Vec<(String, Vec<Piece>)> {
        let mut out = Vec::with_capacity(self.values.len());
        for (name, _, range) in &self.values {
            let value = &self.source[range.clone()];
            let (mut pieces, mut copied) = (Vec::new(), 0);
            for url in urls(value) {
                if let Some(import) = address(&value[url.clone()], range.start + url.start) {
                    pieces.push(Piece::Text(value[copied..url.start].to_string()));
                    pieces.push(Piece::Address(import));
                    copied = url.end;
                }
            }
            pieces.push(Piece::Text(value[copied..].to_string()));
            out.push((name.clone(), pieces));
        }
        out
    }
}
