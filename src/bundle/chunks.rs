//! Many entries -> many chunks. What the app's files are is asked of a [`Host`]; packages are read from the disk, in one folder.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rolldown::plugin::{
    HookLoadArgs, HookLoadOutput, HookLoadReturn, HookNoopReturn, HookResolveIdArgs, HookResolveIdOutput, HookResolveIdReturn, HookUsage, Plugin,
    PluginContext, PluginContextResolveOptions, SharedLoadPluginContext,
};
use rolldown::{
    BundlerBuilder, BundlerOptions, BundlerTransformOptions, CodeSplittingMode, CommentsOptions, ExperimentalOptions, InputItem, OutputFormat, Platform,
    PreserveEntrySignatures, RawMinifyOptions, ResolveOptions, SourceMapType, TsConfig,
};
use rolldown_common::side_effects::HookSideEffects;
use rolldown_common::{ImportKind, ModuleInfo, ModuleType, NormalModule, Output};
use rolldown_error::{BuildDiagnostic, DiagnosticOptions};
use rolldown_sourcemap::SourceMap;

use crate::panic;
use crate::process::Process;
use crate::resolve::MAIN_FIELDS;
use crate::transform::{STACK, is_address, quote};

/// What a specifier means.
pub(crate) enum Found {
    /// A module that the host loads, or a file of a package by its path.
    Module { id: String, side_effects: Option<bool> },
    /// A package, to be looked up as if the app's root asked for it.
    Package(String),
    /// Whatever the packages' own resolution says.
    Unknown,
}

/// A module that the host made.
pub(crate) struct Loaded {
    pub(crate) code: String,
    pub(crate) map: Option<String>,
    pub(crate) json: bool,
    /// `None`: as the code looks. `Some(true)`: kept even if it is empty, so that its chunk is known.
    pub(crate) keep: Option<bool>,
}

/// Who knows the app's files.
pub(crate) trait Host: Send + Sync {
    /// What `specifier` means in the module `importer`. The error is text for people.
    fn resolve(&self, specifier: &str, importer: &str) -> Result<Found, String>;
    /// The module with this id; `None`: a script of a package, which is read from the disk.
    fn load(&self, id: &str) -> Result<Option<Loaded>, String>;
    /// Hears of each module, with its size; an error stops the build.
    fn parsed(&self, bytes: usize) -> Result<(), String>;
    /// Whether to stop now.
    fn cancelled(&self) -> bool;
}

/// What is built, and how.
pub(crate) struct Plan {
    /// (name, module id)
    pub(crate) entries: Vec<(String, String)>,
    /// The folder that holds `node_modules`: packages are found from here.
    pub(crate) folder: PathBuf,
    pub(crate) conditions: Vec<String>,
    pub(crate) define: BTreeMap<String, String>,
    /// What JavaScript is written for; empty: as it is.
    pub(crate) target: Vec<String>,
    pub(crate) minify: bool,
    pub(crate) keep_names: bool,
    pub(crate) legal_comments: bool,
    pub(crate) maps: bool,
    pub(crate) shape: Shape,
    /// Whether the entries' exports must be kept.
    pub(crate) exports: bool,
    /// Folder of the scripts in the output, without slashes at its ends.
    pub(crate) out: String,
    pub(crate) seconds: u64,
}

/// How many scripts there are, and of what kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// ES modules that import each other.
    Chunks,
    /// One classic script, for a web worker.
    Script,
    /// One ES module, for a server.
    Module,
}

/// One script of the output. Names hold a hash that stands for the final one: it is as long, and occurs nowhere else.
pub(crate) struct Chunk {
    pub(crate) file: String,
    pub(crate) name: String,
    pub(crate) code: String,
    pub(crate) map: Option<SourceMap>,
    pub(crate) is_entry: bool,
    pub(crate) is_dynamic: bool,
    /// The module that it stands for.
    pub(crate) facade: Option<String>,
    /// Module ids in the order in which they run, with their size in the chunk before it was minified.
    pub(crate) modules: Vec<(String, usize)>,
    pub(crate) imports: Vec<String>,
    pub(crate) dynamic: Vec<String>,
    pub(crate) exports: Vec<String>,
}

/// A module that was met, and what it imports.
#[derive(Debug, Clone, Default)]
pub(crate) struct Met {
    pub(crate) bytes: usize,
    pub(crate) imports: Vec<String>,
    pub(crate) dynamic: Vec<String>,
    pub(crate) esm: bool,
}

pub(crate) struct Split {
    pub(crate) chunks: Vec<Chunk>,
    pub(crate) modules: BTreeMap<String, Met>,
    pub(crate) warnings: Vec<Complaint>,
}

