//! The page: the app's own document with the preview's scripts in place of its entry.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::document::{self, Insertion};
use crate::error::{Error, ErrorKind};
use crate::graph::Graph;
use crate::message::VERSION;
use crate::options::Options;
use crate::source::Snapshot;
use crate::transform::RESERVED;

use super::client::{Part, client_address, client_digest};
use super::in_script;

/// How the page talks to its host.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum Transport {
    /// Not at all.
    #[default]
    None,
    /// Through the page that embeds it.
    Parent {
        /// The exact origin of that page.
        origin: String,
    },
    /// ActionCable from inside the frame.
    Cable {
        /// The cable's address.
        url: String,
        /// The channel's identifier, as JSON text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        identifier: Option<String>,
        /// A short-lived signed token.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        token: Option<String>,
    },
    /// A plain WebSocket.
    Socket {
        /// Its address.
        url: String,
    },
}

impl Transport {
    /// The script that knows this way.
    fn part(&self) -> Option<Part> {
        match self {
            Self::None => None,
            Self::Parent { .. } => Some(Part::Parent),
            Self::Cable { .. } => Some(Part::Cable),
            Self::Socket { .. } => Some(Part::Socket),
        }
    }
}

/// What a host says about one page view.
///
/// ```
/// use hotframe::PageOptions;
/// let options = PageOptions::from_json(r#"{"nonce": "r4nd0m", "transport": {"kind": "parent", "origin": "https://editor.example"}}"#)?;
/// assert_eq!(options.nonce.as_deref(), Some("r4nd0m"));
/// assert!(options.badge && !options.console);
/// # Ok::<(), hotframe::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageOptions {
    /// Given to every script and style of the page, for a content security policy. Letters, digits and `+/=_-`.
    pub nonce: Option<String>,
    /// How the page talks to its host.
    pub transport: Transport,
    /// Whether a small sign in the corner of the page says how the connection is.
    pub badge: bool,
    /// Whether what the app logs is told to the host too, as `hmr_console`.
    pub console: bool,
    /// A document to use in place of the app's `index.html`. It must start the same scripts.
    pub html: Option<String>,
}

impl Default for PageOptions {
    fn default() -> Self {
        Self { nonce: None, transport: Transport::None, badge: true, console: false, html: None }
    }
}

impl PageOptions {
    /// Reads them from JSON. Fails with [`ErrorKind::InvalidOptions`].
    pub fn from_json(json: &str) -> Result<Self, Error> {
        let options: Self = serde_json::from_str(json).map_err(|problem| Error::invalid("page options", problem))?;
        let bad = |nonce: &String| nonce.is_empty() || !nonce.chars().all(|letter| letter.is_ascii_alphanumeric() || "+/=_-".contains(letter));
        if options.nonce.as_ref().is_some_and(bad) {
            return Err(Error::invalid("page options", "a nonce holds letters, digits and +/=_- only"));
        }
        Ok(options)
    }
}

/// What the page is made from.
pub(crate) struct View<'a> {
    pub(crate) app: &'a str,
    pub(crate) document: &'a str,
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) options: &'a Options,
    pub(crate) graph: Option<&'a Graph>,
    pub(crate) diagnostics: &'a [Diagnostic],
}

#[derive(Serialize)]
struct Boot<'a> {
    v: u32,
    app: &'a str,
    base: &'a str,
    revision: Option<String>,
    page: Option<String>,
    entries: Vec<&'a str>,
    edges: std::collections::BTreeMap<crate::id::ModuleId, std::collections::BTreeMap<String, crate::id::ModuleId>>,
    css: Vec<&'a str>,
    diagnostics: &'a [Diagnostic],
    nonce: Option<&'a str>,
    transport: &'a Transport,
}

