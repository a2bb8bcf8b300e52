//! What an edit of one file is.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::graph::{Built, Graph, Update, document_path};
use crate::id::ModuleId;
use crate::settings;
use crate::transform::{Kind, Module, css_exports_of, shape};

use super::Side;
use super::manifest;
use super::policy::Policy;

/// What an edit of one file is, as far as the compiler can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Cause {
    /// The content is what it was.
    Same,
    /// Comments, types, layout: what runs is what it was.
    Invisible,
    /// Nothing imports it.
    Unused,
    /// A stylesheet.
    Style,
    /// `className` and `style` of elements, and nothing else of a script.
    Appearance,
    /// Texts of a script, and nothing else.
    Text,
    /// What a script does, imports or exports; class names of a CSS module.
    Component,
    /// JSON, text, images that scripts import.
    Data,
    /// The app does not compile with it.
    Broken,
    /// A file of the public folder.
    Public,
    /// `index.html`.
    Document,
    /// tsconfig, vite.config, Tailwind's configuration, environment.
    Settings,
    /// npm packages: other versions, new ones.
    Dependencies,
    /// Code that runs on a server.
    Backend,
}

pub(super) fn of(before: &Side<'_>, after: &Side<'_>, built: &Built, id: &ModuleId, policy: &Policy) -> (Cause, String) {
    let path = id.as_str();
    let (old, new) = (before.snapshot.content(path), after.snapshot.content(path));
    if let Some(glob) = policy.backend(path) {
        return (Cause::Backend, format!("it runs on a server ({glob})"));
    }
    if path == "package.json" {
        if let Some(reason) = manifest::difference(old, new) {
            return (Cause::Dependencies, reason);
        }
    } else if manifest::is_lock(path) {
        return (Cause::Dependencies, "the versions of npm packages may change".into());
    }
    let public = &after.project.options.public_dir;
    if !public.is_empty() && path.strip_prefix(public.as_str()).is_some_and(|rest| rest.starts_with('/')) {
        return (Cause::Public, "it is served as it is, and pages may show the old one".into());
    }
    // The parts of the graph that are this file: it may be asked for in several ways.
    let modules = |graph: &Graph| -> Vec<ModuleId> { graph.nodes.keys().filter(|node| !node.is_npm() && node.path() == path).cloned().collect() };
    let (was, is) = (before.graph.map(modules).unwrap_or_default(), modules(&built.graph));
    if path == document_path(&after.project.options) && before.graph.is_none_or(|graph| graph.document != built.graph.document) {
        return (Cause::Document, "index.html changed".into());
    }
    if settings::is_source(path) {
        let same = before.project.options == after.project.options;
        // Marks like %VITE_X% in the document are filled in when it is served.
        let marks: Vec<String> = after.project.options.env_prefix.iter().map(|prefix| format!("%{prefix}")).collect();
        let page = after.snapshot.content(&document_path(&after.project.options)).map(String::from_utf8_lossy).unwrap_or_default();
        let marked = marks.iter().any(|mark| page.contains(mark));
        return match same {
            true => (Cause::Invisible, "it says what it said".into()),
            false if before.graph.is_some_and(|graph| graph.revision == built.graph.revision) && !marked => {
                (Cause::Invisible, "no module is compiled differently".into())
            }
            false => (Cause::Settings, "modules are compiled differently".into()),
        };
    }
    if was.is_empty() && is.is_empty() {
        if path == "package.json" {
            return (Cause::Invisible, "the packages are what they were".into());
        }
        return (Cause::Unused, "nothing imports it".into());
    }
    let Some(graph) = before.graph else { return (Cause::Component, "the app has not run yet".into()) };
    let differing: Vec<&ModuleId> = was.iter().chain(&is).filter(|node| graph.nodes.get(*node) != built.graph.nodes.get(*node)).collect();
    let changed: Vec<&ModuleId> = differing.iter().copied().filter(|node| is_different(graph, &built.graph, node)).collect();
    if changed.is_empty() {
        return (Cause::Invisible, "comments, types or layout: what runs is what it was".into());
    }
    changed.into_iter().map(|node| module(before, after, built, node, old, new)).max().unwrap_or((Cause::Component, String::new()))
}

/// Whether a module runs differently, or leads elsewhere.
fn is_different(old: &Graph, new: &Graph, id: &ModuleId) -> bool {
    match (old.nodes.get(id), new.nodes.get(id)) {
        (Some(before), Some(after)) => before.digest != after.digest || before.edges != after.edges,
        _ => true,
    }
}

fn module(before: &Side<'_>, after: &Side<'_>, built: &Built, id: &ModuleId, old: Option<&[u8]>, new: Option<&[u8]>) -> (Cause, String) {
    let graph = before.graph.unwrap_or(&built.graph);
    match Kind::of(id) {
        Kind::Css if id.query().is_none() => match (graph.nodes.get(id), built.graph.nodes.get(id)) {
            (Some(was), Some(is)) if have_same_exports(before.project.compiled(id, was.source), after.project.compiled(id, is.source)) => {
                (Cause::Style, "a stylesheet".into())
            }
            (Some(_), Some(_)) => (Cause::Component, "the class names that scripts import from this stylesheet changed".into()),
            _ => (Cause::Component, "a stylesheet came or went, and with it the script that imports it changed".into()),
        },
        Kind::Script => {
            let (Some(old), Some(new)) = (old, new) else { return (Cause::Component, "a module came or went".into()) };
            let shapes = shape(id, old, &before.project.options).zip(shape(id, new, &after.project.options));
            match shapes {
                Some((was, is)) if was.without_appearance == is.without_appearance => {
                    (Cause::Appearance, "className or style of elements, nothing else".into())
                }
                Some((was, is)) if was.without_text == is.without_text => (Cause::Text, "texts, nothing else".into()),
                _ => (Cause::Component, "what the module does changed".into()),
            }
        }
        Kind::Asset if only_styles_use(&built.graph, id) && only_styles_use(graph, id) => (Cause::Style, "only stylesheets use it".into()),
        _ => (Cause::Data, "scripts import it".into()),
    }
}

/// Whether two versions of a stylesheet export the same class names. Those that are no longer known may differ.
fn have_same_exports(old: Option<Arc<Module>>, new: Option<Arc<Module>>) -> bool {
    old.zip(new).is_some_and(|(old, new)| css_exports_of(&old.code) == css_exports_of(&new.code))
}

fn only_styles_use(graph: &Graph, id: &ModuleId) -> bool {
    graph.nodes.values().filter(|node| node.edges.iter().any(|edge| edge.target == *id)).all(|node| node.kind == Kind::Css)
}

/// What a difference of graphs is as a whole.
pub(super) fn of_update(old: &Graph, new: &Graph, update: &Update) -> (Cause, String) {
    let moved: Vec<&ModuleId> = update.changed.iter().chain(&update.rewired).chain(&update.removed).collect();
    if moved.is_empty() && old.css == new.css {
        return (Cause::Invisible, "what runs is what it was".into());
    }
    let is_style = |id: &&&ModuleId| Kind::of(id) == Kind::Css && id.query().is_none() || (Kind::of(id) == Kind::Asset && only_styles_use(new, id));
    match moved.iter().find(|id| !is_style(id)) {
        None => (Cause::Style, format!("a stylesheet is made of it: {}", moved.first().map_or_else(String::new, ToString::to_string))),
        Some(id) => (Cause::Component, format!("{id} is made of it")),
    }
}
