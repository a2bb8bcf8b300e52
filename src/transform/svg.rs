//! `logo.svg?react`: an image as a React component, as vite-plugin-svgr makes it. What comes out is a script that is compiled like any other.

use std::fmt::Write;

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;
use crate::options::Options;

use super::quote;

/// The query of a module whose default export stays the address, beside the component `ReactComponent`.
pub(crate) const NAMED: &str = "component";
/// The query of a module that is the component.
pub(crate) const COMPONENT: &str = "react";

/// The script behind `logo.svg?react` and `logo.svg?component`.
pub(crate) fn component(id: &ModuleId, text: &str, options: &Options) -> Result<String, Diagnostic> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let problem = |at: usize, why: &str| Diagnostic::at("svg", id.path(), text, at, 1, why);
    let tree = Reader { text, at: 0, out: String::new(), open: Vec::new(), options }.read().map_err(|(at, why)| problem(at, why))?;
    let library = quote(&options.jsx_import_source);
    let name = name_of(id);
    let default = match id.query() {
        Some(NAMED) => format!("import address from {};\nexport default address;\n", quote(&format!("./{}?url", id.file_name()))),
        _ => format!("export default {name};\n"),
    };
    Ok(format!("import {{ createElement as h }} from {library};\nconst {name} = (props) => {tree};\nexport {{ {name} as ReactComponent }};\n{default}"))
}

/// `arrow-left.svg` -> `SvgArrowLeft`
fn name_of(id: &ModuleId) -> String {
    let stem = id.file_name().split('.').next().unwrap_or_default();
    let words = stem.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.fold("Svg".to_string(), |name, word| name + &word[..1].to_ascii_uppercase() + &word[1..])
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    out: String,
    /// The names of the open elements.
    open: Vec<&'a str>,
    options: &'a Options,
}

