//! What lightningcss says of a stylesheet, in our words.

use std::sync::{Arc, RwLock};

use aho_corasick::AhoCorasick;
use lightningcss::css_modules::{Config, CssModuleReference, Pattern};
use lightningcss::dependencies::{Dependency, DependencyOptions};
use lightningcss::printer::PrinterOptions;
use lightningcss::rules::CssRule;
use lightningcss::stylesheet::{MinifyOptions, ParserFlags, ParserOptions, StyleSheet};
use lightningcss::traits::ToCss;
use parcel_sourcemap::SourceMap;

use crate::diagnostic::{Diagnostic, Severity, offset_of};
use crate::id::ModuleId;
use crate::options::Options;

use super::custom::Masked;
use super::map::Lines;
use super::targets;

/// How an address says that it is a file of a package, whatever the package exports.
pub(crate) const PACKAGED: &str = "/node_modules/";

/// A part of the printed text.
#[derive(Debug)]
pub(crate) enum Piece {
    Text(String),
    /// The address of the import with this index.
    Address(usize),
}

/// One of the class names behind a local name.
#[derive(Debug, Clone)]
pub(crate) enum Name {
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

/// A place in the printed text, from 0, and the byte of the source that it came from.
pub(super) struct Place {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) at: usize,
}

/// Parses and prints a stylesheet. What browsers would skip is a warning; what cannot be parsed at all is an error.
pub(super) fn read(id: &ModuleId, source: &str, options: &Options) -> Result<Sheet, Vec<Diagnostic>> {
    read_mapped(id, source, options, false).map(|(sheet, _)| sheet)
}

/// The same, and where the parts of the text came from, if that is asked for.
pub(super) fn read_mapped(id: &ModuleId, source: &str, options: &Options, mapped: bool) -> Result<(Sheet, Vec<Place>), Vec<Diagnostic>> {
    // A rule that a browser would drop silently is what people mean by "broken CSS"; but one unknown declaration is not.
    if let Some(broken) = unbalanced(id, source) {
        return Err(vec![broken]);
    }
    let masked = Masked::new(source);
    let place = |line: u32, column: u32| masked.place(offset_of(&masked.text, line, column));
    // lightningcss counts lines from 0 and columns from 1.
    let diagnose = |message: &str, at: Option<(u32, u32)>| match at {
        Some((line, column)) => Diagnostic::at("css", id.as_str(), source, place(line + 1, column), 1, message),
        None => Diagnostic::file_error("css", id.as_str(), message),
    };
    let found = Arc::new(RwLock::new(Vec::new()));
    let parsing = ParserOptions {
        filename: id.to_string(),
        css_modules: is_css_module(id).then(|| Config { pattern: Pattern::parse("[local]_[hash]").expect("a constant pattern"), ..Config::default() }),
        error_recovery: true,
        warnings: Some(found.clone()),
        flags: ParserFlags::NESTING | ParserFlags::CUSTOM_MEDIA,
        ..ParserOptions::default()
    };
    let mut parsed = StyleSheet::parse(&masked.text, parsing)
        .map_err(|problem| vec![diagnose(&problem.to_string(), problem.loc.as_ref().map(|loc| (loc.line, loc.column)))])?;
    let targets = targets::of(options);
    if let Some(targets) = targets {
        let all = MinifyOptions { targets, ..MinifyOptions::default() };
        parsed.minify(all).map_err(|problem| vec![diagnose(&problem.to_string(), problem.loc.as_ref().map(|loc| (loc.line, loc.column)))])?;
    }
    let mut map = mapped.then(|| SourceMap::new("/"));
    let printing = PrinterOptions {
        source_map: map.as_mut(),
        analyze_dependencies: Some(DependencyOptions { remove_imports: true }),
        targets: targets.unwrap_or_default(),
        ..PrinterOptions::default()
    };
    let printed = parsed.to_css(printing).map_err(|problem| vec![diagnose(&problem.to_string(), None)])?;
    let warnings = found
        .read()
        .expect("nothing panics while it is held")
        .iter()
        .map(|problem: &lightningcss::error::Error<_>| diagnose(&problem.kind.to_string(), problem.loc.as_ref().map(|loc| (loc.line, loc.column))))
        .map(|problem| Diagnostic { severity: Severity::Warning, ..problem })
        .collect();

    let mut sheet = Sheet { pieces: Vec::new(), imports: Vec::new(), classes: None, warnings };
    // What the app and its packages have was put in before: what is left is elsewhere, or nowhere.
    for rule in &parsed.rules.0 {
        let CssRule::Import(rule) = rule else { continue };
        if is_external(&rule.url) {
            let text = rule.to_css_string(PrinterOptions::default()).map_err(|problem| vec![diagnose(&problem.to_string(), None)])?;
            sheet.pieces.push(Piece::Text(format!("{text}\n")));
        } else {
            let at = place(rule.loc.line + 1, rule.loc.column);
            let at = source[at..].find(&*rule.url).map_or(at, |inside| at + inside);
            sheet.import(&rule.url, Some((at, rule.url.len())));
        }
    }
    let mut stand_ins = Vec::new();
    for dependency in printed.dependencies.unwrap_or_default() {
        let Dependency::Url(url) = dependency else { continue };
        let at = place(url.loc.start.line, url.loc.start.column);
        let piece = match sheet.address(&url.url, at) {
            Some(import) => Piece::Address(import),
            None => Piece::Text(css_string_content(&url.url)),
        };
        stand_ins.push((url.placeholder, vec![piece]));
    }
    stand_ins.extend(masked.values(|url, at| sheet.address(url, at)));
    let places = map.map_or_else(Vec::new, |map| places(&map, &masked, &printed.code, &stand_ins, sheet.pieces.len()));
    sheet.pieces.extend(pieces(&printed.code, &stand_ins));
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
    Ok((sheet, places))
}

