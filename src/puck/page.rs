//! A document -> the page it describes, walked as Puck's `<Render>` walks it (`mapFields` and `DropZoneRender` of @puckeditor/core 0.23).

use indexmap::{IndexMap, IndexSet};

use crate::diagnostic::{Diagnostic, Severity};

use super::names::Names;
use super::rich_text;
use super::schema::{Component, Field, FieldKind, Fields, Schema};
use super::url;
use super::value::Value;

/// What stands in an attribute.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expr {
    Data(Value),
    Array(Vec<Expr>),
    Object(Vec<(String, Expr)>),
    /// A slot's component.
    Name(String),
    /// Markup that passed the allow-list.
    RichText(String),
    /// A value that the prop's type does not allow: Puck passes it all the same.
    Mistyped(Box<Expr>),
}

/// One item on the page.
#[derive(Debug, Clone)]
pub(super) struct Element {
    pub(super) component: String,
    pub(super) key: Option<String>,
    pub(super) attributes: Vec<(String, Expr)>,
    /// Data that is not shown, by what it is: `id`, `props`, `readOnly`.
    pub(super) kept: Vec<(String, Value)>,
    /// For a component of the app: the legacy zones in it.
    pub(super) zones: Option<Vec<(String, Expr)>>,
}

#[derive(Debug, Clone)]
pub(super) enum Node {
    Item(Element),
    /// An item of a type that the schema does not have: Puck skips it.
    Unknown(Value),
}

/// A place for components, as a component of its own: React keeps the state in it when the page changes around it.
#[derive(Debug, Clone)]
pub(super) struct SlotComponent {
    pub(super) name: String,
    pub(super) nodes: Vec<Node>,
}

#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) root: Vec<(String, Expr)>,
    pub(super) kept: Vec<(String, Value)>,
    /// The legacy zones of a root that the app has.
    pub(super) zones: Vec<(String, Expr)>,
    /// The component that holds the content when the app has a root.
    pub(super) content_name: String,
    pub(super) content: Vec<Node>,
    pub(super) slots: Vec<SlotComponent>,
    /// Names of the components in use.
    pub(super) used: IndexSet<String>,
}

/// The members of an object, in their order.
type Members = Vec<(String, Value)>;

/// Attributes that React takes for itself or turns into markup.
const RESERVED: [&str; 3] = ["key", "ref", "dangerouslySetInnerHTML"];
/// The id of the root's zones in legacy data.
const ROOT: &str = "root";
/// The zone of the root that shows the content.
pub(super) const CONTENT_ZONE: &str = "default-zone";

pub(super) fn page(data: &Value, schema: &Schema, name: &str, file: &str, diagnostics: &mut Vec<Diagnostic>) -> Page {
    let mut reserved: IndexSet<String> = schema.components.keys().cloned().collect();
    reserved.extend(["EmptySlot", "Unknown", "RichText", "SlotProps", "Root", name].map(String::from));
    let mut zones: IndexMap<String, IndexMap<String, Value>> = IndexMap::new();
    let mut walk =
        Walk { schema, file, diagnostics, names: Names::new(reserved), ids: IndexSet::new(), zones: IndexMap::new(), page: Page::default(), path: Vec::new() };
    if !matches!(data, Value::Object(_)) {
        walk.warn_at("puck-data", format!("a Puck document is an object, not {}", data.kind()));
        return walk.page;
    }
    for (compound, content) in data.get("zones").map(Value::members).unwrap_or_default() {
        match compound.split_once(':') {
            Some((id, zone)) => drop(zones.entry(id.to_string()).or_default().insert(zone.to_string(), content.clone())),
            None => walk.warn(&["zones", compound], "puck-zone", "a zone is named `<component id>:<zone>`".into()),
        }
    }
    walk.zones = zones;
    walk.page.content_name = walk.names.unique("PageContent".into());
    walk.root(data.get("root").unwrap_or(&Value::Null));
    walk.path.push("content".into());
    walk.page.content = match data.get("content") {
        None | Some(Value::Null) => Vec::new(),
        Some(content) => walk.nodes(content),
    };
    walk.path.pop();
    walk.orphans();
    walk.page
}

struct Walk<'a> {
    schema: &'a Schema,
    file: &'a str,
    diagnostics: &'a mut Vec<Diagnostic>,
    names: Names,
    ids: IndexSet<String>,
    /// Legacy zones by component; what is taken is removed.
    zones: IndexMap<String, IndexMap<String, Value>>,
    page: Page,
    /// Where we are, as the tokens of a JSON pointer.
    path: Vec<String>,
}

