//! The last pass over what a page of a bundle gets.

use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserFlags, ParserOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};

/// The browsers that a sheet is written for: (name, major, minor).
pub(crate) type CssTargets = Vec<(String, u32, u32)>;

/// The last pass over what a page gets: lowers what the browsers do not know, and minifies.
pub(crate) fn finish(css: &str, targets: &CssTargets, minify: bool) -> Result<String, String> {
    let options = ParserOptions { error_recovery: true, flags: ParserFlags::NESTING | ParserFlags::CUSTOM_MEDIA, ..ParserOptions::default() };
    let mut parsed = StyleSheet::parse(css, options).map_err(|problem| problem.to_string())?;
    let targets = Targets { browsers: browsers(targets), ..Targets::default() };
    parsed.minify(MinifyOptions { targets, ..MinifyOptions::default() }).map_err(|problem| problem.to_string())?;
    let printed = parsed.to_css(PrinterOptions { minify, targets, ..PrinterOptions::default() }).map_err(|problem| problem.to_string())?;
    Ok(printed.code)
}

fn browsers(targets: &CssTargets) -> Option<Browsers> {
    let mut browsers = Browsers::default();
    for (name, major, minor) in targets {
        let version = Some((major << 16) | (minor << 8));
        match name.as_str() {
            "chrome" => browsers.chrome = version,
            "edge" => browsers.edge = version,
            "firefox" => browsers.firefox = version,
            "safari" => browsers.safari = version,
            "ios" => browsers.ios_saf = version,
            "opera" => browsers.opera = version,
            _ => {}
        }
    }
    (!targets.is_empty()).then_some(browsers)
}
