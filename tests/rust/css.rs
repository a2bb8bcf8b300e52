//! Stylesheets: imports put in with their conditions, addresses, custom properties, CSS modules.

use hotframe::{Compiler, Options, Session, Severity};

use crate::support::{PAGE, files, open};

/// The CSS that a stylesheet hands to the page, with addresses as `<address>`.
fn css(session: &Session, path: &str) -> String {
    let errors: Vec<_> = session.diagnostics().into_iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let asset = session.asset(&format!("@hotframe/app/{}.js", session.revision().unwrap())).unwrap().unwrap();
    let script = String::from_utf8(asset.body.to_vec()).unwrap();
    let definition = script.lines().find(|line| line.starts_with(&format!("hotframe.define({path:?}"))).unwrap_or_else(|| panic!("{path} is not in {script}"));
    let text = definition.split_once("_context.css(").unwrap().1;
    let (sheet, rest) = text.split_once("+\"\\n/*# sourceMappingURL=").expect("each names its map");
    let text = format!("{sheet}{}", rest.split_once("*/\"").unwrap().1).replace("\"+\"", "");
    let mut out = String::new();
    for part in text.split_inclusive('"').collect::<Vec<_>>().join("").split("\"+m[") {
        match part.split_once("].default+\"") {
            Some((_, rest)) => out += &format!("<address>{rest}"),
            None => out += part,
        }
    }
    out.replace("\\n", "\n").replace("\\\"", "\"").replace("].default", "<address>")
}

fn main(list: &[(&str, &str)]) -> Session {
    let mut all = vec![PAGE, ("src/main.ts", "import './main.css'")];
    all.extend_from_slice(list);
    open(&all)
}

#[test]
fn imports_stand_where_they_are_written_with_their_conditions() {
    let session = main(&[
        (
            "src/main.css",
            "@layer base, theme;\n@import 'a.css' layer(base);\n@import './b.css' supports(display: grid) screen and (min-width: 5px);\n@import url(https://fonts.example/css2?family=A:wght@4;5);\n.main { color: red }",
        ),
        ("src/a.css", "@import './deep/c.css' layer(inner);\n@import '//cdn.example/x.css' print;\n.a { color: red }"),
        ("src/deep/c.css", ".c { background: url(../i.png) }"),
        ("src/b.css", ".b { color: red }"),
        ("src/i.png", "png"),
    ]);
    let text = css(&session, "src/main.css");
    let places: Vec<usize> = [
        "@import \"//cdn.example/x.css\" layer(base) print",
        "@import \"https://fonts.example/css2?family=A:wght@4;5\"",
        "@layer base, theme",
        "@layer base {",
        "@layer inner {",
        ".c {",
        ".a {",
        "screen and",
        "@supports (display: grid)",
        ".b {",
        ".main {",
    ]
    .iter()
    .map(|part| text.find(part).unwrap_or_else(|| panic!("{part} is missing in {text}")))
    .collect();
    assert!(places.is_sorted(), "{places:?} {text}");
    assert!(text.contains("<address>"), "an image of an imported sheet is the one beside that sheet: {text}");
}

#[test]
fn an_edited_import_reaches_the_sheet_and_its_problems_name_the_file() {
    let session = main(&[("src/main.css", "@import './a.css';\n.main { color: red }"), ("src/a.css", ".a { color: red }")]);
    let message = session.update(vec![hotframe::Change::write("src/a.css", ".a { color: teal }")]).unwrap().unwrap();
    assert!(message.to_json().contains("teal"), "{message:?}");
    session.update(vec![hotframe::Change::write("src/a.css", ".ok {}\n.a { color: red")]).unwrap();
    let problem = &session.diagnostics()[0];
    assert_eq!((problem.file.as_str(), problem.line, problem.column), ("src/a.css", 2, 4), "{problem:?}");
    session.update(vec![hotframe::Change::write("src/a.css", "\n@import './nope.css';")]).unwrap();
    let problem = &session.diagnostics()[0];
    assert_eq!((problem.file.as_str(), problem.line, problem.code.as_str()), ("src/a.css", 2, "unresolved-import"), "{problem:?}");
}

#[test]
fn imports_in_a_circle_end() {
    let session = main(&[("src/main.css", "@import './a.css'; .main{}"), ("src/a.css", "@import './main.css'; @import './a.css'; .a{}")]);
    assert!(css(&session, "src/main.css").contains(".main"));
}

#[test]
fn custom_properties_keep_their_text_and_may_hold_addresses() {
    let session = main(&[
        ("src/main.css", ":root { --chart: oklch(0.50 0.0100 185); --hero: url('./i.png') 0.50s; --empty: ; color: rgb(0 0 0 / 0.50) }"),
        ("src/i.png", "png"),
    ]);
    let text = css(&session, "src/main.css");
    assert!(text.contains("--chart: oklch(0.50 0.0100 185)") && text.contains("url('<address>') 0.50s"), "{text}");
}

