//! What stands between a client and us. `X-Forwarded-*` is believed when it comes from a proxy that we were told of, and from nobody else.

use std::net::IpAddr;

use axum::http::HeaderMap;

use crate::failure::Failure;

pub(super) struct Proxies(Vec<IpAddr>);

/// Who really asks, and how.
pub(super) struct Asked {
    pub(super) secure: bool,
    /// The host that the client sees, when a proxy says so.
    pub(super) host: Option<String>,
}

impl Proxies {
    pub(super) fn new(addresses: &[String]) -> Result<Self, Failure> {
        let read = |text: &String| text.trim().parse().map_err(|_| Failure::new(format!("--trusted-proxy {text:?} is no address")));
        Ok(Self(addresses.iter().map(read).collect::<Result<_, _>>()?))
    }

    pub(super) fn read(&self, peer: IpAddr, headers: &HeaderMap) -> Asked {
        if !self.0.contains(&peer.to_canonical()) {
            return Asked { secure: false, host: None };
        }
        // The nearest proxy writes last.
        let last = |name: &str| headers.get_all(name).iter().next_back()?.to_str().ok()?.rsplit(',').next().map(|value| value.trim().to_string());
        Asked { secure: last("x-forwarded-proto").is_some_and(|scheme| scheme == "https"), host: last("x-forwarded-host") }
    }
}

#[cfg(test)]
mod tests {
    use super::Proxies;
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let proxies = Proxies::new(&["10.0.0.1".into()]).unwrap();
        let said = |value| HeaderMap::from_iter([(HeaderName::from_static("x-forwarded-proto"), HeaderValue::from_static(value))]);
        assert!(proxies.read([10, 0, 0, 1].into(), &said("https")).secure);
        assert!(!proxies.read([10, 0, 0, 1].into(), &said("https, http")).secure, "the client wrote the first");
        assert!(!proxies.read([10, 0, 0, 2].into(), &said("https")).secure);
        assert!(!Proxies::new(&[]).unwrap().read([127, 0, 0, 1].into(), &said("https")).secure);
        assert!(Proxies::new(&["proxy".into()]).is_err());
    }
}
