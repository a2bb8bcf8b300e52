//! Packages in a `node_modules` folder. The only code that names oxc_resolver, and, with `bundle`, the only code that reads a disk.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use oxc_resolver::{ResolveOptions, Resolver};

use crate::digest::Digest;
use crate::error::{Error, ErrorKind};
use crate::id::ModuleId;
use crate::transform::Kind;

use super::Unresolved;
use super::exported::{self, Exported};

/// A folder of npm packages.
pub(crate) struct Packages {
    root: Option<PathBuf>,
    resolver: Resolver,
    /// For `@import` in stylesheets: the `style` condition and field.
    styles: Resolver,
    /// For `require` in configurations and plugins.
    modules: Resolver,
    /// What was asked about exports: (specifier, name).
    exported: Mutex<HashMap<(String, String), Exported>>,
}

impl std::fmt::Debug for Packages {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Packages({:?})", self.root)
    }
}

/// Names whose answers are kept: tenants choose what is asked.
const KNOWN_EXPORTS: usize = 50_000;

/// Conditions and fields as Vite resolves for browsers in development; `import` or `require` is added by how a package is asked for.
pub(crate) const CONDITIONS: [&str; 3] = ["module", "browser", "development"];
pub(crate) const MAIN_FIELDS: [&str; 5] = ["browser", "module", "jsnext:main", "jsnext", "main"];

impl Packages {
    /// Packages below a folder that is called `node_modules`. `None`: there are none. Fails when the folder cannot be read.
    pub(crate) fn new(root: Option<&Path>) -> Result<Self, Error> {
        let root = match root {
            Some(folder) => {
                Some(folder.canonicalize().map_err(|problem| Error::new(ErrorKind::Io, format!("cannot read packages in {}: {problem}", folder.display())))?)
            }
            None => None,
        };
        if let Some(folder) = &root
            && folder.file_name().is_none_or(|name| name != "node_modules")
        {
            return Err(Error::new(ErrorKind::InvalidOptions, format!("{} is not a folder named node_modules", folder.display())));
        }
        let options = ResolveOptions {
            condition_names: CONDITIONS.into_iter().chain(["import", "default"]).map(String::from).collect(),
            main_fields: MAIN_FIELDS.map(String::from).to_vec(),
            extensions: super::file::EXTENSIONS.map(String::from).to_vec(),
            alias_fields: vec![vec!["browser".into()]],
            ..ResolveOptions::default()
        };
        let resolver = Resolver::new(options);
        let styles = resolver.clone_with_options(ResolveOptions {
            condition_names: vec!["style".into()],
            main_fields: vec!["style".into()],
            extensions: vec![".css".into()],
            ..ResolveOptions::default()
        });
        let modules = resolver.clone_with_options(ResolveOptions {
            condition_names: ["require", "node", "default"].map(String::from).to_vec(),
            main_fields: vec!["main".into()],
            extensions: [".js", ".cjs", ".json"].map(String::from).to_vec(),
            ..ResolveOptions::default()
        });
        Ok(Self { root, resolver, styles, modules, exported: Mutex::default() })
    }

