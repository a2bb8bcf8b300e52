//! What Vite resolves while it builds: `import.meta.glob`, `import()` with a template, `new URL("./x", import.meta.url)`, `define`.
//!
//! Each becomes a plain import of a module that the graph makes (`?glob=...`) or knows (`?url`), so that new files reach the code that
//! lists them the same way as edits do.

use std::collections::{BTreeMap, BTreeSet};

use swc_core::common::{DUMMY_SP, Span, Spanned, SyntaxContext};
use swc_core::ecma::ast::{
    CallExpr, Callee, ComputedPropName, Decl, Expr, ExprOrSpread, Id, Ident, ImportDecl, ImportDefaultSpecifier, ImportSpecifier, KeyValueProp, Lit,
    MemberExpr, MemberProp, MetaPropExpr, MetaPropKind, ModuleDecl, ModuleItem, NewExpr, OptChainBase, OptChainExpr, Program, Prop, PropName, PropOrSpread,
    Stmt, Str,
};
use swc_core::ecma::utils::private_ident;
use swc_core::ecma::visit::{VisitMut, VisitMutWith};

use crate::diagnostic::{Diagnostic, Severity};
use crate::id::ModuleId;
use crate::options::Options;

use super::{define, parse};

/// Rewrites `program`; what cannot be rewritten is a warning.
pub(super) fn rewrite(program: &mut Program, id: &ModuleId, source: &str, options: &Options, unresolved: SyntaxContext) -> Vec<Diagnostic> {
    // Every form has one of these in its text: `import.meta`, or a template behind `import(`.
    if options.define.is_empty() && !source.contains("import.meta") && !source.contains('`') {
        return Vec::new();
    }
    let define = define::values(options, unresolved);
    let declared = if define.is_empty() { BTreeSet::new() } else { only_declared(program) };
    let mut rewriter = Rewriter { id, source, unresolved, imports: Vec::new(), define, declared, warnings: Vec::new() };
    program.visit_mut_with(&mut rewriter);
    let Rewriter { imports, warnings, .. } = rewriter;
    if let Program::Module(module) = program {
        let added = imports.into_iter().map(|(name, specifier, span)| import(name, &specifier, span));
        module.body.splice(0..0, added);
    }
    warnings
}

fn import(name: Ident, specifier: &str, span: Span) -> ModuleItem {
    ModuleItem::ModuleDecl(ModuleDecl::Import(ImportDecl {
        span: DUMMY_SP,
        specifiers: vec![ImportSpecifier::Default(ImportDefaultSpecifier { span: DUMMY_SP, local: name })],
        src: Box::new(Str { span, value: specifier.into(), raw: None }),
        type_only: false,
        with: None,
        phase: Default::default(),
    }))
}

/// Names that TypeScript is told of with `declare const`: nothing declares them at run time.
fn only_declared(program: &Program) -> BTreeSet<Id> {
    let Program::Module(module) = program else { return BTreeSet::new() };
    let names = module.body.iter().filter_map(|item| match item {
        ModuleItem::Stmt(Stmt::Decl(Decl::Var(declaration))) if declaration.declare => Some(declaration),
        _ => None,
    });
    names.flat_map(|declaration| &declaration.decls).filter_map(|declared| declared.name.as_ident().map(|name| name.to_id())).collect()
}

/// Vite's options of `import.meta.glob`.
const GLOB_OPTIONS: [&str; 7] = ["as", "eager", "import", "query", "exhaustive", "base", "caseSensitive"];

struct Rewriter<'a> {
    id: &'a ModuleId,
    source: &'a str,
    unresolved: SyntaxContext,
    imports: Vec<(Ident, String, Span)>,
    define: BTreeMap<String, Box<Expr>>,
    declared: BTreeSet<Id>,
    warnings: Vec<Diagnostic>,
}

