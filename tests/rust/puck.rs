//! Puck documents that are wrong, hostile or large: what is wrong is said, the rest is converted.

use std::collections::BTreeMap;

use hotframe::puck::{self, Options};

const PAGE: &str = "src/puck/Page.tsx";

fn convert(data: &str) -> puck::Conversion {
    puck::convert(data, None, &Options::default(), &BTreeMap::new()).unwrap()
}

fn codes(conversion: &puck::Conversion) -> Vec<(&str, &str)> {
    conversion.diagnostics.iter().map(|problem| (problem.code.as_str(), problem.message.split(": ").next().unwrap())).collect()
}

#[test]
fn malformed_json_is_a_diagnostic_with_its_place() {
    for (text, line, column) in [
        ("", 1, 1),
        ("{", 1, 2),
        ("{\n  \"content\": [,]\n}", 2, 15),
        ("[1] x", 1, 5),
        ("{\"a\": 01}", 1, 7),
        ("\"\u{1}\"", 1, 2),
        ("{a: 1}", 1, 2),
        ("[1,]", 1, 4),
    ] {
        let conversion = convert(text);
        assert!(!conversion.ok(), "{text}");
        let problem = &conversion.diagnostics[0];
        assert_eq!((problem.code.as_str(), problem.line, problem.column), ("puck-json", line, column), "{text}: {}", problem.message);
    }
    assert_eq!(convert("[]").diagnostics[0].code, "puck-data");
}

