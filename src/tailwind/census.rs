//! What was handed to Tailwind, and how often the app still has it.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

/// Counts words by their hash: Tailwind keeps the words, so we need not, but for those that are gone. The hash is keyed, so no app can make two words collide on purpose.
#[derive(Default)]
pub(super) struct Census {
    hasher: RandomState,
    counts: HashMap<u64, u32>,
    gone: HashMap<u64, Box<str>>,
}

impl Census {
    /// Adds words. Returns those that were never seen before.
    pub(super) fn add<'a>(&mut self, words: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        let mut new = Vec::new();
        for word in words {
            let hash = self.hasher.hash_one(word);
            let count = self.counts.entry(hash).or_insert_with(|| {
                new.push(word);
                0
            });
            if *count == 0 {
                self.gone.remove(&hash);
            }
            *count += 1;
        }
        new
    }

    /// Takes words away. They stay known.
    pub(super) fn remove<'a>(&mut self, words: impl IntoIterator<Item = &'a str>) {
        for word in words {
            let hash = self.hasher.hash_one(word);
            if let Some(count) = self.counts.get_mut(&hash).filter(|count| **count > 0) {
                *count -= 1;
                if *count == 0 {
                    self.gone.insert(hash, word.into());
                }
            }
        }
    }

    /// How many words were handed over that the app no longer has.
    pub(super) fn leftover(&self) -> usize {
        self.gone.len()
    }

    /// These words.
    pub(super) fn gone(&self) -> impl Iterator<Item = &str> {
        self.gone.values().map(|word| &**word)
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
        assert_eq!((census.leftover(), census.gone().collect::<Vec<_>>()), (1, vec!["a"]));
        assert!(census.add(["a"]).is_empty());
        assert_eq!(census.leftover(), 0);
    }
}
