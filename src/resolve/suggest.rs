//! "Did you mean ...?"

use crate::source::Snapshot;

use super::file::EXTENSIONS;

/// A file whose path is close to the one that was asked for, spelled as the importer spelled it.
pub(super) fn file(path: &str, specifier: &str, snapshot: &Snapshot) -> Option<String> {
    let spellings = std::iter::once(String::new()).chain(EXTENSIONS.iter().map(|extension| (*extension).to_string()));
    let by_case = spellings.into_iter().find_map(|extension| snapshot.other_spelling(&format!("{path}{extension}")));
    let near = || {
        snapshot
            .paths()
            .map(|id| (strsim::damerau_levenshtein(stem(id.as_str()), path), id))
            .filter(|(distance, _)| *distance <= 2)
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, id)| id)
    };
    let found = by_case.or_else(near)?;
    let meant =
        if specifier.rsplit('/').next().is_some_and(|last| last.contains('.')) && !specifier.ends_with('.') { found.as_str() } else { stem(found.as_str()) };
    // The part that the specifier and the path share stands for the folder, however the importer wrote it.
    let shared = path.bytes().rev().zip(specifier.bytes().rev()).take_while(|(a, b)| a == b).count();
    let folder_in_path = path.len() - shared;
    let suggestion = match meant.strip_prefix(&path[..folder_in_path]) {
        Some(rest) => format!("{}{rest}", &specifier[..specifier.len() - shared]),
        None => format!("/{meant}"),
    };
    Some(format!("Did you mean {suggestion:?}?"))
}

fn stem(path: &str) -> &str {
    EXTENSIONS.iter().find_map(|extension| path.strip_suffix(extension)).unwrap_or(path)
}
