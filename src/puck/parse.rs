//! Our own files, and what was edited in them -> Puck data.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::error::{Error, ErrorKind};
use crate::id::ModuleId;
use crate::panic;
use crate::process::Process;
use crate::transform::markup::{self, Attribute, Child, Component, Element, Value as Code};

use super::region;
use super::schema::Options;
use super::value::Value;

/// Nesting of a generated file; slots are components of their own, so that only values nest.
const DEPTH: usize = 8_000;

/// What a page file says.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Parsed {
    /// The document as JSON, or nothing if the file holds code that no document can hold.
    pub data: Option<String>,
    /// Names the page as it is, for [`Options::seen`] of the conversion that writes it again; none without the two marks.
    pub seen: Option<String>,
    /// Where that code stands.
    pub diagnostics: Vec<Diagnostic>,
}

impl Parsed {
    /// The result as JSON: `{"data": "..." | null, "seen": "..." | null, "diagnostics": [...]}`; `data` is JSON as text.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("strings are JSON")
    }
}

/// Reads a page back: what [`super::convert`] wrote, and edits of the values in it.
///
/// Errors: options that do not parse, or no page file among `files`.
///
/// ```
/// use hotframe::puck;
/// let options = puck::Options::default();
/// let data = r#"{"root":{"props":{}},"content":[{"type":"Text","props":{"id":"Text-1","text":"Hello"}}]}"#;
/// let files = puck::convert(data, None, &options, &Default::default())?.files;
/// assert_eq!(puck::parse(&files, &options)?.data.as_deref(), Some(data));
/// # Ok::<(), hotframe::Error>(())
/// ```
pub fn parse(files: &BTreeMap<String, String>, options: &Options) -> Result<Parsed, Error> {
    options.check()?;
    let path = format!("{}/{}.tsx", options.dir, options.page);
    let file = files.get(&path).ok_or_else(|| Error::new(ErrorKind::NotFound, format!("there is no {path}")))?;
    let id = ModuleId::new(&path)?;
    Process::current().run(|| {
        panic::catch("reading a Puck page", || {
            let seen = region::read(file).map(|region| region.digest);
            match document(&id, file) {
                Ok(data) => Parsed { data: Some(serde_json::to_string(&data).expect("data is JSON")), seen, diagnostics: Vec::new() },
                Err(diagnostics) => Parsed { data: None, seen, diagnostics },
            }
        })
    })
}

fn document(id: &ModuleId, file: &str) -> Result<Value, Vec<Diagnostic>> {
    let Some(region) = region::read(file) else {
        return Err(vec![Diagnostic::file_error("puck-marks", id.as_str(), format!("{id} does not have one pair of `puck:begin` and `puck:end`"))]);
    };
    let components = markup::components(id, region.body, DEPTH)?;
    // Places in the region become places in the file.
    let base = region.before.len();
    let first = base + file[base..].find('\n').map_or(0, |line| line + 1);
    let mut reader = Reader { id, file, first, slots: HashMap::new(), zones: Vec::new(), content: None, problems: Vec::new() };
    let page = components.iter().find(|component| component.is_default);
    for component in components.iter().filter(|component| !component.is_default) {
        reader.slots.insert(&component.name, component);
    }
    let data = match page {
        Some(page) => reader.page(page),
        None => {
            reader.problem(0, "there is no default exported page component");
            Value::Null
        }
    };
    if reader.problems.is_empty() { Ok(data) } else { Err(reader.problems) }
}

