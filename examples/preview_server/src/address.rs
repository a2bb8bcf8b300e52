//! What a request's path means.

use axum::http::{HeaderMap, header};
use percent_encoding::percent_decode_str;

/// What a request's path means.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Address {
    /// A path below the base, decoded, without a slash in front; empty: the base itself.
    Below(String),
    /// The base without its last slash.
    BaseWithoutSlash,
    /// Not below the base.
    Elsewhere,
    /// No path that a browser sends: it tries to leave the root, or is not text.
    Invalid,
}

impl Address {
    /// Reads a path as it came in. It is decoded once, and what it decodes to is checked: `..%2f` is a slash that leaves.
    pub(crate) fn read(path: &str, base: &str) -> Self {
        let Ok(decoded) = percent_decode_str(path).decode_utf8() else { return Self::Invalid };
        if decoded.contains('\\') || decoded.chars().any(char::is_control) || decoded.split('/').any(|segment| segment == ".." || segment == ".") {
            return Self::Invalid;
        }
        match decoded.strip_prefix(base) {
            Some(below) => Self::Below(below.to_string()),
            None if base.strip_suffix('/') == Some(&*decoded) => Self::BaseWithoutSlash,
            None => Self::Elsewhere,
        }
    }
}

/// A base with a slash at both ends. What else is wrong with it, the library says.
pub(crate) fn normal_base(base: &str) -> String {
    let inner = base.trim_matches('/');
    if inner.is_empty() { "/".to_string() } else { format!("/{inner}/") }
}

/// Whether a path may be a route of the app: the last name has no extension.
fn is_route(path: &str) -> bool {
    !path.rsplit('/').next().unwrap_or_default().contains('.')
}

/// Whether a path that is no file is answered with the page: to who follows a link, since the app's router takes it from here, as it does in
/// production; and to the page's own `fetch` of a backend that is not here, as Vite does, so that the app goes on in the same way.
pub(crate) fn is_answered_with_page(path: &str, headers: &HeaderMap) -> bool {
    let accepts = |kind: &str| headers.get_all(header::ACCEPT).iter().any(|accept| accept.to_str().is_ok_and(|accept| accept.contains(kind)));
    accepts("text/html") && is_route(path) || is_fetch(headers) && (accepts("*/*") || accepts("text/html"))
}

/// Whether a script of a page asks, by `fetch` or XMLHttpRequest: <https://www.w3.org/TR/fetch-metadata/#sec-fetch-dest-header>.
pub(crate) fn is_fetch(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-dest").is_some_and(|destination| destination == "empty")
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::{Address, is_answered_with_page, is_route, normal_base};

    #[test]
    fn paths_are_decoded_once_and_cannot_leave() {
        assert_eq!(Address::read("/a%20b/%C3%A9.png", "/"), Address::Below("a b/é.png".into()));
        assert_eq!(Address::read("/a%2525", "/"), Address::Below("a%25".into()));
        for path in ["/../x", "/..%2fx", "/%2e%2e/x", "/a/./b", "/a%00", "/a%5c..", "/%ff", "/a%0d%0ab"] {
            assert_eq!(Address::read(path, "/"), Address::Invalid, "{path}");
        }
    }

    #[test]
    fn a_base_is_stripped() {
        assert_eq!(Address::read("/app/x", "/app/"), Address::Below("x".into()));
        assert_eq!(Address::read("/app/", "/app/"), Address::Below(String::new()));
        assert_eq!(Address::read("/app", "/app/"), Address::BaseWithoutSlash);
        assert_eq!(Address::read("/application", "/app/"), Address::Elsewhere);
        assert_eq!(["", "/", "app", "/app", "//app//"].map(normal_base), ["/", "/", "/app/", "/app/", "/app/"]);
    }

    #[test]
    fn routes_have_no_extension() {
        assert!(is_route("products/42") && is_route("v1.2/docs") && is_route(""));
        assert!(!is_route("logo.png") && !is_route("src/App.tsx"));
    }

    #[test]
    fn links_and_scripts_get_the_page_where_there_is_no_file() {
        let asks = |path: &str, accept: &'static str, destination: &'static str| {
            let headers = [("accept", accept), ("sec-fetch-dest", destination)];
            let headers = headers.into_iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)));
            is_answered_with_page(path, &headers.collect())
        };
        assert!(asks("users/1", "text/html,*/*;q=0.8", "document") && !asks("logo.png", "text/html,*/*;q=0.8", "document"));
        assert!(asks("api/users", "application/json, text/plain, */*", "empty") && asks("v1.json", "*/*", "empty"));
        assert!(!asks("api/users", "application/json", "empty") && !asks("logo.png", "image/avif,*/*;q=0.8", "image"));
    }
}
