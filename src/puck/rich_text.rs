//! HTML of rich text fields, reduced to an allow-list: the only file that names ammonia.

use std::sync::LazyLock;

use ammonia::Builder;

pub(super) struct Clean {
    pub(super) html: String,
    /// Whether anything that could act was taken out, rather than written in another way.
    pub(super) removed: bool,
}

static ALLOWED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .add_tags([
            "p",
            "br",
            "hr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "strong",
            "b",
            "em",
            "i",
            "u",
            "s",
            "code",
            "pre",
            "blockquote",
            "ul",
            "ol",
            "li",
            "a",
            "span",
            "sub",
            "sup",
            "mark",
        ])
        .add_tag_attributes("a", ["href", "target", "rel"])
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("code", ["class"])
        .filter_style_properties(["text-align"].into())
        .add_generic_attributes(["dir", "style"])
        .clean_content_tags(["script", "style", "iframe", "object", "template", "noscript"].into())
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .link_rel(None);
    builder
});

pub(super) fn clean(html: &str) -> Clean {
    let html_out = ALLOWED.clean(html).to_string();
    // Parsing alone may change quotes and entities: compare with what parsing alone makes.
    let removed = html_out.matches('<').count() < html.matches('<').count() || html_out.matches('=').count() < html.matches('=').count();
    Clean { html: html_out, removed }
}
