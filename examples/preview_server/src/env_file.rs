//! `.env` files, read as Vite reads them: dotenv's syntax, dotenv-expand's variables, Vite's precedence.

mod expand;
mod parse;

use std::collections::BTreeMap;

use crate::folder::{Folder, Seen};

/// Whether a path of the app is one of the files that [`load`] reads.
pub(crate) fn is_env_file(path: &str) -> bool {
    files("development").iter().any(|file| file == path)
}

/// Later files win.
fn files(mode: &str) -> [String; 4] {
    [".env".into(), ".env.local".into(), format!(".env.{mode}"), format!(".env.{mode}.local")]
}

/// Only these reach the browser.
const PREFIX: &str = "VITE_";

/// The app's environment: its files, under what the process was started with, which wins.
pub(crate) fn load(folder: &Folder, mode: &str) -> BTreeMap<String, String> {
    let texts: Vec<String> = files(mode).iter().filter_map(|file| text_of(folder, file)).collect();
    let process = std::env::vars_os().filter_map(|(key, value)| Some((key.into_string().ok()?, value.into_string().ok()?))).collect();
    merge(&texts, &process)
}

fn text_of(folder: &Folder, file: &str) -> Option<String> {
    match folder.look_at_hidden(file) {
        Seen::File(content) => String::from_utf8(content).map_err(|_| tracing::warn!("{file} is left out: it is not UTF-8")).ok(),
        Seen::Refused(why) => {
            tracing::warn!("{file} is left out: {why}");
            None
        }
        Seen::Folder | Seen::Nothing => None,
    }
}

fn merge(texts: &[String], process: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    // A key keeps its first place and takes its last value: expansion sees only the keys above.
    let mut order: Vec<String> = Vec::new();
    let mut values = BTreeMap::new();
    for (key, value) in texts.iter().flat_map(|text| parse::parse(text)) {
        if values.insert(key.clone(), value).is_none() {
            order.push(key);
        }
    }
    let mut expanded = BTreeMap::new();
    for key in order {
        let value = process.get(&key).cloned().unwrap_or_else(|| expand::expand(&values[&key], process, &expanded));
        expanded.insert(key, value);
    }
    let started_with = process.iter().map(|(key, value)| (key.clone(), value.clone()));
    expanded.into_iter().chain(started_with).filter(|(key, _)| key.starts_with(PREFIX)).collect()
}

#[cfg(test)]
mod tests {
    use super::merge;
    use std::collections::BTreeMap;

    fn merged(texts: &[&str], process: &[(&str, &str)]) -> BTreeMap<String, String> {
        let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
        merge(&texts, &process.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect())
    }

    #[test]
    fn later_files_win_and_the_process_wins_over_all() {
        let env = merged(&["VITE_A=1\nVITE_B=1\nVITE_C=1", "VITE_B=2\nVITE_C=2"], &[("VITE_C", "3"), ("VITE_D", "4")]);
        let expected = [("VITE_A", "1"), ("VITE_B", "2"), ("VITE_C", "3"), ("VITE_D", "4")];
        assert_eq!(env, BTreeMap::from(expected.map(|(key, value)| (key.to_string(), value.to_string()))));
    }

    #[test]
    fn secrets_stay_but_may_be_named() {
        let env = merged(&["SECRET=x\nHOST=example.com\nVITE_URL=https://$HOST/${PORT:-80}"], &[("PATH", "/bin")]);
        assert_eq!(env.into_iter().collect::<Vec<_>>(), [("VITE_URL".to_string(), "https://example.com/80".to_string())]);
    }
}
