//! Images, fonts and other files that are served as they are: their addresses, and `data:` addresses for small ones.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::digest::Digest;
use crate::id::ModuleId;

use super::base::{Address, Base};

/// What must be escaped in a `data:` address of text.
const IN_DATA: &AsciiSet =
    &CONTROLS.add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'[').add(b'\\').add(b']').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// The files that a build gives out besides scripts and stylesheets.
pub(super) struct Assets {
    pub(super) base: Base,
    pub(super) folder: String,
    pub(super) public: String,
    pub(super) inline_bytes: usize,
    given: Mutex<Given>,
}

/// File name in the output -> (where it came from, content).
type Given = BTreeMap<String, (String, Arc<[u8]>)>;

impl Assets {
    pub(super) fn new(base: &str, folder: &str, public: &str, inline_bytes: usize) -> Self {
        Self { base: Base::new(base, folder), folder: folder.into(), public: public.into(), inline_bytes, given: Mutex::default() }
    }

    /// The address of a file. `inline`: whether it may be a `data:` address.
    pub(super) fn address(&self, id: &ModuleId, content: &Arc<[u8]>, inline: bool) -> Address {
        if !self.public.is_empty()
            && let Some(public) = id.path().strip_prefix(self.public.as_str()).and_then(|rest| rest.strip_prefix('/'))
        {
            return Address::File(public.to_string());
        }
        // Sass is served as what it compiles to.
        let stem = [".scss", ".sass"].iter().find_map(|ending| id.file_name().strip_suffix(ending));
        let name = stem.map_or_else(|| id.file_name().to_string(), |stem| format!("{stem}.css"));
        let wanted = id.query() == Some("inline");
        let small = content.len() < self.inline_bytes && !matches!(id.extension().as_str(), "html" | "htm");
        if wanted || (inline && small) {
            return Address::Data(data_address(&name, content));
        }
        Address::File(self.emit(&name, id.as_str(), content))
    }

    /// Adds a file and answers its name in the output.
    pub(super) fn emit(&self, name: &str, from: &str, content: &Arc<[u8]>) -> String {
        let (stem, extension) = name.rsplit_once('.').map_or((name, String::new()), |(stem, extension)| (stem, format!(".{extension}")));
        let file = format!("{}/{}-{}{}", self.folder, plain(stem), short(&Digest::of_parts([extension.as_bytes(), content])), plain_extension(&extension));
        self.given.lock().unwrap_or_else(PoisonError::into_inner).entry(file.clone()).or_insert_with(|| (from.to_string(), content.clone()));
        file
    }

    pub(super) fn take(&self) -> Given {
        std::mem::take(&mut *self.given.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Eight letters that name some content, in file names.
pub(super) fn short(digest: &Digest) -> String {
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&digest.as_bytes()[..6])
}

/// A file name without anything that an address would have to escape.
pub(super) fn plain(name: &str) -> String {
    let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect();
    if name.trim_matches('.').is_empty() { "file".into() } else { name }
}

fn plain_extension(extension: &str) -> String {
    extension.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '.').collect()
}

fn data_address(name: &str, content: &[u8]) -> String {
    let mime = mime_guess::from_path(name).first_or_octet_stream();
    match std::str::from_utf8(content) {
        Ok(text) if name.to_ascii_lowercase().ends_with(".svg") && !text.contains("<text") => {
            let text = text.trim().replace('"', "'").split_whitespace().collect::<Vec<_>>().join(" ");
            format!("data:image/svg+xml,{}", utf8_percent_encode(&text, IN_DATA))
        }
        _ => format!("data:{mime};base64,{}", base64::engine::general_purpose::STANDARD.encode(content)),
    }
}
