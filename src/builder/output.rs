//! Chunks -> files: a stylesheet for each chunk that has some, `import()`s that wait for theirs, final names, maps, the document.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

use crate::bundle::{Chunk, splice};
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::document;
use crate::error::{Error, ErrorKind};
use crate::options::Options;
use crate::transform::finish_css;

use super::assets::{plain, short};
use super::base::Address;
use super::bundle::BundleFile;
use super::host::App;
use super::options::SourceMaps;
use super::start::Page;
use super::{lazy, names};

/// One script, with the styles that belong to it.
pub(super) struct Script {
    pub(super) chunk: Chunk,
    pub(super) file: String,
    /// Its own stylesheet: file and the modules in it with their sizes.
    pub(super) style: Option<Style>,
    /// Chunks that it imports, by index.
    pub(super) imports: Vec<usize>,
    pub(super) dynamic: Vec<usize>,
}

pub(super) struct Style {
    pub(super) file: String,
    pub(super) css: String,
    pub(super) modules: Vec<(String, usize)>,
}

/// Puts the chunks of the app and of its workers together. The workers' come last.
pub(super) fn scripts(app: &App, chunks: Vec<Chunk>) -> Result<Vec<Script>, Error> {
    let index: BTreeMap<String, usize> = chunks.iter().enumerate().map(|(at, chunk)| (chunk.file.clone(), at)).collect();
    let known = |files: &[String]| files.iter().filter_map(|file| index.get(file).copied()).collect::<Vec<_>>();
    let mut scripts: Vec<Script> = chunks
        .into_iter()
        .map(|chunk| Script { file: chunk.file.clone(), style: style(app, &chunk), imports: known(&chunk.imports), dynamic: known(&chunk.dynamic), chunk })
        .collect();
    for at in 0..scripts.len() {
        let needs: Vec<(String, Vec<String>)> =
            scripts[at].dynamic.iter().map(|target| (base_name(&scripts[*target].file), needed(app, &scripts, at, *target))).collect();
        let rewrite = lazy::rewrite(&scripts[at].chunk.code, &needs, app.assets.base.is_anywhere());
        let map = scripts[at].chunk.map.take();
        let (code, map) = splice(&scripts[at].chunk.code, map, &rewrite.edits, &rewrite.prologue);
        (scripts[at].chunk.code, scripts[at].chunk.map) = (code, map);
    }
    let named: Option<Vec<names::Named<'_>>> = scripts
        .iter()
        .map(|script| Some(names::Named { stem: names::stem(&script.file)?, meaning: meaning(app, &script.chunk), text: &script.chunk.code }))
        .collect();
    let finals =
        named.and_then(|named| names::finals(&named)).ok_or_else(|| Error::new(ErrorKind::Internal, "two chunks of a bundle have the same stand-in"))?;
    for script in &mut scripts {
        script.chunk.code = finals.fill(&script.chunk.code);
        script.file = finals.fill(&script.file);
    }
    Ok(scripts)
}

/// What a chunk holds, wherever the app is.
fn meaning(app: &App, chunk: &Chunk) -> String {
    let modules = chunk.facade.iter().chain(chunk.modules.iter().map(|(id, _)| id));
    modules.map(|id| app.relative(id)).collect::<Vec<_>>().join("\n")
}

fn base_name(file: &str) -> String {
    file.rsplit('/').next().unwrap_or(file).to_string()
}

/// The stylesheet of a chunk, its name final.
fn style(app: &App, chunk: &Chunk) -> Option<Style> {
    let (mut head, mut body, mut modules) = (String::new(), String::new(), Vec::new());
    for (id, _) in &chunk.modules {
        let Some((first, text)) = app.style_text(id) else { continue };
        modules.push((id.clone(), text.len()));
        head.push_str(&first);
        body.push_str(&text);
        body.push('\n');
    }
    if modules.is_empty() || (head.is_empty() && body.trim().is_empty()) {
        return None;
    }
    let whole = head + &body;
    // What lightningcss printed it can read again; if not, browsers may still make something of it.
    let css = finish_css(&whole, &app.css_targets, app.minify).unwrap_or(whole);
    let file = format!("{}/{}-{}.css", app.assets.folder, plain(&chunk.name), short(&Digest::of(css.as_bytes())));
    Some(Style { file, css, modules })
}

/// A chunk and all that it imports, in the order in which they run.
pub(super) fn closure(scripts: &[Script], start: usize) -> Vec<usize> {
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    let mut stack = vec![(start, 0)];
    seen.insert(start);
    while let Some((at, next)) = stack.pop() {
        match scripts[at].imports.get(next) {
            Some(target) => {
                stack.push((at, next + 1));
                if seen.insert(*target) {
                    stack.push((*target, 0));
                }
            }
            None => order.push(at),
        }
    }
    order
}

