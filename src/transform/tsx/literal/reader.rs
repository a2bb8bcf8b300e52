//! Expressions of a configuration file, one after the other.

use std::cell::{Cell, RefCell};

use swc_core::common::Spanned;
use swc_core::ecma::ast::{
    BinExpr, BinaryOp, DefaultDecl, Expr, ExprOrSpread, Lit, MemberExpr, MemberProp, ModuleDecl, ModuleItem, ObjectLit, Prop, PropName, PropOrSpread, Stmt,
    UnaryOp,
};

use super::super::parse;
use super::World;
use super::scope::Scope;
use super::value::{Literal, shown};

pub(super) struct Reader<'a> {
    pub(super) items: &'a [ModuleItem],
    pub(super) path: &'a str,
    pub(super) folder: &'a str,
    pub(super) world: &'a World<'a>,
    pub(super) files: usize,
    /// What functions around an expression declare and are given, the innermost last.
    pub(super) scopes: RefCell<Vec<Scope<'a>>>,
    /// Expressions that may still be read: a name may be used many times by names that are.
    pub(super) steps: Cell<usize>,
}

/// How far names are followed.
pub(super) const STEPS: usize = 64;
const EXPRESSIONS: usize = 20_000;

impl<'a> Reader<'a> {
    pub(super) fn new(items: &'a [ModuleItem], path: &'a str, folder: &'a str, world: &'a World<'a>, files: usize) -> Self {
        Self { items, path, folder, world, files, scopes: RefCell::default(), steps: Cell::new(EXPRESSIONS) }
    }

