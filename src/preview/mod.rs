//! Graph -> what a browser loads: the page, the app's script, the packages' script, the client.

mod client;
mod page;
mod script;
mod vendor;

use std::sync::Arc;

pub use page::{PageOptions, Transport};

pub(crate) use client::{Part, client_script};
pub(crate) use page::{View, page};
pub(crate) use script::{app_map, app_script, map_script, module_script};
pub(crate) use vendor::{addition, addition_key, vendor};

/// Something that is served as it is.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The MIME type, with the charset where it is text.
    pub content_type: String,
    /// The bytes.
    pub body: Arc<[u8]>,
    /// Whether the address names this very content, so that it may be kept for ever.
    pub immutable: bool,
}

impl Asset {
    pub(crate) fn script(body: impl Into<Arc<[u8]>>) -> Self {
        Self { content_type: "text/javascript; charset=utf-8".into(), body: body.into(), immutable: true }
    }

    pub(crate) fn json(body: impl Into<Arc<[u8]>>) -> Self {
        Self { content_type: "application/json; charset=utf-8".into(), body: body.into(), immutable: true }
    }

    pub(crate) fn file(path: &str, body: Arc<[u8]>, immutable: bool) -> Self {
        let guess = mime_guess::from_path(path).first_or_octet_stream();
        let charset = if guess.type_() == "text" || guess.subtype() == "javascript" || guess.subtype() == "json" { "; charset=utf-8" } else { "" };
        Self { content_type: format!("{guess}{charset}"), body, immutable }
    }
}

/// Text as a JavaScript expression that may stand inside `<script>`: `<` cannot end the element, line separators cannot end the line.
pub(crate) fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
