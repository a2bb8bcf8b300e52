//! How many sessions, for how long, in how much memory.

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// What a store may hold. All times in milliseconds.
///
/// ```
/// use hotframe::StoreOptions;
/// let options = StoreOptions::from_json(r#"{"idle": 3600000}"#)?;
/// assert_eq!((options.idle, options.live_per_user), (3_600_000, 100));
/// # Ok::<(), hotframe::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct StoreOptions {
    /// A session ends this long after it was last used. Default 24 hours.
    pub idle: u64,
    /// A session ends this long after it was made, however much it is used. Default 30 days.
    pub oldest: u64,
    /// Live sessions of one user; with more, the least recently used is frozen. Default 100.
    pub live_per_user: usize,
    /// Sessions of one user, live and frozen. Default 1,000.
    pub stored_per_user: usize,
    /// Live sessions of all users; with more, the least recently used is frozen. Default 10,000.
    pub live: usize,
    /// Bytes that live sessions may hold, without what they share; with more, the least recently used is frozen. Default 1 GiB.
    pub bytes: usize,
    /// How often opening a session sweeps. Default one minute.
    pub sweep: u64,
}

impl Default for StoreOptions {
    fn default() -> Self {
        const HOUR: u64 = 3_600_000;
        Self { idle: 24 * HOUR, oldest: 30 * 24 * HOUR, live_per_user: 100, stored_per_user: 1_000, live: 10_000, bytes: 1 << 30, sweep: 60_000 }
    }
}

impl StoreOptions {
    /// Reads them from JSON. Fails with [`crate::ErrorKind::InvalidOptions`].
    pub fn from_json(json: &str) -> Result<Self, Error> {
        let options: Self = serde_json::from_str(json).map_err(|problem| Error::invalid("store options", problem))?;
        options.check()?;
        Ok(options)
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        if self.live == 0 || self.live_per_user == 0 || self.stored_per_user < self.live_per_user || self.idle == 0 || self.oldest < self.idle {
            return Err(Error::invalid("store options", "counts and times are above zero, stored_per_user >= live_per_user, oldest >= idle"));
        }
        Ok(())
    }
}
