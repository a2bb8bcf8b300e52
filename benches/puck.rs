//! Puck documents of many components to files, and back.

use std::collections::BTreeMap;

use hotframe::puck::{self, Options};

fn main() {
    divan::main();
}

/// A page of sections: cards in grids, heroes, texts.
fn document(components: usize) -> String {
    let items: Vec<String> = (0..components / 5)
        .map(|number| {
            format!(
                r#"{{"type": "Hero", "props": {{"id": "Hero-{number}", "title": "Headline {number}", "actions": [{{"label": "Go", "href": "/go", "variant": "primary"}}], "media": [
                    {{"type": "Card", "props": {{"id": "Card-{number}", "title": "Card", "children": [{{"type": "Text", "props": {{"id": "Text-{number}", "text": "Some words", "size": "lg"}}}}], "footer": []}}}}]}}}},
                   {{"type": "Features", "props": {{"id": "Features-{number}", "columns": 3, "items": [{{"icon": "bolt", "title": "Fast", "description": "Yes"}}, {{"icon": "star", "title": "Good"}}]}}}},
                   {{"type": "Button", "props": {{"id": "Button-{number}", "label": "Press", "href": "https://example.com/", "variant": "outline"}}}}"#
            )
        })
        .collect();
    format!(r#"{{"root": {{"props": {{"title": "Home"}}}}, "content": [{}]}}"#, items.join(","))
}

#[divan::bench(args = [10, 100, 1000])]
fn convert(bencher: divan::Bencher, components: usize) {
    let (data, options, none) = (document(components), Options::default(), BTreeMap::new());
    bencher.bench(|| puck::convert(divan::black_box(&data), None, &options, &none).expect("a conversion"));
}

#[divan::bench(args = [10, 100, 1000])]
fn parse(bencher: divan::Bencher, components: usize) {
    let options = Options::default();
    let files = puck::convert(&document(components), None, &options, &BTreeMap::new()).expect("a conversion").files;
    bencher.bench(|| puck::parse(divan::black_box(&files), &options).expect("a page"));
}
