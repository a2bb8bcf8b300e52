//! Random edit scripts: a session that has moved step by step knows what one that opens on the same files knows, and every message is the
//! whole difference. A session keeps what did not change from one build to the next; this is what keeps that honest.
//! `HOTFRAME_SCRIPTS` and `HOTFRAME_SEED` choose more and others.

use std::collections::BTreeMap;

use hotframe::{Body, Change, Message, Options, Policy, Session};

use crate::support::{PAGE, compiler, compiler_with_packages};

/// xorshift64*: small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % below
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.next(list.len())]
    }
}

const SCRIPTS: [&str; 9] =
    ["src/main.ts", "src/a.ts", "src/b.tsx", "src/c.js", "src/lib/index.ts", "src/lib/d.ts", "src/d.ts", "src/pages/one.ts", "src/pages/two.ts"];
const STYLES: [&str; 5] = ["src/main.css", "src/part.css", "src/m.module.css", "src/s.scss", "src/_partial.scss"];
const SPECIFIERS: [&str; 18] = [
    "./a",
    "./b",
    "@/c",
    "./lib",
    "@/lib/d",
    "~/d",
    "./d.js",
    "#inner",
    "/src/a.ts",
    "../src/b",
    "./data.json",
    "./picture.svg",
    "./picture.svg?raw",
    "./picture.svg?react",
    "./none",
    "react",
    "not-installed",
    "app/own",
];

fn script(dice: &mut Dice) -> String {
    let mut text = String::new();
    for index in 0..dice.next(4) {
        let from = dice.of(&SPECIFIERS);
        text += &match dice.next(6) {
            0 => format!("import {{ {} as i{index} }} from {from:?}; console.log(i{index});\n", dice.of(&["x", "y", "z", "useState"])),
            1 => format!("import i{index} from {from:?}; console.log(i{index});\n"),
            2 => format!("export * from {from:?};\n"),
            3 => format!("void import({from:?});\n"),
            _ => format!("import * as i{index} from {from:?}; console.log(i{index});\n"),
        };
    }
    if dice.next(3) == 0 {
        text += &format!("import {:?};\n", dice.of(&["./main.css", "@/part.css", "@/m.module.css", "@/s.scss"]));
    }
    if dice.next(6) == 0 {
        text += "console.log(import.meta.glob('./pages/*.ts'), import.meta.env.VITE_SAID);\n";
    }
    for name in ["x", "y", "z"] {
        if dice.next(3) > 0 {
            text += &format!("export const {name}: number = {};\n", dice.next(3));
        }
    }
    match dice.next(12) {
        0 => text += "export default (((",
        1 => text = format!("// said\n{text}"),
        2..5 => text += "export default 1;\n",
        _ => {}
    }
    text
}

fn style(dice: &mut Dice) -> String {
    let imported = match dice.next(3) {
        0 => format!("@import {:?};\n", dice.of(&["./part.css", "./main.css", "./none.css", "https://example.com/x.css"])),
        _ => String::new(),
    };
    let shown = if dice.next(4) == 0 { " background: url(./picture.svg);" } else { "" };
    format!("{imported}.box {{ order: {};{shown} }}\n{}", dice.next(4), if dice.next(15) == 0 { "} .wrong {" } else { "" })
}

/// Another text for one file, or none.
fn change(dice: &mut Dice) -> Change {
    let (path, text) = match dice.next(20) {
        0 => {
            let inline = if dice.next(2) == 0 { "<script type=module>import '/src/a.ts'</script>" } else { "" };
            ("index.html", format!("{}{inline}", PAGE.1))
        }
        1 => ("tsconfig.json", format!("{{\"compilerOptions\": {{\"paths\": {{\"~/*\": [\"src/{}*\"]}}}}}}", dice.of(&["", "lib/"]))),
        2 => (
            "package.json",
            format!(
                "{{\"name\": {:?}, \"imports\": {{\"#inner\": \"./src/{}.ts\"}}, \"exports\": {{\"./own\": \"./src/a.ts\"}}}}",
                dice.of(&["app", "other"]),
                dice.of(&["a", "d"])
            ),
        ),
        3 => ("src/lib/package.json", format!("{{\"main\": {:?}}}", dice.of(&["d.ts", "index.ts"]))),
        4 => (".env", format!("VITE_SAID={}\n", dice.next(2))),
        5 => ("src/data.json", dice.of(&["{\"x\": 1}", "{\"y\": 2}", "{"]).to_string()),
        6 => ("src/picture.svg", format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\"/>", dice.next(3))),
        7..=9 if dice.next(4) == 0 => ("src/s.scss", format!("@use './partial';\n.s {{ order: partial.$order; top: {}px }}\n", dice.next(3))),
        7 => ("src/_partial.scss", format!("$order: {};\n", dice.next(3))),
        8..=10 => (dice.of(&STYLES[..3]), style(dice)),
        _ => (dice.of(&SCRIPTS), script(dice)),
    };
    if path != "index.html" && dice.next(8) == 0 { Change::delete(path) } else { Change::write(path, text) }
}

