//! What is read too early: before a `let`, `const` or `class` has its value, in the module itself or, around a circle of imports, in another one.
//!
//! The SystemJS pass makes variables of them that are `undefined` until then, where ES modules throw. So the factory says which of its exports
//! have no value yet (`[]` in the first call of `_export`) and which it only passes on (`[setter, "name"]`), and what runs with the body of the
//! module asks before it reads an import: `_context.live(setter, "name", value)`. Its own variables need no asking: the order of the text tells.
//! Functions are let alone: most are called when everything has run, and a question for each read would be felt.

use std::collections::{HashMap, HashSet};

use swc_core::atoms::Atom;
use swc_core::common::DUMMY_SP;
use swc_core::ecma::ast::{
    ArrayLit, ArrowExpr, AssignExpr, AssignOp, AssignTarget, BindingIdent, CallExpr, Callee, ClassExpr, ClassMember, Constructor, Decl, DefaultDecl,
    ExportSpecifier, Expr, ExprOrSpread, Function, GetterProp, Id, Ident, IdentName, KeyValueProp, Lit, MemberExpr, MemberProp, ModuleDecl, ModuleExportName,
    ModuleItem, Number, ObjectLit, Pat, Program, Prop, PropName, PropOrSpread, SetterProp, SimpleAssignTarget, Stmt, Str, TaggedTpl, UnaryExpr, UnaryOp,
    UpdateExpr, VarDecl, VarDeclKind,
};
use swc_core::ecma::utils::find_pat_ids;
use swc_core::ecma::visit::{Visit, VisitMut, VisitMutWith, VisitWith};

use super::keep;

/// The variables of a module that have no value until their declaration has run.
pub(super) struct Lexical {
    own: HashSet<Id>,
    /// Under which names they are exported.
    exported: HashSet<Atom>,
}

/// To be asked before the SystemJS pass.
pub(super) fn lexical(program: &Program) -> Lexical {
    let mut found = Lexical { own: HashSet::new(), exported: HashSet::new() };
    let Program::Module(module) = program else { return found };
    for item in &module.body {
        match item {
            ModuleItem::Stmt(Stmt::Decl(declaration)) => found.own.extend(declared(declaration)),
            ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) => {
                let ids = declared(&export.decl);
                found.exported.extend(ids.iter().map(|(name, _)| name.clone()));
                found.own.extend(ids);
            }
            ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultExpr(_)) => _ = found.exported.insert("default".into()),
            ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultDecl(export)) => {
                if let DefaultDecl::Class(class) = &export.decl {
                    found.exported.insert("default".into());
                    found.own.extend(class.ident.as_ref().map(Ident::to_id));
                }
            }
            _ => {}
        }
    }
    let exports = module.body.iter().filter_map(|item| match item {
        ModuleItem::ModuleDecl(ModuleDecl::ExportNamed(export)) if export.src.is_none() => Some(&export.specifiers),
        _ => None,
    });
    for specifier in exports.flatten() {
        if let ExportSpecifier::Named(named) = specifier
            && let ModuleExportName::Ident(name) = &named.orig
            && found.own.contains(&name.to_id())
        {
            found.exported.insert(named.exported.as_ref().map_or_else(|| name.sym.clone(), |name| name.atom().into_owned()));
        }
    }
    found
}

fn declared(declaration: &Decl) -> Vec<Id> {
    match declaration {
        Decl::Class(class) => vec![class.ident.to_id()],
        Decl::Var(declaration) if declaration.kind != VarDeclKind::Var => initialised(declaration),
        _ => Vec::new(),
    }
}

/// `let a;` leaves nothing in the factory that would say when it has run.
fn initialised(declaration: &VarDecl) -> Vec<Id> {
    declaration.decls.iter().filter(|declarator| declarator.init.is_some()).flat_map(|declarator| find_pat_ids(&declarator.name)).collect()
}

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
    let mut guard = Guard { context, ..Guard::default() };
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

/// Goes over what runs with the body of a module, in its order.
#[derive(Default)]
struct Guard {
    context: Ident,
    /// Imported variables, each with its setter and its name there.
    imports: HashMap<Id, (usize, Atom)>,
    namespaces: HashMap<Id, usize>,
    /// The module's own variables that have no value yet.
    pending: HashSet<Id>,
    writes: bool,
}

impl Guard {
    /// Notes what a setter binds, and what it only passes on.
    fn bind(&mut self, index: usize, setter: &Function, export: &Ident, passed: &mut HashMap<Atom, (usize, Atom)>) {
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
