//! The size report: one page, with the metafile as data.

const PAGE: &str = include_str!("report.html");

/// The page for a metafile.
pub(super) fn report(metafile: &str) -> String {
    // `<` cannot end the element that holds the data.
    PAGE.replace("{metafile}", &metafile.replace('<', "\\u003c"))
}
