//! Change routing: the traps one by one, and hundreds of edits beside what a full rebuild shows changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hotframe::{Body, Cause, Change, Compiler, Options, PageOptions, Policy, Route, Session};
use serde_json::Value;

use crate::support::{compiler_with_packages, example, files, open, root};

const PAGE: (&str, &str) = ("index.html", r#"<div id="root"></div><script type="module" src="/src/main.tsx"></script>"#);

/// An app with one of everything.
fn app() -> Vec<(&'static str, &'static str)> {
    vec![
        PAGE,
        ("package.json", r#"{"name": "app", "scripts": {"dev": "vite"}, "dependencies": {"react": "19"}}"#),
        ("tsconfig.json", r#"{"compilerOptions": {"strict": true, "paths": {"@/*": ["./src/*"]}}}"#),
        (".env", "VITE_NAME=one\nSECRET=1\n"),
        (
            "src/main.tsx",
            "import './app.css';\nimport { Card } from './Card';\nimport data from './data.json';\nconsole.log(Card, data, import.meta.env.VITE_NAME);\n",
        ),
        (
            "src/Card.tsx",
            "/** @jsxRuntime classic */\nimport styles from './card.module.css';\nconst React = { createElement: (...all: unknown[]) => all };\ntype Props = { title: string };\n\
             export const Card = ({ title }: Props) => <p className=\"a b\" style={{ color: 'red', ...{ margin: { a: 1 }.a } }} id={styles.card}>Hello {title}</p>;\n",
        ),
        ("src/app.css", "@import './theme.css';\nbody { margin: 0; background: url('./dot.svg'); }\n"),
        ("src/theme.css", ":root { --a: red; }\n"),
        ("src/card.module.css", ".card { color: red; }\n"),
        ("src/data.json", r#"{"a": 1}"#),
        ("src/dot.svg", "<svg/>"),
        ("src/lonely.ts", "export const lonely = 1;\n"),
        ("public/robots.txt", "all\n"),
        ("backend/main.mo", "actor {}\n"),
        ("supabase/functions/hello/index.ts", "Deno.serve(() => new Response())\n"),
    ]
}

fn text(path: &str) -> &'static str {
    app().into_iter().find(|(name, _)| *name == path).unwrap().1
}

fn edited(path: &str, find: &str, replace: &str) -> Change {
    assert!(text(path).contains(find), "{path} has {find}");
    Change::write(path, text(path).replacen(find, replace, 1))
}

#[test]
fn every_trap_has_its_cause_and_route() {
    let session = open(&app());
    assert!(session.diagnostics().is_empty(), "{:?}", session.diagnostics());
    let card = "src/Card.tsx";
    let cases = [
        ("no change at all", Change::write(card, text(card)), Cause::Same, Route::None, Route::None),
        ("a comment", edited(card, "type Props", "// more }}\ntype Props"), Cause::Invisible, Route::None, Route::None),
        ("a type", edited(card, "title: string", "title: string | number"), Cause::Invisible, Route::None, Route::None),
        ("layout", edited(card, "type Props", "\n\n\ntype Props"), Cause::Invisible, Route::None, Route::None),
        ("className alone", edited(card, "a b", "a b underline"), Cause::Appearance, Route::Update, Route::Update),
        ("style with nested braces", edited(card, "{ a: 1 }.a } }}", "{ a: 2 }.a }, padding: 3 }}"), Cause::Appearance, Route::Update, Route::Update),
        (
            "className and a type",
            Change::write(card, text(card).replace("a b", "c").replace("title: string", "title: number")),
            Cause::Appearance,
            Route::Update,
            Route::Update,
        ),
        ("text", edited(card, "Hello", "Goodbye"), Cause::Text, Route::Update, Route::Update),
        ("text and className", Change::write(card, text(card).replace("Hello", "Bye").replace("a b", "c")), Cause::Text, Route::Update, Route::Update),
        ("structure", edited(card, "{title}</p>", "<b>{title}</b></p>"), Cause::Component, Route::Update, Route::Deploy),
        ("another import", edited("src/main.tsx", "import './app.css';\n", ""), Cause::Component, Route::Update, Route::Deploy),
        ("a stylesheet", edited("src/app.css", "margin: 0", "margin: 1px"), Cause::Style, Route::Css, Route::Css),
        ("a comment in a stylesheet", edited("src/app.css", "body", "/* { */ body"), Cause::Invisible, Route::None, Route::None),
        ("an imported stylesheet", edited("src/theme.css", "red", "blue"), Cause::Style, Route::Css, Route::Css),
        ("an @import that goes", edited("src/app.css", "@import './theme.css';\n", ""), Cause::Style, Route::Css, Route::Css),
        ("an image that only styles use", edited("src/dot.svg", "<svg/>", "<svg></svg>"), Cause::Style, Route::Css, Route::Css),
        ("a CSS module's rule", edited("src/card.module.css", "red", "blue"), Cause::Style, Route::Css, Route::Css),
        ("a CSS module's names", edited("src/card.module.css", "}", "}\n.other { color: red; }"), Cause::Component, Route::Update, Route::Deploy),
        ("data", edited("src/data.json", "1", "2"), Cause::Data, Route::Update, Route::Update),
        ("a file that nothing imports", edited("src/lonely.ts", "1", "2"), Cause::Unused, Route::None, Route::None),
        ("a file that nothing imports goes", Change::delete("src/lonely.ts"), Cause::Unused, Route::None, Route::None),
        ("a file in use goes", Change::delete(card), Cause::Broken, Route::Update, Route::Update),
        ("a file that never was goes", Change::delete("src/never.ts"), Cause::Same, Route::None, Route::None),
        ("a syntax error", Change::write(card, "export const = ;"), Cause::Broken, Route::Update, Route::Update),
        ("index.html", edited("index.html", "<div", "<p></p><div"), Cause::Document, Route::Reload, Route::Deploy),
        ("the public folder", edited("public/robots.txt", "all", "none"), Cause::Public, Route::Reload, Route::Reload),
        ("scripts of package.json", edited("package.json", "vite", "vite --host"), Cause::Invisible, Route::None, Route::None),
        ("dependencies of package.json", edited("package.json", "\"19\"", "\"19\", \"zod\": \"4\""), Cause::Dependencies, Route::Reload, Route::Deploy),
        ("a lock file", Change::write("package-lock.json", "{}"), Cause::Dependencies, Route::Reload, Route::Deploy),
        ("environment that is read", edited(".env", "one", "two"), Cause::Settings, Route::Reload, Route::Deploy),
        ("a secret that nobody reads", edited(".env", "SECRET=1", "SECRET=2"), Cause::Invisible, Route::None, Route::None),
        ("tsconfig without effect", edited("tsconfig.json", "true", "false"), Cause::Invisible, Route::None, Route::None),
        ("Motoko", edited("backend/main.mo", "{}", "{ }"), Cause::Backend, Route::Deploy, Route::Deploy),
        ("an edge function", edited("supabase/functions/hello/index.ts", "Response()", "Response('x')"), Cause::Backend, Route::Deploy, Route::Deploy),
    ];
    for (name, change, cause, components, kontext) in cases {
        let revision = session.revision();
        let routing = session.route(std::slice::from_ref(&change), &Policy::components()).unwrap();
        assert_eq!((routing.files[0].cause, routing.route), (cause, components), "{name}: {routing:?}");
        assert!(!routing.files[0].reason.is_empty(), "{name}");
        assert_eq!(session.route(&[change], &Policy::kontext()).unwrap().route, kontext, "{name}");
        assert_eq!(session.revision(), revision, "{name}: asking changes nothing");
    }
}

#[test]
fn the_farthest_file_decides_and_each_has_its_reason() {
    let session = open(&app());
    let changes = [edited("src/app.css", "margin: 0", "margin: 1px"), edited("backend/main.mo", "{}", "{ }"), edited("src/data.json", "1", "2")];
    let routing = session.route(&changes, &Policy::components()).unwrap();
    let found: Vec<_> = routing.files.iter().map(|file| (file.path.as_str(), file.route)).collect();
    assert_eq!(found, [("backend/main.mo", Route::Deploy), ("src/app.css", Route::Css), ("src/data.json", Route::Update)]);
    assert_eq!((routing.route, routing.strategy), (Route::Deploy, "full-deploy"));
    let json = serde_json::to_value(&routing).unwrap();
    assert_eq!((&json["route"], &json["files"][1]["cause"]), (&"deploy".into(), &"style".into()));
}

#[test]
fn a_host_changes_the_table() {
    let session = open(&app());
    let policy = Policy::from_json(r#"{"preset": "kontext", "backend": ["api/**"], "routes": {"component": "reload", "style": "update"}}"#).unwrap();
    let route = |change: Change| session.route(&[change], &policy).unwrap().route;
    assert_eq!(route(edited("src/Card.tsx", "{title}</p>", "<b>{title}</b></p>")), Route::Reload);
    assert_eq!(route(edited("src/theme.css", "red", "blue")), Route::Update);
    assert_eq!(route(Change::write("api/hello.ts", "1")), Route::Deploy);
    assert_eq!(route(edited("backend/main.mo", "{}", "{ }")), Route::None, "a file like any other, and nothing imports it");
    for bad in
        ["", "[]", r#"{"preset": "none"}"#, r#"{"routes": {"style": "swap"}}"#, r#"{"routes": {"looks": "css"}}"#, r#"{"backend": ["["]}"#, r#"{"more": 1}"#]
    {
        assert!(Policy::from_json(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_new_class_takes_its_rule_along() {
    // The stylesheet is made by Tailwind from what the scripts say: an edit of one script is an edit of both.
    let list = [PAGE, ("src/main.tsx", "import './app.css';\ndocument.body.className = 'p-1';"), ("src/app.css", "@import 'tailwindcss';")];
    let options = Options { node_modules: Some(root().join("tests/node_modules")), ..Options::default() };
    let session = Session::new("app", files(&list), Arc::new(Compiler::new(options).unwrap())).unwrap();
    assert!(session.diagnostics().is_empty(), "{:?}", session.diagnostics());
    let change = Change::write("src/main.tsx", "import './app.css';\ndocument.body.className = 'p-1 mt-[13px]';");
    assert_eq!(session.route(std::slice::from_ref(&change), &Policy::default()).unwrap().route, Route::Update);
    let message = session.update(vec![change]).unwrap().unwrap();
    assert!(message.to_json().contains("13px"), "the rule is in the same message");
}

/// What a browser gets of an app that is opened anew.
struct Rebuilt {
    page: Option<String>,
    scripts: BTreeMap<String, String>,
    styles: BTreeMap<String, String>,
    edges: Value,
    public: BTreeMap<String, Vec<u8>>,
    broken: bool,
}

fn rebuild(files: &BTreeMap<String, Vec<u8>>, compiler: &Arc<Compiler>) -> Rebuilt {
    let session = Session::new("app", files.clone(), compiler.clone()).unwrap();
    let wire = match session.sync(None, &BTreeMap::new(), None).unwrap().body {
        Body::HmrBatch { update } => update,
        _ => Default::default(),
    };
    let Body::Connected { page, .. } = session.connected().unwrap().body else { panic!("a greeting") };
    let (mut scripts, mut styles) = (BTreeMap::new(), BTreeMap::new());
    for module in &wire.modules {
        let into = if module.kind == hotframe::Kind::Css { &mut styles } else { &mut scripts };
        into.insert(module.id.to_string(), module.code.clone().expect("inline"));
    }
    let public = files.keys().filter_map(|path| path.strip_prefix("public/"));
    let public = public.map(|path| (path.to_string(), session.asset(path).unwrap().unwrap().body.to_vec())).collect();
    let edges = serde_json::to_value((&wire.edges, &wire.css, &wire.entries)).unwrap();
    assert!(session.page(&PageOptions::default()).is_ok());
    Rebuilt { page, scripts, styles, edges, public, broken: session.diagnostics().iter().any(|problem| problem.severity == hotframe::Severity::Error) }
}

/// How far an edit has to go, by comparing two full builds.
fn needed(old: &Rebuilt, new: &Rebuilt) -> Route {
    if new.broken {
        return Route::Update;
    }
    if old.page != new.page || old.public != new.public {
        return Route::Reload;
    }
    // Names in the code that lead from a stylesheet to an image are the stylesheet's.
    if old.scripts != new.scripts || old.edges != new.edges {
        return Route::Update;
    }
    if old.styles != new.styles { Route::Css } else { Route::None }
}

fn changes_of(edit: &Value, files: &BTreeMap<String, Vec<u8>>) -> Option<Vec<Change>> {
    edit["changes"]
        .as_array()?
        .iter()
        .map(|change| {
            let path = change["path"].as_str()?;
            if change["delete"] == true {
                return Some(Change::delete(path));
            }
            if let Some(text) = change["write"].as_str() {
                return Some(Change::write(path, text));
            }
            let old = files.get(path)?;
            let said = |name: &str| change[name].as_str().unwrap_or_default().as_bytes();
            if let Some(find) = change["find"].as_str() {
                let text = std::str::from_utf8(old).ok()?;
                return text.contains(find).then(|| Change::write(path, text.replacen(find, change["replace"].as_str().unwrap_or_default(), 1)));
            }
            Some(Change::write(path, [said("prepend"), old, said("append")].concat()))
        })
        .collect()
}

#[test]
fn recorded_edits_are_never_routed_too_low() {
    let recorded: Vec<Value> = serde_json::from_slice(&std::fs::read(root().join("tests/routing/edits.json")).unwrap()).unwrap();
    type Opened = (BTreeMap<String, Vec<u8>>, Session, Rebuilt);
    let mut apps: BTreeMap<String, Opened> = BTreeMap::new();
    let options = Options { node_modules: Some(root().join("examples/node_modules")), inline_bytes: 1 << 24, ..Options::default() };
    let full = Arc::new(Compiler::new(options).unwrap());
    let (mut low, mut high, mut total, mut kinds) = (Vec::new(), Vec::new(), 0, BTreeSet::new());
    for edit in &recorded {
        let app = edit["app"].as_str().unwrap();
        let (files, session, before) = apps.entry(app.to_string()).or_insert_with(|| {
            let files: BTreeMap<_, _> = example(app).into_iter().collect();
            let session = Session::new(app, files.clone(), compiler_with_packages()).unwrap();
            let before = rebuild(&files, &full);
            (files, session, before)
        });
        let changes = changes_of(edit, files).unwrap_or_else(|| panic!("this edit fits its app no more: run tests/routing/generate.mjs: {edit}"));
        let mut after = files.clone();
        for change in &changes {
            match &change.kind {
                hotframe::ChangeKind::Write(content) => drop(after.insert(change.path.clone(), content.to_vec())),
                hotframe::ChangeKind::Delete => drop(after.remove(&change.path)),
            }
        }
        let needed = needed(before, &rebuild(&after, &full));
        let routing = session.route(&changes, &Policy::components()).unwrap();
        let line = format!("{}: needed {needed:?}, routed {:?} {:?}", edit["name"], routing.route, routing.files);
        match routing.route.cmp(&needed) {
            std::cmp::Ordering::Less => low.push(line),
            std::cmp::Ordering::Greater => high.push(line),
            std::cmp::Ordering::Equal => {}
        }
        kinds.insert(needed);
        total += 1;
    }
    let share = 100.0 * high.len() as f64 / f64::from(total);
    println!("{total} edits: {} routed too low, {} too high ({share:.1} %)", low.len(), high.len());
    assert!(total >= 200, "{total} edits are too few to say anything");
    assert!(kinds.len() >= 4, "the edits need all kinds of routes: {kinds:?}");
    assert!(low.is_empty(), "routed too low:\n{}", low.join("\n"));
    assert!(share <= 5.0, "routed too high:\n{}", high.join("\n"));
}
