//! A host for the tests: files in memory, packages from `tests/node_modules`, esbuild for what is not CommonJS.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use super::super::{Engine, Entry, Files, Limits, Problem, Sheet, Version};

pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

#[derive(Clone)]
pub(super) struct Host {
    pub(super) version: Version,
    /// What is called `tailwindcss`: versions stand beside each other in `tests/node_modules`.
    package: &'static str,
    pub(super) files: BTreeMap<String, Arc<[u8]>>,
}

impl Host {
    pub(super) fn new(version: Version, files: &[(&str, &str)]) -> Self {
        let package = if version == Version::V3 { "tailwindcss3" } else { "tailwindcss" };
        let mut host = Self { version, package, files: BTreeMap::new() };
        files.iter().for_each(|(path, text)| host.write(path, text));
        host
    }

    /// A fixture app, as the oracle sees it.
    pub(super) fn fixture(app: &str) -> Self {
        let version = if app.starts_with("v3") { Version::V3 } else { Version::V4 };
        let mut host = Self::new(version, &[]);
        if app.starts_with("v40") {
            host.package = "tailwindcss40";
        }
        let folder = root().join("tailwind/apps").join(app);
        collect(&folder, &folder, &mut host.files);
        assert!(!host.files.is_empty(), "no fixture at {}", folder.display());
        host
    }

    pub(super) fn write(&mut self, path: &str, text: &str) {
        self.files.insert(path.into(), text.as_bytes().into());
    }

    pub(super) fn text(&self, path: &str) -> Option<String> {
        match path.strip_prefix("node_modules/") {
            Some(inner) => std::fs::read_to_string(packages(self.package, inner)).ok(),
            None => self.files.get(path).map(|content| String::from_utf8_lossy(content).into_owned()),
        }
    }

    pub(super) fn engine(&self) -> Arc<Engine> {
        Engine::start(self.version, false, Limits::default()).expect("a thread")
    }

    pub(super) fn compile(&self, engine: &Arc<Engine>, path: &str) -> Result<Sheet, Problem> {
        Sheet::compile(engine, Entry { path: path.into(), text: self.text(path).expect("the entry"), config: None }, self)
    }

    /// Compiles and builds on a new engine.
    pub(super) fn css(&self, path: &str) -> Result<Arc<str>, Problem> {
        self.compile(&self.engine(), path)?.update(self)
    }

    /// The file that a specifier means, as Node resolves it.
    fn resolve(&self, specifier: &str, base: &str, conditions: &[&str], extensions: &[&str]) -> Option<String> {
        let exists = |path: &str| match path.strip_prefix("node_modules/") {
            Some(inner) => packages(self.package, inner).is_file(),
            None => self.files.contains_key(path),
        };
        let file = |path: String| {
            let tries = std::iter::once(path.clone())
                .chain(extensions.iter().map(|extension| format!("{path}{extension}")))
                .chain(extensions.iter().map(|extension| format!("{path}/index{extension}")));
            tries.into_iter().find(|path| exists(path))
        };
        if specifier.starts_with('.') {
            return file(join(base, specifier));
        }
        let slashes = if specifier.starts_with('@') { 2 } else { 1 };
        let end = specifier.match_indices('/').nth(slashes - 1).map_or(specifier.len(), |(at, _)| at);
        let (package, subpath) = (&specifier[..end], specifier[end..].trim_start_matches('/'));
        let mut folder = base.to_string();
        loop {
            let home = join(&folder, &format!("./node_modules/{package}"));
            if let Some(manifest) = self.text(&format!("{home}/package.json")).filter(|_| home.starts_with("node_modules/")) {
                let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
                let exports = &manifest["exports"];
                let key = if subpath.is_empty() { ".".to_string() } else { format!("./{subpath}") };
                let target = if exports.is_object() { pick(exports.get(&key).unwrap_or(exports), conditions) } else { None };
                let field = if conditions.contains(&"style") { manifest["style"].as_str() } else { manifest["main"].as_str() };
                let target = target.or_else(|| if subpath.is_empty() { Some(field.unwrap_or("index").to_string()) } else { Some(subpath.to_string()) })?;
                return file(join(&home, &format!("./{target}")));
            }
            if folder.is_empty() {
                return None;
            }
            folder = folder.rsplit_once('/').map_or(String::new(), |(parent, _)| parent.to_string());
        }
    }
}

