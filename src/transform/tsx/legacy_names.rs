//! A class under legacy decorators that speaks of itself means what its decorators made of it.

use std::collections::HashSet;

use swc_core::common::DUMMY_SP;
use swc_core::ecma::ast::{
    AssignExpr, AssignTarget, Callee, ClassDecl, ClassExpr, Decl, Expr, Id, Pat, Program, SimpleAssignTarget, VarDecl, VarDeclKind, VarDeclarator,
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
