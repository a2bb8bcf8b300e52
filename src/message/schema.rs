//! The wire for others: a JSON Schema, types for TypeScript and one message of each kind, all made from the enums. They are checked in;
//! `HOTFRAME_BLESS=1 cargo test --lib message` writes them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Severity};
use crate::id::ModuleId;
use crate::transform::Kind;

use super::{Body, ClientMessage, ConsoleEntry, ConsoleLevel, Message, Outcome, ReportKind, ReportedError, VERSION, WireModule, WireUpdate};

fn check(path: &str, now: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("HOTFRAME_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, now).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == now, "{} is not what the enums say: HOTFRAME_BLESS=1 writes it", path.display());
}

fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let server = generator.subschema_for::<Message>();
    let client = generator.subschema_for::<ClientMessage>();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Hotframe's wire",
        "description": format!("Version {VERSION}. Unknown types and fields are ignored."),
        "anyOf": [server, client],
        "$defs": generator.take_definitions(true),
    })
}

#[test]
fn the_schema_says_what_the_enums_say() {
    check("schema/wire.schema.json", &format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap()));
}

#[test]
fn the_types_say_what_the_enums_say() {
    let schema = schema();
    let mut text = String::from("/** Hotframe's wire. Made from `src/message`; see `wire.schema.json`. */\n");
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        text += &format!("\nexport type {name} = {};\n", typescript(definition));
    }
    check("schema/wire.d.ts", &text);
}

