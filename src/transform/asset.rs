//! Images, fonts and media: the module's default export is the file's address, which is named by its content.

use base64::Engine;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::digest::Digest;
use crate::id::ModuleId;
use crate::options::Options;

use super::{Compiled, RESERVED, quote};

const IN_PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'\'').add(b'(').add(b')').add(b'<').add(b'>').add(b'`').add(b'#').add(b'?').add(b'{').add(b'}').add(b'%').add(b'\\');

/// The address; with `?inline` the content itself as a `data:` address; with `?init` a function that instantiates the wasm module.
pub(super) fn compile(id: &ModuleId, content: &[u8], digest: Digest, options: &Options) -> Compiled {
    let is_worker = matches!(id.query(), Some("worker" | "sharedworker" | "worker_url"));
    // A worker is a script, whatever it was written in.
    let name = if is_worker { format!("{}.js", id.file_name()) } else { id.file_name().to_string() };
    let url = format!("{}{RESERVED}/asset/{digest}/{}", options.base, utf8_percent_encode(&name, IN_PATH));
    match id.query() {
        Some("inline") => {
            let mime = mime_guess::from_path(id.path()).first_or_octet_stream();
            exporting_default(&quote(&format!("data:{mime};base64,{}", base64::engine::general_purpose::STANDARD.encode(content))))
        }
        Some("init") => exporting_default(&format!(
            "async function(imports){{var response=fetch({});var result=await WebAssembly.instantiateStreaming(response,imports||{{}});return result.instance}}",
            quote(&url)
        )),
        Some(query @ ("worker" | "sharedworker")) => {
            let class = if query == "worker" { "Worker" } else { "SharedWorker" };
            exporting_default(&format!("function(options){{return new {class}({},options)}}", quote(&url)))
        }
        Some(query @ ("worker_inline" | "sharedworker_inline")) => {
            let script = quote(&String::from_utf8_lossy(content));
            let address = match query {
                "worker_inline" => format!("URL.createObjectURL(new Blob([{script}],{{type:\"text/javascript\"}}))"),
                // Workers are shared by their address, and each Blob has its own.
                _ => format!("\"data:text/javascript,\"+encodeURIComponent({script})"),
            };
            let class = if query == "worker_inline" { "Worker" } else { "SharedWorker" };
            exporting_default(&format!("function(options){{return new {class}({address},options)}}"))
        }
        _ => exporting_default(&quote(&url)),
    }
}

/// A module whose only export is the default one, `value` being a JavaScript expression.
pub(super) fn exporting_default(value: &str) -> Compiled {
    let factory = format!("[],function(_export){{return{{setters:[],execute:function(){{_export(\"default\",{value})}}}}}}");
    Compiled { factory, map: None, imports: Vec::new(), warnings: Vec::new(), exports: None, accepts: Vec::new(), sheet_end: None }
}
