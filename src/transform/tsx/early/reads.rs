//! What runs with the body of a module, in its order: before it reads an import it asks whether that has a value.

use std::collections::{HashMap, HashSet};

use swc_core::atoms::Atom;
use swc_core::common::DUMMY_SP;
use swc_core::ecma::ast::{
    ArrowExpr, AssignExpr, AssignOp, AssignTarget, BindingIdent, CallExpr, Callee, ClassExpr, ClassMember, Constructor, Expr, ExprOrSpread, Function,
    GetterProp, Id, Ident, IdentName, KeyValueProp, Lit, MemberExpr, MemberProp, Pat, Prop, PropName, PropOrSpread, SetterProp, SimpleAssignTarget, TaggedTpl,
    UnaryExpr, UnaryOp, UpdateExpr,
};
use swc_core::ecma::visit::{Visit, VisitMut, VisitMutWith, VisitWith};

use super::super::keep;
use super::{is_call_of, name_of, number, text};

/// Goes over what runs with the body of a module, in its order.
#[derive(Default)]
pub(super) struct Guard {
    context: Ident,
    /// Imported variables, each with its setter and its name there.
    imports: HashMap<Id, (usize, Atom)>,
    namespaces: HashMap<Id, usize>,
    /// The module's own variables that have no value yet.
    pub(super) pending: HashSet<Id>,
    pub(super) writes: bool,
}

impl Guard {
    /// `context`: what the factory knows its module by.
    pub(super) fn new(context: Ident) -> Self {
        Self { context, ..Self::default() }
    }

