//! The app's `index.html`: what it starts, and the same document with the preview's scripts in its place. The only code that names lol_html.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use lol_html::html_content::ContentType;
use lol_html::{EndTagHandler, RewriteStrSettings, doc_text, element, end, rewrite_str, text};

/// What a document starts, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entry {
    /// `<script type="module" src="/src/main.tsx">`
    Module(String),
    /// `<script type="module">...</script>`: its text.
    Inline(String),
    /// `<link rel="stylesheet" href="/src/index.css">`
    Style(String),
}

/// The document that apps without an `index.html` get, as in Vite's templates.
pub(crate) const DEFAULT: &str = "<!doctype html>\n<html lang=\"en\">\n  <head>\n    <meta charset=\"UTF-8\" />\n    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1.0\" />\n    <title>Preview</title>\n  </head>\n  <body>\n    <div id=\"root\"></div>\n    <script type=\"module\" src=\"{entry}\"></script>\n  </body>\n</html>\n";

/// A path below the app's root, if the address means one: `/src/main.tsx`, `src/main.tsx`, `./src/main.tsx?x`.
pub(crate) fn local_path(address: &str) -> Option<&str> {
    let path = address.split(['?', '#']).next().unwrap_or_default().trim();
    if path.starts_with("//") || path.contains(':') || path.is_empty() {
        return None;
    }
    Some(path.strip_prefix("./").or_else(|| path.strip_prefix('/')).unwrap_or(path))
}

/// What the document starts. `is_source` says which paths are files of the app that must be compiled.
pub(crate) fn entries(html: &str, is_source: impl Fn(&str) -> bool) -> Result<Vec<Entry>, String> {
    let found: RefCell<Vec<Entry>> = RefCell::default();
    let settings = RewriteStrSettings {
        element_content_handlers: vec![
            element!("script[type=module]", |script| {
                match script.get_attribute("src") {
                    Some(address) => found.borrow_mut().extend(local_path(&address).map(|path| Entry::Module(path.to_string()))),
                    None => found.borrow_mut().push(Entry::Inline(String::new())),
                }
                Ok(())
            }),
            text!("script[type=module]:not([src])", |chunk| {
                if let Some(Entry::Inline(text)) = found.borrow_mut().last_mut() {
                    text.push_str(chunk.as_str());
                }
                Ok(())
            }),
            element!("link[rel~=stylesheet][href]", |link| {
                let address = link.get_attribute("href").unwrap_or_default();
                found.borrow_mut().extend(local_path(&address).filter(|path| is_source(path)).map(|path| Entry::Style(path.to_string())));
                Ok(())
            }),
        ],
        ..RewriteStrSettings::new()
    };
    rewrite_str(html, settings).map_err(|problem| problem.to_string())?;
    Ok(found.into_inner())
}

/// What the preview puts into a document.
pub(crate) struct Insertion<'a> {
    /// Given to every script and style, when the host uses a content security policy.
    pub(crate) nonce: Option<&'a str>,
    /// Markup for the end of the body. Made by us, never of the tenant's text.
    pub(crate) scripts: &'a str,
    /// What `%NAME%` stands for.
    pub(crate) environment: &'a BTreeMap<String, String>,
}

