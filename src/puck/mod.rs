//! Visual edits as code: the data of a Puck editor -> React components in TypeScript, and back.
//!
//! [`convert`] writes one page component, one file for each component in use, and an index. What it writes shows what Puck's own
//! `<Render>` shows for the same data (the oracle is the client entry of `@puckeditor/core` 0.23; `tests/puck` compares the two), and
//! holds all of the data: [`parse`] reads it back. Data is never code: every text is written as a string, component names and tags come
//! from the schema, rich text passes an allow-list.
//!
//! Async work is the editor's: `resolveData` is not run here, as `<Render>` does not run it. Give resolved data.

mod files;
mod names;
mod page;
mod parse;
mod print;
mod read_json;
mod region;
mod rich_text;
mod schema;
mod url;
mod value;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::digest::Digest;
use crate::error::Error;
use crate::panic;
use crate::process::Process;

pub use parse::{Parsed, parse};
pub use schema::Options;
use schema::Schema;

/// What a document became.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Conversion {
    /// The files to write, by path from the app's root.
    pub files: BTreeMap<String, String>,
    /// Files of ours that were edited by hand inside our part: they are left alone; here is what would have been written.
    pub conflicts: BTreeMap<String, String>,
    /// Names the page as it now is, for [`Options::seen`] of the next conversion; none after a conflict.
    pub seen: Option<String>,
    /// What is wrong with the document, each with the JSON pointer of its place; the rest was converted.
    pub diagnostics: Vec<Diagnostic>,
}

impl Conversion {
    /// Whether there is a page: no error, warnings aside.
    pub fn ok(&self) -> bool {
        !self.diagnostics.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// The conversion as JSON: `{"files": {...}, "conflicts": {...}, "seen": "..." | null, "diagnostics": [...]}`.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("strings are JSON")
    }
}

/// The name that diagnostics give the document.
const DOCUMENT: &str = "puck.json";

/// Converts Puck data to files.
///
/// `schema` names the app's own components (JSON, the data part of a Puck config with the `module` each is in); without it there are the
/// components of the library: Button, Text, Card, Container, Hero, Features, Pricing, Navigation, Footer, Image, Grid, Form, Input,
/// Testimonial and FAQ. `existing` holds the files as they are now, so that what was edited by hand survives.
///
/// Errors: options or a schema that do not parse. A document that does not is a diagnostic.
///
/// ```
/// use hotframe::puck;
/// let data = r#"{"root": {}, "content": [{"type": "Hero", "props": {"id": "Hero-1", "title": "Hello"}}]}"#;
/// let conversion = puck::convert(data, None, &puck::Options::default(), &Default::default())?;
/// assert!(conversion.ok());
/// assert!(conversion.files["src/puck/Page.tsx"].contains(r#"title={"Hello"}"#));
/// assert!(conversion.files.contains_key("src/puck/components/Hero.tsx"));
/// # Ok::<(), hotframe::Error>(())
/// ```
pub fn convert(data: &str, schema: Option<&str>, options: &Options, existing: &BTreeMap<String, String>) -> Result<Conversion, Error> {
    options.check()?;
    let owned = schema.map(Schema::over_library).transpose()?;
    let schema_digest = Digest::of(schema.unwrap_or_default().as_bytes());
    let schema = owned.as_ref().unwrap_or_else(|| Schema::library());
    Process::current().run(|| panic::catch("the Puck conversion", || converted(data, schema, schema_digest, options, existing)))
}

fn converted(data: &str, schema: &Schema, schema_digest: Digest, options: &Options, existing: &BTreeMap<String, String>) -> Conversion {
    let mut conversion = Conversion::default();
    let Some(document) = read_json::read(DOCUMENT, data, &mut conversion.diagnostics) else { return conversion };
    let page = page::page(&document, schema, &options.page, DOCUMENT, &mut conversion.diagnostics);
    let source = Digest::of_parts([serde_json::to_vec(&document).expect("JSON is JSON").as_slice(), schema_digest.as_bytes()]).to_string();
    let mut made = BTreeMap::new();
    let used: Vec<String> = if options.config { schema.components.keys().cloned().collect() } else { page.used.iter().cloned().collect() };
    let written = files::components(used.into_iter(), schema, &options.dir, &mut made);
    made.insert(format!("{}/index.ts", options.dir), files::index(&options.page, &written));
    if options.config {
        made.insert(format!("{}/puck.config.tsx", options.dir), files::config(schema, &options.dir));
    }
    let page_path = format!("{}/{}.tsx", options.dir, options.page);
    made.insert(page_path.clone(), files::page(&page, schema, options, &source));
    for (path, text) in made {
        match existing.get(&path) {
            Some(known) if path == page_path => keep_page(path, known, text, options, &mut conversion),
            None if path == page_path => write_page(path, text, &mut conversion),
            Some(known) if *known != text && files::is_edited(known) => {
                // An edited library component is the app's own from then on.
                let message = format!("{path} was edited by hand and is left as it is");
                conversion.diagnostics.push(Diagnostic { severity: Severity::Warning, ..Diagnostic::file_error("puck-edited", &path, message) });
                conversion.files.insert(path, known.clone());
            }
            _ => drop(conversion.files.insert(path, text)),
        }
    }
    conversion
}

fn write_page(path: String, text: String, conversion: &mut Conversion) {
    conversion.seen = region::read(&text).map(|region| region.digest);
    conversion.files.insert(path, text);
}

/// Puts the new region into the file as it is now.
fn keep_page(path: String, known: &str, text: String, options: &Options, conversion: &mut Conversion) {
    let fresh = region::read(&text).expect("we just wrote it");
    let conflict = match region::read(known) {
        Some(region) if region.body == fresh.body || options.seen.as_ref().map_or(region.untouched, |seen| *seen == region.digest) => {
            let ours = &text[fresh.before.len()..];
            return write_page(path, format!("{}{ours}{}", region.before, region.after), conversion);
        }
        Some(region) if region.untouched => "was written from another document meanwhile",
        Some(_) => "was edited by hand between its marks",
        None => "was not written by the visual editor",
    };
    let message = format!("{path} {conflict}: it is left as it is");
    let hint = "take the new text from `conflicts`, or read the edits back with `parse` first";
    conversion.diagnostics.push(Diagnostic { severity: Severity::Warning, ..Diagnostic::file_error("puck-conflict", &path, message) }.with_hint(hint));
    conversion.files.insert(path.clone(), known.to_string());
    conversion.conflicts.insert(path, text);
}
