//! Specifier -> module: relative, from the root, alias, npm. Pure over a snapshot; only [`Packages`] looks at a disk.

mod file;
mod npm;
mod suggest;

pub(crate) use npm::{CONDITIONS, MAIN_FIELDS, Packages};

use crate::id::ModuleId;
use crate::options::Options;
use crate::source::Snapshot;

/// Why a specifier leads nowhere: one sentence, and what to do.
#[derive(Debug, PartialEq)]
pub(crate) struct Unresolved {
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
}

/// The module that `specifier` means in the file `importer`.
pub(crate) fn resolve(specifier: &str, importer: &ModuleId, snapshot: &Snapshot, packages: &Packages, options: &Options) -> Result<ModuleId, Unresolved> {
    let fail = |message: String, hint: Option<String>| Err(Unresolved { message, hint });
    if specifier.is_empty() {
        return fail("an empty specifier imports nothing".into(), None);
    }
    if let Some(package) = importer.npm_specifier() {
        return inside_package(specifier, package, packages);
    }
    let path = if specifier.starts_with('.') {
        match join(importer.folder(), specifier) {
            Some(path) => path,
            None => return fail(format!("cannot resolve {specifier:?} from {importer}: it leaves the app's root"), None),
        }
    } else if let Some(rooted) = specifier.strip_prefix('/') {
        // As Vite: from the root, else a public file.
        let public = format!("public/{rooted}");
        match snapshot.id(&public) {
            Some(id) if snapshot.get(rooted).is_none() => return Ok(id),
            _ => rooted.to_string(),
        }
    } else if let Some(path) = aliased(specifier, options) {
        path
    } else {
        return packages.resolve(specifier);
    };
    file::find(&path, snapshot).ok_or_else(|| {
        let tried = file::candidates(&path).join(", ");
        Unresolved { message: format!("cannot resolve {specifier:?} from {importer}; tried {tried}"), hint: suggest::file(&path, specifier, snapshot) }
    })
}

/// The path an alias leads to, if one fits: `@/lib/x` -> `src/lib/x`. The longest alias wins.
fn aliased(specifier: &str, options: &Options) -> Option<String> {
    let fits = |alias: &&String| specifier.strip_prefix(alias.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let alias = options.alias.keys().filter(fits).max_by_key(|alias| alias.len())?;
    join(options.alias[alias].trim_end_matches('/'), &format!(".{}", specifier.strip_prefix(alias.as_str())?))
}

/// Stylesheets that packages ship import each other, and images, by relative paths.
fn inside_package(specifier: &str, importer: &str, packages: &Packages) -> Result<ModuleId, Unresolved> {
    if !specifier.starts_with('.') {
        return packages.resolve(specifier);
    }
    let folder = importer.rsplit_once('/').map_or("", |(folder, _)| folder);
    match join(folder, specifier) {
        Some(path) => packages.resolve(&path),
        None => Err(Unresolved { message: format!("{specifier:?} in {importer} leaves its package"), hint: None }),
    }
}

/// Joins a folder and a relative path; `None` when the path climbs over the root.
fn join(folder: &str, relative: &str) -> Option<String> {
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in relative.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            _ => segments.push(segment),
        }
    }
    Some(segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;

    fn resolved(specifier: &str, importer: &str) -> Result<String, Unresolved> {
        let files = ["src/App.tsx", "src/lib/index.ts", "src/lib/x.js", "src/Button.tsx", "public/logo.svg", "src/a.b.ts"];
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
    fn what_is_missing_is_said_with_a_suggestion() {
        let problem = resolved("./Buton", "src/main.tsx").unwrap_err();
        assert!(problem.message.contains("tried src/Buton"), "{}", problem.message);
        assert_eq!(problem.hint.as_deref(), Some("Did you mean \"./Button\"?"));
        assert!(resolved("./button", "src/main.tsx").unwrap_err().hint.unwrap().contains("./Button"));
        assert!(resolved("../../etc/passwd", "src/main.tsx").unwrap_err().message.contains("leaves the app's root"));
        assert!(resolved("react", "src/main.tsx").unwrap_err().message.contains("react"));
    }
}
