//! A bundle as a Cloudflare Worker. The script is the same for every app: an app's texts are data, in a module of their own or in one literal.

mod options;

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine;
use serde::Serialize;
use serde_json::json;

use crate::bundle::{Shape, split};
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::error::Error;
use crate::id::ModuleId;
use crate::panic;
use crate::process::Process;
use crate::transform::quote;

use super::budget::kilobytes;
use super::bundle::{Bundle, gzip};
use super::compile::address_of;
use super::control::Reporter;
use super::work::{plan, prepare, project};
use super::{BuildOptions, Builder, CancelToken, diagnose};

pub use options::{WorkerLimits, WorkerMode, WorkerOptions};

const RUNTIME: &str = include_str!("runtime.js");
/// What the runtime is called for the bundler.
const RUNTIME_ID: &str = "/hotframe-worker-runtime.js";
const ENTRY_ID: &str = "/hotframe-worker.js";
/// The module that starts.
const MAIN: &str = "index.js";
/// The module that holds the data.
const DATA: &str = "files.txt";
/// Where an app's own worker is.
const USER: [&str; 2] = ["src/worker.ts", "src/worker.js"];

/// One module of a script, as it is uploaded: the name is the name of the part.
#[derive(Debug, Clone, Serialize)]
pub struct WorkerModule {
    /// `index.js`, `files.txt`.
    pub name: String,
    /// `application/javascript+module` or `text/plain`.
    pub content_type: String,
    /// The content.
    #[serde(skip)]
    pub content: Arc<[u8]>,
}

/// A Worker, ready to be uploaded or served by `workerd`. With errors in [`Self::diagnostics`] it has no modules.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Worker {
    /// The script.
    pub modules: Vec<WorkerModule>,
    /// The upload's metadata: main module, compatibility date, bindings, settings of the assets. JSON.
    pub metadata: String,
    /// Paths of the bundle's files to upload as static assets; empty in single-script mode.
    pub assets: Vec<String>,
    /// All modules together, in bytes.
    pub size: usize,
    /// The same after gzip.
    pub gzip: usize,
    /// The source map of the script, for what a runtime says of it; paths are the app's. JSON.
    pub map: Option<String>,
    /// What is wrong with the app's own worker, or too large.
    pub diagnostics: Vec<Diagnostic>,
}

impl Worker {
    /// Whether it can be uploaded.
    pub fn ok(&self) -> bool {
        !self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// Everything but the contents, as JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a worker is text and numbers")
    }

    fn failed(diagnostics: Vec<Diagnostic>) -> Self {
        Self { modules: Vec::new(), metadata: "{}".into(), assets: Vec::new(), size: 0, gzip: 0, map: None, diagnostics }
    }
}

impl Builder {
    /// Makes a Worker that serves a bundle. Of the files of the last build it takes the app's own `src/worker.{ts,js}`, if there is one.
    ///
    /// ```
    /// use hotframe::{BuildOptions, Builder, Options, WorkerOptions};
    /// let builder = Builder::new(Options::default(), BuildOptions::default())?;
    /// let bundle = builder.build([("index.html".to_string(), b"<p>hello</p>".to_vec())])?;
    /// let worker = builder.worker(&bundle, &WorkerOptions::default())?;
    /// assert_eq!(worker.modules[0].name, "index.js");
    /// assert_eq!(worker.assets, ["index.html"]);
    /// # Ok::<(), hotframe::Error>(())
    /// ```
    pub fn worker(&self, bundle: &Bundle, options: &WorkerOptions) -> Result<Worker, Error> {
        options.check()?;
        if !bundle.ok() {
            return Ok(Worker::failed(bundle.diagnostics.clone()));
        }
        let text = data(bundle, options, &self.options().assets_dir);
        let made = Process::current().run(|| panic::catch("worker", || self.script(&text, options.mode)))??;
        let Script { code, map } = match made {
            Ok(script) => script,
            Err(problems) => return Ok(Worker::failed(problems)),
        };
        let module =
            |name: &str, content_type: &str, content: Vec<u8>| WorkerModule { name: name.into(), content_type: content_type.into(), content: content.into() };
        let mut modules = vec![module(MAIN, "application/javascript+module", code.into_bytes())];
        if options.mode == WorkerMode::Assets {
            modules.push(module(DATA, "text/plain", text.into_bytes()));
        }
        let assets: Vec<String> = match options.mode {
            WorkerMode::Assets => bundle.files.iter().map(|file| file.path.clone()).collect(),
            WorkerMode::Single => Vec::new(),
        };
        let whole: Vec<u8> = modules.iter().flat_map(|module| module.content.iter().copied()).collect();
        let (size, packed) = (whole.len(), gzip(&whole));
        let diagnostics = over(size, packed, bundle, options);
        let metadata = metadata(options);
        Ok(Worker { modules, metadata, assets, size, gzip: packed, map, diagnostics })
    }

