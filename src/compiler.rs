//! [`Compiler`]: options, and the way to the shared caches.

use std::sync::Arc;

use crate::cache::{ModuleStore, Second};
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::error::Error;
use crate::id::ModuleId;
use crate::options::Options;
use crate::panic;
use crate::process::Process;
use crate::resolve::Packages;
use crate::settings::{self, BuildSettings};
use crate::source::Snapshot;
use crate::transform::{self, Esm, Module};

/// Compiles files. Immutable and shared: any number of threads may use one at once.
///
/// ```
/// use hotframe::{Compiler, Options};
/// let compiler = Compiler::new(Options::default())?;
/// let module = compiler.transform("src/add.ts", b"export const add = (a: number, b: number) => a + b")?;
/// assert!(module.ok() && !module.code.contains("number"));
/// # Ok::<(), hotframe::Error>(())
/// ```
#[derive(Debug)]
pub struct Compiler {
    host: Project,
    packages: Arc<Packages>,
}

impl Compiler {
    /// A compiler with these options. Fails with [`crate::ErrorKind::InvalidOptions`] when they contradict each other.
    pub fn new(options: Options) -> Result<Self, Error> {
        options.check()?;
        let digest = options.digest();
        let packages = Arc::new(Packages::new(options.node_modules.as_deref())?);
        Ok(Self { host: Project { options, warnings: Vec::new(), digest, build: BuildSettings::default(), second: Second::default() }, packages })
    }

    /// The same compiler for an app that is served below another path. What it knows of installed packages is shared: a host may make one for
    /// each session. Fails with [`crate::ErrorKind::InvalidOptions`] on a base that is none.
    pub fn at_base(&self, base: impl Into<String>) -> Result<Self, Error> {
        let options = Options { base: base.into(), ..self.host.options.clone() };
        options.check()?;
        let digest = options.digest();
        let host = Project { options, warnings: Vec::new(), build: BuildSettings::default(), digest, second: self.host.second.clone() };
        Ok(Self { host, packages: self.packages.clone() })
    }

    /// The same compiler with a second level behind the modules that this process compiled: `RedisModules` (feature `redis`), or the host's own.
    pub fn with_module_store(self, store: Arc<dyn ModuleStore>) -> Self {
        Self { host: Project { second: Second::new(store), ..self.host }, ..self }
    }

    /// What it was told.
    pub fn options(&self) -> &Options {
        &self.host.options
    }

    pub(crate) fn packages(&self) -> &Packages {
        &self.packages
    }

    /// What holds for one app: the host's options and what the app's own files say.
    pub(crate) fn project(&self, snapshot: &Snapshot) -> Project {
        let settings = settings::read(snapshot, &self.host.options);
        Project {
            digest: settings.options.digest(),
            options: settings.options,
            warnings: settings.warnings,
            build: settings.build,
            second: self.host.second.clone(),
        }
    }

    /// Compiles one file. Problems in its text are in [`Module::diagnostics`]; fails only on a path that is none, and on a bug of ours.
    pub fn transform(&self, path: &str, content: &[u8]) -> Result<Arc<Module>, Error> {
        let id = ModuleId::new(path)?;
        Process::current().run(|| self.host.module(&id, content, Digest::of(content)))
    }
}

/// The options that hold for one app, and the way to its compiled modules.
#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) options: Options,
    pub(crate) warnings: Vec<Diagnostic>,
    pub(crate) build: BuildSettings,
    digest: Digest,
    second: Second,
}

impl Project {
    /// The same for an app that is served below another path.
    pub(crate) fn at_base(self, base: String) -> Self {
        let options = Options { base, ..self.options };
        Self { digest: options.digest(), options, ..self }
    }

    /// Compiles one file, or answers the module that is cached. Must run on a worker thread: deep sources need its stack.
    pub(crate) fn module(&self, id: &ModuleId, content: &[u8], digest: Digest) -> Result<Arc<Module>, Error> {
        let caches = Process::current().caches();
        let key = self.key(id, digest);
        if let Some(module) = caches.modules.get(&key) {
            return Ok(module);
        }
        let known = self.second.get(&key, id);
        let module = match known {
            Some(module) => Arc::new(module),
            None => {
                let module = panic::catch("transform", || transform::transform(id, content, digest, &self.options))?;
                self.second.put(&key, &module);
                Arc::new(module)
            }
        };
        caches.modules.insert(key, module.clone());
        Ok(module)
    }

    /// What [`Self::module`] made of the content with this digest, if that is still cached. The digest of what it made names no module: sources
    /// that differ in layout alone have the same code, and each has a map of its own.
    pub(crate) fn compiled(&self, id: &ModuleId, content: Digest) -> Option<Arc<Module>> {
        Process::current().caches().modules.get(&self.key(id, content))
    }

    fn key(&self, id: &ModuleId, content: Digest) -> Digest {
        Digest::of_parts([id.as_str().as_bytes(), content.as_bytes(), self.digest.as_bytes()])
    }

    /// Compiles one script for a bundle, or answers what is cached. Must run on a worker thread.
    pub(crate) fn esm(&self, id: &ModuleId, content: &[u8], digest: Digest) -> Result<Arc<Esm>, Vec<Diagnostic>> {
        let caches = Process::current().caches();
        let key = Digest::of_parts([b"esm".as_slice(), id.as_str().as_bytes(), digest.as_bytes(), self.digest.as_bytes()]);
        if let Some(module) = caches.esms.get(&key) {
            return Ok(module);
        }
        let compiled = panic::catch("transform", || transform::esm(id, content, &self.options));
        let module = Arc::new(compiled.unwrap_or_else(|bug| Err(vec![Diagnostic::file_error("internal", id.as_str(), bug.to_string())]))?);
        caches.esms.insert(key, module.clone());
        Ok(module)
    }
}
