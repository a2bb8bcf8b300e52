//! Where a build starts: documents, each of which becomes a page, and modules, whose exports are kept.

use std::sync::Arc;

use crate::compiler::Project;
use crate::diagnostic::Diagnostic;
use crate::document::{self, Entry};
use crate::graph::{document_of, document_path, inline_path, missing_start};
use crate::id::{ModuleId, join};
use crate::options::Options;
use crate::source::Snapshot;

use super::options::BuildOptions;

/// A module to start from; its text, if it is no file.
pub(super) type Module = (ModuleId, Option<Arc<[u8]>>);

/// A document, with the addresses of the app's files as paths from the app's root.
pub(super) struct Page {
    /// Where it goes, below the output: `index.html`, `admin/index.html`.
    pub(super) file: String,
    /// What its script is called.
    pub(super) name: String,
    pub(super) html: String,
    /// What it starts, in order.
    pub(super) modules: Vec<Module>,
    /// Sheets that it links for some media only: files of their own.
    pub(super) sheets: Vec<Module>,
}

#[derive(Default)]
pub(super) struct Start {
    pub(super) pages: Vec<Page>,
    pub(super) modules: Vec<Module>,
}

impl Start {
    /// Everything that is compiled first.
    pub(super) fn all(&self) -> Vec<Module> {
        self.pages.iter().flat_map(|page| page.modules.iter().chain(&page.sheets)).chain(&self.modules).cloned().collect()
    }
}

/// What the build was told to start from, or what the app's configuration names, or its document.
pub(super) fn starts(snapshot: &Snapshot, options: &BuildOptions, project: &Project) -> Result<Start, Vec<Diagnostic>> {
    let given: Vec<_> = options.entries.iter().map(|path| (None, path.clone())).collect();
    let named = if given.is_empty() { &project.build.entries } else { &given };
    let app = &project.options;
    let mut start = Start::default();
    let mut problems = Vec::new();
    for (name, path) in named {
        let called = |page: Page| Page { name: name.as_deref().map_or(page.name, super::assets::plain), ..page };
        let missing = || Diagnostic::file_error("no-entry", path, format!("the entry {path} does not exist"));
        let found = ModuleId::new(path).ok().and_then(|id| snapshot.id(id.as_str()));
        match found {
            Some(id) if is_document(id.as_str()) => match page(snapshot, app, id.as_str()) {
                Ok(page) => start.pages.push(called(page)),
                Err(found) => problems.extend(found),
            },
            Some(id) => start.modules.push((id, None)),
            // An app without a document gets one.
            None if *path == document_path(app) => match page(snapshot, app, path) {
                Ok(page) => start.pages.push(called(page)),
                Err(_) => problems.push(missing()),
            },
            None => problems.push(missing()),
        }
    }
    if named.is_empty() {
        start.pages.push(page(snapshot, app, &document_path(app))?);
    }
    if problems.is_empty() { Ok(start) } else { Err(problems) }
}

fn is_document(path: &str) -> bool {
    [".html", ".htm"].iter().any(|ending| path.ends_with(ending))
}

fn page(snapshot: &Snapshot, options: &Options, path: &str) -> Result<Page, Vec<Diagnostic>> {
    let is_main = path == document_path(options);
    let html = if is_main { document_of(snapshot, options) } else { other_document(snapshot, options, path) }.map_err(|problem| vec![problem])?;
    let found = document::entries(&html, |path| snapshot.get(path).is_some()).map_err(|problem| vec![Diagnostic::file_error("html", path, problem)])?;
    let (mut modules, mut sheets): (Vec<Module>, Vec<Module>) = Default::default();
    let mut problems = Vec::new();
    for (index, entry) in found.into_iter().enumerate() {
        match entry {
            Entry::Style(path) => modules.extend(snapshot.id(&path).map(|id| (id, None))),
            Entry::ConditionalStyle(path) => sheets.extend(snapshot.id(&path).map(|id| (id.with_query("url"), None))),
            Entry::Module(source) => match snapshot.id(&source) {
                Some(id) => modules.push((id, None)),
                None => problems.push(missing_start(path, &html, &source)),
            },
            Entry::Inline(text) => {
                let id = if is_main { inline_path(index, options) } else { format!("{path}.inline-{index}.js") };
                modules.push((ModuleId::new(&id).expect("a constant shape below a path that is one"), Some(text.into_bytes().into())));
            }
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let file = path.strip_prefix(options.root.as_str()).unwrap_or(path).trim_start_matches('/').to_string();
    Ok(Page { name: name_of(&file), file, html, modules, sheets })
}

/// A document that is not the app's first: what it names without a slash in front counts from its own folder.
fn other_document(snapshot: &Snapshot, options: &Options, path: &str) -> Result<String, Diagnostic> {
    let text = std::str::from_utf8(snapshot.content(path).unwrap_or_default());
    let text = text.map_err(|_| Diagnostic::file_error("not-utf8", path, format!("{path} is not text")))?;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let place = |address: &str| {
        let from = if address.starts_with('/') { &options.root } else { folder };
        join(from, document::local_path(address)?).filter(|path| snapshot.content(path).is_some())
    };
    Ok(document::moved(text.strip_prefix('\u{feff}').unwrap_or(text), document::ADDRESSES, place))
}

/// `index.html` -> `index`, `about.html` -> `about`, `admin/index.html` -> `admin`.
fn name_of(file: &str) -> String {
    let path = file.rsplit_once('.').map_or(file, |(path, _)| path);
    let path = path.strip_suffix("/index").unwrap_or(path);
    super::assets::plain(path.rsplit('/').next().unwrap_or(path))
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_are_called_by_what_tells_them_apart() {
        assert_eq!(["index.html", "about.html", "admin/index.html", "a/b/c.htm"].map(super::name_of), ["index", "about", "admin", "c"]);
    }
}
