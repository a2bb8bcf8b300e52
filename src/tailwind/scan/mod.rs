//! Which files of the app are looked at for classes: `content` of v3, automatic detection and `@source` of v4.
//!
//! Paths are the app's, with a slash in front: `/src/App.tsx`; the root is the empty string.

mod glob;
mod ignored;

use glob::{Glob, expand};
use ignored::{FOLDERS, Rule};

/// A pattern and the folder that it stands in.
#[derive(Debug, Clone, serde::Deserialize, PartialEq, Eq)]
pub(super) struct Pattern {
    pub(super) base: String,
    pub(super) pattern: String,
    #[serde(default)]
    pub(super) negated: bool,
}

/// What the compiled stylesheet asks for.
#[derive(Debug, Clone)]
pub(super) enum Wanted {
    /// v3: the file must match a positive pattern and no negative one.
    Content(Vec<Pattern>),
    /// v4: sources.
    Sources(Vec<Pattern>),
}

/// Says for a path whether it is looked at.
#[derive(Debug, Default)]
pub(super) struct Scan {
    roots: Vec<Root>,
    rules: Vec<Rule>,
    excluded: Vec<(String, Glob)>,
    /// v3 has no rules besides its patterns.
    content: bool,
}

#[derive(Debug)]
struct Root {
    base: String,
    /// `None`: every file below.
    pattern: Option<Glob>,
}

impl Scan {
    /// `exists` tells folders from files; `gitignores` are the app's, shortest path first.
    pub(super) fn new(wanted: &Wanted, is_folder: impl Fn(&str) -> bool, gitignores: &[(String, String)]) -> Self {
        match wanted {
            Wanted::Content(patterns) => Self::content(patterns),
            Wanted::Sources(patterns) => Self::sources(patterns, is_folder, gitignores),
        }
    }

    fn content(patterns: &[Pattern]) -> Self {
        let mut scan = Self { content: true, ..Self::default() };
        for pattern in patterns {
            let (negated, text) = pattern.pattern.strip_prefix('!').map_or((pattern.negated, pattern.pattern.as_str()), |rest| (true, rest));
            for one in expand(text) {
                let (base, rest) = split(&pattern.base, &one, |_| false);
                let glob = Glob::new(&rest, false);
                match negated {
                    true => scan.excluded.push((base, glob)),
                    false => scan.roots.push(Root { base, pattern: Some(glob) }),
                }
            }
        }
        scan
    }

    /// Follows oxide's `sources.rs` and `create_walker`.
    fn sources(patterns: &[Pattern], is_folder: impl Fn(&str) -> bool, gitignores: &[(String, String)]) -> Self {
        let mut scan = Self::default();
        for (folder, text) in gitignores {
            scan.rules.extend(text.lines().filter_map(|line| Rule::line(folder, line)));
        }
        scan.rules.push(Rule::Defaults);
        scan.rules.push(Rule::Binary { base: String::new() });

        let expanded: Vec<(bool, String, String)> = patterns
            .iter()
            .flat_map(|one| expand(&one.pattern).into_iter().map(move |text| (one, text)))
            .map(|(one, text)| {
                let (base, rest) = split(&one.base, &text, &is_folder);
                (one.negated, base, rest)
            })
            .collect();
        let whole = |rest: &str| matches!(rest, "" | "**/*");
        let open: Vec<&String> =
            expanded.iter().filter(|(negated, _, rest)| !negated && (whole(rest) || rest.contains("**"))).map(|(_, base, _)| base).collect();
        let mut restricted: Vec<&String> = Vec::new();
        for (negated, base, rest) in &expanded {
            let add = |rules: &mut Vec<Rule>, line: &str| rules.extend(Rule::line(base, line));
            if *negated {
                add(&mut scan.rules, &format!("/{}", if rest.is_empty() { "**/*" } else { rest }));
            } else if whole(rest) {
                let external = base.split('/').any(|part| FOLDERS.contains(&part)) || Self::ignored_above(&scan.rules, base);
                if external {
                    add(&mut scan.rules, "!/**/*");
                    scan.rules.push(Rule::Binary { base: base.clone() });
                }
                scan.roots.push(Root { base: base.clone(), pattern: None });
            } else {
                if !open.iter().any(|root| below(base, root).is_some()) {
                    if !restricted.contains(&base) {
                        restricted.push(base);
                        let nested = expanded.iter().any(|(negated, other, _)| !negated && other != base && below(other, base).is_some());
                        add(&mut scan.rules, if nested { "/*" } else { "*" });
                    }
                    for (at, _) in rest.match_indices('/') {
                        add(&mut scan.rules, &format!("!/{}/", &rest[..at]));
                    }
                }
                if !rest.contains("**") {
                    add(&mut scan.rules, &format!("!/{rest}"));
                } else if let Some((_, extension)) = rest.rsplit('/').next().and_then(|name| name.rsplit_once('.')) {
                    add(&mut scan.rules, &format!("!*.{extension}"));
                }
                scan.roots.push(Root { base: base.clone(), pattern: Some(Glob::new(rest, true)) });
            }
        }
        scan
    }

    /// A folder that `.gitignore` hides, but that is asked for by name, is looked at.
    fn ignored_above(rules: &[Rule], base: &str) -> bool {
        let gitignore: Vec<&Rule> = rules.iter().take_while(|rule| matches!(rule, Rule::Line { .. })).collect();
        base.match_indices('/')
            .skip(1)
            .map(|(at, _)| &base[..at])
            .chain((!base.is_empty()).then_some(base))
            .any(|folder| gitignore.iter().rev().find_map(|rule| rule.decide(folder, true)) == Some(true))
    }

