//! Whether making a value is all that its initialiser does: nothing outside of it is called or changed.

use std::collections::{HashMap, HashSet};

use swc_core::common::SyntaxContext;
use swc_core::ecma::ast::{
    ArrowExpr, AssignTarget, AwaitExpr, CallExpr, Callee, Class, ClassMember, Constructor, Expr, ExprOrSpread, FnDecl, Function, Id, Ident, JSXElement,
    JSXFragment, MetaPropExpr, NewExpr, Pat, SimpleAssignTarget, UpdateExpr, VarDeclarator,
};
use swc_core::ecma::utils::find_pat_ids;
use swc_core::ecma::visit::{Visit, VisitWith};

use super::keep::Top;

/// What making a value may use: constructors, and functions that change nothing but what they are given.
const HARMLESS: [&str; 33] = [
    "Map",
    "Set",
    "WeakMap",
    "WeakSet",
    "WeakRef",
    "EventTarget",
    "Event",
    "CustomEvent",
    "Array",
    "Object",
    "Symbol",
    "Number",
    "String",
    "Boolean",
    "BigInt",
    "JSON",
    "Math",
    "Promise",
    "Proxy",
    "Reflect",
    "RegExp",
    "Error",
    "TypeError",
    "Date",
    "URL",
    "undefined",
    "NaN",
    "Infinity",
    "structuredClone",
    "console",
    "parseInt",
    "parseFloat",
    "localStorage",
];

/// What names of imported functions and classes end in that make one.
const STORES: [&str; 9] = ["Store", "Context", "Atom", "Signal", "Emitter", "Bus", "Cache", "State", "Machine"];

/// Functions and classes at the top of a module.
#[derive(Clone, Copy)]
pub(super) enum Body<'a> {
    Function(&'a Function),
    Arrow(&'a ArrowExpr),
    Class(&'a Class),
}

/// What a module has at its top.
pub(super) struct Look<'a> {
    pub(super) top: &'a Top,
    pub(super) bodies: &'a HashMap<Id, Body<'a>>,
    pub(super) free: SyntaxContext,
}

impl Look<'_> {
    pub(super) fn is_global(&self, name: &Ident, names: &[&str]) -> bool {
        name.ctxt == self.free && names.contains(&&*name.sym)
    }

    /// An imported function or class that makes a store, by its name.
    pub(super) fn is_store(&self, name: &Ident, before: &str) -> bool {
        self.top.imported_name(&name.to_id()).is_some_and(|name| name.starts_with(before) && STORES.iter().any(|store| name.ends_with(store)))
    }
}

/// Whether nothing but the value comes of it.
pub(super) fn is_calm(look: &Look<'_>, value: &Expr) -> bool {
    let mut calm = Calm { look, own: HashSet::new(), inside: 0, wild: false, everything: false, seen: HashSet::new() };
    value.visit_with(&mut calm);
    if calm.everything {
        // It calls what it was given or made itself: then all that is written there may run.
        calm.inside = 0;
        calm.seen.clear();
        value.visit_with(&mut calm);
    }
    !calm.wild
}

/// Follows what runs when a value is made, into the app's own functions, and not into those that are only made on the way.
struct Calm<'a> {
    look: &'a Look<'a>,
    /// Variables and parameters of the functions that were looked at.
    own: HashSet<Id>,
    inside: usize,
    wild: bool,
    /// Functions that are made on the way run too.
    everything: bool,
    seen: HashSet<Id>,
}