/// What the bundler says: text, and where.
#[derive(Debug, Clone)]
pub(crate) struct Complaint {
    pub(crate) kind: String,
    pub(crate) message: String,
    /// Module id, line from 1, column from 0.
    pub(crate) place: Option<(String, u32, u32)>,
}

/// Why there is no output.
pub(crate) enum Failure {
    Complaints(Vec<Complaint>),
    TooLong(u64),
    Cancelled,
    Broken(String),
}

/// How often a running build asks whether it should go on.
const ASK: Duration = Duration::from_millis(5);

/// Builds.
pub(crate) fn split(plan: Plan, host: Arc<dyn Host>) -> Result<Split, Failure> {
    Process::current().build(|| run(plan, host))
}

fn run(plan: Plan, host: Arc<dyn Host>) -> Result<Split, Failure> {
    let threads = std::thread::available_parallelism().map_or(2, usize::from).clamp(1, 4);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .max_blocking_threads(4)
        .thread_stack_size(STACK)
        .thread_name("hotframe-bundle")
        .enable_time()
        .build()
        .map_err(|problem| Failure::Broken(format!("no runtime for the bundler: {problem}")))?;
    let seconds = plan.seconds;
    let asked = host.clone();
    let result = runtime.block_on(async {
        let stop = async {
            let mut clock = tokio::time::interval(ASK);
            while !asked.cancelled() {
                clock.tick().await;
            }
        };
        tokio::select! {
            biased;
            () = stop => Err(Failure::Cancelled),
            result = tokio::time::timeout(Duration::from_secs(seconds), generate(plan, host)) => result.unwrap_or(Err(Failure::TooLong(seconds))),
        }
    });
    runtime.shutdown_background();
    result
}

async fn generate(plan: Plan, host: Arc<dyn Host>) -> Result<Split, Failure> {
    let folder = plan.folder.clone();
    let options = options(&plan);
    let bridge = Arc::new(Bridge { host, folder: folder.clone(), met: Mutex::default(), limit: Mutex::default() });
    let complain = |problems: Vec<BuildDiagnostic>| problems.iter().map(|problem| complaint(problem, &folder)).collect::<Vec<_>>();
    let mut bundler = BundlerBuilder::default()
        .with_options(options)
        .with_plugins(vec![bridge.clone()])
        .build()
        .map_err(|problems| Failure::Complaints(complain(problems.into_vec())))?;
    let output = bundler.generate().await.map_err(|problems| Failure::Complaints(complain(problems.into_vec())));
    let _ = bundler.close().await;
    if let Some(why) = bridge.limit.lock().unwrap_or_else(PoisonError::into_inner).take() {
        return Err(Failure::Broken(why));
    }
    let output = output?;
    let mut chunks: Vec<Chunk> = output
        .assets
        .iter()
        .filter_map(|asset| match asset {
            Output::Chunk(chunk) => Some(Chunk {
                file: chunk.filename.to_string(),
                name: chunk.name.to_string(),
                code: chunk.code.clone(),
                map: chunk.map.clone(),
                is_entry: chunk.is_entry,
                is_dynamic: chunk.is_dynamic_entry,
                facade: chunk.facade_module_id.as_ref().map(ToString::to_string),
                modules: chunk.modules.keys.iter().zip(&chunk.modules.values).map(|(id, module)| (id.to_string(), module.rendered_length())).collect(),
                imports: chunk.imports.iter().map(ToString::to_string).collect(),
                dynamic: chunk.dynamic_imports.iter().map(ToString::to_string).collect(),
                exports: chunk.exports.iter().map(ToString::to_string).collect(),
            }),
            Output::Asset(_) => None,
        })
        .collect();
    chunks.sort_by(|a, b| (!a.is_entry, &a.facade, &a.name, &a.modules).cmp(&(!b.is_entry, &b.facade, &b.name, &b.modules)));
    let modules = std::mem::take(&mut *bridge.met.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(Split { chunks, modules, warnings: complain(output.warnings) })
}

fn complaint(problem: &BuildDiagnostic, folder: &Path) -> Complaint {
    let said = problem.to_diagnostic_with(&DiagnosticOptions { cwd: folder.to_path_buf() });
    let place = said.get_primary_location().map(|(file, line, column, _)| {
        let file = problem.id().unwrap_or_else(|| folder.join(file).to_string_lossy().into_owned());
        (file, line as u32, column as u32)
    });
    // A failure of a plugin comes with a backtrace below its text.
    let message = problem.to_message_with(&DiagnosticOptions { cwd: folder.to_path_buf() });
    let message = message.split("\nStack backtrace:").next().unwrap_or_default().trim().to_string();
    Complaint { kind: problem.kind().to_string(), message, place }
}

fn options(plan: &Plan) -> BundlerOptions {
    let names = |pattern: String| Some(pattern.into());
    let out = if plan.out.is_empty() { String::new() } else { format!("{}/", plan.out) };
    let list = |items: &[&str]| Some(items.iter().map(|item| (*item).to_string()).collect::<Vec<_>>());
    BundlerOptions {
        input: Some(plan.entries.iter().map(|(name, id)| InputItem { name: Some(name.clone()), import: id.clone() }).collect()),
        cwd: Some(plan.folder.clone()),
        platform: Some(Platform::Browser),
        format: Some(if plan.shape == Shape::Script { OutputFormat::Iife } else { OutputFormat::Esm }),
        entry_filenames: names(format!("{out}[name]-[hash].js")),
        chunk_filenames: names(format!("{out}[name]-[hash].js")),
        tsconfig: Some(TsConfig::Auto(false)),
        minify: Some(if plan.minify { RawMinifyOptions::Bool(true) } else { RawMinifyOptions::DeadCodeEliminationOnly }),
        keep_names: Some(plan.keep_names),
        comments: Some(CommentsOptions { legal: plan.legal_comments, annotation: !plan.minify, jsdoc: false }),
        sourcemap: plan.maps.then_some(SourceMapType::Hidden),
        define: Some(plan.define.iter().map(|(name, value)| (name.clone(), value.clone())).collect()),
        transform: (!plan.target.is_empty())
            .then(|| BundlerTransformOptions { target: Some(either::Either::Right(plan.target.clone())), ..Default::default() }),
        code_splitting: (plan.shape != Shape::Chunks).then_some(CodeSplittingMode::Bool(false)),
        resolve: Some(ResolveOptions { condition_names: Some(plan.conditions.clone()), main_fields: list(&MAIN_FIELDS), ..Default::default() }),
        preserve_entry_signatures: Some(if plan.exports { PreserveEntrySignatures::Strict } else { PreserveEntrySignatures::False }),
        experimental: Some(ExperimentalOptions { lazy_barrel: Some(true), ..Default::default() }),
        ..Default::default()
    }
}

/// The host as rolldown's plugin.
struct Bridge {
    host: Arc<dyn Host>,
    folder: PathBuf,
    met: Mutex<BTreeMap<String, Met>>,
    limit: Mutex<Option<String>>,
}

impl std::fmt::Debug for Bridge {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Bridge")
    }
}

