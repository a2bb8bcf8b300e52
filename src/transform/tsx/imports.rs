//! What a script imports, in the order in which it runs, and what it exports.

use std::collections::HashSet;

use swc_core::common::Span;
use swc_core::ecma::ast::{
    CallExpr, Callee, Decl, ExportAll, ExportSpecifier, Expr, ExprOrSpread, Id, ImportDecl, ImportSpecifier, Lit, MemberProp, ModuleDecl, ModuleExportName,
    ModuleItem, NamedExport, OptCall, OptChainBase, Program, Str,
};
use swc_core::ecma::utils::find_pat_ids;
use swc_core::ecma::visit::{Visit, VisitWith};

use crate::transform::{Exports, Import};

use super::addresses::is_address;
use super::parse::place;

/// Collects imports after types are gone, so that type-only imports are no edges.
pub(super) fn collect(program: &Program, source: &str, is_typescript: bool) -> Vec<Import> {
    let mut collector = Collector { imports: Vec::new(), is_typescript, passed_on: passed_on(program, is_typescript) };
    let may_call = |(at, word): (usize, &str)| source[at + word.len()..].trim_start().starts_with(['(', '/']);
    match program {
        // Without a call of `import` all that imports stands at the top.
        Program::Module(module) if !source.match_indices("import").any(may_call) => {
            module.body.iter().filter_map(ModuleItem::as_module_decl).for_each(|declaration| match declaration {
                ModuleDecl::Import(import) => collector.visit_import_decl(import),
                ModuleDecl::ExportAll(all) => collector.visit_export_all(all),
                ModuleDecl::ExportNamed(named) => collector.visit_named_export(named),
                _ => {}
            });
        }
        _ => program.visit_with(&mut collector),
    }
    // What is left of those is `import()`, which leads out of the app.
    collector.imports.retain(|import| !(import.dynamic && is_address(&import.specifier)));
    collector.imports
}

/// `import {} from "./x"` imports nothing in TypeScript; `import "./x"` stays.
pub(super) fn drop_empty(program: &mut Program, source: &str) {
    let Program::Module(module) = program else { return };
    module.body.retain(|item| {
        let ModuleItem::ModuleDecl(ModuleDecl::Import(import)) = item else { return true };
        let written = place(import.span).and_then(|(offset, length)| source.get(offset..offset + length));
        let braces = written.is_some_and(|text| text.trim_start_matches("import").trim_start().starts_with('{'));
        !import.specifiers.is_empty() || !braces
    });
}

/// In TypeScript, what is only exported again may be a type: nothing says that it must exist.
fn passed_on(program: &Program, is_typescript: bool) -> HashSet<Id> {
    let Program::Module(module) = program else { return HashSet::new() };
    let exports = module.body.iter().filter_map(|item| match item {
        ModuleItem::ModuleDecl(ModuleDecl::ExportNamed(export)) if is_typescript && export.src.is_none() => Some(&export.specifiers),
        _ => None,
    });
    let names = exports.flatten().filter_map(|specifier| match specifier {
        ExportSpecifier::Named(named) => match &named.orig {
            ModuleExportName::Ident(name) => Some(name.to_id()),
            ModuleExportName::Str(_) => None,
        },
        _ => None,
    });
    names.collect()
}

struct Collector {
    imports: Vec<Import>,
    is_typescript: bool,
    passed_on: HashSet<Id>,
}

impl Collector {
    fn add(&mut self, source: &Str, span: Span, dynamic: bool) -> &mut Import {
        let specifier = source.value.to_string_lossy().into_owned();
        let at = self.imports.iter().position(|known| known.specifier == specifier && known.dynamic == dynamic).unwrap_or_else(|| {
            self.imports.push(Import { specifier, dynamic, place: place(span), names: Vec::new() });
            self.imports.len() - 1
        });
        &mut self.imports[at]
    }
}

fn text_of(name: &ModuleExportName) -> String {
    name.atom().to_string()
}

impl Visit for Collector {
    fn visit_import_decl(&mut self, declaration: &ImportDecl) {
        let names: Vec<(String, usize)> = declaration
            .specifiers
            .iter()
            .filter_map(|specifier| {
                let (name, local) = match specifier {
                    ImportSpecifier::Named(named) => (named.imported.as_ref().map_or_else(|| named.local.sym.to_string(), text_of), &named.local),
                    ImportSpecifier::Default(default) => ("default".to_string(), &default.local),
                    ImportSpecifier::Namespace(_) => return None,
                };
                let (offset, _) = place(local.span)?;
                (!self.passed_on.contains(&local.to_id())).then_some((name, offset))
            })
            .collect();
        self.add(&declaration.src, declaration.src.span, false).names.extend(names);
    }

    fn visit_export_all(&mut self, declaration: &ExportAll) {
        self.add(&declaration.src, declaration.src.span, false);
    }

