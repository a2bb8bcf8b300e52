//! `useDefineForClassFields: false`: a field is an assignment in the constructor, as TypeScript had it before classes had fields.

use swc_core::common::{DUMMY_SP, Spanned};
use swc_core::ecma::ast::{
    AssignExpr, AssignOp, BlockStmt, Class, ClassMember, ClassProp, ComputedPropName, Expr, ExprStmt, Lit, MemberExpr, MemberProp, Program, PropName,
    StaticBlock, Stmt, ThisExpr,
};
use swc_core::ecma::utils::constructor::inject_after_super;
use swc_core::ecma::utils::default_constructor_with_span;
use swc_core::ecma::visit::{VisitMut, VisitMutWith};

/// Turns fields into assignments. Runs before types are stripped, so that parameter properties are assigned first.
pub(super) fn assign(program: &mut Program) {
    program.visit_mut_with(&mut Assign);
}

struct Assign;

impl VisitMut for Assign {
    fn visit_mut_class(&mut self, class: &mut Class) {
        class.visit_mut_children_with(self);
        let mut assignments = Vec::new();
        class.body.retain_mut(|member| match member {
            ClassMember::ClassProp(field) if is_plain(field) => {
                let assignment = field.value.take().map(|value| assignment(&field.key, value));
                if !field.is_static {
                    assignments.extend(assignment);
                    return false;
                }
                let Some(assignment) = assignment else { return false };
                let stmts = vec![Stmt::Expr(ExprStmt { span: DUMMY_SP, expr: assignment })];
                *member = ClassMember::StaticBlock(StaticBlock { span: field.span, body: BlockStmt { stmts, ..Default::default() } });
                true
            }
            ClassMember::PrivateProp(field) if !field.is_static => {
                if let Some(value) = field.value.take() {
                    let target = MemberExpr { span: DUMMY_SP, obj: this(), prop: MemberProp::PrivateName(field.key.clone()) };
                    assignments.push(assign_to(target, value));
                }
                true
            }
            _ => true,
        });
        if assignments.is_empty() {
            return;
        }
        if !class.body.iter().any(|member| matches!(member, ClassMember::Constructor(found) if found.body.is_some())) {
            class.body.push(ClassMember::Constructor(default_constructor_with_span(class.super_class.is_some(), class.span)));
        }
        let constructor = class.body.iter_mut().find_map(|member| match member {
            ClassMember::Constructor(constructor) if constructor.body.is_some() => Some(constructor),
            _ => None,
        });
        if let Some(constructor) = constructor {
            inject_after_super(constructor, assignments);
        }
    }
}

/// Whether it can move: fields that only have a type are no fields, and a computed key must be computed where it stands.
fn is_plain(field: &ClassProp) -> bool {
    let computed = matches!(&field.key, PropName::Computed(ComputedPropName { expr, .. }) if !matches!(**expr, Expr::Lit(Lit::Str(_) | Lit::Num(_))));
    !computed && field.decorators.is_empty()
}

fn this() -> Box<Expr> {
    Box::new(Expr::This(ThisExpr { span: DUMMY_SP }))
}

fn assignment(key: &PropName, value: Box<Expr>) -> Box<Expr> {
    let prop = match key {
        PropName::Ident(name) => MemberProp::Ident(name.clone()),
        PropName::Str(text) => computed(Lit::Str(text.clone())),
        PropName::Num(number) => computed(Lit::Num(number.clone())),
        PropName::BigInt(number) => computed(Lit::BigInt(number.clone())),
        PropName::Computed(key) => MemberProp::Computed(key.clone()),
    };
    assign_to(MemberExpr { span: key.span(), obj: this(), prop }, value)
}

fn computed(key: Lit) -> MemberProp {
    MemberProp::Computed(ComputedPropName { span: DUMMY_SP, expr: Box::new(Expr::Lit(key)) })
}

fn assign_to(target: MemberExpr, value: Box<Expr>) -> Box<Expr> {
    Box::new(Expr::Assign(AssignExpr { span: value.span(), op: AssignOp::Assign, left: target.into(), right: value }))
}
