//! `export default () => ...` gets a name, that of its file: React Refresh keeps the state of components that it can call by name.

use swc_core::common::{DUMMY_SP, Spanned};
use swc_core::ecma::ast::{
    BindingIdent, Decl, DefaultDecl, ExportDefaultExpr, Expr, Ident, IdentName, JSXElement, JSXFragment, KeyValueProp, MemberExpr, MemberProp, ModuleDecl,
    ModuleItem, ObjectLit, Pat, Program, Prop, PropName, PropOrSpread, Stmt, VarDecl, VarDeclKind, VarDeclarator,
};
use swc_core::ecma::utils::private_ident;
use swc_core::ecma::visit::{Visit, VisitWith};

use crate::id::ModuleId;

/// `export default class {}` is called `default`, which no declaration can be: a property of that name gives it to the class.
pub(super) fn name_class(program: &mut Program) {
    let Program::Module(module) = program else { return };
    for item in &mut module.body {
        let ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultDecl(export)) = item else { continue };
        let span = export.span;
        let DefaultDecl::Class(class) = &mut export.decl else { continue };
        if class.ident.is_some() || !class.class.decorators.is_empty() {
            continue;
        }
        let pair = KeyValueProp { key: PropName::Ident("default".into()), value: Box::new(Expr::Class(class.clone())) };
        let object = Expr::Object(ObjectLit { span: DUMMY_SP, props: vec![PropOrSpread::Prop(Box::new(Prop::KeyValue(pair)))] });
        let expr = Box::new(Expr::Member(MemberExpr { span: DUMMY_SP, obj: Box::new(object), prop: MemberProp::Ident("default".into()) }));
        *item = ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultExpr(ExportDefaultExpr { span, expr }));
    }
}

/// Names the default export of a file that may hold components, if it has none.
pub(super) fn name(program: &mut Program, id: &ModuleId) {
    let Program::Module(module) = program else { return };
    if !matches!(id.extension().as_str(), "tsx" | "jsx" | "js") {
        return;
    }
    // `use-toggle.js` exports a hook: who uses it must run again, which a component would prevent.
    let is_hook = id.file_name().strip_prefix("use").is_some_and(|rest| rest.starts_with(|letter: char| !letter.is_ascii_lowercase()));
    let Some(at) = module.body.iter().position(is_anonymous).filter(|at| !is_hook && has_elements(&module.body[*at])) else { return };
    let name = component_name(id);
    match &mut module.body[at] {
        ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultDecl(export)) => {
            if let DefaultDecl::Fn(function) = &mut export.decl {
                function.ident = Some(name);
            }
        }
        ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultExpr(export)) => {
            let span = export.span;
            let value = std::mem::replace(&mut export.expr, Box::new(Expr::Ident(name.clone())));
            let declared = VarDeclarator { span: value.span(), name: Pat::Ident(BindingIdent::from(name)), init: Some(value), definite: false };
            let declaration = VarDecl { span, kind: VarDeclKind::Const, decls: vec![declared], ..Default::default() };
            module.body.insert(at, ModuleItem::Stmt(Stmt::Decl(Decl::Var(Box::new(declaration)))));
        }
        _ => {}
    }
}

/// Whether there is JSX in it, or what JSX stands for.
fn has_elements(item: &ModuleItem) -> bool {
    struct Search(bool);
    impl Visit for Search {
        fn visit_jsx_element(&mut self, _: &JSXElement) {
            self.0 = true;
        }

        fn visit_jsx_fragment(&mut self, _: &JSXFragment) {
            self.0 = true;
        }

        fn visit_ident_name(&mut self, name: &IdentName) {
            self.0 |= &*name.sym == "createElement";
        }

        fn visit_ident(&mut self, name: &Ident) {
            self.0 |= &*name.sym == "createElement";
        }
    }
    let mut search = Search(false);
    item.visit_with(&mut search);
    search.0
}

fn is_anonymous(item: &ModuleItem) -> bool {
    match item {
        ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultDecl(export)) => matches!(&export.decl, DefaultDecl::Fn(function) if function.ident.is_none()),
        ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultExpr(ExportDefaultExpr { expr, .. })) => is_function(expr),
        _ => false,
    }
}

/// A function, or one that is wrapped: `memo(() => ...)`, `forwardRef(function () ...)`.
fn is_function(expression: &Expr) -> bool {
    match expression {
        Expr::Arrow(_) => true,
        Expr::Fn(function) => function.ident.is_none(),
        Expr::Paren(inner) => is_function(&inner.expr),
        Expr::Call(call) => call.args.first().is_some_and(|argument| is_function(&argument.expr)),
        _ => false,
    }
}

/// `src/pages/user-list.tsx` -> `UserList`; a file called index goes by its folder.
fn component_name(id: &ModuleId) -> Ident {
    let stem = id.file_name().split('.').next().unwrap_or_default();
    let stem = if stem == "index" { id.folder().rsplit('/').next().unwrap_or_default() } else { stem };
    let mut name = String::new();
    let mut upper = true;
    for letter in stem.chars() {
        if letter.is_ascii_alphanumeric() {
            name.push(if upper { letter.to_ascii_uppercase() } else { letter });
            upper = false;
        } else {
            upper = true;
        }
    }
    if !name.starts_with(|letter: char| letter.is_ascii_uppercase()) {
        name.insert_str(0, "Default");
    }
    let mut ident = private_ident!(name.as_str());
    ident.span = DUMMY_SP;
    ident
}
