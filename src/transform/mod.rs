//! Source -> [`Module`]: one file becomes one factory in the browser's registry. A pure function of path, content and options.

mod asset;
mod css;
mod depth;
mod json;
mod kind;
mod module;
mod quote;
mod refused;
pub(crate) mod svg;
mod text;
mod tsx;

pub(crate) use css::{
    CssTargets, ImportRule, Name, Origin as StyleOrigin, PACKAGED, Piece, Style, exports as css_exports_of, finish as finish_css, is_css_module,
    leading_imports, map as css_map, style, theme, urls,
};
pub(crate) use depth::STACK;
pub(crate) use json::check as check_json;
pub use kind::Kind;
pub(crate) use module::Exports;
pub use module::{Import, Module};
pub(crate) use quote::quote;
pub(crate) use refused::refused;
pub(crate) use tsx::{Literal, World, commonjs, globals, is_address, literal, literal_in, markup, shape};

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::id::ModuleId;
use crate::options::Options;

/// The folder below the base that holds what is named by content: images here, scripts and the client elsewhere.
pub(crate) const RESERVED: &str = "@hotframe";

/// What a file compiles to, before it has a name and a digest.
pub(crate) struct Compiled {
    /// The arguments of the definition after its digest: `[specifiers], function (_export, _context, ...) {...}`.
    pub(crate) factory: String,
    pub(crate) map: Option<String>,
    pub(crate) imports: Vec<Import>,
    pub(crate) warnings: Vec<Diagnostic>,
    /// `None`: any name may be there.
    pub(crate) exports: Option<Exports>,
    /// What it names to `import.meta.hot.accept` otherwise than it imports it.
    pub(crate) accepts: Vec<String>,
    /// Where the text that a stylesheet hands to the page ends in the factory: there the address of its map is said.
    pub(crate) sheet_end: Option<usize>,
}

/// A file for the bundler: an ES module, or what stands for one.
#[derive(Debug)]
pub(crate) struct Esm {
    pub(crate) code: String,
    pub(crate) map: Option<String>,
    pub(crate) imports: Vec<Import>,
    pub(crate) warnings: Vec<Diagnostic>,
}

impl Esm {
    /// What it weighs in a cache, in bytes.
    pub(crate) fn weight(&self) -> usize {
        self.code.len() + self.map.as_ref().map_or(0, String::len) + self.imports.len() * 64 + 256
    }
}

/// Compiles a script for the bundler. A pure function, like [`transform`].
pub(crate) fn esm(id: &ModuleId, content: &[u8], options: &Options) -> Result<Esm, Vec<Diagnostic>> {
    #[cfg(feature = "panic-injection")]
    if content.windows(15).any(|window| window == b"@hotframe-panic") {
        panic!("injected by the marker in {id}");
    }
    tsx::esm(id, text_within(id, content, options)?, options)
}

/// The text of a source that is no longer than the limit.
pub(crate) fn text_within<'a>(id: &ModuleId, content: &'a [u8], options: &Options) -> Result<&'a str, Vec<Diagnostic>> {
    if content.len() > options.limits.source_bytes {
        let message = format!("{id} has {} bytes; the limit for this kind of file is {}", content.len(), options.limits.source_bytes);
        return Err(vec![Diagnostic::file_error("too-large", id.as_str(), message)]);
    }
    utf8(id, content)
}

/// Compiles one file. What is wrong with its text comes back in the module's diagnostics, and then it has no code.
pub(crate) fn transform(id: &ModuleId, content: &[u8], digest: Digest, options: &Options) -> Module {
    #[cfg(feature = "panic-injection")]
    if content.windows(15).any(|window| window == b"@hotframe-panic") {
        panic!("injected by the marker in {id}");
    }
    let kind = Kind::of(id);
    match compile(id, kind, content, digest, options) {
        Ok(compiled) => Module::new(id.clone(), kind, compiled, &options.base),
        Err(diagnostics) => Module::broken(id.clone(), kind, diagnostics),
    }
}

fn compile(id: &ModuleId, kind: Kind, content: &[u8], digest: Digest, options: &Options) -> Result<Compiled, Vec<Diagnostic>> {
    let limit = if kind == Kind::Asset { options.limits.asset_bytes } else { options.limits.source_bytes };
    if content.len() > limit {
        let message = format!("{id} has {} bytes; the limit for this kind of file is {limit}", content.len());
        return Err(vec![Diagnostic::file_error("too-large", id.as_str(), message)]);
    }
    if kind == Kind::Asset {
        return Ok(asset::compile(id, content, digest, options));
    }
    let source = utf8(id, content)?;
    match kind {
        Kind::Script => tsx::compile(id, source, options),
        Kind::Css => css::compile(id, source, options),
        Kind::Json => json::compile(id, source),
        Kind::Text => Ok(text::compile(source)),
        Kind::Asset => unreachable!("handled above"),
        Kind::Unknown if matches!(id.extension().as_str(), "less" | "styl" | "stylus") => {
            let message = format!("{id} cannot be compiled: of the languages that become CSS, Sass is known, and Less and Stylus are not");
            Err(vec![Diagnostic::file_error("unknown-file-kind", id.as_str(), message).with_hint("write it as .css or .scss")])
        }
        Kind::Unknown => Err(vec![
            Diagnostic::file_error("unknown-file-kind", id.as_str(), format!("no way to load {id}: files of kind {:?} are not known", id.extension()))
                .with_hint("import it with ?raw for its text or ?url for its address, or put it below public/"),
        ]),
    }
}

fn utf8<'a>(id: &ModuleId, content: &'a [u8]) -> Result<&'a str, Vec<Diagnostic>> {
    let text = std::str::from_utf8(content).map_err(|problem| {
        let message = format!("{id} is not text: byte {} is not UTF-8", problem.valid_up_to());
        vec![Diagnostic::file_error("not-utf8", id.as_str(), message)]
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}
