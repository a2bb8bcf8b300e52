//! What was handed to Tailwind, and how often the app still has it.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

/// Counts words by their hash: Tailwind keeps the words, so we need not. The hash is keyed, so no app can make two words collide on purpose.
#[derive(Default)]
pub(super) struct Census {
    hasher: RandomState,
    counts: HashMap<u64, u32>,
    gone: usize,
}

impl Census {
    /// Adds words. Returns those that were never seen before.
    pub(super) fn add<'a>(&mut self, words: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        let mut new = Vec::new();
        for word in words {
            let count = self.counts.entry(self.hasher.hash_one(word)).or_insert_with(|| {
                new.push(word);
                self.gone += 1;
                0
            });
            self.gone -= usize::from(*count == 0);
            *count += 1;
        }
        new
    }

    /// Takes words away. They stay known.
    pub(super) fn remove<'a>(&mut self, words: impl IntoIterator<Item = &'a str>) {
        for word in words {
            if let Some(count) = self.counts.get_mut(&self.hasher.hash_one(word)).filter(|count| **count > 0) {
                *count -= 1;
                self.gone += usize::from(*count == 0);
            }
        }
    }

    /// How many words were handed over that the app no longer has.
    pub(super) fn leftover(&self) -> usize {
        self.gone
    }
}

#[cfg(test)]
mod tests {
    use super::Census;

    #[test]
    fn words_are_new_once_and_left_over_when_the_last_one_goes() {
        let mut census = Census::default();
        assert_eq!(census.add(["a", "b", "a"]), ["a", "b"]);
        census.remove(["a", "unknown"]);
        assert_eq!(census.leftover(), 0);
        census.remove(["a"]);
        assert_eq!(census.leftover(), 1);
        assert!(census.add(["a"]).is_empty());
        assert_eq!(census.leftover(), 0);
    }
}
