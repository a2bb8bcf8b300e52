//! What lightningcss says of a stylesheet, in our words.

use std::sync::{Arc, RwLock};

use lightningcss::css_modules::{Config, CssModuleReference, Pattern};
use lightningcss::dependencies::{Dependency, DependencyOptions};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{ParserFlags, ParserOptions, StyleSheet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::id::ModuleId;

/// A part of the printed text.
pub(super) enum Piece {
    Text(String),
    /// The address of the import with this index.
    Address(usize),
}

/// One of the class names behind a local name.
pub(super) enum Name {
    Own(String),
    /// What the import with this index calls it (`composes: x from './other.module.css'`).
    Of(usize, String),
}

pub(super) struct Sheet {
    pub(super) pieces: Vec<Piece>,
    pub(super) imports: Vec<(String, Option<(usize, usize)>)>,
    /// Local names and what they stand for, sorted; `None` for a sheet that is no CSS module.
    pub(super) classes: Option<Vec<(String, Vec<Name>)>>,
    pub(super) warnings: Vec<Diagnostic>,
}

/// Parses and prints a stylesheet. What browsers would skip is a warning; what cannot be parsed at all is an error.
pub(super) fn read(id: &ModuleId, source: &str, is_module: bool) -> Result<Sheet, Vec<Diagnostic>> {
    let found = Arc::new(RwLock::new(Vec::new()));
    let options = ParserOptions {
        filename: id.to_string(),
        css_modules: is_module.then(|| Config { pattern: Pattern::parse("[local]_[hash]").expect("a constant pattern"), ..Config::default() }),
        error_recovery: true,
        warnings: Some(found.clone()),
        flags: ParserFlags::NESTING | ParserFlags::CUSTOM_MEDIA,
        ..ParserOptions::default()
    };
    let parsed = StyleSheet::parse(source, options)
        .map_err(|problem| vec![diagnose(id, source, &problem.to_string(), problem.loc.as_ref().map(|loc| (loc.line, loc.column)))])?;
    let printed = parsed
        .to_css(PrinterOptions { analyze_dependencies: Some(DependencyOptions { remove_imports: true }), ..PrinterOptions::default() })
        .map_err(|problem| vec![diagnose(id, source, &problem.to_string(), None)])?;
    let mut problems: Vec<Diagnostic> = found
        .read()
        .expect("nothing panics while it is held")
        .iter()
        .map(|problem: &lightningcss::error::Error<_>| diagnose(id, source, &problem.kind.to_string(), problem.loc.as_ref().map(|loc| (loc.line, loc.column))))
        .collect();
    // A rule that a browser would drop silently is what people mean by "broken CSS"; but one unknown declaration is not.
    if let Some(broken) = unbalanced(id, source) {
        problems.push(broken);
        return Err(problems.into_iter().map(|problem| Diagnostic { severity: Severity::Error, ..problem }).collect());
    }
    let warnings = problems.into_iter().map(|problem| Diagnostic { severity: Severity::Warning, ..problem }).collect();

    let mut sheet = Sheet { pieces: Vec::new(), imports: Vec::new(), classes: None, warnings };
    let mut head = String::new();
    let mut addresses = Vec::new();
    for dependency in printed.dependencies.unwrap_or_default() {
        match dependency {
            Dependency::Import(import) if is_external(&import.url) || import.media.is_some() || import.supports.is_some() => {
                let supports = import.supports.map(|condition| format!(" supports({condition})")).unwrap_or_default();
                let media = import.media.map(|media| format!(" {media}")).unwrap_or_default();
                head.push_str(&format!("@import url({}){supports}{media};\n", serde_json::to_string(&import.url).expect("text always serialises")));
            }
            Dependency::Import(import) => {
                let place = offset(source, import.loc.start.line, import.loc.start.column);
                sheet.import(&import.url, Some((place, import.url.len())));
            }
            Dependency::Url(url) if is_external(&url.url) => addresses.push((url.placeholder, Err(url.url))),
            Dependency::Url(url) => {
                // `url(#id)` and `url()` point into the page; a path from the root is a public file.
                if url.url.is_empty() || url.url.starts_with(['#', '/']) {
                    addresses.push((url.placeholder, Err(url.url)));
                } else {
                    let place = offset(source, url.loc.start.line, url.loc.start.column);
                    let path = url.url.split(['?', '#']).next().unwrap_or_default();
                    let specifier =
                        if path.starts_with('.') || path.starts_with('@') || path.starts_with('~') { path.to_string() } else { format!("./{path}") };
                    let index = sheet.import(&specifier, Some((place, url.url.len())));
                    addresses.push((url.placeholder, Ok(index)));
                }
            }
        }
    }
    sheet.pieces = pieces(&format!("{head}{}", printed.code), &addresses);
    if let Some(exports) = printed.exports {
        let mut classes: Vec<_> = exports
            .into_iter()
            .map(|(local, export)| {
                let mut names = vec![Name::Own(export.name)];
                names.extend(export.composes.into_iter().map(|reference| match reference {
                    CssModuleReference::Local { name } | CssModuleReference::Global { name } => Name::Own(name),
                    CssModuleReference::Dependency { name, specifier } => Name::Of(sheet.import(&specifier, None), name),
                }));
                (local, names)
            })
            .collect();
        classes.sort_by(|a, b| a.0.cmp(&b.0));
        sheet.classes = Some(classes);
    }
    Ok(sheet)
}

impl Sheet {
    fn import(&mut self, specifier: &str, place: Option<(usize, usize)>) -> usize {
        if let Some(known) = self.imports.iter().position(|(name, _)| name == specifier) {
            return known;
        }
        self.imports.push((specifier.to_string(), place));
        self.imports.len() - 1
    }
}

fn is_external(url: &str) -> bool {
    url.starts_with("//")
        || url.split_once(':').is_some_and(|(scheme, _)| !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || c == '+' || c == '-'))
}

