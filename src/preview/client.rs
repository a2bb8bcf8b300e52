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
    /// Fast Refresh, and what keeps roots, contexts and stores; must run before React does.
    React,
    /// Ways to the host.
    Cable,
    Parent,
    Socket,
    /// The overlay and what explains stacks; loaded with the first problem.
    Problems,
    /// The sign that says how the connection is.
    Badge,
    /// Tells the host what the app logs.
    Console,
}

impl Part {
    const ALL: [Self; 8] = [Self::Core, Self::React, Self::Cable, Self::Parent, Self::Socket, Self::Problems, Self::Badge, Self::Console];

    /// The parts that an address names. `<digest>.badge.js` is the badge, also with `-react` and the like before the dot;
    /// `<digest>-react-cable.js` is the core with these two, in one answer, so that a page waits for nothing that comes after the first script.
    pub(crate) fn named(file: &str) -> Option<Vec<Self>> {
        let (digest, file) = file.split_at_checked(file.find(['.', '-'])?)?;
        if digest != client_digest().to_string() {
            return None;
        }
        let name = file.strip_suffix(".js")?;
        let part = |name: &str| Self::ALL.into_iter().find(|part| part.name() == name && *part != Self::Core);
        if let Some((_, alone)) = name.split_once('.') {
            return part(alone).map(|part| vec![part]);
        }
        let mut parts = vec![Self::Core];
        for name in name.split('-').skip(1) {
            // Each once: nobody can make an answer as long as he likes.
            parts.push(part(name).filter(|part| !parts.contains(part))?);
        }
        Some(parts)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::React => "react",
            Self::Cable => "cable",
            Self::Parent => "parent",
            Self::Socket => "socket",
            Self::Problems => "problems",
            Self::Badge => "badge",
            Self::Console => "console",
        }
    }

    fn entry(self) -> &'static str {
        match self {
            Self::Core => "index.ts",
            Self::React => "react/index.ts",
            Self::Cable => "transports/cable.script.ts",
            Self::Parent => "transports/parent.script.ts",
            Self::Socket => "transports/socket.script.ts",
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

/// The address of the client's first script below the reserved folder, with the parts that a page needs from its start.
pub(crate) fn client_address(parts: &[Part]) -> String {
    let names: String = parts.iter().map(|part| format!("-{}", part.name())).collect();
    format!("client/{}{names}.js", client_digest())
}

/// Several scripts of the client as one. Must run on a worker thread.
pub(crate) fn client_script(parts: &[Part]) -> Result<Arc<[u8]>, Error> {
    if let [part] = parts {
        return Ok(client(*part)?.code.clone());
    }
    let mut script = Vec::new();
    for part in parts {
        script.extend_from_slice(&client(*part)?.code);
        script.extend_from_slice(b"\n;");
    }
    Ok(script.into())
}

/// Builds a script of the client, or answers the one that is built. Must run on a worker thread.
fn client(part: Part) -> Result<Arc<Script>, Error> {
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
