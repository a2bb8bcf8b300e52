//! The browser runtime: TypeScript in `src/client/`, bundled by the core itself, once per process. What not every page needs is a script
//! of its own.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use include_dir::{Dir, include_dir};

use crate::bundle::{Job, build};
use crate::cache::Script;
use crate::digest::Digest;
use crate::error::{Error, ErrorKind};
use crate::process::Process;

static SOURCES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/client");
const ROOT: &str = "/hotframe-client";

/// The scripts that the client consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// What every page has.
    Core,
    /// The overlay and what explains stacks; loaded with the first problem.
    Problems,
    /// The sign that says how the connection is.
    Badge,
    /// Tells the host what the app logs.
    Console,
}

impl Part {
    /// The part that an address names: `<digest>.js` is the core, `<digest>.badge.js` the badge.
    pub(crate) fn named(file: &str) -> Option<Self> {
        match file.split_once('.')?.1 {
            "js" => Some(Self::Core),
            "problems.js" => Some(Self::Problems),
            "badge.js" => Some(Self::Badge),
            "console.js" => Some(Self::Console),
            _ => None,
        }
    }

    fn entry(self) -> &'static str {
        match self {
            Self::Core => "index.ts",
            Self::Problems => "problems/index.ts",
            Self::Badge => "badge/index.ts",
            Self::Console => "console/index.ts",
        }
    }
}

/// Names all scripts of the client.
pub(crate) fn client_digest() -> Digest {
    static DIGEST: LazyLock<Digest> = LazyLock::new(|| {
        let mut files = BTreeMap::new();
        collect(&SOURCES, &mut files);
        Digest::of_parts(files.iter().flat_map(|(path, text)| [path.as_bytes(), text.as_bytes()]))
    });
    *DIGEST
}

/// Builds a script of the client, or answers the one that is built. Must run on a worker thread.
pub(crate) fn client(part: Part) -> Result<Arc<Script>, Error> {
    let digest = Digest::of_parts([client_digest().to_string().as_bytes(), part.entry().as_bytes()]);
    let script = Process::current().caches().scripts.get_with(digest, || {
        let mut files = BTreeMap::new();
        collect(&SOURCES, &mut files);
        let define = BTreeMap::from([("process.env.NODE_ENV".to_string(), "\"development\"".to_string())]);
        let entry = format!("{ROOT}/{}", part.entry());
        let job = Job { files, entry, alias: Vec::new(), folder: PathBuf::from("/"), shared: BTreeMap::new(), define, minify: true, seconds: 30 };
        Arc::new(match build(job) {
            Ok(code) => Script { code: code.into_bytes().into(), failure: None },
            Err(failure) => Script { code: Arc::default(), failure: Some(failure) },
        })
    });
    match &script.failure {
        Some(failure) => Err(Error::new(ErrorKind::Internal, format!("the client does not build: {failure}"))),
        None => Ok(script),
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
