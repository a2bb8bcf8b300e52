//! Addresses of the output's files, as a page, a stylesheet or a script writes them. Scripts and stylesheets stand in one folder, so with the base
//! `./`, which means wherever the files are, they name each other from there.

use crate::transform::quote;

/// Vite's base that means "wherever".
const ANYWHERE: &str = "./";

/// The base of a build, and the folder of its scripts and stylesheets.
pub(super) struct Base {
    base: String,
    folder: String,
}

/// The address of a file of the output, or one that holds the file.
pub(super) enum Address {
    /// `assets/logo-AbCd1234.svg`
    File(String),
    /// `data:image/svg+xml,...`
    Data(String),
}

impl Base {
    pub(super) fn new(base: &str, folder: &str) -> Self {
        Self { base: base.into(), folder: folder.into() }
    }

    pub(super) fn is_anywhere(&self) -> bool {
        self.base == ANYWHERE
    }

    /// For a page, `page` being its own path.
    pub(super) fn in_page(&self, page: &str, address: &Address) -> String {
        match address {
            Address::Data(data) => data.clone(),
            Address::File(file) if self.is_anywhere() => match page.matches('/').count() {
                0 => format!("./{file}"),
                depth => format!("{}{file}", "../".repeat(depth)),
            },
            Address::File(file) => format!("{}{file}", self.base),
        }
    }

    /// For a stylesheet; with the base `./` also what a script makes whole with [`Self::here`].
    pub(super) fn in_folder(&self, address: &Address) -> String {
        match address {
            Address::Data(data) => data.clone(),
            Address::File(file) if self.is_anywhere() => match file.strip_prefix(self.folder.as_str()).and_then(|rest| rest.strip_prefix('/')) {
                Some(beside) => beside.to_string(),
                None => format!("{}{file}", "../".repeat(self.folder.split('/').count())),
            },
            Address::File(file) => format!("{}{file}", self.base),
        }
    }

    /// For a script: an expression. A worker is a classic script, which has no `import.meta`.
    pub(super) fn in_script(&self, address: &Address) -> String {
        let text = quote(&self.in_folder(address));
        match address {
            Address::File(_) if self.is_anywhere() => format!("new URL({text}, typeof document > \"u\" ? location.href : import.meta.url).href"),
            _ => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anywhere_is_counted_from_who_asks() {
        let base = Base::new("./", "static/assets");
        let (asset, public) = (Address::File("static/assets/a.svg".into()), Address::File("icons/b.svg".into()));
        assert_eq!(base.in_page("index.html", &asset), "./static/assets/a.svg");
        assert_eq!(base.in_page("a/b/index.html", &public), "../../icons/b.svg");
        assert_eq!((base.in_folder(&asset), base.in_folder(&public)), ("a.svg".into(), "../../icons/b.svg".into()));
        assert!(base.in_script(&asset).starts_with("new URL(\"a.svg\", "));
    }

    #[test]
    fn a_fixed_base_is_the_same_for_all() {
        let base = Base::new("https://cdn.example/x/", "assets");
        let file = Address::File("assets/a.svg".into());
        assert_eq!(base.in_page("a/index.html", &file), "https://cdn.example/x/assets/a.svg");
        assert_eq!(base.in_script(&file), "\"https://cdn.example/x/assets/a.svg\"");
        assert_eq!(base.in_script(&Address::Data("data:,x".into())), "\"data:,x\"");
    }
}
