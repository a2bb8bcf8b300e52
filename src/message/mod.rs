//! The wire: what a host sends to browsers. One enum, one version number.

mod client;
#[cfg(test)]
mod schema;
mod tabs;

pub use client::{ClientMessage, ConsoleEntry, ConsoleLevel, Outcome, ReportKind, ReportedError};
pub use tabs::{Arrival, TabId, Tabs};

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;
use crate::transform::Kind;

/// The version of the wire. Types and fields that a side does not know mean nothing to it. A page that hears another version than its own
/// cannot follow: it is loaded anew, once, with that as its reason; if that does not help, it says so and stays as it is. Every client
/// message names the page's version, so that a later host can go on speaking it.
pub const VERSION: u32 = 1;

/// One message from the host to the browsers that show an app.
///
/// As JSON it is one flat object: `v`, `type`, `app`, `from`, `to`, `timestamp` (milliseconds since 1970), and the fields of its [`Body`].
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Serialize)]
pub struct Message {
    /// [`VERSION`].
    pub v: u32,
    /// The app.
    pub app: String,
    /// The revision this message starts from; `None`: from nothing.
    pub from: Option<String>,
    /// The revision a client is at once it has done what the message says.
    pub to: Option<String>,
    /// When it was made, in milliseconds since 1970.
    pub timestamp: u64,
    /// What it says.
    #[serde(flatten)]
    pub body: Body,
}

/// What a [`Message`] says.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Body {
    /// First message on a connection: where the host is.
    Connected {
        /// What is wrong with the app now.
        diagnostics: Vec<Diagnostic>,
        /// Names the document and the packages; differs from the client's: only a reload helps.
        #[serde(skip_serializing_if = "Option::is_none")]
        page: Option<String>,
    },
    /// One file was edited.
    HmrUpdate {
        /// The file.
        path: String,
        /// What to do.
        #[serde(flatten)]
        update: WireUpdate,
    },
    /// Several files were edited, or a client that was away catches up.
    HmrBatch {
        /// What to do.
        #[serde(flatten)]
        update: WireUpdate,
    },
    /// The app cannot be built: what is on the screen stays.
    BuildError {
        /// The first problem, as text.
        error: String,
        /// Its file.
        path: Option<String>,
        /// All problems.
        diagnostics: Vec<Diagnostic>,
    },
    /// The page must be loaded anew.
    PreviewRefreshed {
        /// Why.
        reason: String,
    },
    /// The host's own event, for `import.meta.hot.on(event, ...)`.
    Custom {
        /// Its name.
        event: String,
        /// What the listeners get.
        data: serde_json::Value,
    },
}

/// The part that `hmr_update` and `hmr_batch` share.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Default, Serialize)]
pub struct WireUpdate {
    /// The files that were edited.
    pub paths: Vec<String>,
    /// Modules that are new or changed, in execution order.
    pub modules: Vec<WireModule>,
    /// Complete rows of imports, of every module above and of those whose imports lead elsewhere now.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, BTreeMap<String, String>>"))]
    pub edges: BTreeMap<ModuleId, BTreeMap<String, ModuleId>>,
    /// Modules that are gone.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub removed: Vec<ModuleId>,
    /// All stylesheets in the order of the cascade.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub css: Vec<ModuleId>,
    /// What the document starts.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub entries: Vec<ModuleId>,
    /// A script that provides npm packages and must run before the modules do.
    pub vendor: Option<String>,
    /// Warnings about the app as it is now; no errors, or this would be a `build_error`.
    pub diagnostics: Vec<Diagnostic>,
    /// What the host spent on it, in milliseconds.
    pub took: f64,
}

/// A module on the wire: its code, or where to get it.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Serialize)]
pub struct WireModule {
    /// The module.
    #[cfg_attr(test, schemars(with = "String"))]
    pub id: ModuleId,
    /// Of its code.
    pub digest: String,
    /// What it is.
    pub kind: Kind,
    /// A classic script that defines it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Where that script is, when it is too large to travel here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What the bytes there must be, as in `<script integrity>`: <https://www.w3.org/TR/SRI/>.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integrity: Option<String>,
}

impl Message {
    /// The `type` on the wire.
    pub fn kind(&self) -> &'static str {
        match self.body {
            Body::Connected { .. } => "connected",
            Body::HmrUpdate { .. } => "hmr_update",
            Body::HmrBatch { .. } => "hmr_batch",
            Body::BuildError { .. } => "build_error",
            Body::PreviewRefreshed { .. } => "preview_refreshed",
            Body::Custom { .. } => "custom",
        }
    }

    /// The message as it travels.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a message is text and numbers")
    }
}
