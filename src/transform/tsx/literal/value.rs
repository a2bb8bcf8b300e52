//! The value of an expression that was not run, and what the language makes of values.

/// The value of an expression that was not run.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Literal {
    Undefined,
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    /// A path below the app's root, however it was computed (`path.resolve(__dirname, "./src")`).
    Path(String),
    /// The source of a regular expression.
    Pattern(String),
    Array(Vec<Literal>),
    Object(Vec<(String, Literal)>),
    /// What something from a package would make of these arguments, and where it is asked: `react({ jsxImportSource: "x" })`.
    Made {
        package: String,
        arguments: Vec<Literal>,
        at: usize,
    },
    /// Something that only running the file would tell; the byte offset where it stands.
    Unknown(usize),
}

impl Literal {
    /// A field of an object; a later one wins.
    pub(crate) fn get(&self, name: &str) -> Option<&Literal> {
        match self {
            Self::Object(fields) => fields.iter().rev().find(|(field, _)| field == name).map(|(_, value)| value),
            _ => None,
        }
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether a condition holds; `None`: only running would tell.
    pub(super) fn truth(&self) -> Option<bool> {
        match self {
            Self::Unknown(_) => None,
            Self::Undefined | Self::Null | Self::Bool(false) => Some(false),
            Self::Number(value) => Some(*value != 0.0 && !value.is_nan()),
            Self::Text(text) => Some(!text.is_empty()),
            _ => Some(true),
        }
    }

    pub(crate) fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Undefined | Self::Null | Self::Unknown(_) | Self::Made { .. } => serde_json::Value::Null,
            Self::Bool(value) => (*value).into(),
            Self::Number(value) if value.fract() == 0.0 && value.abs() < 9e15 => (*value as i64).into(),
            Self::Number(value) => (*value).into(),
            Self::Text(text) | Self::Path(text) | Self::Pattern(text) => text.as_str().into(),
            Self::Array(items) => items.iter().map(Self::to_json).collect::<Vec<_>>().into(),
            Self::Object(fields) => {
                let present = fields.iter().filter(|(_, value)| *value != Self::Undefined);
                serde_json::Value::Object(present.map(|(name, value)| (name.clone(), value.to_json())).collect())
            }
        }
    }
}

/// What a value is in a text.
pub(super) fn shown(value: &Literal) -> Option<String> {
    match value {
        Literal::Text(text) | Literal::Path(text) => Some(text.clone()),
        Literal::Number(_) | Literal::Bool(_) | Literal::Null => Some(value.to_json().to_string()),
        Literal::Undefined => Some("undefined".into()),
        _ => None,
    }
}

pub(super) fn json(text: &str) -> Option<Literal> {
    fn read(value: serde_json::Value) -> Literal {
        match value {
            serde_json::Value::Null => Literal::Null,
            serde_json::Value::Bool(flag) => Literal::Bool(flag),
            serde_json::Value::Number(number) => Literal::Number(number.as_f64().unwrap_or_default()),
            serde_json::Value::String(text) => Literal::Text(text),
            serde_json::Value::Array(items) => Literal::Array(items.into_iter().map(read).collect()),
            serde_json::Value::Object(fields) => Literal::Object(fields.into_iter().map(|(name, value)| (name, read(value))).collect()),
        }
    }
    serde_json::from_str(text).ok().map(read)
}

/// As Vite's `mergeConfig`: objects field by field, lists one after the other.
pub(super) fn merged(base: Literal, more: Literal) -> Literal {
    match (base, more) {
        (Literal::Object(mut fields), Literal::Object(more)) => {
            for (name, value) in more {
                match fields.iter().position(|(field, _)| *field == name) {
                    Some(at) => {
                        let (_, known) = fields.remove(at);
                        fields.insert(at, (name, merged(known, value)));
                    }
                    None => fields.push((name, value)),
                }
            }
            Literal::Object(fields)
        }
        (Literal::Array(mut items), Literal::Array(more)) => {
            items.extend(more);
            Literal::Array(items)
        }
        (_, more) => more,
    }
}
