//! What a request's path means.

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
pub(crate) fn is_route(path: &str) -> bool {
    !path.rsplit('/').next().unwrap_or_default().contains('.')
}

#[cfg(test)]
mod tests {
    use super::{Address, is_route, normal_base};

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
}
