//! Blocks of one namespace see each other's exports by their bare names; each block becomes a function, so those names get their path.

use std::collections::{BTreeMap, BTreeSet};

use swc_core::common::{DUMMY_SP, SyntaxContext};
use swc_core::ecma::ast::{
    AssignTarget, Decl, Expr, Id, Ident, KeyValueProp, MemberExpr, MemberProp, ModuleDecl, ModuleItem, Program, Prop, PropName, SimpleAssignTarget, Stmt,
    TsModuleDecl, TsModuleName, TsNamespaceBody,
};
use swc_core::ecma::utils::find_pat_ids;
use swc_core::ecma::visit::{VisitMut, VisitMutWith};

/// Gives exports of other blocks their path. Runs before types are stripped.
pub(super) fn qualify(program: &mut Program, unresolved: SyntaxContext) {
    let Program::Module(module) = program else { return };
    let mut exported: BTreeMap<Id, Vec<BTreeSet<String>>> = BTreeMap::new();
    for block in module.body.iter_mut().filter_map(block_of) {
        if let TsModuleName::Ident(name) = &block.id {
            exported.entry(name.to_id()).or_default().push(exports_of(block.body.as_ref()));
        }
    }
    exported.retain(|_, blocks| blocks.len() > 1);
    if exported.is_empty() {
        return;
    }
    for block in module.body.iter_mut().filter_map(block_of) {
        let TsModuleName::Ident(name) = &block.id else { continue };
        let Some(blocks) = exported.get(&name.to_id()) else { continue };
        let own = exports_of(block.body.as_ref());
        let others = blocks.iter().flatten().filter(|other| !own.contains(*other)).cloned().collect();
        let mut qualify = Qualify { namespace: name.clone(), others, unresolved };
        block.body.visit_mut_with(&mut qualify);
    }
}

fn block_of(item: &mut ModuleItem) -> Option<&mut TsModuleDecl> {
    match item {
        ModuleItem::Stmt(Stmt::Decl(Decl::TsModule(block))) => Some(block),
        ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) => match &mut export.decl {
            Decl::TsModule(block) => Some(block),
            _ => None,
        },
        _ => None,
    }
}

fn exports_of(body: Option<&TsNamespaceBody>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    match body {
        Some(TsNamespaceBody::TsNamespaceDecl(inner)) => {
            names.insert(inner.id.sym.to_string());
        }
        Some(TsNamespaceBody::TsModuleBlock(block)) => {
            for item in &block.body {
                let ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) = item else { continue };
                match &export.decl {
                    Decl::Class(class) => drop(names.insert(class.ident.sym.to_string())),
                    Decl::Fn(function) => drop(names.insert(function.ident.sym.to_string())),
                    Decl::TsEnum(declaration) => drop(names.insert(declaration.id.sym.to_string())),
                    Decl::Var(variables) => {
                        let found: Vec<Id> = find_pat_ids(&variables.decls);
                        names.extend(found.into_iter().map(|(name, _)| name.to_string()));
                    }
                    Decl::TsModule(inner) => {
                        if let TsModuleName::Ident(name) = &inner.id {
                            names.insert(name.sym.to_string());
                        }
                    }
                    _ => {}
                }
            }
        }
        None => {}
    }
    names
}

struct Qualify {
    namespace: Ident,
    others: BTreeSet<String>,
    unresolved: SyntaxContext,
}

impl Qualify {
    fn path(&self, name: &Ident) -> Option<MemberExpr> {
        let known = name.ctxt == self.unresolved && self.others.contains(&*name.sym);
        known.then(|| MemberExpr {
            span: name.span,
            obj: Box::new(Expr::Ident(Ident { span: DUMMY_SP, ..self.namespace.clone() })),
            prop: MemberProp::Ident(name.clone().into()),
        })
    }
}

impl VisitMut for Qualify {
    fn visit_mut_expr(&mut self, expression: &mut Expr) {
        match expression {
            Expr::Ident(name) => {
                if let Some(path) = self.path(name) {
                    *expression = Expr::Member(path);
                }
            }
            _ => expression.visit_mut_children_with(self),
        }
    }

    fn visit_mut_assign_target(&mut self, target: &mut AssignTarget) {
        if let AssignTarget::Simple(SimpleAssignTarget::Ident(name)) = target
            && let Some(path) = self.path(&name.id)
        {
            *target = AssignTarget::Simple(SimpleAssignTarget::Member(path));
            return;
        }
        target.visit_mut_children_with(self);
    }

    fn visit_mut_prop(&mut self, property: &mut Prop) {
        if let Prop::Shorthand(name) = property
            && let Some(path) = self.path(name)
        {
            *property = Prop::KeyValue(KeyValueProp { key: PropName::Ident(name.clone().into()), value: Box::new(Expr::Member(path)) });
            return;
        }
        property.visit_mut_children_with(self);
    }
}
