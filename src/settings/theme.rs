//! Colours that a plugin of Vite makes of a `theme.json`: Replit's, whose apps have them nowhere else.

use crate::source::Snapshot;
use crate::transform;

/// Where the theme stands.
pub(crate) const THEME: &str = "theme.json";
const CONFIGURATIONS: [&str; 4] = ["vite.config.ts", "vite.config.js", "vite.config.mts", "vite.config.mjs"];
const PLUGIN: &str = "@replit/vite-plugin-shadcn-theme-json";

/// The stylesheet that comes before all others, if the app has such a plugin and such a file.
pub(crate) fn theme(snapshot: &Snapshot) -> Option<String> {
    let text = |path: &str| std::str::from_utf8(snapshot.content(path)?).ok();
    let json = text(THEME)?;
    CONFIGURATIONS.iter().filter_map(|path| text(path)).any(|config| config.contains(PLUGIN)).then(|| transform::theme(json))?
}
