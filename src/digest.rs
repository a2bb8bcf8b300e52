//! Content digests: the only file that names blake3.

use serde::{Serialize, Serializer};

/// The BLAKE3 digest of some content: what everything the core computes is named by.
///
/// It prints as 26 characters of lower-case base 32 (its first 128 bits): short enough for URLs and messages, long enough that two
/// contents never share a name by accident.
///
/// ```
/// use hotframe::Digest;
/// assert_eq!(Digest::of(b"a"), Digest::of(b"a"));
/// assert_ne!(Digest::of(b"a").to_string(), Digest::of(b"b").to_string());
/// assert_eq!(Digest::of(b"a").to_string().len(), 26);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of one piece of content.
    pub fn of(content: &[u8]) -> Self {
        Self(*blake3::hash(content).as_bytes())
    }

    /// The digest of several parts. Each part is preceded by its length, so that moving a byte from one part to the next changes the result.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        const ROOM: usize = 16 << 10;
        let mut hasher = blake3::Hasher::new();
        // Many small parts are gathered first: the hash is at its best with much at once.
        let mut gathered = Vec::new();
        for part in parts {
            if gathered.len() + part.len() > ROOM {
                hasher.update(&gathered);
                gathered.clear();
            }
            gathered.extend_from_slice(&(part.len() as u64).to_le_bytes());
            if part.len() < ROOM {
                gathered.extend_from_slice(part);
            } else {
                hasher.update(&gathered).update(part);
                gathered.clear();
            }
        }
        Self(*hasher.update(&gathered).finalize().as_bytes())
    }

    /// The digest of several parts under a secret: whoever lacks the secret can neither make it nor check it.
    pub(crate) fn keyed<'a>(secret: &[u8; 32], parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new_keyed(secret);
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(*hasher.finalize().as_bytes())
    }

    /// Whether two texts are equal, in a time that does not tell where they differ.
    pub(crate) fn same_text(one: &str, other: &str) -> bool {
        // Digests of both: nobody can steer their bytes, and blake3 compares its hashes in constant time.
        blake3::hash(one.as_bytes()) == blake3::hash(other.as_bytes())
    }

    /// The digest that had these bytes.
    pub(crate) fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// All 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
        let mut bits = u128::from_be_bytes(self.0[..16].try_into().expect("16 of 32 bytes"));
        let mut text = [0u8; 26];
        for letter in text.iter_mut() {
            *letter = ALPHABET[(bits >> 123) as usize];
            bits <<= 5;
        }
        out.write_str(std::str::from_utf8(&text).expect("the alphabet is ASCII"))
    }
}

impl std::fmt::Debug for Digest {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, out)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
