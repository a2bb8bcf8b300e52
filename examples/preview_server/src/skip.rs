//! Which files of a folder are no part of the app.

/// Whether a path below the root is left out, or stands in a folder that is.
///
/// Names that start with a dot are: version control, caches, editors' swap files. `.env` files stay: the library reads them, and keeps from
/// browsers what is not theirs. Below `public` they are kept, because `public/.well-known` is a thing. `dist` is what a build wrote, at the root only.
pub(crate) fn is_skipped(path: &str) -> bool {
    let in_public = path.starts_with("public/");
    path == "dist" || path.starts_with("dist/") || path.split('/').any(|name| is_skipped_name(name, in_public))
}

fn is_skipped_name(name: &str, in_public: bool) -> bool {
    let editors = name.ends_with('~') || name.ends_with(".swp") || name == ".DS_Store" || name.starts_with(".#");
    let environment = name == ".env" || name.starts_with(".env.");
    editors || name == "node_modules" || name == ".git" || (name.starts_with('.') && !environment && !(in_public && name != "." && name != ".."))
}

#[cfg(test)]
mod tests {
    use super::is_skipped;

    #[test]
    fn packages_output_and_hidden_files_are_skipped() {
        for path in [
            "node_modules/react/index.js",
            "src/node_modules",
            ".git/index",
            "dist/index.html",
            ".environment",
            ".env.local.swp",
            "src/.App.tsx.swp",
            "src/App.tsx~",
            "public/.git/config",
        ] {
            assert!(is_skipped(path), "{path}");
        }
    }

    #[test]
    fn the_app_is_not() {
        for path in [
            "index.html",
            ".env",
            ".env.local",
            "config/.env.development",
            "src/dist/chart.ts",
            "public/.well-known/security.txt",
            "distribution.md",
            "src/node_modules.ts",
        ] {
            assert!(!is_skipped(path), "{path}");
        }
    }
}
