//! Names in a configuration file: what functions declare and are given, the top of the file, and what it imports from others.

use swc_core::common::Spanned;
use swc_core::ecma::ast::{
    ArrowExpr, ArrowFunctionBody, Decl, Function, ImportDecl, ImportSpecifier, ModuleDecl, ModuleExportName, ModuleItem, ObjectPatProp, Pat, PropName, Stmt,
    VarDecl,
};

use crate::id::join;

use super::super::parse;
use super::export;
use super::reader::Reader;
use super::value::{Literal, json};

#[derive(Clone, Copy)]
pub(super) enum Scope<'a> {
    Body(&'a [Stmt]),
    Parameter(&'a Pat),
}

impl<'a> Reader<'a> {
    /// What a name stands for, in the functions around and at the top of the file.
    pub(super) fn name(&self, name: &str, steps: usize) -> Option<Literal> {
        let scopes = self.scopes.borrow().clone();
        for scope in scopes.iter().rev() {
            let found = match scope {
                Scope::Body(body) => body.iter().find_map(|statement| match statement {
                    Stmt::Decl(declaration) => self.declared(declaration, name, steps),
                    _ => None,
                }),
                Scope::Parameter(pattern) => self.parameter(pattern, name),
            };
            if found.is_some() {
                return found;
            }
        }
        self.items.iter().find_map(|item| match item {
            ModuleItem::Stmt(Stmt::Decl(declaration)) => self.declared(declaration, name, steps),
            ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) => self.declared(&export.decl, name, steps),
            ModuleItem::ModuleDecl(ModuleDecl::Import(import)) => self.imported(import, name),
            _ => None,
        })
    }

    fn declared(&self, declaration: &'a Decl, name: &str, steps: usize) -> Option<Literal> {
        match declaration {
            Decl::Var(variables) => self.variable(variables, name, steps),
            Decl::Fn(function) if function.ident.sym == *name => Some(self.function(&function.function, steps)),
            _ => None,
        }
    }

    fn variable(&self, variables: &'a VarDecl, name: &str, steps: usize) -> Option<Literal> {
        variables.decls.iter().find_map(|declared| match &declared.name {
            Pat::Ident(binding) if binding.id.sym == *name => Some(self.value(declared.init.as_deref()?, steps)),
            Pat::Object(_) => {
                let field = field_of(&declared.name, name)?;
                Some(match self.value(declared.init.as_deref()?, steps) {
                    made @ (Literal::Made { .. } | Literal::Unknown(_)) => made,
                    value => value.get(&field).cloned().unwrap_or(Literal::Undefined),
                })
            }
            _ => None,
        })
    }

    /// Vite calls a configuration with what it is run for.
    fn parameter(&self, pattern: &Pat, name: &str) -> Option<Literal> {
        let command = if self.world.mode == "production" { "build" } else { "serve" };
        let env = [("mode", Literal::Text(self.world.mode.to_string())), ("command", Literal::Text(command.into()))]
            .into_iter()
            .chain(["isSsrBuild", "isPreview", "ssrBuild"].map(|flag| (flag, Literal::Bool(false))));
        let env = Literal::Object(env.map(|(name, value)| (name.to_string(), value)).collect());
        match pattern {
            Pat::Ident(binding) if binding.id.sym == *name => Some(env),
            Pat::Object(_) => Some(env.get(&field_of(pattern, name)?).cloned().unwrap_or(Literal::Undefined)),
            _ => None,
        }
    }

    fn imported(&self, import: &'a ImportDecl, name: &str) -> Option<Literal> {
        let specifier = import.src.value.to_string_lossy();
        let found = import.specifiers.iter().find_map(|specifier| match specifier {
            ImportSpecifier::Default(local) => (local.local.sym == *name).then(|| "default".to_string()),
            ImportSpecifier::Namespace(local) => (local.local.sym == *name).then(|| "*".to_string()),
            ImportSpecifier::Named(named) => (named.local.sym == *name).then(|| match &named.imported {
                Some(ModuleExportName::Ident(name)) => name.sym.to_string(),
                Some(ModuleExportName::Str(name)) => name.value.to_string_lossy().into_owned(),
                None => named.local.sym.to_string(),
            }),
        })?;
        if !specifier.starts_with('.') {
            let at = parse::place(import.span).map_or(0, |place| place.0);
            return Some(Literal::Made { package: specifier.into_owned(), arguments: Vec::new(), at });
        }
        self.other(&specifier, &found)
    }

    /// An export of another file of the app.
    pub(super) fn other(&self, specifier: &str, name: &str) -> Option<Literal> {
        let files = self.files.checked_sub(1)?;
        let path = join(self.folder, specifier)?;
        let (path, text) = ["", ".ts", ".js", ".mjs", ".json", ".mts"]
            .iter()
            .map(|end| format!("{path}{end}"))
            .find_map(|path| (self.world.file)(&path).map(|text| (path, text)))?;
        if path.ends_with(".json") {
            let value = json(&text)?;
            return match name {
                "default" | "*" => Some(value),
                name => value.get(name).cloned(),
            };
        }
        export(&path, &text, name, self.world, files).ok().filter(|value| !matches!(value, Literal::Unknown(_)))
    }

    pub(super) fn arrow(&self, arrow: &'a ArrowExpr, steps: usize) -> Literal {
        let parameters: Vec<Scope<'a>> = arrow.params.iter().take(1).map(Scope::Parameter).collect();
        match &*arrow.body {
            ArrowFunctionBody::Expr(expression) => self.inside(parameters, || self.value(expression, steps)),
            ArrowFunctionBody::FunctionBody(body) => self.body(parameters, &body.stmts, steps),
        }
    }

    pub(super) fn function(&self, function: &'a Function, steps: usize) -> Literal {
        let parameters = function.params.iter().take(1).map(|parameter| Scope::Parameter(&parameter.pat)).collect();
        function.body.as_ref().map_or(Literal::Unknown(0), |body| self.body(parameters, &body.stmts, steps))
    }

    fn body(&self, mut scopes: Vec<Scope<'a>>, body: &'a [Stmt], steps: usize) -> Literal {
        scopes.push(Scope::Body(body));
        let end = body.last().and_then(|last| parse::place(last.span())).map_or(0, |place| place.0);
        self.inside(scopes, || self.returned(body, steps).unwrap_or(Literal::Unknown(end)))
    }

    fn inside<T>(&self, scopes: Vec<Scope<'a>>, read: impl FnOnce() -> T) -> T {
        let before = self.scopes.borrow().len();
        self.scopes.borrow_mut().extend(scopes);
        let answer = read();
        self.scopes.borrow_mut().truncate(before);
        answer
    }

    /// What a function returns, where the conditions on the way can be decided.
    fn returned(&self, body: &'a [Stmt], steps: usize) -> Option<Literal> {
        for statement in body {
            let found = match statement {
                Stmt::Return(statement) => Some(statement.arg.as_deref().map_or(Literal::Undefined, |value| self.value(value, steps))),
                Stmt::Block(block) => self.inside(vec![Scope::Body(&block.stmts)], || self.returned(&block.stmts, steps)),
                Stmt::If(branch) => match self.value(&branch.test, steps).truth() {
                    Some(true) => self.returned(std::slice::from_ref(&*branch.cons), steps),
                    Some(false) => branch.alt.as_deref().and_then(|alternative| self.returned(std::slice::from_ref(alternative), steps)),
                    None => None,
                },
                _ => None,
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

/// `{ mode: m, command = "serve" }`: the field behind a name.
fn field_of(pattern: &Pat, name: &str) -> Option<String> {
    let Pat::Object(object) = pattern else { return None };
    object.props.iter().find_map(|property| match property {
        ObjectPatProp::Assign(field) => (field.key.id.sym == *name).then(|| name.to_string()),
        ObjectPatProp::KeyValue(pair) => match (&pair.key, &*pair.value) {
            (PropName::Ident(field), Pat::Ident(binding)) if binding.id.sym == *name => Some(field.sym.to_string()),
            _ => None,
        },
        ObjectPatProp::Rest(_) => None,
    })
}
