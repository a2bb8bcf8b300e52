//! The variables of a module that have no value before their declaration has run. To be asked before the SystemJS pass.

use std::collections::HashSet;

use swc_core::atoms::Atom;
use swc_core::ecma::ast::{Decl, DefaultDecl, ExportSpecifier, Id, Ident, ModuleDecl, ModuleExportName, ModuleItem, Program, Stmt, VarDecl, VarDeclKind};
use swc_core::ecma::utils::find_pat_ids;

/// The variables of a module that have no value until their declaration has run.
pub(crate) struct Lexical {
    pub(super) own: HashSet<Id>,
    /// Under which names they are exported.
    pub(super) exported: HashSet<Atom>,
}

/// To be asked before the SystemJS pass.
pub(crate) fn lexical(program: &Program) -> Lexical {
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
