//! The JSX that a module's functions return, as a tree without swc's types: for readers of generated code.

use swc_core::common::comments::SingleThreadedComments;
use swc_core::common::sync::Lrc;
use swc_core::common::{GLOBALS, Globals, SourceMap, Span, Spanned};
use swc_core::ecma::ast::{
    Callee, Decl, DefaultDecl, Expr, Function, JSXAttrName, JSXAttrOrSpread, JSXAttrValue, JSXElement, JSXElementChild, JSXElementName, JSXExpr, Lit,
    MemberProp, ModuleDecl, ModuleItem, Program, Prop, PropName, PropOrSpread, Stmt, UnaryOp,
};

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;

use super::parse;
use crate::transform::depth;

/// A component: its name, and what it returns if that is one element.
#[derive(Debug)]
pub(crate) struct Component {
    pub(crate) name: String,
    pub(crate) is_default: bool,
    pub(crate) returns: Option<Element>,
    pub(crate) at: usize,
}

#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) children: Vec<Child>,
    pub(crate) at: usize,
}

#[derive(Debug)]
pub(crate) enum Attribute {
    Named(String, Value),
    Spread(Value),
}

#[derive(Debug)]
pub(crate) enum Child {
    Element(Element),
    /// Text or an expression; the byte offset where it stands.
    Other(usize),
}

/// A value as far as it can be read without running the file.
#[derive(Debug)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    Array(Vec<Value>),
    Object(Vec<(String, Value)>),
    Name(String),
    Call(String, Vec<Value>),
    Element(Box<Element>),
    Unknown(usize),
}

/// The components of a module, in their order.
pub(crate) fn components(id: &ModuleId, source: &str, depth: usize) -> Result<Vec<Component>, Vec<Diagnostic>> {
    depth::check(id, source, depth)?;
    let sources: Lrc<SourceMap> = Lrc::default();
    let program = GLOBALS.set(&Globals::new(), || parse::parse(id, source, &sources, &SingleThreadedComments::default()))?;
    let Program::Module(module) = program else { return Ok(Vec::new()) };
    Ok(module.body.iter().filter_map(component).collect())
}

fn component(item: &ModuleItem) -> Option<Component> {
    let (name, function, is_default) = match item {
        ModuleItem::Stmt(Stmt::Decl(Decl::Fn(declared))) => (declared.ident.sym.to_string(), &declared.function, false),
        ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) => match &export.decl {
            Decl::Fn(declared) => (declared.ident.sym.to_string(), &declared.function, false),
            _ => return None,
        },
        ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultDecl(export)) => match &export.decl {
            DefaultDecl::Fn(declared) => (declared.ident.as_ref().map(|name| name.sym.to_string()).unwrap_or_default(), &declared.function, true),
            _ => return None,
        },
        _ => return None,
    };
    Some(Component { name, is_default, returns: returned(function), at: offset(function.span) })
}

fn returned(function: &Function) -> Option<Element> {
    let body = function.body.as_ref()?;
    match body.stmts.last()? {
        Stmt::Return(last) => match value(last.arg.as_ref()?) {
            Value::Element(element) => Some(*element),
            _ => None,
        },
        _ => None,
    }
}

fn offset(span: Span) -> usize {
    parse::place(span).map_or(0, |(at, _)| at)
}

fn element(jsx: &JSXElement) -> Element {
    let name = match &jsx.opening.name {
        JSXElementName::Ident(name) => name.sym.to_string(),
        _ => String::new(),
    };
    let attributes = jsx.opening.attrs.iter().map(attribute).collect();
    let children = jsx.children.iter().filter_map(child).collect();
    Element { name, attributes, children, at: offset(jsx.span) }
}

