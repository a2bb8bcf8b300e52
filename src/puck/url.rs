//! Which links a page may hold: the same rule as `safeUrl` in `library/slot.tsx`.

/// Whether a prop of this name leads somewhere.
pub(super) fn names_one(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["href", "src", "url", "action", "link"].iter().any(|ending| name.ends_with(ending)) || name == "to"
}

/// http, https, mailto, tel, or relative. Control characters and spaces count for nothing, as in browsers.
pub(super) fn is_safe(url: &str) -> bool {
    let plain: String = url.chars().filter(|letter| *letter > ' ' && !('\u{7f}'..='\u{9f}').contains(letter)).collect::<String>().to_lowercase();
    let scheme = plain.split_once(':').map(|(scheme, _)| scheme);
    match scheme.filter(|scheme| {
        scheme.starts_with(|first: char| first.is_ascii_lowercase()) && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+.-".contains(letter))
    }) {
        Some(scheme) => ["http", "https", "mailto", "tel"].contains(&scheme),
        None => true,
    }
}
