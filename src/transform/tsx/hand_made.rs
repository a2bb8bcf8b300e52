//! Stores that an app makes by itself, in files of components: `const store = createStore(0)` with the app's own function, `new CartStore()`,
//! `new Map()`, an object with methods. They outlive edits elsewhere in the file like those of libraries, where making one is all that their
//! initialiser does: nothing outside of it is called or changed.

use std::collections::{HashMap, HashSet};

use swc_core::common::SyntaxContext;
use swc_core::ecma::ast::{
    CallExpr, Callee, Decl, DefaultDecl, Expr, Id, Ident, JSXElement, JSXFragment, MemberExpr, Module, ModuleDecl, ModuleItem, NewExpr, ObjectLit, Pat, Prop,
    PropOrSpread, Stmt, VarDeclKind,
};
use swc_core::ecma::visit::{Visit, VisitWith};

use super::calm::{Body, Look, is_calm};
use super::keep::{References, Top};

/// Constructors whose every object is a state of its own.
const CONTAINERS: [&str; 5] = ["Map", "Set", "WeakMap", "WeakSet", "EventTarget"];
/// The constants of a module that hold such a value.
pub(super) fn find(module: &Module, top: &Top, free: SyntaxContext) -> HashSet<Id> {
    let bodies = bodies(module);
    let candidates: Vec<(&Ident, &Expr)> = constants(module).filter(|(name, _)| !name.sym.starts_with(|first: char| first.is_ascii_uppercase())).collect();
    let look = Look { top, bodies: &bodies, free };
    let made: HashSet<Id> = candidates.into_iter().filter(|(_, value)| is_made(&look, value)).map(|(name, _)| name.to_id()).collect();
    if made.is_empty() || !of_components(module, top) {
        return HashSet::new();
    }
    let used = used_on_the_way(module);
    made.into_iter().filter(|id| !used.contains(id)).collect()
}

fn constants(module: &Module) -> impl Iterator<Item = (&Ident, &Expr)> {
    let declarations = module.body.iter().filter_map(|item| match declaration(item)? {
        Decl::Var(variables) if variables.kind == VarDeclKind::Const => Some(&variables.decls),
        _ => None,
    });
    declarations.flatten().filter_map(|declarator| match (&declarator.name, &declarator.init) {
        (Pat::Ident(name), Some(value)) => Some((&name.id, &**value)),
        _ => None,
    })
}

fn declaration(item: &ModuleItem) -> Option<&Decl> {
    match item {
        ModuleItem::Stmt(Stmt::Decl(declaration)) => Some(declaration),
        ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) => Some(&export.decl),
        _ => None,
    }
}

/// Whether a file has to do with React, and leaves its updates to us.
fn of_components(module: &Module, top: &Top) -> bool {
    let mut seen = Seen::default();
    module.visit_with(&mut seen);
    !seen.hot && (seen.markup || top.packages().any(|package| matches!(package, "react" | "preact" | "preact/hooks" | "preact/compat")))
}

#[derive(Default)]
struct Seen {
    markup: bool,
    hot: bool,
}

impl Visit for Seen {
    fn visit_jsx_element(&mut self, element: &JSXElement) {
        self.markup = true;
        element.visit_children_with(self);
    }

    fn visit_jsx_fragment(&mut self, fragment: &JSXFragment) {
        self.markup = true;
        fragment.visit_children_with(self);
    }

    fn visit_member_expr(&mut self, member: &MemberExpr) {
        self.hot |= member.obj.is_meta_prop() && member.prop.is_ident_with("hot");
        member.visit_children_with(self);
    }
}

/// What statements at the top use, other than declarations: they would do to a kept value again what they did to it before.
fn used_on_the_way(module: &Module) -> HashSet<Id> {
    let statements = module.body.iter().filter_map(|item| match item {
        ModuleItem::Stmt(Stmt::Decl(_)) => None,
        ModuleItem::Stmt(statement) => Some(statement),
        ModuleItem::ModuleDecl(_) => None,
    });
    statements.flat_map(|statement| References::of(statement).ids).collect()
}

fn bodies(module: &Module) -> HashMap<Id, Body<'_>> {
    let mut bodies = HashMap::new();
    for item in &module.body {
        match item {
            ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultDecl(export)) => match &export.decl {
                DefaultDecl::Fn(function) => bodies.extend(function.ident.as_ref().map(|name| (name.to_id(), Body::Function(&function.function)))),
                DefaultDecl::Class(class) => bodies.extend(class.ident.as_ref().map(|name| (name.to_id(), Body::Class(&class.class)))),
                DefaultDecl::TsInterfaceDecl(_) => {}
            },
            item => match declaration(item) {
                Some(Decl::Fn(function)) => drop(bodies.insert(function.ident.to_id(), Body::Function(&function.function))),
                Some(Decl::Class(class)) => drop(bodies.insert(class.ident.to_id(), Body::Class(&class.class))),
                _ => {}
            },
        }
    }
    for (name, value) in constants(module) {
        match value {
            Expr::Arrow(arrow) => drop(bodies.insert(name.to_id(), Body::Arrow(arrow))),
            Expr::Fn(function) => drop(bodies.insert(name.to_id(), Body::Function(&function.function))),
            Expr::Class(class) => drop(bodies.insert(name.to_id(), Body::Class(&class.class))),
            _ => {}
        }
    }
    bodies
}

fn is_made(look: &Look<'_>, value: &Expr) -> bool {
    let makes = match value {
        Expr::Paren(inner) => return is_made(look, &inner.expr),
        Expr::New(NewExpr { callee, .. }) => match &**callee {
            Expr::Ident(name) => look.is_global(name, &CONTAINERS) || look.bodies.contains_key(&name.to_id()) || look.is_store(name, ""),
            _ => false,
        },
        Expr::Call(CallExpr { callee: Callee::Expr(callee), .. }) => match &**callee {
            Expr::Ident(name) => look.bodies.contains_key(&name.to_id()) || look.is_store(name, "create") || look.is_store(name, "make"),
            _ => false,
        },
        // Data alone is compared by its value.
        Expr::Object(object) => has_methods(object),
        _ => false,
    };
    makes && is_calm(look, value)
}

fn has_methods(object: &ObjectLit) -> bool {
    object.props.iter().any(|property| match property {
        PropOrSpread::Prop(property) => match &**property {
            Prop::Method(_) | Prop::Getter(_) => true,
            Prop::KeyValue(pair) => matches!(&*pair.value, Expr::Arrow(_) | Expr::Fn(_)),
            _ => false,
        },
        PropOrSpread::Spread(_) => false,
    })
}
