//! Specifier -> module: relative, from the root, alias, npm. Pure over a snapshot; only [`Packages`] looks at a disk.

mod exported;
mod file;
mod npm;
mod own;
mod stand_in;
mod suggest;

pub(crate) use exported::Exported;
pub(crate) use file::EXTENSIONS;
pub(crate) use npm::{CONDITIONS, MAIN_FIELDS, Packages, is_node_builtin, package_of};
pub(crate) use stand_in::source as stand_in_source;

use crate::id::{ModuleId, join};
use crate::options::Options;
use crate::source::Snapshot;
use crate::transform::{Kind, svg};

/// Why a specifier leads nowhere: one sentence, and what to do.
#[derive(Debug, PartialEq)]
pub(crate) struct Unresolved {
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
}

/// Queries that make another module of a file; others (`?v=1`, `?t=2`) mean the file itself.
const QUERIES: [&str; 8] = ["raw", "url", "inline", "init", "worker", "sharedworker", "worker_url", svg::COMPONENT];

/// The module that `specifier` means in the file `importer`.
pub(crate) fn resolve(specifier: &str, importer: &ModuleId, snapshot: &Snapshot, packages: &Packages, options: &Options) -> Result<ModuleId, Unresolved> {
    if specifier.starts_with("?glob=") {
        return Ok(importer.with_query(&specifier[1..]));
    }
    let (path, query) = specifier.split_once('?').map_or((specifier, None), |(path, query)| (path, Some(query)));
    let found = file_of(path, importer, snapshot, packages, options)?;
    if is_private(found.path()) {
        let message = format!("cannot import {specifier:?}: what {} says is not for browsers", found.path());
        return Err(Unresolved { message, hint: Some("Only import.meta.env.VITE_* reaches the page.".into()) });
    }
    let known = query.and_then(query_of).filter(|known| *known != svg::COMPONENT || found.extension() == "svg");
    Ok(known.map_or(found.clone(), |query| found.with_query(query)))
}

/// Secrets that no import, glob or `url()` reaches, as `server.fs.deny` of Vite.
fn is_private(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name == ".env" || name.starts_with(".env.") || name.ends_with(".pem") || name.ends_with(".crt")
}

/// The query as modules are named by: `?url&v=1` is `?url`; `?worker_url` is how the transform asks for a worker's script.
fn query_of(query: &str) -> Option<&'static str> {
    let has = |name: &str| query.split('&').any(|part| part == name);
    let worker = has("worker") || has("sharedworker");
    match () {
        () if worker && has("url") => Some("worker_url"),
        () if has("worker") && has("inline") => Some("worker_inline"),
        () if has("sharedworker") && has("inline") => Some("sharedworker_inline"),
        () => QUERIES.into_iter().find(|known| has(known)),
    }
}