#[test]
fn what_is_wrong_is_named_by_its_pointer_and_the_rest_is_converted() {
    let conversion = convert(
        r#"{"content": [
            {"type": "Text", "props": {"id": "a", "text": {"x": 1}, "size": "huge"}},
            {"type": "Nope", "props": {"id": "b"}},
            {"type": "Text", "props": {"id": "a", "text": "second"}},
            {"type": "Text", "props": {"text": "third", "constructor": 1}},
            7,
            {"type": "Container", "props": {"id": "c", "children": "none"}},
            {"type": "Text"}
        ], "zones": {"x:y": [], "odd": []}}"#,
    );
    assert!(conversion.ok());
    assert_eq!(
        codes(&conversion),
        [
            ("puck-zone", "/zones/odd"),
            ("puck-undeclared", "/content/0/props/text"),
            ("puck-mismatch", "/content/0/props/size"),
            ("puck-unknown-component", "/content/1/type"),
            ("puck-id", "/content/2/props/id"),
            ("puck-id", "/content/3/props"),
            ("puck-undeclared", "/content/3/props/constructor"),
            ("puck-mismatch", "/content/4"),
            ("puck-mismatch", "/content/5/props/children"),
            ("puck-mismatch", "/content/6"),
            ("puck-id", "/content/6/props"),
            ("puck-zone", "/zones/x:y"),
        ]
    );
    let page = &conversion.files[PAGE];
    assert!(page.contains(r#"text={"second"}"#) && page.contains(r#"text={"third"}"#) && page.contains("<Unknown"));
}

#[test]
fn one_changed_prop_changes_one_place() {
    let data = |title: &str| {
        format!(
            r#"{{"content": [{{"type": "Hero", "props": {{"id": "h", "title": "{title}", "actions": [{{"label": "Go"}}]}}}}, {{"type": "Text", "props": {{"id": "t", "text": "x"}}}}]}}"#
        )
    };
    let (before, after) = (convert(&data("One")), convert(&data("Two")));
    let changed: Vec<(&str, &str)> = before.files[PAGE].lines().zip(after.files[PAGE].lines()).filter(|(left, right)| left != right).collect();
    assert_eq!(changed.len(), 2, "the mark that names the source, and the prop: {changed:?}");
    assert_eq!(changed[1].1.trim(), r#"title={"Two"}"#);
    let others = |conversion: &puck::Conversion| conversion.files.iter().filter(|(path, _)| *path != PAGE).map(|(_, text)| text.clone()).collect::<Vec<_>>();
    assert_eq!(others(&before), others(&after));
}

#[test]
fn deep_and_large_documents() {
    let mut deep = r#"{"type": "Text", "props": {"id": "deepest", "text": "here"}}"#.to_string();
    for level in 0..1_000 {
        deep = format!(r#"{{"type": "Container", "props": {{"id": "c{level}", "children": [{deep}]}}}}"#);
    }
    let conversion = convert(&format!(r#"{{"content": [{deep}]}}"#));
    assert!(conversion.ok() && conversion.diagnostics.is_empty());
    assert!(conversion.files[PAGE].contains(r#"text={"here"}"#));
    assert_eq!(puck::parse(&conversion.files, &Options::default()).unwrap().diagnostics, []);

    assert_eq!(codes(&convert(&"[".repeat(100_000)))[0].0, "too-deep");
    assert_eq!(codes(&convert(&format!("\"{}\"", "x".repeat(33 << 20))))[0].0, "too-large");
    let items: Vec<String> =
        (0..20_000).map(|number| format!(r#"{{"type": "Text", "props": {{"id": "t{number}", "text": "{}"}}}}"#, "x".repeat(500))).collect();
    let large = convert(&format!(r#"{{"content": [{}]}}"#, items.join(",")));
    assert!(large.ok() && large.files[PAGE].len() > 10 << 20);
}

#[test]
fn links_and_markup_that_could_act_do_not_reach_the_page() {
    let schema = r#"{"components": {
        "Chip": {"module": "src/Chip.tsx", "fields": {"href": {"type": "text"}, "body": {"type": "richtext"}, "dangerouslySetInnerHTML": {"type": "object"}, "ref": {"type": "text"}}},
        "Open": {"module": "src/Open.tsx"}
    }}"#;
    let data = r#"{"content": [
        {"type": "Chip", "props": {"id": "*/ alert(1) /*", "href": " jAva\nscript:alert(1)", "body": "<p onclick=x>ok</p><script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>a</a>",
            "dangerouslySetInnerHTML": {"__html": "<b>"}, "ref": "r", "children": "no"}},
        {"type": "Open", "props": {"id": "o", "onClick": "alert(1)", "fine": 1, "__proto__": {"evil": 1}}}
    ]}"#;
    let conversion = puck::convert(data, Some(schema), &Options::default(), &BTreeMap::new()).unwrap();
    let page = &conversion.files[PAGE];
    assert!(page.contains(r##"href={"#"}"##), "{page}");
    assert!(page.contains(r#"<RichText html={"<p>ok<\/p><a>a<\/a>"} />"#), "{page}");
    for kept in ["dangerouslySetInnerHTML", "ref:", "onClick", "[\"__proto__\"]", "children"] {
        assert!(page.lines().filter(|line| line.contains(kept)).all(|line| line.contains("kept(")), "{kept} is only data: {page}");
    }
    assert!(page.contains("fine={1}"));
}

#[test]
fn schemas_and_options_that_are_wrong_are_errors() {
    let none = BTreeMap::new();
    for schema in [
        "{",
        r#"{"components": {"alert(1)": {}}}"#,
        r#"{"components": {"A": {"module": "../../etc/passwd"}}}"#,
        r#"{"components": {"A": {"export": "a b"}}}"#,
        r#"{"root": {"module": "/x"}}"#,
        r#"{"components": {"A": {"fields": {"a": {"type": "select", "options": [1]}}}}}"#,
    ] {
        assert!(puck::convert("{}", Some(schema), &Options::default(), &none).is_err(), "{schema}");
    }
    let toolbar = r#"{"components": {"A": {"module": "src/A.tsx", "fields": {"a": {"type": "richtext", "options": {"heading": false}}}}}}"#;
    assert!(puck::convert("{}", Some(toolbar), &Options::default(), &none).is_ok());
    for options in [r#"{"page": "a"}"#, r#"{"dir": "/x"}"#, r#"{"dir": "a/../../b"}"#, r#"{"nope": 1}"#] {
        assert!(Options::from_json(options).is_err(), "{options}");
    }
}

#[test]
fn an_editor_that_says_what_it_saw_overwrites_nothing_else() {
    let data = |title: &str| format!(r#"{{"root": {{"props": {{}}}}, "content": [{{"type": "Hero", "props": {{"id": "h", "title": "{title}"}}}}]}}"#);
    let seen = |seen: &Option<String>| Options { seen: seen.clone(), ..Options::default() };
    let first = convert(&data("One"));
    // A hand edit that the editor has read is in its document.
    let mut edited = first.files.clone();
    edited.insert(PAGE.into(), first.files[PAGE].replace(r#"{"One"}"#, r#""By hand""#) + "export const mine = 1;\n");
    let read = puck::parse(&edited, &Options::default()).unwrap();
    assert!(read.data.as_deref().unwrap().contains("By hand") && read.seen != first.seen);
    let next = puck::convert(&data("By hand, and more"), None, &seen(&read.seen), &edited).unwrap();
    assert!(next.conflicts.is_empty() && next.files[PAGE].contains("and more") && next.files[PAGE].ends_with("export const mine = 1;\n"));
    assert_eq!(puck::parse(&next.files, &Options::default()).unwrap().seen, next.seen);
    // One that it has not read is a conflict, and so is another editor's page.
    for unseen in [&edited, &convert(&data("Other")).files] {
        let conflict = puck::convert(&data("Two"), None, &seen(&first.seen), unseen).unwrap();
        assert_eq!((conflict.files[PAGE].as_str(), conflict.seen.as_ref()), (unseen[PAGE].as_str(), None));
        assert!(conflict.conflicts[PAGE].contains(r#"{"Two"}"#));
    }
    // What it would have written stands there already.
    assert!(puck::convert(&data("Two"), None, &seen(&first.seen), &convert(&data("Two")).files).unwrap().conflicts.is_empty());
}
