//! `.env` files, with Vite's precedence (<https://vite.dev/guide/env-and-mode>) and dotenv's syntax. The host's own environment is never
//! read: `$SECRET` in a tenant's file must not become the host's secret.

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

/// Later files win: `.env`, `.env.local`, `.env.[mode]`, `.env.[mode].local`; what the host gave wins over all.
pub(super) fn read(snapshot: &Snapshot, host: &Options, settings: &mut Settings) {
    let mut values = rows(snapshot, host.mode.as_str(), &settings.env_folder);
    values.extend(host.env.clone());
    settings.options.env = values;
}

/// What the app's own files say.
pub(super) fn rows(snapshot: &Snapshot, mode: &str, folder: &str) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for name in [".env".to_string(), ".env.local".to_string(), format!(".env.{mode}"), format!(".env.{mode}.local")] {
        if let Some(source) = join(folder, &name).and_then(|path| text(snapshot, &path)) {
            parse(source, &mut values);
        }
    }
    values
}

fn parse(source: &str, values: &mut BTreeMap<String, String>) {
    let mut rest = source;
    while !rest.is_empty() {
        let line_end = rest.find('\n').unwrap_or(rest.len());
        let line = rest[..line_end].trim();
        let Some((name, tail)) = line.strip_prefix("export ").unwrap_or(line).split_once('=').filter(|_| !line.starts_with('#')) else {
            rest = rest.get(line_end + 1..).unwrap_or_default();
            continue;
        };
        let name = name.trim();
        let tail = tail.trim_start();
        let (value, after) = match tail.chars().next() {
            // A quoted value may run over lines: it is looked up in the whole rest, not in this line.
            Some(quote @ ('"' | '\'' | '`')) => {
                let start = rest.len() - rest[rest.find('=').map_or(0, |at| at + 1)..].trim_start().len() + 1;
                match closing(&rest[start..], quote) {
                    Some(length) => {
                        let raw = &rest[start..start + length];
                        let value = match quote {
                            '"' => expand(&raw.replace("\\n", "\n").replace("\\r", "\r"), values),
                            '`' => expand(raw, values),
                            _ => raw.to_string(),
                        };
                        let after = rest[start + length..].find('\n').map_or(rest.len(), |at| start + length + at + 1);
                        (value, after)
                    }
                    None => (expand(tail, values), line_end + 1),
                }
            }
            _ => (expand(tail.split(" #").next().unwrap_or_default().trim(), values), line_end + 1),
        };
        if !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "_.-".contains(letter)) {
            values.insert(name.to_string(), value);
        }
        rest = rest.get(after..).unwrap_or_default();
    }
}

fn closing(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, letter)| {
        let found = letter == quote && !escaped;
        escaped = letter == '\\' && !escaped;
        found.then_some(at)
    })
}

/// `$NAME`, `${NAME}` and `${NAME:-default}` with the values above; `\$` is a dollar sign.
fn expand(value: &str, values: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('$') {
        if rest[..at].ends_with('\\') {
            out.push_str(&rest[..at - 1]);
            out.push('$');
            rest = &rest[at + 1..];
            continue;
        }
        out.push_str(&rest[..at]);
        let tail = &rest[at + 1..];
        if let Some((inside, after)) = tail.strip_prefix('{').and_then(|braced| braced.split_once('}')) {
            let (name, default) = inside.split_once(":-").unwrap_or((inside, ""));
            out.push_str(values.get(name).filter(|value| !value.is_empty()).map_or(default, String::as_str));
            rest = after;
        } else {
            let length = tail.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
            match length {
                0 => out.push('$'),
                _ => out.push_str(values.get(&tail[..length]).map_or("", String::as_str)),
            }
            rest = &tail[length..];
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_dotenv_reads_them() {
        let source = "# c\nexport A=1 # one\nB='single $A'\nC=\"two\\nlines $A\"\nD=\"over\nlines\"\nE=${A}-${NO:-x}\nF=a#b\nG=\n  H = spaced  \nI=\\$A\nJ=\"unclosed\nbad line\nK=`b`\n";
        let mut values = BTreeMap::new();
        parse(source, &mut values);
        let expected = [
            ("A", "1"),
            ("B", "single $A"),
            ("C", "two\nlines 1"),
            ("D", "over\nlines"),
            ("E", "1-x"),
            ("F", "a#b"),
            ("G", ""),
            ("H", "spaced"),
            ("I", "$A"),
            ("K", "b"),
        ];
        for (name, value) in expected {
            assert_eq!(values.get(name).map(String::as_str), Some(value), "{name}");
        }
    }

    #[test]
    fn the_hosts_environment_is_never_read() {
        let mut values = BTreeMap::new();
        parse("VITE_A=$PATH${HOME}", &mut values);
        assert_eq!(values["VITE_A"], "");
    }
}