    /// The runtime, the app's own worker, and the data under a name that neither uses; and the script's source map.
    fn script(&self, data: &str, mode: WorkerMode) -> Result<Result<Script, Vec<Diagnostic>>, Error> {
        let snapshot = self.state().snapshot.clone();
        let user = USER.iter().find_map(|path| snapshot.id(path)).filter(|id| is_module_worker(snapshot.content(id.as_str()).unwrap_or_default()));
        let options = BuildOptions { entries: Vec::new(), ..self.options().clone() };
        let reporter = Reporter::new(None, CancelToken::default());
        let entries: Vec<_> = user.iter().map(|id| (id.clone(), None)).collect();
        let project = project(&snapshot, &self.compiler, &options);
        let (mut app, problems) = prepare(snapshot, self.compiler.clone(), project, Arc::default(), &options, reporter, &entries)?;
        if problems.iter().any(Diagnostic::is_error) {
            return Ok(Err(problems));
        }
        let mut name = "hotframeFiles".to_string();
        while app.holds(&name) {
            name.push('_');
        }
        let (import, argument, rest) = match &user {
            Some(id) => {
                let address = quote(&address_of(id, &app.root, &app.compiler));
                (format!("import * as user from {address};\n"), ", user", format!("export * from {address};\n"))
            }
            None => (String::new(), "", String::new()),
        };
        let entry = format!("import {{ worker }} from {};\n{import}{rest}export default worker({name}{argument});\n", quote(RUNTIME_ID));
        app.entries.insert(ENTRY_ID.into(), entry);
        app.entries.insert(RUNTIME_ID.into(), RUNTIME.into());
        let mut plan = plan(&app, vec![("worker".into(), ENTRY_ID.into())], &options, Shape::Module, true);
        plan.conditions.splice(0..0, ["workerd".to_string(), "worker".to_string()]);
        plan.target = vec!["esnext".into()];
        plan.maps = true;
        let app = Arc::new(app);
        let (script, map) = match split(plan, app.clone()) {
            Ok(made) => made.chunks.into_iter().next().map(|chunk| (chunk.code, chunk.map)).unwrap_or_default(),
            Err(problem) => return Ok(Err(diagnose::failure(&app, problem)?)),
        };
        let code = match mode {
            WorkerMode::Assets => format!("import {name} from {};\n{script}", quote(&format!("./{DATA}"))),
            WorkerMode::Single => format!("const {name}={};\n{script}", literal(data)),
        };
        let map = map.map(|mut map| {
            let sources: Vec<String> = map.get_sources().map(|source| app.relative_source(source, MAIN)).collect();
            map.set_sources(sources);
            map.set_file(MAIN);
            // The script got a line before its first one.
            map.to_json_string().replacen("\"mappings\":\"", "\"mappings\":\";", 1)
        });
        Ok(Ok(Script { code, map }))
    }
}

/// The Worker's module, and its source map.
struct Script {
    code: String,
    map: Option<String>,
}

/// A module with a default export is a Worker; a script without one is started by the page, with `new Worker(...)`.
fn is_module_worker(content: &[u8]) -> bool {
    std::str::from_utf8(content).is_ok_and(|text| text.contains("export default") || text.contains("as default"))
}

/// What the runtime knows of the bundle, as JSON.
fn data(bundle: &Bundle, options: &WorkerOptions, folder: &str) -> String {
    let files: Vec<_> = bundle
        .files
        .iter()
        .map(|file| {
            let mut entry = json!({
                "path": file.path,
                "type": file.content_type,
                "size": file.size,
                "etag": Digest::of(&file.content).to_string(),
                "immutable": file.immutable,
            });
            if options.mode == WorkerMode::Single {
                entry["data"] = base64::engine::general_purpose::STANDARD.encode(&file.content).into();
            }
            entry
        })
        .collect();
    json!({
        "app": options.app,
        "version": bundle.digest,
        "mode": options.mode,
        "spa": options.spa,
        "api": options.api,
        "headers": options.headers,
        "kv": options.kv,
        "kvPrefix": options.kv_prefix,
        "kvSeconds": options.kv_seconds,
        "folder": format!("{folder}/"),
        "files": files,
    })
    .to_string()
}

