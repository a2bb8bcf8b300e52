//! The document of an app: where it starts, and what only a reload can bring to the browser.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::digest::Digest;
use crate::document::{self, Entry};
use crate::id::{ModuleId, join};
use crate::options::Options;
use crate::settings::theme;
use crate::source::Snapshot;
use crate::transform::globals;

const DOCUMENT: &str = "index.html";
/// Where an app without a document starts, in this order.
const ENTRIES: [&str; 10] = [
    "src/main.tsx",
    "src/main.jsx",
    "src/main.ts",
    "src/main.js",
    "src/index.tsx",
    "src/index.jsx",
    "src/index.ts",
    "src/index.js",
    "src/App.tsx",
    "src/App.jsx",
];

/// Apps whose page a server of their own makes: the package that says so, and a name for it.
const FRAMEWORKS: [(&str, &str); 9] = [
    ("@tanstack/react-start", "TanStack Start"),
    ("next", "Next.js"),
    ("@react-router/dev", "React Router as a framework"),
    ("@remix-run/react", "Remix"),
    ("astro", "Astro"),
    ("gatsby", "Gatsby"),
    ("nuxt", "Nuxt"),
    ("@sveltejs/kit", "SvelteKit"),
    ("expo", "Expo"),
];

/// Why an app may have no document.
fn framework(snapshot: &Snapshot) -> Option<String> {
    let manifest: serde_json::Value = serde_json::from_slice(snapshot.content("package.json")?).ok()?;
    let asks_for = |name: &str| ["dependencies", "devDependencies"].iter().any(|list| manifest[list].get(name).is_some());
    let (package, name) = FRAMEWORKS.iter().find(|(package, _)| asks_for(package))?;
    Some(format!(
        "package.json has {package:?}: the pages of {name} are made by its own server; a preview shows apps that start in the browser, with an index.html"
    ))
}

/// The module that stands for the n-th inline script of the document.
pub(crate) fn inline_path(index: usize, options: &Options) -> String {
    format!("{}.inline-{index}.js", document_path(options))
}

/// Where the document stands.
pub(crate) fn document_path(options: &Options) -> String {
    if options.root.is_empty() { DOCUMENT.to_string() } else { format!("{}/{DOCUMENT}", options.root) }
}

/// The document of an app: its own, or the default one around its entry.
///
/// Its addresses count from the app's root, wherever it stands.
pub(crate) fn document_of(snapshot: &Snapshot, options: &Options) -> Result<String, Diagnostic> {
    let path = document_path(options);
    let below_root = |path: &str| join(&options.root, path).filter(|path| snapshot.content(path).is_some());
    let text = match snapshot.content(&path) {
        Some(content) => match std::str::from_utf8(content) {
            Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text).to_string(),
            Err(_) => return Err(Diagnostic::file_error("not-utf8", &path, "index.html is not text")),
        },
        None => match ENTRIES.iter().find(|path| below_root(path).is_some()) {
            Some(entry) => document::DEFAULT.replace("{entry}", &format!("/{entry}")),
            None => {
                let problem = Diagnostic::file_error("no-entry", &path, "there is no index.html and no src/main.tsx to start from");
                return Err(Diagnostic { hint: framework(snapshot), ..problem });
            }
        },
    };
    let text = match theme(snapshot) {
        Some(css) => document::with_style(&text, &css),
        None => text,
    };
    Ok(if options.root.is_empty() { text } else { document::moved(&text, document::STARTING, |address| document::local_path(address).and_then(below_root)) })
}

/// A document starts a file that is not there.
pub(crate) fn missing_start(document: &str, html: &str, wanted: &str) -> Diagnostic {
    let message = format!("{document} starts {wanted:?}, which does not exist");
    Diagnostic::at("unresolved-import", document, html, html.find(wanted).unwrap_or(0), wanted.len(), message)
}

/// Where an app starts.
pub(super) struct Page {
    pub(super) entries: Vec<ModuleId>,
    /// Inline scripts.
    pub(super) inline: BTreeMap<ModuleId, Arc<[u8]>>,
    /// Names the document together with the public files in it and what `define` sets: the browser reads these when it loads the page, and never
    /// again.
    pub(super) digest: Digest,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Page {
    pub(super) fn read(snapshot: &Snapshot, options: &Options) -> Self {
        let mut page = Self { entries: Vec::new(), inline: BTreeMap::new(), digest: Digest::of(b""), diagnostics: Vec::new() };
        let html = document_of(snapshot, options).unwrap_or_else(|problem| {
            page.diagnostics.push(problem);
            String::new()
        });
        page.digest = digest(&html, snapshot, options);
        let found = document::entries(&html, |path| snapshot.get(path).is_some()).unwrap_or_else(|problem| {
            page.diagnostics.push(Diagnostic::file_error("html", DOCUMENT, problem));
            Vec::new()
        });
        for (index, entry) in found.into_iter().enumerate() {
            match entry {
                Entry::Style(path) | Entry::ConditionalStyle(path) => page.entries.extend(snapshot.id(&path)),
                Entry::Module(path) => match snapshot.id(&path).or_else(|| snapshot.id(path.trim_start_matches('/'))) {
                    Some(id) => page.entries.push(id),
                    None => page.diagnostics.push(missing_start(DOCUMENT, &html, &path)),
                },
                Entry::Inline(text) => {
                    let id = ModuleId::new(&inline_path(index, options)).expect("a constant shape");
                    page.inline.insert(id.clone(), text.into_bytes().into());
                    page.entries.push(id);
                }
            }
        }
        if page.entries.is_empty() && !html.is_empty() && !page.diagnostics.iter().any(Diagnostic::is_error) {
            let message = "index.html has no <script type=\"module\" src=\"...\"> to start from";
            page.diagnostics.push(Diagnostic { severity: Severity::Warning, ..Diagnostic::file_error("no-entry", DOCUMENT, message) });
        }
        page
    }
}

fn digest(document: &str, snapshot: &Snapshot, options: &Options) -> Digest {
    let folder = &options.public_dir;
    let public = document::named_files(document).into_iter().filter(|_| !folder.is_empty());
    let digests: Vec<_> = public.filter_map(|path| snapshot.get(&format!("{folder}/{path}"))).map(|source| *source.digest.as_bytes()).collect();
    let globals = globals(options);
    let globals = (!globals.is_empty()).then_some(globals.as_bytes());
    Digest::of_parts(std::iter::once(document.as_bytes()).chain(digests.iter().map(<[u8; 32]>::as_slice)).chain(globals))
}