/// The part of JSON Schema that `schemars` uses, as a TypeScript type.
fn typescript(schema: &Value) -> String {
    let mut parts = Vec::new();
    if let Some(reference) = schema["$ref"].as_str() {
        parts.push(reference.rsplit('/').next().unwrap().to_string());
    }
    for union in ["oneOf", "anyOf"] {
        if let Some(variants) = schema[union].as_array() {
            parts.push(format!("({})", variants.iter().map(typescript).collect::<Vec<_>>().join(" | ")));
        }
    }
    if let Some(all) = schema["allOf"].as_array() {
        parts.extend(all.iter().map(typescript));
    }
    if let Some(value) = schema.get("const") {
        parts.push(value.to_string());
    } else if let Some(values) = schema["enum"].as_array() {
        parts.push(format!("({})", values.iter().map(Value::to_string).collect::<Vec<_>>().join(" | ")));
    } else {
        let names: Vec<&str> = match &schema["type"] {
            Value::String(name) => vec![name],
            Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let types: Vec<String> = names.iter().map(|name| plain(name, schema)).collect();
        match types.as_slice() {
            [] => {}
            [one] => parts.push(one.clone()),
            several => parts.push(format!("({})", several.join(" | "))),
        }
    }
    if parts.is_empty() { "unknown".to_string() } else { parts.join(" & ") }
}

fn plain(name: &str, schema: &Value) -> String {
    match name {
        "integer" => "number".to_string(),
        "array" => format!("({})[]", typescript(&schema["items"])),
        "object" => match (schema["properties"].as_object(), schema.get("additionalProperties")) {
            (None, Some(values)) => format!("Record<string, {}>", typescript(values)),
            (None, None) => "object".to_string(),
            (Some(properties), _) => {
                let required: Vec<&str> = schema["required"].as_array().map_or(Vec::new(), |names| names.iter().filter_map(Value::as_str).collect());
                let field =
                    |(name, value): (&String, &Value)| format!("{name}{}: {}", if required.contains(&name.as_str()) { "" } else { "?" }, typescript(value));
                format!("{{ {} }}", properties.iter().map(field).collect::<Vec<_>>().join("; "))
            }
        },
        other => other.to_string(),
    }
}

fn problem(severity: Severity) -> Diagnostic {
    Diagnostic {
        severity,
        code: "syntax".into(),
        message: "Unexpected token `}`".into(),
        file: "src/App.tsx".into(),
        line: 3,
        column: 14,
        frame: "> 3 |   return <p>{}}</p>\n    |              ^".into(),
        hint: Some("A bracket is closed that was not opened.".into()),
    }
}

fn update(modules: Vec<WireModule>, paths: &[&str]) -> WireUpdate {
    let id = |path| ModuleId::new(path).unwrap();
    WireUpdate {
        paths: paths.iter().map(ToString::to_string).collect(),
        edges: modules.iter().map(|module| (module.id.clone(), BTreeMap::from([("react".to_string(), ModuleId::npm("react"))]))).collect(),
        modules,
        removed: vec![id("src/old.ts")],
        css: vec![id("src/index.css")],
        entries: vec![id("src/main.tsx")],
        vendor: None,
        diagnostics: vec![problem(Severity::Warning)],
        took: 1.5,
    }
}

fn module(path: &str, code: Option<&str>, url: Option<&str>) -> WireModule {
    WireModule {
        id: ModuleId::new(path).unwrap(),
        digest: "d1".into(),
        kind: Kind::Script,
        code: code.map(Into::into),
        url: url.map(Into::into),
        integrity: url.map(|_| "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=".into()),
    }
}

const CODE: &str = "hotframe.define(\"src/App.tsx\",\"d1\",[\"react\"], function(_export, _context) { return { setters: [function(){}], execute: function(){ _export(\"default\", 2) } }; });\n";

#[test]
fn one_message_of_each_kind_is_kept() {
    let said = |from: Option<&str>, to: Option<&str>, body| Message {
        v: VERSION,
        app: "1".into(),
        from: from.map(Into::into),
        to: to.map(Into::into),
        timestamp: 1_700_000_000_000,
        body,
    };
    let update_one = Body::HmrUpdate { path: "src/App.tsx".into(), update: update(vec![module("src/App.tsx", Some(CODE), None)], &["src/App.tsx"]) };
    let update_many = Body::HmrBatch {
        update: update(
            vec![module("src/App.tsx", Some(CODE), None), module("src/Large.tsx", None, Some("/@hotframe/module/d1.js"))],
            &["src/App.tsx", "src/Large.tsx"],
        ),
    };
    let broken = Body::BuildError { error: "Unexpected token `}`".into(), path: Some("src/App.tsx".into()), diagnostics: vec![problem(Severity::Error)] };
    let messages = [
        said(None, Some("r1"), Body::Connected { diagnostics: Vec::new(), page: Some("p1".into()) }),
        said(Some("r1"), Some("r2"), update_one),
        said(Some("r1"), Some("r2"), update_many),
        said(Some("r1"), Some("r1"), broken),
        said(Some("r1"), Some("r2"), Body::PreviewRefreshed { reason: "index.html was edited".into() }),
        said(Some("r1"), Some("r1"), Body::Custom { event: "app:hello".into(), data: json!({ "from": "host" }) }),
    ];
    for message in messages {
        check(&format!("tests/messages/server/{}.json", message.kind()), &pretty(&message));
    }
    let error = ReportedError {
        message: "boom".into(),
        stack: Some("Error: boom\n    at onClick (src/App.tsx:3:14)".into()),
        kind: ReportKind::Runtime,
        file: Some("src/App.tsx".into()),
        line: Some(3),
        column: Some(14),
        frame: Some("> 3 | throw new Error('boom')".into()),
    };
    let revision = Some("r2".to_string());
    let (have, paths) = (BTreeMap::from([("src/App.tsx".to_string(), "d1".to_string())]), vec!["src/App.tsx".to_string()]);
    let entry = ConsoleEntry { level: ConsoleLevel::Warn, text: "careful".into(), timestamp: 1_700_000_000_000 };
    let said = [
        ("hmr_ready", ClientMessage::HmrReady { revision: None }),
        ("sync", ClientMessage::Sync { from: Some("r1".into()), have, page: Some("p1".into()) }),
        ("hmr_success", ClientMessage::HmrSuccess { revision: revision.clone(), outcome: Outcome::Applied, reason: None, duration: 4.5, paths }),
        ("hmr_error", ClientMessage::HmrError { revision, error, duration: None, paths: None }),
        ("hmr_status", ClientMessage::HmrStatus { status: "updated".into() }),
        ("hmr_console", ClientMessage::HmrConsole { entries: vec![entry], dropped: 0 }),
        ("open", ClientMessage::Open { file: "src/App.tsx".into(), line: 3, column: 14 }),
        ("custom", ClientMessage::Custom { event: "app:hello".into(), data: Some(json!([1, "two"])) }),
    ];
    for (name, message) in said {
        let text = pretty(&message);
        check(&format!("tests/messages/client/{name}.json"), &text);
        // A later version may say more.
        let mut more: Value = serde_json::from_str(&text).unwrap();
        more["later"] = json!(true);
        assert_eq!(serde_json::from_value::<ClientMessage>(more).unwrap(), message);
    }
}

fn pretty(message: &impl Serialize) -> String {
    format!("{}\n", serde_json::to_string_pretty(message).unwrap())
}
