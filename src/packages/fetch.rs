//! The way to a registry, which the host brings.

use std::fmt;

/// One thing that is asked of a registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request<'a> {
    /// The path below the registry's address, without a slash at its start: `react/-/react-19.0.0.tgz`, `@scope%2fname`.
    pub path: &'a str,
    /// The `Accept` header.
    pub accept: &'a str,
    /// The largest body that may be answered, in bytes. What is longer must be a [`FetchError`], and need not be read.
    pub limit: usize,
}

/// Why something could not be had. The words are shown to people: no tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchError(pub String);

impl fmt::Display for FetchError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for FetchError {}

/// A registry, as an install sees it. The host says which one, over which protocol and with which token; lockfiles do not: an address
/// in a lockfile is a tenant's text, and only its path is used.
pub trait Fetch: Sync {
    /// The body behind a path. Called from several threads at once.
    fn fetch(&self, request: &Request<'_>) -> Result<Vec<u8>, FetchError>;
}

/// A host that is offline: the store must hold everything.
impl Fetch for () {
    fn fetch(&self, request: &Request<'_>) -> Result<Vec<u8>, FetchError> {
        Err(FetchError(format!("{} is not in the store, and there is no registry", request.path)))
    }
}
