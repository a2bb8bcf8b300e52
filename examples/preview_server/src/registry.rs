//! npm packages over HTTP: the library says what it needs and checks what comes; this is only the way there.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use hotframe::{Fetch, FetchError, InstallOptions, InstallProgress, Installed, Request, install};

use crate::console;
use crate::failure::Failure;
use crate::folder::Folder;

/// Where npm packages come from when the folder has none.
#[derive(clap::Args, Clone)]
pub(crate) struct RegistryArguments {
    /// The npm registry that packages come from when there is no node_modules; a token for it is taken from the variable NPM_TOKEN
    #[arg(long, default_value = "https://registry.npmjs.org/", value_name = "URL")]
    registry: String,
    /// Where fetched packages are kept, for all apps [default: hotframe in the user's cache folder]
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
    /// Fetch nothing: what the store does not have is an error
    #[arg(long)]
    offline: bool,
}

struct Registry {
    agent: ureq::Agent,
    address: String,
    /// Goes to the registry only, and into no message.
    token: Option<String>,
}

impl Registry {
    fn new(address: &str) -> Self {
        // The certificates of the machine: companies and proxies have their own.
        let tls = ureq::tls::TlsConfig::builder().root_certs(ureq::tls::RootCerts::PlatformVerifier).build();
        let config = ureq::Agent::config_builder()
            .tls_config(tls)
            .timeout_connect(Some(Duration::from_secs(15)))
            .timeout_global(Some(Duration::from_secs(120)))
            .max_idle_connections_per_host(16)
            // A redirect could lead the token, or us, to another host.
            .redirect_auth_headers(ureq::config::RedirectAuthHeaders::SameHost)
            .max_redirects(3)
            .build();
        let slash = if address.ends_with('/') { "" } else { "/" };
        Self { agent: config.into(), address: format!("{address}{slash}"), token: std::env::var("NPM_TOKEN").ok().filter(|token| !token.is_empty()) }
    }

    fn once(&self, request: &Request<'_>) -> Result<Vec<u8>, (bool, String)> {
        let mut call = self.agent.get(format!("{}{}", self.address, request.path)).header("accept", request.accept);
        if let Some(token) = &self.token {
            call = call.header("authorization", format!("Bearer {token}"));
        }
        let mut answer = call.call().map_err(|problem| match problem {
            ureq::Error::StatusCode(404) => (false, "the registry has no such package".to_string()),
            ureq::Error::StatusCode(status @ (401 | 403)) => (false, format!("the registry refuses it ({status}); a token is taken from NPM_TOKEN")),
            ureq::Error::StatusCode(status) => (status >= 500 || status == 429, format!("the registry answered {status}")),
            problem => (true, format!("the registry cannot be reached: {problem}")),
        })?;
        let mut body = Vec::new();
        let limit = request.limit as u64;
        let read = answer.body_mut().as_reader().take(limit + 1).read_to_end(&mut body);
        read.map_err(|problem| (true, format!("the registry's answer broke off: {problem}")))?;
        if body.len() as u64 > limit { Err((false, format!("the registry's answer is over {limit} bytes"))) } else { Ok(body) }
    }
}

impl Fetch for Registry {
    fn fetch(&self, request: &Request<'_>) -> Result<Vec<u8>, FetchError> {
        let mut answer = self.once(request);
        for _ in 0..2 {
            match answer {
                Err((true, _)) => answer = self.once(request),
                _ => break,
            }
        }
        answer.map_err(|(_, why)| FetchError(why))
    }
}

/// Brings the packages of a folder that has no `node_modules`. `None`: it asks for none.
pub(crate) fn bring(folder: &Folder, arguments: &RegistryArguments) -> Result<Option<Installed>, Failure> {
    let file = |path: &str| match folder.look(path) {
        crate::folder::Seen::File(content) => Some(String::from_utf8_lossy(&content).into_owned()),
        _ => None,
    };
    if file("package.json").is_none() {
        return Ok(None);
    }
    let store =
        arguments.store.clone().or_else(default_store).ok_or_else(|| Failure::new("there is no cache folder for npm packages; name one with --store"))?;
    let bar = console::Bar::default();
    let progress = |now: InstallProgress<'_>| match now {
        InstallProgress::Resolving => bar.show("npm packages: choosing versions"),
        InstallProgress::Package { name, done, total } => bar.count("npm packages", done, total, name),
        InstallProgress::Linking => bar.show("npm packages: linking"),
        _ => {}
    };
    let options = InstallOptions::default();
    let done = if arguments.offline {
        install(&file, &store, &(), &options, &progress)
    } else {
        install(&file, &store, &Registry::new(&arguments.registry), &options, &progress)
    };
    bar.clear();
    let installed = done?;
    for note in &installed.notes {
        tracing::warn!("npm packages: {}", console::plain(note));
    }
    tracing::info!("npm packages: {} ({} fetched)", installed.packages, installed.fetched);
    Ok(Some(installed))
}

fn default_store() -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let cache = variable("XDG_CACHE_HOME").or_else(|| variable("LOCALAPPDATA")).or_else(|| variable("HOME").map(|home| home.join(Path::new(".cache"))));
    cache.map(|folder| folder.join("hotframe"))
}
