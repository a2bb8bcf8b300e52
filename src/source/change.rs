//! One edit.

use std::sync::Arc;

/// What happened to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// It has this content now, whether or not it existed.
    Write(Arc<[u8]>),
    /// It is gone. Deleting a file that does not exist is no change.
    Delete,
}

/// One edit of one file: a path below the app's root, and what happened there.
///
/// ```
/// use hotframe::Change;
/// let edits = vec![Change::write("src/App.tsx", "export default () => null"), Change::delete("src/Old.tsx")];
/// assert_eq!(edits[1].path, "src/Old.tsx");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// As the host wrote it; checked when the change is applied.
    pub path: String,
    /// Written or deleted.
    pub kind: ChangeKind,
}

impl Change {
    /// The file has this content now.
    pub fn write(path: impl Into<String>, content: impl AsRef<[u8]>) -> Self {
        Self { path: path.into(), kind: ChangeKind::Write(content.as_ref().into()) }
    }

    /// The file is gone.
    pub fn delete(path: impl Into<String>) -> Self {
        Self { path: path.into(), kind: ChangeKind::Delete }
    }
}
