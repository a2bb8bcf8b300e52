//! npm packages: everything that a graph's bare imports need, as one script that provides them to the registry. Built once per set of
//! versions, shared by all apps that have the same.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use crate::bundle::{Job, build};
use crate::cache::Script;
use crate::compiler::Compiler;
use crate::graph::PackageSet;
use crate::process::Process;

/// The script for a set of packages. Must run on a worker thread.
pub(crate) fn vendor(set: &PackageSet, compiler: &Compiler) -> Arc<Script> {
    let caches = &Process::current().caches;
    let script = caches.scripts.get_with(set.key, || {
        Arc::new(match assemble(set, compiler) {
            Ok(code) => Script { code: code.into_bytes().into(), failure: None },
            Err(failure) => Script { code: Arc::default(), failure: Some(failure) },
        })
    });
    if script.failure.is_some() {
        // A package may be repaired on disk without its version changing: try again next time.
        caches.scripts.invalidate(&set.key);
    }
    script
}

fn assemble(set: &PackageSet, compiler: &Compiler) -> Result<String, String> {
    let folder = compiler.packages().root().and_then(|root| root.parent()).ok_or("no packages folder is configured")?;
    // Each package is imported (so that it is the build that `import` means, and one package is never there twice) by a file of its own,
    // which is required (so that it runs when the first module that imports it does, as it would in the app).
    let mut files = BTreeMap::new();
    let mut entry = String::from(
        "const namespace = (file) => Object.hasOwn(file.all, \"__esModule\") ? file.all : Object.defineProperty(file.all, \"__esModule\", { value: true });\nglobalThis.hotframe.provide({\n",
    );
    for (index, specifier) in set.specifiers.iter().enumerate() {
        let quoted = serde_json::to_string(specifier).expect("text always serialises");
        let name = format!("hotframe-package-{index}.js");
        let _ = writeln!(entry, "  [\"npm:\" + {quoted}]: () => namespace(require(\"./{name}\")),");
        files.insert(folder.join(name).to_string_lossy().into_owned(), format!("import * as all from {quoted};\nexport {{ all }};\n"));
    }
    entry.push_str("});\n");
    let options = compiler.options();
    let path = folder.join("hotframe-packages.js").to_string_lossy().into_owned();
    files.insert(path.clone(), entry);
    build(Job {
        files,
        entry: path,
        alias: Vec::new(),
        folder: folder.to_path_buf(),
        define: BTreeMap::from([
            ("process.env.NODE_ENV".to_string(), format!("\"{}\"", options.mode.as_str())),
            ("global".to_string(), "globalThis".to_string()),
        ]),
        minify: false,
        seconds: options.limits.package_seconds,
    })
}
