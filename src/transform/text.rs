//! Text files: the default export is the text.

use super::Compiled;
use super::asset::exporting_default;

pub(super) fn compile(source: &str) -> Compiled {
    exporting_default(&serde_json::to_string(source).expect("text always serialises"))
}
