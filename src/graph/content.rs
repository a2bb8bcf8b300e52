//! Module -> the text that it is compiled from: a file, or what a tool makes of files.

use std::sync::Arc;

use crate::compiler::{Compiler, Project};
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::document::{self, Entry};
use crate::id::ModuleId;
use crate::options::Options;
use crate::packages::Cdn;
use crate::resolve::stand_in_source;
use crate::sass;
use crate::source::Snapshot;
use crate::style;
use crate::transform::{Kind, svg};

use super::page::{document_of, inline_path};
use super::{glob, worker};

/// Content and its digest.
pub(crate) type Content = (Digest, Arc<[u8]>);

fn named(content: impl Into<Arc<[u8]>>) -> Content {
    let content = content.into();
    (Digest::of(&content), content)
}

/// The content behind a module's name: a file, a list of files, a file of a package, or an inline script of the document.
pub(crate) fn content_of(id: &ModuleId, snapshot: &Snapshot, compiler: &Compiler, project: &Project) -> Option<Result<Content, Diagnostic>> {
    let content = single_content_of(id, snapshot, compiler, project)?;
    Some(content.map(|content| if Kind::of(id) == Kind::Css { whole_sheet(id, content, snapshot, compiler, project) } else { content }))
}

/// The same, of a stylesheet without what it imports.
pub(super) fn single_content_of(id: &ModuleId, snapshot: &Snapshot, compiler: &Compiler, project: &Project) -> Option<Result<Content, Diagnostic>> {
    if let Some(list) = glob::source(id, snapshot, &project.options) {
        return Some(Ok(named(list.into_bytes())));
    }
    if matches!(id.query(), Some(svg::COMPONENT | svg::NAMED)) {
        let (_, image) = plain_content_of(id, snapshot, compiler, project)?;
        return Some(svg::component(id, &String::from_utf8_lossy(&image), &project.options).map(|script| named(script.into_bytes())));
    }
    if sass::is_sass(id.path()) && !id.is_npm() && !matches!(id.query(), Some("raw" | "url")) {
        snapshot.get(id.path())?;
        return Some(sass::compile(id, snapshot, &project.options, compiler.packages().root()).map(named));
    }
    if worker::is_worker(id) && !id.is_npm() {
        snapshot.get(id.path())?;
        return Some(worker::script(id, snapshot, &project.options, compiler.packages().root()).map(named));
    }
    plain_content_of(id, snapshot, compiler, project).map(Ok)
}

/// A stylesheet is the text with everything that it imports.
fn whole_sheet(id: &ModuleId, content: Content, snapshot: &Snapshot, compiler: &Compiler, project: &Project) -> Content {
    let whole = std::str::from_utf8(&content.1).ok().and_then(|text| style::inlined(id, text, snapshot, compiler, project));
    whole.map_or(content, |text| named(text.into_bytes()))
}

fn plain_content_of(id: &ModuleId, snapshot: &Snapshot, compiler: &Compiler, project: &Project) -> Option<Content> {
    if let Some(source) = snapshot.get(id.path()) {
        return Some((source.digest, source.content.clone()));
    }
    if let Some(text) = stand_in_source(id) {
        return Some(named(text.as_bytes()));
    }
    if let (Some(base), Some(specifier)) = (project.options.cdn.as_ref().filter(|_| project.options.takes_from_cdn()), id.npm_specifier()) {
        let address = cdn_of(base, snapshot).address(specifier.split('?').next().unwrap_or(specifier))?;
        return Some(named(format!("@import url(\"{address}\");\n").into_bytes()));
    }
    if id.is_npm() {
        return compiler.packages().read(id, project.options.limits.asset_bytes).map(named);
    }
    inline_source(snapshot, id, &project.options).map(named)
}

/// The text of an inline script of the document.
fn inline_source(snapshot: &Snapshot, id: &ModuleId, options: &Options) -> Option<Arc<[u8]>> {
    let document = document_of(snapshot, options).ok()?;
    let found = document::entries(&document, |path| snapshot.get(path).is_some()).ok()?;
    found.into_iter().enumerate().find_map(|(index, entry)| match entry {
        Entry::Inline(text) if inline_path(index, options) == id.as_str() => Some(text.into_bytes().into()),
        _ => None,
    })
}

pub(super) fn cdn_of(base: &str, snapshot: &Snapshot) -> Cdn {
    Cdn::new(base, &|path| std::str::from_utf8(snapshot.content(path)?).ok().map(str::to_string))
}
