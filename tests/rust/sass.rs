//! Sass: partials, modules, aliases; and what could run without end.

use hotframe::{Change, Compiler, Options, Session, Severity};

use crate::support::{PAGE, files, open};

fn css(session: &hotframe::Session) -> String {
    let errors: Vec<_> = session.diagnostics().into_iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let asset = session.asset(&format!("@hotframe/app/{}.js", session.revision().unwrap())).unwrap().unwrap();
    String::from_utf8(asset.body.to_vec()).unwrap()
}

#[test]
fn partials_variables_mixins_and_modules() {
    let session = open(&[
        PAGE,
        ("src/main.ts", "import './app.scss'; import styles from './card.module.scss'; console.log(styles.card)"),
        ("src/app.scss", "@use './styles/theme' as t;\n@use '@/styles/mixins';\n.a { color: t.$brand; &:hover { @include mixins.big(2px); } }"),
        ("src/styles/_theme.scss", "$brand: rebeccapurple;"),
        ("src/styles/_mixins.scss", "@mixin big($x) { margin: $x * 2; }"),
        ("src/card.module.scss", ".card { .inner { padding: 1px + 2px } }"),
    ]);
    let text = css(&session);
    assert!((text.contains("#639") || text.contains("rebeccapurple")) && text.contains("4px") && text.contains("card_") && text.contains("3px"), "{text}");
    let message = session.update(vec![Change::write("src/styles/_theme.scss", "$brand: teal;")]).unwrap().unwrap();
    assert!(message.to_json().contains("teal"), "an edited partial reaches the sheet that uses it");
}

#[test]
fn files_for_import_alone_are_not_used() {
    let session = open(&[
        PAGE,
        ("src/main.ts", "import './app.scss'"),
        ("src/app.scss", "@use 'kit' with ($size: 7px); .a { width: kit.$size }"),
        ("src/_kit.scss", "@forward 'variables';"),
        ("src/_variables.scss", "$size: 2px !default;"),
        ("src/_variables.import.scss", "@forward 'variables';"),
    ]);
    assert!(css(&session).contains("7px"));
}

