//! Colours that a plugin of Vite makes of a `theme.json`: Replit's, whose apps have them nowhere else.

use crate::source::Snapshot;
use crate::transform;

use super::{text, vite};

/// Where the theme stands.
pub(crate) const THEME: &str = "theme.json";
const PLUGIN: &str = "@replit/vite-plugin-shadcn-theme-json";

/// The stylesheet that comes before all others, if the app has such a plugin and such a file.
pub(crate) fn theme(snapshot: &Snapshot) -> Option<String> {
    let json = text(snapshot, THEME)?;
    vite::configuration(snapshot).filter(|(_, source)| source.contains(PLUGIN)).and_then(|_| transform::theme(json))
}
