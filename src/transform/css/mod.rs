//! Stylesheets. With its neighbour the only code that names lightningcss.
//!
//! A stylesheet is a module like any other: `@import`s and `url()`s are its imports, so an edited image or imported sheet reaches the
//! browser the same way as an edited script, and the text is put together in the browser from what they export.

mod sheet;

use std::fmt::Write;

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;
use crate::options::Options;

use super::module::Import;
use super::{Compiled, depth};

use sheet::{Name, Piece, Sheet};

/// Compiles one stylesheet.
pub(super) fn compile(id: &ModuleId, source: &str, options: &Options) -> Result<Compiled, Vec<Diagnostic>> {
    depth::check(id, source, options.limits.depth.min(200))?;
    let sheet = sheet::read(id, source, is_css_module(id))?;
    Ok(Compiled { factory: factory(&sheet, id.query() == Some("inline")), map: None, imports: imports(&sheet), warnings: sheet.warnings })
}

/// `a.module.css`, `a.module.scss`
fn is_css_module(id: &ModuleId) -> bool {
    id.file_name().rsplit_once('.').is_some_and(|(stem, _)| stem.ends_with(".module"))
}

fn imports(sheet: &Sheet) -> Vec<Import> {
    sheet.imports.iter().map(|(specifier, place)| Import { specifier: specifier.clone(), dynamic: false, place: *place }).collect()
}

/// The factory: its setters keep what the imports export, its body hands the text to the runtime and exports the class names. Of an
/// `?inline` sheet the text is the default export, and the page does not get it.
fn factory(sheet: &Sheet, inline: bool) -> String {
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
    out.push_str(");");
    if let Some(classes) = sheet.classes.as_ref().filter(|_| !inline) {
        out.push_str("var c={");
        for (local, names) in classes {
            let _ = write!(out, "{}:[", quote(local));
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
    out
}

fn quote(text: &str) -> String {
    serde_json::to_string(text).expect("text always serialises")
}

fn quote_list<'a>(items: impl Iterator<Item = &'a str>) -> String {
    serde_json::to_string(&items.collect::<Vec<_>>()).expect("text always serialises")
}
