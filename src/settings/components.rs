//! `components.json` of shadcn/ui: <https://ui.shadcn.com/docs/components-json>. It says by which names components are imported and where the
//! app's stylesheet is; together that is an alias, for apps whose `tsconfig.json` and `vite.config` did not come along.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostic::Diagnostic;
use crate::id::join;
use crate::options::Options;
use crate::source::Snapshot;

use super::{Settings, text, warning};

const NAME: &str = "components.json";

#[derive(Deserialize)]
struct Components {
    #[serde(default)]
    aliases: BTreeMap<String, String>,
    #[serde(default)]
    tailwind: Tailwind,
}

#[derive(Default, Deserialize)]
struct Tailwind {
    #[serde(default)]
    css: String,
}

pub(super) fn is_source(path: &str) -> bool {
    path == NAME
}

/// What the others said wins.
pub(super) fn read(snapshot: &Snapshot, host: &Options, settings: &mut Settings) {
    let Some(text) = text(snapshot, NAME) else { return };
    let components: Components = match serde_json::from_str(text) {
        Ok(components) => components,
        Err(problem) => {
            settings.warnings.push(warning(Diagnostic::file_error("config", NAME, format!("cannot be read: {problem}"))));
            return;
        }
    };
    let Some(sources) = sources_of(&components.tailwind.css) else { return };
    let Options { alias, paths, .. } = &mut settings.options;
    for name in components.aliases.values().filter_map(|import| import.split('/').next()).filter(|name| matches!(*name, "@" | "~" | "#" | "$")) {
        let is_said = paths.keys().any(|pattern| pattern.split('/').next() == Some(name)) || alias.get(name) != host.alias.get(name);
        if !is_said {
            alias.insert(name.to_string(), sources.clone());
        }
    }
}

/// The folder of the sources, by a file in it: `client/src/index.css` -> `client/src`.
fn sources_of(css: &str) -> Option<String> {
    let path = format!("/{}", join("", css)?);
    let end = path.rfind("/src/")? + "/src".len();
    Some(path[1..end].to_string())
}
