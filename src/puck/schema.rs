//! What components exist and what their props mean: the data part of a Puck config.

use std::sync::LazyLock;

use indexmap::IndexMap;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::error::{Error, ErrorKind};
use crate::id::ModuleId;

/// What a field holds. Types that Puck may add are data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum FieldKind {
    Text,
    Textarea,
    Number,
    Select,
    Radio,
    RichText,
    Array,
    Object,
    External,
    Custom,
    Slot,
    #[default]
    #[serde(other)]
    Other,
}

pub(super) type Fields = IndexMap<String, Field>;

/// One field, as in a Puck config; what has no bearing on the output is not read.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Field {
    #[serde(rename = "type")]
    pub(super) kind: FieldKind,
    pub(super) array_fields: Option<Fields>,
    pub(super) object_fields: Option<Fields>,
    #[serde(deserialize_with = "choices")]
    pub(super) options: Vec<Choice>,
}

/// The options of a select or a radio; those of rich text are an object with settings of its toolbar.
fn choices<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Choice>, D::Error> {
    let given = serde_json::Value::deserialize(deserializer)?;
    if given.is_array() { serde_json::from_value(given).map_err(D::Error::custom) } else { Ok(Vec::new()) }
}

/// An option of a select or a radio.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Choice {
    pub(super) value: serde_json::Value,
}

/// A component of the app: its fields, and the module that holds it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Component {
    pub(super) fields: Fields,
    /// Names of props that older documents use.
    pub(super) legacy: Vec<String>,
    /// The file that holds it, from the app's root, as in `src/components/Chart.tsx`. Without it, a component of the library, or a file beside those.
    pub(super) module: Option<String>,
    /// The name it is exported by: `default`, or its own.
    pub(super) export: Option<String>,
    pub(super) label: Option<String>,
    pub(super) category: Option<String>,
    pub(super) default_props: Option<serde_json::Value>,
    /// Its fields as they were given, for the config.
    #[serde(skip)]
    pub(super) library: bool,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Given {
    components: IndexMap<String, serde_json::Value>,
    root: Option<serde_json::Value>,
}

/// All components by name, and the root.
#[derive(Debug, Clone)]
pub(super) struct Schema {
    pub(super) components: IndexMap<String, Component>,
    /// Each component's entry as JSON, for the generated config.
    pub(super) raw: IndexMap<String, serde_json::Value>,
    pub(super) root: Component,
    pub(super) raw_root: Option<serde_json::Value>,
}

/// The fields and defaults of the components that ship with us.
const LIBRARY: &str = include_str!("library/library.json");

static BUILT_IN: LazyLock<Schema> = LazyLock::new(|| {
    let mut schema = Schema::read(LIBRARY).expect("our own library parses");
    schema.components.values_mut().for_each(|component| component.library = true);
    schema
});

impl Schema {
    /// The library alone.
    pub(super) fn library() -> &'static Self {
        &BUILT_IN
    }

    /// The library with the app's own components over it: JSON of the form `{"components": {"Chart": {"fields": {...}, "module": "src/Chart.tsx"}}, "root": {...}}`.
    pub(super) fn over_library(json: &str) -> Result<Self, Error> {
        let given = Self::read(json)?;
        let mut schema = Self::library().clone();
        for (name, component) in given.components {
            let known = schema.components.get(&name).is_some_and(|known| known.library);
            let library = known && component.module.is_none();
            let legacy = if library { schema.components[&name].legacy.clone() } else { component.legacy.clone() };
            schema.components.insert(name, Component { library, legacy, ..component });
        }
        schema.raw.extend(given.raw);
        Ok(Self { root: given.root, raw_root: given.raw_root, ..schema })
    }

    fn read(json: &str) -> Result<Self, Error> {
        let wrong = |reason: String| Error::new(ErrorKind::InvalidOptions, format!("schema: {reason}"));
        let given: Given = serde_json::from_str(json).map_err(|error| wrong(error.to_string()))?;
        let mut components = IndexMap::new();
        for (name, raw) in &given.components {
            if !is_component_name(name) {
                return Err(wrong(format!("{name:?} cannot name a component: it must begin with a capital letter and hold letters, digits, _ and $ only")));
            }
            let component: Component = serde_json::from_value(raw.clone()).map_err(|error| wrong(format!("{name}: {error}")))?;
            check_module(name, &component)?;
            components.insert(name.clone(), component);
        }
        let root: Component = match &given.root {
            Some(raw) => serde_json::from_value(raw.clone()).map_err(|error| wrong(format!("root: {error}")))?,
            None => Component::default(),
        };
        check_module("root", &root)?;
        Ok(Self { components, raw: given.components, root, raw_root: given.root })
    }
}

fn check_module(name: &str, component: &Component) -> Result<(), Error> {
    let wrong = |reason: String| Error::new(ErrorKind::InvalidOptions, format!("schema: {name}: {reason}"));
    if let Some(module) = &component.module {
        ModuleId::new(module).map_err(|error| wrong(error.to_string()))?;
    }
    if let Some(export) = &component.export
        && !is_identifier(export)
    {
        return Err(wrong(format!("{export:?} cannot be exported by that name")));
    }
    Ok(())
}

/// An identifier that starts like a component: nothing that data says becomes code without passing here.
pub(super) fn is_component_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase()) && is_identifier(name)
}

pub(super) fn is_identifier(name: &str) -> bool {
    name.len() <= 100
        && name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_' || first == '$')
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$')
}

/// How generated files are named and which are made.
///
/// ```
/// let options = hotframe::puck::Options::from_json(r#"{"dir": "src/pages/home", "page": "Home"}"#)?;
/// assert_eq!(options.page, "Home");
/// # Ok::<(), hotframe::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", default, deny_unknown_fields)]
pub struct Options {
    /// The folder of the generated files, from the app's root. Default `src/puck`.
    pub dir: String,
    /// The name of the page's component and file. Default `Page`.
    pub page: String,
    /// Whether `puck.config.tsx`, and with it every component of the schema, is made too: what the visual editor needs. Default no.
    pub config: bool,
    /// Which page the document was made from: `seen` of the [`Parsed`](super::Parsed) or the [`Conversion`](super::Conversion) that the editor last
    /// heard of. A page that is another by now, whoever edited it, is a conflict; one that is the same is written over also when it was edited by
    /// hand, since the document holds that edit. Default none: a page that was not edited by hand is written over.
    pub seen: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { dir: "src/puck".into(), page: "Page".into(), config: false, seen: None }
    }
}

impl Options {
    /// Options from JSON; unknown names are an error.
    pub fn from_json(json: &str) -> Result<Self, Error> {
        let options: Self = serde_json::from_str(json).map_err(|error| Error::new(ErrorKind::InvalidOptions, format!("puck options: {error}")))?;
        options.check()?;
        Ok(options)
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        if !is_component_name(&self.page) {
            return Err(Error::new(
                ErrorKind::InvalidOptions,
                format!("{:?} cannot name a page: it must begin with a capital letter and hold letters and digits", self.page),
            ));
        }
        ModuleId::new(&format!("{}/{}.tsx", self.dir, self.page)).map(drop)
    }
}
