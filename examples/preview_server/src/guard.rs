//! Who may talk to the preview. It listens on the developer's own machine, where every page of the web can send requests to it.

use std::net::IpAddr;

use axum::http::{HeaderMap, Uri, header};

/// Host names that are answered.
pub(crate) struct Guard {
    /// Names that were allowed by hand, in lower case.
    allowed: Vec<String>,
    /// Whether other machines may reach us, by our address.
    any_address: bool,
}

impl Guard {
    pub(crate) fn new(allowed: &[String], listening: IpAddr) -> Self {
        Self { allowed: allowed.iter().map(|name| name.to_ascii_lowercase()).collect(), any_address: !listening.is_loopback() }
    }

    /// The `Host` of a request, if it is ours; otherwise what it says. A page of another site can make its own name lead to this machine
    /// (DNS rebinding), but the browser still says that name.
    pub(crate) fn host<'a>(&self, uri: &Uri, headers: &'a HeaderMap) -> Result<&'a str, &'a str> {
        let mut hosts = headers.get_all(header::HOST).iter();
        let host = hosts.next().and_then(|host| host.to_str().ok()).unwrap_or_default();
        let one = hosts.next().is_none();
        let same = uri.authority().is_none_or(|authority| authority.as_str().eq_ignore_ascii_case(host));
        if one && same && self.allows(host) { Ok(host) } else { Err(host) }
    }

    fn allows(&self, host: &str) -> bool {
        let Some(name) = name_of(host) else { return false };
        let name = name.to_ascii_lowercase();
        if name == "localhost" || name.ends_with(".localhost") || self.allowed.contains(&name) {
            return true;
        }
        // An address needs no name that could be made to lead elsewhere.
        let address = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(&name);
        address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback() || self.any_address)
    }
}

/// The name in `name:port`, if there is nothing else in it.
fn name_of(host: &str) -> Option<&str> {
    let (name, port) = match host.rfind(':').filter(|_| !host.ends_with(']')) {
        Some(colon) => (&host[..colon], &host[colon + 1..]),
        None => (host, ""),
    };
    let clean = |name: &str| name.chars().all(|letter| letter.is_ascii_alphanumeric() || "-.[]:".contains(letter));
    let bracketed = name.starts_with('[') == name.contains(':');
    (!name.is_empty() && clean(name) && bracketed && port.bytes().all(|digit| digit.is_ascii_digit())).then_some(name)
}

/// Whether a WebSocket is opened by a page of this very host: browsers let any page open one and read what comes.
pub(crate) fn is_own_origin(headers: &HeaderMap, host: &str) -> bool {
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let origin = origins.next().and_then(|origin| origin.to_str().ok()).unwrap_or_default();
    let page = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    origins.next().is_none() && page.is_some_and(|page| page.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::{Guard, is_own_origin};
    use axum::http::{HeaderMap, HeaderValue, Uri, header};

    fn host_is_allowed(guard: &Guard, host: &'static str) -> bool {
        let headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))]);
        guard.host(&Uri::from_static("/"), &headers).is_ok()
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let guard = Guard::new(&["Preview.example".into()], [127, 0, 0, 1].into());
        for host in ["localhost", "localhost:5180", "127.0.0.1:5180", "[::1]:5180", "[::1]", "app-1.localhost:1", "LOCALHOST", "preview.example:80"] {
            assert!(host_is_allowed(&guard, host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example",
            "evil-localhost",
            "192.168.1.2",
            "::1",
            "127.0.0.1.evil.example",
            "localhost:5180@evil.example",
            "a/b.localhost",
            "preview.example.evil.example",
        ] {
            assert!(!host_is_allowed(&guard, host), "{host}");
        }
        assert!(host_is_allowed(&Guard::new(&[], [0, 0, 0, 0].into()), "192.168.1.2:5180"));
    }

    #[test]
    fn a_request_line_with_another_host_is_refused() {
        let guard = Guard::new(&[], [127, 0, 0, 1].into());
        let headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static("localhost"))]);
        assert!(guard.host(&Uri::from_static("http://evil.example/"), &headers).is_err());
        assert!(guard.host(&Uri::from_static("http://localhost/"), &headers).is_ok());
    }

    #[test]
    fn sockets_are_for_the_page_itself() {
        let own = |origin| is_own_origin(&HeaderMap::from_iter([(header::ORIGIN, HeaderValue::from_static(origin))]), "localhost:5180");
        assert!(own("http://localhost:5180") && own("https://localhost:5180"));
        for origin in [
            "null",
            "http://localhost",
            "http://localhost:51801",
            "http://evil.example",
            "http://localhost:5180.evil.example",
            "http://x@localhost:5180",
            "localhost:5180",
        ] {
            assert!(!own(origin), "{origin}");
        }
        assert!(!is_own_origin(&HeaderMap::new(), "localhost:5180"));
    }
}
