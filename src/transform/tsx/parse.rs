//! Text -> syntax tree, and swc's complaints -> diagnostics.

use std::sync::{Arc, Mutex};

use swc_core::common::comments::{Comments, SingleThreadedComments};
use swc_core::common::errors::{DiagnosticBuilder, Emitter, Level};
use swc_core::common::sync::Lrc;
use swc_core::common::{BytePos, DUMMY_SP, FileName, SourceMap, Span, Spanned, SyntaxContext};
use swc_core::ecma::ast::{AutoAccessor, Decorator, Ident, Module, ModuleItem, Program, Script, UsingDecl};
use swc_core::ecma::parser::{EsSyntax, Parser, StringInput, Syntax, TsSyntax, error::Error, lexer::Lexer};
use swc_core::ecma::visit::{Visit, VisitMut, VisitMutWith, VisitWith};

use crate::diagnostic::{Diagnostic, Severity};
use crate::id::ModuleId;
use crate::panic;

use super::TARGET;

/// Parses a module. All errors that the parser can recover from are reported, not only the first.
pub(super) fn parse(id: &ModuleId, source: &str, sources: &Lrc<SourceMap>, comments: &SingleThreadedComments) -> Result<Program, Vec<Diagnostic>> {
    let file = sources.new_source_file(FileName::Custom(id.to_string()).into(), source.to_string());
    let lexer = Lexer::new(syntax(id), TARGET, StringInput::from(&*file), Some(comments));
    let mut parser = Parser::new_from(lexer);
    let parsed = panic::catch("the parser", || match id.extension().as_str() {
        // Not strict, and a `return` at the top level is fine.
        "cjs" | "cts" => parser.parse_commonjs().map(as_module),
        _ => parser.parse_module(),
    });
    // There are texts that it does not expect, `<a:b.c/>` for one.
    let parsed = parsed.map_err(|bug| vec![Diagnostic::file_error("syntax", id.as_str(), format!("{id} cannot be read: {bug}"))])?;
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

fn as_module(script: Script) -> Module {
    Module { span: script.span, body: script.body.into_iter().map(ModuleItem::Stmt).collect(), shebang: None }
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
#[derive(Default)]
pub(super) struct Problems {
    found: Found,
}

struct Collector(Found);

impl Problems {
    pub(super) fn emitter(&self) -> Box<dyn Emitter> {
        Box::new(Collector(self.found.clone()))
    }

    pub(super) fn take(&self, id: &ModuleId, source: &str) -> Vec<Diagnostic> {
        let found = std::mem::take(&mut *self.found.lock().expect("nothing panics while it is held"));
        found
            .into_iter()
            .map(|(severity, message, span)| {
                let (offset, length) = span.and_then(place).unwrap_or((0, 0));
                Diagnostic { severity, ..Diagnostic::at("syntax", id.as_str(), source, offset, length, message) }
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

/// Syntax that only some files have: its passes cost time on all others.
#[derive(Default, Clone, Copy)]
pub(super) struct Features {
    /// Decorators or `accessor` fields.
    pub(super) decorators: bool,
    pub(super) using: bool,
}

impl Visit for Features {
    fn visit_decorator(&mut self, _: &Decorator) {
        self.decorators = true;
    }

    fn visit_auto_accessor(&mut self, accessor: &AutoAccessor) {
        self.decorators = true;
        accessor.visit_children_with(self);
    }

    fn visit_using_decl(&mut self, declaration: &UsingDecl) {
        self.using = true;
        declaration.visit_children_with(self);
    }
}

/// Looks for such syntax, in files whose text has its words.
pub(super) fn features(program: &Program, source: &str) -> Features {
    if !["@", "accessor", "using"].iter().any(|word| source.contains(word)) {
        return Features::default();
    }
    let mut found = Features::default();
    program.visit_with(&mut found);
    found
}

/// Code that the compiler adds stands nowhere in the file it is put into.
pub(super) struct Nowhere(pub(super) SyntaxContext);

impl VisitMut for Nowhere {
    fn visit_mut_span(&mut self, span: &mut Span) {
        *span = DUMMY_SP;
    }

    fn visit_mut_ident(&mut self, name: &mut Ident) {
        name.span = DUMMY_SP;
        name.ctxt = self.0;
    }
}

/// The helper that disposes declares `_SuppressedError` and uses it under two identities, of which one would be renamed.
pub(super) fn join_helper_names(program: &mut Program, context: SyntaxContext) {
    struct Join(SyntaxContext);
    impl VisitMut for Join {
        fn visit_mut_ident(&mut self, name: &mut Ident) {
            if &*name.sym == "_SuppressedError" {
                name.ctxt = self.0;
            }
        }
    }
    program.visit_mut_with(&mut Join(context));
}

/// `@refresh reset` counts wherever it stands; the pass that reads it looks only at comments that touch a statement.
pub(super) fn reset_refresh(program: &Program, comments: &SingleThreadedComments) {
    let (leading, trailing) = comments.borrow_all();
    let asked = leading.values().chain(trailing.values()).flatten().find(|comment| comment.text.contains("@refresh reset")).cloned();
    drop((leading, trailing));
    let first = match program {
        Program::Module(module) => module.body.iter().map(Spanned::span).find(|span| !span.is_dummy()),
        Program::Script(script) => script.body.first().map(Spanned::span),
    };
    if let (Some(comment), Some(first)) = (asked, first) {
        comments.add_leading(first.lo, comment);
    }
}