    /// Notes what a setter binds, and what it only passes on.
    pub(super) fn bind(&mut self, index: usize, setter: &Function, export: &Ident, passed: &mut HashMap<Atom, (usize, Atom)>) {
        let Some(namespace) = setter.params.first().and_then(|parameter| parameter.pat.as_ident()).map(|name| name.to_id()) else { return };
        let statements = setter.body.iter().flat_map(|body| &body.stmts);
        for expression in statements.filter_map(|statement| statement.as_expr().map(|statement| &*statement.expr)) {
            match expression {
                Expr::Assign(AssignExpr { left: AssignTarget::Simple(SimpleAssignTarget::Ident(local)), right, .. }) => {
                    if let Some(name) = self.original(index, right, &namespace) {
                        self.imports.insert(local.to_id(), (index, name));
                    } else if matches!(&**right, Expr::Ident(object) if object.to_id() == namespace) {
                        self.namespaces.insert(local.to_id(), index);
                    }
                }
                Expr::Call(call) if is_call_of(call, export) => match call.args.as_slice() {
                    [name, value] => {
                        if let (Expr::Lit(Lit::Str(name)), Some(original)) = (&*name.expr, self.original(index, &value.expr, &namespace)) {
                            passed.insert(name.value.to_string_lossy().as_ref().into(), (index, original));
                        }
                    }
                    [values] => {
                        let Expr::Object(values) = &*values.expr else { continue };
                        for property in values.props.iter().filter_map(PropOrSpread::as_prop) {
                            if let Prop::KeyValue(pair) = &**property
                                && let (Some(name), Some(original)) = (name_of(&pair.key), self.original(index, &pair.value, &namespace))
                            {
                                passed.insert(name, (index, original));
                            }
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
    }

    /// What a value in a setter is called where it comes from.
    fn original(&self, index: usize, value: &Expr, namespace: &Id) -> Option<Atom> {
        match value {
            Expr::Ident(local) => self.imports.get(&local.to_id()).filter(|(setter, _)| *setter == index).map(|(_, name)| name.clone()),
            Expr::Member(MemberExpr { obj, prop, .. }) if matches!(&**obj, Expr::Ident(object) if object.to_id() == *namespace) => match prop {
                MemberProp::Ident(name) => Some(name.sym.clone()),
                MemberProp::Computed(computed) => match &*computed.expr {
                    Expr::Lit(Lit::Str(name)) => Some(name.value.to_string_lossy().as_ref().into()),
                    _ => None,
                },
                MemberProp::PrivateName(_) => None,
            },
            _ => None,
        }
    }

    /// `_context.live(setter, "name", value, "local name")`; a setter of -1: it is too early in any case.
    fn live(&self, index: f64, name: &Atom, rest: Vec<ExprOrSpread>) -> Expr {
        let callee =
            Expr::Member(MemberExpr { span: DUMMY_SP, obj: Box::new(Expr::Ident(self.context.clone())), prop: MemberProp::Ident(IdentName::from("live")) });
        let args = [number(index), text(name)].into_iter().chain(rest).collect();
        Expr::Call(CallExpr { callee: Callee::Expr(Box::new(callee)), args, ..Default::default() })
    }

    /// What stands for a variable that is read.
    fn read(&self, name: &Ident) -> Option<Expr> {
        let id = name.to_id();
        if !self.writes {
            return None;
        }
        if self.pending.contains(&id) {
            return Some(self.live(-1.0, &name.sym, Vec::new()));
        }
        let (index, original) = self.imports.get(&id)?;
        let mut rest = vec![Expr::Ident(name.clone()).into()];
        if *original != name.sym {
            rest.push(text(&name.sym));
        }
        Some(self.live(*index as f64, original, rest))
    }

    /// A variable, or a member of a namespace, is not read here as a value of its own.
    fn skips(&self, expression: &Expr) -> bool {
        match expression {
            Expr::Ident(_) => true,
            Expr::Member(member) => self.namespace_of(member).is_some(),
            _ => false,
        }
    }

    fn namespace_of(&self, member: &MemberExpr) -> Option<(usize, Atom)> {
        let (Expr::Ident(object), MemberProp::Ident(name)) = (&*member.obj, &member.prop) else { return None };
        self.namespaces.get(&object.to_id()).map(|index| (*index, name.sym.clone()))
    }

    fn visit_callee(&mut self, callee: &mut Expr) {
        // `this` of `namespace.f()` is the namespace.
        if !matches!(callee, Expr::Member(member) if self.namespace_of(member).is_some()) {
            callee.visit_mut_with(self);
        }
    }
}

impl VisitMut for Guard {
    fn visit_mut_expr(&mut self, expression: &mut Expr) {
        let guarded = match expression {
            Expr::Ident(name) => self.read(name),
            Expr::Member(member) => match self.namespace_of(member).filter(|_| self.writes) {
                Some((index, name)) => Some(self.live(index as f64, &name, vec![Expr::Member(member.clone()).into()])),
                None => return expression.visit_mut_children_with(self),
            },
            _ => return expression.visit_mut_children_with(self),
        };
        if let Some(guarded) = guarded {
            *expression = guarded;
        }
    }

    fn visit_mut_assign_expr(&mut self, assignment: &mut AssignExpr) {
        assignment.right.visit_mut_with(self);
        assignment.left.visit_mut_with(self);
        if assignment.op == AssignOp::Assign {
            let mut names = Targets::default();
            assignment.left.visit_with(&mut names);
            self.pending.retain(|id| !names.ids.contains(id) && !names.exported.contains(&id.0));
        }
    }

    fn visit_mut_prop(&mut self, property: &mut Prop) {
        match property {
            Prop::Shorthand(name) => {
                if let Some(value) = self.read(name) {
                    *property = Prop::KeyValue(KeyValueProp { key: PropName::Ident(IdentName::from(name.sym.clone())), value: Box::new(value) });
                }
            }
            Prop::Method(method) => method.key.visit_mut_with(self),
            _ => property.visit_mut_children_with(self),
        }
    }

    fn visit_mut_getter_prop(&mut self, getter: &mut GetterProp) {
        getter.key.visit_mut_with(self);
    }

    fn visit_mut_setter_prop(&mut self, setter: &mut SetterProp) {
        setter.key.visit_mut_with(self);
    }

    fn visit_mut_call_expr(&mut self, call: &mut CallExpr) {
        let Callee::Expr(callee) = &mut call.callee else { return call.visit_mut_children_with(self) };
        let makes = matches!(&**callee, Expr::Ident(name) if *name.sym == *keep::PARAMETER);
        self.visit_callee(callee);
        for (index, argument) in call.args.iter_mut().enumerate() {
            match &mut *argument.expr {
                // What makes a value that is kept is called at once.
                Expr::Arrow(make) if makes && index == 1 => make.body.visit_mut_with(self),
                other => other.visit_mut_with(self),
            }
        }
    }

    fn visit_mut_tagged_tpl(&mut self, template: &mut TaggedTpl) {
        self.visit_callee(&mut template.tag);
        template.tpl.visit_mut_with(self);
    }

    fn visit_mut_unary_expr(&mut self, expression: &mut UnaryExpr) {
        if !matches!(expression.op, UnaryOp::TypeOf | UnaryOp::Delete) || !self.skips(&expression.arg) {
            expression.visit_mut_children_with(self);
        }
    }

    fn visit_mut_update_expr(&mut self, expression: &mut UpdateExpr) {
        if !self.skips(&expression.arg) {
            expression.visit_mut_children_with(self);
        }
    }

    fn visit_mut_class_expr(&mut self, class: &mut ClassExpr) {
        // A class knows its own name.
        let own = class.ident.as_ref().map(Ident::to_id).filter(|id| self.pending.remove(id));
        class.class.visit_mut_with(self);
        self.pending.extend(own);
    }

    fn visit_mut_class_member(&mut self, member: &mut ClassMember) {
        match member {
            ClassMember::Method(method) => method.key.visit_mut_with(self),
            ClassMember::ClassProp(property) => {
                property.key.visit_mut_with(self);
                if property.is_static {
                    property.value.visit_mut_with(self);
                }
            }
            ClassMember::PrivateProp(property) if property.is_static => property.value.visit_mut_with(self),
            ClassMember::StaticBlock(block) => block.body.visit_mut_with(self),
            _ => {}
        }
    }

    // What is called later.
    fn visit_mut_function(&mut self, _: &mut Function) {}
    fn visit_mut_arrow_expr(&mut self, _: &mut ArrowExpr) {}
    fn visit_mut_constructor(&mut self, _: &mut Constructor) {}
}

/// What an assignment gives values to: variables, and those behind the setters that the SystemJS pass puts into patterns.
#[derive(Default)]
struct Targets {
    ids: HashSet<Id>,
    exported: HashSet<Atom>,
}

impl Visit for Targets {
    fn visit_pat(&mut self, pattern: &Pat) {
        match pattern {
            Pat::Ident(name) => _ = self.ids.insert(name.to_id()),
            other => other.visit_children_with(self),
        }
    }

    fn visit_binding_ident(&mut self, name: &BindingIdent) {
        self.ids.insert(name.to_id());
    }

    fn visit_member_expr(&mut self, member: &MemberExpr) {
        if let (Expr::Ident(object), MemberProp::Ident(name)) = (&*member.obj, &member.prop)
            && object.sym.starts_with("_export_setters")
        {
            self.exported.insert(name.sym.clone());
        }
    }
}
