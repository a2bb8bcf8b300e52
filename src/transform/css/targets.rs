//! The browsers that an app names, for vendor prefixes. As Autoprefixer: prefixes are added, nothing newer is taken back.

use lightningcss::targets::{Browsers, Features, Targets};

use crate::options::Options;

/// `None`: the app names no browsers, and its CSS stays as it is written.
pub(super) fn of(options: &Options) -> Option<Targets> {
    if options.browserslist.is_empty() {
        return None;
    }
    let browsers = Browsers::from_browserslist(&options.browserslist).ok().flatten()?;
    Some(Targets { browsers: Some(browsers), include: Features::empty(), exclude: Features::all().difference(Features::VendorPrefixes) })
}
