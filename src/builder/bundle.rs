//! [`Bundle`]: what a build gives.

use std::io::Write;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;

/// One file of a bundle.
#[derive(Debug, Clone, Serialize)]
pub struct BundleFile {
    /// Below the output folder: `index.html`, `assets/index-C2kYt1aB.js`.
    pub path: String,
    /// The MIME type, with the charset where it is text.
    pub content_type: String,
    /// Bytes as they are.
    pub size: usize,
    /// Bytes as a server sends them with gzip; 0 for files that do not shrink by it (images, fonts).
    pub gzip: usize,
    /// Whether the name holds a digest of the content, so that it may be kept for ever.
    pub immutable: bool,
    /// The content.
    #[serde(skip)]
    pub content: Arc<[u8]>,
}

/// What a build gives: files to be served, and what is known about them. With errors in [`Self::diagnostics`] there are no files.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Bundle {
    /// The files, sorted by path.
    pub files: Vec<BundleFile>,
    /// What is wrong with the app.
    pub diagnostics: Vec<Diagnostic>,
    /// Vite's manifest: <https://vite.dev/guide/backend-integration>. JSON.
    pub manifest: String,
    /// esbuild's metafile: <https://esbuild.github.io/api/#metafile>. JSON. What a module weighs in the output is its part of the text before it
    /// was minified, scaled to the size of the file.
    pub metafile: String,
    /// Names all files and their contents: equal for equal bundles.
    pub digest: Digest,
    /// Modules that went in, packages included.
    pub modules: usize,
    /// How long it took, in milliseconds.
    pub took: f64,
}

impl Bundle {
    pub(super) fn failed(diagnostics: Vec<Diagnostic>) -> Self {
        Self { files: Vec::new(), diagnostics, manifest: "{}".into(), metafile: "{}".into(), digest: Digest::of(b""), modules: 0, took: 0.0 }
    }

    /// Whether it can be served.
    pub fn ok(&self) -> bool {
        !self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The content of a file.
    pub fn file(&self, path: &str) -> Option<&BundleFile> {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok().map(|at| &self.files[at])
    }

    /// All files together, in bytes.
    pub fn size(&self) -> usize {
        self.files.iter().map(|file| file.size).sum()
    }

    /// Everything but the contents, as JSON: for other languages and logs.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a bundle is text and numbers")
    }

    /// A page, complete in itself, that shows what the bundle is made of: a map of the modules by size, and who imports each.
    pub fn report(&self) -> String {
        super::report::report(&self.metafile)
    }
}

impl BundleFile {
    pub(super) fn new(path: String, content: Arc<[u8]>, immutable: bool) -> Self {
        let guess = mime_guess::from_path(&path).first_or_octet_stream();
        let is_text = guess.type_() == "text"
            || matches!(guess.subtype().as_str(), "javascript" | "json" | "xml" | "manifest+json")
            || path.ends_with(".map")
            || path.ends_with(".webmanifest");
        let content_type = match path.rsplit('.').next() {
            Some("map") => "application/json; charset=utf-8".to_string(),
            Some("webmanifest") => "application/manifest+json; charset=utf-8".to_string(),
            _ => format!("{guess}{}", if is_text { "; charset=utf-8" } else { "" }),
        };
        let shrinks = is_text || guess.subtype() == "svg" || path.ends_with(".wasm");
        let gzip = if shrinks { gzip(&content) } else { 0 };
        Self { path, content_type, size: content.len(), gzip, immutable, content }
    }

    /// What is sent: compressed where that helps.
    pub fn sent(&self) -> usize {
        if self.gzip > 0 { self.gzip } else { self.size }
    }
}

/// The size of some content after gzip at its usual level.
pub(crate) fn gzip(content: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    let written = encoder.write_all(content).and_then(|()| encoder.finish());
    written.map_or(content.len(), |packed| packed.len())
}