/// What packages get that ask for a module of Node.js: as in Vite, an object without anything in it.
const NODE_BUILTIN: &str = "\0hotframe:node-builtin";
/// What packages get that ask for a package that is not there.
const ABSENT: &str = "\0hotframe:absent:";

impl Bridge {
    async fn package(&self, context: &PluginContext, specifier: &str, importer: Option<&str>, kind: ImportKind) -> HookResolveIdReturn {
        let options = PluginContextResolveOptions { import_kind: kind, skip_self: true, ..Default::default() };
        Ok(match context.resolve(specifier, importer, Some(options)).await? {
            Ok(found) => Some(HookResolveIdOutput::from_resolved_id(found)),
            Err(_) => None,
        })
    }

    fn fail(why: impl std::fmt::Display) -> anyhow::Error {
        anyhow::Error::msg(why.to_string())
    }
}

/// Whether the package of a file says that it can do without another.
fn is_optional(specifier: &str, importer: &str) -> bool {
    let manifests = Path::new(importer).ancestors().skip(1).take_while(|folder| !folder.ends_with("node_modules")).map(|folder| folder.join("package.json"));
    let manifest =
        manifests.filter_map(|path| serde_json::from_slice::<serde_json::Value>(&std::fs::read(path).ok()?).ok()).find(|manifest| manifest["name"].is_string());
    let package = crate::resolve::package_of(specifier).unwrap_or(specifier);
    manifest.is_some_and(|manifest| manifest["peerDependenciesMeta"][package]["optional"] == true)
}

