//! Names of modules: paths below the app's root, and npm specifiers.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::error::{Error, ErrorKind};

/// The longest path that is accepted, in bytes.
const MAX_PATH: usize = 1024;
const NPM: &str = "npm:";

/// The name of a module: a path below the app's root (`src/App.tsx`), or an npm package's specifier (`npm:react-dom/client`).
///
/// ```
/// use hotframe::ModuleId;
/// assert_eq!(ModuleId::new("./src//App.tsx")?.as_str(), "src/App.tsx");
/// assert!(ModuleId::new("/etc/passwd").is_err());
/// assert!(ModuleId::npm("react").is_npm());
/// # Ok::<(), hotframe::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModuleId(Arc<str>);

impl ModuleId {
    /// Checks a path and brings it to its one spelling. Fails with [`ErrorKind::InvalidPath`] on anything that could leave the root
    /// (`..`, absolute paths, drive letters, backslashes), on control characters and on paths over 1,024 bytes.
    pub fn new(path: &str) -> Result<Self, Error> {
        let refuse = |why: &str| Err(Error::new(ErrorKind::InvalidPath, format!("invalid path {path:?}: {why}")));
        if path.len() > MAX_PATH {
            return Err(Error::new(ErrorKind::InvalidPath, format!("invalid path: {} bytes is over the limit of {MAX_PATH}", path.len())));
        }
        if path.starts_with('/') {
            return refuse("it is absolute");
        }
        if path.contains('\\') {
            return refuse("it holds a backslash");
        }
        if path.contains('?') {
            return refuse("it holds a question mark, which starts a query in imports");
        }
        if path.chars().any(char::is_control) {
            return refuse("it holds a control character");
        }
        if path.starts_with(NPM) || path.as_bytes().get(1) == Some(&b':') {
            return refuse("it starts like a scheme or a drive");
        }
        let mut segments = Vec::new();
        for segment in path.split('/') {
            match segment {
                "" | "." => {}
                ".." => return refuse("it leaves the app's root"),
                _ => segments.push(segment),
            }
        }
        if segments.is_empty() || path.ends_with('/') {
            return refuse("it names no file");
        }
        Ok(Self(segments.join("/").into()))
    }

    /// The module that an npm specifier names.
    pub fn npm(specifier: &str) -> Self {
        Self(format!("{NPM}{specifier}").into())
    }

    /// The same file, asked for in another way: `src/a.svg?raw`.
    pub(crate) fn with_query(&self, query: &str) -> Self {
        Self(format!("{}?{query}", self.path()).into())
    }

    /// The file's path, without a query.
    pub(crate) fn path(&self) -> &str {
        self.0.split_once('?').map_or(&*self.0, |(path, _)| path)
    }

    /// What stands after the question mark.
    pub(crate) fn query(&self) -> Option<&str> {
        self.0.split_once('?').map(|(_, query)| query)
    }

    /// Whether it names an npm package rather than a file of the app.
    pub fn is_npm(&self) -> bool {
        self.0.starts_with(NPM)
    }

    /// The npm specifier, if it is one.
    pub fn npm_specifier(&self) -> Option<&str> {
        self.0.strip_prefix(NPM)
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part after the last slash.
    pub fn file_name(&self) -> &str {
        self.path().rsplit('/').next().unwrap_or_default()
    }

    /// The folder it stands in, without a slash at the end; empty at the root.
    pub fn folder(&self) -> &str {
        self.path().rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The extension in lower case, without the dot.
    pub fn extension(&self) -> String {
        self.file_name().rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_ascii_lowercase())
    }
}

/// Joins a folder and a path relative to it, both below the app's root; `None` when the path climbs over the root.
pub(crate) fn join(folder: &str, relative: &str) -> Option<String> {
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in relative.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            _ => segments.push(segment),
        }
    }
    Some(segments.join("/"))
}

impl fmt::Display for ModuleId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Debug for ModuleId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, out)
    }
}

impl Serialize for ModuleId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for ModuleId {
    fn borrow(&self) -> &str {
        &self.0
    }
}
