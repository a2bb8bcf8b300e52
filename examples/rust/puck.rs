//! Converts Puck documents: one JSON object a line in, `{"data": "...", "schema": "...", "options": {...}, "existing": {...}}` (`data` and
//! `schema` are JSON as text), one line out: `{"files": {...}, "conflicts": {...}, "diagnostics": [...], "data": "..."}` or `{"error": "..."}`; `data`
//! is what `parse` reads back.
//!
//! `echo '{"data": "{\"content\": []}"}' | cargo run --example puck`

use std::collections::BTreeMap;
use std::io::{BufRead, BufWriter, Write};

use hotframe::puck;
use serde_json::{Value, json};

#[derive(serde::Deserialize)]
struct Request {
    data: String,
    #[serde(default)]
    schema: Option<String>,
    #[serde(default)]
    options: Option<Value>,
    #[serde(default)]
    existing: BTreeMap<String, String>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let request: Request = serde_json::from_str(&line?)?;
        let answer = answer(&request).unwrap_or_else(|error| json!({ "error": error.to_string(), "code": error.code() }));
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

fn answer(request: &Request) -> Result<Value, hotframe::Error> {
    let options = match &request.options {
        Some(options) => puck::Options::from_json(&options.to_string())?,
        None => puck::Options::default(),
    };
    let conversion = puck::convert(&request.data, request.schema.as_deref(), &options, &request.existing)?;
    let mut answer = serde_json::to_value(&conversion).expect("strings are JSON");
    if conversion.ok() {
        let parsed = puck::parse(&conversion.files, &options)?;
        answer["data"] = json!(parsed.data);
        answer["unread"] = json!(parsed.diagnostics);
    }
    Ok(answer)
}