#[test]
fn imports_from_packages_and_their_images() {
    let root = std::env::temp_dir().join(format!("hotframe-css-{}", std::process::id()));
    let kit = root.join("node_modules/kit");
    std::fs::create_dir_all(kit.join("dist/themes")).unwrap();
    std::fs::write(kit.join("package.json"), r#"{ "name": "kit", "version": "1.0.0", "exports": { "./styles": "./dist/kit.css" } }"#).unwrap();
    std::fs::write(kit.join("dist/kit.css"), "@import './themes/dark.css';\n.kit { background: url(i.png) }").unwrap();
    std::fs::write(kit.join("dist/themes/dark.css"), ".dark { background: url('../i.png?x#y') }").unwrap();
    std::fs::write(kit.join("dist/i.png"), "png").unwrap();
    let compiler = std::sync::Arc::new(Compiler::new(Options { node_modules: Some(root.join("node_modules")), ..Options::default() }).unwrap());
    let app = files(&[PAGE, ("src/main.ts", "import './main.css'"), ("src/main.css", "@import 'kit/styles';\n.main { color: red }")]);
    let session = Session::new("a", app, compiler.clone()).unwrap();
    let text = css(&session, "src/main.css");
    assert!(text.find(".dark {") < text.find(".kit {") && text.find(".kit {") < text.find(".main {"), "{text}");
    assert_eq!(text.matches("<address>").count(), 2, "an image beside a package's stylesheet is found whatever the package exports: {text}");
    // A script may mean a stylesheet by a name that does not say so, as those of swiper and fontsource.
    let app = files(&[PAGE, ("src/main.ts", "import 'kit/styles'")]);
    let session = Session::new("b", app, compiler).unwrap();
    assert!(css(&session, "npm:kit/dist/kit.css").contains(".kit {"));
    std::fs::remove_dir_all(root).unwrap();
}

#[test]
fn prefixes_are_added_for_the_browsers_that_are_named() {
    let source = ".a { user-select: none; color: oklch(0.5 0.1 180) }";
    let plain = css(&main(&[("src/main.css", source)]), "src/main.css");
    assert!(!plain.contains("-webkit-user-select"), "{plain}");
    let named = css(
        &main(&[
            ("src/main.css", source),
            ("package.json", "{ \"browserslist\": [\"safari 15\"] }"),
            ("postcss.config.js", "export default { plugins: { autoprefixer: {} } }"),
        ]),
        "src/main.css",
    );
    assert!(named.contains("-webkit-user-select: none") && named.contains("oklch"), "{named}");
}

#[test]
fn less_and_stylus_are_named_as_what_they_are() {
    for path in ["src/a.less", "src/a.styl"] {
        let session = open(&[PAGE, ("src/main.ts", if path.ends_with("less") { "import './a.less'" } else { "import './a.styl'" }), (path, "@x: 1px;")]);
        let problem = &session.diagnostics()[0];
        assert!(problem.message.contains("Less and Stylus are not") && problem.hint.as_deref().is_some_and(|hint| hint.contains(".scss")), "{problem:?}");
    }
}

#[test]
fn source_maps_lead_through_imports_and_long_values_to_the_files() {
    let session = main(&[
        (
            "src/main.css",
            "@import 'https://fonts.example/a.css';\n@import './a.css';\n:root {\n  --long: 1\n    2\n    3;\n}\n.main   { color: red; background: url(./i.png) }\n",
        ),
        ("src/a.css", "\n\n.a\u{e4}{ color: red } .b { color: red }"),
        ("src/i.png", "image"),
    ]);
    let graph: serde_json::Value = serde_json::from_str(&session.sync(None, &Default::default(), None).unwrap().to_json()).unwrap();
    let modules = graph["modules"].as_array().unwrap();
    let digest = modules.iter().find(|module| module["id"] == "src/main.css").unwrap()["digest"].as_str().unwrap().to_string();
    let asset = session.asset(&format!("@hotframe/map/{digest}.css.json")).unwrap().expect("a map");
    let map: serde_json::Value = serde_json::from_slice(&asset.body).unwrap();
    assert_eq!(map["sources"], serde_json::json!(["src/a.css", "src/main.css"]));
    assert!(map["sourcesContent"][0].as_str().unwrap().contains(".a\u{e4}"));
    let text = css(&session, "src/main.css");
    let mut known = parcel_sourcemap::SourceMap::new("/");
    known.add_vlq_map(map["mappings"].as_str().unwrap().as_bytes(), vec!["a", "main"], vec![""; 2], Vec::<&str>::new(), 0, 0).unwrap();
    let origin = |rule: &str| {
        let line = text.lines().position(|line| line.starts_with(rule)).unwrap_or_else(|| panic!("{rule} is not in {text}"));
        let found = known.get_mappings().into_iter().find(|mapping| mapping.generated_line as usize == line && mapping.generated_column == 0);
        let original = found.unwrap_or_else(|| panic!("nothing for {rule}")).original.unwrap();
        (original.source, original.original_line, original.original_column)
    };
    assert_eq!([origin(".a\u{e4}"), origin(".b"), origin(":root"), origin(".main")], [(0, 2, 0), (0, 2, 18), (1, 2, 0), (1, 7, 0)]);
    let script = modules.iter().find(|module| module["id"] == "src/main.ts").unwrap()["digest"].as_str().unwrap();
    assert!(session.asset(&format!("@hotframe/map/{script}.css.json")).unwrap().is_none());
}