fn file_of(specifier: &str, importer: &ModuleId, snapshot: &Snapshot, packages: &Packages, options: &Options) -> Result<ModuleId, Unresolved> {
    let fail = |message: String, hint: Option<String>| Err(Unresolved { message, hint });
    if specifier.is_empty() {
        return fail("an empty specifier imports nothing".into(), None);
    }
    if let Some(package) = importer.npm_specifier() {
        return inside_package(specifier, package, packages);
    }
    if specifier.starts_with('.') && join(importer.folder(), specifier).is_none() {
        return fail(format!("cannot resolve {specifier:?} from {importer}: it leaves the app's root"), None);
    }
    if let Some(rooted) = specifier.strip_prefix('/').filter(|_| !options.public_dir.is_empty()) {
        // As Vite: from the root, else a public file.
        if let Some(id) =
            snapshot.id(&format!("{}/{rooted}", options.public_dir)).filter(|_| join(&options.root, rooted).is_none_or(|own| snapshot.get(&own).is_none()))
        {
            return Ok(id);
        }
    }
    let folder = specifier.ends_with('/') || specifier == "." || specifier == ".." || specifier.ends_with("/.") || specifier.ends_with("/..");
    let find = |path: &str| if folder { file::find_folder(path, snapshot, options) } else { file::find(path, snapshot, options) };
    let mapped = mapped(specifier, options);
    if let Some(found) = mapped.iter().find_map(|path| find(path)) {
        return Ok(found);
    }
    if let Some(package) = mapped.iter().find_map(|path| path.strip_prefix("npm:")) {
        return self::package(package, snapshot, packages, options);
    }
    let path = match specifier_path(specifier, importer, options) {
        Some(path) => path,
        None if specifier.starts_with('#') => {
            return match own::imported(specifier, snapshot, options) {
                Some(path) if path.starts_with("./") => {
                    let missing = || Unresolved { message: format!("{specifier:?} stands for {path} in package.json, which does not exist"), hint: None };
                    file::find(&path[2..], snapshot, options).ok_or_else(missing)
                }
                Some(name) => package(&name, snapshot, packages, options),
                None => fail(format!("cannot resolve {specifier:?} from {importer}: package.json has no such key in \"imports\""), None),
            };
        }
        None => {
            let aliased = aliased_package(specifier, options);
            let wanted = aliased.as_deref().unwrap_or(specifier);
            if let Some(id) = stand_in::named(wanted) {
                return Ok(id);
            }
            return package(wanted, snapshot, packages, options).or_else(|problem| {
                if let Some(id) = aliased.as_deref().and_then(|path| packages.by_file(path)) {
                    return Ok(id);
                }
                let own = own::exported(wanted, snapshot, options).and_then(|path| file::find(&path[2..], snapshot, options));
                own.ok_or(problem)
            });
        }
    };
    if let Some(found) = find(&path) {
        return Ok(found);
    }
    // From the app's own root, where lists of files count from.
    if let Some(found) = specifier.strip_prefix('/').filter(|_| !options.root.is_empty()).and_then(|rooted| find(&join("", rooted)?)) {
        return Ok(found);
    }
    // A file of a package by its path: `../node_modules/leaflet/dist/leaflet.css`.
    if let Some(id) = path.strip_prefix("node_modules/").and_then(|shipped| packages.shipped(shipped)) {
        return Ok(id);
    }
    // `@/x` may be an alias here and a scope on npm elsewhere; `~lodash` is how older stylesheets say "a package".
    if !specifier.starts_with(['.', '/']) && package(specifier, snapshot, packages, options).is_ok() {
        return package(specifier, snapshot, packages, options);
    }
    let tried = file::candidates(&path, options).join(", ");
    fail(format!("cannot resolve {specifier:?} from {importer}; tried {tried}"), suggest::file(&path, specifier, snapshot))
}

/// A package that is installed, or that the page takes from a CDN.
fn package(specifier: &str, snapshot: &Snapshot, packages: &Packages, options: &Options) -> Result<ModuleId, Unresolved> {
    packages.resolve(specifier).or_else(|problem| {
        let name = package_of(specifier).filter(|_| options.takes_from_cdn());
        let Some(name) = name else { return Err(problem) };
        if !own::asks_for(name, snapshot) {
            let unknown = Unresolved { message: format!("the package {name:?} is not among the dependencies in package.json"), hint: None };
            return Err(if is_node_builtin(name) { problem } else { unknown });
        }
        let id = ModuleId::npm(specifier);
        match Kind::of(&id) {
            Kind::Asset => {
                Err(Unresolved { message: format!("{specifier:?} is an image or the like of a package: those need a node_modules folder"), hint: None })
            }
            _ => Ok(id),
        }
    })
}

/// The path below the root that a relative, rooted or aliased specifier means; `None` for a package.
pub(crate) fn specifier_path(specifier: &str, importer: &ModuleId, options: &Options) -> Option<String> {
    if specifier.starts_with('.') {
        return join(importer.folder(), specifier);
    }
    match specifier.strip_prefix('/') {
        Some(rooted) => join(&options.root, rooted),
        None => aliased(specifier, options),
    }
}

/// The alias that fits, the longest one, and what follows it.
fn alias_of<'a>(specifier: &'a str, options: &'a Options) -> Option<(&'a str, &'a str)> {
    let fits = |alias: &&String| specifier.strip_prefix(alias.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let alias = options.alias.keys().filter(fits).max_by_key(|alias| alias.len())?;
    Some((&options.alias[alias], &specifier[alias.len()..]))
}

/// The path an alias leads to, if one fits: `@/lib/x` -> `src/lib/x`.
fn aliased(specifier: &str, options: &Options) -> Option<String> {
    let (target, rest) = alias_of(specifier, options).filter(|(target, _)| !target.starts_with("npm:"))?;
    join(target.trim_end_matches('/'), &format!(".{rest}"))
}

