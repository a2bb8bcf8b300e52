//! What a graph is built from, and what its parts mean there.

use std::sync::Arc;

use crate::compiler::{Compiler, Project};
use crate::diagnostic::{Diagnostic, offset_of};
use crate::id::ModuleId;
use crate::resolve::{Unresolved, resolve};
use crate::source::Snapshot;
use crate::style::{self, Styles};
use crate::transform::{Import, Kind, svg};

use super::content::single_content_of;
use super::former::Former;
use super::{ACCEPTANCE, Edge};

/// What a graph is built from.
pub(crate) struct Inputs<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) compiler: &'a Compiler,
    pub(crate) project: &'a Project,
    pub(crate) styles: &'a Styles,
    /// What the last build found out, of this app or of any other: it changes how long a build takes, never what comes of it.
    pub(crate) former: Option<&'a Former>,
}

impl Inputs<'_> {
    /// A problem of a stylesheet in the file that its author wrote: the sheet may be put together of several.
    pub(crate) fn moved(&self, id: &ModuleId, problem: &Diagnostic, content: &[u8]) -> Diagnostic {
        let moved = || {
            if Kind::of(id) != Kind::Css || problem.line == 0 || problem.file != id.as_str() {
                return None;
            }
            let text = std::str::from_utf8(content).ok()?;
            let (file, source, at) = self.origin(id, offset_of(text, problem.line, problem.column))?;
            let placed = Diagnostic::at(&problem.code, &file, &source, at, 1, problem.message.as_str());
            Some(Diagnostic { severity: problem.severity, hint: problem.hint.clone(), ..placed })
        };
        moved().unwrap_or_else(|| problem.clone())
    }

    /// The file, its text and the place in it that stand behind a place in a stylesheet that is put together of several.
    fn origin(&self, id: &ModuleId, at: usize) -> Option<(String, String, usize)> {
        let Inputs { snapshot, compiler, project, .. } = self;
        let (_, single) = single_content_of(id, snapshot, compiler, project)?.ok()?;
        let single = std::str::from_utf8(&single).ok()?;
        let (file, at) = style::origin(id, single, at, snapshot, compiler, project)?;
        let source = if file == id.path() { single } else { std::str::from_utf8(snapshot.content(&file)?).ok()? };
        Some((file, source.to_string(), at))
    }

    /// The module that an import means.
    pub(crate) fn target(&self, id: &ModuleId, import: &Import) -> Result<ModuleId, Unresolved> {
        let options = &self.project.options;
        let target = resolve(&import.specifier, id, self.snapshot, self.compiler.packages(), options)?;
        let is_image = target.extension() == "svg" && target.query().is_none() && Kind::of(id) == Kind::Script && !import.specifier.contains('?');
        Ok(match is_image {
            true if options.svg_components => target.with_query(svg::COMPONENT),
            // `import { ReactComponent } from "./logo.svg"` has no other meaning.
            true if import.names.iter().any(|(name, _)| name == "ReactComponent") => target.with_query(svg::NAMED),
            _ => target,
        })
    }

    /// What a module names to `import.meta.hot.accept`, if that is a file of the app. It need not be: then it is never updated.
    pub(super) fn accepted(&self, id: &ModuleId, specifier: &str) -> Option<Edge> {
        let target = resolve(specifier, id, self.snapshot, self.compiler.packages(), &self.project.options).ok().filter(|target| !target.is_npm())?;
        Some(Edge { specifier: format!("{ACCEPTANCE}{specifier}"), target, dynamic: true })
    }

    /// What is said about an import that leads nowhere.
    pub(crate) fn unresolved(&self, id: &ModuleId, content: &[u8], place: Option<(usize, usize)>, problem: Unresolved) -> Diagnostic {
        // Places count from behind a byte order mark.
        let text = String::from_utf8_lossy(content);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let origin = place.filter(|_| Kind::of(id) == Kind::Css).and_then(|(at, length)| Some((self.origin(id, at)?, length)));
        let diagnostic = match (origin, place) {
            (Some(((file, source, at), length)), _) => Diagnostic::at("unresolved-import", &file, &source, at, length, problem.message),
            (None, Some((at, length))) => Diagnostic::at("unresolved-import", id.as_str(), text, at, length, problem.message),
            (None, None) => Diagnostic::file_error("unresolved-import", id.as_str(), problem.message),
        };
        Diagnostic { hint: problem.hint, ..diagnostic }
    }

    /// Whether Tailwind makes something of a stylesheet.
    pub(crate) fn is_tailwind(&self, id: &ModuleId, content: &Arc<[u8]>) -> bool {
        let text = std::str::from_utf8(content).ok().filter(|_| Kind::of(id) == Kind::Css && !id.is_npm());
        text.is_some_and(|text| style::tailwind_of(id.path(), text, self.snapshot, self.compiler, self.project).is_some())
    }

    /// What Tailwind makes of a stylesheet; `None`: nothing.
    pub(crate) fn tailwind(&self, id: &ModuleId, content: &Arc<[u8]>) -> Option<Result<Arc<[u8]>, Diagnostic>> {
        if Kind::of(id) != Kind::Css || id.is_npm() {
            return None;
        }
        self.styles.css(id.path(), content, self.snapshot, self.compiler, self.project)
    }
}
