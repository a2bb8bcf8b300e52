//! CommonJS in an app: files that speak of `module`, `exports` and `require`, and ES modules that call `require`.
//!
//! What is required is loaded before the file runs, as bundlers do. `module.exports` travels as an export of that name, as in Node;
//! `module.hot` is `import.meta.hot`.

use swc_core::common::comments::SingleThreadedComments;
use swc_core::common::sync::Lrc;
use swc_core::common::{DUMMY_SP, SourceMap, Span, SyntaxContext};
use swc_core::ecma::ast::{
    ArrayLit, CallExpr, Callee, Expr, ExprOrSpread, FunctionBody, Ident, ImportDecl, ImportSpecifier, ImportStarAsSpecifier, Lit, Module, ModuleDecl,
    ModuleItem, Program, Script, Stmt, Str, TryStmt,
};
use swc_core::ecma::utils::private_ident;
use swc_core::ecma::visit::{Visit, VisitMut, VisitMutWith, VisitWith};

use crate::id::ModuleId;
use crate::transform::Import;

use super::parse::{self, place};

/// Whether a file is CommonJS: no `import` and no `export`, and it uses what only CommonJS has.
pub(super) fn is_commonjs(program: &Program, id: &ModuleId, unresolved: SyntaxContext) -> bool {
    let Program::Module(module) = program else { return false };
    if module.body.iter().any(|item| matches!(item, ModuleItem::ModuleDecl(_))) {
        return false;
    }
    let mut search = Search { unresolved, found: false, modern: false };
    program.visit_with(&mut search);
    matches!(id.extension().as_str(), "cjs" | "cts") || search.found && !search.modern
}

struct Search {
    unresolved: SyntaxContext,
    found: bool,
    /// `import.meta` exists in ES modules alone.
    modern: bool,
}

impl Visit for Search {
    fn visit_ident(&mut self, name: &Ident) {
        self.found |= name.ctxt == self.unresolved && matches!(&*name.sym, "module" | "exports");
    }

    fn visit_meta_prop_expr(&mut self, _: &swc_core::ecma::ast::MetaPropExpr) {
        self.modern = true;
    }
}

/// A program that is no ES module: the passes that add imports to it then add calls of `require`.
pub(super) fn into_script(program: Program) -> Program {
    match program {
        Program::Module(module) => {
            let body = module.body.into_iter().filter_map(ModuleItem::stmt).collect();
            Program::Script(Script { span: module.span, body, shebang: None })
        }
        script => script,
    }
}

/// What a factory around CommonJS does; the names stand for what `wrap` puts in their place.
const FACTORY: &str = r#"
System.register(SPECIFIERS, function (_export, _context) {
  var loaded = [];
  var module = { exports: {} };
  _export("module.exports", module.exports);
  function require(specifier) {
    var index = SPECIFIERS.indexOf(specifier);
    if (index < 0) throw new Error("Cannot find module '" + specifier + "'");
    return REQUIRED(loaded[index], specifier);
  }
  return {
    setters: SPECIFIERS.map(function (_, index) { return function (namespace) { loaded[index] = namespace } }),
    execute: function () {
      module.hot = _context.meta.hot;
      (function (exports, require, module) { BODY }).call(module.exports, module.exports, require, module);
      var made = module.exports;
      var names = Object.assign({}, Object(made) === made ? made : {});
      names["module.exports"] = made;
      names.default = Object(made) === made && made.__esModule && "default" in made ? made.default : made;
      _export(names);
    }
  };
});
"#;

/// What `require` answers for a module that is loaded: of CommonJS its `module.exports`, of JSON the value, else the namespace. npm
/// packages come as namespaces, also those in CommonJS: then everything else is a property of the default export.
const REQUIRED: &str = r#"(function (namespace, specifier) {
  if ("module.exports" in namespace) return namespace["module.exports"];
  if (/\.json$/.test(specifier)) return namespace.default;
  var made = namespace.default;
  var common = /^[^.\/]/.test(specifier) && made != null && Object.keys(namespace).every(function (name) { return name === "default" || name === "__esModule" || made[name] === namespace[name] });
  return common ? made : namespace;
})"#;

fn parsed(text: &str, unresolved: SyntaxContext) -> Vec<Stmt> {
    let id = ModuleId::new("commonjs.js").expect("it is a path");
    let sources: Lrc<SourceMap> = Lrc::default();
    let Ok(Program::Module(mut module)) = parse::parse(&id, text, &sources, &SingleThreadedComments::default()) else { return Vec::new() };
    module.visit_mut_with(&mut parse::Nowhere(unresolved));
    module.body.into_iter().filter_map(ModuleItem::stmt).collect()
}

fn required(unresolved: SyntaxContext) -> Box<Expr> {
    match parsed(REQUIRED, unresolved).into_iter().next() {
        Some(Stmt::Expr(statement)) => statement.expr,
        _ => Expr::undefined(DUMMY_SP),
    }
}

/// What a CommonJS file requires.
pub(super) fn imports(program: &Program, unresolved: SyntaxContext) -> Vec<Import> {
    let mut collect = Collect { unresolved, found: Vec::new() };
    program.visit_with(&mut collect);
    collect.found.iter().map(|(specifier, span)| Import { specifier: specifier.clone(), dynamic: false, place: place(*span), names: Vec::new() }).collect()
}