impl Plugin for Bridge {
    fn name(&self) -> Cow<'static, str> {
        "hotframe".into()
    }

    fn register_hook_usage(&self) -> HookUsage {
        HookUsage::ResolveId | HookUsage::Load | HookUsage::ModuleParsed
    }

    async fn resolve_id(&self, context: &PluginContext, args: &HookResolveIdArgs<'_>) -> HookResolveIdReturn {
        let Some(importer) = args.importer else { return Ok(Some(HookResolveIdOutput::from_id(args.specifier))) };
        if is_address(args.specifier) {
            return Ok(Some(HookResolveIdOutput { id: args.specifier.into(), external: Some(true.into()), ..Default::default() }));
        }
        let found = match panic::catch("resolve", || self.host.resolve(args.specifier, importer)).map_err(Self::fail)? {
            Ok(found) => found,
            Err(_) if args.kind == ImportKind::Require => return Ok(Some(HookResolveIdOutput::from_id(format!("{ABSENT}{}", args.specifier)))),
            Err(why) => return Err(Self::fail(why)),
        };
        match found {
            Found::Module { id, side_effects } => Ok(Some(HookResolveIdOutput {
                id: id.into(),
                side_effects: side_effects.map(|has| if has { HookSideEffects::True } else { HookSideEffects::False }),
                ..Default::default()
            })),
            Found::Package(specifier) => {
                let root = self.folder.join("index.html").to_string_lossy().into_owned();
                match self.package(context, &specifier, Some(&root), args.kind).await? {
                    Some(found) => Ok(Some(found)),
                    None => Err(Self::fail(format!("cannot resolve {specifier:?}"))),
                }
            }
            Found::Unknown => {
                if let Some(found) = self.package(context, args.specifier, Some(importer), args.kind).await? {
                    return Ok(Some(found));
                }
                let name = args.specifier.strip_prefix("node:").unwrap_or(args.specifier);
                if args.specifier.starts_with("node:") || crate::resolve::is_node_builtin(name) {
                    return Ok(Some(HookResolveIdOutput::from_id(NODE_BUILTIN)));
                }
                // `try { require("optional") } catch {}`: the package may go on without it.
                let may_be_absent = || matches!(args.kind, ImportKind::Require | ImportKind::DynamicImport) || is_optional(args.specifier, importer);
                if !args.specifier.starts_with('.') && may_be_absent() {
                    return Ok(Some(HookResolveIdOutput::from_id(format!("{ABSENT}{}", args.specifier))));
                }
                let importer = importer.strip_prefix(&*self.folder.to_string_lossy()).unwrap_or(importer).trim_start_matches('/');
                Err(Self::fail(format!("cannot resolve {:?}, which {importer} imports", args.specifier)))
            }
        }
    }

    async fn load(&self, _context: SharedLoadPluginContext, args: &HookLoadArgs<'_>) -> HookLoadReturn {
        if args.id == NODE_BUILTIN {
            return Ok(Some(HookLoadOutput { code: "module.exports = {}".into(), module_type: Some(ModuleType::Js), ..Default::default() }));
        }
        if let Some(specifier) = args.id.strip_prefix(ABSENT) {
            let text = quote(&format!("Cannot find module '{specifier}'"));
            let code = format!("throw Object.assign(new Error({text}), {{ code: \"MODULE_NOT_FOUND\" }}); module.exports = {{}}");
            return Ok(Some(HookLoadOutput { code: code.into(), module_type: Some(ModuleType::Js), ..Default::default() }));
        }
        let loaded = panic::catch("load", || self.host.load(args.id)).map_err(Self::fail)?.map_err(Self::fail)?;
        let Some(loaded) = loaded else { return Ok(None) };
        // Under its whole name: a short one would be taken as below the folder that this process happens to be in.
        let map = loaded.map.and_then(|map| super::map::parse(&map)).map(|map| super::map::named(map, args.id));
        Ok(Some(HookLoadOutput {
            code: loaded.code.into(),
            map,
            module_type: Some(if loaded.json { ModuleType::Json } else { ModuleType::Js }),
            side_effects: loaded.keep.map(|keep| if keep { HookSideEffects::NoTreeshake } else { HookSideEffects::False }),
        }))
    }

    async fn module_parsed(&self, _context: &PluginContext, info: Arc<ModuleInfo>, _module: &NormalModule) -> HookNoopReturn {
        let bytes = info.code.as_ref().map_or(0, |code| code.len());
        let list = |ids: &mut dyn Iterator<Item = &rolldown_common::ModuleId>| ids.map(ToString::to_string).collect::<Vec<_>>();
        let met = Met {
            bytes,
            imports: list(&mut info.imported_ids.iter()),
            dynamic: list(&mut info.dynamically_imported_ids.iter()),
            esm: info.input_format.is_esm(),
        };
        self.met.lock().unwrap_or_else(PoisonError::into_inner).insert(info.id.to_string(), met);
        self.host.parsed(bytes).map_err(|why| {
            *self.limit.lock().unwrap_or_else(PoisonError::into_inner) = Some(why.clone());
            Self::fail(why)
        })
    }
}
