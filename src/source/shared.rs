//! Equal contents are one allocation in a process: a thousand apps that were made from one template hold its files once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, Weak};

use crate::digest::Digest;

/// Contents that some snapshot holds.
static KNOWN: Mutex<Option<Known>> = Mutex::new(None);

struct Known {
    contents: HashMap<Digest, Weak<[u8]>>,
    /// At this size the names of contents that are gone are thrown out.
    full: usize,
}

/// The allocation that holds this content already, or the one that is given.
pub(super) fn shared(digest: Digest, content: Arc<[u8]>) -> Arc<[u8]> {
    // Another thread is at it, or was when this process was forked: then a copy is no harm.
    let Ok(mut known) = KNOWN.try_lock() else { return content };
    let known = known.get_or_insert_with(|| Known { contents: HashMap::new(), full: 4096 });
    if let Some(same) = known.contents.get(&digest).and_then(Weak::upgrade) {
        return same;
    }
    if known.contents.len() >= known.full {
        known.contents.retain(|_, content| content.strong_count() > 0);
        known.full = (known.contents.len() * 2).max(4096);
    }
    known.contents.insert(digest, Arc::downgrade(&content));
    content
}

#[cfg(test)]
mod tests {
    use super::shared;
    use crate::digest::Digest;
    use std::sync::Arc;

    #[test]
    fn equal_contents_are_one() {
        // Another test may hold the lock at the very moment: then it is asked again.
        let same = || {
            let [one, other]: [Arc<[u8]>; 2] = [1, 2].map(|_| shared(Digest::of(b"shared"), Arc::from(&b"shared"[..])));
            Arc::ptr_eq(&one, &other)
        };
        assert!((0..1000).any(|_| same()));
    }
}
