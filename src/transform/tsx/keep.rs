//! `const store = create(...)` at the top of a module is a value that should outlive an edit elsewhere in the file: a new store is an
//! empty one, a new context remounts all that is below it. Such initialisers are handed to the registry, which makes the value anew
//! only when the text of the initialiser, or something that it refers to, is another one.

use std::collections::{HashMap, HashSet};

use swc_core::common::{DUMMY_SP, SyntaxContext};
use swc_core::ecma::ast::{
    ArrayLit, ArrowExpr, ArrowFunctionBody, AwaitExpr, CallExpr, Callee, ClassDecl, Decl, DefaultDecl, Expr, ExprOrSpread, FnDecl, Function, Id, Ident,
    ImportSpecifier, Lit, MemberProp, ModuleDecl, ModuleExportName, ModuleItem, Pat, Program, Stmt, Str, VarDecl, VarDeclKind,
};
use swc_core::ecma::utils::find_pat_ids;
use swc_core::ecma::visit::{Visit, VisitWith};

use super::hand_made;

/// The function that the registry passes to factories which ask for it.
pub(super) const PARAMETER: &str = "$HotKeep$";

/// What makes values worth keeping: libraries, and those of their exports that do nothing but make one.
const MAKERS: [(&str, &[&str]); 18] = [
    ("react", &["createContext", "lazy"]),
    ("class-variance-authority", &["cva"]),
    ("tailwind-variants", &["tv"]),
    ("@tanstack/react-query", &["QueryClient", "QueryCache", "MutationCache"]),
    ("react-query", &["QueryClient", "QueryCache", "MutationCache"]),
    ("zustand", &["create", "createStore", "default"]),
    ("zustand/vanilla", &["createStore"]),
    ("zustand/traditional", &["createWithEqualityFn"]),
    ("redux", &["createStore", "legacy_createStore"]),
    ("@reduxjs/toolkit", &["configureStore", "createSlice", "createAsyncThunk", "createSelector", "createEntityAdapter", "createListenerMiddleware"]),
    ("@reduxjs/toolkit/query/react", &["createApi"]),
    ("jotai", &["atom", "createStore"]),
    ("jotai/utils", &["atomWithStorage", "atomWithReset", "atomWithReducer", "atomFamily", "selectAtom"]),
    ("recoil", &["atom", "selector", "atomFamily", "selectorFamily"]),
    ("valtio", &["proxy"]),
    ("nanostores", &["atom", "map", "computed"]),
    ("@apollo/client", &["ApolloClient", "InMemoryCache"]),
    ("@supabase/supabase-js", &["createClient"]),
];

pub(super) struct Import {
    package: String,
    /// `None`: all of it, as a namespace or a default export that may hold it.
    name: Option<String>,
}

/// What stands at the top of a module.
#[derive(Default)]
pub(super) struct Top {
    imports: HashMap<Id, Import>,
    /// Functions, classes and constants, with what each refers to.
    fixed: HashMap<Id, Vec<Id>>,
    /// What may change while the module runs, or is not known well enough.
    loose: HashSet<Id>,
}

/// Hands initialisers to the registry. True: there are some.
pub(super) fn keep(program: &mut Program, free: SyntaxContext) -> bool {
    let Program::Module(module) = program else { return false };
    let mut top = Top::default();
    for item in &module.body {
        top.add(item);
    }
    let hand_made = hand_made::find(module, &top, free);
    let mut found = false;
    for item in &mut module.body {
        let declaration = match item {
            ModuleItem::Stmt(Stmt::Decl(Decl::Var(declaration))) => declaration,
            ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) => match &mut export.decl {
                Decl::Var(declaration) => declaration,
                _ => continue,
            },
            _ => continue,
        };
        if declaration.kind != VarDeclKind::Const {
            continue;
        }
        for declarator in &mut declaration.decls {
            let (Pat::Ident(name), Some(value)) = (&declarator.name, &mut declarator.init) else { continue };
            if (top.is_made(value) || hand_made.contains(&name.to_id()))
                && let Some((imports, locals)) = top.behind(value, &name.to_id())
            {
                let value_now = std::mem::replace(value, Box::new(Expr::Invalid(swc_core::ecma::ast::Invalid { span: DUMMY_SP })));
                *value = call(&name.sym, value_now, imports, locals, free);
                found = true;
            }
        }
    }
    found
}

