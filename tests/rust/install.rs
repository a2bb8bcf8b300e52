//! npm packages from a registry: every lockfile leads to the versions it names, and nothing a registry sends leads out of the store.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hotframe::{Error, Fetch, FetchError, InstallOptions, Installed, Request, install};
use sha2::{Digest, Sha512};

/// A folder of its own, gone with the value.
pub struct Store(PathBuf);

impl Store {
    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let path = std::env::temp_dir().join(format!("hotframe-store-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed)));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A registry in memory, and what it was asked for.
#[derive(Default)]
pub struct Registry {
    bodies: BTreeMap<String, Vec<u8>>,
    lists: BTreeMap<String, serde_json::Value>,
    asked: Mutex<Vec<String>>,
}

impl Fetch for Registry {
    fn fetch(&self, request: &Request<'_>) -> Result<Vec<u8>, FetchError> {
        self.asked.lock().unwrap().push(request.path.to_string());
        let list = || self.lists.get(request.path).map(|list| list.to_string().into_bytes());
        self.bodies.get(request.path).cloned().or_else(list).ok_or_else(|| FetchError("no such package".into()))
    }
}

/// A tarball of plain files.
fn tarball(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (path, text) in files {
        append(&mut archive, path, tar::EntryType::Regular, None, text.as_bytes());
    }
    zipped(&archive.into_inner().unwrap())
}

/// An entry as it is: the builder's own functions refuse hostile names.
fn append(archive: &mut tar::Builder<Vec<u8>>, path: &str, kind: tar::EntryType, target: Option<&str>, content: &[u8]) {
    let mut header = tar::Header::new_gnu();
    header.as_gnu_mut().unwrap().name[..path.len()].copy_from_slice(path.as_bytes());
    if let Some(target) = target {
        header.as_gnu_mut().unwrap().linkname[..target.len()].copy_from_slice(target.as_bytes());
    }
    header.set_entry_type(kind);
    header.set_mode(0o755);
    header.set_size(content.len() as u64);
    header.set_cksum();
    archive.append(&header, content).unwrap();
}

fn zipped(bytes: &[u8]) -> Vec<u8> {
    let mut zip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap()
}

fn sha512(bytes: &[u8]) -> String {
    format!("sha512-{}", STANDARD.encode(Sha512::digest(bytes)))
}

impl Registry {
    /// Publishes a version; answers its integrity.
    pub fn publish(&mut self, name: &str, version: &str, dependencies: serde_json::Value, more: serde_json::Value) -> String {
        let manifest = serde_json::json!({ "name": name, "version": version }).to_string();
        let body = tarball(&[("package/package.json", &manifest), ("package/index.js", &format!("module.exports = {version:?}"))]);
        self.publish_tarball(name, version, body, dependencies, more)
    }

    fn publish_tarball(&mut self, name: &str, version: &str, body: Vec<u8>, dependencies: serde_json::Value, more: serde_json::Value) -> String {
        let integrity = sha512(&body);
        let base = name.rsplit('/').next().unwrap();
        self.bodies.insert(format!("{name}/-/{base}-{version}.tgz"), body);
        let list = self.lists.entry(name.replace('/', "%2f")).or_insert_with(|| serde_json::json!({ "dist-tags": {}, "versions": {} }));
        list["dist-tags"]["latest"] = version.into();
        let mut row = serde_json::json!({ "dependencies": dependencies, "dist": { "integrity": integrity } });
        row.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
        list["versions"][version] = row;
        integrity
    }

    fn install(&self, files: &[(&str, &str)], store: &Store) -> Result<Installed, Error> {
        self.install_with(files, store, &InstallOptions::default())
    }

    fn install_with(&self, files: &[(&str, &str)], store: &Store, options: &InstallOptions) -> Result<Installed, Error> {
        let file = |path: &str| files.iter().find(|(name, _)| *name == path).map(|(_, text)| (*text).to_string());
        install(&file, &store.0, self, options, &|_| {})
    }
}

fn none() -> serde_json::Value {
    serde_json::json!({})
}

/// What `require(name)` in a folder finds: its version.
fn version(installed: &Installed, from: &str, name: &str) -> String {
    let start = installed.node_modules.join(from).canonicalize().unwrap();
    let found = start.ancestors().map(|folder| folder.join("node_modules").join(name).join("index.js")).find(|file| file.is_file());
    fs::read_to_string(found.unwrap_or_else(|| panic!("{name} is not found from {from}")))
        .unwrap()
        .trim_start_matches("module.exports = ")
        .trim_matches('"')
        .to_string()
}

/// `app` asks for `a` and `b`; `a` wants `b` 1, the app `b` 2.
fn diamond() -> (Registry, BTreeMap<&'static str, String>) {
    let mut registry = Registry::default();
    let mut integrity = BTreeMap::new();
    integrity.insert("a", registry.publish("a", "1.0.0", serde_json::json!({ "b": "^1.0.0" }), none()));
    integrity.insert("b1", registry.publish("b", "1.5.0", none(), none()));
    integrity.insert("b2", registry.publish("b", "2.0.0", none(), none()));
    (registry, integrity)
}

const MANIFEST: &str = r#"{ "dependencies": { "a": "^1.0.0", "b": "^2.0.0" }, "devDependencies": { "vite": "^5.0.0" } }"#;

fn check_diamond(registry: &Registry, lock: (&str, &str)) {
    let store = Store::new();
    let installed = registry.install(&[("package.json", MANIFEST), lock], &store).unwrap();
    assert_eq!(installed.notes, Vec::<String>::new(), "{}", lock.0);
    assert_eq!((installed.packages, installed.fetched), (3, 3), "{}", lock.0);
    assert_eq!((version(&installed, ".", "b"), version(&installed, "a", "b")), ("2.0.0".into(), "1.5.0".into()), "{}", lock.0);
    assert!(registry.asked.lock().unwrap().iter().all(|path| path.ends_with(".tgz") && !path.contains("vite")), "a lockfile leaves nothing to ask");
    let again = registry.install(&[("package.json", MANIFEST), lock], &store).unwrap();
    assert_eq!((again.fetched, &again.node_modules), (0, &installed.node_modules));
}

#[test]
fn a_lockfile_of_npm_leads_to_its_versions() {
    let (registry, integrity) = diamond();
    let lock = serde_json::json!({ "lockfileVersion": 3, "packages": {
        "": {},
        "node_modules/a": { "version": "1.0.0", "resolved": "https://elsewhere.example/npm/a/-/a-1.0.0.tgz", "integrity": integrity["a"], "dependencies": { "b": "^1.0.0" } },
        "node_modules/a/node_modules/b": { "version": "1.5.0", "integrity": integrity["b1"] },
        "node_modules/b": { "version": "2.0.0", "integrity": integrity["b2"], "optionalDependencies": { "b-linux": "1.0.0" } },
        "node_modules/b-linux": { "version": "1.0.0", "integrity": "sha512-x", "os": ["linux"], "optional": true },
        "node_modules/vite": { "version": "5.0.0", "integrity": "sha512-x", "dev": true },
    } });
    check_diamond(&registry, ("package-lock.json", &lock.to_string()));
}

#[test]
fn a_lockfile_of_pnpm_leads_to_its_versions() {
    let (registry, integrity) = diamond();
    let (a, b1, b2) = (&integrity["a"], &integrity["b1"], &integrity["b2"]);
    let nine = format!(
        "lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      a:\n        specifier: ^1.0.0\n        version: 1.0.0(b@2.0.0)\n      b:\n        specifier: ^2.0.0\n        version: 2.0.0\n    devDependencies:\n      vite:\n        specifier: ^5.0.0\n        version: 5.0.0\n\npackages:\n\n  a@1.0.0:\n    resolution: {{integrity: {a}}}\n\n  b@1.5.0:\n    resolution: {{integrity: {b1}}}\n\n  b@2.0.0:\n    resolution: {{integrity: {b2}}}\n\nsnapshots:\n\n  a@1.0.0(b@2.0.0):\n    dependencies:\n      b: 1.5.0\n\n  b@1.5.0: {{}}\n\n  b@2.0.0: {{}}\n"
    );
    check_diamond(&registry, ("pnpm-lock.yaml", &nine));
    let (registry, _) = diamond();
    let six = format!(
        "lockfileVersion: '6.0'\n\ndependencies:\n  a:\n    specifier: ^1.0.0\n    version: 1.0.0\n  b:\n    specifier: ^2.0.0\n    version: 2.0.0\n\npackages:\n\n  /a@1.0.0:\n    resolution: {{integrity: {a}}}\n    dependencies:\n      b: 1.5.0\n\n  /b@1.5.0:\n    resolution: {{integrity: {b1}}}\n\n  /b@2.0.0:\n    resolution: {{integrity: {b2}}}\n"
    );
    check_diamond(&registry, ("pnpm-lock.yaml", &six));
}

#[test]
fn a_lockfile_of_yarn_leads_to_its_versions() {
    let (registry, integrity) = diamond();
    let (a, b1, b2) = (&integrity["a"], &integrity["b1"], &integrity["b2"]);
    let lock = format!(
        "# yarn lockfile v1\n\n\n\"a@^1.0.0\", a@1:\n  version \"1.0.0\"\n  resolved \"https://registry.yarnpkg.com/a/-/a-1.0.0.tgz#0\"\n  integrity {a}\n  dependencies:\n    b \"^1.0.0\"\n\nb@^1.0.0:\n  version \"1.5.0\"\n  integrity {b1}\n\nb@^2.0.0:\n  version \"2.0.0\"\n  integrity {b2}\n"
    );
    check_diamond(&registry, ("yarn.lock", &lock));
}

#[test]
fn a_lockfile_of_bun_leads_to_its_versions() {
    let (registry, integrity) = diamond();
    let (a, b1, b2) = (&integrity["a"], &integrity["b1"], &integrity["b2"]);
    let lock = format!(
        "{{\n  \"lockfileVersion\": 1,\n  \"packages\": {{\n    \"a\": [\"a@1.0.0\", \"\", {{ \"dependencies\": {{ \"b\": \"^1.0.0\" }} }}, \"{a}\"],\n\n    \"b\": [\"b@2.0.0\", \"\", {{}}, \"{b2}\"],\n\n    \"a/b\": [\"b@1.5.0\", \"\", {{}}, \"{b1}\"],\n  }}\n}}\n"
    );
    check_diamond(&registry, ("bun.lock", &lock));
}

#[test]
fn without_a_lockfile_versions_are_chosen_and_stay_chosen() {
    let (mut registry, _) = diamond();
    // One React: a peer takes what the app has, whatever it would like.
    registry.publish("c", "1.0.0", none(), serde_json::json!({ "peerDependencies": { "b": "^1.0.0" } }));
    // As less 1.0.5 is listed.
    registry.publish("c", "0.1.0", serde_json::json!([]), serde_json::json!({ "peerDependencies": { "b": false }, "peerDependenciesMeta": [] }));
    let manifest = r#"{ "dependencies": { "a": "^1.0.0", "b": "^2.0.0", "c": "*", "local": "file:../local" } }"#;
    let store = Store::new();
    let installed = registry.install(&[("package.json", manifest)], &store).unwrap();
    assert_eq!((version(&installed, ".", "b"), version(&installed, "a", "b"), version(&installed, "c", "b")), ("2.0.0".into(), "1.5.0".into(), "2.0.0".into()));
    assert!(installed.notes[0].contains("no lockfile") && installed.notes.iter().any(|note| note.contains("local")), "{:?}", installed.notes);
    registry.publish("b", "2.1.0", none(), none());
    let again = install(&|path| (path == "package.json").then(|| manifest.to_string()), &store.0, &(), &InstallOptions::default(), &|_| {}).unwrap();
    assert_eq!(again.node_modules, installed.node_modules, "offline, and not the newest");
}

#[test]
fn a_lockfile_that_is_older_than_the_manifest_is_not_taken_at_its_word() {
    let (registry, integrity) = diamond();
    let lock = serde_json::json!({ "lockfileVersion": 3, "packages": { "node_modules/b": { "version": "1.5.0", "integrity": integrity["b1"] } } }).to_string();
    let store = Store::new();
    let installed = registry.install(&[("package.json", r#"{ "dependencies": { "b": "^2.0.0" } }"#), ("package-lock.json", &lock)], &store).unwrap();
    assert_eq!(version(&installed, ".", "b"), "2.0.0");
    assert!(installed.notes.iter().any(|note| note.contains("package-lock.json: it has b 1.5.0, but package.json asks for ^2.0.0")), "{:?}", installed.notes);
}

/// Installs one package with this tarball; answers with why not.
fn refusal(body: Vec<u8>, options: &InstallOptions) -> (String, Store) {
    let mut registry = Registry::default();
    registry.publish_tarball("evil", "1.0.0", body, none(), none());
    let store = Store::new();
    let problem = registry.install_with(&[("package.json", r#"{ "dependencies": { "evil": "1.0.0" } }"#)], &store, options).unwrap_err().to_string();
    assert!(fs::read_dir(store.0.join("unpacked")).map_or(0, Iterator::count) == 0, "nothing of it is kept: {problem}");
    assert!(fs::read_dir(store.0.join("unfinished")).map_or(0, Iterator::count) == 0, "nothing is left behind: {problem}");
    (problem, store)
}

#[test]
fn a_hostile_tarball_stays_outside() {
    let plain = InstallOptions::default();
    let mut few = InstallOptions::default();
    few.package_files = 10;
    let mut small = InstallOptions::default();
    small.package_bytes = 1 << 20;
    let mut tiny = InstallOptions::default();
    tiny.tarball_bytes = 50;
    let climbing = |path: &str| {
        let mut archive = tar::Builder::new(Vec::new());
        append(&mut archive, "package/package.json", tar::EntryType::Regular, None, b"{}");
        append(&mut archive, path, tar::EntryType::Regular, None, b"gone");
        zipped(&archive.into_inner().unwrap())
    };
    for path in ["package/../../../escaped.js", "/etc/escaped.js", "package\\..\\escaped.js"] {
        let (problem, store) = refusal(climbing(path), &plain);
        assert!(problem.contains("leads out of the package"), "{problem}");
        assert!(!store.0.parent().unwrap().join("escaped.js").exists() && !Path::new("/etc/escaped.js").exists());
    }
    let many: Vec<(String, &str)> = (0..20).map(|number| (format!("package/{number}.js"), "")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    assert!(refusal(tarball(&many), &few).0.contains("more than 10 files"));
    let bomb = "0".repeat(4 << 20);
    assert!(refusal(tarball(&[("package/package.json", "{}"), ("package/bomb.js", &bomb)]), &small).0.contains("more than 1048576 bytes"));
    assert!(refusal(tarball(&[("package/package.json", "{}"), ("package/a.js", "1")]), &tiny).0.contains("over 50 bytes"));
    assert!(refusal(b"no archive".to_vec(), &plain).0.contains("cannot be unpacked"));
    assert!(refusal(tarball(&[("package/index.js", "1")]), &plain).0.contains("no package.json"));
}

#[test]
fn links_in_a_tarball_are_left_out() {
    let mut archive = tar::Builder::new(Vec::new());
    append(&mut archive, "package/package.json", tar::EntryType::Regular, None, b"{}");
    append(&mut archive, "package/link", tar::EntryType::Symlink, Some("/etc"), b"");
    append(&mut archive, "package/hard", tar::EntryType::Link, Some("/etc/passwd"), b"");
    append(&mut archive, "package/link/passwd", tar::EntryType::Regular, None, b"ours");
    let mut registry = Registry::default();
    registry.publish_tarball("links", "1.0.0", zipped(&archive.into_inner().unwrap()), none(), none());
    let store = Store::new();
    let installed = registry.install(&[("package.json", r#"{ "dependencies": { "links": "*" } }"#)], &store).unwrap();
    assert!(installed.node_modules.join("links/package.json").exists() && !installed.node_modules.join("links/hard").exists());
    assert_eq!(installed.notes.len(), 1);
}

#[test]
fn what_differs_from_its_integrity_is_refused() {
    let (mut registry, integrity) = diamond();
    registry.bodies.insert("b/-/b-2.0.0.tgz".into(), tarball(&[("package/package.json", "{}"), ("package/index.js", "steal()")]));
    let lock = |integrity: &str| {
        serde_json::json!({ "lockfileVersion": 2, "packages": { "node_modules/b": { "version": "2.0.0", "integrity": integrity } } }).to_string()
    };
    let files = |lock: &str| registry.install(&[("package.json", r#"{ "dependencies": { "b": "2" } }"#), ("package-lock.json", lock)], &Store::new());
    assert!(files(&lock(&integrity["b2"])).unwrap_err().to_string().contains("not what the lockfile names"));
    // A weaker digest that fits does not help when a stronger one does not.
    let sha1 = {
        use sha1::Digest as _;
        format!("sha1-{}", STANDARD.encode(sha1::Sha1::digest(&registry.bodies["b/-/b-2.0.0.tgz"])))
    };
    assert!(files(&lock(&format!("{sha1} {}", integrity["b2"]))).is_err());
    assert!(files(&lock(&sha1)).is_ok(), "old packages have nothing better");
}

#[test]
fn names_and_places_of_a_lockfile_cannot_lead_out() {
    let registry = Registry::default();
    let try_place = |place: &str, name: &str| {
        let lock = serde_json::json!({ "lockfileVersion": 3, "packages": {
            "node_modules/a": { "version": "1.0.0", "integrity": "sha512-x", "dependencies": { "../../x": "1", "b": "1" } },
            place: { "name": name, "version": "1.0.0", "integrity": "sha512-x" },
        } });
        registry.install(
            &[("package.json", r#"{ "dependencies": { "a": "1", "b": "1", "../../x": "1" } }"#), ("package-lock.json", &lock.to_string())],
            &Store::new(),
        )
    };
    for (place, name) in [("node_modules/../../x", "x"), ("node_modules/b", "../../b"), ("node_modules/b", "b\u{0}"), ("node_modules/b", "b%2f..")] {
        assert!(try_place(place, name).is_err());
    }
    assert!(registry.asked.lock().unwrap().iter().all(|path| !path.contains("..")), "{:?}", registry.asked.lock().unwrap());
}

#[test]
fn processes_and_threads_that_share_a_store_do_not_meet() {
    let (registry, _) = diamond();
    let store = Store::new();
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| registry.install(&[("package.json", MANIFEST.replace("vite", "eslint").as_str())], &store).unwrap().node_modules))
            .collect();
        let folders: Vec<PathBuf> = runs.into_iter().map(|run| run.join().unwrap()).collect();
        assert!(folders.iter().all(|folder| *folder == folders[0] && folder.join("a/index.js").is_file()));
    });
    assert_eq!(fs::read_dir(store.0.join("unfinished")).unwrap().count(), 0);
}

#[test]
fn a_package_that_cannot_be_had_is_left_out_and_the_others_are_there() {
    let mut registry = Registry::default();
    let mut packages = serde_json::json!({});
    for name in ["a", "b", "huge"] {
        let text = if name == "huge" { random_text(9000) } else { "1".into() };
        let body = tarball(&[("package/package.json", "{}"), ("package/index.js", &text)]);
        let integrity = registry.publish_tarball(name, "1.0.0", body, none(), none());
        packages[format!("node_modules/{name}")] = serde_json::json!({ "version": "1.0.0", "integrity": integrity });
    }
    let manifest = r#"{ "dependencies": { "a": "1.0.0", "b": "1.0.0", "huge": "1.0.0" } }"#;
    let lock = serde_json::json!({ "lockfileVersion": 3, "packages": packages }).to_string();
    let mut small = InstallOptions::default();
    small.tarball_bytes = 4096;
    let store = Store::new();
    let files = [("package.json", manifest), ("package-lock.json", lock.as_str())];
    let installed = registry.install_with(&files, &store, &small).unwrap();
    assert_eq!(installed.notes, ["huge@1.0.0: its tarball is over 4096 bytes. It is left out"]);
    assert!(installed.node_modules.join("a/index.js").is_file() && !installed.node_modules.join("huge").exists());
    // What was missing is not missing for ever.
    let again = registry.install(&files, &store).unwrap();
    assert_eq!((again.notes.len(), again.fetched), (0, 1));
    assert!(again.node_modules.join("huge/index.js").is_file());

    // Without a lockfile, what the registry does not have: a private scope, a version that never was.
    let manifest = r#"{ "dependencies": { "a": "1.0.0", "@jsr/private": "^2.0.0", "b": "1.0.0" } }"#;
    let store = Store::new();
    let installed = registry.install(&[("package.json", manifest)], &store).unwrap();
    assert!(installed.notes.contains(&"@jsr/private: no such package. It is left out".to_string()), "{:?}", installed.notes);
    registry.publish("@jsr/private", "2.1.0", none(), none());
    assert_eq!(version(&registry.install(&[("package.json", manifest)], &store).unwrap(), ".", "@jsr/private"), "2.1.0");
    let unknown = r#"{ "dependencies": { "a": "1.0.0", "b": "^7.0.0" } }"#;
    let installed = registry.install(&[("package.json", unknown)], &Store::new()).unwrap();
    assert!(
        installed.notes.contains(&"package.json wants b@^7.0.0, and the registry has no such version. It is left out".to_string()),
        "{:?}",
        installed.notes
    );

    // A registry that is away is no reason to leave everything out.
    let gone = install(&|path| files.iter().find(|(name, _)| *name == path).map(|(_, text)| (*text).to_string()), &Store::new().0, &(), &small, &|_| {});
    assert!(gone.unwrap_err().to_string().contains("there is no registry"));
}

/// Text that no archive makes smaller.
fn random_text(length: usize) -> String {
    let mut state = 7u64;
    let next = |state: &mut u64| {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        char::from(b'0' + u8::try_from((*state >> 33) % 64).unwrap())
    };
    (0..length).map(|_| next(&mut state)).collect()
}
