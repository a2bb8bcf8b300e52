//! The values of `define`: JavaScript that is put in place of names.

use std::collections::BTreeMap;
use std::fmt::Write;

use swc_core::common::comments::SingleThreadedComments;
use swc_core::common::sync::Lrc;
use swc_core::common::{GLOBALS, Globals, SourceMap, SyntaxContext};
use swc_core::ecma::ast::{Expr, ModuleItem, Program, Stmt};
use swc_core::ecma::visit::VisitMutWith;

use crate::id::ModuleId;
use crate::options::Options;
use crate::transform::{depth, quote};

use super::parse;

/// The values, parsed once for each file that may use them. What is no expression means nothing.
pub(super) fn values(options: &Options, unresolved: SyntaxContext) -> BTreeMap<String, Box<Expr>> {
    let parsed = options.define.iter().filter_map(|(name, text)| {
        let mut expression = expression(text, options)?;
        expression.visit_mut_with(&mut parse::Nowhere(unresolved));
        Some((name.clone(), expression))
    });
    let mut values: BTreeMap<_, _> = parsed.collect();
    if !values.is_empty() {
        // `"process.env": {}` takes nothing away from code that asks for the mode.
        values.entry("process.env.NODE_ENV".into()).or_insert_with(|| Box::new(options.mode.as_str().into()));
    }
    values
}

fn expression(text: &str, options: &Options) -> Option<Box<Expr>> {
    let id = ModuleId::new("define.js").ok()?;
    depth::check(&id, text, options.limits.depth).ok()?;
    let sources: Lrc<SourceMap> = Lrc::default();
    let Ok(Program::Module(module)) = parse::parse(&id, &format!("({text}\n)"), &sources, &SingleThreadedComments::default()) else { return None };
    match <[ModuleItem; 1]>::try_from(module.body) {
        Ok([ModuleItem::Stmt(Stmt::Expr(statement))]) => Some(statement.expr),
        _ => None,
    }
}

/// Sets the names on the page, as Vite's development server does: packages read `process.env` and `global` there, which are compiled for
/// all apps alike. Empty: there are none.
pub(crate) fn globals(options: &Options) -> String {
    let rows = GLOBALS.set(&Globals::new(), || {
        let named = options.define.iter().filter(|(name, text)| !name.starts_with("import.meta") && expression(text, options).is_some());
        named.fold(String::new(), |mut rows, (name, text)| {
            let _ = write!(rows, "[{},()=>({text}\n)],", quote(name));
            rows
        })
    });
    if rows.is_empty() {
        return rows;
    }
    format!(
        "for (const [path, value] of [{rows}]) {{\n  const names = path.split(\".\"), last = names.pop();\n  try {{ names.reduce((at, name) => (at[name] ||= {{}}), globalThis)[last] = value(); }} catch {{}}\n}}\n"
    )
}