impl Top {
    fn add(&mut self, item: &ModuleItem) {
        match item {
            ModuleItem::ModuleDecl(ModuleDecl::Import(import)) => {
                let package = import.src.value.to_string_lossy().into_owned();
                for specifier in &import.specifiers {
                    let (local, name) = match specifier {
                        ImportSpecifier::Named(named) => {
                            let name = match &named.imported {
                                Some(ModuleExportName::Ident(ident)) => ident.sym.to_string(),
                                Some(ModuleExportName::Str(text)) => text.value.to_string_lossy().into_owned(),
                                None => named.local.sym.to_string(),
                            };
                            (&named.local, Some(name))
                        }
                        ImportSpecifier::Default(default) => (&default.local, None),
                        ImportSpecifier::Namespace(namespace) => (&namespace.local, None),
                    };
                    self.imports.insert(local.to_id(), Import { package: package.clone(), name });
                }
            }
            ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) => self.declare(&export.decl),
            ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultDecl(export)) => match &export.decl {
                DefaultDecl::Fn(function) => self.define(function.ident.as_ref(), &function.function),
                DefaultDecl::Class(class) => self.define(class.ident.as_ref(), &class.class),
                DefaultDecl::TsInterfaceDecl(_) => {}
            },
            ModuleItem::Stmt(Stmt::Decl(declaration)) => self.declare(declaration),
            _ => {}
        }
    }

    fn declare(&mut self, declaration: &Decl) {
        match declaration {
            Decl::Fn(FnDecl { ident, function, .. }) => self.define(Some(ident), function),
            Decl::Class(ClassDecl { ident, class, .. }) => self.define(Some(ident), class),
            Decl::Var(declaration) => self.declare_variables(declaration),
            _ => {}
        }
    }

    fn declare_variables(&mut self, declaration: &VarDecl) {
        for declarator in &declaration.decls {
            match (&declarator.name, &declarator.init) {
                (Pat::Ident(name), Some(value)) if declaration.kind == VarDeclKind::Const => self.define(Some(&name.id), value),
                (pattern, _) => self.loose.extend(find_pat_ids::<_, Id>(pattern)),
            }
        }
    }

    fn define<Node>(&mut self, name: Option<&Ident>, node: &Node)
    where
        Node: VisitWith<References>,
    {
        if let Some(name) = name {
            self.fixed.insert(name.to_id(), References::of(node).ids);
        }
    }

    /// The packages and files that are imported, as they are written.
    pub(super) fn packages(&self) -> impl Iterator<Item = &str> {
        self.imports.values().map(|import| import.package.as_str())
    }

    /// What an imported variable is called where it comes from; one that is imported as a whole, here.
    pub(super) fn imported_name<'a>(&'a self, id: &'a Id) -> Option<&'a str> {
        self.imports.get(id).map(|import| import.name.as_deref().unwrap_or(&id.0))
    }

    /// Whether an expression is a call of a maker, however curried: `create<State>()(...)`.
    fn is_made(&self, expression: &Expr) -> bool {
        let callee = match expression {
            Expr::Paren(inner) => return self.is_made(&inner.expr),
            Expr::New(new) => &*new.callee,
            Expr::Call(CallExpr { callee: Callee::Expr(callee), .. }) => &**callee,
            _ => return false,
        };
        match callee {
            Expr::Ident(name) => self.is_maker(name, None),
            Expr::Member(member) => match (&*member.obj, &member.prop) {
                (Expr::Ident(object), MemberProp::Ident(property)) => self.is_maker(object, Some(&property.sym)),
                _ => false,
            },
            Expr::Call(_) => self.is_made(callee),
            _ => false,
        }
    }

    fn is_maker(&self, name: &Ident, member: Option<&str>) -> bool {
        let Some(import) = self.imports.get(&name.to_id()) else { return false };
        let wanted = match (&import.name, member) {
            (Some(name), None) => name.as_str(),
            (None, Some(member)) => member,
            (None, None) => "default",
            (Some(_), Some(_)) => return false,
        };
        MAKERS.iter().any(|(package, names)| *package == import.package && names.contains(&wanted))
    }

    /// Everything that an expression refers to, at any distance: imports, and what the module declares. `None`: it cannot be kept.
    fn behind(&self, expression: &Expr, own: &Id) -> Option<(Vec<Id>, Vec<Id>)> {
        let references = References::of(expression);
        if references.waits {
            return None;
        }
        let (mut imports, mut locals) = (Vec::new(), Vec::new());
        let mut seen = HashSet::from([own.clone()]);
        let mut queue = references.ids;
        while let Some(id) = queue.pop() {
            if !seen.insert(id.clone()) {
                continue;
            }
            if self.loose.contains(&id) {
                return None;
            }
            if self.imports.contains_key(&id) {
                imports.push(id);
            } else if let Some(more) = self.fixed.get(&id) {
                queue.extend(more.iter().cloned());
                locals.push(id);
            }
        }
        imports.sort();
        locals.sort();
        Some((imports, locals))
    }
}

/// The names in a piece of code.
#[derive(Default)]
pub(super) struct References {
    pub(super) ids: Vec<Id>,
    /// Whether it has an `await` of its own.
    waits: bool,
    inside: usize,
}

impl References {
    pub(super) fn of<Node: VisitWith<Self>>(node: &Node) -> Self {
        let mut references = Self::default();
        node.visit_with(&mut references);
        references
    }
}

impl Visit for References {
    fn visit_ident(&mut self, ident: &Ident) {
        self.ids.push(ident.to_id());
    }

    fn visit_await_expr(&mut self, expression: &AwaitExpr) {
        self.waits |= self.inside == 0;
        expression.visit_children_with(self);
    }

    fn visit_function(&mut self, function: &Function) {
        self.inside += 1;
        function.visit_children_with(self);
        self.inside -= 1;
    }

    fn visit_arrow_expr(&mut self, arrow: &ArrowExpr) {
        self.inside += 1;
        arrow.visit_children_with(self);
        self.inside -= 1;
    }
}

/// `$HotKeep$("name", () => value, () => [imports], () => [locals])`
fn call(name: &str, value: Box<Expr>, imports: Vec<Id>, locals: Vec<Id>, free: SyntaxContext) -> Box<Expr> {
    let arrow = |body: Box<Expr>| Box::new(Expr::Arrow(ArrowExpr { body: Box::new(ArrowFunctionBody::Expr(body)), ..Default::default() }));
    let list = |ids: Vec<Id>| {
        let elems = ids.into_iter().map(|(name, context)| Some(ExprOrSpread::from(Box::new(Expr::Ident(Ident::new(name, DUMMY_SP, context)))))).collect();
        Box::new(Expr::Array(ArrayLit { elems, ..Default::default() }))
    };
    let text = Box::new(Expr::Lit(Lit::Str(Str::from(name))));
    Box::new(Expr::Call(CallExpr {
        callee: Callee::Expr(Box::new(Expr::Ident(Ident::new(PARAMETER.into(), DUMMY_SP, free)))),
        args: [text, arrow(value), arrow(list(imports)), arrow(list(locals))].into_iter().map(ExprOrSpread::from).collect(),
        ..Default::default()
    }))
}