struct Reader<'a> {
    id: &'a ModuleId,
    file: &'a str,
    /// Where the region's body begins.
    first: usize,
    slots: HashMap<&'a str, &'a Component>,
    zones: Vec<(String, Value)>,
    /// The component that holds the page's content, which its root shows as a zone too.
    content: Option<&'a str>,
    problems: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn problem(&mut self, at: usize, message: &str) {
        let hint = "the visual editor holds values and components only; move code into a component of its own";
        self.problems.push(Diagnostic::at("puck-code", self.id.as_str(), self.file, self.first + at, 1, message).with_hint(hint));
    }

    fn page(&mut self, page: &'a Component) -> Value {
        let Some(returned) = &page.returns else {
            self.problem(page.at, "the page does not return one element");
            return Value::Null;
        };
        let mut kept = Vec::new();
        let mut props = Vec::new();
        let content = if returned.name == "Root" {
            let inner = returned.children.iter().find_map(|child| match child {
                Child::Element(element) => Some(element),
                Child::Other(_) => None,
            });
            let apart = inner.and_then(|inner| self.slots.get(inner.name.as_str()).copied());
            self.content = apart.map(|component| component.name.as_str());
            let mut root_zones = None;
            for (name, value) in self.attributes(returned, &mut kept, &mut root_zones) {
                if name != "id" && name != "editMode" && !(name == "title" && value == Value::Text(String::new())) {
                    props.push((name, value));
                }
            }
            self.zones.extend(root_zones.unwrap_or_default().into_iter().map(|(zone, content)| (format!("root:{zone}"), content)));
            match apart.and_then(|component| component.returns.as_ref()).or(inner) {
                Some(holder) => self.items(holder),
                None => Vec::new(),
            }
        } else {
            self.attributes(returned, &mut kept, &mut None);
            self.items(returned)
        };
        let mut root = Vec::new();
        let mut zones = Vec::new();
        for (name, value) in kept {
            match (name.as_str(), value) {
                ("props", Value::Object(members)) => props.extend(members),
                ("zones", Value::Object(members)) => zones = members,
                (_, value) => root.push((name, value)),
            }
        }
        root.insert(0, ("props".into(), Value::Object(props)));
        zones.extend(std::mem::take(&mut self.zones));
        let mut data = vec![("root".to_string(), Value::Object(root)), ("content".to_string(), Value::Array(content))];
        if !zones.is_empty() {
            data.push(("zones".into(), Value::Object(zones)));
        }
        Value::Object(data)
    }

    fn items(&mut self, parent: &'a Element) -> Vec<Value> {
        let mut items = Vec::new();
        for child in &parent.children {
            match child {
                Child::Element(element) => items.push(self.item(element)),
                Child::Other(at) => self.problem(*at, "text and expressions between components have no place in a document"),
            }
        }
        items
    }

    fn item(&mut self, element: &'a Element) -> Value {
        let (mut kept, mut zones) = (Vec::new(), None);
        let mut attributes = self.attributes(element, &mut kept, &mut zones);
        if element.name == "Unknown" {
            return attributes.into_iter().find(|(name, _)| name == "item").map_or(Value::Null, |(_, item)| item);
        }
        if !element.name.starts_with(|first: char| first.is_ascii_uppercase()) {
            self.problem(element.at, "only components have a place in a document");
        }
        let mut id = attributes.iter().position(|(name, _)| name == "key").map(|at| attributes.remove(at).1);
        if let Some(own) = attributes.iter().position(|(name, _)| name == "id").map(|at| attributes.remove(at).1) {
            id = id.or(Some(own));
        }
        let mut rest = Vec::new();
        for (name, value) in kept {
            match (name.as_str(), value) {
                ("id", value) => id = Some(value),
                ("props", Value::Object(members)) => attributes.extend(members),
                (_, value) => rest.push((name, value)),
            }
        }
        for (zone, content) in zones.unwrap_or_default() {
            let of = id.as_ref().and_then(Value::as_str).unwrap_or_default();
            self.zones.push((format!("{of}:{zone}"), content));
        }
        if let Some(id) = id {
            attributes.insert(0, ("id".into(), id));
        }
        let mut item = vec![("type".to_string(), Value::Text(element.name.clone())), ("props".to_string(), Value::Object(attributes))];
        item.extend(rest);
        Value::Object(item)
    }

    /// The attributes of an element; `kept` and zones apart. A slot that is not filled is no prop.
    fn attributes(&mut self, element: &'a Element, kept: &mut Vec<(String, Value)>, zones: &mut Option<Vec<(String, Value)>>) -> Vec<(String, Value)> {
        let mut attributes = Vec::new();
        for attribute in &element.attributes {
            match attribute {
                Attribute::Named(_, Code::Name(name)) if name == "EmptySlot" => {}
                Attribute::Named(name, code) => {
                    let value = self.value(code, element.at);
                    attributes.push((name.clone(), value));
                }
                Attribute::Spread(Code::Call(function, arguments)) if function == "kept" => {
                    if let Some(Value::Object(members)) = arguments.first().map(|code| self.value(code, element.at)) {
                        kept.extend(members);
                    }
                }
                Attribute::Spread(Code::Call(function, arguments)) if function == "puck" => {
                    if let Some(Code::Object(members)) = arguments.first() {
                        let content = self.content;
                        let own = members.iter().filter(|(_, code)| !matches!(code, Code::Name(name) if content == Some(name.as_str())));
                        *zones = Some(own.map(|(zone, code)| (zone.clone(), self.value(code, element.at))).collect());
                    }
                }
                Attribute::Spread(code) => match self.value(code, element.at) {
                    Value::Object(members) => attributes.extend(members),
                    _ => self.problem(element.at, "only an object can be spread into a component"),
                },
            }
        }
        attributes
    }

    fn value(&mut self, code: &'a Code, near: usize) -> Value {
        match code {
            Code::Null => Value::Null,
            Code::Bool(value) => Value::Bool(*value),
            Code::Number(value) => Value::Number(*value),
            Code::Text(text) => Value::Text(text.clone()),
            Code::Array(items) => Value::Array(items.iter().map(|item| self.value(item, near)).collect()),
            Code::Object(members) => {
                let filled = members.iter().filter(|(_, code)| !matches!(code, Code::Name(name) if name == "EmptySlot"));
                Value::Object(filled.map(|(name, code)| (name.clone(), self.value(code, near))).collect())
            }
            Code::Name(name) => match self.slots.get(name.as_str()).copied() {
                Some(Component { returns: Some(element), .. }) => Value::Array(self.items(element)),
                _ => {
                    self.problem(near, &format!("{name} is not a slot of this page"));
                    Value::Null
                }
            },
            Code::Element(element) if element.name == "RichText" => {
                let (mut kept, mut zones) = (Vec::new(), None);
                self.attributes(element, &mut kept, &mut zones).into_iter().find(|(name, _)| name == "html").map_or(Value::Null, |(_, html)| html)
            }
            Code::Element(element) => {
                self.problem(element.at, "an element as a value has no place in a document");
                Value::Null
            }
            Code::Call(name, _) => {
                self.problem(near, &format!("a call of {name} has no place in a document"));
                Value::Null
            }
            Code::Unknown(at) => {
                self.problem(*at, "this value would have to be computed");
                Value::Null
            }
        }
    }
}
