//! One build. rolldown needs tokio, spreads work over rayon and hangs when a task of its own panics, so every build gets a runtime of
//! its own, on threads of its own (whose stacks are large, and whose rayon pool it then uses), and a time limit.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rolldown::plugin::{
    HookLoadArgs, HookLoadOutput, HookLoadReturn, HookResolveIdArgs, HookResolveIdOutput, HookResolveIdReturn, HookUsage, Plugin, PluginContext,
    PluginContextResolveOptions, SharedLoadPluginContext,
};
use rolldown::{
    BundlerBuilder, BundlerOptions, CodeSplittingMode, ExperimentalOptions, InputItem, OutputFormat, Platform, RawMinifyOptions, ResolveOptions, TsConfig,
};
use rolldown_common::{ModuleType, Output};
use rolldown_error::{BuildDiagnostic, DiagnosticOptions};

use crate::process::Process;
use crate::resolve::{CONDITIONS, EXTENSIONS as MODULE_EXTENSIONS, MAIN_FIELDS};

/// What to build: one entry, and what it may import.
pub(crate) struct Job {
    /// Files that exist only here: absolute virtual path -> text.
    pub(crate) files: BTreeMap<String, String>,
    pub(crate) entry: String,
    /// First segment of a specifier -> absolute virtual folder.
    pub(crate) alias: Vec<(String, String)>,
    /// Where bare imports are looked up: the folder that holds `node_modules`.
    pub(crate) folder: PathBuf,
    /// Installed files that another script has: absolute path -> text of the CommonJS module that stands for it.
    pub(crate) shared: BTreeMap<String, Shared>,
    pub(crate) define: BTreeMap<String, String>,
    pub(crate) minify: bool,
    pub(crate) seconds: u64,
}

/// What stands for an installed file.
#[derive(Debug, Clone)]
pub(crate) struct Shared {
    pub(crate) text: String,
    /// Whether virtual files mean it, too, or the installed file.
    pub(crate) everywhere: bool,
}

/// A script, and the installed files that are in it.
pub(crate) struct Built {
    pub(crate) code: String,
    pub(crate) files: Vec<String>,
}

/// Builds one classic script (an immediately invoked function). The error is text for people, with file and frame.
pub(crate) fn build(job: Job) -> Result<String, String> {
    build_script(job).map(|built| built.code)
}

/// [`build`], and what went into it.
pub(crate) fn build_script(job: Job) -> Result<Built, String> {
    Process::current().build(|| run(job))
}

fn run(job: Job) -> Result<Built, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .max_blocking_threads(4)
        .thread_stack_size(16 << 20)
        .enable_time()
        .build()
        .map_err(|problem| format!("no runtime for the bundler: {problem}"))?;
    let limit = Duration::from_secs(job.seconds);
    let result = runtime.block_on(async { tokio::time::timeout(limit, generate(job)).await });
    runtime.shutdown_background();
    result.unwrap_or_else(|_| Err(format!("building took longer than {} s", limit.as_secs())))
}

async fn generate(job: Job) -> Result<Built, String> {
    let folder = job.folder.clone();
    let mut options = options(&job);
    options.cwd = Some(folder.clone());
    let mut files = job.files;
    let mut shared = BTreeMap::new();
    for (index, (path, Shared { text, everywhere })) in job.shared.into_iter().enumerate() {
        let stand_in = folder.join(format!("hotframe-shared-{index}.cjs")).to_string_lossy().into_owned();
        shared.insert(path, (stand_in.clone(), everywhere));
        files.insert(stand_in, text);
    }
    let files = Arc::new(Virtual { files, alias: job.alias, shared });
    let said = |problems: Vec<BuildDiagnostic>| {
        let with = DiagnosticOptions { cwd: folder.clone() };
        problems.iter().map(|problem| problem.to_diagnostic_with(&with).convert_to_string(false)).collect::<Vec<_>>().join("\n")
    };
    let mut bundler = BundlerBuilder::default().with_options(options).with_plugins(vec![files]).build().map_err(|problems| said(problems.into_vec()))?;
    let output = bundler.generate().await.map_err(|problems| said(problems.into_vec()));
    let _ = bundler.close().await;
    let output = output?;
    // An unresolved bare import is only a warning there, and would fail in the browser.
    let unresolved: Vec<_> = output.warnings.into_iter().filter(|problem| problem.kind().to_string() == "UNRESOLVED_IMPORT").collect();
    if !unresolved.is_empty() {
        return Err(said(unresolved));
    }
    output
        .assets
        .iter()
        .find_map(|asset| match asset {
            Output::Chunk(chunk) if chunk.is_entry => {
                let installed = |id: &String| id.contains("/node_modules/") || id.contains("\\node_modules\\");
                Some(Built { code: chunk.code.clone(), files: chunk.modules.keys.iter().map(ToString::to_string).filter(installed).collect() })
            }
            _ => None,
        })
        .ok_or_else(|| "the bundler made no script".to_string())
}

