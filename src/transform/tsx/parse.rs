//! Text -> syntax tree, and swc's complaints -> diagnostics.

use std::sync::{Arc, Mutex};

use swc_core::common::comments::SingleThreadedComments;
use swc_core::common::errors::{DiagnosticBuilder, Emitter, Level};
use swc_core::common::sync::Lrc;
use swc_core::common::{BytePos, FileName, SourceMap, Span, Spanned};
use swc_core::ecma::ast::{Decorator, Module, Program};
use swc_core::ecma::parser::{EsSyntax, Parser, StringInput, Syntax, TsSyntax, error::Error, lexer::Lexer};
use swc_core::ecma::visit::{Visit, VisitWith};

use crate::diagnostic::{Diagnostic, Severity};
use crate::id::ModuleId;

use super::TARGET;

/// Parses a module. All errors that the parser can recover from are reported, not only the first.
pub(super) fn parse(id: &ModuleId, source: &str, sources: &Lrc<SourceMap>, comments: &SingleThreadedComments) -> Result<Program, Vec<Diagnostic>> {
    let file = sources.new_source_file(FileName::Custom(id.to_string()).into(), source.to_string());
    let lexer = Lexer::new(syntax(id), TARGET, StringInput::from(&*file), Some(comments));
    let mut parser = Parser::new_from(lexer);
    let parsed = parser.parse_module();
    let mut problems: Vec<Diagnostic> = parser.take_errors().iter().map(|problem| diagnose(id, source, problem)).collect();
    match parsed {
        // A line for the shell has no meaning inside a factory.
        Ok(module) if problems.is_empty() => Ok(Program::Module(Module { shebang: None, ..module })),
        Ok(_) => Err(problems),
        Err(fatal) => {
            let fatal = diagnose(id, source, &fatal);
            if !problems.contains(&fatal) {
                problems.push(fatal);
            }
            Err(problems)
        }
    }
}

fn syntax(id: &ModuleId) -> Syntax {
    match id.extension().as_str() {
        "tsx" => Syntax::Typescript(TsSyntax { tsx: true, decorators: true, ..Default::default() }),
        "ts" | "mts" | "cts" => Syntax::Typescript(TsSyntax { decorators: true, ..Default::default() }),
        // JSX is understood in every JavaScript file: `.js` with JSX is common in what people paste.
        _ => Syntax::Es(EsSyntax {
            jsx: true,
            export_default_from: true,
            decorators: true,
            decorators_before_export: true,
            auto_accessors: true,
            explicit_resource_management: true,
            import_attributes: true,
            ..Default::default()
        }),
    }
}

fn diagnose(id: &ModuleId, source: &str, problem: &Error) -> Diagnostic {
    let (offset, length) = place(problem.span()).unwrap_or((source.len(), 0));
    Diagnostic::at("syntax", id.as_str(), source, offset, length, problem.kind().msg())
}

/// A span as byte offset and length in the file: swc counts from 1, and 0 means "nowhere".
pub(super) fn place(span: Span) -> Option<(usize, usize)> {
    let start = span.lo.0.checked_sub(BytePos(1).0)? as usize;
    Some((start, span.hi.0.saturating_sub(span.lo.0) as usize))
}

type Found = Arc<Mutex<Vec<(Severity, String, Option<Span>)>>>;

/// Collects what swc's passes report while they run.
pub(super) struct Problems {
    id: ModuleId,
    source: String,
    found: Found,
}

struct Collector(Found);

impl Problems {
    pub(super) fn new(id: &ModuleId, source: &str) -> Self {
        Self { id: id.clone(), source: source.to_string(), found: Arc::default() }
    }

    pub(super) fn emitter(&self) -> Box<dyn Emitter> {
        Box::new(Collector(self.found.clone()))
    }

    pub(super) fn take(&self) -> Vec<Diagnostic> {
        let found = std::mem::take(&mut *self.found.lock().expect("nothing panics while it is held"));
        found
            .into_iter()
            .map(|(severity, message, span)| {
                let (offset, length) = span.and_then(place).unwrap_or((0, 0));
                Diagnostic { severity, ..Diagnostic::at("syntax", self.id.as_str(), &self.source, offset, length, message) }
            })
            .collect()
    }
}

impl Emitter for Collector {
    fn emit(&mut self, problem: &mut DiagnosticBuilder<'_>) {
        let severity = if problem.level == Level::Warning || problem.level == Level::Note { Severity::Warning } else { Severity::Error };
        self.0.lock().expect("nothing panics while it is held").push((severity, problem.message(), problem.span.primary_span()));
    }
}

/// Whether any decorator stands in the program; the pass that lowers them costs time on files without.
pub(super) fn has_decorators(program: &Program) -> bool {
    struct Search(bool);
    impl Visit for Search {
        fn visit_decorator(&mut self, _: &Decorator) {
            self.0 = true;
        }
    }
    let mut search = Search(false);
    program.visit_with(&mut search);
    search.0
}
