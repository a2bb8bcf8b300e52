//! What `package.json` asks for.

use std::collections::BTreeMap;

use serde_json::Value;

use super::plan::Refused;

/// Packages by the name they are imported by, and which version of what they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) wanted: BTreeMap<String, String>,
}

impl Manifest {
    pub(super) fn read(text: &str) -> Result<Self, Refused> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let value: Value = serde_json::from_str(text).map_err(|problem| Refused(format!("package.json cannot be read: {problem}")))?;
        let mut wanted = BTreeMap::new();
        // Later ones win, as in npm.
        for (field, skip) in [("peerDependencies", TOOLS), ("devDependencies", TOOLS), ("dependencies", PLUGINS), ("optionalDependencies", PLUGINS)] {
            let optional = |name: &str| field == "peerDependencies" && value["peerDependenciesMeta"][name]["optional"] == true;
            for (name, range) in value[field].as_object().into_iter().flatten() {
                if let Some(range) = range.as_str().filter(|_| !optional(name) && !skip.iter().any(|tool| is_tool(name, tool))) {
                    wanted.insert(name.clone(), range.to_string());
                }
            }
        }
        Ok(Self { wanted })
    }
}

/// Development tools that run in Node: a preview never loads them, and some weigh more than the app.
const TOOLS: &[&str] = &[
    "@types/",
    "@eslint/",
    "@typescript-eslint/",
    "@vitejs/",
    "@vitest/",
    "@swc/",
    "@jest/",
    "@testing-library/",
    "@playwright/",
    "@storybook/",
    "@biomejs/",
    "@babel/",
    "@rollup/",
    "@commitlint/",
    "@tailwindcss/vite",
    "@tailwindcss/postcss",
    "@tailwindcss/cli",
    "eslint*",
    "typescript*",
    "prettier*",
    "vite",
    "vite-*",
    "vitest",
    "esbuild",
    "rollup*",
    "jest*",
    "ts-jest",
    "ts-node",
    "tsx",
    "jsdom",
    "happy-dom",
    "playwright",
    "cypress",
    "storybook",
    "husky",
    "lint-staged",
    "lovable-tagger",
    "autoprefixer",
    "postcss",
    "postcss-*",
    "nodemon",
    "concurrently",
    "rimraf",
    "cross-env",
    "npm-run-all",
    "wrangler",
    "turbo",
    "webpack*",
    "supabase",
    "sass",
    "sass-embedded",
    "terser",
    "serve",
    "swc",
    "patch-package",
    "drizzle-kit",
    "prisma",
    "@babel/core",
    "stylelint*",
    "react-scripts",
];

/// Of these, what is a tool even where it stands among the dependencies.
const PLUGINS: &[&str] = &[
    "@types/",
    "@vitejs/",
    "@tailwindcss/vite",
    "@tailwindcss/postcss",
    "@tailwindcss/cli",
    "vite",
    "vite-plugin-*",
    "eslint*",
    "@eslint/",
    "lovable-tagger",
    "react-scripts",
];

fn is_tool(name: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None if pattern.ends_with('/') => name.starts_with(pattern),
        None => name == pattern,
    }
}

/// `npm:react@^19` -> `("react", "^19")`: a package under another name.
pub(super) fn alias(range: &str) -> Option<(&str, &str)> {
    let target = range.strip_prefix("npm:")?;
    match target.get(1..).and_then(|rest| rest.find('@')) {
        Some(at) => Some((&target[..=at], &target[at + 2..])),
        None => Some((target, "*")),
    }
}
