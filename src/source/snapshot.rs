//! All files of an app at one moment, with their digests. Cheap to copy: contents are shared.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::digest::Digest;
use crate::error::{Error, ErrorKind};
use crate::id::ModuleId;
use crate::options::Limits;

use super::change::{Change, ChangeKind};
use super::shared::shared;

/// A file's content and its digest.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) content: Arc<[u8]>,
    pub(crate) digest: Digest,
}

/// All files of an app at one moment.
///
/// ```
/// use hotframe::{Change, Limits, Snapshot};
/// let limits = Limits::default();
/// let first = Snapshot::new([("src/a.ts".to_string(), b"1".to_vec())], &limits)?;
/// let (second, changed) = first.apply(&[Change::write("src/a.ts", "2"), Change::delete("src/none.ts")], &limits)?;
/// assert_eq!(changed.len(), 1);
/// assert_ne!(first.digest(), second.digest());
/// # Ok::<(), hotframe::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    files: Arc<BTreeMap<ModuleId, Source>>,
    /// Lower-cased path -> the path, so that `App.tsx` and `app.tsx` are told apart before a file system cannot.
    spellings: Arc<BTreeMap<String, ModuleId>>,
    bytes: usize,
}

impl Snapshot {
    /// Takes all files of an app. Fails on the first bad path, on two paths that differ only by case, and past the limits.
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>, limits: &Limits) -> Result<Self, Error> {
        let mut snapshot = Self::default();
        for (path, content) in files {
            let id = ModuleId::new(&path)?;
            if snapshot.files.contains_key(&id) {
                return Err(Error::new(ErrorKind::DuplicatePath, format!("{id} is given twice")));
            }
            snapshot.write(id, content.into(), limits)?;
        }
        Ok(snapshot)
    }

    /// The files after `changes`, and the paths whose content really differs. `self` stays as it was, also on failure.
    pub fn apply(&self, changes: &[Change], limits: &Limits) -> Result<(Self, Vec<ModuleId>), Error> {
        let mut next = self.clone();
        // Deletions first: one transaction may rename `a.tsx` to `A.tsx`.
        for change in changes.iter().filter(|change| change.kind == ChangeKind::Delete) {
            next.delete(&ModuleId::new(&change.path)?);
        }
        for change in changes {
            if let ChangeKind::Write(content) = &change.kind {
                next.write(ModuleId::new(&change.path)?, content.clone(), limits)?;
            }
        }
        let mut changed = changes.iter().map(|change| ModuleId::new(&change.path)).collect::<Result<Vec<_>, _>>()?;
        changed.sort();
        changed.dedup();
        let digest = |files: &Self, id: &ModuleId| files.files.get(id).map(|source| source.digest);
        changed.retain(|id| digest(&next, id) != digest(self, id));
        Ok((next, changed))
    }

    /// The paths that differ between two snapshots with the same paths. `None`: they have other ones.
    pub(crate) fn edited_since(&self, old: &Self) -> Option<Vec<&ModuleId>> {
        if Arc::ptr_eq(&self.files, &old.files) {
            return Some(Vec::new());
        }
        if self.files.len() != old.files.len() {
            return None;
        }
        let mut edited = Vec::new();
        for ((id, source), (other, before)) in self.files.iter().zip(old.files.iter()) {
            if id != other {
                return None;
            }
            if source.digest != before.digest {
                edited.push(id);
            }
        }
        Some(edited)
    }

    /// The paths that differ between two snapshots: edited, new or gone.
    pub fn changed_since(&self, old: &Self) -> Vec<ModuleId> {
        let edited = self.files.iter().filter(|(id, source)| old.files.get(*id).is_none_or(|before| before.digest != source.digest));
        let gone = old.files.keys().filter(|id| !self.files.contains_key(*id));
        let mut paths: Vec<_> = edited.map(|(id, _)| id.clone()).chain(gone.cloned()).collect();
        paths.sort();
        paths
    }

    fn write(&mut self, id: ModuleId, content: Arc<[u8]>, limits: &Limits) -> Result<(), Error> {
        let spelling = id.as_str().to_lowercase();
        if let Some(other) = self.spellings.get(&spelling).filter(|other| **other != id) {
            return Err(Error::new(ErrorKind::DuplicatePath, format!("{id} and {other} differ only by case")));
        }
        let digest = Digest::of(&content);
        let before = self.files.get(&id).map_or(0, |source| source.content.len());
        let bytes = self.bytes - before + content.len();
        if bytes > limits.total_bytes {
            return Err(Error::new(ErrorKind::TooLarge, format!("the app's files are over {} bytes in all", limits.total_bytes)));
        }
        if self.files.len() >= limits.files && !self.files.contains_key(&id) {
            return Err(Error::new(ErrorKind::TooLarge, format!("the app has more than {} files", limits.files)));
        }
        self.bytes = bytes;
        if !self.files.contains_key(&id) {
            Arc::make_mut(&mut self.spellings).insert(spelling, id.clone());
        }
        Arc::make_mut(&mut self.files).insert(id, Source { content: shared(digest, content), digest });
        Ok(())
    }

    fn delete(&mut self, id: &ModuleId) {
        if !self.files.contains_key(id) {
            return;
        }
        if let Some(gone) = Arc::make_mut(&mut self.files).remove(id) {
            self.bytes -= gone.content.len();
            Arc::make_mut(&mut self.spellings).remove(&id.as_str().to_lowercase());
        }
    }

    /// The Merkle root over sorted paths and digests: equal in every process that holds the same files.
    pub fn digest(&self) -> Digest {
        Digest::of_parts(self.files.iter().flat_map(|(id, source)| [id.as_str().as_bytes(), source.digest.as_bytes().as_slice()]))
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Source> {
        self.files.get(id)
    }

    /// The content of a file.
    pub fn content(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|source| &*source.content)
    }

    /// The size of all contents.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// All paths, in order.
    pub fn paths(&self) -> impl Iterator<Item = &ModuleId> {
        self.files.keys()
    }

    /// The name of the file with this path, shared rather than copied.
    pub(crate) fn id(&self, path: &str) -> Option<ModuleId> {
        self.files.get_key_value(path).map(|(id, _)| id.clone())
    }

    /// The path that equals this one but for its case.
    pub(crate) fn other_spelling(&self, path: &str) -> Option<&ModuleId> {
        self.spellings.get(&path.to_lowercase())
    }
}