    pub(crate) fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }

    /// The module for a bare specifier, if its package is installed and has such a file.
    pub(crate) fn resolve(&self, specifier: &str) -> Result<ModuleId, Unresolved> {
        // `lodash/fp/` is a folder of the package.
        let specifier = specifier.strip_suffix('/').unwrap_or(specifier);
        let package = package_of(specifier).ok_or_else(|| Unresolved { message: format!("{specifier:?} is no valid package name"), hint: None })?;
        if let Some(name) = specifier.strip_prefix("node:").or_else(|| NODE_BUILTINS.contains(&package).then_some(package)).filter(|_| !self.installed(package))
        {
            let hint = match IN_BROWSERS.iter().find(|(builtin, _)| *builtin == package.strip_prefix("node:").unwrap_or(package)) {
                Some((_, stand_in)) => format!("browsers have no such module; the package {stand_in:?} does the same there"),
                None => "it exists only in Node.js; browsers have no such module: call a server instead".to_string(),
            };
            return Err(Unresolved { message: format!("{name:?} is a module of Node.js and cannot run in a browser"), hint: Some(hint) });
        }
        if self.root.is_none() {
            return Err(Unresolved { message: format!("cannot resolve the package {package:?}: no packages folder is configured"), hint: None });
        }
        if !self.installed(package) {
            let hint = format!("Add {package:?} to the dependencies in package.json and install it.");
            return Err(Unresolved { message: format!("the package {package:?} is not installed"), hint: Some(hint) });
        }
        match self.file(specifier) {
            Some(file) => Ok(ModuleId::npm(self.named(specifier, package, &file).as_deref().unwrap_or(specifier))),
            None => Err(Unresolved { message: format!("the package {package:?} is installed, but has no {specifier:?}"), hint: None }),
        }
    }

    /// The module that a package exports, by the path of its script: `react/jsx-runtime` for an alias to `node_modules/react/jsx-runtime.js`,
    /// with which apps make sure that there is one React.
    pub(crate) fn by_file(&self, path: &str) -> Option<ModuleId> {
        let file = self.root.as_ref()?.join(path).canonicalize().ok()?;
        let name = [path.rsplit_once('.')?.0, package_of(path)?].into_iter().find(|name| self.file(name).as_deref() == Some(file.as_path()))?;
        Some(ModuleId::npm(name))
    }

    /// The file's own name where a specifier does not show that it means a stylesheet or an image: `swiper/css`, `@fontsource/inter`.
    fn named(&self, specifier: &str, package: &str, file: &Path) -> Option<String> {
        let is_compiled = |path: &str| matches!(Kind::of(&ModuleId::npm(path)), Kind::Css | Kind::Asset);
        if is_compiled(specifier) || !is_compiled(file.to_str()?) {
            return None;
        }
        let folder = self.root.as_ref()?.join(package).canonicalize().ok()?;
        let path = format!("{package}/{}", file.strip_prefix(folder).ok()?.to_str()?.replace('\\', "/"));
        (self.file(&path).as_deref() == Some(file)).then_some(path)
    }

    fn installed(&self, package: &str) -> bool {
        self.root.as_ref().is_some_and(|root| root.join(package).join("package.json").is_file())
    }

    /// The file that a specifier means; never one outside the packages folder.
    pub(crate) fn file(&self, specifier: &str) -> Option<PathBuf> {
        let root = self.root.as_ref()?;
        match self.resolver.resolve(root.parent()?, specifier) {
            Ok(found) => Some(found.full_path()).filter(|found| found.starts_with(root)),
            Err(_) => self.by_path(specifier).filter(|_| package_of(specifier).is_some()),
        }
    }

    /// The module for a file by its path below the folder, for stylesheets and what they show: an address in a package's stylesheet means the
    /// file beside it, whatever the package exports.
    pub(crate) fn shipped(&self, path: &str) -> Option<ModuleId> {
        package_of(path)?;
        self.by_path(path).map(|_| ModuleId::npm(path))
    }

    fn by_path(&self, path: &str) -> Option<PathBuf> {
        let root = self.root.as_ref()?;
        let is_script = path.rsplit_once('.').is_none_or(|(_, extension)| extension.contains('/') || matches!(extension, "js" | "mjs" | "cjs" | "json"));
        root.join(path).canonicalize().ok().filter(|found| !is_script && found.starts_with(root) && found.is_file())
    }

    /// Whether a package exports a name. Asked once: every build asks again.
    pub(crate) fn exported(&self, specifier: &str, name: &str) -> Exported {
        let key = (specifier.to_string(), name.to_string());
        if let Some(known) = self.exported.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.clone();
        }
        let beside = |file: &Path, specifier: &str| {
            let root = self.root.as_ref()?;
            let found = self.resolver.resolve(file.parent()?, specifier).ok()?.full_path();
            found.starts_with(root).then_some(found)
        };
        let answer = self.file(specifier).map_or(Exported::Perhaps, |file| exported::look_up(&file, name, &beside));
        let mut known = self.exported.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KNOWN_EXPORTS {
            known.clear();
        }
        known.insert(key, answer.clone());
        answer
    }

    /// The content of a stylesheet, image or the like that a package ships.
    pub(crate) fn read(&self, id: &ModuleId, limit: usize) -> Option<Vec<u8>> {
        let path = self.file(id.path().strip_prefix("npm:")?)?;
        let size = path.metadata().ok()?.len();
        (size <= limit as u64).then(|| std::fs::read(path).ok())?
    }

    /// The text of an installed package's `package.json`.
    pub(crate) fn manifest(&self, package: &str) -> Option<String> {
        std::fs::read_to_string(self.root.as_ref()?.join(package).join("package.json")).ok()
    }

    /// The stylesheet that `@import` means: its path, which starts with `node_modules/`, and its text.
    pub(crate) fn stylesheet(&self, specifier: &str, base: &str) -> Option<(String, String)> {
        self.text(&self.styles, specifier, base)
    }

    /// The module that `require` means.
    pub(crate) fn module(&self, specifier: &str, base: &str) -> Option<(String, String)> {
        self.text(&self.modules, specifier, base)
    }

    fn text(&self, resolver: &Resolver, specifier: &str, base: &str) -> Option<(String, String)> {
        let root = self.root.as_ref()?;
        if let Some(path) = specifier.strip_prefix("./node_modules/").filter(|_| base.is_empty()) {
            // A file by its path, as packages read what they ship.
            let found = root.join(path).canonicalize().ok().filter(|found| found.starts_with(root))?;
            return Some((format!("node_modules/{path}"), std::fs::read_to_string(found).ok()?));
        }
        // A path of the app's own that is asked for here would be looked up on the host's disk.
        let from_package = base == "node_modules" || base.starts_with("node_modules/");
        if !from_package && package_of(specifier).is_none() {
            return None;
        }
        let folder = if from_package { root.parent()?.join(base) } else { root.parent()?.to_path_buf() };
        let found = resolver.resolve(folder, specifier).ok()?.full_path();
        let path = format!("node_modules/{}", found.strip_prefix(root).ok()?.to_str()?);
        Some((path, std::fs::read_to_string(found).ok()?))
    }

    /// Calls `each` for every file below a folder of a package, nested packages aside.
    pub(crate) fn walk(&self, folder: &str, largest: usize, each: &mut dyn FnMut(&str, &std::sync::Arc<[u8]>)) {
        let Some(root) = &self.root else { return };
        let Some(Ok(start)) = folder.strip_prefix("node_modules/").map(|below| root.join(below).canonicalize()) else { return };
        let mut folders = vec![start];
        let mut left = 20_000usize;
        while let Some(next) = folders.pop() {
            for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
                let path = entry.path();
                let Ok(below) = path.strip_prefix(root) else { continue };
                left = left.saturating_sub(1);
                match entry.metadata() {
                    _ if left == 0 => return,
                    Ok(kind) if kind.is_dir() && entry.file_name() != "node_modules" => folders.push(path.clone()),
                    Ok(kind) if kind.is_file() && kind.len() <= largest as u64 => {
                        if let Ok(content) = std::fs::read(&path) {
                            each(&format!("node_modules/{}", below.display()), &content.into());
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// Names what is installed as a whole: by the package manager's own record of the folder, or the lockfile beside it.
    pub(crate) fn record(&self) -> Digest {
        let Some(root) = &self.root else { return Digest::of(b"none") };
        let inside = [".package-lock.json", ".modules.yaml", ".yarn-integrity"].iter().map(|name| root.join(name));
        let beside = ["bun.lock", "bun.lockb", "package-lock.json", "pnpm-lock.yaml", "yarn.lock"].iter().filter_map(|name| Some(root.parent()?.join(name)));
        let record = inside.chain(beside).find_map(|path| std::fs::read(path).ok()).unwrap_or_default();
        Digest::of_parts([root.as_os_str().as_encoded_bytes(), &record])
    }

    /// Names the installed versions of packages by their manifests.
    pub(crate) fn versions<'a>(&self, specifiers: impl Iterator<Item = &'a str>) -> BTreeMap<String, Digest> {
        let manifest = |package: &str| std::fs::read(self.root.as_ref()?.join(package).join("package.json")).ok();
        specifiers.filter_map(package_of).filter_map(|package| Some((package.to_string(), Digest::of(&manifest(package)?)))).collect()
    }

    /// Forgets what was seen on disk, after packages were installed or removed.
    pub(crate) fn refresh(&self) {
        self.resolver.clear_cache();
        self.exported.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// `@scope/name/sub/path` -> `@scope/name`. `None` for anything that could be a path out of the folder.
pub(crate) fn package_of(specifier: &str) -> Option<&str> {
    let bad = |segment: &str| segment.is_empty() || segment == "." || segment == ".." || segment.contains(['\\', '\0', ':']);
    let specifier = specifier.strip_prefix("node:").unwrap_or(specifier);
    if specifier.split('/').any(bad) || specifier.starts_with('.') {
        return None;
    }
    let slashes = if specifier.starts_with('@') { 2 } else { 1 };
    let end = specifier.match_indices('/').nth(slashes - 1).map_or(specifier.len(), |(at, _)| at);
    let name = &specifier[..end];
    (slashes == 1 || name.contains('/')).then_some(name)
}

/// Whether a name is a module of Node.js: `fs`, `fs/promises`.
pub(crate) fn is_node_builtin(specifier: &str) -> bool {
    package_of(specifier).is_some_and(|package| NODE_BUILTINS.contains(&package))
}

/// Packages that do in browsers what modules of Node.js do.
const IN_BROWSERS: [(&str, &str); 13] = [
    ("assert", "assert"),
    ("buffer", "buffer"),
    ("crypto", "crypto-browserify"),
    ("events", "events"),
    ("os", "os-browserify"),
    ("path", "path-browserify"),
    ("process", "process"),
    ("punycode", "punycode"),
    ("querystring", "querystring-es3"),
    ("stream", "stream-browserify"),
    ("string_decoder", "string_decoder"),
    ("url", "url"),
    ("util", "util"),
];

const NODE_BUILTINS: [&str; 38] = [
    "assert",
    "async_hooks",
    "constants",
    "diagnostics_channel",
    "domain",
    "inspector",
    "punycode",
    "querystring",
    "repl",
    "string_decoder",
    "timers",
    "tty",
    "v8",
    "worker_threads",
    "buffer",
    "child_process",
    "cluster",
    "crypto",
    "dgram",
    "dns",
    "events",
    "fs",
    "http",
    "http2",
    "https",
    "module",
    "net",
    "os",
    "path",
    "perf_hooks",
    "process",
    "readline",
    "stream",
    "tls",
    "url",
    "util",
    "vm",
    "zlib",
];
