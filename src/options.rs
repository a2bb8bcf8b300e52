//! What a compiler is told once: alias, environment, where packages are, limits.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::error::Error;

/// Development (a live preview) or production (a bundle).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// React Refresh, source maps, `import.meta.env.DEV`.
    #[default]
    Development,
    /// None of these.
    Production,
}

impl Mode {
    /// The value of `process.env.NODE_ENV` and of `import.meta.env.MODE`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Development => "development",
            Self::Production => "production",
        }
    }
}

/// How JSX is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum JsxRuntime {
    /// `jsx` is imported from `jsx_import_source`.
    #[default]
    Automatic,
    /// `jsx_factory` must be in scope.
    Classic,
}

/// What one tenant may make the host spend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Limits {
    /// The largest script, stylesheet or JSON file, in bytes. Default 4 MiB.
    pub source_bytes: usize,
    /// The largest image, font or other asset, in bytes. Default 32 MiB.
    pub asset_bytes: usize,
    /// All files of one app together, in bytes. Default 256 MiB.
    pub total_bytes: usize,
    /// Files of one app. Default 20,000.
    pub files: usize,
    /// Open brackets inside each other, or operators in a row, in one source. Default 500.
    pub depth: usize,
    /// Seconds that building the npm packages of one app may take. Default 60.
    pub package_seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { source_bytes: 4 << 20, asset_bytes: 32 << 20, total_bytes: 256 << 20, files: 20_000, depth: 500, package_seconds: 60 }
    }
}

/// Everything a [`crate::Compiler`] is told.
///
/// ```
/// use hotframe::Options;
/// let options = Options::from_json(r#"{"alias": {"@": "src"}, "env": {"VITE_API": "https://api.example"}}"#)?;
/// assert_eq!(options.alias["@"], "src");
/// assert!(Options::from_json(r#"{"alais": {}}"#).is_err());
/// # Ok::<(), hotframe::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The first segment of a specifier -> the folder it stands for. Default `{"@": "src"}`.
    pub alias: BTreeMap<String, String>,
    /// Environment of the app, over its `.env` files. Only keys that start with this `env_prefix` are used, whatever prefix the app names.
    pub env: BTreeMap<String, String>,
    /// One prefix or several. Default `VITE_`.
    #[serde(deserialize_with = "one_or_many")]
    pub env_prefix: Vec<String>,
    /// A folder that holds npm packages; `None`: bare imports are diagnostics.
    pub node_modules: Option<PathBuf>,
    /// Development or production.
    pub mode: Mode,
    /// The path the page is served below, with a slash at both ends. Default `/`.
    pub base: String,
    /// The automatic runtime or the classic one. Default: automatic.
    pub jsx: JsxRuntime,
    /// Where the automatic runtime imports `jsx` from. Default `react`.
    pub jsx_import_source: String,
    /// What the classic runtime calls for an element. Default `React.createElement`.
    pub jsx_factory: String,
    /// What the classic runtime uses for a fragment. Default `React.Fragment`.
    pub jsx_fragment: String,
    /// TypeScript's `experimentalDecorators`. Default: off, decorators are those of the language.
    pub legacy_decorators: bool,
    /// TypeScript's `useDefineForClassFields`. Default: on.
    pub define_class_fields: bool,
    /// TypeScript's `verbatimModuleSyntax`: imports stay unless they say `type`. Default: off.
    pub verbatim_module_syntax: bool,
    /// Names that are replaced by expressions: `{"__VERSION__": "\"1.0\""}`.
    pub define: BTreeMap<String, String>,
    /// TypeScript's `paths`, from the root: `{"~/*": ["app/*"]}`.
    pub paths: BTreeMap<String, Vec<String>>,
    /// The folder whose files stand at the root of the preview; empty for none. Default `public`.
    pub public_dir: String,
    /// Code that travels inside messages, in bytes for each message; what is larger is fetched by its digest. Default 4,096: PostgreSQL's
    /// notifications, which ActionCable may use, stop at 8,000 bytes with the envelope.
    pub inline_bytes: usize,
    /// Queries of [Browserslist](https://browsersl.ist) that name the browsers for which CSS gets vendor prefixes. Default: none are added.
    pub browserslist: Vec<String>,
    /// Sass that stands before every file with this extension: `{"scss": "@use '@/styles/tools' as *;"}`. Default: none.
    pub sass_prelude: BTreeMap<String, String>,
    /// The names by which scripts know the classes of CSS modules: `asIs`, `camelCase`, `camelCaseOnly`, `dashes` or `dashesOnly`. Default `asIs`.
    pub css_locals: String,
    /// The folder that the document stands in, and that `/x` means in scripts: Vite's `root`. Default: the app's own.
    pub root: String,
    /// What is tried behind a path without an extension, in this order. Default: `.mjs .js .mts .ts .jsx .tsx .json`, as Vite.
    pub extensions: Vec<String>,
    /// TypeScript's `emitDecoratorMetadata`, with `legacy_decorators`. Default: off.
    pub decorator_metadata: bool,
    /// TypeScript's `strictNullChecks`, which shows in `decorator_metadata` alone: of `boolean | null` it is `Boolean` without and `Object` with it.
    /// Default: off.
    pub strict_null_checks: bool,
    /// Whether `.svg` files that scripts import are React components even without `?react`. Default: off.
    pub svg_components: bool,
    /// Whether these components are as large as the text around them. Default: off.
    pub svg_icon: bool,
    /// Without `node_modules`: a CDN of ES modules from which browsers fetch npm packages, `https://esm.sh` or one like it; or a pattern with
    /// `{name}`, `{version}`, `{path}` and `{external}` (the packages that the page has for all). Versions are those of the app's lockfile.
    pub cdn: Option<String>,
    /// What one app may cost.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            alias: BTreeMap::from([("@".to_string(), "src".to_string())]),
            env: BTreeMap::new(),
            env_prefix: vec!["VITE_".to_string()],
            node_modules: None,
            mode: Mode::Development,
            base: "/".to_string(),
            jsx: JsxRuntime::Automatic,
            jsx_import_source: "react".to_string(),
            jsx_factory: "React.createElement".to_string(),
            jsx_fragment: "React.Fragment".to_string(),
            legacy_decorators: false,
            define_class_fields: true,
            verbatim_module_syntax: false,
            define: BTreeMap::new(),
            paths: BTreeMap::new(),
            public_dir: "public".to_string(),
            inline_bytes: 4096,
            browserslist: Vec::new(),
            sass_prelude: BTreeMap::new(),
            css_locals: "asIs".to_string(),
            root: String::new(),
            extensions: [".mjs", ".js", ".mts", ".ts", ".jsx", ".tsx", ".json"].map(String::from).to_vec(),
            decorator_metadata: false,
            strict_null_checks: false,
            svg_components: false,
            svg_icon: false,
            cdn: None,
            limits: Limits::default(),
        }
    }
}