    pub(super) fn export(&self, wanted: &str) -> Literal {
        if wanted != "default" {
            return self.name(wanted, STEPS).unwrap_or(Literal::Unknown(0));
        }
        for item in self.items {
            match item {
                ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultExpr(export)) => return self.value(&export.expr, STEPS),
                ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultDecl(export)) => {
                    if let DefaultDecl::Fn(function) = &export.decl {
                        return self.function(&function.function, STEPS);
                    }
                }
                ModuleItem::Stmt(Stmt::Expr(statement)) => match &*statement.expr {
                    Expr::Assign(assign) if is_module_exports(assign) => return self.value(&assign.right, STEPS),
                    Expr::Paren(inner) if self.items.len() == 1 => return self.value(&inner.expr, STEPS),
                    _ => {}
                },
                _ => {}
            }
        }
        Literal::Unknown(0)
    }

    pub(super) fn value(&self, expression: &'a Expr, steps: usize) -> Literal {
        let unknown = || Literal::Unknown(parse::place(expression.span()).map_or(0, |place| place.0));
        let (Some(steps), Some(left)) = (steps.checked_sub(1), self.steps.get().checked_sub(1)) else { return unknown() };
        self.steps.set(left);
        match expression {
            Expr::Lit(Lit::Str(text)) => Literal::Text(text.value.to_string_lossy().into_owned()),
            Expr::Lit(Lit::Bool(flag)) => Literal::Bool(flag.value),
            Expr::Lit(Lit::Num(number)) => Literal::Number(number.value),
            Expr::Lit(Lit::Null(_)) => Literal::Null,
            Expr::Lit(Lit::Regex(pattern)) => Literal::Pattern(pattern.exp.to_string()),
            Expr::Tpl(template) => {
                let mut text = String::new();
                for (index, quasi) in template.quasis.iter().enumerate() {
                    text.push_str(&quasi.cooked.as_ref().map_or_else(|| quasi.raw.to_string(), |cooked| cooked.to_string_lossy().into_owned()));
                    match template.exprs.get(index).map(|inner| self.value(inner, steps)) {
                        None => {}
                        Some(inner) => match shown(&inner) {
                            Some(inner) => text.push_str(&inner),
                            None => return unknown(),
                        },
                    }
                }
                Literal::Text(text)
            }
            Expr::Paren(inner) => self.value(&inner.expr, steps),
            Expr::TsAs(cast) => self.value(&cast.expr, steps),
            Expr::TsSatisfies(cast) => self.value(&cast.expr, steps),
            Expr::TsConstAssertion(cast) => self.value(&cast.expr, steps),
            Expr::TsNonNull(cast) => self.value(&cast.expr, steps),
            Expr::Array(array) => Literal::Array(array.elems.iter().flatten().flat_map(|item| self.item(item, steps)).collect()),
            Expr::Object(object) => self.object(object, steps),
            Expr::Ident(name) => match &*name.sym {
                "undefined" => Literal::Undefined,
                "__dirname" => Literal::Path(self.folder.to_string()),
                "__filename" => Literal::Path(self.path.to_string()),
                name => self.name(name, steps).unwrap_or_else(unknown),
            },
            Expr::Member(member) => self.member(member, steps).unwrap_or_else(unknown),
            Expr::OptChain(chain) => match &*chain.base {
                swc_core::ecma::ast::OptChainBase::Member(member) => self.member(member, steps).unwrap_or_else(unknown),
                swc_core::ecma::ast::OptChainBase::Call(_) => unknown(),
            },
            Expr::Call(call) => self.call(call, steps).unwrap_or_else(unknown),
            Expr::New(call) => self.url(call, steps).unwrap_or_else(unknown),
            Expr::Arrow(arrow) => self.arrow(arrow, steps),
            Expr::Fn(function) => self.function(&function.function, steps),
            Expr::Await(inner) => self.value(&inner.arg, steps),
            Expr::Bin(operation) => self.operation(operation, steps).unwrap_or_else(unknown),
            Expr::Unary(operation) => match (operation.op, self.value(&operation.arg, steps)) {
                (UnaryOp::Bang, value) => value.truth().map_or_else(unknown, |truth| Literal::Bool(!truth)),
                (UnaryOp::Minus, Literal::Number(value)) => Literal::Number(-value),
                (UnaryOp::Void, _) => Literal::Undefined,
                _ => unknown(),
            },
            Expr::Cond(condition) => match self.value(&condition.test, steps).truth() {
                Some(true) => self.value(&condition.cons, steps),
                Some(false) => self.value(&condition.alt, steps),
                None => unknown(),
            },
            _ => unknown(),
        }
    }

    fn item(&self, item: &'a ExprOrSpread, steps: usize) -> Vec<Literal> {
        match (item.spread, self.value(&item.expr, steps)) {
            (Some(_), Literal::Array(items)) => items,
            (Some(_), value) if value.truth() == Some(false) => Vec::new(),
            (_, value) => vec![value],
        }
    }

    fn object(&self, object: &'a ObjectLit, steps: usize) -> Literal {
        let mut fields = Vec::new();
        for property in &object.props {
            match property {
                PropOrSpread::Spread(spread) => {
                    if let Literal::Object(more) = self.value(&spread.expr, steps) {
                        fields.extend(more);
                    }
                }
                PropOrSpread::Prop(property) => match &**property {
                    Prop::KeyValue(pair) => fields.extend(self.key(&pair.key, steps).map(|name| (name, self.value(&pair.value, steps)))),
                    Prop::Shorthand(name) => {
                        let unknown = || Literal::Unknown(parse::place(name.span).map_or(0, |place| place.0));
                        fields.push((name.sym.to_string(), self.name(&name.sym, steps).unwrap_or_else(unknown)));
                    }
                    _ => {}
                },
            }
        }
        Literal::Object(fields)
    }

    fn key(&self, name: &'a PropName, steps: usize) -> Option<String> {
        match name {
            PropName::Ident(name) => Some(name.sym.to_string()),
            PropName::Str(name) => Some(name.value.to_string_lossy().into_owned()),
            PropName::Num(name) => Some(name.value.to_string()),
            PropName::Computed(computed) => self.value(&computed.expr, steps).as_str().map(str::to_string),
            PropName::BigInt(_) => None,
        }
    }

    fn operation(&self, operation: &'a BinExpr, steps: usize) -> Option<Literal> {
        let left = self.value(&operation.left, steps);
        let right = || self.value(&operation.right, steps);
        match operation.op {
            BinaryOp::LogicalAnd => Some(if left.truth()? { right() } else { left }),
            BinaryOp::LogicalOr => Some(if left.truth()? { left } else { right() }),
            BinaryOp::NullishCoalescing => match left {
                Literal::Unknown(_) => None,
                Literal::Null | Literal::Undefined => Some(right()),
                left => Some(left),
            },
            BinaryOp::EqEqEq | BinaryOp::EqEq | BinaryOp::NotEqEq | BinaryOp::NotEq => {
                let right = right();
                left.truth().and(right.truth())?;
                Some(Literal::Bool((left == right) == matches!(operation.op, BinaryOp::EqEqEq | BinaryOp::EqEq)))
            }
            BinaryOp::Add => match (left, right()) {
                (Literal::Number(a), Literal::Number(b)) => Some(Literal::Number(a + b)),
                (Literal::Path(a), b) => Some(Literal::Path(format!("{a}{}", shown(&b)?))),
                (a, b) => Some(Literal::Text(format!("{}{}", shown(&a)?, shown(&b)?))),
            },
            _ => None,
        }
    }

    fn member(&self, member: &'a MemberExpr, steps: usize) -> Option<Literal> {
        let name = match &member.prop {
            MemberProp::Ident(name) => name.sym.to_string(),
            MemberProp::Computed(computed) => shown(&self.value(&computed.expr, steps))?,
            MemberProp::PrivateName(_) => return None,
        };
        match &*member.obj {
            // `import.meta.dirname`, `import.meta.url`
            Expr::MetaProp(_) => match name.as_str() {
                "dirname" => return Some(Literal::Path(self.folder.to_string())),
                "filename" | "url" => return Some(Literal::Path(self.path.to_string())),
                _ => return None,
            },
            // The host's environment is none of the app's business; this one name is known.
            Expr::Member(inner) if is_process_env(inner) => {
                return Some(if name == "NODE_ENV" { Literal::Text(self.world.mode.to_string()) } else { Literal::Undefined });
            }
            Expr::Ident(object) if object.sym == *"process" && name == "env" => {
                return Some(Literal::Object(vec![("NODE_ENV".into(), Literal::Text(self.world.mode.to_string()))]));
            }
            _ => {}
        }
        match (self.value(&member.obj, steps), name.as_str()) {
            (Literal::Path(path), "pathname" | "href") => Some(Literal::Path(path)),
            (Literal::Array(items), index) => index.parse::<usize>().ok().map(|index| items.get(index).cloned().unwrap_or(Literal::Undefined)),
            (made @ Literal::Made { .. }, _) => Some(made),
            (object @ Literal::Object(_), name) => Some(object.get(name).cloned().unwrap_or(Literal::Undefined)),
            _ => None,
        }
    }
}

fn is_process_env(member: &MemberExpr) -> bool {
    matches!((&*member.obj, &member.prop), (Expr::Ident(object), MemberProp::Ident(name)) if object.sym == *"process" && name.sym == *"env")
}

fn is_module_exports(assign: &swc_core::ecma::ast::AssignExpr) -> bool {
    let Some(swc_core::ecma::ast::SimpleAssignTarget::Member(member)) = assign.left.as_simple() else { return false };
    matches!((&*member.obj, &member.prop), (Expr::Ident(object), MemberProp::Ident(property)) if object.sym == *"module" && property.sym == *"exports")
}
