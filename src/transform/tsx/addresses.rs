//! Imports of addresses, `import confetti from "https://cdn.example/confetti.mjs"`: browsers fetch them by themselves, as they do with Vite.

use swc_core::common::{DUMMY_SP, Span};
use swc_core::ecma::ast::{
    AwaitExpr, CallExpr, Callee, ExportSpecifier, Expr, Ident, Import, ImportSpecifier, KeyValuePatProp, Lit, Module, ModuleDecl, ModuleExportName, ModuleItem,
    NamedExport, ObjectPat, ObjectPatProp, Pat, Program, PropName, Stmt, Str, VarDecl, VarDeclKind, VarDeclarator,
};
use swc_core::ecma::utils::private_ident;

/// Whether a specifier is an address.
pub(crate) fn is_address(specifier: &str) -> bool {
    ["https://", "http://", "//", "data:"].iter().any(|start| specifier.starts_with(start))
}

/// `import a, { b } from "https://x"` -> `const { default: a, b } = await import("https://x")`, which scripts that are no modules may do.
pub(super) fn fetch(program: &mut Program) {
    let Program::Module(Module { body, .. }) = program else { return };
    let of_address = |item: &ModuleItem| match item {
        ModuleItem::ModuleDecl(ModuleDecl::Import(import)) => is_address(&import.src.value.to_string_lossy()),
        ModuleItem::ModuleDecl(ModuleDecl::ExportNamed(NamedExport { src: Some(source), .. })) => is_address(&source.value.to_string_lossy()),
        _ => false,
    };
    if !body.iter().any(of_address) {
        return;
    }
    let (addresses, rest): (Vec<_>, Vec<_>) = std::mem::take(body).into_iter().partition(of_address);
    let mut exports = Vec::new();
    for item in addresses {
        match item {
            ModuleItem::ModuleDecl(ModuleDecl::Import(import)) => {
                let namespace = import.specifiers.iter().find_map(|specifier| Some(specifier.as_namespace()?.local.clone()));
                let names = import.specifiers.iter().filter_map(|specifier| match specifier {
                    ImportSpecifier::Default(default) => Some(("default".into(), default.local.clone())),
                    ImportSpecifier::Named(named) => {
                        Some((named.imported.as_ref().map_or_else(|| named.local.sym.clone(), |name| name.atom().into_owned()), named.local.clone()))
                    }
                    ImportSpecifier::Namespace(_) => None,
                });
                body.extend(awaited(&import.src, import.span, namespace, names.collect()));
            }
            ModuleItem::ModuleDecl(ModuleDecl::ExportNamed(NamedExport { src: Some(source), mut specifiers, span, .. })) => {
                let (mut namespace, mut names) = (None, Vec::new());
                for specifier in &mut specifiers {
                    let local = private_ident!("_fetched");
                    match specifier {
                        ExportSpecifier::Named(named) => {
                            names.push((named.orig.atom().into_owned(), local.clone()));
                            named.exported.get_or_insert_with(|| named.orig.clone());
                            named.orig = ModuleExportName::Ident(local);
                        }
                        ExportSpecifier::Namespace(all) => {
                            let exported = Some(all.name.clone());
                            namespace = Some(local.clone());
                            let orig = ModuleExportName::Ident(local);
                            *specifier =
                                ExportSpecifier::Named(swc_core::ecma::ast::ExportNamedSpecifier { span: DUMMY_SP, orig, exported, is_type_only: false });
                        }
                        ExportSpecifier::Default(_) => {}
                    }
                }
                body.extend(awaited(&source, span, namespace, names));
                exports.push(ModuleItem::ModuleDecl(ModuleDecl::ExportNamed(NamedExport { span, specifiers, src: None, type_only: false, with: None })));
            }
            _ => {}
        }
    }
    body.extend(rest);
    body.extend(exports);
}

/// The statements that take names out of an address.
fn awaited(source: &Str, span: Span, namespace: Option<Ident>, names: Vec<(swc_core::atoms::Atom, Ident)>) -> Vec<ModuleItem> {
    let import = Callee::Import(Import { span: DUMMY_SP, phase: Default::default() });
    let call = CallExpr { span, callee: import, args: vec![Expr::Lit(Lit::Str(source.clone())).into()], ..Default::default() };
    let mut value = Box::new(Expr::Await(AwaitExpr { span, arg: Box::new(Expr::Call(call)) }));
    let mut declared = Vec::new();
    if let Some(namespace) = namespace {
        declared.push((Pat::Ident(namespace.clone().into()), std::mem::replace(&mut value, Box::new(Expr::Ident(namespace)))));
    }
    if !names.is_empty() || declared.is_empty() {
        let props = names.into_iter().map(|(name, local)| {
            let key = PropName::Str(Str { span: DUMMY_SP, value: name.into(), raw: None });
            ObjectPatProp::KeyValue(KeyValuePatProp { key, value: Box::new(Pat::Ident(local.into())) })
        });
        declared.push((Pat::Object(ObjectPat { span: DUMMY_SP, props: props.collect(), optional: false, type_ann: None }), value));
    }
    let declarations = declared.into_iter().map(|(name, init)| {
        let declarator = VarDeclarator { span: DUMMY_SP, name, init: Some(init), definite: false };
        ModuleItem::Stmt(Stmt::from(VarDecl { span: DUMMY_SP, kind: VarDeclKind::Const, decls: vec![declarator], ..Default::default() }))
    });
    declarations.collect()
}
