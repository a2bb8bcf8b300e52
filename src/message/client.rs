//! What a page says to its host.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One message from a page. On the way it has `v` and `app` besides, as a [`Message`](super::Message) has; a host ignores types that it
/// does not know.
///
/// ```
/// use hotframe::ClientMessage;
/// let said = serde_json::from_str(r#"{"v": 1, "type": "hmr_ready", "app": "1", "revision": null}"#)?;
/// assert_eq!(ClientMessage::HmrReady { revision: None }, said);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum ClientMessage {
    /// First words on a connection.
    HmrReady {
        /// The revision that the page shows; `None`: nothing yet.
        revision: Option<String>,
    },
    /// What does the page lack? Answered with an update, from `from`.
    Sync {
        /// The revision that the page shows.
        from: Option<String>,
        /// The digest of every module it has.
        have: BTreeMap<String, String>,
        /// The document and packages it was loaded with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        page: Option<String>,
    },
    /// An update arrived where it was meant to.
    HmrSuccess {
        /// The revision that the page shows now, or will after its reload.
        revision: Option<String>,
        /// How.
        outcome: Outcome,
        /// Why it reloads.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// Milliseconds from the message to the DOM.
        duration: f64,
        /// The files that were edited.
        paths: Vec<String>,
    },
    /// The app failed.
    HmrError {
        /// The revision that the page shows.
        revision: Option<String>,
        /// How it failed.
        error: ReportedError,
        /// Of an update that could not be applied: milliseconds since its message.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        duration: Option<f64>,
        /// Of such an update: the files that were edited.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paths: Option<Vec<String>>,
    },
    /// What the page's badge says: connecting, connected, updating, updated, offline or error.
    HmrStatus {
        /// That word.
        status: String,
    },
    /// What the app logged; only with the page's option `console`.
    HmrConsole {
        /// The calls, oldest first.
        entries: Vec<ConsoleEntry>,
        /// How many calls before them were too many to tell.
        dropped: u64,
    },
    /// A place in the overlay was clicked: an editor may open it.
    #[serde(rename = "hotframe:open")]
    Open {
        /// The file, below the app's root.
        file: String,
        /// From 1; 0: no place in the text.
        line: u32,
        /// From 1.
        column: u32,
    },
    /// `import.meta.hot.send(event, data)`
    Custom {
        /// Its name.
        event: String,
        /// What was sent with it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        data: Option<serde_json::Value>,
    },
}

/// What became of an update.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The page shows it.
    Applied,
    /// The page is loaded anew for it.
    Reloading,
}

/// An error of the app in the browser.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportedError {
    /// What it says.
    pub message: String,
    /// In terms of the app's files, where their maps could be had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stack: Option<String>,
    /// When it happened.
    pub kind: ReportKind,
    /// The file it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// From 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// From 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// The lines around that place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<String>,
}

/// When an error happened.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReportKind {
    /// While the app ran.
    Runtime,
    /// While an update was applied: the page is as it was before.
    Apply,
}

/// One call of the console.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsoleEntry {
    /// Which of its functions.
    pub level: ConsoleLevel,
    /// What it was given, as text.
    pub text: String,
    /// When, in milliseconds since 1970.
    pub timestamp: u64,
}

/// A function of the console.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum ConsoleLevel {
    Debug,
    Log,
    Info,
    Warn,
    Error,
}
