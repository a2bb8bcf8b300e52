//! What the server is told: by flags, then by the environment, then by a file, then by default.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use hotframe::StoreOptions;
use serde::Deserialize;

use crate::failure::Failure;

/// Flags of `server`. The file of `--config` is a JSON object with the same names, `_` for `-`, and `store` for `hotframe::StoreOptions`.
#[derive(Args, Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Settings {
    /// The port to listen on; 0 takes a free one [default: 5190]
    #[arg(long, env = "HOTFRAME_PORT", value_name = "N")]
    port: Option<u16>,
    /// The address to listen on [default: 127.0.0.1]
    #[arg(long, env = "HOTFRAME_HOST", value_name = "ADDRESS")]
    host: Option<String>,
    /// Keep sessions in this Redis, shared with other servers: redis://host:port/db
    #[arg(long, env = "HOTFRAME_REDIS", value_name = "URL", hide_env_values = true)]
    redis: Option<String>,
    /// Keep sessions in this folder when the server stops or needs room
    #[arg(long, env = "HOTFRAME_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    /// Where npm packages are [default: the nearest node_modules, or examples/node_modules]
    #[arg(long, env = "HOTFRAME_NODE_MODULES", value_name = "DIR")]
    node_modules: Option<PathBuf>,
    /// Each preview is on a host of its own, preview-ID.NAME; otherwise on the path /p/ID/
    #[arg(long, env = "HOTFRAME_PREVIEW_HOST", value_name = "NAME")]
    preview_host: Option<String>,
    /// The address that clients use when a proxy stands before the server: https://previews.example
    #[arg(long, env = "HOTFRAME_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
    /// Another host name that the server may be reached by
    #[arg(long, value_name = "NAME", env = "HOTFRAME_ALLOWED_HOST", value_delimiter = ',')]
    allowed_host: Vec<String>,
    /// An origin whose pages may use the interface, exactly: https://editor.example
    #[arg(long, value_name = "ORIGIN", env = "HOTFRAME_ORIGIN", value_delimiter = ',')]
    origin: Vec<String>,
    /// An origin whose pages may show previews in a frame, exactly; without any, none may
    #[arg(long, value_name = "ORIGIN", env = "HOTFRAME_FRAME_ORIGIN", value_delimiter = ',')]
    frame_origin: Vec<String>,
    /// The address of a proxy whose X-Forwarded-* headers are believed
    #[arg(long, value_name = "ADDRESS", env = "HOTFRAME_TRUSTED_PROXY", value_delimiter = ',')]
    trusted_proxy: Vec<String>,
    /// Who may use the interface: USER:KEY, the key at least 16 characters. Without any, everybody on this machine is the user "local"
    #[arg(long, value_name = "USER:KEY", env = "HOTFRAME_API_KEY", value_delimiter = ',', hide_env_values = true)]
    api_key: Vec<String>,
    /// Edits that come within this many milliseconds are one update; edits of styles alone do not wait [default: 25]
    #[arg(long, env = "HOTFRAME_DEBOUNCE", value_name = "MS")]
    debounce: Option<u64>,
    /// An edit waits no longer than this, however many follow [default: 200]
    #[arg(long, env = "HOTFRAME_MAX_WAIT", value_name = "MS")]
    max_wait: Option<u64>,
    /// The largest request, in bytes [default: 33554432]
    #[arg(long, env = "HOTFRAME_MAX_BODY", value_name = "BYTES")]
    max_body: Option<usize>,
    /// Requests of one user in a second; short bursts of ten times as many pass [default: 100]
    #[arg(long, env = "HOTFRAME_RATE", value_name = "N")]
    rate: Option<u32>,
    /// Open WebSockets at most [default: 10000]
    #[arg(long, env = "HOTFRAME_MAX_TABS", value_name = "N")]
    max_tabs: Option<u32>,
    /// Open connections at most [default: 20000]
    #[arg(long, env = "HOTFRAME_MAX_CONNECTIONS", value_name = "N")]
    max_connections: Option<usize>,
    /// Hours without use after which a session ends [default: 24]
    #[arg(long, env = "HOTFRAME_IDLE_HOURS", value_name = "N")]
    idle_hours: Option<u64>,
    /// The log: text or json
    #[arg(long, env = "HOTFRAME_LOG", value_name = "FORMAT", value_parser = ["text", "json"])]
    log: Option<String>,
    /// Read settings from this JSON file
    #[arg(long, env = "HOTFRAME_CONFIG", value_name = "FILE")]
    #[serde(skip)]
    config: Option<PathBuf>,
    #[arg(skip)]
    store: Option<StoreOptions>,
}

