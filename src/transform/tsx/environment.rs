//! `import.meta.env.*` and `process.env.NODE_ENV`, replaced by their values. Only keys with the public prefix are known here.

use swc_core::common::{DUMMY_SP, SyntaxContext};
use swc_core::ecma::ast::{
    Bool, Expr, Ident, IdentName, KeyValueProp, Lit, MemberExpr, MemberProp, MetaPropExpr, MetaPropKind, ObjectLit, Program, Prop, PropName, PropOrSpread, Str,
};
use swc_core::ecma::visit::{VisitMut, VisitMutWith};

use crate::options::{Mode, Options};

/// Replaces every read of the environment in `program`.
pub(super) fn replace(program: &mut Program, options: &Options, unresolved: SyntaxContext) {
    let mut values: Vec<(String, Value)> = vec![
        ("BASE_URL".into(), Value::Text(options.base.clone())),
        ("MODE".into(), Value::Text(options.mode.as_str().into())),
        ("DEV".into(), Value::Flag(options.mode == Mode::Development)),
        ("PROD".into(), Value::Flag(options.mode == Mode::Production)),
        ("SSR".into(), Value::Flag(false)),
    ];
    values.extend(options.public_env().map(|(key, value)| (key.clone(), Value::Text(value.clone()))));
    program.visit_mut_with(&mut Replace { values, node_env: options.mode.as_str(), unresolved });
}

enum Value {
    Text(String),
    Flag(bool),
}

impl Value {
    fn expression(&self) -> Expr {
        match self {
            Self::Text(text) => text_literal(text),
            Self::Flag(flag) => Expr::Lit(Lit::Bool(Bool { span: DUMMY_SP, value: *flag })),
        }
    }
}

struct Replace<'a> {
    values: Vec<(String, Value)>,
    node_env: &'a str,
    unresolved: SyntaxContext,
}

impl Replace<'_> {
    fn value_of(&self, key: &str) -> Expr {
        match self.values.iter().find(|(name, _)| name == key) {
            Some((_, value)) => value.expression(),
            None => *Expr::undefined(DUMMY_SP),
        }
    }

    fn all(&self) -> Expr {
        let props = self.values.iter().map(|(name, value)| {
            let key = PropName::Str(Str { span: DUMMY_SP, value: name.as_str().into(), raw: None });
            PropOrSpread::Prop(Box::new(Prop::KeyValue(KeyValueProp { key, value: Box::new(value.expression()) })))
        });
        Expr::Object(ObjectLit { span: DUMMY_SP, props: props.collect() })
    }

    fn is_process_env(&self, expression: &Expr) -> bool {
        let Expr::Member(MemberExpr { obj, prop, .. }) = expression else { return false };
        matches!(&**obj, Expr::Ident(Ident { sym, ctxt, .. }) if sym == "process" && *ctxt == self.unresolved) && is_named(prop, "env")
    }
}

impl VisitMut for Replace<'_> {
    fn visit_mut_expr(&mut self, expression: &mut Expr) {
        if let Expr::Member(MemberExpr { obj, prop, .. }) = expression {
            if is_import_meta_env(obj) {
                match name_of(prop) {
                    Some(name) => *expression = self.value_of(&name),
                    None => expression.visit_mut_children_with(self),
                }
                return;
            }
            if self.is_process_env(obj) && is_named(prop, "NODE_ENV") {
                *expression = text_literal(self.node_env);
                return;
            }
        }
        if is_import_meta_env(expression) {
            *expression = self.all();
            return;
        }
        expression.visit_mut_children_with(self);
    }
}

fn is_import_meta_env(expression: &Expr) -> bool {
    let Expr::Member(MemberExpr { obj, prop, .. }) = expression else { return false };
    matches!(&**obj, Expr::MetaProp(MetaPropExpr { kind: MetaPropKind::ImportMeta, .. })) && is_named(prop, "env")
}

fn is_named(property: &MemberProp, name: &str) -> bool {
    name_of(property).is_some_and(|found| found == name)
}

fn name_of(property: &MemberProp) -> Option<String> {
    match property {
        MemberProp::Ident(IdentName { sym, .. }) => Some(sym.to_string()),
        MemberProp::Computed(computed) => match &*computed.expr {
            Expr::Lit(Lit::Str(text)) => Some(text.value.to_string_lossy().into_owned()),
            _ => None,
        },
        MemberProp::PrivateName(_) => None,
    }
}

fn text_literal(text: &str) -> Expr {
    Expr::Lit(Lit::Str(Str { span: DUMMY_SP, value: text.into(), raw: None }))
}
