//! What is computed once per content and shared by all apps of a process. Bounded by bytes; entries are immutable and depend on their key alone.

mod kept;
mod limits;
#[cfg(feature = "redis")]
mod redis_modules;
mod second;

use std::sync::Arc;

use moka::sync::Cache;

pub(crate) use kept::{Keeper, Kept};
pub use limits::{CacheLimits, CacheUse};
#[cfg(feature = "redis")]
pub use redis_modules::{ModuleCounts, RedisModules};
pub use second::ModuleStore;
pub(crate) use second::Second;

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::transform::{Esm, Module};

/// Lists of what is in these scripts, in bytes.
const CONTENT_BYTES: u64 = 16 << 20;

/// A script that is served as it is.
#[derive(Debug)]
pub(crate) struct Script {
    pub(crate) code: Arc<[u8]>,
    /// What went wrong while it was built; then `code` is empty.
    pub(crate) failure: Option<String>,
}

/// Text that a tool made, or what is wrong with what it was given.
pub(crate) type Text = Result<Arc<[u8]>, Diagnostic>;

/// The caches of one process.
pub(crate) struct Caches {
    /// (path, content, options) -> module, and the module's own digest -> module.
    pub(crate) modules: Cache<Digest, Arc<Module>>,
    /// (path, content, options) -> ES module for a bundle.
    pub(crate) esms: Cache<Digest, Arc<Esm>>,
    /// What a tool makes of sources before they are compiled: (tool, its inputs) -> text.
    pub(crate) texts: Cache<Digest, Arc<Text>>,
    /// Set of package versions -> script that provides them.
    pub(crate) scripts: Cache<Digest, Arc<Script>>,
    /// The same -> the installed files that are in the script, each as the first bytes of its path's digest, sorted.
    pub(crate) contents: Cache<Digest, Arc<Vec<u64>>>,
}

impl Caches {
    /// Empty ones.
    pub(crate) fn new(limits: &CacheLimits) -> Self {
        let weight = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
        Self {
            modules: Cache::builder().max_capacity(limits.modules).weigher(move |_, module: &Arc<Module>| weight(module.weight())).build(),
            esms: Cache::builder().max_capacity(limits.bundle_modules).weigher(move |_, module: &Arc<Esm>| weight(module.weight())).build(),
            texts: Cache::builder()
                .max_capacity(limits.texts)
                .weigher(move |_, text: &Arc<Text>| weight(text.as_ref().as_ref().map_or(1024, |text| text.len()) + 128))
                .build(),
            scripts: Cache::builder().max_capacity(limits.scripts).weigher(move |_, script: &Arc<Script>| weight(script.code.len() + 128)).build(),
            contents: Cache::builder().max_capacity(CONTENT_BYTES).weigher(move |_, files: &Arc<Vec<u64>>| weight(files.len() * 8 + 128)).build(),
        }
    }

    /// What they hold.
    pub(crate) fn usage(&self) -> CacheUse {
        fn bytes<T: Clone + Send + Sync + 'static>(cache: &Cache<Digest, T>) -> u64 {
            cache.run_pending_tasks();
            cache.weighted_size()
        }
        CacheUse { modules: bytes(&self.modules), bundle_modules: bytes(&self.esms), texts: bytes(&self.texts), scripts: bytes(&self.scripts) }
    }
}