impl Calm<'_> {
    fn runs(&self) -> bool {
        self.inside == 0 || self.everything
    }

    fn nested(&mut self, visit: impl FnOnce(&mut Self)) {
        self.inside += 1;
        visit(self);
        self.inside -= 1;
    }

    /// Something is called, or made with `new`.
    fn called(&mut self, callee: &Expr) {
        if !self.runs() {
            return;
        }
        match callee {
            Expr::Ident(name) if self.look.is_global(name, &HARMLESS) => {}
            Expr::Ident(name) if self.look.bodies.contains_key(&name.to_id()) => self.enter(name.to_id()),
            Expr::Ident(name) if ["", "create", "make"].iter().any(|before| self.look.is_store(name, before)) => {}
            Expr::Ident(name) if self.own.contains(&name.to_id()) => self.everything = true,
            Expr::Arrow(_) | Expr::Fn(_) => self.everything = true,
            Expr::Paren(inner) => self.called(&inner.expr),
            Expr::Member(member) => {
                self.everything |= member.obj.is_this();
                self.reached(&member.obj);
            }
            _ => self.wild = true,
        }
    }

    /// A method of this is called, or a property set: it must be of our own making.
    fn reached(&mut self, object: &Expr) {
        match object {
            Expr::Ident(name) if self.look.is_global(name, &HARMLESS) || self.own.contains(&name.to_id()) => {}
            Expr::This(_) | Expr::Lit(_) | Expr::Array(_) | Expr::Object(_) | Expr::New(_) | Expr::Call(_) | Expr::Tpl(_) | Expr::SuperProp(_) => {}
            Expr::Member(member) => self.reached(&member.obj),
            Expr::Paren(inner) => self.reached(&inner.expr),
            _ => self.wild = true,
        }
    }

    fn enter(&mut self, name: Id) {
        if !self.seen.insert(name.clone()) {
            return;
        }
        match self.look.bodies.get(&name) {
            Some(Body::Function(function)) => self.body_of_function(function),
            Some(Body::Arrow(arrow)) => self.body_of_arrow(arrow),
            Some(Body::Class(class)) => self.instance_of(class),
            None => {}
        }
    }

    fn body_of_function(&mut self, function: &Function) {
        self.wild |= function.is_async || function.is_generator;
        self.declare(function.params.iter().map(|parameter| &parameter.pat));
        function.visit_children_with(self);
    }

    fn body_of_arrow(&mut self, arrow: &ArrowExpr) {
        self.wild |= arrow.is_async;
        self.declare(&arrow.params);
        arrow.visit_children_with(self);
    }

    fn declare<'p>(&mut self, patterns: impl IntoIterator<Item = &'p Pat>) {
        for pattern in patterns {
            self.own.extend(find_pat_ids::<_, Id>(pattern));
        }
    }

    fn instance_of(&mut self, class: &Class) {
        match class.super_class.as_deref() {
            None => {}
            Some(parent) => self.called(parent),
        }
        for member in &class.body {
            match member {
                ClassMember::Constructor(constructor) => constructor.visit_with(self),
                ClassMember::ClassProp(property) if !property.is_static => property.value.visit_with(self),
                ClassMember::PrivateProp(property) if !property.is_static => property.value.visit_with(self),
                ClassMember::Method(method) => self.nested(|calm| method.function.visit_children_with(calm)),
                ClassMember::PrivateMethod(method) => self.nested(|calm| method.function.visit_children_with(calm)),
                _ => {}
            }
        }
    }
}

impl Visit for Calm<'_> {
    fn visit_call_expr(&mut self, call: &CallExpr) {
        match &call.callee {
            Callee::Expr(callee) => self.called(callee),
            Callee::Super(_) => {}
            Callee::Import(_) => self.wild |= self.runs(),
        }
        call.visit_children_with(self);
    }

    fn visit_new_expr(&mut self, new: &NewExpr) {
        self.called(&new.callee);
        new.visit_children_with(self);
    }

    fn visit_ident(&mut self, name: &Ident) {
        // A name of the page that is not known to be harmless.
        self.wild |= self.runs() && name.ctxt == self.look.free && !self.look.is_global(name, &HARMLESS);
    }

    fn visit_assign_target(&mut self, target: &AssignTarget) {
        if self.runs() {
            match target {
                AssignTarget::Simple(SimpleAssignTarget::Ident(name)) => self.wild |= !self.own.contains(&name.id.to_id()),
                AssignTarget::Simple(SimpleAssignTarget::Member(member)) => self.reached(&member.obj),
                _ => self.wild = true,
            }
        }
        target.visit_children_with(self);
    }

    fn visit_update_expr(&mut self, update: &UpdateExpr) {
        if self.runs() {
            match &*update.arg {
                Expr::Ident(name) => self.wild |= !self.own.contains(&name.to_id()),
                Expr::Member(member) => self.reached(&member.obj),
                _ => self.wild = true,
            }
        }
        update.visit_children_with(self);
    }

    fn visit_var_declarator(&mut self, declarator: &VarDeclarator) {
        self.declare([&declarator.name]);
        declarator.visit_children_with(self);
    }

    fn visit_fn_decl(&mut self, declaration: &FnDecl) {
        self.own.insert(declaration.ident.to_id());
        declaration.visit_children_with(self);
    }

    fn visit_function(&mut self, function: &Function) {
        self.declare(function.params.iter().map(|parameter| &parameter.pat));
        self.nested(|calm| function.visit_children_with(calm));
    }

    fn visit_arrow_expr(&mut self, arrow: &ArrowExpr) {
        self.declare(&arrow.params);
        self.nested(|calm| arrow.visit_children_with(calm));
    }

    fn visit_constructor(&mut self, constructor: &Constructor) {
        let parameters = constructor.params.iter().filter_map(|parameter| parameter.as_param());
        self.declare(parameters.map(|parameter| &parameter.pat));
        constructor.visit_children_with(self);
    }

    fn visit_await_expr(&mut self, _: &AwaitExpr) {
        self.wild |= self.runs();
    }

    fn visit_meta_prop_expr(&mut self, _: &MetaPropExpr) {
        self.wild |= self.runs();
    }

    fn visit_jsx_element(&mut self, _: &JSXElement) {
        // Components are replaced in place, each by its name.
        self.wild = true;
    }

    fn visit_jsx_fragment(&mut self, _: &JSXFragment) {
        self.wild = true;
    }

    fn visit_expr_or_spread(&mut self, argument: &ExprOrSpread) {
        argument.expr.visit_with(self);
    }
}