/// Text as a JavaScript string that may stand anywhere: JSON's strings are JavaScript's, but for two line separators.
fn literal(text: &str) -> String {
    quote(text).replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029").replace('<', "\\u003c")
}

/// The metadata of an upload: <https://developers.cloudflare.com/workers/configuration/multipart-upload-metadata/>. The binding of the KV
/// namespace needs its id, which whoever uploads adds.
fn metadata(options: &WorkerOptions) -> String {
    let mut bindings: Vec<_> = options.vars.iter().map(|(name, text)| json!({ "type": "plain_text", "name": name, "text": text })).collect();
    let mut metadata = json!({ "main_module": MAIN, "compatibility_date": options.compatibility_date, "compatibility_flags": [] });
    if options.mode == WorkerMode::Assets {
        bindings.push(json!({ "type": "assets", "name": "ASSETS" }));
        // Every request comes to the script, and asks for a file by its own name.
        metadata["assets"] = json!({ "config": { "html_handling": "none", "not_found_handling": "none", "run_worker_first": true } });
    }
    metadata["bindings"] = bindings.into();
    metadata.to_string()
}

fn over(size: usize, packed: usize, bundle: &Bundle, options: &WorkerOptions) -> Vec<Diagnostic> {
    let limits = &options.limits;
    let mut problems = Vec::new();
    let mut refuse = |file: &str, message: String| {
        let message = format!("{message} (limits of {})", limits.as_of);
        problems.push(Diagnostic::file_error("worker-size", file, message));
    };
    let sizes = format!("{} raw, {} gzip", kilobytes(size), kilobytes(packed));
    if size > limits.script_bytes {
        refuse(MAIN, format!("the Worker's script weighs {sizes}; the limit is {}", kilobytes(limits.script_bytes)));
    }
    if let Some(limit) = limits.script_gzip.filter(|limit| packed > *limit) {
        refuse(MAIN, format!("the Worker's script weighs {sizes}; the limit after gzip is {}", kilobytes(limit)));
    }
    if options.mode == WorkerMode::Assets {
        if bundle.files.len() > limits.assets {
            refuse("index.html", format!("{} static assets are more than {}", bundle.files.len(), limits.assets));
        }
        for file in bundle.files.iter().filter(|file| file.size > limits.asset_bytes) {
            refuse(&file.path, format!("{} weighs {}; the limit for one asset is {}", file.path, kilobytes(file.size), kilobytes(limits.asset_bytes)));
        }
    }
    problems
}

/// What a KV store must hold so that a running Worker serves changed files: key -> content. The index comes last, when the files are there.
pub(crate) type KvWrites = Vec<(String, Vec<u8>)>;

impl Worker {
    /// The writes that bring changed files to a Worker that was made with [`WorkerOptions::kv`]: key and content, in order. `None` for a file
    /// takes it away. `version` is the digest of the deployed bundle: after another deployment they mean nothing any more. Every call names all
    /// changed files, not only the latest.
    pub fn kv_writes(options: &WorkerOptions, version: Digest, files: &BTreeMap<String, Option<Vec<u8>>>) -> Result<KvWrites, Error> {
        let mut writes = Vec::new();
        let mut index = serde_json::Map::new();
        for (path, content) in files {
            let id = ModuleId::new(path)?;
            let entry = match content {
                Some(content) => {
                    let file = super::BundleFile::new(id.to_string(), content.as_slice().into(), false);
                    writes.push((format!("{}{id}", options.kv_prefix), content.clone()));
                    json!({ "type": file.content_type, "size": file.size, "etag": Digest::of(content).to_string(), "immutable": false })
                }
                None => serde_json::Value::Null,
            };
            index.insert(id.to_string(), entry);
        }
        writes.push((format!("{}index", options.kv_prefix), json!({ "version": version, "files": index }).to_string().into_bytes()));
        Ok(writes)
    }
}
