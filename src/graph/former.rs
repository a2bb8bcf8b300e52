//! What the build before this one found out. Of modules whose text and surroundings are what they were, all of it still holds: an edit costs
//! what it changes and not what the app weighs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::id::ModuleId;
use crate::options::Options;
use crate::resolve::Packages;
use crate::settings::THEME;
use crate::source::Snapshot;
use crate::transform::Kind;

use super::inputs::Inputs;
use super::page::{Page, document_path};
use super::worker::is_worker;
use super::{Edge, Graph};

/// A build, as the next one needs it.
pub(crate) struct Former {
    pub(super) snapshot: Snapshot,
    pub(super) options: Arc<Options>,
    pub(super) installed: Installed,
    pub(super) page: Arc<Page>,
    pub(super) graph: Arc<Graph>,
    /// Of the modules of the graph.
    pub(super) parts: BTreeMap<ModuleId, Arc<Part>>,
    /// What modules import and nothing exports.
    pub(super) missing: BTreeMap<ModuleId, Vec<Diagnostic>>,
    /// Of npm packages.
    pub(super) specifiers: BTreeSet<String>,
}

/// What is known of a module besides its node.
pub(super) struct Part {
    /// Names what importers may take.
    pub(super) exports: Digest,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) depends: Depends,
}

/// What a module is made of, besides what every module depends on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Depends {
    /// The file that it is named by. Of a package's stylesheet: what is installed.
    ItsFile,
    /// All scripts.
    Scripts,
    /// Other stylesheets, all words of the app, or files that may be installed meanwhile.
    More,
}

/// What is installed, as far as an app asks for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Installed {
    pub(super) record: Digest,
    pub(super) versions: BTreeMap<String, Digest>,
    tailwind: Option<Digest>,
}

impl Installed {
    pub(super) fn of(packages: &Packages, specifiers: &BTreeSet<String>) -> Self {
        let tailwind = packages.manifest("tailwindcss").map(|manifest| Digest::of(manifest.as_bytes()));
        Self { record: packages.record(), versions: packages.versions(specifiers.iter().map(String::as_str)), tailwind }
    }
}

/// A former build of which something still holds.
pub(super) struct Known<'a> {
    pub(super) former: &'a Former,
    edited: Vec<&'a ModuleId>,
    scripts: bool,
    page: bool,
}

impl Former {
    /// What still holds. `None`: files came or went, or what specifiers mean may have changed.
    pub(super) fn known<'a>(&'a self, inputs: &Inputs<'a>) -> Option<Known<'a>> {
        let edited = inputs.snapshot.edited_since(&self.snapshot)?;
        let (options, packages) = (&inputs.project.options, inputs.compiler.packages());
        // The main files of folders, and the names by which an app imports itself; from a CDN, also versions.
        let is_meaning = |id: &&ModuleId| {
            let name = id.as_str().rsplit('/').next().unwrap_or_default();
            name == "package.json" || options.takes_from_cdn() && !matches!(Kind::of(id), Kind::Script | Kind::Css)
        };
        if edited.iter().any(is_meaning) || *options != *self.options || Installed::of(packages, &self.specifiers) != self.installed {
            return None;
        }
        let document = document_path(options);
        let is_of_page =
            |id: &&ModuleId| id.as_str() == document || id.as_str() == THEME || !options.public_dir.is_empty() && id.as_str().starts_with(&options.public_dir);
        let page = !edited.iter().any(is_of_page);
        let scripts = !edited.iter().any(|id| matches!(Kind::of(id), Kind::Script | Kind::Json));
        Some(Known { former: self, edited, scripts, page })
    }
}

impl Known<'_> {
    /// Where the app starts, if that is as it was.
    pub(super) fn page(&self) -> Option<Arc<Page>> {
        self.page.then(|| self.former.page.clone())
    }

    /// Whether all that is known of a module still holds.
    pub(super) fn holds(&self, id: &ModuleId, part: &Part) -> bool {
        match part.depends {
            Depends::More => false,
            Depends::Scripts => self.scripts,
            Depends::ItsFile if id.is_npm() => true,
            Depends::ItsFile if self.former.page.inline.contains_key(id) => self.page,
            Depends::ItsFile => self.edited.binary_search_by(|edited| edited.as_str().cmp(id.path())).is_err(),
        }
    }
}

/// Names what importers may take from a module: its names, and where its stars lead.
pub(super) fn name_exports(exports: Option<&crate::transform::Exports>, edges: &[Edge]) -> Digest {
    let Some(exports) = exports else { return Digest::of(b"any") };
    let behind = |star: &String| edges.iter().find(|edge| edge.specifier == *star).map_or("", |edge| edge.target.as_str()).to_string();
    let stars: Vec<String> = exports.stars.iter().flat_map(|star| [star.clone(), behind(star)]).collect();
    let lists = [&exports.names, &exports.passed, &stars];
    Digest::of_parts(lists.into_iter().flat_map(|list| list.iter().map(String::as_bytes).chain([b"*".as_slice()])))
}

/// What a module depends on, from what it was made of. `own`: the digest of its file, if there is one; `made_of`: that of the text before Tailwind.
pub(super) fn depends(id: &ModuleId, own: Option<Digest>, made_of: Digest, is_whole: bool, is_tailwind: bool) -> Depends {
    match Kind::of(id) {
        _ if !is_whole || is_tailwind => Depends::More,
        _ if is_worker(id) => Depends::Scripts,
        // With imports put in, or made by Sass, it is another text than that of the file.
        Kind::Css if !id.is_npm() && own != Some(made_of) => Depends::More,
        _ => Depends::ItsFile,
    }
}