    /// Whether the file is looked at.
    pub(super) fn includes(&self, path: &str) -> bool {
        let matches = |root: &Root| below(path, &root.base).is_some_and(|inner| root.pattern.as_ref().is_none_or(|glob| glob.matches(inner)));
        if !self.roots.iter().any(matches) {
            return false;
        }
        if self.content {
            return !self.excluded.iter().any(|(base, glob)| below(path, base).is_some_and(|inner| glob.matches(inner)));
        }
        // The walk starts at a root: what lies above it is not asked.
        let reached = |root: &Root| path.match_indices('/').filter(|(at, _)| *at > root.base.len()).all(|(at, _)| !self.ignores(&path[..at], true));
        !self.ignores(path, false) && self.roots.iter().any(|root| below(path, &root.base).is_some() && reached(root))
    }

    fn ignores(&self, path: &str, is_folder: bool) -> bool {
        self.rules.iter().rev().find_map(|rule| rule.decide(path, is_folder)).unwrap_or(false)
    }

    /// Folders of packages that are asked for by name.
    pub(super) fn package_folders(&self) -> Vec<String> {
        let mut folders: Vec<String> = self.roots.iter().map(|root| root.base.clone()).filter(|base| base.starts_with("/node_modules/")).collect();
        folders.sort();
        folders.dedup();
        folders
    }
}

/// The part of `path` below `base`.
fn below<'a>(path: &'a str, base: &str) -> Option<&'a str> {
    let rest = path.strip_prefix(base)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}

/// Moves the plain folders at a pattern's start to its base: `/src`, `../lib/**/*.ts` -> `/lib`, `**/*.ts`.
fn split(base: &str, pattern: &str, is_folder: impl Fn(&str) -> bool) -> (String, String) {
    let mut folders: Vec<&str> = if pattern.starts_with('/') { Vec::new() } else { base.split('/').filter(|part| !part.is_empty()).collect() };
    let mut parts = pattern.split('/').filter(|part| !part.is_empty() && *part != ".").peekable();
    let mut rest = Vec::new();
    while let Some(part) = parts.next() {
        let plain = rest.is_empty() && !part.contains(['*', '?', '[', '(', '!']);
        let folder = |folders: &[&str]| is_folder(&format!("/{}/{part}", folders.join("/")).replace("//", "/"));
        match part {
            ".." if rest.is_empty() => {
                folders.pop();
            }
            _ if plain && (parts.peek().is_some() || folder(&folders)) => folders.push(part),
            _ => rest.push(part),
        }
    }
    let base = folders.iter().map(|part| format!("/{part}")).collect();
    (base, rest.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn v4(sources: &[(&str, &str, bool)], gitignore: &str) -> Scan {
        let patterns = sources.iter().map(|(base, pattern, negated)| Pattern { base: (*base).into(), pattern: (*pattern).into(), negated: *negated }).collect();
        Scan::new(
            &Wanted::Sources(patterns),
            |path| matches!(path, "/src" | "/lib" | "/dist" | "/node_modules/ui" | "/node_modules/ui/dist"),
            &[(String::new(), gitignore.into())],
        )
    }

    #[test]
    fn automatic_detection_leaves_out_what_is_no_source() {
        let scan = v4(&[("", "**/*", false)], "dist\n*.local\n/build/\n!keep.local\n# x");
        for path in ["/src/App.tsx", "/index.html", "/README.md", "/src/a.css", "/keep.local", "/public/logo.svg", "/src/build/x.ts"] {
            assert!(scan.includes(path), "{path}");
        }
        for path in [
            "/dist/a.js",
            "/x.local",
            "/build/x.ts",
            "/a.png",
            "/src/a.scss",
            "/.env",
            "/.env.local",
            "/package-lock.json",
            "/node_modules/x/a.js",
            "/src/node_modules/a.js",
        ] {
            assert!(!scan.includes(path), "{path}");
        }
    }

    #[test]
    fn sources_add_and_take_away() {
        let scan =
            v4(&[("", "**/*", false), ("/src", "../node_modules/ui/dist", false), ("/src", "./legacy/**/*.tsx", true), ("/src", "../dist", false)], "dist");
        assert!(scan.includes("/node_modules/ui/dist/button.js"));
        assert!(!scan.includes("/node_modules/ui/dist/a.png"));
        assert!(!scan.includes("/node_modules/other/a.js"));
        assert!(scan.includes("/dist/a.js"));
        assert!(!scan.includes("/src/legacy/a.tsx"));
        assert_eq!(scan.package_folders(), ["/node_modules/ui/dist"]);

        let scan = v4(&[("/src", "./pages/*.{tsx,html}", false)], "");
        assert!(scan.includes("/src/pages/a.html"));
        assert!(!scan.includes("/src/pages/a.ts") && !scan.includes("/src/a.tsx") && !scan.includes("/src/pages/x/a.tsx"));
    }

    #[test]
    fn content_of_v3() {
        let pattern = |text: &str| Pattern { base: String::new(), pattern: text.into(), negated: false };
        let scan = Scan::new(&Wanted::Content(vec![pattern("./index.html"), pattern("/src/**/*.{ts,tsx}"), pattern("!./src/skip/**")]), |_| false, &[]);
        assert!(scan.includes("/index.html") && scan.includes("/src/a/b.tsx"));
        assert!(!scan.includes("/src/skip/a.tsx") && !scan.includes("/lib/a.tsx"));
    }
}
