//! dotenv-expand's variables: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME:+instead}`, and `\$` for a dollar.

use std::collections::{BTreeMap, BTreeSet};

/// Names may lead to names; a file that doubles itself must end somewhere.
const STEPS: usize = 64;
const LONGEST: usize = 64 << 10;

/// The value with its variables replaced by what the process or the keys above say.
pub(super) fn expand(value: &str, process: &BTreeMap<String, String>, above: &BTreeMap<String, String>) -> String {
    let mut result = value.to_string();
    let mut seen = BTreeSet::new();
    for _ in 0..STEPS {
        let Some(variable) = first_variable(&result) else { break };
        let value = process.get(variable.name).or_else(|| above.get(variable.name)).filter(|value| !value.is_empty());
        seen.insert(result.clone());
        let replacement = match (variable.operator, value) {
            ("+" | ":+", Some(_)) => variable.argument,
            ("+" | ":+", None) => "",
            (_, Some(value)) if !seen.contains(value) => value,
            _ => variable.argument,
        };
        let next = format!("{}{replacement}{}", &result[..variable.start], &result[variable.end..]);
        if next.len() > LONGEST {
            break;
        }
        result = next;
    }
    result.replace("\\$", "$")
}

struct Variable<'a> {
    start: usize,
    end: usize,
    name: &'a str,
    operator: &'a str,
    argument: &'a str,
}

fn first_variable(text: &str) -> Option<Variable<'_>> {
    text.match_indices('$').filter(|(start, _)| !text[..*start].ends_with('\\')).find_map(|(start, _)| {
        let after = &text[start + 1..];
        if let Some(inner) = after.strip_prefix('{') {
            let length = inner.find(['{', '}']).filter(|at| *at > 0 && inner.as_bytes()[*at] == b'}')?;
            let (name, operator, argument) = split(&inner[..length]);
            return Some(Variable { start, end: start + length + 3, name, operator, argument });
        }
        let length = after.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_')).unwrap_or(after.len());
        let name = &after[..length];
        let starts_well = !name.is_empty() && !name.starts_with(|letter: char| letter.is_ascii_digit());
        starts_well.then_some(Variable { start, end: start + 1 + length, name, operator: "", argument: "" })
    })
}

/// `NAME:-default` -> name, operator, default.
fn split(expression: &str) -> (&str, &str, &str) {
    let Some(at) = expression.find(['-', '+']) else { return (expression, "", "") };
    let from = if expression[..at].ends_with(':') { at - 1 } else { at };
    (&expression[..from], &expression[from..=at], &expression[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::expand;
    use std::collections::BTreeMap;

    fn expanded(value: &str) -> String {
        let above = BTreeMap::from([("A", "1"), ("B", "$A-2"), ("EMPTY", ""), ("SELF", "$SELF")].map(|(key, value)| (key.to_string(), value.to_string())));
        expand(value, &BTreeMap::from([("P".to_string(), "process".to_string())]), &above)
    }

    #[test]
    fn names_are_replaced() {
        assert_eq!(expanded("$A/${A}/$B/$P"), "1/1/1-2/process");
        assert_eq!(expanded("$NONE.${EMPTY}."), "..");
        assert_eq!(expanded("5$ and $5 and ${}"), "5$ and $5 and ${}");
        assert_eq!(expanded(r"\$A costs $A"), "$A costs 1");
    }

    #[test]
    fn defaults_stand_in() {
        assert_eq!(expanded("${NONE:-x}${EMPTY-y}${A:-z}"), "xy1");
        assert_eq!(expanded("${A:+set}${NONE:+set}${A+s}"), "sets");
        assert_eq!(expanded("${NONE:-http://x:80}"), "http://x:80");
    }

    #[test]
    fn a_name_that_leads_to_itself_ends() {
        assert_eq!(expanded("$SELF"), "");
        let doubling = BTreeMap::from([("D".to_string(), "$D$D x".to_string())]);
        assert!(expand("$D$D", &doubling, &BTreeMap::new()).len() <= super::LONGEST);
    }
}
