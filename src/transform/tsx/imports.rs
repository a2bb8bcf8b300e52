//! What a script imports, in the order in which it runs.

use swc_core::common::Span;
use swc_core::ecma::ast::{CallExpr, Callee, ExportAll, Expr, ImportDecl, Lit, NamedExport, Program, Str};
use swc_core::ecma::visit::{Visit, VisitWith};

use crate::transform::Import;

use super::parse::place;

/// Collects imports after types are gone, so that type-only imports are no edges.
pub(super) fn collect(program: &Program) -> Vec<Import> {
    let mut collector = Collector { imports: Vec::new() };
    program.visit_with(&mut collector);
    collector.imports
}

struct Collector {
    imports: Vec<Import>,
}

impl Collector {
    fn add(&mut self, source: &Str, span: Span, dynamic: bool) {
        let specifier = source.value.to_string_lossy().into_owned();
        if !self.imports.iter().any(|known| known.specifier == specifier && known.dynamic == dynamic) {
            self.imports.push(Import { specifier, dynamic, place: place(span) });
        }
    }
}

impl Visit for Collector {
    fn visit_import_decl(&mut self, declaration: &ImportDecl) {
        self.add(&declaration.src, declaration.src.span, false);
    }

    fn visit_export_all(&mut self, declaration: &ExportAll) {
        self.add(&declaration.src, declaration.src.span, false);
    }

    fn visit_named_export(&mut self, declaration: &NamedExport) {
        if let Some(source) = &declaration.src {
            self.add(source, source.span, false);
        }
    }

    fn visit_call_expr(&mut self, call: &CallExpr) {
        if let (Callee::Import(_), Some(argument)) = (&call.callee, call.args.first()) {
            match &*argument.expr {
                Expr::Lit(Lit::Str(source)) => self.add(source, source.span, true),
                Expr::Tpl(template) if template.exprs.is_empty() => {
                    if let Some(quasi) = template.quasis.first() {
                        let source = Str { span: template.span, value: quasi.raw.clone().into(), raw: None };
                        self.add(&source, template.span, true);
                    }
                }
                _ => {}
            }
        }
        call.visit_children_with(self);
    }
}
