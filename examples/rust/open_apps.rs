//! Opens apps that come as JSON on standard input, one object for each line, and prints for each what a browser would be given: one line
//! of JSON. For tests and tools that run compiled modules outside a browser.
//!
//! In: `{"files": {"src/main.ts": "text", "src/a.png": {"base64": "..."}}, "options": {...}}`.
//! Out: `{"message": {...}, "vendor": "script or null", "assets": {"/@hotframe/asset/...": "base64"}, "maps": {id: {...}}}`, or `{"error": "..."}`.
//!
//! `echo '{"files": {"src/main.ts": "console.log(1 as number)"}}' | cargo run --example open_apps`

use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hotframe::{Compiler, Options, Session};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct App {
    files: BTreeMap<String, Content>,
    #[serde(default)]
    options: serde_json::Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Content {
    Text(String),
    Bytes { base64: String },
}

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let answer = open(&line?).unwrap_or_else(|problem| json!({ "error": problem.to_string() }));
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

fn open(line: &str) -> Result<Value, Failure> {
    let App { files, options } = serde_json::from_str(line)?;
    let mut options = Options::from_json(&Value::Object(options).to_string())?;
    // All code travels inside the message.
    options.inline_bytes = usize::MAX;
    let bytes = |content| match content {
        Content::Text(text) => Ok(text.into_bytes()),
        Content::Bytes { base64 } => STANDARD.decode(base64),
    };
    let files = files.into_iter().map(|(path, content)| Ok((path, bytes(content)?))).collect::<Result<Vec<_>, base64::DecodeError>>()?;
    let session = Session::new("app", files, Arc::new(Compiler::new(options)?))?;
    let message: Value = serde_json::from_str(&session.sync(None, &BTreeMap::new(), None)?.to_json())?;
    let served = |address: &str| session.asset(address.trim_start_matches('/'));
    let vendor = match message["vendor"].as_str() {
        Some(address) => served(address)?.map(|script| String::from_utf8_lossy(&script.body).into_owned()),
        None => None,
    };
    let mut assets = serde_json::Map::new();
    let code: Vec<&str> = message["modules"].as_array().into_iter().flatten().filter_map(|module| module["code"].as_str()).collect();
    for address in code.iter().flat_map(|code| code.split('"')).filter(|text| text.starts_with("/@hotframe/asset/")) {
        if let Some(asset) = served(address)? {
            assets.insert(address.to_string(), STANDARD.encode(&asset.body).into());
        }
    }
    let mut maps = serde_json::Map::new();
    for module in message["modules"].as_array().into_iter().flatten() {
        let (Some(id), Some(digest)) = (module["id"].as_str(), module["digest"].as_str()) else { continue };
        if let Some(map) = served(&format!("@hotframe/map/{digest}.json"))? {
            maps.insert(id.to_string(), serde_json::from_slice(&map.body)?);
        }
    }
    Ok(json!({ "message": message, "vendor": vendor, "assets": assets, "maps": maps }))
}