impl Rewriter<'_> {
    fn add(&mut self, name: &str, specifier: String, span: Span) -> Expr {
        if let Some((known, _, _)) = self.imports.iter().find(|(_, other, _)| *other == specifier) {
            return Expr::Ident(known.clone());
        }
        let name = private_ident!(name);
        self.imports.push((name.clone(), specifier, span));
        Expr::Ident(name)
    }

    /// `a.b.c` as text, if it starts at a name that the file does not declare or at `import.meta`.
    fn path_of(&self, expression: &Expr) -> Option<String> {
        match expression {
            Expr::Ident(name) if name.ctxt == self.unresolved || self.declared.contains(&name.to_id()) => Some(name.sym.to_string()),
            Expr::OptChain(OptChainExpr { base, .. }) => match &**base {
                OptChainBase::Member(member) => self.path_of(&Expr::Member(member.clone())),
                OptChainBase::Call(_) => None,
            },
            Expr::Member(MemberExpr { obj, prop, .. }) => {
                let property = match prop {
                    MemberProp::Ident(property) => property.sym.as_str(),
                    MemberProp::Computed(computed) => computed.expr.as_lit()?.as_str()?.value.as_str()?,
                    MemberProp::PrivateName(_) => return None,
                };
                let object = if is_import_meta(obj) { "import.meta".to_string() } else { self.path_of(obj)? };
                Some(format!("{object}.{property}"))
            }
            _ => None,
        }
    }

    fn warn(&mut self, span: Span, message: &str) {
        let (offset, length) = parse::place(span).unwrap_or((0, 0));
        let problem = Diagnostic::at("not-static", self.id.as_str(), self.source, offset, length, message);
        self.warnings.push(Diagnostic { severity: Severity::Warning, ..problem });
    }

    /// `import.meta.glob(patterns, options)` -> the default import of the module that lists what fits.
    fn glob(&mut self, call: &CallExpr) -> Option<Expr> {
        let Callee::Expr(callee) = &call.callee else { return None };
        let Expr::Member(MemberExpr { obj, prop: MemberProp::Ident(property), .. }) = &**callee else { return None };
        if !is_import_meta(obj) || !matches!(&*property.sym, "glob" | "globEager") {
            return None;
        }
        let argument = |index: usize| call.args.get(index).map(|argument| plain(&argument.expr));
        let (Some(Some(patterns)), options) = (argument(0), argument(1)) else {
            self.warn(call.span, "import.meta.glob takes strings only: what it means must be known before the code runs");
            return None;
        };
        let mut options = match options {
            None => serde_json::json!({}),
            Some(Some(options)) => options,
            Some(None) => {
                self.warn(call.span, "the options of import.meta.glob must be literals");
                return None;
            }
        };
        if &*property.sym == "globEager" {
            options["eager"] = true.into();
        }
        if let Some(unknown) = options.as_object().and_then(|options| options.keys().find(|name| !GLOB_OPTIONS.contains(&name.as_str()))) {
            self.warn(call.span, &format!("import.meta.glob has no option {unknown:?}; it has {}", GLOB_OPTIONS.join(", ")));
        }
        let request = serde_json::json!({ "patterns": if patterns.is_array() { patterns } else { vec![patterns].into() }, "options": options });
        Some(self.add("_glob", format!("?glob={request}"), call.span))
    }

    /// `import(`./pages/${name}.tsx`)` -> a look-up in the files that the template can name.
    fn dynamic(&mut self, call: &CallExpr) -> Option<Expr> {
        if !matches!(call.callee, Callee::Import(_)) {
            return None;
        }
        let Expr::Tpl(template) = &*call.args.first()?.expr else { return None };
        let start = template.quasis.first()?.raw.to_string();
        if template.exprs.is_empty() || !start.starts_with("./") && !start.starts_with("../") && !start.starts_with("@/") && !start.starts_with('/') {
            return None;
        }
        let mut template = template.clone();
        let mut options = serde_json::json!({ "as_written": true });
        // A query stands behind the last part, for every file; the look-up is by the path alone.
        if let Some(last) = template.quasis.last_mut()
            && let Some((path, query)) = last.raw.clone().split_once('?')
        {
            (last.raw, last.cooked) = (path.into(), None);
            options["query"] = format!("?{query}").into();
        }
        let pattern = template.quasis.iter().map(|quasi| quasi.raw.to_string()).collect::<Vec<_>>().join("*");
        let request = serde_json::json!({ "patterns": [pattern], "options": options });
        let files = self.add("_files", format!("?glob={request}"), call.span);
        // files.load(`./pages/${name}.tsx`): the listing module knows how to refuse a name that fits nothing.
        let load = Expr::Member(MemberExpr { span: DUMMY_SP, obj: Box::new(files), prop: MemberProp::Ident("__load".into()) });
        Some(Expr::Call(CallExpr {
            span: call.span,
            callee: Callee::Expr(Box::new(load)),
            args: vec![ExprOrSpread { spread: None, expr: Box::new(Expr::Tpl(template)) }],
            ..Default::default()
        }))
    }

    /// `new URL("./x.png", import.meta.url)`: the first argument becomes the file's address.
    fn url(&mut self, call: &mut NewExpr, inside_worker: bool) {
        let is_url = matches!(&*call.callee, Expr::Ident(name) if name.sym == *"URL" && name.ctxt == self.unresolved);
        let Some(arguments) = call.args.as_mut().filter(|arguments| is_url && arguments.len() == 2) else { return };
        if !is_import_meta_url(&arguments[1].expr) {
            return;
        }
        let text = match &*arguments[0].expr {
            Expr::Lit(Lit::Str(text)) => text.value.to_string_lossy().into_owned(),
            Expr::Tpl(template) if template.exprs.is_empty() => template.quasis.first().map(|quasi| quasi.raw.to_string()).unwrap_or_default(),
            Expr::Tpl(template) if template.quasis.first().is_some_and(|start| start.raw.starts_with("./") || start.raw.starts_with("../")) => {
                // A look-up in the addresses of the files that the template can name.
                let pattern = template.quasis.iter().map(|quasi| quasi.raw.to_string()).collect::<Vec<_>>().join("*");
                let options = serde_json::json!({ "eager": true, "import": "default", "query": "?url", "as_written": true });
                let span = template.span;
                let path = Box::new(Expr::Tpl(template.clone()));
                let request = serde_json::json!({ "patterns": [pattern], "options": options });
                let files = Box::new(self.add("_addresses", format!("?glob={request}"), span));
                let prop = MemberProp::Computed(ComputedPropName { span: DUMMY_SP, expr: path });
                *arguments[0].expr = Expr::Member(MemberExpr { span: DUMMY_SP, obj: files, prop });
                return;
            }
            _ => return,
        };
        if text.contains(':') || text.starts_with("//") || text.is_empty() {
            return;
        }
        let specifier = if text.starts_with(['.', '/']) { text } else { format!("./{text}") };
        let query = if inside_worker { "worker_url" } else { "url" };
        let span = arguments[0].expr.span();
        *arguments[0].expr = self.add("_url", format!("{specifier}?{query}"), span);
    }
}

