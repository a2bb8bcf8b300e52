//! Web Workers: a worker has a global of its own, so it is one script with everything it imports, made by the bundler.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::bundle::{Job, build};
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::id::ModuleId;
use crate::options::Options;
use crate::process::Process;
use crate::source::Snapshot;
use crate::transform::{Kind, quote};

/// Whether a module is a worker's script, or a function that starts one.
pub(crate) fn is_worker(id: &ModuleId) -> bool {
    matches!(id.query(), Some("worker" | "sharedworker" | "worker_url" | "worker_inline" | "sharedworker_inline"))
}

/// The script. Built again only when one of the app's scripts has changed.
pub(super) fn script(id: &ModuleId, snapshot: &Snapshot, options: &Options, packages: Option<&Path>) -> Result<Arc<[u8]>, Diagnostic> {
    let sources: Vec<(&ModuleId, &str)> = snapshot
        .paths()
        .filter(|path| matches!(Kind::of(path), Kind::Script | Kind::Json))
        .filter_map(|path| Some((path, std::str::from_utf8(snapshot.content(path.as_str())?).ok()?)))
        .collect();
    let parts = sources.iter().flat_map(|(path, text)| [path.as_str().as_bytes(), text.as_bytes()]);
    let key = Digest::of_parts([b"worker".as_slice(), id.path().as_bytes(), options.digest().as_bytes()].into_iter().chain(parts));
    let made = Process::current().caches().texts.get_with(key, || {
        let folder = packages.and_then(Path::parent).map_or_else(|| PathBuf::from("/hotframe-app"), Path::to_path_buf);
        let absolute = |path: &str| folder.join(path).to_string_lossy().into_owned();
        let mut define: BTreeMap<String, String> = options.define.clone();
        define.insert("process.env.NODE_ENV".into(), format!("{:?}", options.mode.as_str()));
        for (name, value) in options.public_env().map(|(name, value)| (name.as_str(), value.as_str())).chain([("MODE", options.mode.as_str())]) {
            define.insert(format!("import.meta.env.{name}"), quote(value));
        }
        let job = Job {
            files: sources.iter().map(|(path, text)| (absolute(path.as_str()), (*text).to_string())).collect(),
            entry: absolute(id.path()),
            alias: options.alias.iter().filter(|(_, target)| !target.starts_with("npm:")).map(|(alias, target)| (alias.clone(), absolute(target))).collect(),
            folder,
            shared: Default::default(),
            define,
            minify: false,
            seconds: options.limits.package_seconds,
        };
        Arc::new(build(job).map(|script| script.into_bytes().into()).map_err(|problem| Diagnostic {
            frame: problem,
            ..Diagnostic::file_error("worker", id.path(), format!("the worker {} cannot be built", id.path()))
        }))
    });
    made.as_ref().clone()
}