/// The document with the scripts of the app taken out and those of the preview put in.
pub(crate) fn rewrite(html: &str, insertion: &Insertion<'_>, is_source: impl Fn(&str) -> bool) -> Result<String, String> {
    let inserted = Cell::new(false);
    let settings = RewriteStrSettings {
        element_content_handlers: vec![
            element!("script[type=module]", |script| {
                let ours = script.get_attribute("src").is_none_or(|address| local_path(&address).is_some());
                if ours {
                    script.remove();
                }
                Ok(())
            }),
            element!("link[rel~=stylesheet][href], link[rel=modulepreload][href]", |link| {
                let address = link.get_attribute("href").unwrap_or_default();
                if local_path(&address).is_some_and(&is_source) {
                    link.remove();
                }
                Ok(())
            }),
            element!("script, style, link[rel~=stylesheet]", |tag| {
                if let Some(nonce) = insertion.nonce {
                    tag.set_attribute("nonce", nonce)?;
                }
                Ok(())
            }),
            element!("*", |tag| {
                let values: Vec<_> = tag
                    .attributes()
                    .iter()
                    .filter(|attribute| attribute.value().contains('%'))
                    .map(|attribute| (attribute.name(), attribute.value()))
                    .collect();
                for (name, value) in values {
                    tag.set_attribute(&name, &substitute(&value, insertion.environment))?;
                }
                Ok(())
            }),
            element!("body", |body| {
                if let Some(handlers) = body.end_tag_handlers() {
                    let scripts = insertion.scripts.to_string();
                    inserted.set(true);
                    let append: EndTagHandler<'static> = Box::new(move |end| {
                        end.before(&scripts, ContentType::Html);
                        Ok(())
                    });
                    handlers.push(append);
                }
                Ok(())
            }),
        ],
        document_content_handlers: vec![
            doc_text!(|chunk| {
                if chunk.as_str().contains('%') {
                    let text = substitute(chunk.as_str(), insertion.environment);
                    // Entities in the source stay entities; what the environment brings in is escaped by the host's own wish only as text.
                    chunk.replace(&text, ContentType::Html);
                }
                Ok(())
            }),
            end!(|end| {
                if !inserted.get() {
                    end.append(insertion.scripts, ContentType::Html);
                }
                Ok(())
            }),
        ],
        ..RewriteStrSettings::new()
    };
    rewrite_str(html, settings).map_err(|problem| problem.to_string())
}

/// Replaces `%NAME%` for known names; others stay as they are, as in Vite.
fn substitute(text: &str, environment: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('%') {
        let (before, tail) = rest.split_at(start);
        out.push_str(before);
        let known = tail[1..].find('%').and_then(|end| environment.get(&tail[1..1 + end]).map(|value| (end, value)));
        match known {
            Some((end, value)) => {
                out.push_str(&escape(value));
                rest = &tail[end + 2..];
            }
            None => {
                out.push('%');
                rest = &tail[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn escape(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html><html><head><link rel="stylesheet" href="/src/a.css"><link rel="stylesheet" href="https://x/y.css"><title>%VITE_TITLE% 100%</title></head>
<body><div id="root"></div><script type="module" src="/src/main.tsx"></script><script type="module">import "./src/x"</script><script src="https://cdn/x.js" type="module"></script></body></html>"#;

    fn rewritten(html: &str, scripts: &str) -> String {
        let environment = BTreeMap::from([("VITE_TITLE".to_string(), "<Shop>".to_string())]);
        rewrite(html, &Insertion { nonce: Some("n1"), scripts, environment: &environment }, |path| path.starts_with("src/")).unwrap()
    }

    #[test]
    fn entries_are_found_in_order() {
        let found = entries(PAGE, |path| path.starts_with("src/")).unwrap();
        assert_eq!(found, [Entry::Style("src/a.css".into()), Entry::Module("src/main.tsx".into()), Entry::Inline("import \"./src/x\"".into())]);
    }

    #[test]
    fn the_apps_scripts_make_room_for_ours() {
        let page = rewritten(PAGE, "<script>ours</script>");
        assert!(!page.contains("main.tsx") && !page.contains("a.css") && page.contains("https://x/y.css"));
        assert!(page.contains("<script>ours</script></body>"), "{page}");
        assert!(page.contains("https://cdn/x.js") && page.contains("nonce=\"n1\""));
        assert!(page.contains("<title>&lt;Shop&gt; 100%</title>"), "{page}");
    }

    #[test]
    fn a_fragment_without_a_body_gets_them_at_its_end() {
        assert_eq!(rewritten("<div></div>", "<script>ours</script>"), "<div></div><script>ours</script>");
    }
}
