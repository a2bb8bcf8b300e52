//! Change routing: how far an edit has to go, from what the compiler knows of the app before and after it.

mod cause;
mod manifest;
mod policy;

use serde::Serialize;

use crate::compiler::Project;
use crate::graph::{Built, Graph, plan};
use crate::id::ModuleId;
use crate::source::Snapshot;

pub use cause::Cause;
pub use policy::{Policy, Route};

/// How far edits have to go, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Routing {
    /// The farthest of all files.
    pub route: Route,
    /// The same in the words of preview sessions: `none`, `hot-reload`, `preview-update`, `full-deploy`.
    pub strategy: &'static str,
    /// Each edited file, in order.
    pub files: Vec<FileRoute>,
}

/// How far the edit of one file has to go, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileRoute {
    /// The file.
    pub path: String,
    /// What its edit is.
    pub cause: Cause,
    /// How far it goes, by the policy.
    pub route: Route,
    /// A sentence for people.
    pub reason: String,
}

/// An app at one moment.
pub(crate) struct Side<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) project: &'a Project,
    /// `None`: nothing good was built.
    pub(crate) graph: Option<&'a Graph>,
}

/// Decides about edits that lead from one side to another. `named` are the paths that somebody wrote, `changed` those that really differ.
pub(crate) fn route(before: &Side<'_>, after: &Side<'_>, built: &Built, named: &[ModuleId], changed: &[ModuleId], policy: &Policy) -> Routing {
    let broken = built.diagnostics.iter().any(crate::Diagnostic::is_error);
    let update = plan(before.graph, &built.graph);
    let mut found: Vec<(ModuleId, Cause, String)> = named
        .iter()
        .map(|id| match changed.contains(id) {
            true => {
                let (cause, reason) = cause::of(before, after, built, id, policy);
                (id.clone(), cause, reason)
            }
            false => (id.clone(), Cause::Same, "the content is what it was".to_string()),
        })
        .collect();

    // What the whole needs is never less than what its parts say: a file that is no module itself may be in others.
    let (needed, why) = match (&update.reload, before.graph) {
        _ if broken => (Cause::Broken, first_error(built)),
        (_, None) => (Cause::Component, "the app has not run yet".to_string()),
        (Some(reason), _) if built.graph.document != before.graph.map_or(built.graph.document, |graph| graph.document) => (Cause::Document, reason.clone()),
        (Some(reason), _) => (Cause::Dependencies, reason.clone()),
        // They reach an open page, unless it holds an inside of theirs: only building them tells.
        (None, Some(_)) if !update.packages.is_empty() => (Cause::Dependencies, format!("new npm packages: {}", update.packages.join(", "))),
        (None, Some(old)) => cause::of_update(old, &built.graph, &update),
    };
    if needed == Cause::Broken {
        blame(&mut found, built, &why);
    }
    let least = Policy::components();
    let natural = found.iter().map(|(_, cause, _)| least.route_of(*cause)).max().unwrap_or(Route::None);
    if least.route_of(needed) > natural || (needed == Cause::Dependencies && !found.iter().any(|(_, cause, _)| *cause == Cause::Dependencies)) {
        let quiet = |cause: &Cause| matches!(cause, Cause::Unused | Cause::Invisible);
        let only_quiet = found.iter().any(|(_, cause, _)| quiet(cause)) && needed != Cause::Dependencies;
        for (_, cause, reason) in found.iter_mut().filter(|(_, cause, _)| *cause != Cause::Same && *cause != Cause::Backend && (!only_quiet || quiet(cause))) {
            *cause = needed;
            reason.clone_from(&why);
        }
    }
    let files: Vec<FileRoute> =
        found.into_iter().map(|(id, cause, reason)| FileRoute { path: id.to_string(), cause, route: policy.route_of(cause), reason }).collect();
    let route = files.iter().map(|file| file.route).max().unwrap_or(Route::None);
    Routing { route, strategy: route.strategy(), files }
}

/// The files with errors are what breaks the app; when these are not among the edited ones, the edited ones broke them.
fn blame(found: &mut [(ModuleId, Cause, String)], built: &Built, why: &str) {
    let is_blamed = |id: &ModuleId| built.diagnostics.iter().any(|problem| problem.is_error() && problem.file == id.as_str());
    let named = found.iter().any(|(id, _, _)| is_blamed(id));
    for (_, cause, reason) in found.iter_mut().filter(|(id, cause, _)| !matches!(cause, Cause::Same | Cause::Backend) && (!named || is_blamed(id))) {
        *cause = Cause::Broken;
        *reason = why.to_string();
    }
}

fn first_error(built: &Built) -> String {
    built.diagnostics.iter().find(|problem| problem.is_error()).map_or_else(String::new, |problem| format!("{}: {}", problem.file, problem.message))
}
