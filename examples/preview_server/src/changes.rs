//! Paths that changed on disk -> the edits of one transaction.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hotframe::Change;

use crate::folder::{Folder, Seen};

/// What a session is to be told.
#[derive(Default)]
pub(crate) struct Batch {
    pub(crate) changes: Vec<Change>,
    /// A file that the app had is gone or empty. Editors that replace a file and programs that truncate it before they write look like
    /// this for a moment: it deserves a second look.
    pub(crate) doubtful: bool,
}

/// Looks at what stands at `paths` now. `known` are the paths that the session has, sorted; `enter` hears of new folders.
pub(crate) fn collect(folder: &Folder, paths: &BTreeSet<String>, known: &[String], enter: &dyn Fn(&Path)) -> Batch {
    let mut collector = Collector { folder, known, edits: BTreeMap::new(), doubtful: false };
    for path in paths {
        collector.look(path, enter);
    }
    // An edit of a link's target is reported under the target's name.
    for link in folder.links().difference(paths) {
        collector.look(link, enter);
    }
    Batch { changes: collector.edits.into_values().collect(), doubtful: collector.doubtful }
}

struct Collector<'a> {
    folder: &'a Folder,
    known: &'a [String],
    edits: BTreeMap<String, Change>,
    doubtful: bool,
}

impl Collector<'_> {
    fn look(&mut self, path: &str, enter: &dyn Fn(&Path)) {
        match self.folder.look(path) {
            Seen::File(content) => {
                self.doubtful |= content.is_empty() && self.is_known(path);
                // A folder may have become a file.
                self.forget_below(path);
                self.edits.insert(path.to_string(), Change::write(path, content));
            }
            Seen::Folder => {
                self.forget(path);
                let now: BTreeSet<String> = self.folder.walk(path, enter).into_iter().collect();
                let gone: Vec<String> = below(self.known, path).iter().filter(|known| !now.contains(*known)).cloned().collect();
                for path in gone {
                    self.forget(&path);
                }
                for path in now {
                    self.look(&path, enter);
                }
            }
            Seen::Nothing => {
                self.forget(path);
                self.forget_below(path);
            }
            Seen::Refused(why) => {
                tracing::warn!("{path} is left out: {why}");
                self.forget(path);
                self.forget_below(path);
            }
        }
    }

    fn forget_below(&mut self, folder: &str) {
        for path in below(self.known, folder) {
            self.forget(path);
        }
    }

    fn forget(&mut self, path: &str) {
        if self.is_known(path) {
            self.doubtful = true;
            self.edits.insert(path.to_string(), Change::delete(path));
        }
    }

    fn is_known(&self, path: &str) -> bool {
        self.known.binary_search_by(|known| known.as_str().cmp(path)).is_ok()
    }
}

/// The known paths below a folder.
fn below<'a>(known: &'a [String], folder: &str) -> &'a [String] {
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let start = known.partition_point(|path| path.as_str() < prefix.as_str());
    let length = known[start..].partition_point(|path| path.starts_with(&prefix));
    &known[start..start + length]
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn a_folder_is_a_range_of_sorted_paths() {
        let known = ["src-b.ts", "src.ts", "src/a.ts", "src/b/c.ts", "src0"].map(String::from);
        assert_eq!(below(&known, "src"), ["src/a.ts", "src/b/c.ts"]);
        assert_eq!(below(&known, "src/b"), ["src/b/c.ts"]);
        assert_eq!(below(&known, "none"), [] as [String; 0]);
        assert_eq!(below(&known, "").len(), 5);
    }
}