impl Options {
    /// Reads options from JSON. Fails with [`crate::ErrorKind::InvalidOptions`] on unknown fields and wrong types.
    pub fn from_json(json: &str) -> Result<Self, Error> {
        let options: Self = serde_json::from_str(json).map_err(|problem| Error::invalid("options", problem))?;
        options.check()?;
        Ok(options)
    }

    pub(crate) fn check(&self) -> Result<(), Error> {
        let refuse = |why: String| Err(Error::invalid("options", why));
        if !self.base.starts_with('/') || !self.base.ends_with('/') || self.base.contains(['"', '<', '\\', '?', '#']) {
            return refuse(format!("base {:?} must be a path that starts and ends with a slash", self.base));
        }
        let is_address = |cdn: &str| {
            let allowed = |letter: char| letter.is_ascii_graphic() && !"\"'<>\\`()".contains(letter);
            (cdn.starts_with("https://") || cdn.starts_with("http://")) && cdn.chars().all(allowed)
        };
        if let Some(cdn) = self.cdn.as_ref().filter(|cdn| !is_address(cdn)) {
            return refuse(format!("cdn {cdn:?} must be an address that starts with https://"));
        }
        if self.env_prefix.is_empty() || self.env_prefix.iter().any(String::is_empty) {
            return refuse("an empty env_prefix would send every secret to the browser".into());
        }
        Ok(())
    }

    /// Names everything that changes what a transform answers; two compilers with one digest share compiled modules.
    pub fn digest(&self) -> Digest {
        let visible: BTreeMap<_, _> = self.public_env().collect();
        let language = (
            self.jsx,
            &self.jsx_import_source,
            &self.jsx_factory,
            &self.jsx_fragment,
            self.legacy_decorators,
            self.define_class_fields,
            self.verbatim_module_syntax,
            (self.decorator_metadata, self.strict_null_checks),
            &self.define,
        );
        let said = serde_json::to_vec(&(
            &visible,
            &self.env_prefix,
            self.mode,
            &self.base,
            language,
            (&self.browserslist, &self.css_locals),
            self.limits,
            env!("CARGO_PKG_VERSION"),
        ))
        .expect("maps of strings always serialise");
        Digest::of(&said)
    }

    /// Whether browsers fetch npm packages by themselves.
    pub(crate) fn takes_from_cdn(&self) -> bool {
        self.cdn.is_some() && self.node_modules.is_none()
    }

    /// The part of the environment that browsers may see.
    pub(crate) fn public_env(&self) -> impl Iterator<Item = (&String, &String)> {
        self.env.iter().filter(|(key, _)| self.env_prefix.iter().any(|prefix| key.starts_with(prefix.as_str())))
    }
}

fn one_or_many<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::One(prefix) => vec![prefix],
        OneOrMany::Many(prefixes) => prefixes,
    })
}