impl Walk<'_> {
    fn warn(&mut self, below: &[&str], code: &str, message: String) {
        let tokens = self.path.iter().map(String::as_str).chain(below.iter().copied());
        let pointer: String = tokens.map(|token| format!("/{}", token.replace('~', "~0").replace('/', "~1"))).collect();
        let message = format!("{}: {message}", if pointer.is_empty() { "/" } else { &pointer });
        self.diagnostics.push(Diagnostic { severity: Severity::Warning, ..Diagnostic::file_error(code, self.file, message) });
    }

    fn warn_at(&mut self, code: &str, message: String) {
        self.warn(&[], code, message);
    }

    /// Root props are `root.props`, or `root` itself in older documents.
    fn root(&mut self, root: &Value) {
        self.path.push(ROOT.into());
        let props = match root.get("props") {
            Some(props) => {
                self.path.push("props".into());
                props
            }
            None => root,
        };
        let component = &self.schema.root;
        let mut given = props.members().to_vec();
        self.zones_as_slots(ROOT, &component.fields, &mut given);
        if component.module.is_some() {
            let (attributes, kept) = self.props(component, &given);
            self.page.root = attributes;
            if !kept.is_empty() {
                self.page.kept.push(("props".into(), Value::Object(kept)));
            }
            // What data says of the zone that shows the content is not looked at.
            let shadowed = self.zones.get_mut(ROOT).and_then(|zones| zones.shift_remove(CONTENT_ZONE));
            self.page.zones = self.legacy_zones(ROOT);
            if let Some(content) = shadowed {
                self.zones.entry(ROOT.into()).or_default().insert(CONTENT_ZONE.into(), content);
            }
        } else if !given.is_empty() {
            self.page.kept.push(("props".into(), Value::Object(given)));
        }
        if let Some(read_only) = root.get("readOnly").filter(|_| root.get("props").is_some()) {
            self.page.kept.push(("readOnly".into(), read_only.clone()));
        }
        self.path.clear();
    }

    /// Zones of older documents that have become slots of the same name, as Puck's `migrate` does.
    fn zones_as_slots(&mut self, id: &str, fields: &Fields, props: &mut Vec<(String, Value)>) {
        let Some(zones) = self.zones.get_mut(id) else { return };
        let slots: Vec<String> = zones.keys().filter(|zone| fields.get(*zone).is_some_and(|field| field.kind == FieldKind::Slot)).cloned().collect();
        for slot in slots {
            let content = zones.shift_remove(&slot).expect("it was just listed");
            match props.iter_mut().find(|(name, _)| *name == slot) {
                Some(known) => known.1 = content,
                None => props.push((slot, content)),
            }
        }
    }

    fn nodes(&mut self, content: &Value) -> Vec<Node> {
        if !matches!(content, Value::Array(_)) {
            self.warn_at("puck-mismatch", format!("items are a list, not {}", content.kind()));
            return Vec::new();
        }
        let mut nodes = Vec::with_capacity(content.items().len());
        for (index, item) in content.items().iter().enumerate() {
            self.path.push(index.to_string());
            nodes.extend(self.node(item));
            self.path.pop();
        }
        nodes
    }

    fn node(&mut self, item: &Value) -> Option<Node> {
        let Some(kind) = item.get("type").and_then(Value::as_str) else {
            self.warn_at("puck-mismatch", format!("an item is an object with a `type`, not {}", item.kind()));
            return None;
        };
        // A lookup by exact name: `constructor` and `__proto__` are no components.
        let Some(component) = self.schema.components.get(kind) else {
            self.warn(&["type"], "puck-unknown-component", format!("no component is named {kind:?}; the item is kept and not shown, as Puck does"));
            return Some(Node::Unknown(item.clone()));
        };
        let mut props = item.get("props").map(Value::members).unwrap_or_default().to_vec();
        if !matches!(item.get("props"), Some(Value::Object(_))) {
            self.warn_at("puck-mismatch", "an item has `props`, an object with an `id`".into());
        }
        let mut element = Element { component: kind.to_string(), key: None, attributes: Vec::new(), kept: Vec::new(), zones: None };
        let id = props.iter().position(|(name, _)| name == "id").map(|at| props.remove(at).1);
        self.identify(id, &mut element);
        self.page.used.insert(kind.to_string());
        let own = element.key.clone();
        self.path.push("props".into());
        if let Some(id) = &own {
            self.zones_as_slots(id, &component.fields, &mut props);
        }
        let named = own.clone().unwrap_or_else(|| format!("{kind} {}", self.path[1..self.path.len() - 1].join(" ")));
        self.names.enter(&named);
        let (attributes, kept) = self.props(component, &props);
        element.attributes = attributes;
        if !kept.is_empty() {
            element.kept.push(("props".into(), Value::Object(kept)));
        }
        if !component.library {
            if let Some(id) = &own {
                element.attributes.insert(0, ("id".into(), Expr::Data(Value::Text(id.clone()))));
            }
            element.zones = Some(self.legacy_zones(own.as_deref().unwrap_or_default()));
        }
        self.names.leave();
        self.path.pop();
        if let Some(read_only) = item.get("readOnly") {
            element.kept.push(("readOnly".into(), read_only.clone()));
        }
        Some(Node::Item(element))
    }

    /// The id is the key; a missing one, or one that came before, is none, so that React does not confuse two components.
    fn identify(&mut self, id: Option<Value>, element: &mut Element) {
        match id {
            Some(Value::Text(id)) if self.ids.insert(id.clone()) => element.key = Some(id),
            Some(Value::Text(id)) => {
                self.warn(&["props", "id"], "puck-id", format!("the id {id:?} came before"));
                element.kept.push(("id".into(), Value::Text(id)));
            }
            Some(other) => {
                self.warn(&["props", "id"], "puck-id", format!("an id is a text, not {}", other.kind()));
                element.kept.push(("id".into(), other));
            }
            None => self.warn(&["props"], "puck-id", "the item has no id".into()),
        }
    }

    /// What the component gets, and what it does not: undeclared props could end up on a DOM element.
    fn props(&mut self, component: &Component, props: &[(String, Value)]) -> (Vec<(String, Expr)>, Members) {
        let open = component.fields.is_empty() && component.module.is_some();
        let (mut attributes, mut kept) = (Vec::new(), Vec::new());
        for (name, value) in props {
            let declared = open || component.fields.contains_key(name) || component.legacy.contains(name);
            let unusable = RESERVED.contains(&name.as_str()) || name == "__proto__" || (open && name.starts_with("on"));
            let object_as_text = component.fields.get(name).is_some_and(|field| is_text(field.kind)) && matches!(value, Value::Object(_));
            if declared && !unusable && !object_as_text {
                self.path.push(name.clone());
                let expr = self.field(value, &component.fields, name, true);
                let expr = if component.library { expr } else { self.safe_url(name, expr) };
                attributes.push((name.clone(), expr));
                self.path.pop();
            } else {
                let reason = if object_as_text { "an object cannot be shown as text" } else { "the component declares no such field" };
                self.warn(&[name], "puck-undeclared", format!("{reason}; the value is kept and not passed on"));
                kept.push((name.clone(), value.clone()));
            }
        }
        for (name, field) in &component.fields {
            if field.kind == FieldKind::Slot && !props.iter().any(|(known, _)| known == name) {
                attributes.push((name.clone(), Expr::Name("EmptySlot".into())));
            }
        }
        (attributes, kept)
    }

    fn field(&mut self, value: &Value, fields: &Fields, name: &str, owned: bool) -> Expr {
        let field = fields.get(name);
        match field.map(|field| field.kind) {
            Some(FieldKind::Slot) => return self.slot(value),
            Some(FieldKind::RichText) => return self.rich_text(value),
            _ => {}
        }
        match value {
            Value::Array(items) => {
                let Some(inner) = field.filter(|field| field.kind == FieldKind::Array).and_then(|field| field.array_fields.as_ref()) else {
                    return self.checked(field, value, Expr::Data(value.clone()), owned);
                };
                let mut list = Vec::with_capacity(items.len());
                for (index, item) in items.iter().enumerate() {
                    self.path.push(index.to_string());
                    let expr = self.field(item, inner, name, false);
                    list.push(if excess(item, inner) { Expr::Mistyped(Box::new(expr)) } else { expr });
                    self.path.pop();
                }
                Expr::Array(list)
            }
            Value::Object(members) => {
                let inner = field.filter(|field| field.kind == FieldKind::Object).and_then(|field| field.object_fields.as_ref());
                let mut object = Vec::with_capacity(members.len());
                for (key, member) in members {
                    self.path.push(key.clone());
                    object.push((key.clone(), self.field(member, inner.unwrap_or(fields), key, inner.is_some())));
                    self.path.pop();
                }
                let expr = Expr::Object(object);
                let expr = if inner.is_some_and(|inner| excess(value, inner)) { Expr::Mistyped(Box::new(expr)) } else { expr };
                self.checked(field.filter(|_| owned), value, expr, owned)
            }
            _ => self.checked(field, value, Expr::Data(value.clone()), owned || field.is_some()),
        }
    }

    /// The value, marked if the field's type does not allow it.
    fn checked(&mut self, field: Option<&Field>, value: &Value, expr: Expr, warn: bool) -> Expr {
        let Some(expected) = field.and_then(|field| mismatch(field, value)) else { return expr };
        if warn && *value != Value::Null {
            self.warn_at("puck-mismatch", format!("the field takes {expected}, not {}", value.kind()));
        }
        Expr::Mistyped(Box::new(expr))
    }

    fn slot(&mut self, value: &Value) -> Expr {
        let name = self.names.slot(&self.path);
        let at = self.page.slots.len();
        self.page.slots.push(SlotComponent { name: name.clone(), nodes: Vec::new() });
        if !value.is_falsy() {
            self.page.slots[at].nodes = self.nodes(value);
        }
        Expr::Name(name)
    }

    fn rich_text(&mut self, value: &Value) -> Expr {
        match value {
            falsy if falsy.is_falsy() => Expr::Data(Value::Null),
            Value::Text(html) => {
                let clean = rich_text::clean(html);
                if clean.removed {
                    self.warn_at("puck-rich-text", "markup outside the allow-list was removed".into());
                }
                Expr::RichText(clean.html)
            }
            other => {
                self.warn_at("puck-mismatch", format!("rich text is HTML, not {}", other.kind()));
                Expr::Data(Value::Null)
            }
        }
    }

    fn safe_url(&mut self, name: &str, expr: Expr) -> Expr {
        match &expr {
            Expr::Data(Value::Text(text)) if url::names_one(name) && !url::is_safe(text) => {
                self.warn_at("puck-url", "a link may begin with http, https, mailto or tel, or be relative; `#` stands in its place".into());
                Expr::Data(Value::Text("#".into()))
            }
            _ => expr,
        }
    }

    /// Zones that a component of the app renders itself (`puck.renderDropZone`).
    fn legacy_zones(&mut self, id: &str) -> Vec<(String, Expr)> {
        let zones = self.zones.shift_remove(id).unwrap_or_default();
        zones
            .into_iter()
            .map(|(zone, content)| {
                let back = std::mem::replace(&mut self.path, vec!["zones".into(), format!("{id}:{zone}")]);
                let expr = self.slot(&content);
                self.path = back;
                (zone, expr)
            })
            .collect()
    }

    /// Zones of no component: Puck ignores them.
    fn orphans(&mut self) {
        let mut orphans = Vec::new();
        for (id, zones) in std::mem::take(&mut self.zones) {
            for (zone, content) in zones {
                let compound = format!("{id}:{zone}");
                self.warn(&["zones", &compound], "puck-zone", "no component has this zone; it is kept and not shown, as Puck does".into());
                orphans.push((compound, content));
            }
        }
        if !orphans.is_empty() {
            self.page.kept.push(("zones".into(), Value::Object(orphans)));
        }
    }
}

fn is_text(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Text | FieldKind::Textarea)
}

/// Whether an object has members that its fields do not name: TypeScript refuses them in a literal.
fn excess(value: &Value, fields: &Fields) -> bool {
    !matches!(value, Value::Object(_)) || value.members().iter().any(|(name, _)| !fields.contains_key(name))
}

/// What the field takes, if not this value.
fn mismatch(field: &Field, value: &Value) -> Option<&'static str> {
    let (fits, expected) = match field.kind {
        FieldKind::Text | FieldKind::Textarea => (matches!(value, Value::Text(_)), "a text"),
        FieldKind::Number => (matches!(value, Value::Number(_)), "a number"),
        FieldKind::Array => (matches!(value, Value::Array(_)), "a list"),
        FieldKind::Object => (matches!(value, Value::Object(_)), "an object"),
        FieldKind::Select | FieldKind::Radio if !field.options.is_empty() => {
            let json = serde_json::to_value(value).unwrap_or_default();
            (field.options.iter().any(|option| option.value == json), "one of its options")
        }
        _ => (true, ""),
    };
    (!fits).then_some(expected)
}
