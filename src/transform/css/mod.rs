//! Stylesheets. The only folder that names lightningcss.
//!
//! A stylesheet is a module like any other: `@import`s and `url()`s are its imports, so an edited image or imported sheet reaches the
//! browser the same way as an edited script, and the text is put together in the browser from what they export.

mod custom;
mod finish;
mod map;
mod scan;
mod sheet;
mod targets;
mod theme;

use std::fmt::Write;

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;
use crate::options::Options;

use super::module::Import;
use super::{Compiled, depth, quote};

pub(crate) use finish::{CssTargets, finish};
pub(crate) use map::{Origin, map};
pub(crate) use scan::{ImportRule, imports as leading_imports, urls};
use sheet::Sheet;
pub(crate) use sheet::{Name, Piece};
pub(crate) use sheet::{PACKAGED, is_css_module};
pub(crate) use theme::theme;

/// Compiles one stylesheet.
pub(super) fn compile(id: &ModuleId, source: &str, options: &Options) -> Result<Compiled, Vec<Diagnostic>> {
    depth::check(id, source, options.limits.depth.min(200))?;
    let sheet = sheet::read(id, source, options)?;
    let inline = id.query() == Some("inline");
    let (factory, end) = factory(&sheet, inline, &options.css_locals);
    Ok(Compiled {
        factory,
        map: None,
        imports: imports(&sheet),
        warnings: sheet.warnings,
        exports: None,
        accepts: Vec::new(),
        sheet_end: (!inline).then_some(end),
    })
}

/// A stylesheet for a bundle: what the preview's module is made of, as data.
#[derive(Debug)]
pub(crate) struct Style {
    /// `@import`s of other sites: they must come first in what the page gets.
    pub(crate) head: String,
    pub(crate) pieces: Vec<Piece>,
    /// What the addresses and the names of other modules' classes refer to.
    pub(crate) imports: Vec<Import>,
    /// Of a CSS module: the names that scripts know, and what each stands for.
    pub(crate) classes: Option<Vec<(String, Vec<Name>)>>,
    pub(crate) warnings: Vec<Diagnostic>,
}

/// Compiles one stylesheet for a bundle.
pub(crate) fn style(id: &ModuleId, source: &str, options: &Options) -> Result<Style, Vec<Diagnostic>> {
    depth::check(id, source, options.limits.depth.min(200))?;
    let mut sheet = sheet::read(id, source, options)?;
    let imports = imports(&sheet);
    let first = sheet.pieces.iter().take_while(|piece| matches!(piece, Piece::Text(text) if text.starts_with("@import"))).count();
    let head = sheet.pieces.drain(..first).filter_map(|piece| if let Piece::Text(text) = piece { Some(text) } else { None }).collect();
    let spelled = |classes: Vec<(String, Vec<Name>)>| {
        classes.into_iter().flat_map(|(local, names)| spellings(&local, &options.css_locals).into_iter().map(move |local| (local, names.clone()))).collect()
    };
    Ok(Style { head, imports, pieces: sheet.pieces, classes: sheet.classes.map(spelled), warnings: sheet.warnings })
}

/// What scripts get from a compiled stylesheet: the part of its code that exports class names.
pub(crate) fn exports(code: &str) -> &str {
    code.rfind(EXPORTS).map_or("", |at| &code[at..])
}

/// Where the exports of a factory begin.
const EXPORTS: &str = ");var c={";

fn imports(sheet: &Sheet) -> Vec<Import> {
    sheet.imports.iter().map(|(specifier, place)| Import { specifier: specifier.clone(), dynamic: false, place: *place, names: Vec::new() }).collect()
}

/// The factory: its setters keep what the imports export, its body hands the text to the runtime and exports the class names. Of an
/// `?inline` sheet the text is the default export, and the page does not get it. And where the text ends.
fn factory(sheet: &Sheet, inline: bool, convention: &str) -> (String, usize) {
    let specifiers = quote_list(sheet.imports.iter().map(|(specifier, _)| specifier.as_str()));
    let mut out = format!("{specifiers},function(_export,_context){{var m=[];return{{setters:[");
    for index in 0..sheet.imports.len() {
        let _ = write!(out, "function(e){{m[{index}]=e}},");
    }
    out.push_str(if inline { "],execute:function(){_export(\"default\"," } else { "],execute:function(){_context.css(" });
    for (position, piece) in sheet.pieces.iter().enumerate() {
        if position > 0 {
            out.push('+');
        }
        match piece {
            Piece::Text(text) => out.push_str(&quote(text)),
            Piece::Address(import) => {
                let _ = write!(out, "m[{import}].default");
            }
        }
    }
    if sheet.pieces.is_empty() {
        out.push_str("\"\"");
    }
    let end = out.len();
    out.push_str(");");
    if let Some(classes) = sheet.classes.as_ref().filter(|_| !inline) {
        out.push_str("var c={");
        for (local, names) in classes.iter().flat_map(|(local, names)| spellings(local, convention).into_iter().map(move |local| (local, names))) {
            let _ = write!(out, "{}:[", quote(&local));
            for name in names {
                match name {
                    Name::Own(name) => out.push_str(&quote(name)),
                    Name::Of(import, name) => {
                        let _ = write!(out, "m[{import}].default[{}]", quote(name));
                    }
                }
                out.push(',');
            }
            out.push_str("].join(\" \"),");
        }
        out.push_str("};_export(c);_export(\"default\",c)");
    }
    out.push_str("}}}");
    (out, end)
}

/// The names of a class for scripts, as Vite's `css.modules.localsConvention` has it.
fn spellings(local: &str, convention: &str) -> Vec<String> {
    let camel = |separators: &[char]| {
        let mut words = local.split(separators).filter(|word| !word.is_empty());
        let first = words.next().unwrap_or_default().to_string();
        words.fold(first, |mut out, word| {
            let mut letters = word.chars();
            out.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
            out + letters.as_str()
        })
    };
    let mut names = match convention {
        "camelCase" => vec![local.to_string(), camel(&['-', '_', ' ', '.'])],
        "camelCaseOnly" => vec![camel(&['-', '_', ' ', '.'])],
        "dashes" => vec![local.to_string(), camel(&['-'])],
        "dashesOnly" => vec![camel(&['-'])],
        _ => vec![local.to_string()],
    };
    names.dedup();
    names
}

fn quote_list<'a>(items: impl Iterator<Item = &'a str>) -> String {
    serde_json::to_string(&items.collect::<Vec<_>>()).expect("text always serialises")
}
