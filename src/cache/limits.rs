//! How much one process keeps, and how much it does.

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// What one process keeps at most of what it computed, for all apps together, in bytes; what was not used for long goes first. Losing it
/// costs time only. JSON has the same names.
///
/// ```
/// use hotframe::{CacheLimits, cache_use, configure_caches};
/// let limits = CacheLimits::from_json(r#"{"modules": 64000000, "scripts": 128000000}"#)?;
/// assert_eq!(limits.texts, CacheLimits::default().texts);
/// configure_caches(limits);
/// assert_eq!(cache_use().modules, 0, "what was kept before is gone");
/// assert!(CacheLimits::from_json(r#"{"modlues": 1}"#).is_err());
/// # Ok::<(), hotframe::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct CacheLimits {
    /// Compiled modules of previews. Default 256 MiB.
    pub modules: u64,
    /// Compiled modules of bundles. Default 128 MiB.
    pub bundle_modules: u64,
    /// What Sass and workers' scripts became. Default 32 MiB.
    pub texts: u64,
    /// Built npm packages and the client. Default 512 MiB.
    pub scripts: u64,
    /// Apps (not bytes) that keep a live Tailwind, of 5 to 20 MB each; others start one with their next edit of styles. Default 16.
    pub tailwinds: usize,
}

impl Default for CacheLimits {
    fn default() -> Self {
        Self { modules: 256 << 20, bundle_modules: 128 << 20, texts: 32 << 20, scripts: 512 << 20, tailwinds: 16 }
    }
}

impl CacheLimits {
    /// Reads limits from JSON. Fails with [`crate::ErrorKind::InvalidOptions`] on unknown fields and wrong types.
    pub fn from_json(json: &str) -> Result<Self, Error> {
        serde_json::from_str(json).map_err(|problem| Error::invalid("cache limits", problem))
    }
}

/// What a process keeps now, in bytes; the parts are those of [`CacheLimits`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct CacheUse {
    /// Compiled modules of previews.
    pub modules: u64,
    /// Compiled modules of bundles.
    pub bundle_modules: u64,
    /// What Sass and workers' scripts became.
    pub texts: u64,
    /// Built npm packages and the client.
    pub scripts: u64,
}

impl CacheUse {
    /// The use as JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("numbers are JSON")
    }
}
