//! npm packages: everything that a graph's bare imports need, as scripts that provide them to the registry. A page that loads gets one
//! script with all of them; an open page that lacks some gets a second one with what is missing. Each is built once per set of versions,
//! and shared by all apps that have the same.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use crate::bundle::{Built, Job, Shared, build_script};
use crate::cache::Script;
use crate::compiler::Compiler;
use crate::digest::Digest;
use crate::graph::PackageSet;
use crate::process::Process;
use crate::transform::quote;

/// The script for a set of packages. Must run on a worker thread.
pub(crate) fn vendor(set: &PackageSet, compiler: &Compiler) -> Arc<Script> {
    cached(set.key, || assemble(set.specifiers.iter().map(String::as_str), BTreeMap::new(), compiler))
}

/// The address of [`addition`].
pub(crate) fn addition_key(had: &PackageSet, wants: &PackageSet) -> Digest {
    Digest::of_parts([b"addition".as_slice(), had.key.as_bytes(), wants.key.as_bytes()])
}

/// The script for a page that had some packages and wants more. What both need comes from the page, so that React is there once, and so is
/// every other package that the app imports. A file that would be there twice all the same (a package's inside, which the page's script
/// holds for itself) is a failure: two copies of one module are two states. Must run on a worker thread.
pub(crate) fn addition(had: &PackageSet, wants: &PackageSet, compiler: &Compiler) -> Arc<Script> {
    let key = addition_key(had, wants);
    // Known unless it was long ago.
    vendor(had, compiler);
    let known = Process::current().caches().contents.get(&had.key);
    cached(key, || {
        let there = had.specifiers.iter().map(|specifier| (specifier, true));
        let new: Vec<&String> = wants.specifiers.difference(&had.specifiers).collect();
        let mut shared = BTreeMap::new();
        for (specifier, everywhere) in new.iter().map(|specifier| (*specifier, false)).chain(there) {
            if let Some(file) = compiler.packages().file(specifier) {
                let text = format!("module.exports = globalThis.hotframe.require({});\n", quote(&format!("npm:{specifier}")));
                shared.insert(file.to_string_lossy().into_owned(), Shared { text, everywhere });
            }
        }
        let mut built = assemble(new.into_iter().map(String::as_str), shared, compiler)?;
        // What comes from the page may be an ES module, whose default export is its own also where Node.js would say otherwise.
        const NODE: &str = "isNodeMode || !mod ||";
        if built.code.contains("isNodeMode") && !built.code.contains(NODE) {
            return Err("rolldown imports CommonJS in another way than this was written for".into());
        }
        built.code = built.code.replace(NODE, "isNodeMode && mod?.[Symbol.toStringTag] !== \"Module\" || !mod ||");
        let known = known.ok_or("what the page has is not known any more")?;
        match built.files.iter().find(|file| known.binary_search(&short(file)).is_ok()) {
            Some(twice) => Err(format!("{} would be there twice", twice.rsplit("node_modules/").next().unwrap_or(twice))),
            None => Ok(built),
        }
    })
}

fn cached(key: Digest, make: impl FnOnce() -> Result<Built, String>) -> Arc<Script> {
    let caches = Process::current().caches();
    let script = caches.scripts.get_with(key, || {
        Arc::new(match make() {
            Ok(Built { code, files }) => {
                let mut files: Vec<u64> = files.iter().map(|file| short(file)).collect();
                files.sort_unstable();
                caches.contents.insert(key, files.into());
                Script { code: code.into_bytes().into(), failure: None }
            }
            Err(failure) => Script { code: Arc::default(), failure: Some(failure) },
        })
    });
    if script.failure.is_some() {
        // A package may be repaired on disk without its version changing: try again next time.
        caches.scripts.invalidate(&key);
    }
    script
}

fn short(file: &str) -> u64 {
    let digest = Digest::of(file.as_bytes());
    u64::from_le_bytes(digest.as_bytes()[..8].try_into().expect("a digest is longer"))
}

/// ES modules get the flag that says so; CommonJS without it keeps its `module.exports` under the name that Node.js gives it.
const HEAD: &str = r#"const namespace = ({ all }) => {
  if (Object.hasOwn(all, "__esModule")) return all;
  if (all[Symbol.toStringTag] !== "Module") Object.defineProperty(all, "module.exports", { value: all.default });
  return Object.defineProperty(all, "__esModule", { value: true });
};
globalThis.hotframe.provide({
"#;

fn assemble<'a>(specifiers: impl Iterator<Item = &'a str>, shared: BTreeMap<String, Shared>, compiler: &Compiler) -> Result<Built, String> {
    let folder = compiler.packages().root().and_then(|root| root.parent()).ok_or("no packages folder is configured")?;
    // Each package is imported (so that it is the build that `import` means, and one package is never there twice) by a file of its own,
    // which is required (so that it runs when the first module that imports it does, as it would in the app).
    let mut files = BTreeMap::new();
    let mut entry = String::from(HEAD);
    for (index, specifier) in specifiers.enumerate() {
        let specifier = quote(specifier);
        let name = format!("hotframe-package-{index}.js");
        let _ = writeln!(entry, "  [\"npm:\" + {specifier}]: () => namespace(require(\"./{name}\")),");
        files.insert(folder.join(name).to_string_lossy().into_owned(), format!("import * as all from {specifier};\nexport {{ all }};\n"));
    }
    entry.push_str("});\n");
    let options = compiler.options();
    let path = folder.join("hotframe-packages.js").to_string_lossy().into_owned();
    files.insert(path.clone(), entry);
    build_script(Job {
        files,
        entry: path,
        alias: Vec::new(),
        folder: folder.to_path_buf(),
        shared,
        define: BTreeMap::from([
            ("process.env.NODE_ENV".to_string(), format!("\"{}\"", options.mode.as_str())),
            ("global".to_string(), "globalThis".to_string()),
        ]),
        minify: false,
        seconds: options.limits.package_seconds,
    })
}