#[test]
fn a_package_extends_what_its_own_modules_have() {
    let root = std::env::temp_dir().join(format!("hotframe-sass-{}", std::process::id()));
    let kit = root.join("node_modules/kit");
    std::fs::create_dir_all(&kit).unwrap();
    std::fs::write(kit.join("package.json"), r#"{ "name": "kit", "version": "1.0.0" }"#).unwrap();
    std::fs::write(kit.join("_index.scss"), "@use 'base';\n.small-print { @extend small; }").unwrap();
    std::fs::write(kit.join("_base.scss"), "small { font-size: 7px }").unwrap();
    let compiler = Compiler::new(Options { node_modules: Some(root.join("node_modules")), ..Options::default() }).unwrap();
    let app = files(&[PAGE, ("src/main.ts", "import './app.scss'"), ("src/app.scss", "@use 'kit';")]);
    let text = css(&Session::new("a", app, std::sync::Arc::new(compiler)).unwrap());
    assert!(text.contains("small, .small-print"), "{text}");
    std::fs::remove_dir_all(root).unwrap();
}

#[test]
fn errors_name_the_partial_and_its_line() {
    let session = open(&[PAGE, ("src/main.ts", "import './app.scss'"), ("src/app.scss", "@use './b';"), ("src/_b.scss", ".a {\n  color: $nothing;\n}")]);
    let problem = &session.diagnostics()[0];
    assert_eq!((problem.code.as_str(), problem.file.as_str(), problem.line), ("sass", "src/_b.scss", 2), "{problem:?}");
}

#[test]
fn what_could_run_without_end_is_refused() {
    for (source, said) in [
        ("$i: 1; @while $i > 0 { $i: $i + 1 }", "@while"),
        ("@function f($x) { @return g($x) } @function g($x) { @return f($x) } .a { width: f(1) }", "calls itself"),
        ("@mixin m { @include m } .a { @include m }", "calls itself"),
        ("@use '../../../../etc/passwd';", ""),
        ("@for $i from 1 through 1000000000000 { .a { b: $i } }", "longer than"),
    ] {
        let session = open(&[PAGE, ("src/main.ts", "import './app.scss'"), ("src/app.scss", source)]);
        let problem = session.diagnostics().into_iter().next().unwrap_or_else(|| panic!("{source} compiles"));
        assert!(problem.message.contains(said), "{source}: {problem:?}");
    }
}

#[test]
fn names_that_are_no_calls_are_no_recursion_and_the_config_may_add_a_prelude() {
    let session = open(&[
        PAGE,
        ("vite.config.js", "export default { css: { preprocessorOptions: { scss: { additionalData: '@use \"sass:math\";\\n$panel: #123456;\\n' } } } }"),
        ("src/main.ts", "import './app.scss'"),
        ("src/app.scss", "@mixin panel($padding: 2px) { padding: $padding; background: $panel; .panel { width: math.div(10px, 4) } }\n.a { @include panel; }"),
    ]);
    let text = css(&session);
    assert!(text.contains("#123456") && text.contains("2.5px"), "{text}");
    session.update(vec![Change::write("src/app.scss", "\n.a { color: $no; }")]).unwrap();
    assert_eq!(session.diagnostics()[0].line, 2, "the prelude moves no line: {:?}", session.diagnostics());
}

#[test]
fn a_folder_that_is_called_like_an_alias_is_a_folder() {
    let session = open(&[
        PAGE,
        ("vite.config.js", "export default { resolve: { alias: [{ find: 'components', replacement: '/src/components' }] } }"),
        ("src/main.ts", "import './components/header.scss'"),
        ("src/components/header.scss", "@use '../styles/variables' as *;\n@use 'components/tools';\n.a { color: $ink; @include tools.big; }"),
        ("src/components/_tools.scss", "@mixin big { margin: 7px }"),
        ("src/styles/_variables.scss", "$ink: #123456;"),
    ]);
    let text = css(&session);
    assert!(text.contains("#123456") && text.contains("7px"), "{text}");
}

#[test]
fn extensions_reach_what_other_modules_have() {
    let session = open(&[
        PAGE,
        ("src/main.ts", "import './app.scss'; import list from './list.module.scss'; console.log(list.row)"),
        ("src/app.scss", "@use 'styles/base';\n@use 'styles/buttons';"),
        ("src/styles/_base.scss", "@forward 'tools';\n.card { border: 1px solid red; &:hover { width: 50% } }"),
        ("src/styles/_tools.scss", "%plain { cursor: pointer; @media (min-width: 9px) { margin: 3px } }\n@mixin plain { @extend %plain; }"),
        (
            "src/styles/_buttons.scss",
            "@use 'base' as *;\n@use 'sass:math';\n.button { @include plain; padding: math.div(9px, 3); .icon & { @extend .card; } }\n.x { @extend .none !optional; }",
        ),
        ("src/list.module.scss", "@use 'styles/tools';\n.row { @extend %plain; color: red; }"),
    ]);
    let text = css(&session);
    for wanted in [
        ".button {\\n  cursor: pointer;",
        ".card, .icon .button {\\n  border: 1px solid red",
        ".card:hover, .icon .button:hover {\\n  width: 50%",
        "padding: 3px",
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    assert!(!text.contains("hotframe-extend") && !text.contains("hotframe-placeholder"), "{text}");
    session.update(vec![Change::write("src/list.module.scss", "@use 'styles/tools';\n.row {\n  @extend %plan;\n}")]).unwrap();
    let problem = &session.diagnostics()[0];
    assert_eq!((problem.file.as_str(), problem.line, problem.column), ("src/list.module.scss", 3, 11), "{problem:?}");
    assert!(problem.message.contains("was not found") && problem.hint.as_deref().is_some_and(|hint| hint.contains("@extend %plan !optional")), "{problem:?}");
}
