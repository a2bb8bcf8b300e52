//! Text files: the default export is the text.

use super::asset::exporting_default;
use super::{Compiled, quote};

pub(super) fn compile(source: &str) -> Compiled {
    exporting_default(&quote(source))
}
