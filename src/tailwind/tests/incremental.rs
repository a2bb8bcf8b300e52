//! Edits.

use std::sync::Arc;

use super::super::Version;
use super::host::{Host, assert_same};

#[test]
fn an_edit_gives_what_a_new_compile_gives() {
    for (app, classes) in [
        ("v4_shadcn", "sm:rotate-6 bg-teal-500/30 [&>p]:mt-1 animate-spin text-[11px]"),
        ("v3_shadcn", "sm:rotate-6 bg-teal-500/30 [&>p]:mt-1 animate-spin text-[11px]"),
    ] {
        let mut host = Host::fixture(app);
        let engine = host.engine();
        let mut sheet = host.compile(&engine, "src/index.css").expect("compiles");
        let first = sheet.update(&host).expect("builds");
        assert_eq!(sheet.leftover(), 0);

        let page = host.text("src/App.tsx").expect("the page").replace("<main className=\"", &format!("<main className=\"{classes} "));
        host.write("src/App.tsx", &page);
        let second = sheet.update(&host).expect("builds");
        assert_ne!(first, second, "{app}");
        assert_same(app, &second, &host.css("src/index.css").expect("builds"));
    }
}

#[test]
fn many_edits_of_version_3_give_what_a_new_compile_gives() {
    let (app, entry) = ("v3_shadcn", "src/index.css");
    let mut host = Host::fixture(app);
    let engine = host.engine();
    let mut sheet = host.compile(&engine, entry).expect("compiles");
    sheet.update(&host).expect("builds");
    let mut last = sheet.update(&host).expect("builds");
    let mut text = String::new();
    for classes in [
        // A block that is there, one that is new, and rules alone.
        "md:p-[3px] hover:bg-[#111]",
        "[&>p]:mt-[7px] peer-checked:group-hover:pl-[1px]",
        "container prose-lg -mt-1.5 !pt-2.5",
        // Behind all other utilities; one that asks for what the theme has not; one that it has.
        "[mask-type:luminance]",
        "bg-[theme(nope.x)]",
        "bg-[theme(colors.red.500)] nothing-that-is-a-class",
        "supports-[display:grid]:grid min-[712px]:p-1 space-y-[7px] dark:md:hover:underline",
    ] {
        text += classes;
        text += " ";
        host.write("src/More.tsx", &format!("<p className=\"{text}\" />"));
        last = sheet.update(&host).expect("builds");
    }
    assert!(last.contains("712px"), "{app}: the file is looked at");
    assert_same(app, &last, &host.css(entry).expect("builds"));
}

#[test]
fn an_edit_without_a_new_class_gives_the_same_value() {
    for app in ["v4_shadcn", "v3_shadcn"] {
        let mut host = Host::fixture(app);
        let engine = host.engine();
        let mut sheet = host.compile(&engine, "src/index.css").expect("compiles");
        let first = sheet.update(&host).expect("builds");
        assert!(Arc::ptr_eq(&first, &sheet.update(&host).expect("builds")), "{app}: no edit");
        let page = host.text("src/App.tsx").expect("the page");
        host.write("src/App.tsx", &page.replace("Hello", "Good-bye, says nobody"));
        assert!(Arc::ptr_eq(&first, &sheet.update(&host).expect("builds")), "{app}: new text");
        host.write("src/Copy.tsx", &page);
        assert!(Arc::ptr_eq(&first, &sheet.update(&host).expect("builds")), "{app}: a copy");
    }
}

#[test]
fn classes_that_go_are_left_over_until_settled() {
    let mut host = Host::new(
        Version::V4,
        &[("app.css", "@import \"tailwindcss/utilities\";"), ("a.tsx", "<p className=\"rotate-6\" />"), ("b.tsx", "<p className=\"skew-x-3\" />")],
    );
    let engine = host.engine();
    let mut sheet = host.compile(&engine, "app.css").expect("compiles");
    assert!(sheet.update(&host).expect("builds").contains("rotate"));
    host.write("a.tsx", "<p className=\"skew-x-3\" />");
    assert!(sheet.update(&host).expect("builds").contains(".rotate-6"), "kept, as in a development server");
    assert_eq!(sheet.leftover(), 1);
    assert!(!sheet.settle(&host).expect("builds").contains(".rotate-6"));
    assert_eq!(sheet.leftover(), 0);
    host.files.remove("b.tsx");
    host.files.remove("a.tsx");
    sheet.update(&host).expect("builds");
    assert!(sheet.leftover() > 0);
}

#[test]
fn a_sheet_knows_its_files_also_those_that_are_missing() {
    let sheet = |app: &str| {
        let host = Host::fixture(app);
        host.compile(&host.engine(), "src/index.css").expect("compiles")
    };
    let v3 = sheet("v3_shadcn");
    for path in [
        "src/index.css",
        "tailwind.config.ts",
        "src/styles/radius.ts",
        "src/styles/deep/more.css",
        "tailwind.config.js",
        "node_modules/tailwindcss-animate/index.js",
    ] {
        assert!(v3.depends_on(path), "{path}");
    }
    assert!(!v3.depends_on("src/App.tsx"));
    let v4 = sheet("v4_shadcn");
    assert!(v4.depends_on("src/styles/print.css") && !v4.depends_on("tailwind.config.ts"));
    assert!(v4.dependencies().any(|path| path == "node_modules/tw-animate-css/dist/tw-animate.css"));
}

#[test]
fn an_edited_config_is_read_again() {
    let mut host = Host::new(
        Version::V3,
        &[
            ("app.css", "@tailwind utilities;"),
            ("a.html", "<p class=\"text-brand\">"),
            ("tailwind.config.js", "module.exports = { content: ['*.html'], theme: { colors: require('./colors.json') } }"),
            ("colors.json", "{\"brand\":\"red\"}"),
        ],
    );
    let engine = host.engine();
    let mut sheet = host.compile(&engine, "app.css").expect("compiles");
    assert!(sheet.update(&host).expect("builds").contains("255 0 0"));
    host.write("colors.json", "{\"brand\":\"blue\"}");
    assert!(sheet.depends_on("colors.json"));
    assert!(sheet.settle(&host).expect("builds").contains("0 0 255"));
}

#[test]
fn a_sheet_works_from_any_thread() {
    let host = Host::fixture("v4_shadcn");
    let engine = host.engine();
    let mut sheet = host.compile(&engine, "src/index.css").expect("compiles");
    let first = sheet.update(&host).expect("builds");
    let second =
        std::thread::Builder::new().stack_size(128 << 10).spawn(move || sheet.settle(&host).expect("builds")).expect("a thread").join().expect("no panic");
    assert_eq!(first, second);
}

#[test]
fn several_stylesheets_share_an_engine() {
    let host = Host::new(
        Version::V4,
        &[
            ("app.css", "@import \"tailwindcss\"; @theme { --color-brand: red }"),
            ("part.css", "@reference \"./app.css\"; .x { @apply text-brand }"),
            ("plain.css", ".a { color: red }"),
            ("a.tsx", "<p className=\"flex\" />"),
        ],
    );
    let engine = host.engine();
    let mut sheets: Vec<_> = ["app.css", "part.css", "plain.css"].iter().map(|path| host.compile(&engine, path).expect("compiles")).collect();
    let css: Vec<_> = sheets.iter_mut().map(|sheet| sheet.update(&host).expect("builds")).collect();
    assert!(css[0].contains(".flex {") && css[1].contains("color: var(--color-brand") && !css[1].contains(".flex"));
    assert!(!sheets[2].is_active());
    assert_eq!(&*css[2], ".a { color: red }");
}
