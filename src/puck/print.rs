//! A page -> TSX, laid out as Prettier would, so that one changed prop changes one place.
//!
//! Text from the document is only ever written as a JavaScript string in braces: JSX text and quoted attributes decode entities, fold
//! line breaks and have no escapes, so data in them can become code.

use super::page::{CONTENT_ZONE, Element, Expr, Node, Page, SlotComponent};
use super::schema::is_identifier;
use super::value::Value;

/// Columns of a line before its values go below each other.
const WIDTH: usize = 100;

pub(super) struct Printer {
    out: String,
    indent: usize,
}

/// The components of a page file: the page first, then its slots.
pub(super) fn components(page: &Page, name: &str, root: Option<&str>) -> String {
    let mut printer = Printer { out: String::new(), indent: 0 };
    printer.line(&format!("export default function {name}() {{"));
    printer.indent += 1;
    printer.line("return (");
    printer.indent += 1;
    let kept = spread_kept(&page.kept);
    match root {
        Some(root) => {
            let mut attributes: Vec<String> = page.root.iter().filter(|(name, _)| name != "title").map(|(name, expr)| printer.attribute(name, expr)).collect();
            attributes.extend(kept.clone());
            let title =
                page.root.iter().find(|(name, _)| name == "title").map_or_else(|| "\"\"".to_string(), |(_, expr)| printer.expr(expr, printer.indent + 1));
            attributes.push(format!("{{...{{ id: \"puck-root\", editMode: false, title: {title} }}}}"));
            let content = (CONTENT_ZONE.to_string(), Expr::Name(page.content_name.clone()));
            let zones = Expr::Object(std::iter::once(content).chain(page.zones.iter().cloned()).collect());
            attributes.push(format!("{{...puck({})}}", printer.expr(&zones, printer.indent + 1)));
            printer.open(root, &attributes, false);
            printer.indent += 1;
            printer.open(&page.content_name, &[], true);
            printer.indent -= 1;
            printer.line(&format!("</{root}>"));
        }
        None => printer.element("div", &kept.into_iter().collect::<Vec<_>>(), &page.content),
    }
    printer.indent -= 1;
    printer.line(");");
    printer.indent -= 1;
    printer.line("}");
    if root.is_some() {
        printer.slot(&page.content_name, &page.content);
    }
    for SlotComponent { name, nodes } in &page.slots {
        printer.slot(name, nodes);
    }
    printer.out
}

fn spread_kept(kept: &[(String, Value)]) -> Option<String> {
    let expr = Expr::Data(Value::Object(kept.to_vec()));
    (!kept.is_empty()).then(|| format!("{{...kept({})}}", Printer { out: String::new(), indent: 0 }.expr(&expr, usize::MAX / 4)))
}

impl Printer {
    fn line(&mut self, text: &str) {
        self.out.push_str(&"  ".repeat(self.indent));
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// The component that shows what is in a slot.
    fn slot(&mut self, name: &str, nodes: &[Node]) {
        self.out.push('\n');
        self.line(&format!("function {name}({{ className, style, as: As = \"div\" }}: SlotProps) {{"));
        self.indent += 1;
        if nodes.is_empty() {
            self.line("return <As className={className} style={style} />;");
        } else {
            self.line("return (");
            self.indent += 1;
            self.element("As", &["className={className}".into(), "style={style}".into()], nodes);
            self.indent -= 1;
            self.line(");");
        }
        self.indent -= 1;
        self.line("}");
    }

    fn open(&mut self, name: &str, attributes: &[String], close: bool) {
        let end = if close { " />" } else { ">" };
        let flat = attributes.iter().map(|attribute| format!(" {attribute}")).collect::<String>();
        if attributes.len() <= 2 && !flat.contains('\n') && self.indent * 2 + name.len() + flat.len() + 4 <= WIDTH {
            return self.line(&format!("<{name}{flat}{end}"));
        }
        self.line(&format!("<{name}"));
        self.indent += 1;
        for attribute in attributes {
            self.line(attribute);
        }
        self.indent -= 1;
        self.line(end.trim_start());
    }

    fn element(&mut self, name: &str, attributes: &[String], nodes: &[Node]) {
        if nodes.is_empty() {
            return self.open(name, attributes, true);
        }
        self.open(name, attributes, false);
        self.indent += 1;
        for node in nodes {
            self.node(node);
        }
        self.indent -= 1;
        self.line(&format!("</{name}>"));
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Item(element) => self.item(element),
            Node::Unknown(item) => {
                let item = self.expr(&Expr::Data(item.clone()), self.indent + 1);
                self.open("Unknown", &[format!("item={{{item}}}")], true);
            }
        }
    }

