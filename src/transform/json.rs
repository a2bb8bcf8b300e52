//! JSON: the default export is the value, and every key that is a valid name is an export too, as in Vite.

use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;

use super::{Compiled, depth, quote};

/// Whether a text is JSON.
pub(crate) fn check(id: &ModuleId, source: &str) -> Result<(), Vec<Diagnostic>> {
    read(id, source).map(drop)
}

fn read(id: &ModuleId, source: &str) -> Result<Value, Vec<Diagnostic>> {
    // serde_json stops at 128 levels by itself; the check names the place.
    depth::check(id, source, 120)?;
    serde_json::from_str(source).map_err(|problem| {
        let offset = offset_of(source, problem.line(), problem.column());
        let message = problem.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        vec![Diagnostic::at("json", id.as_str(), source, offset, 1, format!("invalid JSON: {message}"))]
    })
}

pub(super) fn compile(id: &ModuleId, source: &str) -> Result<Compiled, Vec<Diagnostic>> {
    let value = read(id, source)?;
    let mut exports = String::new();
    if let Value::Object(fields) = &value {
        for name in fields.keys().filter(|name| is_export_name(name)) {
            let quoted = quote(name);
            exports.push_str(&format!("{quoted}:value[{quoted}],"));
        }
    }
    // `JSON.parse` of a string is faster for engines than an object literal, and gives `__proto__` no meaning.
    let text = quote(&value.to_string());
    let factory =
        format!("[],function(_export){{return{{setters:[],execute:function(){{var value=JSON.parse({text});_export({{{exports}default:value}})}}}}}}");
    Ok(Compiled { factory, map: None, imports: Vec::new(), warnings: Vec::new(), exports: None, accepts: Vec::new(), sheet_end: None })
}

/// serde_json counts lines and columns from 1, columns in bytes; a column of 0 is the end of the line before.
fn offset_of(source: &str, line: usize, column: usize) -> usize {
    let start: usize = source.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column.saturating_sub(1)).min(source.len())
}

const RESERVED_WORDS: [&str; 47] = [
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
    "yield",
    "arguments",
];

fn is_export_name(name: &str) -> bool {
    let mut letters = name.chars();
    let plain = letters.next().is_some_and(|c| c.is_alphabetic() || c == '_' || c == '$') && letters.all(|c| c.is_alphanumeric() || c == '_' || c == '$');
    plain && !RESERVED_WORDS.contains(&name) && name != "__proto__" && name != "__esModule"
}
