//! The generated files: page, components, index, config.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::digest::Digest;

use super::page::{Expr, Node, Page};
use super::print;
use super::region;
use super::schema::{Component, Options, Schema};

static COMPONENTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/puck/library/components");
const SLOT: &str = include_str!("library/slot.tsx");

/// What every page file says above its region.
const BANNER: &str =
    "// Written from the visual editor's data. What stands between the two marks is written again with every change there;\n// what stands outside is yours.\n";

/// The page file's managed body and its banner line's source digest are functions of the document alone.
pub(super) fn page(page: &Page, schema: &Schema, options: &Options, source: &str) -> String {
    let root = schema.root.module.as_ref().map(|_| "Root");
    let components = print::components(page, &options.page, root);
    let mut body = String::new();
    for name in &page.used {
        body.push_str(&import(name, &schema.components[name], &options.dir));
    }
    if let Some(module) = &schema.root.module {
        body.push_str(&named_import("Root", schema.root.export.as_deref().unwrap_or("default"), &relative(&options.dir, module)));
    }
    let helpers = [
        ("EmptySlot", uses(page, |expr| matches!(expr, Expr::Name(name) if name == "EmptySlot"))),
        ("RichText", uses(page, |expr| matches!(expr, Expr::RichText(_)))),
        ("Unknown", page.slots.iter().map(|slot| &slot.nodes).chain([&page.content]).flatten().any(|node| matches!(node, Node::Unknown(_)))),
        ("kept", components.contains("{...kept(")),
        ("puck", components.contains("{...puck(")),
        ("type SlotProps", root.is_some() || !page.slots.is_empty()),
    ];
    let helpers: Vec<&str> = helpers.iter().filter(|(_, used)| *used).map(|(name, _)| *name).collect();
    if !helpers.is_empty() {
        body.push_str(&format!("import {{ {} }} from \"./slot\";\n", helpers.join(", ")));
    }
    if !body.is_empty() {
        body.push('\n');
    }
    body.push_str(&components);
    format!("{BANNER}{}", region::write(&body, source))
}

/// Whether any attribute holds such an expression.
fn uses(page: &Page, test: fn(&Expr) -> bool) -> bool {
    fn within(expr: &Expr, test: fn(&Expr) -> bool) -> bool {
        test(expr)
            || match expr {
                Expr::Array(items) => items.iter().any(|item| within(item, test)),
                Expr::Object(members) => members.iter().any(|(_, member)| within(member, test)),
                Expr::Mistyped(inner) => within(inner, test),
                _ => false,
            }
    }
    let nodes = page.slots.iter().map(|slot| &slot.nodes).chain([&page.content]).flatten();
    let items = nodes.filter_map(|node| match node {
        Node::Item(element) => Some(&element.attributes),
        Node::Unknown(_) => None,
    });
    items.chain([&page.root]).flatten().any(|(_, expr)| within(expr, test))
}

fn import(name: &str, component: &Component, dir: &str) -> String {
    match &component.module {
        Some(module) => named_import(name, component.export.as_deref().unwrap_or(name), &relative(dir, module)),
        None => named_import(name, component.export.as_deref().unwrap_or(name), &format!("./components/{name}")),
    }
}

fn named_import(name: &str, export: &str, from: &str) -> String {
    let clause = match export {
        "default" => name.to_string(),
        _ if export == name => format!("{{ {name} }}"),
        _ => format!("{{ {export} as {name} }}"),
    };
    format!("import {clause} from {};\n", print::string(from))
}

/// The specifier that leads from a file in `dir` to `module`, without its extension.
fn relative(dir: &str, module: &str) -> String {
    let bare = [".tsx", ".ts", ".jsx", ".js"].iter().find_map(|extension| module.strip_suffix(extension)).unwrap_or(module);
    let from: Vec<&str> = dir.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = bare.split('/').filter(|part| !part.is_empty()).collect();
    let shared = from.iter().zip(&to).take_while(|(left, right)| left == right).count();
    let up = if from.len() == shared { "./".to_string() } else { "../".repeat(from.len() - shared) };
    format!("{up}{}", to[shared..].join("/"))
}