/// Settings with every default filled in.
pub(super) struct Plan {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) redis: Option<String>,
    pub(super) data: Option<PathBuf>,
    pub(super) node_modules: Option<PathBuf>,
    pub(super) preview_host: Option<String>,
    pub(super) public_url: Option<String>,
    pub(super) allowed_hosts: Vec<String>,
    pub(super) origins: Vec<String>,
    /// Who may show previews in a frame.
    pub(super) frame_origins: Vec<String>,
    pub(super) trusted_proxies: Vec<String>,
    pub(super) keys: Vec<(String, String)>,
    pub(super) quiet: Duration,
    pub(super) longest: Duration,
    pub(super) body: usize,
    pub(super) app_bytes: usize,
    pub(super) rate: u32,
    pub(super) tabs: u32,
    pub(super) connections: usize,
    pub(super) store: StoreOptions,
}

impl Plan {
    /// Whether sessions outlive the process.
    pub(super) fn keeps(&self) -> bool {
        self.redis.is_some() || self.data.is_some()
    }
}

impl Settings {
    pub(crate) fn json_log(&self) -> bool {
        self.log.as_deref() == Some("json")
    }

    pub(super) fn plan(self) -> Result<Plan, Failure> {
        let file = match &self.config {
            Some(path) => {
                let text = std::fs::read_to_string(path).map_err(|problem| Failure::new(format!("cannot read {}: {problem}", path.display())))?;
                serde_json::from_str(&text).map_err(|problem| Failure::new(format!("{}: {problem}", path.display())))?
            }
            None => Self::default(),
        };
        let either = |told: Vec<String>, written: Vec<String>| if told.is_empty() { written } else { told };
        let mut store = file.store.unwrap_or_default();
        if let Some(hours) = self.idle_hours.or(file.idle_hours) {
            store.idle = hours.saturating_mul(3_600_000);
            store.oldest = store.oldest.max(store.idle);
        }
        let body = self.max_body.or(file.max_body).unwrap_or(32 << 20);
        let origins = either(self.origin, file.origin);
        let frame_origins = either(self.frame_origin, file.frame_origin);
        for (flag, told) in [("--origin", &origins), ("--frame-origin", &frame_origins)] {
            if let Some(bad) = told.iter().find(|origin| !is_origin(origin)) {
                return Err(Failure::new(format!("{flag} {bad:?} is no origin: https://name or https://name:port, without a path")));
            }
        }
        let quiet = self.debounce.or(file.debounce).unwrap_or(25);
        Ok(Plan {
            host: self.host.or(file.host).unwrap_or_else(|| "127.0.0.1".into()),
            port: self.port.or(file.port).unwrap_or(5190),
            redis: self.redis.or(file.redis),
            data: self.data.or(file.data),
            node_modules: packages(self.node_modules.or(file.node_modules))?,
            preview_host: self.preview_host.or(file.preview_host).map(|name| name.to_ascii_lowercase()),
            public_url: self.public_url.or(file.public_url).map(|url| url.trim_end_matches('/').to_string()),
            allowed_hosts: either(self.allowed_host, file.allowed_host),
            origins,
            frame_origins,
            trusted_proxies: either(self.trusted_proxy, file.trusted_proxy),
            keys: either(self.api_key, file.api_key).iter().map(|entry| key(entry)).collect::<Result<_, _>>()?,
            quiet: Duration::from_millis(quiet),
            longest: Duration::from_millis(self.max_wait.or(file.max_wait).unwrap_or(200).max(quiet)),
            app_bytes: body.saturating_mul(2),
            body,
            rate: self.rate.or(file.rate).unwrap_or(100).max(1),
            tabs: self.max_tabs.or(file.max_tabs).unwrap_or(10_000),
            connections: self.max_connections.or(file.max_connections).unwrap_or(20_000),
            store,
        })
    }
}

fn key(entry: &str) -> Result<(String, String), Failure> {
    let (user, key) = entry.trim().split_once(':').unwrap_or_default();
    if user.is_empty() || key.len() < 16 {
        // The entry itself may be a secret.
        return Err(Failure::new("an API key is given as USER:KEY, with a key of at least 16 characters"));
    }
    Ok((user.to_string(), key.to_string()))
}

fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    // It becomes part of a header: nothing that could end it, or begin another.
    host.is_some_and(|host| !host.is_empty() && host.bytes().all(|letter| letter.is_ascii_alphanumeric() || b".-_:[]".contains(&letter)))
}

/// The folder that was named, or the nearest one: packages are looked for as Node.js does.
fn packages(told: Option<PathBuf>) -> Result<Option<PathBuf>, Failure> {
    if let Some(folder) = told {
        return if folder.is_dir() { Ok(Some(folder)) } else { Err(Failure::new(format!("--node-modules: there is no folder {}", folder.display()))) };
    }
    let here = std::env::current_dir().unwrap_or_default();
    let near = here.ancestors().map(|folder| folder.join("node_modules")).chain([here.join("examples/node_modules")]);
    Ok(near.into_iter().find(|folder| folder.is_dir()))
}
