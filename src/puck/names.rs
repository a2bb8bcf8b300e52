//! Names of slot components: from the id of the item and the field, readable and unique.

use indexmap::IndexSet;

/// Letters of a name before its number.
const LENGTH: usize = 60;

pub(super) struct Names {
    taken: IndexSet<String>,
    items: Vec<String>,
}

impl Names {
    pub(super) fn new(taken: IndexSet<String>) -> Self {
        Self { taken, items: Vec::new() }
    }

    /// Slots that are named from here on belong to this item.
    pub(super) fn enter(&mut self, id: &str) {
        self.items.push(pascal(id));
    }

    pub(super) fn leave(&mut self) {
        self.items.pop();
    }

    /// A name for the slot at `path`: `Hero-1` and `/content/0/props/media` make `Hero1Media`.
    pub(super) fn slot(&mut self, path: &[String]) -> String {
        let after = path.iter().rposition(|token| token == "props").map_or(path.len() - 1, |at| at + 1);
        let item = self.items.last().map_or("Root", String::as_str);
        let mut name = format!("{item}{}", pascal(&path[after..].join(" ")));
        name.truncate(LENGTH);
        if !name.starts_with(|first: char| first.is_ascii_uppercase()) {
            name.insert(0, 'S');
        }
        self.unique(name)
    }

    /// The name, or with a number if it is taken.
    pub(super) fn unique(&mut self, name: String) -> String {
        let mut unique = name.clone();
        let mut number = 2;
        while !self.taken.insert(unique.clone()) {
            unique = format!("{name}_{number}");
            number += 1;
        }
        unique
    }
}

/// Letters and digits, each word with a capital; all else parts words.
fn pascal(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect()
}
