//! A second level behind the compiled modules of a process: what one process compiled, others need not.
//!
//! Memory is asked first. What comes from the second level is believed only if its checksum, which is made with the key, is right: a value
//! that was cut off, altered or written under another name is as good as none.

use std::sync::Arc;

use crate::digest::Digest;
use crate::id::ModuleId;
use crate::transform::Module;

/// Where compiled modules are kept for several processes, by a key that names source, path, options and compiler.
///
/// Neither method may block for long or fail: a store that is away answers `None` and forgets what it is given.
///
/// ```
/// use std::{collections::HashMap, sync::{Arc, Mutex}};
/// use hotframe::{Compiler, ModuleStore, Options};
///
/// #[derive(Default)]
/// struct Memory(Mutex<HashMap<String, Vec<u8>>>);
/// impl ModuleStore for Memory {
///     fn get(&self, key: &str) -> Option<Vec<u8>> {
///         self.0.lock().unwrap().get(key).cloned()
///     }
///     fn put(&self, key: &str, value: &[u8]) {
///         self.0.lock().unwrap().insert(key.to_string(), value.to_vec());
///     }
/// }
///
/// let store = Arc::new(Memory::default());
/// let compiler = Compiler::new(Options::default())?.with_module_store(store.clone());
/// compiler.transform("src/second-level.ts", b"export const kept: number = 1")?;
/// assert_eq!(store.0.lock().unwrap().len(), 1);
/// # Ok::<(), hotframe::Error>(())
/// ```
pub trait ModuleStore: Send + Sync {
    /// The value that was put under this key, if it is there and can be had soon.
    fn get(&self, key: &str) -> Option<Vec<u8>>;
    /// Keeps a value for a while, or not.
    fn put(&self, key: &str, value: &[u8]);
}

/// The second level of a compiler.
#[derive(Clone, Default)]
pub(crate) struct Second(Option<Arc<dyn ModuleStore>>);

/// The largest value that is written or believed, in bytes.
pub(crate) const VALUE_BYTES: usize = 4 << 20;
/// Length of the checksum in front of a value.
const CHECKSUM: usize = 32;

impl Second {
    pub(crate) fn new(store: Arc<dyn ModuleStore>) -> Self {
        Self(Some(store))
    }

    /// The module under a key, whole and unaltered.
    pub(crate) fn get(&self, key: &Digest, id: &ModuleId) -> Option<Module> {
        let name = name_of(key);
        let value = self.0.as_ref()?.get(&name)?;
        if value.len() > VALUE_BYTES {
            return None;
        }
        let (checksum, frozen) = value.split_at_checked(CHECKSUM)?;
        (checksum == checksum_of(&name, frozen).as_bytes()).then(|| Module::thaw(id, frozen))?
    }

    /// Keeps a module that nothing is wrong with.
    pub(crate) fn put(&self, key: &Digest, module: &Module) {
        let Some(store) = self.0.as_ref().filter(|_| module.diagnostics.is_empty()) else { return };
        let (name, frozen) = (name_of(key), module.freeze());
        let value = [checksum_of(&name, &frozen).as_bytes().as_slice(), &frozen].concat();
        if value.len() <= VALUE_BYTES {
            store.put(&name, &value);
        }
    }
}

/// The key, with what else decides what a module is: the compiler's own sources.
fn name_of(key: &Digest) -> String {
    Digest::of_parts([key.as_bytes().as_slice(), env!("HOTFRAME_SOURCES").as_bytes()]).to_string()
}

fn checksum_of(name: &str, frozen: &[u8]) -> Digest {
    Digest::of_parts([name.as_bytes(), frozen])
}

impl std::fmt::Debug for Second {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Second({})", self.0.is_some())
    }
}
