//! Syntax tree -> text and source map.

use swc_core::common::comments::{Comments, SingleThreadedComments};
use swc_core::common::source_map::SourceMapGenConfig;
use swc_core::common::sync::Lrc;
use swc_core::common::{DUMMY_SP, FileName, SourceMap, SyntaxContext};
use swc_core::ecma::ast::{Expr, ExprOrSpread, Ident, ModuleItem, Pat, Program, Stmt};
use swc_core::ecma::codegen::{Config, Emitter, Node, text_writer::JsWriter};

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;

use super::TARGET;

pub(super) struct Emitted {
    pub(super) text: String,
    pub(super) map: String,
}

/// What the SystemJS pass wraps the module in; the registry's own call replaces it.
const CALL: &str = "System.register(";

struct MapSettings;

impl SourceMapGenConfig for MapSettings {
    fn file_name_to_source(&self, file: &FileName) -> String {
        file.to_string()
    }

    fn inline_sources_content(&self, _: &FileName) -> bool {
        true
    }
}

/// Prints a module that the SystemJS pass has wrapped: the text is what stands between the parentheses of the call. No line of the map
/// lies on its first line.
pub(super) fn factory(id: &ModuleId, program: &Program, sources: &Lrc<SourceMap>) -> Result<Emitted, Vec<Diagnostic>> {
    let Emitted { text, map } = print(id, program, sources, None)?;
    let text =
        text.trim_end().strip_prefix(CALL).and_then(|rest| rest.strip_suffix(");")).ok_or_else(|| failed(id, "the module pass left no factory"))?.to_string();
    Ok(Emitted { text, map })
}

/// Prints a module as it is, with its comments: some tell the bundler what has no side effects, some are licences.
pub(super) fn module(id: &ModuleId, program: &Program, sources: &Lrc<SourceMap>, comments: &SingleThreadedComments) -> Result<Emitted, Vec<Diagnostic>> {
    print(id, program, sources, Some(comments))
}

fn failed(id: &ModuleId, why: impl std::fmt::Display) -> Vec<Diagnostic> {
    vec![Diagnostic::file_error("internal", id.as_str(), format!("{id} could not be printed: {why}"))]
}

fn print(id: &ModuleId, program: &Program, sources: &Lrc<SourceMap>, comments: Option<&SingleThreadedComments>) -> Result<Emitted, Vec<Diagnostic>> {
    let mut text = Vec::new();
    let mut places = Vec::new();
    let writer = JsWriter::new(sources.clone(), "\n", &mut text, Some(&mut places));
    let mut emitter =
        Emitter { cfg: Config::default().with_target(TARGET), cm: sources.clone(), comments: comments.map(|comments| comments as &dyn Comments), wr: writer };
    program.emit_with(&mut emitter).map_err(|problem| failed(id, problem))?;
    let text = String::from_utf8(text).map_err(|problem| failed(id, problem))?;
    let mut map = Vec::new();
    sources.build_source_map(&places, None, MapSettings).to_writer(&mut map).map_err(|problem| failed(id, problem))?;
    let map = String::from_utf8(map).map_err(|problem| failed(id, problem))?;
    Ok(Emitted { text, map })
}

/// Gives the factory more parameters, such as `$RefreshReg$`: the registry passes those of the module.
pub(super) fn add_parameters(program: &mut Program, unresolved: SyntaxContext, names: &[&str]) {
    let Program::Module(module) = program else { return };
    let Some(ModuleItem::Stmt(Stmt::Expr(statement))) = module.body.first_mut() else { return };
    let Expr::Call(call) = &mut *statement.expr else { return };
    let Some(ExprOrSpread { expr, .. }) = call.args.get_mut(1) else { return };
    let Expr::Fn(factory) = &mut **expr else { return };
    for name in names {
        factory.function.params.push(Pat::from(Ident::new((*name).into(), DUMMY_SP, unresolved)).into());
    }
    // Import attributes are a third argument; the registry has no use for it.
    call.args.truncate(2);
}
