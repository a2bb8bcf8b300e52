//! Images, fonts and media: the module's default export is the file's address, which is named by its content.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::digest::Digest;
use crate::id::ModuleId;
use crate::options::Options;

use super::{Compiled, RESERVED};

const IN_PATH: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'\'').add(b'(').add(b')').add(b'<').add(b'>').add(b'`').add(b'#').add(b'?').add(b'{').add(b'}').add(b'%').add(b'\\');

pub(super) fn compile(id: &ModuleId, digest: Digest, options: &Options) -> Compiled {
    let url = format!("{}{RESERVED}/asset/{digest}/{}", options.base, utf8_percent_encode(id.file_name(), IN_PATH));
    exporting_default(&serde_json::to_string(&url).expect("text always serialises"))
}

/// A module whose only export is the default one, `value` being a JavaScript expression.
pub(super) fn exporting_default(value: &str) -> Compiled {
    let factory = format!("[],function(_export){{return{{setters:[],execute:function(){{_export(\"default\",{value})}}}}}}");
    Compiled { factory, map: None, imports: Vec::new(), warnings: Vec::new() }
}
