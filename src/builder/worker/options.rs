//! What a Worker is told.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// Where the app's files are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WorkerMode {
    /// Beside the script, as static assets: the binding `ASSETS`.
    #[default]
    Assets,
    /// Inside the script, base64, each decoded when it is first asked for.
    Single,
}

/// How large a Worker may be. The provider's numbers change: these are those of [`Self::as_of`], and each can be set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WorkerLimits {
    /// The date of the numbers. Default `2026-09-04`: <https://developers.cloudflare.com/changelog/> of that day.
    pub as_of: String,
    /// All modules of the script together, in bytes. Default 64 MiB.
    pub script_bytes: usize,
    /// The same after gzip. Default: no limit; it was 3 MB, with a paid plan 10 MB, before that date.
    pub script_gzip: Option<usize>,
    /// One static asset, in bytes. Default 25 MiB.
    pub asset_bytes: usize,
    /// Static assets. Default 20,000.
    pub assets: usize,
}

impl Default for WorkerLimits {
    fn default() -> Self {
        Self { as_of: "2026-09-04".into(), script_bytes: 64 << 20, script_gzip: None, asset_bytes: 25 << 20, assets: 20_000 }
    }
}

/// How a Worker is made. JSON has the same names.
///
/// ```
/// use hotframe::{WorkerMode, WorkerOptions};
/// let options = WorkerOptions::from_json(r#"{"mode": "single", "vars": {"STAGE": "preview"}}"#)?;
/// assert_eq!(options.mode, WorkerMode::Single);
/// assert!(WorkerOptions::from_json(r#"{"headers": {"x": "a\r\nset-cookie: b"}}"#).is_err());
/// # Ok::<(), hotframe::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WorkerOptions {
    /// Where the app's files are.
    pub mode: WorkerMode,
    /// The app's name, for `/__hotframe`.
    pub app: String,
    /// Whether unknown paths are `index.html`, for the app's router. Default: yes.
    pub spa: bool,
    /// Paths that the app's own `src/worker.{ts,js}` answers. Default `/api/`. It also gets every request that is neither GET nor HEAD.
    pub api: Vec<String>,
    /// Headers of every answer of ours. Default: no sniffing of types, no framing by other sites, a short referrer.
    pub headers: BTreeMap<String, String>,
    /// Plain text bindings, for the app's own worker.
    pub vars: BTreeMap<String, String>,
    /// The binding of a KV namespace whose files come before those of the deployment. A change is seen after `kv_seconds` and what the store
    /// itself takes (up to a minute); one key takes one write a second; a file has at most 25 MiB. So it is no way to hot-reload.
    pub kv: Option<String>,
    /// What all keys start with. Default: nothing.
    pub kv_prefix: String,
    /// How long an edge believes what it knows of the store. Default 30.
    pub kv_seconds: u32,
    /// The runtime's behaviour, as of this day.
    pub compatibility_date: String,
    /// Sizes to keep to.
    pub limits: WorkerLimits,
}

impl Default for WorkerOptions {
    fn default() -> Self {
        let headers = [("x-content-type-options", "nosniff"), ("x-frame-options", "SAMEORIGIN"), ("referrer-policy", "strict-origin-when-cross-origin")];
        Self {
            mode: WorkerMode::Assets,
            app: "app".into(),
            spa: true,
            api: vec!["/api/".into()],
            headers: headers.map(|(name, value)| (name.to_string(), value.to_string())).into(),
            vars: BTreeMap::new(),
            kv: None,
            kv_prefix: String::new(),
            kv_seconds: 30,
            compatibility_date: "2026-10-01".into(),
            limits: WorkerLimits::default(),
        }
    }
}

impl WorkerOptions {
    /// Reads options from JSON. Fails with [`crate::ErrorKind::InvalidOptions`] on unknown fields, wrong types and values that no header or binding takes.
    pub fn from_json(json: &str) -> Result<Self, Error> {
        let options: Self = serde_json::from_str(json).map_err(|problem| Error::invalid("options", problem))?;
        options.check()?;
        Ok(options)
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        let refuse = |why: String| Err(Error::invalid("options", why));
        let token = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        if let Some((name, _)) = self.headers.iter().find(|(name, value)| !token(name) || !value.bytes().all(|byte| (b' '..=b'~').contains(&byte))) {
            return refuse(format!("{name:?} is no header, or its value is not plain text"));
        }
        let binding = |name: &str| token(name) && !name.starts_with(|c: char| c.is_ascii_digit()) && !name.contains('-') && name != "ASSETS";
        if let Some(name) = self.vars.keys().chain(&self.kv).find(|name| !binding(name)) {
            return refuse(format!("{name:?} is no name of a binding"));
        }
        if let Some(prefix) = self.api.iter().find(|prefix| !prefix.starts_with('/')) {
            return refuse(format!("the api path {prefix:?} must start with a slash"));
        }
        let date = self.compatibility_date.as_bytes();
        if date.len() != 10 || !date.iter().enumerate().all(|(at, byte)| if matches!(at, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() }) {
            return refuse(format!("{:?} is no date", self.compatibility_date));
        }
        Ok(())
    }
}