/// What a browser holds that has taken every message.
#[derive(Default)]
struct Page {
    revision: Option<String>,
    have: BTreeMap<String, String>,
}

impl Page {
    fn load(&mut self, session: &Session) {
        let message = session.sync(None, &BTreeMap::new(), None).unwrap();
        *self = Self::default();
        self.take(&message);
    }

    fn take(&mut self, message: &Message) {
        if let Body::HmrUpdate { update, .. } | Body::HmrBatch { update } = &message.body {
            self.have.extend(update.modules.iter().map(|module| (module.id.to_string(), module.digest.clone())));
            update.removed.iter().for_each(|id| drop(self.have.remove(id.as_str())));
            self.revision = message.to.clone();
        }
    }
}

fn play(seed: u64, compiler: &std::sync::Arc<hotframe::Compiler>, steps: usize) {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::from([(PAGE.0.to_string(), PAGE.1.into()), ("src/main.ts".to_string(), Vec::new())]);
    for path in SCRIPTS.iter().skip(1) {
        if dice.next(3) > 0 {
            files.insert((*path).to_string(), script(&mut dice).into_bytes());
        }
    }
    let session = Session::new("app", files.clone(), compiler.clone()).unwrap();
    let mut page = Page::default();
    page.load(&session);
    for step in 0..steps {
        let changes: Vec<Change> = (0..=dice.next(3)).map(|_| change(&mut dice)).collect();
        let told = format!("seed {seed}, step {step}: {changes:?}");
        if dice.next(4) == 0 {
            // Asked what edits would do, it stays where it is.
            let before = (session.revision(), session.diagnostics());
            session.route(&changes, &Policy::default()).unwrap();
            assert_eq!((session.revision(), session.diagnostics()), before, "{told}");
        }
        let message = session.update(changes.clone()).unwrap();
        for change in changes.iter().filter(|change| matches!(change.kind, hotframe::ChangeKind::Delete)) {
            files.remove(&change.path);
        }
        for change in &changes {
            if let hotframe::ChangeKind::Write(content) = &change.kind {
                files.insert(change.path.clone(), content.to_vec());
            }
        }
        let fresh = Session::new("app", files.clone(), compiler.clone()).unwrap();
        assert_eq!(session.diagnostics(), fresh.diagnostics(), "{told}");
        match &message {
            Some(message) if matches!(message.body, Body::PreviewRefreshed { .. }) => page.load(&session),
            Some(message) => page.take(message),
            None => {}
        }
        // With errors, the one keeps what ran, and the other leaves it out.
        let is_whole = !fresh.diagnostics().iter().any(|problem| problem.severity == hotframe::Severity::Error);
        let Some(revision) = fresh.revision().filter(|_| is_whole) else { continue };
        assert_eq!(session.revision().as_ref(), Some(&revision), "{told}");
        if page.revision.is_none() {
            page.load(&session);
        }
        assert_eq!(page.revision.as_ref(), Some(&revision), "{told}");
        let missing = session.sync(Some(&revision), &page.have, None).unwrap();
        match missing.body {
            Body::HmrBatch { update } => assert!(update.modules.is_empty() && update.removed.is_empty(), "{told}: {:?}", update),
            other => panic!("{told}: {other:?}"),
        }
    }
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

#[test]
fn a_session_knows_after_any_edits_what_one_knows_that_opens_on_the_same_files() {
    let compilers = [compiler(), compiler_with_packages()];
    let first = number("HOTFRAME_SEED", 1);
    for seed in first..first + number("HOTFRAME_SCRIPTS", 60) {
        play(seed, &compilers[usize::from(seed % 5 == 0)], 30);
    }
}

#[test]
fn a_package_that_is_installed_between_edits_is_found() {
    let packages = std::env::temp_dir().join(format!("hotframe-edits-{}", std::process::id())).join("node_modules");
    std::fs::create_dir_all(&packages).unwrap();
    let compiler = std::sync::Arc::new(hotframe::Compiler::new(Options { node_modules: Some(packages.clone()), ..Options::default() }).unwrap());
    let files = [
        (PAGE.0.to_string(), PAGE.1.into()),
        ("src/main.ts".to_string(), b"import { x } from 'late'; import './a'; console.log(x)".to_vec()),
        ("src/a.ts".to_string(), Vec::new()),
    ];
    let session = Session::new("app", files, compiler).unwrap();
    assert!(session.revision().is_none());
    std::fs::create_dir(packages.join("late")).unwrap();
    std::fs::write(packages.join("late/package.json"), r#"{"name": "late", "version": "1.0.0", "main": "index.js"}"#).unwrap();
    std::fs::write(packages.join("late/index.js"), "export const x = 1").unwrap();
    session.update(vec![Change::write("package.json", r#"{"dependencies": {"late": "1"}}"#), Change::write("src/a.ts", "console.log(1)")]).unwrap();
    assert_eq!(session.diagnostics(), []);
    assert!(session.revision().is_some());
    std::fs::remove_dir_all(packages.parent().unwrap()).unwrap();
}
