//! The same bytes as npm's Tailwind.

use super::super::{Version, candidates, words};
use super::host::{Host, assert_same, collect, oracle, root};

#[test]
fn whole_apps_equal_npm_byte_for_byte() {
    for app in ["v3_features", "v3_shadcn", "v40_features", "v4_features", "v4_shadcn"] {
        let expected = oracle(&["app", app]);
        let host = Host::fixture(app);
        let entry = if app.ends_with("_shadcn") { "src/index.css" } else { "src/app.css" };
        let ours = host.css(entry).unwrap_or_else(|problem| panic!("{app}: {problem:?}"));
        assert_same(app, &ours, expected.as_str().expect("css"));
    }
}

/// Code of the fixtures and, minified and not, of packages that are installed anyway.
fn files_with_code() -> Vec<String> {
    let mut files = std::collections::BTreeMap::new();
    collect(&root().join("tailwind"), &root().join("tailwind"), &mut files);
    for package in ["tailwindcss", "tailwindcss-animate", "@tailwindcss/typography", "@tailwindcss/forms", "tailwindcss3/lib", "postcss-selector-parser"] {
        let mut found = std::collections::BTreeMap::new();
        collect(&root().join("node_modules"), &root().join("node_modules").join(package), &mut found);
        files.extend(found.into_iter().map(|(path, content)| (format!("../node_modules/{path}"), content)));
    }
    let kinds = ["tsx", "ts", "jsx", "js", "mjs", "cjs", "html", "md", "mdx", "json"];
    let paths: Vec<String> = files
        .keys()
        .filter(|path| kinds.contains(&path.rsplit('.').next().unwrap_or_default()))
        .map(|path| root().join("tailwind").join(path).to_string_lossy().into_owned())
        .collect();
    assert!(paths.len() > 100, "{} files", paths.len());
    paths
}

#[test]
fn candidates_equal_npm_oxide() {
    let paths = files_with_code();
    let arguments: Vec<&str> = std::iter::once("words").chain(paths.iter().map(String::as_str)).collect();
    for (path, theirs) in oracle(&arguments).as_object().expect("files") {
        let text = std::fs::read_to_string(path).expect("UTF-8");
        let mut ours = candidates(&text, path.rsplit('.').next().unwrap_or_default());
        ours.sort_unstable();
        ours.dedup();
        let mut theirs: Vec<&str> = theirs.as_array().expect("words").iter().filter_map(|word| word.as_str()).collect();
        theirs.sort_unstable();
        assert_eq!(ours, theirs, "{path}");
    }
}

#[test]
fn words_equal_those_of_version_3() {
    let paths = files_with_code();
    let arguments: Vec<&str> = std::iter::once("pieces").chain(paths.iter().map(String::as_str)).collect();
    let expected: Vec<(String, Vec<String>)> = serde_json::from_value(oracle(&arguments)).expect("pieces with words");
    let mut compared = 0;
    for (piece, mut theirs) in expected {
        let mut ours = Vec::new();
        if words(&piece, &mut ours) {
            ours.retain(|word| !word.is_empty());
            theirs.retain(|word| !word.is_empty());
            ours.sort_unstable();
            ours.dedup();
            theirs.sort_unstable();
            assert_eq!(ours, theirs, "{piece}");
            compared += 1;
        }
    }
    assert!(compared > 10_000, "{compared} pieces");
}

/// Slow (20 s without optimization), so not in every run: `cargo test full_class_list -- --ignored`.
#[test]
#[ignore = "builds every class that Tailwind has"]
fn the_full_class_list_equals_npm() {
    for (version, name, entry) in
        [(Version::V4, "v4", "@import \"tailwindcss\" source(none);"), (Version::V3, "v3", "@tailwind base;@tailwind components;@tailwind utilities;")]
    {
        let expected = oracle(&["classes", name]);
        let classes: Vec<&str> = expected["classes"].as_array().expect("classes").iter().filter_map(|class| class.as_str()).collect();
        let entry = if version == Version::V4 { entry.replace("source(none)", "source(\"./\")") } else { entry.to_string() };
        let host = Host::new(
            version,
            &[("app.css", &entry), ("all.html", &classes.join("\n")), ("tailwind.config.js", "module.exports = { content: ['./all.html'] }")],
        );
        let limits = super::super::Limits { build: std::time::Duration::from_secs(300), memory: 1 << 30, ..Default::default() };
        let engine = super::super::Engine::start(version, false, limits).expect("a thread");
        let ours = host.compile(&engine, "app.css").expect("compiles").update(&host).expect("builds");
        assert!(classes.len() > 5_000, "{name}: {}", classes.len());
        assert_same(name, &ours, expected["css"].as_str().expect("css"));
    }
}