/// What must be there before a lazy chunk runs, and is not there yet when its importer does.
fn needed(app: &App, scripts: &[Script], importer: usize, target: usize) -> Vec<String> {
    let have: BTreeSet<usize> = closure(scripts, importer).into_iter().collect();
    let wanted: Vec<usize> = closure(scripts, target).into_iter().filter(|at| !have.contains(at)).collect();
    let url = |file: &str| app.assets.base.in_folder(&Address::File(file.to_string()));
    let styles: Vec<String> = wanted.iter().filter_map(|at| scripts[*at].style.as_ref()).map(|style| url(&style.file)).collect();
    // One script alone is fetched by its own import.
    let alone = wanted.len() <= 1 && styles.is_empty();
    let scripts = wanted.iter().filter(|_| !alone).map(|at| url(&scripts[*at].file));
    scripts.chain(styles).collect()
}

/// Scripts, their maps and stylesheets as files.
pub(super) fn files(app: &App, scripts: &mut [Script], maps: SourceMaps) -> Vec<BundleFile> {
    let mut files = Vec::new();
    for script in scripts {
        let mut code = std::mem::take(&mut script.chunk.code);
        if let Some(mut map) = script.chunk.map.take() {
            let up = "../".repeat(script.file.matches('/').count());
            let sources: Vec<String> = map.get_sources().map(|source| format!("{up}{}", app.relative_source(source, &script.file))).collect();
            map.set_sources(sources);
            map.set_file(&base_name(&script.file));
            match maps {
                SourceMaps::None => {}
                SourceMaps::Inline => {
                    let _ = write!(code, "\n//# sourceMappingURL={}\n", map.to_data_url());
                }
                SourceMaps::External | SourceMaps::Hidden => {
                    if maps == SourceMaps::External {
                        let _ = write!(code, "\n//# sourceMappingURL={}.map\n", base_name(&script.file));
                    }
                    files.push(BundleFile::new(format!("{}.map", script.file), map.to_json_string().into_bytes().into(), true));
                }
            }
        }
        if let Some(style) = &script.style {
            files.push(BundleFile::new(style.file.clone(), style.css.as_bytes().into(), true));
        }
        files.push(BundleFile::new(script.file.clone(), code.into_bytes().into(), true));
    }
    files
}

/// A document, with the scripts and stylesheets of its entry.
pub(super) fn page(app: &App, page: &Page, scripts: &[Script], entry: Option<usize>) -> Result<String, Diagnostic> {
    let options = &app.project.options;
    let mut head = String::new();
    let placed = |address: Address| app.assets.base.in_page(&page.file, &address);
    let url = |file: &str| placed(Address::File(file.to_string())).replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    if let Some(entry) = entry {
        let order = closure(scripts, entry);
        let _ = writeln!(head, "  <script type=\"module\" crossorigin src=\"{}\"></script>", url(&scripts[entry].file));
        for at in order.iter().filter(|at| **at != entry) {
            let _ = writeln!(head, "    <link rel=\"modulepreload\" crossorigin href=\"{}\">", url(&scripts[*at].file));
        }
        for style in order.iter().filter_map(|at| scripts[*at].style.as_ref()) {
            let _ = writeln!(head, "    <link rel=\"stylesheet\" crossorigin href=\"{}\">", url(&style.file));
        }
        head.push_str("  ");
    }
    let mut environment: BTreeMap<String, String> = options.public_env().map(|(key, value)| (key.clone(), value.clone())).collect();
    environment.extend([
        ("MODE".into(), options.mode.as_str().into()),
        ("BASE_URL".into(), options.base.clone()),
        ("DEV".into(), "false".into()),
        ("PROD".into(), "true".into()),
    ]);
    let address = |address: &str, inline: bool| {
        let path = document::local_path(address)?;
        let public = format!("{}/{path}", options.public_dir);
        if !options.public_dir.is_empty() && app.snapshot.get(&public).is_some() {
            let rest = &address[address.find(path).map_or(address.len(), |at| at + path.len())..];
            return Some(placed(Address::File(format!("{path}{rest}"))));
        }
        let id = app.snapshot.id(path)?;
        // A classic script, or a sheet that is the entry's business already.
        if matches!(crate::transform::Kind::of(&id), crate::transform::Kind::Script) {
            return None;
        }
        app.asset_address(&id.with_query("url"), inline).map(placed)
    };
    let production = document::Production { head: &head, environment: &environment, address: &address };
    let is_source = |path: &str| app.snapshot.get(path).is_some();
    document::produce(&page.html, &production, is_source).map_err(|problem| Diagnostic::file_error("html", &page.file, problem))
}

/// Images and the like, and the public files.
pub(super) fn others(app: &App, options: &Options) -> (Vec<BundleFile>, BTreeMap<String, String>) {
    let mut files = Vec::new();
    let mut origins = BTreeMap::new();
    for (file, (from, content)) in app.assets.take() {
        origins.insert(file.clone(), from.split('?').next().unwrap_or_default().to_string());
        files.push(BundleFile::new(file, content, true));
    }
    if !options.public_dir.is_empty() {
        let prefix = format!("{}/", options.public_dir);
        for id in app.snapshot.paths() {
            let Some(path) = id.as_str().strip_prefix(&prefix) else { continue };
            let content: Arc<[u8]> = app.snapshot.get(id.as_str()).map(|source| source.content.clone()).unwrap_or_default();
            files.push(BundleFile::new(path.to_string(), content, false));
        }
    }
    (files, origins)
}