/// The package an alias leads to: `react` -> `preact/compat`.
fn aliased_package(specifier: &str, options: &Options) -> Option<String> {
    let (target, rest) = alias_of(specifier, options)?;
    target.strip_prefix("npm:").map(|package| format!("{package}{rest}"))
}

/// What TypeScript's `paths` make of a specifier: <https://www.typescriptlang.org/tsconfig/#paths>. The most specific pattern wins.
fn mapped(specifier: &str, options: &Options) -> Vec<String> {
    let fit = |pattern: &str| match pattern.split_once('*') {
        Some((before, after)) => specifier.strip_prefix(before)?.strip_suffix(after).map(str::to_string),
        None => (pattern == specifier).then(String::new),
    };
    let best = options
        .paths
        .iter()
        .filter_map(|(pattern, targets)| Some((pattern.split('*').next()?.len(), fit(pattern)?, targets)))
        .max_by_key(|(length, _, _)| *length);
    best.map_or_else(Vec::new, |(_, matched, targets)| targets.iter().map(|target| target.replacen('*', &matched, 1)).collect())
}

/// Stylesheets that packages ship import each other, and images, by relative paths.
fn inside_package(specifier: &str, importer: &str, packages: &Packages) -> Result<ModuleId, Unresolved> {
    // What stands beside a stylesheet that was put into this one.
    if let Some(id) = specifier.strip_prefix("/node_modules/").and_then(|shipped| packages.shipped(shipped)) {
        return Ok(id);
    }
    if !specifier.starts_with('.') {
        return packages.resolve(specifier);
    }
    let folder = importer.rsplit_once('/').map_or("", |(folder, _)| folder);
    match join(folder, specifier) {
        Some(path) => packages.resolve(&path),
        None => Err(Unresolved { message: format!("{specifier:?} in {importer} leaves its package"), hint: None }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;

    fn resolved(specifier: &str, importer: &str) -> Result<String, Unresolved> {
        let files = ["src/App.tsx", "src/lib/index.ts", "src/lib/x.js", "src/Button.tsx", "public/logo.svg", "src/a.b.ts", ".env.local"];
        let snapshot = Snapshot::new(files.map(|path| (path.to_string(), Vec::new())), &Limits::default()).unwrap();
        let packages = Packages::new(None).unwrap();
        resolve(specifier, &ModuleId::new(importer).unwrap(), &snapshot, &packages, &Options::default()).map(|id| id.to_string())
    }

    #[test]
    fn relative_rooted_and_aliased_specifiers_find_files_folders_and_extensions() {
        for (specifier, expected) in [
            ("./Button", "src/Button.tsx"),
            ("./Button.tsx", "src/Button.tsx"),
            ("./Button.js", "src/Button.tsx"),
            ("./lib", "src/lib/index.ts"),
            ("./lib/", "src/lib/index.ts"),
            ("./a.b", "src/a.b.ts"),
            ("@/lib/x", "src/lib/x.js"),
            ("/src/App", "src/App.tsx"),
            ("/logo.svg", "public/logo.svg"),
            ("../src/App", "src/App.tsx"),
            ("./lib/", "src/lib/index.ts"),
            (".", "src"),
        ] {
            let found = resolved(specifier, "src/main.tsx");
            if expected == "src" {
                assert!(found.is_err());
            } else {
                assert_eq!(found.as_deref(), Ok(expected), "{specifier}");
            }
        }
    }

    #[test]
    fn secrets_are_not_imported() {
        for specifier in ["../.env.local", "../.env.local?raw", "/.env.local?url"] {
            assert!(resolved(specifier, "src/main.tsx").unwrap_err().message.contains("not for browsers"), "{specifier}");
        }
    }

    #[test]
    fn what_is_missing_is_said_with_a_suggestion() {
        let problem = resolved("./Buton", "src/main.tsx").unwrap_err();
        assert!(problem.message.contains("tried src/Buton"), "{}", problem.message);
        assert_eq!(problem.hint.as_deref(), Some("Did you mean \"./Button\"?"));
        assert!(resolved("./button", "src/main.tsx").unwrap_err().hint.unwrap().contains("./Button"));
        assert!(resolved("../../etc/passwd", "src/main.tsx").unwrap_err().message.contains("leaves the app's root"));
        assert!(resolved("react", "src/main.tsx").unwrap_err().message.contains("react"));
    }
}