    fn item(&mut self, element: &Element) {
        let mut attributes: Vec<String> = Vec::new();
        attributes.extend(element.key.as_ref().map(|key| format!("key={{{}}}", string(key))));
        attributes.extend(element.attributes.iter().map(|(name, expr)| self.attribute(name, expr)));
        attributes.extend(spread_kept(&element.kept));
        attributes.extend(element.zones.as_ref().map(|zones| match zones.is_empty() {
            true => "{...puck()}".to_string(),
            false => format!("{{...puck({})}}", self.expr(&Expr::Object(zones.clone()), self.indent + 1)),
        }));
        self.open(&element.component, &attributes, true);
    }

    /// Values of more than one line begin at the indent of attributes.
    fn attribute(&self, name: &str, expr: &Expr) -> String {
        let value = self.expr(expr, self.indent + 1);
        if is_attribute(name) { format!("{name}={{{value}}}") } else { format!("{{...{{ {}: {value} }}}}", key(name)) }
    }

    fn expr(&self, expr: &Expr, indent: usize) -> String {
        match expr {
            Expr::Data(Value::Null) => "null".into(),
            Expr::Data(Value::Bool(value)) => value.to_string(),
            Expr::Data(Value::Number(value)) if value.is_infinite() => {
                if *value > 0.0 {
                    "Infinity".into()
                } else {
                    "-Infinity".into()
                }
            }
            Expr::Data(Value::Number(value)) => value.to_string(),
            Expr::Data(Value::Text(text)) => string(text),
            Expr::Data(Value::Array(items)) => {
                self.bracketed("[", items.iter().map(|item| self.expr(&Expr::Data(item.clone()), indent.saturating_add(1))).collect(), "]", indent)
            }
            Expr::Data(Value::Object(members)) => {
                let members = members.iter().map(|(name, value)| (name, Expr::Data(value.clone())));
                self.bracketed(
                    "{",
                    members.map(|(name, value)| format!("{}: {}", key(name), self.expr(&value, indent.saturating_add(1)))).collect(),
                    "}",
                    indent,
                )
            }
            Expr::Array(items) => self.bracketed("[", items.iter().map(|item| self.expr(item, indent.saturating_add(1))).collect(), "]", indent),
            Expr::Object(members) => self.bracketed(
                "{",
                members.iter().map(|(name, value)| format!("{}: {}", key(name), self.expr(value, indent.saturating_add(1)))).collect(),
                "}",
                indent,
            ),
            Expr::Name(name) => name.clone(),
            Expr::RichText(html) => format!("<RichText html={{{}}} />", string(html)),
            Expr::Mistyped(inner) => format!("{} as never", self.expr(inner, indent)),
        }
    }

    /// On one line if it fits, else one entry a line.
    fn bracketed(&self, open: &str, entries: Vec<String>, close: &str, indent: usize) -> String {
        if entries.is_empty() {
            return format!("{open}{close}");
        }
        let length: usize = entries.iter().map(|entry| entry.len() + 2).sum();
        let flat = indent > WIDTH || (length + indent * 2 + 12 <= WIDTH && !entries.iter().any(|entry| entry.contains('\n')));
        if flat {
            let space = if open == "{" { " " } else { "" };
            return format!("{open}{space}{}{space}{close}", entries.join(", "));
        }
        let inner = "  ".repeat(indent + 1);
        let entries: String = entries.iter().map(|entry| format!("{inner}{entry},\n")).collect();
        format!("{open}\n{entries}{}{close}", "  ".repeat(indent))
    }
}

/// A name that JSX takes as an attribute and that says nothing to React.
fn is_attribute(name: &str) -> bool {
    is_identifier(name) && !name.contains('$') && name != "key" && name != "ref"
}

/// A member's name. `__proto__` in a literal would set the prototype: in brackets it is a name like any other.
fn key(name: &str) -> String {
    match name {
        "__proto__" => "[\"__proto__\"]".into(),
        _ if is_identifier(name) => name.into(),
        _ => string(name),
    }
}

/// A JavaScript string: JSON, with what HTML or older parsers could take for something else escaped.
pub(super) fn string(text: &str) -> String {
    let json = serde_json::to_string(text).expect("a string is JSON");
    json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029").replace("</", "<\\/").replace("<!--", "\\u003c!--").replace('\u{feff}', "\\ufeff")
}