type Problem = (usize, &'static str);

impl<'a> Reader<'a> {
    /// The root element as nested calls.
    fn read(mut self) -> Result<String, Problem> {
        while let Some(rest) = self.text.get(self.at..).filter(|rest| !rest.is_empty()) {
            if rest.starts_with("<!--") {
                self.skip("-->")?;
            } else if rest.starts_with("<?") {
                self.skip("?>")?;
            } else if rest.starts_with("<![CDATA[") {
                let start = self.at + 9;
                self.skip("]]>")?;
                self.child(&self.text[start..self.at - 3]);
            } else if rest.starts_with("<!") {
                // A document type may hold declarations in brackets.
                let subset = rest.find('[').filter(|bracket| rest.find('>').is_some_and(|end| *bracket < end));
                self.skip(if subset.is_some() { "]" } else { ">" })?;
                if subset.is_some() {
                    self.skip(">")?;
                }
            } else if rest.starts_with("</") {
                let start = self.at;
                self.skip(">")?;
                match self.open.pop() {
                    Some(name) if self.text[start + 2..self.at - 1].trim() == name => self.out.push(')'),
                    _ => return Err((start, "this tag closes nothing")),
                }
                if self.open.is_empty() {
                    return Ok(self.out);
                }
            } else if rest.starts_with('<') {
                let closed = self.element()?;
                if closed && self.open.is_empty() {
                    return Ok(self.out);
                }
            } else {
                let end = rest.find('<').unwrap_or(rest.len());
                self.at += end;
                if !self.open.is_empty() && !rest[..end].trim().is_empty() {
                    self.child(&decoded(&rest[..end]));
                }
            }
        }
        Err((self.text.len(), "the image ends inside an element"))
    }

    fn skip(&mut self, end: &str) -> Result<(), Problem> {
        let found = self.text[self.at..].find(end).ok_or((self.at, "this has no end"))?;
        self.at += found + end.len();
        Ok(())
    }

    fn child(&mut self, text: &str) {
        let _ = write!(self.out, ", {}", quote(text));
    }

    /// `<name attributes>`, and whether it ends there.
    fn element(&mut self) -> Result<bool, Problem> {
        let start = self.at;
        self.at += 1;
        let name = self.name();
        if name.is_empty() {
            return Err((start, "this is no tag"));
        }
        let is_root = self.open.is_empty();
        if is_root && name != "svg" {
            return Err((start, "this is no SVG image"));
        }
        let comma = if is_root { "" } else { ", " };
        let _ = write!(self.out, "{comma}h({}, {{", quote(name));
        let mut separator = " ";
        loop {
            let rest = self.text[self.at..].trim_start();
            self.at = self.text.len() - rest.len();
            if let Some(closed) = rest.strip_prefix("/>").map(|_| true).or(rest.strip_prefix('>').map(|_| false)) {
                self.at += if closed { 2 } else { 1 };
                if is_root && self.options.svg_icon {
                    let _ = write!(self.out, "{separator}\"width\": \"1em\", \"height\": \"1em\"");
                    separator = ", ";
                }
                if is_root {
                    let _ = write!(self.out, "{separator}...props");
                }
                self.out.push_str(if closed { " })" } else { " }" });
                if !closed {
                    self.open.push(name);
                }
                return Ok(closed);
            }
            let key = self.name();
            if key.is_empty() {
                return Err((self.at, "an attribute belongs here"));
            }
            let value = self.value()?;
            let sized = is_root && self.options.svg_icon && matches!(key, "width" | "height");
            if let Some(pair) = attribute(key, &value).filter(|_| !sized) {
                let _ = write!(self.out, "{separator}{pair}");
                separator = ", ";
            }
        }
    }

    fn name(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let end = rest.find(|letter: char| letter.is_whitespace() || "=/><\"'".contains(letter)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn value(&mut self) -> Result<String, Problem> {
        let rest = self.text[self.at..].trim_start();
        let Some(after) = rest.strip_prefix('=').map(str::trim_start) else { return Ok(String::new()) };
        let quoted = after.chars().next().filter(|quote| ['"', '\''].contains(quote)).and_then(|quote| {
            let end = after[1..].find(quote)?;
            Some((&after[1..=end], &after[end + 2..]))
        });
        let (value, rest) = quoted.ok_or((self.text.len() - after.len(), "the value of this attribute has no quotes"))?;
        self.at = self.text.len() - rest.len();
        Ok(decoded(value))
    }
}

/// A property as React calls it. `None`: it is no property.
fn attribute(key: &str, value: &str) -> Option<String> {
    if key == "style" {
        return Some(format!("\"style\": {}", style(value)));
    }
    // Code in attributes is text, and React takes functions.
    let is_listener = key.len() > 2 && key[..key.len().min(2)].eq_ignore_ascii_case("on") && key.is_ascii();
    if is_listener || !key.is_ascii() || key == "__proto__" {
        return None;
    }
    let name = match key {
        "class" => "className".to_string(),
        "for" => "htmlFor".to_string(),
        "tabindex" => "tabIndex".to_string(),
        "crossorigin" => "crossOrigin".to_string(),
        _ if key.starts_with("data-") || key.starts_with("aria-") => key.to_string(),
        _ => camel(key),
    };
    Some(format!("{}: {}", quote(&name), number(value).unwrap_or_else(|| quote(value))))
}

/// What svgr reads as a number, as an expression: React writes `0.5` where the image says `.50`.
fn number(value: &str) -> Option<String> {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = !(whole.is_empty() && part.is_empty()) && whole.bytes().chain(part.bytes()).all(|letter| letter.is_ascii_digit());
    is_number.then(|| format!("+{}", quote(value)))
}

/// `stroke-width` -> `strokeWidth`, `xlink:href` -> `xlinkHref`
fn camel(key: &str) -> String {
    let mut words = key.split(['-', ':']);
    let first = words.next().unwrap_or_default().to_string();
    words.filter(|word| !word.is_empty()).fold(first, |name, word| name + &word[..1].to_ascii_uppercase() + &word[1..])
}

/// The declarations of a `style` attribute as an object.
fn style(value: &str) -> String {
    let pairs = value.split(';').filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let name = name.trim();
        let known = match name.strip_prefix("--") {
            Some(_) => name.to_string(),
            None if name.is_ascii() => camel(name.strip_prefix('-').map_or(name.to_string(), |vendor| format!("-{vendor}")).as_str()),
            None => return None,
        };
        let value = value.trim();
        let pixels = value.strip_suffix("px").filter(|digits| !digits.is_empty() && digits.bytes().all(|letter| letter.is_ascii_digit()));
        (known != "__proto__").then(|| format!("{}: {}", quote(&known), number(pixels.unwrap_or(value)).unwrap_or_else(|| quote(value))))
    });
    format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
}

/// Text with its entities resolved. Entities that a document declares itself stay as they are.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let letter = rest.find(';').and_then(|end| {
            let number = |text: &str, radix| u32::from_str_radix(text, radix).ok().and_then(char::from_u32);
            let letter = match &rest[1..end] {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                entity => match entity.strip_prefix("#x").or(entity.strip_prefix("#X")) {
                    Some(digits) => number(digits, 16)?,
                    None => number(entity.strip_prefix('#')?, 10)?,
                },
            };
            Some((letter, end + 1))
        });
        let (letter, length) = letter.unwrap_or(('&', 1));
        out.push(letter);
        rest = &rest[length..];
    }
    out + rest
}