/// Cuts the printed text at the placeholders that stand for addresses.
fn pieces(text: &str, addresses: &[(String, Result<usize, String>)]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut plain = String::new();
    loop {
        let next = addresses
            .iter()
            .filter_map(|(placeholder, target)| rest.find(placeholder.as_str()).map(|at| (at, placeholder, target)))
            .min_by_key(|found| found.0);
        let Some((at, placeholder, target)) = next else { break };
        plain.push_str(&rest[..at]);
        match target {
            Err(url) => plain.push_str(&css_string_content(url)),
            Ok(index) => {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
                pieces.push(Piece::Address(*index));
            }
        }
        rest = &rest[at + placeholder.len()..];
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    pieces
}

/// Escapes what could end the quoted string or the bare `url(` that the placeholder stood in.
fn css_string_content(url: &str) -> String {
    url.chars().fold(String::new(), |mut out, letter| {
        if matches!(letter, '"' | '\'' | '(' | ')' | '\\' | ' ') {
            out.push('\\');
        }
        if letter == '\n' {
            out.push_str("\\a ");
        } else {
            out.push(letter);
        }
        out
    })
}

fn diagnose(id: &ModuleId, source: &str, message: &str, place: Option<(u32, u32)>) -> Diagnostic {
    match place {
        // lightningcss counts lines from 0 and columns from 1.
        Some((line, column)) => Diagnostic::at("css", id.as_str(), source, offset(source, line + 1, column), 1, message),
        None => Diagnostic::file_error("css", id.as_str(), message),
    }
}

/// The byte offset of a line (from 1) and a column (from 1, in UTF-16 units).
fn offset(source: &str, line: u32, column: u32) -> usize {
    let start: usize = source.split_inclusive('\n').take(line.saturating_sub(1) as usize).map(str::len).sum();
    let mut units = 1;
    for (at, letter) in source[start..].char_indices() {
        if units >= column {
            return start + at;
        }
        units += letter.len_utf16() as u32;
    }
    source.len()
}

/// A block, string or comment that never closes, or one that closes twice: browsers repair it, editors' owners never mean it.
fn unbalanced(id: &ModuleId, source: &str) -> Option<Diagnostic> {
    let bytes = source.as_bytes();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'/' if bytes.get(at + 1) == Some(&b'*') => match source[at + 2..].find("*/") {
                Some(end) => at += end + 3,
                None => return Some(Diagnostic::at("css", id.as_str(), source, at, 2, "this comment never ends")),
            },
            quote @ (b'"' | b'\'') => {
                let start = at;
                at += 1;
                while at < bytes.len() && bytes[at] != quote && bytes[at] != b'\n' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                if bytes.get(at) != Some(&quote) {
                    return Some(Diagnostic::at("css", id.as_str(), source, start, 1, "this string never ends"));
                }
            }
            b'{' => open.push(at),
            b'}' if open.pop().is_none() => return Some(Diagnostic::at("css", id.as_str(), source, at, 1, "this brace closes nothing")),
            _ => {}
        }
        at += 1;
    }
    open.pop().map(|at| Diagnostic::at("css", id.as_str(), source, at, 1, "this block is never closed"))
}
