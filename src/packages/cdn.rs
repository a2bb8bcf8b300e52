//! Packages without `node_modules`: where on a CDN each is, in the versions of the app's lockfile. The browser fetches them; the host none.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::resolve::package_of;

use super::lock;
use super::manifest::{Manifest, alias};

/// Packages of which a page has one, whoever imports them: they are left to the page's import map.
const SHARED: [&str; 2] = ["react", "react-dom"];
/// What these provide to other packages.
const PROVIDED: [&str; 5] = ["react", "react/jsx-runtime", "react/jsx-dev-runtime", "react-dom", "react-dom/client"];
const IN_VERSION: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_').remove(b'~');

/// What an app takes from a CDN.
pub(crate) struct Cdn {
    base: String,
    /// By the name that the app imports: the package and its version.
    versions: BTreeMap<String, (String, String)>,
}

impl Cdn {
    /// `text` answers the text of a file of the app.
    pub(crate) fn new(base: &str, text: &dyn Fn(&str) -> Option<String>) -> Self {
        let manifest = text("package.json").and_then(|text| Manifest::read(&text).ok()).unwrap_or_default();
        let plan = lock::NAMES.iter().find_map(|name| lock::read(name, &text(name)?, &manifest).ok()).unwrap_or_default();
        let version = |name: &String, range: &String| {
            let place = format!("node_modules/{name}");
            let locked = plan.places.get(plan.links.get(&place).unwrap_or(&place)).map(|package| (package.name.clone(), package.version.clone()));
            // Without a lockfile the CDN chooses, as npm would.
            locked.unwrap_or_else(|| alias(range).map_or((name.clone(), range.clone()), |(name, range)| (name.into(), range.into())))
        };
        let versions = manifest.wanted.iter().map(|(name, range)| (name.clone(), version(name, range))).collect();
        Self { base: base.to_string(), versions }
    }

    /// The version of the package of a specifier, as the app asks for it.
    pub(crate) fn version(&self, specifier: &str) -> Option<&str> {
        self.versions.get(package_of(specifier)?).map(|(_, version)| version.as_str())
    }

    /// Where a specifier is. `{name}`, `{version}`, `{path}` (empty or with a slash in front) and `{external}` of the base are filled in; a base
    /// without them is one like `https://esm.sh`.
    pub(crate) fn address(&self, specifier: &str) -> Option<String> {
        let name = package_of(specifier)?;
        let (package, version) = self.versions.get(name)?;
        let version = utf8_percent_encode(if version.is_empty() { "latest" } else { version }, IN_VERSION).to_string();
        let path = &specifier[name.len()..];
        let external: Vec<&str> = SHARED.into_iter().filter(|shared| *shared != name && self.versions.contains_key(*shared)).collect();
        let external = external.join(",");
        if self.base.contains('{') {
            let filled = self.base.replace("{name}", package).replace("{version}", &version).replace("{path}", path);
            return Some(filled.replace("{external}", &external));
        }
        let is_script = !path.rsplit('/').next().is_some_and(|file| file.ends_with(".css"));
        let query = match (is_script, external.is_empty()) {
            (false, _) => String::new(),
            (true, true) => "?dev".to_string(),
            (true, false) => format!("?dev&external={external}"),
        };
        Some(format!("{}/{package}@{version}{path}{query}", self.base.trim_end_matches('/')))
    }

    /// The page's import map: what the app imports, and what packages leave to the page.
    pub(crate) fn imports<'a>(&self, specifiers: impl Iterator<Item = &'a str>) -> BTreeMap<String, String> {
        specifiers.chain(PROVIDED).filter_map(|specifier| Some((specifier.to_string(), self.address(specifier)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cdn(base: &str, lock: &str) -> Cdn {
        let manifest = r#"{ "dependencies": { "react": "^19.0.0", "react-dom": "^19.0.0", "@a/b": "~1.2", "old": "npm:new@^2" } }"#.to_string();
        let lock = lock.to_string();
        Cdn::new(base, &move |path| match path {
            "package.json" => Some(manifest.clone()),
            "package-lock.json" => Some(lock.clone()),
            _ => None,
        })
    }

    #[test]
    fn versions_are_those_of_the_lockfile() {
        let row = |version: &str| format!(r#"{{ "version": "{version}", "resolved": "https://registry.npmjs.org/x.tgz", "integrity": "sha512-eA==" }}"#);
        let lock = format!(
            r#"{{ "lockfileVersion": 3, "packages": {{ "": {{}}, "node_modules/react": {}, "node_modules/react-dom": {}, "node_modules/@a/b": {}, "node_modules/old": {{ "name": "new", "version": "2.5.0", "resolved": "https://registry.npmjs.org/x.tgz", "integrity": "sha512-eA==" }} }} }}"#,
            row("19.3.1"),
            row("19.3.2"),
            row("1.2.9"),
        );
        let locked = cdn("https://esm.sh/", &lock);
        let address = |specifier: &str| locked.address(specifier).unwrap();
        assert_eq!(address("react"), "https://esm.sh/react@19.3.1?dev&external=react-dom");
        assert_eq!(address("react-dom/client"), "https://esm.sh/react-dom@19.3.2/client?dev&external=react");
        assert_eq!(address("@a/b/c"), "https://esm.sh/@a/b@1.2.9/c?dev&external=react,react-dom");
        assert_eq!(address("@a/b/c.css"), "https://esm.sh/@a/b@1.2.9/c.css");
        assert_eq!(address("old"), "https://esm.sh/new@2.5.0?dev&external=react,react-dom");
        assert_eq!(locked.address("none"), None);
        assert_eq!(locked.imports(["@a/b"].into_iter()).len(), 6);
    }

    #[test]
    fn without_a_lockfile_the_ranges_are_asked_for_and_the_base_may_say_how() {
        let loose = cdn("https://cdn.example/npm/{name}@{version}{path}/+esm?keep={external}", "{}");
        assert_eq!(loose.address("@a/b/c").unwrap(), "https://cdn.example/npm/@a/b@~1.2/c/+esm?keep=react,react-dom");
        assert_eq!(cdn("https://esm.sh", "{}").address("react").unwrap(), "https://esm.sh/react@%5E19.0.0?dev&external=react-dom");
    }
}
