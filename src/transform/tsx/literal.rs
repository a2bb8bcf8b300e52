//! What a configuration file says, without running it: the value of an expression, as far as it can be read.

use std::cell::{Cell, RefCell};

use swc_core::common::comments::SingleThreadedComments;
use swc_core::common::sync::Lrc;
use swc_core::common::{GLOBALS, Globals, SourceMap, Spanned};
use swc_core::ecma::ast::{
    ArrowExpr, ArrowFunctionBody, BinExpr, BinaryOp, CallExpr, Callee, Decl, DefaultDecl, Expr, ExprOrSpread, Function, ImportDecl, ImportSpecifier, Lit,
    MemberExpr, MemberProp, ModuleDecl, ModuleExportName, ModuleItem, NewExpr, ObjectLit, ObjectPatProp, Pat, Program, Prop, PropName, PropOrSpread, Stmt,
    UnaryOp, VarDecl,
};

use crate::diagnostic::Diagnostic;
use crate::id::{ModuleId, join};

use super::parse;
use crate::transform::depth;

/// The value of an expression that was not run.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Literal {
    Undefined,
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    /// A path below the app's root, however it was computed (`path.resolve(__dirname, "./src")`).
    Path(String),
    /// The source of a regular expression.
    Pattern(String),
    Array(Vec<Literal>),
    Object(Vec<(String, Literal)>),
    /// What something from a package would make of these arguments, and where it is asked: `react({ jsxImportSource: "x" })`.
    Made {
        package: String,
        arguments: Vec<Literal>,
        at: usize,
    },
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

    /// Whether a condition holds; `None`: only running would tell.
    pub(super) fn truth(&self) -> Option<bool> {
        match self {
            Self::Unknown(_) => None,
            Self::Undefined | Self::Null | Self::Bool(false) => Some(false),
            Self::Number(value) => Some(*value != 0.0 && !value.is_nan()),
            Self::Text(text) => Some(!text.is_empty()),
            _ => Some(true),
        }
    }

    pub(crate) fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Undefined | Self::Null | Self::Unknown(_) | Self::Made { .. } => serde_json::Value::Null,
            Self::Bool(value) => (*value).into(),
            Self::Number(value) if value.fract() == 0.0 && value.abs() < 9e15 => (*value as i64).into(),
            Self::Number(value) => (*value).into(),
            Self::Text(text) | Self::Path(text) | Self::Pattern(text) => text.as_str().into(),
            Self::Array(items) => items.iter().map(Self::to_json).collect::<Vec<_>>().into(),
            Self::Object(fields) => {
                let present = fields.iter().filter(|(_, value)| *value != Self::Undefined);
                serde_json::Value::Object(present.map(|(name, value)| (name.clone(), value.to_json())).collect())
            }
        }
    }
}

/// What a configuration file may know: the text of the app's files, and what the tool that runs it would say.
pub(crate) struct World<'a> {
    pub(crate) file: &'a dyn Fn(&str) -> Option<String>,
    /// Vite's `mode`; its `command` follows.
    pub(crate) mode: &'a str,
    /// What `loadEnv` answers, for every prefix.
    pub(crate) env: &'a std::collections::BTreeMap<String, String>,
}

/// Reads the default export of a module, `module.exports`, or the one expression of a file (JSON with comments is one, in parentheses).
pub(crate) fn literal(path: &str, source: &str) -> Result<Literal, Diagnostic> {
    literal_in(path, source, &World { file: &|_| None, mode: "development", env: &std::collections::BTreeMap::new() })
}

/// The same, of a file that may import others and ask for its mode.
pub(crate) fn literal_in(path: &str, source: &str, world: &World<'_>) -> Result<Literal, Diagnostic> {
    export(path, source, "default", world, FILES)
}

/// How many files may import each other.
const FILES: usize = 8;

fn export(path: &str, source: &str, name: &str, world: &World<'_>, files: usize) -> Result<Literal, Diagnostic> {
    let internal = |problem: crate::Error| Diagnostic::file_error("config", path, problem.to_string());
    let parsed_as = if path.ends_with(".json") || path.ends_with("rc") { format!("{path}.ts") } else { path.to_string() };
    let id = ModuleId::new(&parsed_as).map_err(internal)?;
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
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let reader = Reader { items: &module.body, path, folder, world, files, scopes: Default::default(), steps: Cell::new(EXPRESSIONS) };
        Ok(reader.export(name))
    })
}