impl Files for Host {
    fn stylesheet(&self, specifier: &str, base: &str) -> Option<(String, String)> {
        let relative = self.resolve(&format!("./{specifier}"), base, &[], &[".css"]).filter(|_| !specifier.starts_with('.'));
        let path = relative.or_else(|| self.resolve(specifier, base, &["style"], &[".css"]))?;
        let text = self.text(&path)?;
        Some((path, text))
    }

    fn module(&self, specifier: &str, base: &str) -> Option<(String, String)> {
        let path = self.resolve(specifier, base, &["require", "default"], &[".js", ".cjs", ".ts", ".json"])?;
        let text = self.text(&path)?;
        let text = if path.ends_with(".ts") || text.contains("\nexport ") || text.starts_with("export ") || text.starts_with("import ") {
            commonjs(&text)
        } else {
            text
        };
        Some((path, text))
    }

    fn sources(&self, each: &mut dyn FnMut(&str, &Arc<[u8]>)) {
        self.files.iter().for_each(|(path, content)| each(path, content));
    }

    fn package_sources(&self, folder: &str, each: &mut dyn FnMut(&str, &Arc<[u8]>)) {
        let mut found = BTreeMap::new();
        let disk = packages(self.package, folder.trim_start_matches("node_modules/"));
        collect(&disk, &disk, &mut found);
        found.iter().for_each(|(path, content)| each(&format!("{folder}/{path}"), content));
    }
}

fn pick(exports: &serde_json::Value, conditions: &[&str]) -> Option<String> {
    match exports {
        serde_json::Value::String(path) => Some(path.clone()),
        serde_json::Value::Object(map) => map.iter().filter(|(key, _)| conditions.contains(&key.as_str())).find_map(|(_, value)| pick(value, conditions)),
        _ => None,
    }
}

fn packages(tailwind: &str, inner: &str) -> PathBuf {
    let inner = inner.strip_prefix("tailwindcss/").map_or_else(|| inner.to_string(), |rest| format!("{tailwind}/{rest}"));
    root().join("node_modules").join(inner)
}

fn join(base: &str, specifier: &str) -> String {
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in specifier.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn commonjs(text: &str) -> String {
    use std::io::Write;
    let mut child = Command::new(root().join("node_modules/.bin/esbuild"))
        .args(["--loader=ts", "--format=cjs", "--log-level=error"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("esbuild: run `make setup` first, it installs tests/node_modules");
    child.stdin.take().expect("piped").write_all(text.as_bytes()).expect("esbuild reads");
    String::from_utf8(child.wait_with_output().expect("esbuild ends").stdout).expect("UTF-8")
}

/// What npm's Tailwind says.
pub(super) fn oracle(arguments: &[&str]) -> serde_json::Value {
    let output = Command::new("node").arg(root().join("tailwind/oracle.mjs")).args(arguments).output().expect("node");
    assert!(output.status.success(), "run `make setup` first: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Fails at the first line that differs.
#[track_caller]
pub(super) fn assert_same(what: &str, ours: &str, theirs: &str) {
    for (number, (ours, theirs)) in ours.lines().zip(theirs.lines()).enumerate() {
        assert_eq!(ours, theirs, "{what}, line {}", number + 1);
    }
    assert!(ours == theirs, "{what}: {} bytes here, {} bytes in Node", ours.len(), theirs.len());
}

pub(super) fn collect(root: &Path, folder: &Path, found: &mut BTreeMap<String, Arc<[u8]>>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
            found.insert(name, std::fs::read(&path).expect("a file").into());
        }
    }
}
