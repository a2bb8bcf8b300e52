//! What the process was started with.

use std::collections::BTreeMap;
use std::env::vars_os;

/// The variables that browsers may see; they win over the app's `.env` files, as with Vite.
pub(crate) fn public_variables() -> BTreeMap<String, String> {
    let text = vars_os().filter_map(|(key, value)| Some((key.into_string().ok()?, value.into_string().ok()?)));
    text.filter(|(key, _)| key.starts_with("VITE_")).collect()
}
