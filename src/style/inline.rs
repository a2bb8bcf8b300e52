//! `@import`s of a stylesheet, put in where they stand, with their conditions: one text, in the order that browsers would give. What is on
//! another site stays an `@import`, and so does what cannot be found, which whoever compiles the text then says.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::tailwind::Files;
use crate::transform::{ImportRule, PACKAGED, leading_imports, urls};

/// How deep stylesheets may import each other.
const DEPTH: usize = 64;

/// A stylesheet with its imports put in.
pub(super) struct Inlined {
    pub(super) text: String,
    /// Where each part of the text came from, in the order of the text.
    parts: Vec<Part>,
}

struct Part {
    /// In the text.
    start: usize,
    path: String,
    /// In the file.
    offset: usize,
}

impl Inlined {
    /// The file and the place in it that a place in the text came from.
    pub(super) fn origin(&self, at: usize) -> Option<(&str, usize)> {
        let part = &self.parts[self.parts.partition_point(|part| part.start <= at).checked_sub(1)?];
        Some((&part.path, part.offset + at - part.start))
    }
}

/// `None`: the stylesheet has no imports. `bytes` limits the text that is read.
pub(super) fn inline(path: &str, text: &str, files: &dyn Files, bytes: usize) -> Option<Inlined> {
    if leading_imports(text).is_empty() {
        return None;
    }
    let mut writer = Writer { entry: path, files, left: bytes, seen: BTreeSet::new(), head: Body::default(), body: Body::default() };
    writer.sheet(path, text, &[]);
    let Writer { head, body, .. } = writer;
    let shift = head.text.len();
    let moved = body.parts.into_iter().map(|part| Part { start: part.start + shift, ..part });
    Some(Inlined { text: head.text + &body.text, parts: head.parts.into_iter().chain(moved).collect() })
}

#[derive(Default)]
struct Body {
    text: String,
    parts: Vec<Part>,
}

impl Body {
    fn copy(&mut self, path: &str, source: &str, range: std::ops::Range<usize>) {
        self.parts.push(Part { start: self.text.len(), path: path.to_string(), offset: range.start });
        self.text.push_str(&source[range]);
    }
}

struct Writer<'a> {
    entry: &'a str,
    files: &'a dyn Files,
    left: usize,
    /// As postcss-import: a stylesheet is put in once.
    seen: BTreeSet<(String, Vec<String>)>,
    /// What must stand before all rules.
    head: Body,
    body: Body,
}

impl Writer<'_> {
    fn sheet(&mut self, path: &str, text: &str, around: &[String]) {
        let mut copied = 0;
        for rule in leading_imports(text) {
            self.rules(path, text, copied..rule.span.start);
            copied = rule.span.end;
            let address = &text[rule.address.clone()];
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let is_local = !address.contains("://") && !address.starts_with("//") && !address.starts_with("data:") && around.len() < DEPTH;
            match is_local.then(|| self.files.stylesheet(address.split(['?', '#']).next().unwrap_or_default(), folder)).flatten() {
                Some((found, content)) if content.len() <= self.left => self.put_in(&found, &content, &rule, around),
                _ => self.keep(path, text, &rule, around),
            }
        }
        self.rules(path, text, copied..text.len());
    }

    fn put_in(&mut self, path: &str, content: &str, rule: &ImportRule, around: &[String]) {
        let conditions = conditions(rule);
        let around: Vec<String> = around.iter().chain(&conditions).cloned().collect();
        if path == self.entry || !self.seen.insert((path.to_string(), around.clone())) {
            return;
        }
        self.left -= content.len();
        for condition in &conditions {
            let _ = write!(self.body.text, "{condition}{{");
        }
        self.sheet(path, content, &around);
        self.body.text.push_str(&"}".repeat(conditions.len()));
        self.body.text.push('\n');
    }

    /// An import that stays one, before all rules, below the conditions of those who import it.
    fn keep(&mut self, path: &str, text: &str, rule: &ImportRule, around: &[String]) {
        if around.is_empty() {
            self.head.copy(path, text, rule.span.clone());
        } else {
            let all: Vec<String> = around.iter().cloned().chain(conditions(rule)).collect();
            let pick = |name: &'static str| all.iter().filter_map(move |condition| condition.strip_prefix(name)).map(str::trim).filter(|text| !text.is_empty());
            self.head.text.push_str("@import url(\"");
            self.head.copy(path, text, rule.address.clone());
            self.head.text.push_str("\")");
            if all.iter().any(|condition| condition.starts_with("@layer")) {
                let layers = pick("@layer").collect::<Vec<_>>().join(".");
                self.head.text.push_str(&if layers.is_empty() { " layer".to_string() } else { format!(" layer({layers})") });
            }
            let supports = pick("@supports").collect::<Vec<_>>().join(" and ");
            if !supports.is_empty() {
                let _ = write!(self.head.text, " supports({supports})");
            }
            let media = pick("@media").collect::<Vec<_>>().join(" and ");
            let _ = write!(self.head.text, " {media};");
        }
        self.head.text.push('\n');
    }

    /// Rules as they are written, but for addresses that mean a file beside another stylesheet.
    fn rules(&mut self, path: &str, text: &str, range: std::ops::Range<usize>) {
        let mut copied = range.start;
        if path != self.entry {
            for url in urls(&text[range.clone()]) {
                let url = range.start + url.start..range.start + url.end;
                if let Some(moved) = moved(&text[url.clone()], path, self.entry) {
                    self.body.copy(path, text, copied..url.start);
                    self.body.text.push_str(&moved);
                    copied = url.end;
                }
            }
        }
        self.body.copy(path, text, copied..range.end);
    }
}

/// The at-rules that an import stands in, the outermost first.
fn conditions(rule: &ImportRule) -> Vec<String> {
    let media = rule.media.as_ref().map(|media| format!("@media {media}"));
    let supports = rule.supports.as_ref().map(|condition| {
        let is_declaration = condition.contains(':') && !condition.trim_start().starts_with(['(', 'n', 's']);
        if is_declaration || !condition.contains('(') { format!("@supports ({condition})") } else { format!("@supports {condition}") }
    });
    let layer = rule.layer.as_ref().map(|name| if name.is_empty() { "@layer ".to_string() } else { format!("@layer {name}") });
    media.into_iter().chain(supports).chain(layer).collect()
}

/// The text of `path` with its addresses as `entry` would write them.
pub(super) fn rebased(text: &str, path: &str, entry: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for url in urls(text) {
        if let Some(moved) = moved(&text[url.clone()], path, entry) {
            out.push_str(&text[copied..url.start]);
            out.push_str(&moved);
            copied = url.end;
        }
    }
    out + &text[copied..]
}

/// An address in `path` as `entry` would write it. `None`: it is the same from everywhere.
fn moved(url: &str, path: &str, entry: &str) -> Option<String> {
    if url.is_empty() || url.starts_with(['/', '#', '@', '~']) || url.contains(':') || url.contains(['"', '\'', '(', ')', '\\', '\n']) {
        return None;
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (url, tail) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
    let target = crate::id::join(folder, url)?;
    if let Some((_, packaged)) = target.rsplit_once("node_modules/") {
        return Some(format!("{PACKAGED}{packaged}{tail}"));
    }
    let from: Vec<&str> = entry.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect());
    let to: Vec<&str> = target.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let climb = if from.len() == shared { "./".to_string() } else { "../".repeat(from.len() - shared) };
    Some(format!("{climb}{}{tail}", to[shared..].join("/")))
}
