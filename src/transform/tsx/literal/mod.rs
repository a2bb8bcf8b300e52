//! What a configuration file says, without running it: the value of an expression, as far as it can be read.

mod call;
mod reader;
mod scope;
mod value;

use swc_core::common::comments::SingleThreadedComments;
use swc_core::common::sync::Lrc;
use swc_core::common::{GLOBALS, Globals, SourceMap};
use swc_core::ecma::ast::Program;

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;
use crate::transform::depth;

use super::parse;

use reader::Reader;
pub(crate) use value::Literal;

/// What a configuration file may know: the text of the app's files, and what the tool that runs it would say.
pub(crate) struct World<'a> {
    pub(crate) file: &'a dyn Fn(&str) -> Option<String>,
    /// Vite's `mode`; its `command` follows.
    pub(crate) mode: &'a str,
    /// What `loadEnv` answers, for every prefix.
    pub(crate) env: &'a std::collections::BTreeMap<String, String>,
}

/// Reads the default export of a module, `module.exports`, or the one expression of a file (JSON with comments is one, in parentheses).
pub(crate) fn literal(path: &str, source: &str) -> Result<Literal, Diagnostic> {
    literal_in(path, source, &World { file: &|_| None, mode: "development", env: &std::collections::BTreeMap::new() })
}

/// The same, of a file that may import others and ask for its mode.
pub(crate) fn literal_in(path: &str, source: &str, world: &World<'_>) -> Result<Literal, Diagnostic> {
    export(path, source, "default", world, FILES)
}

/// How many files may import each other.
const FILES: usize = 8;

fn export(path: &str, source: &str, name: &str, world: &World<'_>, files: usize) -> Result<Literal, Diagnostic> {
    let internal = |problem: crate::Error| Diagnostic::file_error("config", path, problem.to_string());
    let parsed_as = if path.ends_with(".json") || path.ends_with("rc") { format!("{path}.ts") } else { path.to_string() };
    let id = ModuleId::new(&parsed_as).map_err(internal)?;
    let first = |problems: Vec<Diagnostic>| {
        problems
            .into_iter()
            .next()
            .map_or_else(|| Diagnostic::file_error("config", path, "cannot be read"), |problem| Diagnostic { file: path.to_string(), ..problem })
    };
    depth::check(&id, source, 100).map_err(first)?;
    GLOBALS.set(&Globals::new(), || {
        let sources: Lrc<SourceMap> = Lrc::default();
        let comments = SingleThreadedComments::default();
        let program = parse::parse(&id, source, &sources, &comments).map_err(first)?;
        let Program::Module(module) = &program else { return Ok(Literal::Unknown(0)) };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let reader = Reader::new(&module.body, path, folder, world, files);
        Ok(reader.export(name))
    })
}