fn options(job: &Job) -> BundlerOptions {
    let list = |items: &[&str]| Some(items.iter().map(|item| (*item).to_string()).collect::<Vec<_>>());
    BundlerOptions {
        input: Some(vec![InputItem { name: Some("script".into()), import: job.entry.clone() }]),
        platform: Some(Platform::Browser),
        format: Some(OutputFormat::Iife),
        tsconfig: Some(TsConfig::Auto(false)),
        minify: Some(RawMinifyOptions::Bool(job.minify)),
        define: Some(job.define.iter().map(|(name, value)| (name.clone(), value.clone())).collect()),
        code_splitting: Some(CodeSplittingMode::Bool(false)),
        resolve: Some(ResolveOptions {
            condition_names: list(&CONDITIONS),
            main_fields: list(&MAIN_FIELDS),
            extensions: list(&MODULE_EXTENSIONS),
            ..Default::default()
        }),
        // Packages' stylesheets and images that scripts import are compiled by us, as modules of the app.
        module_types: Some(
            [".css", ".svg", ".png", ".jpg", ".gif", ".woff", ".woff2", ".ttf"]
                .map(|extension| (extension.to_string(), ModuleType::Empty))
                .into_iter()
                .collect(),
        ),
        experimental: Some(ExperimentalOptions { lazy_barrel: Some(true), ..Default::default() }),
        ..Default::default()
    }
}

#[derive(Debug)]
struct Virtual {
    files: BTreeMap<String, String>,
    alias: Vec<(String, String)>,
    /// Installed file -> the virtual file that stands for it, and whether virtual files mean it, too.
    shared: BTreeMap<String, (String, bool)>,
}

const EXTENSIONS: [&str; 11] = ["", ".mjs", ".js", ".ts", ".jsx", ".tsx", ".json", "/index.ts", "/index.tsx", "/index.js", "/index.jsx"];

impl Virtual {
    /// The virtual file that a specifier means in a virtual file. `None`: a package.
    fn find(&self, specifier: &str, importer: &str) -> Option<Result<String, String>> {
        let alias = self.alias.iter().find_map(|(alias, folder)| specifier.strip_prefix(alias.as_str())?.strip_prefix('/').map(|rest| (folder.as_str(), rest)));
        let (folder, relative) = match alias {
            Some(found) => found,
            None if specifier.starts_with('.') => (importer.rsplit_once('/').map_or("", |(folder, _)| folder), specifier),
            // A package is looked up on the disk; a path or an address is not: it could be any file of the host.
            None if specifier.starts_with('/') || specifier.contains(':') => return Some(Err(format!("{specifier} is no file of the app and no package"))),
            None => return None,
        };
        let mut segments: Vec<&str> = folder.split('/').collect();
        for segment in relative.split('/') {
            match segment {
                "." | "" => {}
                ".." => drop(segments.pop()),
                _ => segments.push(segment),
            }
        }
        let path = segments.join("/");
        let found = EXTENSIONS.iter().map(|extension| format!("{path}{extension}")).find(|candidate| self.files.contains_key(candidate));
        Some(found.ok_or_else(|| format!("{specifier} does not exist")))
    }
}

impl Plugin for Virtual {
    fn name(&self) -> Cow<'static, str> {
        "hotframe".into()
    }

    fn register_hook_usage(&self) -> HookUsage {
        HookUsage::ResolveId | HookUsage::Load
    }

    async fn resolve_id(&self, context: &PluginContext, args: &HookResolveIdArgs<'_>) -> HookResolveIdReturn {
        if self.files.contains_key(args.specifier) {
            return Ok(Some(HookResolveIdOutput::from_id(args.specifier)));
        }
        let importer = args.importer.filter(|importer| self.files.contains_key(*importer));
        match importer.and_then(|importer| self.find(args.specifier, importer)) {
            Some(Ok(path)) => return Ok(Some(HookResolveIdOutput::from_id(path))),
            Some(Err(why)) => return Err(std::io::Error::other(why).into()),
            None if self.shared.is_empty() => return Ok(None),
            None => {}
        }
        let how = PluginContextResolveOptions { import_kind: args.kind, skip_self: true, ..Default::default() };
        let Ok(found) = context.resolve(args.specifier, args.importer, Some(how)).await? else { return Ok(None) };
        let stand_in = self.shared.get(found.id.as_str()).filter(|(_, everywhere)| *everywhere || importer.is_none());
        // What is not shared is found again as if nobody had asked, with all that is known of its package.
        Ok(stand_in.map(|(path, _)| HookResolveIdOutput::from_id(path.as_str())))
    }

    async fn load(&self, _context: SharedLoadPluginContext, args: &HookLoadArgs<'_>) -> HookLoadReturn {
        Ok(self.files.get(args.id).map(|text| HookLoadOutput { code: text.as_str().into(), ..Default::default() }))
    }
}