/// The document, rewritten.
pub(crate) fn page(view: &View<'_>, options: &PageOptions) -> Result<String, Error> {
    let base = view.options.base.as_str();
    let nonce = options.nonce.as_deref();
    let boot = Boot {
        v: VERSION,
        app: view.app,
        base,
        revision: view.graph.map(|graph| graph.revision.to_string()),
        page: view.graph.map(|graph| graph.page.to_string()),
        entries: view.graph.map_or(Vec::new(), |graph| graph.entries.iter().map(|id| id.as_str()).collect()),
        edges: view.graph.map_or_else(Default::default, |graph| graph.edge_rows(graph.nodes.keys())),
        css: view.graph.map_or(Vec::new(), |graph| graph.css.iter().map(|id| id.as_str()).collect()),
        diagnostics: view.diagnostics,
        nonce,
        transport: &options.transport,
    };
    let mut parts = Vec::new();
    if view.graph.and_then(|graph| graph.packages.as_ref()).is_some_and(|set| set.specifiers.iter().any(|specifier| is_reacts(specifier))) {
        parts.push(Part::React);
    }
    parts.extend(options.transport.part());
    let mut scripts = format!("\n{}", script(nonce, &format!("{base}{RESERVED}/{}", client_address(&parts))));
    if options.console {
        scripts += &script(nonce, &format!("{base}{RESERVED}/client/{}.console.js", client_digest()));
    }
    // A page without a host has no connection to speak of.
    if options.badge && options.transport != Transport::None {
        scripts += &script(nonce, &format!("{base}{RESERVED}/client/{}.badge.js", client_digest())).replace("<script", "<script async");
    }
    let imports = view.graph.and_then(|graph| graph.packages.as_ref()?.imports.as_ref());
    if let Some(imports) = imports {
        scripts = import_map(nonce, imports) + &scripts;
    }
    if let Some(graph) = view.graph {
        if let Some(set) = graph.packages.as_ref().filter(|set| set.imports.is_none()) {
            scripts += &script(nonce, &format!("{base}{RESERVED}/vendor/{}.js", set.key));
        }
        scripts += &script(nonce, &format!("{base}{RESERVED}/app/{}.js", graph.revision));
    }
    let boot = serde_json::to_string(&boot).expect("text always serialises");
    let attribute = attribute(nonce);
    scripts += &match imports {
        None => format!("<script{attribute} id=\"hotframe-boot\">hotframe.start({})</script>\n", in_script(&boot)),
        Some(imports) => {
            let specifiers = serde_json::to_string(&imports.keys().collect::<Vec<_>>()).expect("text always serialises");
            let load = LOAD.replace("SPECIFIERS", &in_script(&specifiers));
            format!("<script{attribute} type=\"module\" id=\"hotframe-boot\">{load}hotframe.start({})</script>\n", in_script(&boot))
        }
    };
    let mut environment: std::collections::BTreeMap<String, String> = view.options.public_env().map(|(key, value)| (key.clone(), value.clone())).collect();
    environment.insert("MODE".into(), view.options.mode.as_str().into());
    environment.insert("BASE_URL".into(), base.into());
    let insertion = Insertion { nonce, scripts: &scripts, environment: &environment, base };
    document::rewrite(options.html.as_deref().unwrap_or(view.document), &insertion, |path| view.snapshot.content(path).is_some())
        .map_err(|problem| Error::new(ErrorKind::Internal, format!("the document cannot be rewritten: {problem}")))
}

/// Packages that the client's React script makes ready; `client.ts` has the same list.
fn is_reacts(specifier: &str) -> bool {
    let inside = |package: &str| specifier.strip_prefix(package).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    ["react", "react-dom", "zustand", "redux", "@reduxjs/toolkit"].into_iter().any(inside)
}

/// Fetches packages by the page's import map. One that cannot be had fails where it is used, and says why.
const LOAD: &str = r#"
const packages = {};
await Promise.all(SPECIFIERS.map(async (specifier) => {
  try {
    const all = await import(specifier);
    const copy = Object.defineProperty({}, "__esModule", { value: true });
    for (const name in all) Object.defineProperty(copy, name, { enumerable: true, get: () => all[name] });
    packages["npm:" + specifier] = () => copy;
  } catch (error) {
    packages["npm:" + specifier] = () => { throw new Error(`the package ${specifier} cannot be loaded: ${error.message}`) };
  }
}));
hotframe.provide(packages);
"#;

/// What lets an element run under the page's policy.
fn attribute(nonce: Option<&str>) -> String {
    nonce.map_or(String::new(), |nonce| format!(" nonce=\"{nonce}\""))
}

fn import_map(nonce: Option<&str>, imports: &std::collections::BTreeMap<String, String>) -> String {
    let attribute = attribute(nonce);
    let map = serde_json::json!({ "imports": imports }).to_string();
    format!("\n<script{attribute} type=\"importmap\">{}</script>", in_script(&map))
}

fn script(nonce: Option<&str>, address: &str) -> String {
    let attribute = attribute(nonce);
    format!("<script{attribute} src=\"{address}\"></script>\n")
}
