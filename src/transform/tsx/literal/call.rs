//! Calls in a configuration file whose answer is known without making them.

use swc_core::ecma::ast::{CallExpr, Callee, Expr, MemberProp, NewExpr};

use crate::id::join;

use super::super::parse;
use super::reader::Reader;
use super::value::{Literal, json, merged, shown};

impl<'a> Reader<'a> {
    pub(super) fn call(&self, call: &'a CallExpr, steps: usize) -> Option<Literal> {
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
    pub(super) fn url(&self, call: &'a NewExpr, steps: usize) -> Option<Literal> {
        let Expr::Ident(name) = &*call.callee else { return None };
        let first = call.args.as_ref().filter(|_| name.sym == *"URL")?.first()?;
        match self.value(&first.expr, steps) {
            Literal::Text(path) => Some(Literal::Path(if self.folder.is_empty() { path } else { format!("{}/{path}", self.folder) })),
            _ => None,
        }
    }
}
