//! The table from what an edit is to how far it goes. The host's to change.

use std::collections::BTreeMap;

use globset::{Glob, GlobMatcher};
use serde::{Deserialize, Serialize};

use crate::error::Error;

use super::cause::Cause;

/// How far an edit goes, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Route {
    /// Nothing changes for a browser.
    None,
    /// Stylesheets are swapped in open tabs.
    Css,
    /// Modules are replaced in open tabs, with their state kept.
    Update,
    /// Open tabs load anew.
    Reload,
    /// The preview cannot show it: the app has to be deployed.
    Deploy,
}

impl Route {
    pub(super) fn strategy(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Css => "hot-reload",
            Self::Update | Self::Reload => "preview-update",
            Self::Deploy => "full-deploy",
        }
    }
}

/// What runs on servers in the apps that are common here.
const BACKEND: [&str; 8] = ["**/*.mo", "**/*.did", "dfx.json", "mops.toml", "supabase/functions/**", "supabase/migrations/**", "backend/**", "src/backend/**"];

/// What an edit means for a host: cause -> route, and which files run on servers.
///
/// ```
/// use hotframe::Policy;
/// let policy = Policy::from_json(r#"{"preset": "kontext", "backend": ["api/**"], "routes": {"component": "update"}}"#)?;
/// assert!(Policy::from_json(r#"{"routes": {"components": "update"}}"#).is_err());
/// # Ok::<(), hotframe::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Policy {
    routes: BTreeMap<Cause, Route>,
    backend: Vec<GlobMatcher>,
}

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Written {
    preset: String,
    backend: Option<Vec<String>>,
    routes: BTreeMap<Cause, Route>,
}

impl Default for Written {
    fn default() -> Self {
        Self { preset: "components".into(), backend: None, routes: BTreeMap::new() }
    }
}

impl Policy {
    /// Components are replaced in place; only what runs on servers is deployed. The default.
    pub fn components() -> Self {
        use Cause::*;
        let table = [
            (Same, Route::None),
            (Invisible, Route::None),
            (Unused, Route::None),
            (Style, Route::Css),
            (Appearance, Route::Update),
            (Text, Route::Update),
            (Component, Route::Update),
            (Data, Route::Update),
            (Broken, Route::Update),
            (Public, Route::Reload),
            (Document, Route::Reload),
            (Settings, Route::Reload),
            (Dependencies, Route::Reload),
            (Backend, Route::Deploy),
        ];
        let backend = BACKEND.iter().map(|glob| Glob::new(glob).expect("a constant").compile_matcher()).collect();
        Self { routes: table.into(), backend }
    }

    /// The table of hosts that deploy components: styles and texts go to the preview; the structure of components, new packages and settings are deployed.
    pub fn kontext() -> Self {
        let mut policy = Self::components();
        for cause in [Cause::Component, Cause::Document, Cause::Settings, Cause::Dependencies] {
            policy.routes.insert(cause, Route::Deploy);
        }
        policy
    }

    /// Reads a policy: `preset` (`components` or `kontext`), `backend` (globs in place of the preset's), `routes` (cause -> route, for
    /// those that differ). Fails with [`crate::ErrorKind::InvalidOptions`].
    pub fn from_json(json: &str) -> Result<Self, Error> {
        let refuse = |why: String| Error::invalid("policy", why);
        // An object: a list would be taken for the fields in their order.
        let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json).map_err(|problem| refuse(problem.to_string()))?;
        let written: Written = serde_json::from_value(object.into()).map_err(|problem| refuse(problem.to_string()))?;
        let mut policy = match written.preset.as_str() {
            "components" => Self::components(),
            "kontext" => Self::kontext(),
            other => return Err(refuse(format!("there is no preset {other:?}"))),
        };
        if let Some(globs) = written.backend {
            let compile = |glob: &String| Glob::new(glob).map(|glob| glob.compile_matcher()).map_err(|problem| refuse(problem.to_string()));
            policy.backend = globs.iter().map(compile).collect::<Result<_, _>>()?;
        }
        policy.routes.extend(written.routes);
        Ok(policy)
    }

    /// The route of a cause.
    pub fn route_of(&self, cause: Cause) -> Route {
        self.routes.get(&cause).copied().unwrap_or(Route::Deploy)
    }

    /// The pattern that says this file runs on a server.
    pub(super) fn backend(&self, path: &str) -> Option<&str> {
        self.backend.iter().find(|glob| glob.is_match(path)).map(|glob| glob.glob().glob())
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::components()
    }
}
