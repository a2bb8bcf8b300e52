//! `export *` beside named exports of the same module.
//!
//! The SystemJS pass puts both into one object for one `_export` call. The registry must tell them apart: what a star brings gives way to
//! the module's own names, what is named does not. So the named ones get calls of their own.

use swc_core::common::DUMMY_SP;
use swc_core::ecma::ast::{
    AssignExpr, AssignTarget, Callee, Expr, ExprStmt, Function, Id, Lit, MemberProp, ModuleItem, Pat, Program, Prop, PropName, PropOrSpread,
    SimpleAssignTarget, Stmt, Str,
};

/// Works on what the SystemJS pass left.
pub(super) fn part(program: &mut Program) {
    let Program::Module(module) = program else { return };
    let Some(ModuleItem::Stmt(Stmt::Expr(statement))) = module.body.first_mut() else { return };
    let Expr::Call(call) = &mut *statement.expr else { return };
    let Some(factory) = call.args.get_mut(1).and_then(|argument| argument.expr.as_mut_fn_expr()) else { return };
    let body = factory.function.body.iter_mut().flat_map(|body| body.stmts.iter_mut());
    let declaration = body.filter_map(|statement| statement.as_mut_return_stmt()?.arg.as_mut()?.as_mut_object()).next();
    let Some(declaration) = declaration else { return };
    for property in &mut declaration.props {
        if let PropOrSpread::Prop(property) = property
            && let Prop::KeyValue(pair) = &mut **property
            && matches!(&pair.key, PropName::Ident(name) if name.sym == *"setters")
            && let Expr::Array(setters) = &mut *pair.value
        {
            let setters = setters.elems.iter_mut().flatten();
            setters.filter_map(|setter| setter.expr.as_mut_fn_expr()).for_each(|setter| part_setter(&mut setter.function));
        }
    }
}

fn part_setter(setter: &mut Function) {
    let Some(body) = &mut setter.body else { return };
    let Some(collected) = body.stmts.iter().find_map(collected_in) else { return };
    let (named, mut rest): (Vec<_>, Vec<_>) = std::mem::take(&mut body.stmts).into_iter().partition(|statement| named_of(statement, &collected).is_some());
    let template = rest.iter().rev().find(|statement| is_call_with(statement, &collected)).cloned();
    if let Some(template) = template {
        rest.extend(named.iter().filter_map(|statement| named_of(statement, &collected)).filter_map(|(name, value)| {
            let mut call = template.clone();
            let arguments = &mut call.as_mut_expr()?.expr.as_mut_call()?.args;
            *arguments = vec![Expr::Lit(Lit::Str(Str { span: DUMMY_SP, value: name.into(), raw: None })).into(), value.into()];
            Some(call)
        }));
        body.stmts = rest;
    }
}

/// The object that a setter with a star collects names in: `var exportObj = { __proto__: null }`.
fn collected_in(statement: &Stmt) -> Option<Id> {
    let [declared] = statement.as_decl()?.as_var()?.decls.as_slice() else { return None };
    let Pat::Ident(name) = &declared.name else { return None };
    declared.init.as_ref()?.is_object().then(|| name.to_id())
}

/// `exportObj.name = value`.
fn named_of(statement: &Stmt, collected: &Id) -> Option<(String, Expr)> {
    let Stmt::Expr(ExprStmt { expr, .. }) = statement else { return None };
    let Expr::Assign(AssignExpr { left: AssignTarget::Simple(SimpleAssignTarget::Member(member)), right, .. }) = &**expr else { return None };
    let is_collected = matches!(&*member.obj, Expr::Ident(object) if object.to_id() == *collected);
    let name = match &member.prop {
        MemberProp::Ident(name) => name.sym.to_string(),
        MemberProp::Computed(computed) => match &*computed.expr {
            Expr::Lit(Lit::Str(name)) => name.value.to_string_lossy().into_owned(),
            _ => return None,
        },
        MemberProp::PrivateName(_) => return None,
    };
    is_collected.then(|| (name, (**right).clone()))
}

/// `_export(exportObj)`.
fn is_call_with(statement: &Stmt, collected: &Id) -> bool {
    let Stmt::Expr(ExprStmt { expr, .. }) = statement else { return false };
    let Expr::Call(call) = &**expr else { return false };
    matches!(&call.callee, Callee::Expr(_)) && matches!(call.args.as_slice(), [only] if matches!(&*only.expr, Expr::Ident(name) if name.to_id() == *collected))
}