fn attribute(attribute: &JSXAttrOrSpread) -> Attribute {
    match attribute {
        JSXAttrOrSpread::SpreadElement(spread) => Attribute::Spread(value(&spread.expr)),
        JSXAttrOrSpread::JSXAttr(attribute) => {
            let name = match &attribute.name {
                JSXAttrName::Ident(name) => name.sym.to_string(),
                JSXAttrName::JSXNamespacedName(name) => format!("{}:{}", name.ns.sym, name.name.sym),
            };
            let value = match &attribute.value {
                None => Value::Bool(true),
                Some(JSXAttrValue::Str(text)) => Value::Text(text.value.to_string_lossy().into_owned()),
                Some(JSXAttrValue::JSXExprContainer(container)) => match &container.expr {
                    JSXExpr::Expr(expr) => value(expr),
                    JSXExpr::JSXEmptyExpr(empty) => Value::Unknown(offset(empty.span)),
                },
                Some(other) => Value::Unknown(offset(other.span())),
            };
            Attribute::Named(name, value)
        }
    }
}

fn child(child: &JSXElementChild) -> Option<Child> {
    match child {
        JSXElementChild::JSXElement(jsx) => Some(Child::Element(element(jsx))),
        JSXElementChild::JSXText(text) if text.value.to_string_lossy().trim().is_empty() => None,
        JSXElementChild::JSXExprContainer(container) if matches!(container.expr, JSXExpr::JSXEmptyExpr(_)) => None,
        other => Some(Child::Other(offset(other.span()))),
    }
}

fn value(expr: &Expr) -> Value {
    match expr {
        Expr::Lit(Lit::Null(_)) => Value::Null,
        Expr::Lit(Lit::Bool(literal)) => Value::Bool(literal.value),
        Expr::Lit(Lit::Num(literal)) => Value::Number(literal.value),
        Expr::Lit(Lit::Str(literal)) => Value::Text(literal.value.to_string_lossy().into_owned()),
        Expr::Tpl(template) if template.exprs.is_empty() && template.quasis.len() == 1 => match &template.quasis[0].cooked {
            Some(text) => Value::Text(text.to_string_lossy().into_owned()),
            None => Value::Unknown(offset(template.span)),
        },
        Expr::Unary(unary) if unary.op == UnaryOp::Minus => match value(&unary.arg) {
            Value::Number(number) => Value::Number(-number),
            _ => Value::Unknown(offset(unary.span)),
        },
        Expr::Array(array) => {
            let items = array.elems.iter().map(|item| match item {
                Some(item) if item.spread.is_none() => value(&item.expr),
                _ => Value::Unknown(offset(array.span)),
            });
            Value::Array(items.collect())
        }
        Expr::Object(object) => Value::Object(object.props.iter().map(|property| member(property, offset(object.span))).collect()),
        Expr::Ident(name) => Value::Name(name.sym.to_string()),
        Expr::Paren(inner) => value(&inner.expr),
        Expr::TsAs(inner) => value(&inner.expr),
        Expr::TsSatisfies(inner) => value(&inner.expr),
        Expr::TsConstAssertion(inner) => value(&inner.expr),
        Expr::JSXElement(jsx) => Value::Element(Box::new(element(jsx))),
        Expr::Call(call) => match &call.callee {
            Callee::Expr(callee) => match &**callee {
                Expr::Ident(name) if call.args.iter().all(|argument| argument.spread.is_none()) => {
                    Value::Call(name.sym.to_string(), call.args.iter().map(|argument| value(&argument.expr)).collect())
                }
                _ => Value::Unknown(offset(call.span)),
            },
            _ => Value::Unknown(offset(call.span)),
        },
        Expr::Member(member) => match &member.prop {
            MemberProp::Ident(_) | MemberProp::Computed(_) | MemberProp::PrivateName(_) => Value::Unknown(offset(member.span)),
        },
        other => Value::Unknown(offset(other.span())),
    }
}

fn member(property: &PropOrSpread, at: usize) -> (String, Value) {
    if let PropOrSpread::Prop(property) = property
        && let Prop::KeyValue(pair) = &**property
    {
        let name = match &pair.key {
            PropName::Ident(name) => name.sym.to_string(),
            PropName::Str(name) => name.value.to_string_lossy().into_owned(),
            PropName::Num(name) => name.value.to_string(),
            PropName::Computed(computed) => match value(&computed.expr) {
                Value::Text(name) => name,
                _ => return (String::new(), Value::Unknown(at)),
            },
            PropName::BigInt(_) => return (String::new(), Value::Unknown(at)),
        };
        return (name, value(&pair.value));
    }
    (String::new(), Value::Unknown(at))
}