struct Reader<'a> {
    items: &'a [ModuleItem],
    path: &'a str,
    folder: &'a str,
    world: &'a World<'a>,
    files: usize,
    /// What functions around an expression declare and are given, the innermost last.
    scopes: RefCell<Vec<Scope<'a>>>,
    /// Expressions that may still be read: a name may be used many times by names that are.
    steps: Cell<usize>,
}

#[derive(Clone, Copy)]
enum Scope<'a> {
    Body(&'a [Stmt]),
    Parameter(&'a Pat),
}

/// How far names are followed.
const STEPS: usize = 64;
const EXPRESSIONS: usize = 20_000;

impl<'a> Reader<'a> {
    fn export(&self, wanted: &str) -> Literal {
        if wanted != "default" {
            return self.name(wanted, STEPS).unwrap_or(Literal::Unknown(0));
        }
        for item in self.items {
            match item {
                ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultExpr(export)) => return self.value(&export.expr, STEPS),
                ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultDecl(export)) => {
                    if let DefaultDecl::Fn(function) = &export.decl {
                        return self.function(&function.function, STEPS);
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

    fn value(&self, expression: &'a Expr, steps: usize) -> Literal {
        let unknown = || Literal::Unknown(parse::place(expression.span()).map_or(0, |place| place.0));
        let (Some(steps), Some(left)) = (steps.checked_sub(1), self.steps.get().checked_sub(1)) else { return unknown() };
        self.steps.set(left);
        match expression {
            Expr::Lit(Lit::Str(text)) => Literal::Text(text.value.to_string_lossy().into_owned()),
            Expr::Lit(Lit::Bool(flag)) => Literal::Bool(flag.value),
            Expr::Lit(Lit::Num(number)) => Literal::Number(number.value),
            Expr::Lit(Lit::Null(_)) => Literal::Null,
            Expr::Lit(Lit::Regex(pattern)) => Literal::Pattern(pattern.exp.to_string()),
            Expr::Tpl(template) => {
                let mut text = String::new();
                for (index, quasi) in template.quasis.iter().enumerate() {
                    text.push_str(&quasi.cooked.as_ref().map_or_else(|| quasi.raw.to_string(), |cooked| cooked.to_string_lossy().into_owned()));
                    match template.exprs.get(index).map(|inner| self.value(inner, steps)) {
                        None => {}
                        Some(inner) => match shown(&inner) {
                            Some(inner) => text.push_str(&inner),
                            None => return unknown(),
                        },
                    }
                }
                Literal::Text(text)
            }
            Expr::Paren(inner) => self.value(&inner.expr, steps),
            Expr::TsAs(cast) => self.value(&cast.expr, steps),
            Expr::TsSatisfies(cast) => self.value(&cast.expr, steps),
            Expr::TsConstAssertion(cast) => self.value(&cast.expr, steps),
            Expr::TsNonNull(cast) => self.value(&cast.expr, steps),
            Expr::Array(array) => Literal::Array(array.elems.iter().flatten().flat_map(|item| self.item(item, steps)).collect()),
            Expr::Object(object) => self.object(object, steps),
            Expr::Ident(name) => match &*name.sym {
                "undefined" => Literal::Undefined,
                "__dirname" => Literal::Path(self.folder.to_string()),
                "__filename" => Literal::Path(self.path.to_string()),
                name => self.name(name, steps).unwrap_or_else(unknown),
            },
            Expr::Member(member) => self.member(member, steps).unwrap_or_else(unknown),
            Expr::OptChain(chain) => match &*chain.base {
                swc_core::ecma::ast::OptChainBase::Member(member) => self.member(member, steps).unwrap_or_else(unknown),
                swc_core::ecma::ast::OptChainBase::Call(_) => unknown(),
            },
            Expr::Call(call) => self.call(call, steps).unwrap_or_else(unknown),
            Expr::New(call) => self.url(call, steps).unwrap_or_else(unknown),
            Expr::Arrow(arrow) => self.arrow(arrow, steps),
            Expr::Fn(function) => self.function(&function.function, steps),
            Expr::Await(inner) => self.value(&inner.arg, steps),
            Expr::Bin(operation) => self.operation(operation, steps).unwrap_or_else(unknown),
            Expr::Unary(operation) => match (operation.op, self.value(&operation.arg, steps)) {
                (UnaryOp::Bang, value) => value.truth().map_or_else(unknown, |truth| Literal::Bool(!truth)),
                (UnaryOp::Minus, Literal::Number(value)) => Literal::Number(-value),
                (UnaryOp::Void, _) => Literal::Undefined,
                _ => unknown(),
            },
            Expr::Cond(condition) => match self.value(&condition.test, steps).truth() {
                Some(true) => self.value(&condition.cons, steps),
                Some(false) => self.value(&condition.alt, steps),
                None => unknown(),
            },
            _ => unknown(),
        }
    }

    fn item(&self, item: &'a ExprOrSpread, steps: usize) -> Vec<Literal> {
        match (item.spread, self.value(&item.expr, steps)) {
            (Some(_), Literal::Array(items)) => items,
            (Some(_), value) if value.truth() == Some(false) => Vec::new(),
            (_, value) => vec![value],
        }
    }

    fn object(&self, object: &'a ObjectLit, steps: usize) -> Literal {
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
                    Prop::Shorthand(name) => {
                        let unknown = || Literal::Unknown(parse::place(name.span).map_or(0, |place| place.0));
                        fields.push((name.sym.to_string(), self.name(&name.sym, steps).unwrap_or_else(unknown)));
                    }
                    _ => {}
                },
            }
        }
        Literal::Object(fields)
    }

    fn key(&self, name: &'a PropName, steps: usize) -> Option<String> {
        match name {
            PropName::Ident(name) => Some(name.sym.to_string()),
            PropName::Str(name) => Some(name.value.to_string_lossy().into_owned()),
            PropName::Num(name) => Some(name.value.to_string()),
            PropName::Computed(computed) => self.value(&computed.expr, steps).as_str().map(str::to_string),
            PropName::BigInt(_) => None,
        }
    }

    fn operation(&self, operation: &'a BinExpr, steps: usize) -> Option<Literal> {
        let left = self.value(&operation.left, steps);
        let right = || self.value(&operation.right, steps);
        match operation.op {
            BinaryOp::LogicalAnd => Some(if left.truth()? { right() } else { left }),
            BinaryOp::LogicalOr => Some(if left.truth()? { left } else { right() }),
            BinaryOp::NullishCoalescing => match left {
                Literal::Unknown(_) => None,
                Literal::Null | Literal::Undefined => Some(right()),
                left => Some(left),
            },
            BinaryOp::EqEqEq | BinaryOp::EqEq | BinaryOp::NotEqEq | BinaryOp::NotEq => {
                let right = right();
                left.truth().and(right.truth())?;
                Some(Literal::Bool((left == right) == matches!(operation.op, BinaryOp::EqEqEq | BinaryOp::EqEq)))
            }
            BinaryOp::Add => match (left, right()) {
                (Literal::Number(a), Literal::Number(b)) => Some(Literal::Number(a + b)),
                (Literal::Path(a), b) => Some(Literal::Path(format!("{a}{}", shown(&b)?))),
                (a, b) => Some(Literal::Text(format!("{}{}", shown(&a)?, shown(&b)?))),
            },
            _ => None,
        }
    }

    fn member(&self, member: &'a MemberExpr, steps: usize) -> Option<Literal> {
        let name = match &member.prop {
            MemberProp::Ident(name) => name.sym.to_string(),
            MemberProp::Computed(computed) => shown(&self.value(&computed.expr, steps))?,
            MemberProp::PrivateName(_) => return None,
        };
        match &*member.obj {
            // `import.meta.dirname`, `import.meta.url`
            Expr::MetaProp(_) => match name.as_str() {
                "dirname" => return Some(Literal::Path(self.folder.to_string())),
                "filename" | "url" => return Some(Literal::Path(self.path.to_string())),
                _ => return None,
            },
            // The host's environment is none of the app's business; this one name is known.
            Expr::Member(inner) if is_process_env(inner) => {
                return Some(if name == "NODE_ENV" { Literal::Text(self.world.mode.to_string()) } else { Literal::Undefined });
            }
            Expr::Ident(object) if object.sym == *"process" && name == "env" => return None,
            _ => {}
        }
        match (self.value(&member.obj, steps), name.as_str()) {
            (Literal::Path(path), "pathname" | "href") => Some(Literal::Path(path)),
            (Literal::Array(items), index) => index.parse::<usize>().ok().map(|index| items.get(index).cloned().unwrap_or(Literal::Undefined)),
            (made @ Literal::Made { .. }, _) => Some(made),
            (object @ Literal::Object(_), name) => Some(object.get(name).cloned().unwrap_or(Literal::Undefined)),
            _ => None,
        }
    }

    /// What a name stands for, in the functions around and at the top of the file.
    fn name(&self, name: &str, steps: usize) -> Option<Literal> {
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
    fn other(&self, specifier: &str, name: &str) -> Option<Literal> {
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

    fn arrow(&self, arrow: &'a ArrowExpr, steps: usize) -> Literal {
        let parameters: Vec<Scope<'a>> = arrow.params.iter().take(1).map(Scope::Parameter).collect();
        match &*arrow.body {
            ArrowFunctionBody::Expr(expression) => self.inside(parameters, || self.value(expression, steps)),
            ArrowFunctionBody::FunctionBody(body) => self.body(parameters, &body.stmts, steps),
        }
    }

    fn function(&self, function: &'a Function, steps: usize) -> Literal {
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

    fn call(&self, call: &'a CallExpr, steps: usize) -> Option<Literal> {
        let argument = |index: usize| call.args.get(index).map(|argument| self.value(&argument.expr, steps));
        let callee = match &call.callee {
            Callee::Expr(callee) => callee,
            // `const { tagger } = await import("a-package")`
            Callee::Import(_) => {
                let package = argument(0)?.as_str()?.to_string();
                return Some(Literal::Made { package, arguments: Vec::new(), at: parse::place(call.span).map_or(0, |place| place.0) });
            }
            Callee::Super(_) => return None,
        };
        let (object, name) = match &**callee {
            Expr::Ident(name) => (None, name.sym.to_string()),
            Expr::Member(member) => match &member.prop {
                MemberProp::Ident(property) => (Some(&*member.obj), property.sym.to_string()),
                _ => return None,
            },
            // `require("autoprefixer")()`
            other => return Some(self.value(other, steps)).filter(|value| matches!(value, Literal::Made { .. })),
        };
        // What a package's function answers is the package's, and what a function of this file answers is known by its name.
        let made = |local: &str| match self.name(local, steps)? {
            Literal::Made { package, .. } => {
                let at = parse::place(call.span).map_or(0, |place| place.0);
                Some(Literal::Made { package, arguments: call.args.iter().map(|argument| self.value(&argument.expr, steps)).collect(), at })
            }
            value => call.args.is_empty().then_some(value),
        };
        match (object, name.as_str()) {
            (None, "defineConfig" | "defineProject" | "fileURLToPath" | "pathToFileURL" | "normalizePath" | "withMT") => argument(0),
            (Some(Expr::Ident(object)), "stringify") if object.sym == *"JSON" => Some(match argument(0)? {
                Literal::Unknown(offset) | Literal::Made { at: offset, .. } => Literal::Unknown(offset),
                Literal::Undefined => Literal::Undefined,
                value => Literal::Text(value.to_json().to_string()),
            }),
            (Some(Expr::Ident(object)), "parse") if object.sym == *"JSON" => json(argument(0)?.as_str()?),
            (None, "mergeConfig") => Some(merged(argument(0)?, argument(1)?)),
            (None, "loadEnv") => {
                let prefixes = match argument(2) {
                    Some(Literal::Text(prefix)) => vec![prefix],
                    Some(Literal::Array(items)) => items.iter().filter_map(Literal::as_str).map(str::to_string).collect(),
                    _ => vec!["VITE_".to_string()],
                };
                let visible = self.world.env.iter().filter(|(name, _)| prefixes.iter().any(|prefix| name.starts_with(prefix.as_str())));
                Some(Literal::Object(visible.map(|(name, value)| (name.clone(), Literal::Text(value.clone()))).collect()))
            }
            (None, "Boolean") => argument(0)?.truth().map(Literal::Bool),
            (None, "String") => shown(&argument(0)?).map(Literal::Text),
            (None, "require") => match argument(0)? {
                Literal::Text(specifier) if specifier.starts_with('.') => self.other(&specifier, "default"),
                Literal::Text(package) => Some(Literal::Made { package, arguments: Vec::new(), at: parse::place(call.span).map_or(0, |place| place.0) }),
                _ => None,
            },
            (_, "readFileSync") => match argument(0)? {
                Literal::Path(path) | Literal::Text(path) => (self.world.file)(&join("", &path)?).map(Literal::Text),
                _ => None,
            },
            (Some(Expr::Ident(object)), "cwd") if object.sym == *"process" => Some(Literal::Path(String::new())),
            (Some(object), "filter") if !matches!(object, Expr::Ident(_)) => match self.value(object, steps) {
                Literal::Array(items) => Some(Literal::Array(items.into_iter().filter(|item| item.truth() != Some(false)).collect())),
                _ => None,
            },
            (Some(object), "toString") => shown(&self.value(object, steps)).map(Literal::Text),
            (Some(Expr::Ident(object)), "resolve" | "join" | "dirname" | "normalize") if object.sym != *"Promise" => self.path(&name, call, steps),
            (None, "resolve" | "join" | "dirname" | "normalize") => self.path(&name, call, steps),
            (None, local) => made(local),
            (Some(Expr::Ident(object)), _) => made(&object.sym),
            _ => None,
        }
    }

    fn path(&self, function: &str, call: &'a CallExpr, steps: usize) -> Option<Literal> {
        let mut parts = Vec::new();
        for argument in &call.args {
            match self.value(&argument.expr, steps) {
                Literal::Path(part) => parts = vec![part],
                Literal::Text(part) => parts.push(part),
                _ => return None,
            }
        }
        let path = parts.join("/");
        let path = if function == "dirname" { path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_string()) } else { path };
        Some(Literal::Path(path))
    }

    /// `new URL("./src", import.meta.url)`, `new Date()`
    fn url(&self, call: &'a NewExpr, steps: usize) -> Option<Literal> {
        let Expr::Ident(name) = &*call.callee else { return None };
        let first = call.args.as_ref().filter(|_| name.sym == *"URL")?.first()?;
        match self.value(&first.expr, steps) {
            Literal::Text(path) => Some(Literal::Path(if self.folder.is_empty() { path } else { format!("{}/{path}", self.folder) })),
            _ => None,
        }
    }
}

/// What a value is in a text.
fn shown(value: &Literal) -> Option<String> {
    match value {
        Literal::Text(text) | Literal::Path(text) => Some(text.clone()),
        Literal::Number(_) | Literal::Bool(_) | Literal::Null => Some(value.to_json().to_string()),
        Literal::Undefined => Some("undefined".into()),
        _ => None,
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

fn json(text: &str) -> Option<Literal> {
    fn read(value: serde_json::Value) -> Literal {
        match value {
            serde_json::Value::Null => Literal::Null,
            serde_json::Value::Bool(flag) => Literal::Bool(flag),
            serde_json::Value::Number(number) => Literal::Number(number.as_f64().unwrap_or_default()),
            serde_json::Value::String(text) => Literal::Text(text),
            serde_json::Value::Array(items) => Literal::Array(items.into_iter().map(read).collect()),
            serde_json::Value::Object(fields) => Literal::Object(fields.into_iter().map(|(name, value)| (name, read(value))).collect()),
        }
    }
    serde_json::from_str(text).ok().map(read)
}

/// As Vite's `mergeConfig`: objects field by field, lists one after the other.
fn merged(base: Literal, more: Literal) -> Literal {
    match (base, more) {
        (Literal::Object(mut fields), Literal::Object(more)) => {
            for (name, value) in more {
                match fields.iter().position(|(field, _)| *field == name) {
                    Some(at) => {
                        let (_, known) = fields.remove(at);
                        fields.insert(at, (name, merged(known, value)));
                    }
                    None => fields.push((name, value)),
                }
            }
            Literal::Object(fields)
        }
        (Literal::Array(mut items), Literal::Array(more)) => {
            items.extend(more);
            Literal::Array(items)
        }
        (_, more) => more,
    }
}

fn is_process_env(member: &MemberExpr) -> bool {
    matches!((&*member.obj, &member.prop), (Expr::Ident(object), MemberProp::Ident(name)) if object.sym == *"process" && name.sym == *"env")
}

fn is_module_exports(assign: &swc_core::ecma::ast::AssignExpr) -> bool {
    let Some(swc_core::ecma::ast::SimpleAssignTarget::Member(member)) = assign.left.as_simple() else { return false };
    matches!((&*member.obj, &member.prop), (Expr::Ident(object), MemberProp::Ident(property)) if object.sym == *"module" && property.sym == *"exports")
}
