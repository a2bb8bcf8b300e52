//! Classes under legacy decorators: what speaks of itself means what its decorators made of it, and decorators run in TypeScript's order.

use std::collections::HashSet;

use swc_core::common::DUMMY_SP;
use swc_core::ecma::ast::{
    AssignExpr, AssignTarget, Callee, ClassDecl, ClassExpr, Decl, Expr, Id, ModuleItem, Pat, Program, SimpleAssignTarget, Stmt, VarDecl, VarDeclKind,
    VarDeclarator,
};
use swc_core::ecma::visit::{Visit, VisitMut, VisitMutWith, VisitWith};

/// `class A { self = A }; A = decorate(A)` -> `let A = class { self = A }; ...`: the variable, and not the class's own name, which stays
/// what it was. Runs after the decorators are lowered.
pub(super) fn mean_the_variable(program: &mut Program) {
    let mut decorated = Decorated(HashSet::new());
    program.visit_with(&mut decorated);
    if !decorated.0.is_empty() {
        program.visit_mut_with(&mut Unname(decorated.0));
    }
}

/// Members of instances are decorated before those of the class itself, wherever they stand. Runs after the decorators are lowered.
pub(super) fn order(program: &mut Program) {
    program.visit_mut_with(&mut Ordered);
}

struct Ordered;

impl VisitMut for Ordered {
    fn visit_mut_stmts(&mut self, statements: &mut Vec<Stmt>) {
        statements.visit_mut_children_with(self);
        in_order(statements, |statement| Some(statement));
    }

    fn visit_mut_module_items(&mut self, items: &mut Vec<ModuleItem>) {
        items.visit_mut_children_with(self);
        in_order(items, |item| item.as_stmt());
    }
}

/// Sorts each run of calls that decorate members: those of one class follow each other.
fn in_order<T>(list: &mut [T], statement: impl Fn(&T) -> Option<&Stmt>) {
    let place = |item: &T| statement(item).and_then(member_of);
    for run in list.chunk_by_mut(|one, other| match (place(one), place(other)) {
        (Some((class, _)), Some((other, _))) => class == other,
        _ => false,
    }) {
        run.sort_by_key(|item| place(item).is_some_and(|(_, is_static)| is_static));
    }
}

/// `_ts_decorate([...], A.prototype, "x", ...)`: the class, and whether the member is static.
fn member_of(statement: &Stmt) -> Option<(Id, bool)> {
    let call = statement.as_expr()?.expr.as_call()?;
    let is_helper = matches!(&call.callee, Callee::Expr(callee) if matches!(&**callee, Expr::Ident(helper) if &*helper.sym == "_ts_decorate"));
    match &*call.args.get(1).filter(|_| is_helper && call.args.len() == 4)?.expr {
        Expr::Ident(class) => Some((class.to_id(), true)),
        Expr::Member(member) => Some((member.obj.as_ident()?.to_id(), false)),
        _ => None,
    }
}

/// Names of classes that are assigned again by their decorators.
struct Decorated(HashSet<Id>);

impl Visit for Decorated {
    fn visit_assign_expr(&mut self, assignment: &AssignExpr) {
        if let AssignTarget::Simple(SimpleAssignTarget::Ident(name)) = &assignment.left
            && let Expr::Call(call) = &*assignment.right
            && let Callee::Expr(callee) = &call.callee
            && matches!(&**callee, Expr::Ident(helper) if &*helper.sym == "_ts_decorate")
        {
            self.0.insert(name.to_id());
        }
        assignment.visit_children_with(self);
    }
}

struct Unname(HashSet<Id>);

impl VisitMut for Unname {
    fn visit_mut_decl(&mut self, declaration: &mut Decl) {
        declaration.visit_mut_children_with(self);
        let Decl::Class(ClassDecl { ident, class, .. }) = declaration else { return };
        if !self.0.contains(&ident.to_id()) {
            return;
        }
        let span = class.span;
        let init = Box::new(Expr::Class(ClassExpr { ident: None, class: class.clone() }));
        let declarator = VarDeclarator { span, name: Pat::Ident(ident.clone().into()), init: Some(init), definite: false };
        *declaration = Decl::Var(Box::new(VarDecl { span: DUMMY_SP, kind: VarDeclKind::Let, decls: vec![declarator], ..Default::default() }));
    }
}