    fn visit_named_export(&mut self, declaration: &NamedExport) {
        let Some(source) = &declaration.src else { return };
        let named = declaration.specifiers.iter().filter_map(|specifier| match specifier {
            ExportSpecifier::Named(named) if !self.is_typescript => Some((text_of(&named.orig), place(named.span)?.0)),
            _ => None,
        });
        let names: Vec<_> = named.collect();
        self.add(source, source.span, false).names.extend(names);
    }

    fn visit_call_expr(&mut self, call: &CallExpr) {
        if let (Callee::Import(_), Some(argument)) = (&call.callee, call.args.first()) {
            match &*argument.expr {
                Expr::Lit(Lit::Str(source)) => drop(self.add(source, source.span, true)),
                Expr::Tpl(template) if template.exprs.is_empty() => {
                    if let Some(quasi) = template.quasis.first() {
                        let source = Str { span: template.span, value: quasi.raw.clone().into(), raw: None };
                        self.add(&source, template.span, true);
                    }
                }
                _ => {}
            }
        }
        call.visit_children_with(self);
    }
}

/// The specifiers in calls of a method `accept`: those of `import.meta.hot`, under whatever name. One that leads nowhere means nothing.
pub(super) fn accepted(program: &Program) -> Vec<String> {
    let mut accepted = Accepted::default();
    program.visit_with(&mut accepted);
    accepted.specifiers
}

#[derive(Default)]
struct Accepted {
    specifiers: Vec<String>,
}

impl Accepted {
    fn look(&mut self, callee: &Expr, arguments: &[ExprOrSpread]) {
        let member = match callee {
            Expr::Member(member) => member,
            Expr::OptChain(chain) => match &*chain.base {
                OptChainBase::Member(member) => member,
                OptChainBase::Call(_) => return,
            },
            _ => return,
        };
        let (MemberProp::Ident(name), Some(first)) = (&member.prop, arguments.first()) else { return };
        if name.sym != "accept" {
            return;
        }
        match &*first.expr {
            Expr::Array(list) => list.elems.iter().flatten().for_each(|element| self.add(&element.expr)),
            specifier => self.add(specifier),
        }
    }

    fn add(&mut self, expression: &Expr) {
        if let Expr::Lit(Lit::Str(text)) = expression {
            let text = text.value.to_string_lossy().into_owned();
            if !self.specifiers.contains(&text) {
                self.specifiers.push(text);
            }
        }
    }
}

impl Visit for Accepted {
    fn visit_call_expr(&mut self, call: &CallExpr) {
        if let Callee::Expr(callee) = &call.callee {
            self.look(callee, &call.args);
        }
        call.visit_children_with(self);
    }

    fn visit_opt_call(&mut self, call: &OptCall) {
        self.look(&call.callee, &call.args);
        call.visit_children_with(self);
    }
}

/// The names that a module exports, and whose names it passes on.
pub(super) fn exports(program: &Program) -> Option<Exports> {
    let Program::Module(module) = program else { return None };
    let mut exports = Exports::default();
    let declarations = module.body.iter().filter_map(|item| item.as_module_decl()?.as_import());
    let imported: HashSet<Id> = declarations.flat_map(|import| &import.specifiers).map(|specifier| specifier.local().to_id()).collect();
    for item in &module.body {
        let ModuleItem::ModuleDecl(declaration) = item else { continue };
        match declaration {
            ModuleDecl::ExportDecl(export) => match &export.decl {
                Decl::Class(class) => exports.names.push(class.ident.sym.to_string()),
                Decl::Fn(function) => exports.names.push(function.ident.sym.to_string()),
                Decl::Var(variables) => {
                    let names: Vec<Id> = find_pat_ids(&variables.decls);
                    exports.names.extend(names.into_iter().map(|(name, _)| name.to_string()));
                }
                _ => {}
            },
            ModuleDecl::ExportNamed(export) => {
                for specifier in &export.specifiers {
                    let (name, is_imported) = match specifier {
                        ExportSpecifier::Named(named) => {
                            let is_imported = matches!(&named.orig, ModuleExportName::Ident(local) if imported.contains(&local.to_id()));
                            (text_of(named.exported.as_ref().unwrap_or(&named.orig)), is_imported)
                        }
                        ExportSpecifier::Namespace(namespace) => (text_of(&namespace.name), true),
                        ExportSpecifier::Default(default) => (default.exported.sym.to_string(), true),
                    };
                    if is_imported || export.src.is_some() {
                        exports.passed.push(name.clone());
                    }
                    exports.names.push(name);
                }
            }
            ModuleDecl::ExportDefaultDecl(_) | ModuleDecl::ExportDefaultExpr(_) => exports.names.push("default".into()),
            ModuleDecl::ExportAll(star) => exports.stars.push(star.src.value.to_string_lossy().into_owned()),
            _ => {}
        }
    }
    exports.names.sort_unstable();
    exports.names.dedup();
    exports.passed.sort_unstable();
    Some(exports)
}