/// The components of the library that are needed, each a file that may be edited: its first line tells whether it was.
pub(super) fn components(names: impl Iterator<Item = String>, schema: &Schema, dir: &str, files: &mut BTreeMap<String, String>) -> Vec<String> {
    let mut written = Vec::new();
    for name in names {
        if schema.components.get(&name).is_some_and(|component| component.library) {
            let text = COMPONENTS.get_file(format!("{name}.tsx")).and_then(|file| file.contents_utf8()).expect("every library component has its file");
            files.insert(format!("{dir}/components/{name}.tsx"), whole(text));
            written.push(name);
        }
    }
    files.insert(format!("{dir}/slot.tsx"), whole(SLOT));
    written
}

/// A file that is ours as a whole until it is edited.
fn whole(text: &str) -> String {
    format!("// puck:library content={}\n{text}", Digest::of(text.as_bytes()))
}

/// Whether a library file was edited since it was written.
pub(super) fn is_edited(file: &str) -> bool {
    let Some((first, rest)) = file.split_once('\n') else { return true };
    let rest = rest.replace("\r\n", "\n");
    first.trim_end().strip_prefix("// puck:library content=") != Some(Digest::of(rest.as_bytes()).to_string().as_str())
}

/// `index.ts`: the page and the components in use.
pub(super) fn index(page: &str, components: &[String]) -> String {
    let mut names: Vec<&String> = components.iter().collect();
    names.sort();
    let exports: String = names.iter().map(|name| format!("export {{ {name}, type {name}Props }} from \"./components/{name}\";\n")).collect();
    whole(&format!("export {{ default as {page} }} from \"./{page}\";\n{exports}"))
}

/// What the config says in JSON and Puck takes as a function: `summary` names the field that labels an entry of a list.
const LABELLED: &str = r#"
type Described = { summary?: string; getItemSummary?: unknown; arrayFields?: Fields; objectFields?: Fields };
type Fields = Record<string, Described>;

/** Entries of lists go by the field that `summary` names. */
function labelled(component: { render: never; fields?: Fields }) {
  const label = (fields: Fields = {}) => {
    for (const field of Object.values(fields)) {
      const { summary } = field;
      if (summary !== undefined) field.getItemSummary = (item: Record<string, unknown>, index = 0) => String(item[summary] || `${index + 1}`);
      label(field.arrayFields);
      label(field.objectFields);
    }
  };
  label(component.fields);
  return component;
}
"#;

/// `puck.config.tsx`: the same schema as the visual editor takes it.
pub(super) fn config(schema: &Schema, dir: &str) -> String {
    let mut text = String::from("import type { Config } from \"@puckeditor/core\";\n");
    let mut entries = String::new();
    let mut categories: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, component) in &schema.components {
        text.push_str(&import(name, component, dir));
        let mut entry = schema.raw.get(name).cloned().unwrap_or_default();
        if let Some(members) = entry.as_object_mut() {
            for ours in ["module", "export", "legacy", "category"] {
                members.remove(ours);
            }
        }
        let entry = serde_json::to_string_pretty(&entry).expect("JSON is JSON").replace('\n', "\n    ");
        entries.push_str(&format!("    {name}: labelled({{ ...({entry} as object), render: {name} as never }}),\n"));
        categories.entry(component.category.clone().unwrap_or_else(|| "app".into())).or_default().push(name.clone());
    }
    let mut root = String::new();
    if let Some(given) = &schema.raw_root {
        let mut given = given.clone();
        if let Some(members) = given.as_object_mut() {
            members.remove("module");
            members.remove("export");
        }
        let mut render = String::new();
        if let Some(module) = &schema.root.module {
            text.push_str(&named_import("Root", schema.root.export.as_deref().unwrap_or("default"), &relative(dir, module)));
            render = ", render: Root as never".into();
        }
        root = format!("  root: {{ ...({given} as object){render} }},\n");
    }
    let categories: serde_json::Map<String, serde_json::Value> =
        categories.into_iter().map(|(name, components)| (name, serde_json::json!({ "components": components }))).collect();
    text.push_str(LABELLED);
    text.push_str(&format!("\n/** The components of this app, for the visual editor. */\nexport const config = {{\n{root}  categories: {},\n  components: {{\n{entries}  }},\n}} as unknown as Config;\n\nexport default config;\n", serde_json::Value::Object(categories)));
    whole(&text.replace("</", "<\\/"))
}
