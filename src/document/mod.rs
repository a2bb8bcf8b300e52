//! The app's `index.html`: what it starts, and the same document with the preview's scripts in its place. The only code that names lol_html.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use lol_html::html_content::{ContentType, Element, TextChunk};
use lol_html::{EndTagHandler, HandlerResult, RewriteStrSettings, doc_text, element, end, rewrite_str, text};

/// What a document starts, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entry {
    /// `<script type="module" src="/src/main.tsx">`
    Module(String),
    /// `<script type="module">...</script>`: its text.
    Inline(String),
    /// `<link rel="stylesheet" href="/src/index.css">`
    Style(String),
    /// The same with `media` or `disabled`: it does not always hold.
    ConditionalStyle(String),
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
                let kind = if is_conditional(link) { Entry::ConditionalStyle } else { Entry::Style };
                found.borrow_mut().extend(local_path(&address).filter(|path| is_source(path)).map(|path| kind(path.to_string())));
                Ok(())
            }),
        ],
        ..RewriteStrSettings::new()
    };
    rewrite_str(html, settings).map_err(|problem| problem.to_string())?;
    Ok(found.into_inner())
}

/// Whether a linked sheet holds for some media only, or not yet.
fn is_conditional(link: &Element<'_, '_>) -> bool {
    link.get_attribute("media").is_some_and(|media| !matches!(media.trim(), "" | "all")) || link.has_attribute("disabled")
}

/// What starts something: scripts and stylesheets.
pub(crate) const STARTING: &str = "script[src], link[href]";

/// The document with the addresses of the app's files as paths from the app's root, on the elements that `selector` names; `file` says which path one means.
pub(crate) fn moved(html: &str, selector: &str, file: impl Fn(&str) -> Option<String>) -> String {
    let settings = RewriteStrSettings {
        element_content_handlers: vec![element!(selector, |tag| each_address(tag, |address| Some(format!("/{}", file(address)?))))],
        ..RewriteStrSettings::new()
    };
    // Of a document that cannot be read `entries` says what is wrong.
    rewrite_str(html, settings).unwrap_or_else(|_| html.to_string())
}

/// The document with a stylesheet before everything else in its head.
pub(crate) fn with_style(html: &str, css: &str) -> String {
    let style = format!("<style>\n{}</style>", css.replace("</", "<\\/"));
    let settings = RewriteStrSettings {
        element_content_handlers: vec![element!("head", |head| {
            head.prepend(&style, ContentType::Html);
            Ok(())
        })],
        ..RewriteStrSettings::new()
    };
    rewrite_str(html, settings).unwrap_or_else(|_| html.to_string())
}

/// The files that the document itself names, other than what it starts: sheets, classic scripts, images, icons.
pub(crate) fn named_files(html: &str) -> Vec<String> {
    let found: RefCell<Vec<String>> = RefCell::default();
    let note = |address: Option<String>| found.borrow_mut().extend(address.as_deref().and_then(local_path).map(str::to_string));
    let settings = RewriteStrSettings {
        element_content_handlers: vec![
            element!("link[href]", |link| {
                note(link.get_attribute("href"));
                Ok(())
            }),
            element!("script[src], img[src], source[src]", |tag| {
                note(tag.get_attribute("src"));
                Ok(())
            }),
        ],
        ..RewriteStrSettings::new()
    };
    // A document that cannot be read names nothing; `entries` says what is wrong with it.
    let _ = rewrite_str(html, settings);
    found.into_inner()
}

/// What the preview puts into a document.
pub(crate) struct Insertion<'a> {
    /// Given to every script and style, when the host uses a content security policy.
    pub(crate) nonce: Option<&'a str>,
    /// Markup for the end of the body. Made by us, never of the tenant's text.
    pub(crate) scripts: &'a str,
    /// What `%NAME%` stands for.
    pub(crate) environment: &'a BTreeMap<String, String>,
    /// The path that the preview is served below, with a slash at both ends.
    pub(crate) base: &'a str,
}

