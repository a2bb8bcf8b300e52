//! What stands for a part of an app that cannot run: a module that throws what is wrong, at the place where it is wrong.

use parcel_sourcemap::{OriginalLocation, SourceMap};

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;

use super::{Compiled, Kind, Module, quote};

/// A module that throws a problem when it runs. `source` is the text of the file that the problem is in.
pub(crate) fn refused(id: &ModuleId, problem: &Diagnostic, source: Option<&str>, base: &str) -> Module {
    let Diagnostic { message, file, line, hint, .. } = problem;
    let place = if *line > 0 { format!("{file}:{line}") } else { file.clone() };
    let text = [format!("{place}: {message}")].into_iter().chain(hint.clone()).collect::<Vec<_>>().join("\n");
    // Told to the page besides: an error boundary would keep it to itself, and nobody would see why a part of the app is missing.
    let execute = format!("var error=new SyntaxError({});reportError(error);throw error", quote(&text));
    let factory = format!("[],function(){{return{{setters:[],execute:function(){{{execute}}}}}}}");
    let map = source.filter(|_| *line > 0).and_then(|source| map(problem, source));
    let compiled = Compiled { factory, map, imports: Vec::new(), warnings: Vec::new(), exports: None, accepts: Vec::new(), sheet_end: None };
    Module::new(id.clone(), Kind::Script, compiled, base)
}

/// Leads from everywhere in the module to the problem, so that its stack names the file of the app.
fn map(problem: &Diagnostic, source: &str) -> Option<String> {
    let mut map = SourceMap::new("/");
    let index = map.add_source(&problem.file);
    map.add_mapping(0, 0, Some(OriginalLocation::new(problem.line - 1, problem.column.saturating_sub(1), index, None)));
    let mut mappings = Vec::new();
    map.write_vlq(&mut mappings).ok()?;
    let mappings = String::from_utf8(mappings).ok()?;
    let map = serde_json::json!({ "version": 3, "sources": [problem.file], "sourcesContent": [source], "names": [], "mappings": mappings });
    Some(map.to_string())
}