/// The map of the printed text as a map of what the page gets: below imports of other sites, and with values that may have more lines than the
/// names that stood for them.
fn places(map: &SourceMap, masked: &Masked<'_>, printed: &str, stand_ins: &[(String, Vec<Piece>)], above: usize) -> Vec<Place> {
    let lines = Lines::new(masked.text.clone());
    let added = |pieces: &[Piece]| pieces.iter().map(|piece| if let Piece::Text(text) = piece { text.matches('\n').count() } else { 0 }).sum::<usize>();
    let mut more: Vec<(usize, usize)> = Vec::new();
    if let Ok(finder) = AhoCorasick::new(stand_ins.iter().map(|(name, _)| name)) {
        let (mut line, mut seen, mut sum) = (0, 0, 0);
        for found in finder.find_iter(printed) {
            line += printed[seen..found.start()].matches('\n').count();
            seen = found.start();
            sum += added(&stand_ins[found.pattern().as_usize()].1);
            more.push((line, sum));
        }
    }
    let own = map.get_mappings().into_iter().filter_map(|mapping| Some((mapping.generated_line, mapping.generated_column, mapping.original?)));
    own.filter(|(_, _, original)| original.source == 0)
        .map(|(line, column, original)| {
            let before = more.partition_point(|(stands_in, _)| *stands_in < line as usize);
            let shift = above + before.checked_sub(1).map_or(0, |last| more[last].1);
            Place { line: line + shift as u32, column, at: masked.place(lines.byte(original.original_line, original.original_column)) }
        })
        .collect()
}

/// `a.module.css`, `a.module.scss`
pub(crate) fn is_css_module(id: &ModuleId) -> bool {
    id.file_name().rsplit_once('.').is_some_and(|(stem, _)| stem.ends_with(".module"))
}

impl Sheet {
    /// The import behind an address; `None` for what the browser is to look up itself: other sites, public files, places in the page.
    fn address(&mut self, url: &str, at: usize) -> Option<usize> {
        let packaged = url.starts_with(PACKAGED);
        if is_external(url) || url.is_empty() || (url.starts_with(['#', '/']) && !packaged) {
            return None;
        }
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let specifier = if packaged || path.starts_with(['.', '@', '~']) { path.to_string() } else { format!("./{path}") };
        Some(self.import(&specifier, Some((at, url.len()))))
    }

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

/// The printed text, with what the names in it stand for.
fn pieces(text: &str, stand_ins: &[(String, Vec<Piece>)]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut copied = 0;
    let names = stand_ins.iter().map(|(name, _)| name);
    // One that cannot be built would need more names than a source of the allowed size can hold.
    let Ok(finder) = AhoCorasick::new(names) else { return vec![Piece::Text(text.to_string())] };
    for found in finder.find_iter(text) {
        plain.push_str(&text[copied..found.start()]);
        copied = found.end();
        for piece in &stand_ins[found.pattern().as_usize()].1 {
            match piece {
                Piece::Text(more) => plain.push_str(more),
                Piece::Address(import) => {
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                    pieces.push(Piece::Address(*import));
                }
            }
        }
    }
    plain.push_str(&text[copied..]);
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
