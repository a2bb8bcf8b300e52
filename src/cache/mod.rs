//! What is computed once per content and shared by all apps of a process. Bounded by bytes; entries are immutable and depend on their key alone.

use std::sync::Arc;

use moka::sync::Cache;

use crate::digest::Digest;
use crate::transform::Module;

/// Compiled modules kept, in bytes.
const MODULE_BYTES: u64 = 256 << 20;
/// Built npm packages and other scripts kept, in bytes.
const SCRIPT_BYTES: u64 = 512 << 20;

/// A script that is served as it is.
#[derive(Debug)]
pub(crate) struct Script {
    pub(crate) code: Arc<[u8]>,
    /// What went wrong while it was built; then `code` is empty.
    pub(crate) failure: Option<String>,
}

/// The caches of one process.
pub(crate) struct Caches {
    /// (path, content, options) -> module, and the module's own digest -> module.
    pub(crate) modules: Cache<Digest, Arc<Module>>,
    /// Set of package versions -> script that provides them.
    pub(crate) scripts: Cache<Digest, Arc<Script>>,
}

impl Default for Caches {
    fn default() -> Self {
        let weight = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
        Self {
            modules: Cache::builder().max_capacity(MODULE_BYTES).weigher(move |_, module: &Arc<Module>| weight(module.weight())).build(),
            scripts: Cache::builder().max_capacity(SCRIPT_BYTES).weigher(move |_, script: &Arc<Script>| weight(script.code.len() + 128)).build(),
        }
    }
}
