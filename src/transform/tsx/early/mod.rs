//! What is read too early: before a `let`, `const` or `class` has its value, in the module itself or, around a circle of imports, in another one.
//!
//! The SystemJS pass makes variables of them that are `undefined` until then, where ES modules throw. So the factory says which of its exports
//! have no value yet (`[]` in the first call of `_export`) and which it only passes on (`[setter, "name"]`), and what runs with the body of the
//! module asks before it reads an import: `_context.live(setter, "name", value)`. Its own variables need no asking: the order of the text tells.
//! Functions are let alone: most are called when everything has run, and a question for each read would be felt.

mod lexical;
mod reads;

use std::collections::{HashMap, HashSet};

use swc_core::atoms::Atom;
use swc_core::common::DUMMY_SP;
use swc_core::ecma::ast::{
    ArrayLit, CallExpr, Callee, Expr, ExprOrSpread, Ident, KeyValueProp, Lit, ModuleItem, Number, ObjectLit, Program, Prop, PropName, PropOrSpread, Stmt, Str,
    UnaryExpr, UnaryOp,
};
use swc_core::ecma::visit::VisitMutWith;

use reads::Guard;

pub(super) use lexical::{Lexical, lexical};

/// Works on what the SystemJS pass left.
pub(super) fn guard(program: &mut Program, lexical: &Lexical) {
    let Program::Module(module) = program else { return };
    let Some(ModuleItem::Stmt(Stmt::Expr(statement))) = module.body.first_mut() else { return };
    let Expr::Call(call) = &mut *statement.expr else { return };
    let [specifiers, factory, ..] = call.args.as_mut_slice() else { return };
    let (Expr::Array(specifiers), Expr::Fn(factory)) = (&*specifiers.expr, &mut *factory.expr) else { return };
    let [Some(export), Some(context)] =
        [0, 1].map(|index| factory.function.params.get(index).and_then(|parameter| parameter.pat.as_ident()).map(|name| Ident::from(name.clone())))
    else {
        return;
    };
    let is_near: Vec<bool> = specifiers.elems.iter().map(|specifier| specifier.as_ref().is_some_and(|specifier| is_near(&specifier.expr))).collect();
    let Some(body) = &mut factory.function.body else { return };
    let mut guard = Guard::new(context);
    let mut passed = HashMap::new();
    for statement in &mut body.stmts {
        let Stmt::Return(returned) = statement else { continue };
        let Some(Expr::Object(declaration)) = returned.arg.as_deref_mut() else { continue };
        for property in &mut declaration.props {
            let PropOrSpread::Prop(property) = property else { continue };
            let Prop::KeyValue(KeyValueProp { key: PropName::Ident(key), value }) = &mut **property else { continue };
            match (&*key.sym, &mut **value) {
                ("setters", Expr::Array(setters)) => {
                    for (index, setter) in setters.elems.iter().enumerate() {
                        if let Some(Expr::Fn(setter)) = setter.as_ref().map(|setter| &*setter.expr)
                            && is_near.get(index).is_some_and(|near| *near)
                        {
                            guard.bind(index, &setter.function, &export, &mut passed);
                        }
                    }
                }
                ("execute", Expr::Fn(execute)) => {
                    // Once to see which variables get their values here, and once to see what comes before.
                    let body = &mut execute.function.body;
                    guard.pending = lexical.own.clone();
                    body.visit_mut_with(&mut guard);
                    let never = std::mem::take(&mut guard.pending);
                    guard.pending = lexical.own.difference(&never).cloned().collect();
                    guard.writes = true;
                    body.visit_mut_with(&mut guard);
                }
                _ => {}
            }
        }
    }
    for statement in &mut body.stmts {
        if let Stmt::Expr(statement) = statement
            && let Expr::Call(call) = &mut *statement.expr
            && is_call_of(call, &export)
        {
            announce(call, &lexical.exported, &passed);
        }
    }
}

/// Whether a specifier may name a file of the app: packages are in no circle with it.
fn is_near(specifier: &Expr) -> bool {
    let Expr::Lit(Lit::Str(specifier)) = specifier else { return false };
    let specifier = specifier.value.to_string_lossy();
    let name = specifier.strip_prefix('@').unwrap_or(&specifier);
    !name.starts_with(|first: char| first.is_ascii_alphanumeric())
}

fn is_call_of(call: &CallExpr, function: &Ident) -> bool {
    matches!(&call.callee, Callee::Expr(callee) if matches!(&**callee, Expr::Ident(name) if name.to_id() == function.to_id()))
}

/// Puts into the first call of `_export` what has no value yet.
fn announce(call: &mut CallExpr, exported: &HashSet<Atom>, passed: &HashMap<Atom, (usize, Atom)>) {
    let placeholder = |name: &Atom, value: &mut Expr| {
        let is_void = matches!(value, Expr::Unary(UnaryExpr { op: UnaryOp::Void, .. }));
        let elements = match passed.get(name) {
            Some((index, original)) => vec![number(*index as f64), text(original)],
            None if exported.contains(name) => Vec::new(),
            None => return,
        };
        if is_void {
            *value = Expr::Array(ArrayLit { span: DUMMY_SP, elems: elements.into_iter().map(Some).collect() });
        }
    };
    match call.args.as_mut_slice() {
        [values] => {
            let Expr::Object(ObjectLit { props, .. }) = &mut *values.expr else { return };
            for property in props.iter_mut().filter_map(PropOrSpread::as_mut_prop) {
                if let Prop::KeyValue(pair) = &mut **property
                    && let Some(name) = name_of(&pair.key)
                {
                    placeholder(&name, &mut pair.value);
                }
            }
        }
        [name, value] => {
            if let Expr::Lit(Lit::Str(name)) = &*name.expr {
                placeholder(&name.value.to_string_lossy().as_ref().into(), &mut value.expr);
            }
        }
        _ => {}
    }
}

fn name_of(key: &PropName) -> Option<Atom> {
    match key {
        PropName::Ident(name) => Some(name.sym.clone()),
        PropName::Str(name) => Some(name.value.to_string_lossy().as_ref().into()),
        _ => None,
    }
}

fn number(value: f64) -> ExprOrSpread {
    Expr::Lit(Lit::Num(Number { span: DUMMY_SP, value, raw: None })).into()
}

fn text(value: &Atom) -> ExprOrSpread {
    Expr::Lit(Lit::Str(Str::from(value.clone()))).into()
}