impl VisitMut for Rewriter<'_> {
    /// `{ __VERSION__ }` reads the name too.
    fn visit_mut_prop(&mut self, property: &mut Prop) {
        if let Prop::Shorthand(name) = property
            && let Some(value) = self.path_of(&Expr::Ident(name.clone())).and_then(|path| self.define.get(&path))
        {
            *property = Prop::KeyValue(KeyValueProp { key: PropName::Ident(name.clone().into()), value: value.clone() });
            return;
        }
        property.visit_mut_children_with(self);
    }

    fn visit_mut_expr(&mut self, expression: &mut Expr) {
        if !self.define.is_empty()
            && let Some(value) = self.path_of(expression).and_then(|path| self.define.get(&path))
        {
            *expression = (**value).clone();
            return;
        }
        if let Expr::Call(call) = expression
            && let Some(replacement) = self.glob(call).or_else(|| self.dynamic(call))
        {
            *expression = replacement;
        }
        if let Expr::New(call) = expression {
            let is_worker = matches!(&*call.callee, Expr::Ident(name) if name.ctxt == self.unresolved && matches!(&*name.sym, "Worker" | "SharedWorker"));
            if let Some(Expr::New(inner)) =
                call.args.as_mut().filter(|_| is_worker).and_then(|arguments| arguments.first_mut()).map(|argument| &mut *argument.expr)
            {
                self.url(inner, true);
            }
            self.url(call, false);
        }
        expression.visit_mut_children_with(self);
    }
}

fn is_import_meta(expression: &Expr) -> bool {
    matches!(expression, Expr::MetaProp(MetaPropExpr { kind: MetaPropKind::ImportMeta, .. }))
}

fn is_import_meta_url(expression: &Expr) -> bool {
    matches!(expression, Expr::Member(MemberExpr { obj, prop: MemberProp::Ident(property), .. }) if is_import_meta(obj) && property.sym == *"url")
}

/// A value made of literals only.
fn plain(expression: &Expr) -> Option<serde_json::Value> {
    match expression {
        Expr::Lit(Lit::Str(text)) => Some(text.value.to_string_lossy().into_owned().into()),
        Expr::Lit(Lit::Bool(flag)) => Some(flag.value.into()),
        Expr::Lit(Lit::Num(number)) => Some(number.value.into()),
        Expr::Tpl(template) if template.exprs.is_empty() => template.quasis.first().map(|quasi| quasi.raw.to_string().into()),
        Expr::Paren(inner) => plain(&inner.expr),
        Expr::TsAs(cast) => plain(&cast.expr),
        Expr::TsConstAssertion(cast) => plain(&cast.expr),
        Expr::Array(array) => array.elems.iter().flatten().map(|item| plain(&item.expr)).collect::<Option<Vec<_>>>().map(Into::into),
        Expr::Object(object) => {
            let mut fields = serde_json::Map::new();
            for property in &object.props {
                let PropOrSpread::Prop(property) = property else { return None };
                let Prop::KeyValue(pair) = &**property else { return None };
                let name = match &pair.key {
                    PropName::Ident(name) => name.sym.to_string(),
                    PropName::Str(name) => name.value.to_string_lossy().into_owned(),
                    _ => return None,
                };
                fields.insert(name, plain(&pair.value)?);
            }
            Some(fields.into())
        }
        _ => None,
    }
}
