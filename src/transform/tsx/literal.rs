//! What a configuration file says, without running it: the value of an expression, as far as it can be read.

use swc_core::common::comments::SingleThreadedComments;
use swc_core::common::sync::Lrc;
use swc_core::common::{GLOBALS, Globals, SourceMap, Spanned};
use swc_core::ecma::ast::{
    ArrowExpr, ArrowFunctionBody, CallExpr, Callee, Decl, DefaultDecl, Expr, ExprOrSpread, Lit, MemberProp, ModuleDecl, ModuleItem, NewExpr, ObjectLit, Pat,
    Program, Prop, PropName, PropOrSpread, Stmt,
};

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;

use super::parse;
use crate::transform::depth;

/// The value of an expression that was not run.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Literal {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    /// A path below the app's root, however it was computed (`path.resolve(__dirname, "./src")`).
    Path(String),
    Array(Vec<Literal>),
    Object(Vec<(String, Literal)>),
    /// Something that only running the file would tell; the byte offset where it stands.
    Unknown(usize),
}

impl Literal {
    /// A field of an object; a later one wins.
    pub(crate) fn get(&self, name: &str) -> Option<&Literal> {
        match self {
            Self::Object(fields) => fields.iter().rev().find(|(field, _)| field == name).map(|(_, value)| value),
            _ => None,
        }
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Null | Self::Unknown(_) => serde_json::Value::Null,
            Self::Bool(value) => (*value).into(),
            Self::Number(value) if value.fract() == 0.0 && value.abs() < 9e15 => (*value as i64).into(),
            Self::Number(value) => (*value).into(),
            Self::Text(text) | Self::Path(text) => text.as_str().into(),
            Self::Array(items) => items.iter().map(Self::to_json).collect::<Vec<_>>().into(),
            Self::Object(fields) => serde_json::Value::Object(fields.iter().map(|(name, value)| (name.clone(), value.to_json())).collect()),
        }
    }
}

/// Reads the default export of a module, `module.exports`, or the one expression of a file (JSON with comments is one, in parentheses).
pub(crate) fn literal(path: &str, source: &str) -> Result<Literal, Diagnostic> {
    let internal = |problem: crate::Error| Diagnostic::file_error("config", path, problem.to_string());
    let name = if path.ends_with(".json") { format!("{path}.ts") } else { path.to_string() };
    let id = ModuleId::new(&name).map_err(internal)?;
    let first = |problems: Vec<Diagnostic>| {
        problems
            .into_iter()
            .next()
            .map_or_else(|| Diagnostic::file_error("config", path, "cannot be read"), |problem| Diagnostic { file: path.to_string(), ..problem })
    };
    depth::check(&id, source, 100).map_err(first)?;
    GLOBALS.set(&Globals::new(), || {
        let sources: Lrc<SourceMap> = Lrc::default();
        let comments = SingleThreadedComments::default();
        let program = parse::parse(&id, source, &sources, &comments).map_err(first)?;
        let Program::Module(module) = &program else { return Ok(Literal::Unknown(0)) };
        let reader = Reader { items: &module.body };
        Ok(reader.module())
    })
}

struct Reader<'a> {
    items: &'a [ModuleItem],
}

/// How far names are followed.
const STEPS: usize = 64;

