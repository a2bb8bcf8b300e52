//! `sideEffects` of the app's own `package.json`: which modules may be left out when nothing of them is used.

use globset::{Glob, GlobSet, GlobSetBuilder};

use crate::id::ModuleId;
use crate::source::Snapshot;
use crate::transform::Kind;

pub(super) enum SideEffects {
    /// Nothing is said.
    Unknown,
    Flag(bool),
    /// Only these have some.
    Only(GlobSet),
}

impl SideEffects {
    pub(super) fn read(snapshot: &Snapshot) -> Self {
        let manifest: Option<serde_json::Value> = snapshot.content("package.json").and_then(|content| serde_json::from_slice(content).ok());
        match manifest.as_ref().and_then(|manifest| manifest.get("sideEffects")) {
            Some(serde_json::Value::Bool(flag)) => Self::Flag(*flag),
            Some(serde_json::Value::Array(patterns)) => {
                let mut set = GlobSetBuilder::new();
                for pattern in patterns.iter().filter_map(|pattern| pattern.as_str()) {
                    let pattern = pattern.trim_start_matches("./");
                    let pattern = if pattern.contains('/') { pattern.to_string() } else { format!("**/{pattern}") };
                    if let Ok(glob) = Glob::new(&pattern) {
                        set.add(glob);
                    }
                }
                set.build().map_or(Self::Unknown, Self::Only)
            }
            _ => Self::Unknown,
        }
    }

    /// Whether a module of the app has some. Stylesheets are told apart by their own rule.
    pub(super) fn of(&self, id: &ModuleId) -> Option<bool> {
        if id.is_npm() || Kind::of(id) == Kind::Css {
            return None;
        }
        match self {
            Self::Unknown => None,
            Self::Flag(flag) => Some(*flag),
            Self::Only(set) => Some(set.is_match(id.path())),
        }
    }
}
