//! The browser runtime: TypeScript in `src/client/`, bundled by the core itself, once per process.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::bundle::{Job, build};
use crate::cache::Script;
use crate::digest::Digest;
use crate::error::{Error, ErrorKind};
use crate::process::Process;

static SOURCES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/client");
const ROOT: &str = "/hotframe-client";

/// The client's script and what names it.
pub(crate) struct Client {
    pub(crate) digest: Digest,
    pub(crate) script: Arc<Script>,
}

/// Builds the client, or answers the one that is built. Must run on a worker thread.
pub(crate) fn client() -> Result<Client, Error> {
    let mut files = BTreeMap::new();
    collect(&SOURCES, &mut files);
    let digest = Digest::of_parts(files.iter().flat_map(|(path, text)| [path.as_bytes(), text.as_bytes()]));
    let script = Process::current().caches.scripts.get_with(digest, || {
        let define = BTreeMap::from([("process.env.NODE_ENV".to_string(), "\"development\"".to_string())]);
        let job = Job { files, entry: format!("{ROOT}/index.ts"), alias: Vec::new(), folder: PathBuf::from("/"), define, minify: true, seconds: 30 };
        Arc::new(match build(job) {
            Ok(code) => Script { code: code.into_bytes().into(), failure: None },
            Err(failure) => Script { code: Arc::default(), failure: Some(failure) },
        })
    });
    match &script.failure {
        Some(failure) => Err(Error::new(ErrorKind::Internal, format!("the client does not build: {failure}"))),
        None => Ok(Client { digest, script }),
    }
}

fn collect(folder: &Dir<'_>, files: &mut BTreeMap<String, String>) {
    for file in folder.files() {
        if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            files.insert(format!("{ROOT}/{path}"), text.to_string());
        }
    }
    for folder in folder.dirs() {
        collect(folder, files);
    }
}