/// Puts the statements of a CommonJS file into a factory.
pub(super) fn wrap(program: Program, unresolved: SyntaxContext) -> (Program, Vec<Import>) {
    let imports = imports(&program, unresolved);
    let Program::Script(script) = program else { return (program, Vec::new()) };
    let specifiers = imports.iter().map(|import| {
        let text = Str { span: DUMMY_SP, value: import.specifier.as_str().into(), raw: None };
        Some(ExprOrSpread { spread: None, expr: Box::new(Expr::Lit(Lit::Str(text))) })
    });
    let specifiers = Expr::Array(ArrayLit { span: DUMMY_SP, elems: specifiers.collect() });
    let mut factory = parsed(FACTORY, unresolved);
    factory.visit_mut_with(&mut Fill { specifiers, required: required(unresolved), body: Some(script.body) });
    let body = factory.into_iter().map(ModuleItem::Stmt).collect();
    (Program::Module(Module { span: script.span, body, shebang: None }), imports)
}

struct Fill {
    specifiers: Expr,
    required: Box<Expr>,
    body: Option<Vec<Stmt>>,
}

impl VisitMut for Fill {
    fn visit_mut_function_body(&mut self, block: &mut FunctionBody) {
        let is_body = matches!(block.stmts.as_slice(), [Stmt::Expr(only)] if matches!(&*only.expr, Expr::Ident(name) if &*name.sym == "BODY"));
        match self.body.take_if(|_| is_body) {
            Some(body) => block.stmts = body,
            None => block.visit_mut_children_with(self),
        }
    }

    fn visit_mut_expr(&mut self, expression: &mut Expr) {
        match expression {
            Expr::Ident(name) if &*name.sym == "SPECIFIERS" => *expression = self.specifiers.clone(),
            Expr::Ident(name) if &*name.sym == "REQUIRED" => *expression = (*self.required).clone(),
            _ => expression.visit_mut_children_with(self),
        }
    }
}

/// The text that a free `require` is called with.
fn requested(call: &CallExpr, unresolved: SyntaxContext) -> Option<(String, Span)> {
    let Callee::Expr(callee) = &call.callee else { return None };
    let is_require = matches!(&**callee, Expr::Ident(name) if &*name.sym == "require" && name.ctxt == unresolved);
    match call.args.as_slice() {
        [ExprOrSpread { spread: None, expr }] if is_require => match &**expr {
            Expr::Lit(Lit::Str(text)) => Some((text.value.to_string_lossy().into_owned(), text.span)),
            _ => None,
        },
        _ => None,
    }
}

struct Collect {
    unresolved: SyntaxContext,
    found: Vec<(String, Span)>,
}

impl Visit for Collect {
    fn visit_call_expr(&mut self, call: &CallExpr) {
        if let Some((specifier, span)) = requested(call, self.unresolved)
            && !self.found.iter().any(|(known, _)| *known == specifier)
        {
            self.found.push((specifier, span));
        }
        call.visit_children_with(self);
    }

    /// What is tried may be missing.
    fn visit_try_stmt(&mut self, statement: &TryStmt) {
        statement.handler.visit_with(self);
        statement.finalizer.visit_with(self);
    }
}

/// Calls of `require` in an ES module, as imports.
pub(super) fn into_imports(program: &mut Program, unresolved: SyntaxContext) {
    let mut rewrite = Rewrite { unresolved, found: Vec::new() };
    program.visit_mut_with(&mut rewrite);
    let Program::Module(module) = program else { return };
    let imports = rewrite.found.into_iter().map(|(local, specifier, span)| {
        ModuleItem::ModuleDecl(ModuleDecl::Import(ImportDecl {
            span: DUMMY_SP,
            specifiers: vec![ImportSpecifier::Namespace(ImportStarAsSpecifier { span: DUMMY_SP, local })],
            src: Box::new(Str { span, value: specifier.as_str().into(), raw: None }),
            type_only: false,
            with: None,
            phase: Default::default(),
        }))
    });
    module.body.splice(0..0, imports);
}

struct Rewrite {
    unresolved: SyntaxContext,
    found: Vec<(Ident, String, Span)>,
}

impl VisitMut for Rewrite {
    fn visit_mut_call_expr(&mut self, call: &mut CallExpr) {
        let Some((specifier, span)) = requested(call, self.unresolved) else { return call.visit_mut_children_with(self) };
        let known = self.found.iter().find(|(_, known, _)| *known == specifier).map(|(local, _, _)| local.clone());
        let local = known.unwrap_or_else(|| {
            let local = private_ident!("_required");
            self.found.push((local.clone(), specifier, span));
            local
        });
        call.callee = Callee::Expr(required(self.unresolved));
        call.args.insert(0, ExprOrSpread { spread: None, expr: Box::new(Expr::Ident(local)) });
    }

    fn visit_mut_try_stmt(&mut self, statement: &mut TryStmt) {
        statement.handler.visit_mut_with(self);
        statement.finalizer.visit_mut_with(self);
    }
}
