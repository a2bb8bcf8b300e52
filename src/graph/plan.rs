//! What a browser must do to get from one graph to another. Pure: two graphs in, an update out.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::id::ModuleId;

use super::Graph;

/// The difference between two graphs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Update {
    /// Modules that are new or run differently, in execution order.
    pub changed: Vec<ModuleId>,
    /// Modules whose imports lead elsewhere although their own code is the same.
    pub rewired: Vec<ModuleId>,
    /// Modules that nothing reaches any more.
    pub removed: Vec<ModuleId>,
    /// Specifiers of npm packages that a browser lacks.
    pub packages: Vec<String>,
    /// Why no update can do it and the page must load anew.
    pub reload: Option<String>,
}

impl Update {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What must happen to a browser that runs `old` so that it runs `new`. `None` for a browser that runs nothing yet.
pub fn plan(old: Option<&Graph>, new: &Graph) -> Update {
    let Some(old) = old else {
        let packages = new.packages.iter().flat_map(|set| set.specifiers.iter().cloned()).collect();
        return Update { changed: new.execution_order().into_iter().cloned().collect(), packages, ..Update::default() };
    };
    let mut update = Update { reload: reload_reason(old, new), packages: new_packages(old, new), ..Update::default() };
    // Both in order of their names: most of the two graphs is the same.
    let mut before = old.nodes.iter().peekable();
    for (id, node) in &new.nodes {
        while let Some((gone, _)) = before.next_if(|(known, _)| *known != id && *known < id) {
            update.removed.push(gone.clone());
        }
        match before.next_if(|(known, _)| *known == id) {
            Some((_, before)) if Arc::ptr_eq(before, node) => {}
            Some((_, before)) if before.digest != node.digest => update.changed.push(id.clone()),
            Some((_, before)) if before.edges != node.edges => update.rewired.push(id.clone()),
            Some(_) => {}
            None => update.changed.push(id.clone()),
        }
    }
    update.removed.extend(before.map(|(gone, _)| gone.clone()));
    if update.changed.len() + update.rewired.len() > 1 {
        let order: BTreeMap<&ModuleId, usize> = new.execution_order().into_iter().zip(0..).collect();
        update.changed.sort_by_key(|id| order.get(id));
        update.rewired.sort_by_key(|id| order.get(id));
    }
    update
}

fn reload_reason(old: &Graph, new: &Graph) -> Option<String> {
    if old.document != new.document {
        return Some("index.html or a file that it names changed".into());
    }
    if old.entries != new.entries {
        return Some("the document starts other scripts".into());
    }
    match (&old.packages, &new.packages) {
        (Some(before), Some(after)) if !before.goes_with(after) => Some("the versions of npm packages changed".into()),
        _ => None,
    }
}

fn new_packages(old: &Graph, new: &Graph) -> Vec<String> {
    let known = old.packages.as_ref().map(|set| &set.specifiers);
    let wanted = new.packages.iter().flat_map(|set| &set.specifiers);
    wanted.filter(|specifier| known.is_none_or(|known| !known.contains(*specifier))).cloned().collect()
}
