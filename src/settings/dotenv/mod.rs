//! `.env` files as Vite reads them (<https://vite.dev/guide/env-and-mode>): dotenv's syntax, dotenv-expand's variables, Vite's precedence.

mod expand;
mod parse;

use std::collections::BTreeMap;

use crate::id::join;
use crate::options::Options;
use crate::source::Snapshot;

use super::{Settings, text};

pub(super) fn is_source(path: &str) -> bool {
    // `envDir` may name any folder.
    let name = path.rsplit('/').next().unwrap_or(path);
    name == ".env" || name.starts_with(".env.")
}

/// The names of the files that Vite reads for a mode, later ones winning.
fn env_files(mode: &str) -> [String; 4] {
    [".env".into(), ".env.local".into(), format!(".env.{mode}"), format!(".env.{mode}.local")]
}

/// The variables of some `.env` files, later ones winning, as dotenv and dotenv-expand read them
/// (<https://github.com/motdotla/dotenv>, <https://github.com/motdotla/dotenv-expand>).
///
/// `given` is what the process or the host says: it wins over a file that has the same key, and files may name it (`$HOST`). Only keys of
/// the files are in the answer, secrets too: which of them a browser may see is for the caller to say. The environment of this process is
/// never read, so `$SECRET` in a tenant's file is not the host's secret. Lines that say nothing are passed over; a value never grows past
/// 64 KiB.
fn read_env(texts: &[&str], given: &BTreeMap<String, String>) -> BTreeMap<String, String> {
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
        let value = given.get(&key).cloned().unwrap_or_else(|| expand::expand(&values[&key], given, &expanded));
        expanded.insert(key, value);
    }
    expanded
}

/// What the host gave for browsers wins over the files, which may name it. The rest of what it gave is not for the tenant, whatever
/// `envPrefix` the tenant writes.
pub(super) fn read(snapshot: &Snapshot, host: &Options, settings: &mut Settings) {
    let given: BTreeMap<String, String> = host.public_env().map(|(name, value)| (name.clone(), value.clone())).collect();
    let mut values = rows(snapshot, host.mode.as_str(), &settings.env_folder, &given);
    values.extend(given);
    settings.options.env = values;
}

/// What the app's own files say.
pub(super) fn rows(snapshot: &Snapshot, mode: &str, folder: &str, given: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let paths = env_files(mode).into_iter().filter_map(|name| join(folder, &name));
    let texts: Vec<&str> = paths.filter_map(|path| text(snapshot, &path)).collect();
    read_env(&texts, given)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&str], given: &[(&str, &str)]) -> Vec<(String, String)> {
        read_env(texts, &given.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect()).into_iter().collect()
    }

    fn pairs<const N: usize>(expected: [(&str, &str); N]) -> [(String, String); N] {
        expected.map(|(key, value)| (key.to_string(), value.to_string()))
    }

    #[test]
    fn later_files_win_and_what_is_given_wins_over_all() {
        let values = read(&["A=1\nB=1\nC=1", "B=2\nC=2"], &[("C", "3"), ("D", "4")]);
        assert_eq!(values, pairs([("A", "1"), ("B", "2"), ("C", "3")]));
    }

    #[test]
    fn a_file_may_name_what_stands_above_and_what_is_given() {
        let values = read(&["HOST=example.com\nURL=https://$HOST/${PORT:-80}$LATER", "LATER=x"], &[]);
        assert_eq!(values, pairs([("HOST", "example.com"), ("LATER", "x"), ("URL", "https://example.com/80")]));
    }

    #[test]
    fn the_environment_of_the_process_is_never_read() {
        assert_eq!(read(&["A=$PATH${HOME}"], &[]), pairs([("A", "")]));
    }
}