/// An address from the root, below the base, as Vite's development server has it. `None`: it is another one.
fn based(address: &str, base: &str) -> Option<String> {
    let rest = address.strip_prefix('/').filter(|rest| base != "/" && !rest.starts_with('/') && !address.starts_with(base))?;
    Some(format!("{base}{rest}"))
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
                let Some(path) = local_path(&address).filter(|path| is_source(path)) else { return Ok(()) };
                if link.get_attribute("rel").is_some_and(|rel| rel.contains("stylesheet")) {
                    // Its place in the cascade is kept, and what else it says: `media`, `title`.
                    link.before(
                        &placeholder(path, &link.attributes().iter().map(|attribute| (attribute.name(), attribute.value())).collect(), insertion.nonce),
                        ContentType::Html,
                    );
                }
                link.remove();
                Ok(())
            }),
            element!("script, style, link[rel~=stylesheet]", |tag| {
                if let Some(nonce) = insertion.nonce {
                    tag.set_attribute("nonce", nonce)?;
                }
                Ok(())
            }),
            element!("*", |tag| substitute_attributes(tag, insertion.environment)),
            element!(ADDRESSES, |tag| each_address(tag, |address| based(address, insertion.base))),
            element!("img[srcset], source[srcset]", |tag| match insertion.base {
                "/" => Ok(()),
                base => each_of_srcset(tag, |address| based(address, base)),
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
            doc_text!(|chunk| substitute_text(chunk, insertion.environment)),
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

/// Addresses in the attributes of a tag; `None`: it stays.
fn each_address(tag: &mut Element<'_, '_>, moved: impl Fn(&str) -> Option<String>) -> HandlerResult {
    for name in ["src", "href", "poster", "data"] {
        if let Some(address) = tag.get_attribute(name).and_then(|address| moved(&address)) {
            tag.set_attribute(name, &address)?;
        }
    }
    Ok(())
}

/// Addresses of a list like `a.png 1x, b.png 2x`; `None`: it stays. A `data:` address holds commas: such a list stays as it is.
fn each_of_srcset(tag: &mut Element<'_, '_>, moved: impl Fn(&str) -> Option<String>) -> HandlerResult {
    let written = tag.get_attribute("srcset").unwrap_or_default();
    if written.contains("data:") {
        return Ok(());
    }
    let parts = written.split(',').map(|part| {
        let (address, size) = part.trim().split_once(char::is_whitespace).unwrap_or((part.trim(), ""));
        format!("{} {size}", moved(address).unwrap_or_else(|| address.to_string())).trim_end().to_string()
    });
    tag.set_attribute("srcset", &parts.collect::<Vec<_>>().join(", "))?;
    Ok(())
}

/// The element that the client puts a linked sheet's text into.
fn placeholder(path: &str, attributes: &BTreeMap<String, String>, nonce: Option<&str>) -> String {
    let kept = attributes.iter().filter(|(name, _)| !matches!(name.as_str(), "rel" | "href" | "type" | "crossorigin" | "integrity" | "nonce"));
    let nonce = nonce.map(|nonce| format!(" nonce=\"{}\"", escape(nonce)));
    // Attribute values are as the document has them: entities stay entities.
    let kept = kept.map(|(name, value)| format!(" {name}=\"{}\"", value.replace('"', "&quot;")));
    let rest: String = nonce.into_iter().chain(kept).collect();
    format!("<style data-hotframe-css=\"{}\"{rest}></style>", escape(path))
}

/// `%NAME%` in the attributes of a tag.
fn substitute_attributes(tag: &mut Element<'_, '_>, environment: &BTreeMap<String, String>) -> HandlerResult {
    let attributes = tag.attributes().iter().map(|attribute| (attribute.name(), attribute.value()));
    let values: Vec<_> = attributes.filter(|(_, value)| value.contains('%')).collect();
    for (name, value) in values {
        tag.set_attribute(&name, &substitute(&value, environment))?;
    }
    Ok(())
}

/// `%NAME%` in text. Entities in the source stay entities.
fn substitute_text(chunk: &mut TextChunk<'_>, environment: &BTreeMap<String, String>) -> HandlerResult {
    if chunk.as_str().contains('%') {
        let text = substitute(chunk.as_str(), environment);
        chunk.replace(&text, ContentType::Html);
    }
    Ok(())
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

/// What a production document gets.
pub(crate) struct Production<'a> {
    /// Markup for the end of the head. Made by us, never of the tenant's text.
    pub(crate) head: &'a str,
    /// What `%NAME%` stands for.
    pub(crate) environment: &'a BTreeMap<String, String>,
    /// The address of a file that the document names, and whether it may be a `data:` address; `None`: as it is.
    pub(crate) address: &'a dyn Fn(&str, bool) -> Option<String>,
}

/// Attributes that hold an address, and elements that they stand on, as in Vite.
pub(crate) const ADDRESSES: &str = "audio[src], embed[src], img[src], input[src], source[src], track[src], video[src], video[poster], image[href], use[href], link[href], object[data], script[src]";

/// The document of a bundle: the app's module scripts and stylesheets out, what they were built to in.
pub(crate) fn produce(html: &str, production: &Production<'_>, is_source: impl Fn(&str) -> bool) -> Result<String, String> {
    let inserted = Cell::new(false);
    let settings = RewriteStrSettings {
        element_content_handlers: vec![
            element!("script[type=module]", |script| {
                if script.get_attribute("src").is_none_or(|address| local_path(&address).is_some_and(&is_source)) {
                    script.remove();
                }
                Ok(())
            }),
            element!("link[rel~=stylesheet][href], link[rel=modulepreload][href]", |link| {
                let address = link.get_attribute("href").unwrap_or_default();
                if !is_conditional(link) && local_path(&address).is_some_and(&is_source) {
                    link.remove();
                }
                Ok(())
            }),
            element!("*", |tag| substitute_attributes(tag, production.environment)),
            element!(ADDRESSES, |tag| {
                if tag.removed() {
                    return Ok(());
                }
                let inline = !matches!(tag.tag_name().as_str(), "link" | "script" | "use");
                each_address(tag, |address| Some(escape(&(production.address)(address, inline)?)))
            }),
            element!("img[srcset], source[srcset]", |tag| each_of_srcset(tag, |address| Some(escape(&(production.address)(address, false)?)))),
            element!("meta[content]", |tag| {
                // `og:image` and its like, which Vite rewrites too.
                let name = tag.get_attribute("property").or_else(|| tag.get_attribute("name")).unwrap_or_default();
                if matches!(
                    name.as_str(),
                    "og:image" | "og:image:url" | "og:image:secure_url" | "og:audio" | "og:video" | "twitter:image" | "msapplication-tileimage"
                ) && let Some(address) = tag.get_attribute("content").and_then(|address| (production.address)(&address, false))
                {
                    tag.set_attribute("content", &escape(&address))?;
                }
                Ok(())
            }),
            element!("head", |head| {
                inserted.set(true);
                head.append(production.head, ContentType::Html);
                Ok(())
            }),
            element!("body", |body| {
                if !inserted.replace(true) {
                    body.prepend(production.head, ContentType::Html);
                }
                Ok(())
            }),
        ],
        document_content_handlers: vec![
            doc_text!(|chunk| substitute_text(chunk, production.environment)),
            end!(|end| {
                if !inserted.get() {
                    end.append(production.head, ContentType::Html);
                }
                Ok(())
            }),
        ],
        ..RewriteStrSettings::new()
    };
    rewrite_str(html, settings).map_err(|problem| problem.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html><html><head><link rel="stylesheet" href="/src/a.css"><link rel="stylesheet" href="https://x/y.css"><title>%VITE_TITLE% 100%</title></head>
<body><div id="root"></div><script type="module" src="/src/main.tsx"></script><script type="module">import "./src/x"</script><script src="https://cdn/x.js" type="module"></script></body></html>"#;

    fn rewritten(html: &str, scripts: &str) -> String {
        let environment = BTreeMap::from([("VITE_TITLE".to_string(), "<Shop>".to_string())]);
        rewrite(html, &Insertion { nonce: Some("n1"), scripts, environment: &environment, base: "/" }, |path| path.starts_with("src/")).unwrap()
    }

    #[test]
    fn addresses_from_the_root_are_below_the_base() {
        let html = r#"<head><link rel="icon" href="/a.svg?x=1&amp;y"></head><img src="/b.png" srcset="/b.png 1x, c.png 2x"><img src="//x/y.png"><img src="d.png"><a href="/page"></a>"#;
        let environment = BTreeMap::new();
        let page = |base| rewrite(html, &Insertion { nonce: None, scripts: "", environment: &environment, base }, |_| false).unwrap();
        assert_eq!(page("/"), html);
        let below = html.replace("\"/a", "\"/p/1/a").replace("\"/b", "\"/p/1/b");
        assert_eq!(page("/p/1/"), below);
        assert_eq!(based("/p/1/a.png", "/p/1/"), None);
    }

    #[test]
    fn entries_are_found_in_order() {
        let found = entries(PAGE, |path| path.starts_with("src/")).unwrap();
        assert_eq!(found, [Entry::Style("src/a.css".into()), Entry::Module("src/main.tsx".into()), Entry::Inline("import \"./src/x\"".into())]);
    }

    #[test]
    fn the_apps_scripts_make_room_for_ours() {
        let page = rewritten(PAGE, "<script>ours</script>");
        assert!(!page.contains("main.tsx") && !page.contains("/src/a.css") && page.contains("https://x/y.css"));
        assert!(page.contains("<script>ours</script></body>"), "{page}");
        assert!(page.contains("https://cdn/x.js") && page.contains("nonce=\"n1\""));
        assert!(page.contains("<title>&lt;Shop&gt; 100%</title>"), "{page}");
    }

    #[test]
    fn a_linked_sheet_leaves_its_place_and_what_it_says() {
        let page = rewritten(r#"<head><link media="print &amp; x" rel="stylesheet" href="./src/a.css?v=1"><style>b{}</style></head>"#, "");
        assert!(page.starts_with(r#"<head><style data-hotframe-css="src/a.css" nonce="n1" media="print &amp; x"></style><style nonce="n1">b{}"#), "{page}");
    }

    #[test]
    fn files_that_the_document_names_are_found() {
        let html = r#"<link rel=icon href="/favicon.svg?v=2"><script src="settings.js"></script><img src="https://x/y.png"><img src="./a.png">"#;
        assert_eq!(named_files(html), ["favicon.svg", "settings.js", "a.png"]);
    }

    #[test]
    fn a_fragment_without_a_body_gets_them_at_its_end() {
        assert_eq!(rewritten("<div></div>", "<script>ours</script>"), "<div></div><script>ours</script>");
    }
}
