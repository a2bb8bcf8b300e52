//! Of a layout, what the app can import: the tools of its developers stay away.

use std::collections::{BTreeMap, BTreeSet};

/// A package of a lockfile that says where packages stand.
pub(super) struct Placed<T> {
    pub(super) package: T,
    /// Names it may import.
    pub(super) imports: Vec<String>,
}

/// The places that are reached from `roots`, looked up as Node.js does. `None` in the second list for a root that is nowhere.
pub(super) fn reached<T>(places: &BTreeMap<String, Placed<T>>, roots: impl Iterator<Item = String>) -> (BTreeSet<String>, Vec<String>) {
    let mut found = BTreeSet::new();
    let mut missing = Vec::new();
    let mut next = Vec::new();
    for name in roots {
        match look_up(places, "", &name) {
            Some(place) => next.push(place),
            None => missing.push(name),
        }
    }
    while let Some(place) = next.pop() {
        let Some(placed) = places.get(&place).filter(|_| found.insert(place.clone())) else { continue };
        next.extend(placed.imports.iter().filter_map(|name| look_up(places, &place, name)));
    }
    (found, missing)
}

fn look_up<T>(places: &BTreeMap<String, Placed<T>>, from: &str, name: &str) -> Option<String> {
    let mut folder = from;
    loop {
        let slash = if folder.is_empty() { "" } else { "/" };
        let place = format!("{folder}{slash}node_modules/{name}");
        if places.contains_key(&place) {
            return Some(place);
        }
        if folder.is_empty() {
            return None;
        }
        folder = folder.rfind("/node_modules/").map_or("", |at| &folder[..at]);
    }
}
