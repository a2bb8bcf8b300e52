//! One compiled file.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::id::ModuleId;

use super::kind::Kind;
use super::{Compiled, RESERVED, quote};

/// An import as the file spells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Import {
    /// As written: `./Button`, `@/lib/x`, `react`.
    pub specifier: String,
    /// `import()` rather than `import`.
    pub dynamic: bool,
    /// Where the specifier stands: byte offset and length. `None` for imports that the compiler adds.
    #[serde(skip)]
    pub place: Option<(usize, usize)>,
    /// The names it takes, and where each stands; those alone that must exist.
    #[serde(skip)]
    pub names: Vec<(String, usize)>,
}

/// The names that a module exports.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Exports {
    /// In order.
    pub(crate) names: Vec<String>,
    /// Those of them that it only has from other modules, in order.
    pub(crate) passed: Vec<String>,
    /// The specifiers behind each `export * from`.
    pub(crate) stars: Vec<String>,
}

/// One compiled file: a factory in the browser's registry. Immutable, and shared by every app that has the same file.
///
/// ```
/// use hotframe::{Compiler, Options};
/// let module = Compiler::new(Options::default())?.transform("src/Hi.tsx", b"export default () => <b>hi</b>")?;
/// assert!(module.ok());
/// assert!(module.code.starts_with("hotframe.define(\"src/Hi.tsx\""));
/// assert_eq!(module.imports[0].specifier, "react/jsx-runtime");
/// # Ok::<(), hotframe::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Module {
    /// The file.
    pub id: ModuleId,
    /// What it is.
    pub kind: Kind,
    /// A classic script that defines the module in the browser's registry; empty when the file is broken.
    pub code: String,
    /// The source map of `code`, version 3.
    pub map: Option<String>,
    /// What it imports, in order.
    pub imports: Vec<Import>,
    /// The digest of what runs: files that differ only by comments, types or layout have one digest.
    pub digest: Digest,
    /// What is wrong with the file.
    pub diagnostics: Vec<Diagnostic>,
    /// `None`: not known, any name may be there.
    #[serde(skip)]
    pub(crate) exports: Option<Exports>,
    /// What it names to `import.meta.hot.accept` otherwise than it imports it.
    #[serde(skip)]
    pub(crate) accepts: Vec<String>,
}

/// A module on its way to another process.
#[derive(Serialize, Deserialize)]
struct Frozen<'a> {
    id: Cow<'a, str>,
    code: Cow<'a, str>,
    map: Option<Cow<'a, str>>,
    imports: Vec<Passed<'a>>,
    digest: [u8; 32],
    exports: Option<Exports>,
    #[serde(default)]
    accepts: Cow<'a, [String]>,
}

#[derive(Serialize, Deserialize)]
struct Passed<'a> {
    specifier: Cow<'a, str>,
    dynamic: bool,
    place: Option<(usize, usize)>,
    names: Cow<'a, [(String, usize)]>,
}

impl Module {
    pub(super) fn new(id: ModuleId, kind: Kind, compiled: Compiled, base: &str) -> Self {
        let digest = Digest::of_parts([id.as_str().as_bytes(), compiled.factory.as_bytes()]);
        let name = quote(id.as_str());
        let (before, after) = compiled.factory.split_at(compiled.sheet_end.unwrap_or(0));
        // In the text, since the page's elements come from it; the digest is one that does not hold itself.
        let map = compiled.sheet_end.map_or(String::new(), |_| {
            let address = format!("\n/*# sourceMappingURL={base}{RESERVED}/map/{digest}.css.json */");
            format!("+{}", quote(&address))
        });
        let code = format!("hotframe.define({name},\"{digest}\",{before}{map}{after});\n");
        let Compiled { map, imports, warnings: diagnostics, exports, accepts, .. } = compiled;
        Self { id, kind, code, map, imports, digest, diagnostics, exports, accepts }
    }

    /// Stands for a file that cannot run.
    pub(crate) fn broken(id: ModuleId, kind: Kind, diagnostics: Vec<Diagnostic>) -> Self {
        let digest = Digest::of_parts([id.as_str().as_bytes(), b"broken"]);
        Self { id, kind, code: String::new(), map: None, imports: Vec::new(), digest, diagnostics, exports: None, accepts: Vec::new() }
    }

    /// Stands for a file that our own bug keeps from compiling.
    pub(crate) fn failed(id: ModuleId, why: String) -> Self {
        let diagnostic = Diagnostic::file_error("internal", id.as_str(), why);
        let kind = Kind::of(&id);
        Self::broken(id, kind, vec![diagnostic])
    }

    /// Whether it can run.
    pub fn ok(&self) -> bool {
        !self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The module as JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a module is text and numbers")
    }

    /// Everything but diagnostics, as bytes for another process.
    pub(crate) fn freeze(&self) -> Vec<u8> {
        let imports = self.imports.iter().map(|import| Passed {
            specifier: import.specifier.as_str().into(),
            dynamic: import.dynamic,
            place: import.place,
            names: import.names.as_slice().into(),
        });
        let frozen = Frozen {
            id: self.id.as_str().into(),
            code: self.code.as_str().into(),
            map: self.map.as_deref().map(Into::into),
            imports: imports.collect(),
            digest: *self.digest.as_bytes(),
            exports: self.exports.clone(),
            accepts: self.accepts.as_slice().into(),
        };
        serde_json::to_vec(&frozen).expect("a module is text and numbers")
    }

    /// What [`Module::freeze`] wrote of this file, if it did.
    pub(crate) fn thaw(id: &ModuleId, bytes: &[u8]) -> Option<Self> {
        let Frozen { id: name, code, map, imports, digest, exports, accepts } = serde_json::from_slice(bytes).ok()?;
        if name != id.as_str() {
            return None;
        }
        let import =
            |Passed { specifier, dynamic, place, names }: Passed<'_>| Import { specifier: specifier.into_owned(), dynamic, place, names: names.into_owned() };
        Some(Self {
            kind: Kind::of(id),
            id: id.clone(),
            code: code.into_owned(),
            map: map.map(Cow::into_owned),
            imports: imports.into_iter().map(import).collect(),
            digest: Digest::from_bytes(digest),
            diagnostics: Vec::new(),
            exports,
            accepts: accepts.into_owned(),
        })
    }

    /// What it weighs in a cache, in bytes.
    pub(crate) fn weight(&self) -> usize {
        let imports: usize = self.imports.iter().map(|import| import.specifier.len() + 48 + import.names.len() * 48).sum();
        let exports = self.exports.as_ref().map_or(0, |exports| (exports.names.len() + exports.stars.len()) * 40);
        self.code.len() + self.map.as_ref().map_or(0, String::len) + imports + exports + 256
    }
}
