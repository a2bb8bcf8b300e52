//! Assignments, once types are gone: those that can never work are errors here, since a factory's variables are all writable; and
//! `(f as any) = g` must be seen to assign `f`, which may be an export.

use std::collections::HashMap;

use swc_core::common::{Span, Spanned};
use swc_core::ecma::ast::{
    AssignExpr, AssignTarget, AssignTargetPat, BindingIdent, Decl, Expr, Id, Ident, ImportSpecifier, ModuleDecl, ModuleItem, ObjectPatProp, Pat, Program,
    SimpleAssignTarget, Stmt, UpdateExpr, VarDeclKind,
};
use swc_core::ecma::utils::find_pat_ids;
use swc_core::ecma::visit::{VisitMut, VisitMutWith};

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;

use super::parse::place;

/// Takes the parentheses off what is assigned to, and answers what may not be assigned to.
pub(super) fn check(program: &mut Program, id: &ModuleId, source: &str) -> Vec<Diagnostic> {
    let mut check = Check { fixed: fixed(program), id, source, problems: Vec::new() };
    program.visit_mut_with(&mut check);
    check.problems
}

/// Names at the top level that never change: imports and constants.
fn fixed(program: &Program) -> HashMap<Id, &'static str> {
    let Program::Module(module) = program else { return HashMap::new() };
    let mut names = HashMap::new();
    for item in &module.body {
        match item {
            ModuleItem::ModuleDecl(ModuleDecl::Import(import)) => {
                for specifier in &import.specifiers {
                    let local = match specifier {
                        ImportSpecifier::Named(named) => &named.local,
                        ImportSpecifier::Default(default) => &default.local,
                        ImportSpecifier::Namespace(namespace) => &namespace.local,
                    };
                    names.insert(local.to_id(), "an import");
                }
            }
            ModuleItem::Stmt(Stmt::Decl(declaration)) => constants(declaration, &mut names),
            ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) => constants(&export.decl, &mut names),
            _ => {}
        }
    }
    names
}

fn constants(declaration: &Decl, names: &mut HashMap<Id, &'static str>) {
    if let Decl::Var(declaration) = declaration
        && declaration.kind == VarDeclKind::Const
    {
        let found: Vec<Id> = find_pat_ids(&declaration.decls);
        names.extend(found.into_iter().map(|name| (name, "a constant")));
    }
}

struct Check<'a> {
    fixed: HashMap<Id, &'static str>,
    id: &'a ModuleId,
    source: &'a str,
    problems: Vec<Diagnostic>,
}

impl Check<'_> {
    fn name(&mut self, name: &Ident, span: Span) {
        if let Some(what) = self.fixed.get(&name.to_id()) {
            let (offset, length) = place(if name.span.is_dummy() { span } else { name.span }).unwrap_or((0, 0));
            let message = format!("{} cannot be assigned to: it is {what}", name.sym);
            self.problems.push(Diagnostic::at("assignment", self.id.as_str(), self.source, offset, length, message));
        }
    }

    fn pattern(&mut self, pattern: &Pat) {
        match pattern {
            Pat::Ident(BindingIdent { id, .. }) => self.name(id, id.span),
            Pat::Array(array) => array.elems.iter().flatten().for_each(|element| self.pattern(element)),
            Pat::Object(object) => object.props.iter().for_each(|property| self.property(property)),
            Pat::Rest(rest) => self.pattern(&rest.arg),
            Pat::Assign(assign) => self.pattern(&assign.left),
            Pat::Expr(expression) => {
                if let Expr::Ident(name) = &**expression {
                    self.name(name, name.span);
                }
            }
            Pat::Invalid(_) => {}
        }
    }

    fn property(&mut self, property: &ObjectPatProp) {
        match property {
            ObjectPatProp::KeyValue(pair) => self.pattern(&pair.value),
            ObjectPatProp::Assign(assign) => self.name(&assign.key, assign.key.span),
            ObjectPatProp::Rest(rest) => self.pattern(&rest.arg),
        }
    }
}

impl VisitMut for Check<'_> {
    fn visit_mut_assign_expr(&mut self, assignment: &mut AssignExpr) {
        if let AssignTarget::Simple(target) = &mut assignment.left
            && let SimpleAssignTarget::Paren(inner) = target
            && let Expr::Ident(name) = unwrapped(&mut inner.expr)
        {
            *target = SimpleAssignTarget::Ident(name.clone().into());
        }
        match &assignment.left {
            AssignTarget::Simple(SimpleAssignTarget::Ident(name)) => self.name(&name.id, assignment.left.span()),
            AssignTarget::Pat(AssignTargetPat::Array(array)) => array.elems.iter().flatten().for_each(|element| self.pattern(element)),
            AssignTarget::Pat(AssignTargetPat::Object(object)) => object.props.iter().for_each(|property| self.property(property)),
            _ => {}
        }
        assignment.visit_mut_children_with(self);
    }

    fn visit_mut_update_expr(&mut self, update: &mut UpdateExpr) {
        if let Expr::Ident(name) = unwrapped(&mut update.arg) {
            let name = name.clone();
            self.name(&name, update.span);
            *update.arg = Expr::Ident(name);
        }
        update.visit_mut_children_with(self);
    }
}

fn unwrapped(expression: &mut Expr) -> &mut Expr {
    match expression {
        Expr::Paren(inner) => unwrapped(&mut inner.expr),
        other => other,
    }
}