impl Reader<'_> {
    fn module(&self) -> Literal {
        for item in self.items {
            match item {
                ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultExpr(export)) => return self.value(&export.expr, STEPS),
                ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultDecl(export)) => {
                    if let DefaultDecl::Fn(function) = &export.decl
                        && let Some(body) = &function.function.body
                    {
                        return self.returned(&body.stmts, STEPS);
                    }
                }
                ModuleItem::Stmt(Stmt::Expr(statement)) => match &*statement.expr {
                    Expr::Assign(assign) if is_module_exports(assign) => return self.value(&assign.right, STEPS),
                    Expr::Paren(inner) if self.items.len() == 1 => return self.value(&inner.expr, STEPS),
                    _ => {}
                },
                _ => {}
            }
        }
        Literal::Unknown(0)
    }

    fn value(&self, expression: &Expr, steps: usize) -> Literal {
        let unknown = || Literal::Unknown(parse::place(expression.span()).map_or(0, |place| place.0));
        let Some(steps) = steps.checked_sub(1) else { return unknown() };
        match expression {
            Expr::Lit(Lit::Str(text)) => Literal::Text(text.value.to_string_lossy().into_owned()),
            Expr::Lit(Lit::Bool(flag)) => Literal::Bool(flag.value),
            Expr::Lit(Lit::Num(number)) => Literal::Number(number.value),
            Expr::Lit(Lit::Null(_)) => Literal::Null,
            Expr::Tpl(template) if template.exprs.is_empty() => Literal::Text(template.quasis.iter().map(|quasi| quasi.raw.to_string()).collect()),
            Expr::Paren(inner) => self.value(&inner.expr, steps),
            Expr::TsAs(cast) => self.value(&cast.expr, steps),
            Expr::TsSatisfies(cast) => self.value(&cast.expr, steps),
            Expr::TsConstAssertion(cast) => self.value(&cast.expr, steps),
            Expr::TsNonNull(cast) => self.value(&cast.expr, steps),
            Expr::Array(array) => Literal::Array(array.elems.iter().flatten().map(|ExprOrSpread { expr, .. }| self.value(expr, steps)).collect()),
            Expr::Object(object) => self.object(object, steps),
            Expr::Ident(name) if name.sym == *"__dirname" => Literal::Path(String::new()),
            Expr::Ident(name) => self.declared(&name.sym).map_or_else(unknown, |found| self.value(found, steps)),
            // `import.meta.dirname`
            Expr::Member(member) if matches!(&*member.obj, Expr::MetaProp(_)) && matches!(&member.prop, MemberProp::Ident(name) if name.sym == *"dirname") => {
                Literal::Path(String::new())
            }
            Expr::Call(call) => self.call(call, steps).unwrap_or_else(unknown),
            Expr::New(call) => self.url(call, steps).unwrap_or_else(unknown),
            Expr::Arrow(ArrowExpr { body, .. }) => match &**body {
                ArrowFunctionBody::Expr(expression) => self.value(expression, steps),
                ArrowFunctionBody::FunctionBody(body) => self.returned(&body.stmts, steps),
            },
            Expr::Fn(function) => function.function.body.as_ref().map_or_else(unknown, |body| self.returned(&body.stmts, steps)),
            Expr::Await(inner) => self.value(&inner.arg, steps),
            _ => unknown(),
        }
    }

    fn object(&self, object: &ObjectLit, steps: usize) -> Literal {
        let mut fields = Vec::new();
        for property in &object.props {
            match property {
                PropOrSpread::Spread(spread) => {
                    if let Literal::Object(more) = self.value(&spread.expr, steps) {
                        fields.extend(more);
                    }
                }
                PropOrSpread::Prop(property) => match &**property {
                    Prop::KeyValue(pair) => fields.extend(self.key(&pair.key, steps).map(|name| (name, self.value(&pair.value, steps)))),
                    Prop::Shorthand(name) => fields.push((name.sym.to_string(), self.value(&Expr::Ident(name.clone()), steps))),
                    _ => {}
                },
            }
        }
        Literal::Object(fields)
    }

    fn key(&self, name: &PropName, steps: usize) -> Option<String> {
        match name {
            PropName::Ident(name) => Some(name.sym.to_string()),
            PropName::Str(name) => Some(name.value.to_string_lossy().into_owned()),
            PropName::Num(name) => Some(name.value.to_string()),
            PropName::Computed(computed) => self.value(&computed.expr, steps).as_str().map(str::to_string),
            PropName::BigInt(_) => None,
        }
    }

    /// The initialiser of a constant at the top of the file.
    fn declared(&self, name: &str) -> Option<&Expr> {
        self.items.iter().find_map(|item| {
            let declaration = match item {
                ModuleItem::Stmt(Stmt::Decl(Decl::Var(declaration))) => declaration,
                ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) => match &export.decl {
                    Decl::Var(declaration) => declaration,
                    _ => return None,
                },
                _ => return None,
            };
            declaration.decls.iter().find(|declared| matches!(&declared.name, Pat::Ident(binding) if binding.id.sym == *name))?.init.as_deref()
        })
    }

    /// The first `return` of a function, as configurations that are functions have it.
    fn returned(&self, body: &[Stmt], steps: usize) -> Literal {
        let found = body.iter().find_map(|statement| match statement {
            Stmt::Return(statement) => statement.arg.as_deref(),
            _ => None,
        });
        found.map_or(Literal::Unknown(0), |expression| self.value(expression, steps))
    }

    fn call(&self, call: &CallExpr, steps: usize) -> Option<Literal> {
        let Callee::Expr(callee) = &call.callee else { return None };
        let argument = |index: usize| call.args.get(index).map(|argument| self.value(&argument.expr, steps));
        let name = match &**callee {
            Expr::Ident(name) => name.sym.to_string(),
            Expr::Member(member) => match (&*member.obj, &member.prop) {
                (Expr::Ident(object), MemberProp::Ident(property)) => format!("{}.{}", object.sym, property.sym),
                _ => return None,
            },
            _ => return None,
        };
        match name.as_str() {
            "defineConfig" | "mergeConfig" => argument(0),
            "JSON.stringify" => Some(match argument(0)? {
                Literal::Unknown(offset) => Literal::Unknown(offset),
                value => Literal::Text(value.to_json().to_string()),
            }),
            "path.resolve" | "path.join" | "resolve" | "join" => {
                let mut path = String::new();
                for index in 0..call.args.len() {
                    match argument(index)? {
                        Literal::Path(part) | Literal::Text(part) => {
                            path = if path.is_empty() { part } else { format!("{path}/{part}") };
                        }
                        _ => return None,
                    }
                }
                Some(Literal::Path(path))
            }
            "process.cwd" => Some(Literal::Path(String::new())),
            "fileURLToPath" | "url.fileURLToPath" => argument(0),
            "path.dirname" | "dirname" => Some(Literal::Path(String::new())),
            _ => None,
        }
    }

    /// `new URL("./src", import.meta.url)`
    fn url(&self, call: &NewExpr, steps: usize) -> Option<Literal> {
        let is_url = matches!(&*call.callee, Expr::Ident(name) if name.sym == *"URL");
        let first = call.args.as_ref().filter(|_| is_url)?.first()?;
        match self.value(&first.expr, steps) {
            Literal::Text(path) => Some(Literal::Path(path)),
            _ => None,
        }
    }
}

fn is_module_exports(assign: &swc_core::ecma::ast::AssignExpr) -> bool {
    let Some(swc_core::ecma::ast::SimpleAssignTarget::Member(member)) = assign.left.as_simple() else { return false };
    matches!((&*member.obj, &member.prop), (Expr::Ident(object), MemberProp::Ident(property)) if object.sym == *"module" && property.sym == *"exports")
}
