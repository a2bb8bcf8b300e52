//! From a stylesheet in the page back to what its author wrote: through the compiler and the `@import`s that were put in. What Tailwind and Sass
//! make has no map of its own: it is shown as they made it.

use crate::compiler::{Compiler, Project};
use crate::id::ModuleId;
use crate::sass;
use crate::source::Snapshot;
use crate::style;
use crate::transform::{StyleOrigin, css_map};

use super::content_of;

/// The source map of a stylesheet of the page. `made`: what Tailwind made of it.
pub(crate) fn style_map(id: &ModuleId, made: Option<&[u8]>, snapshot: &Snapshot, compiler: &Compiler, project: &Project) -> Option<String> {
    let compiled = |text: &str, name: String| {
        let same = |at| Some(StyleOrigin { file: name.clone(), at });
        css_map(id, text, &project.options, &same, &|_| Some(text.to_string()))
    };
    if let Some(made) = made {
        return compiled(std::str::from_utf8(made).ok()?, format!("{}?tailwind", id.path()));
    }
    let (_, whole) = content_of(id, snapshot, compiler, project)?.ok()?;
    let whole = std::str::from_utf8(&whole).ok()?;
    if sass::is_sass(id.path()) {
        return compiled(whole, format!("{}?compiled", id.path()));
    }
    let single = match id.is_npm() {
        true => String::from_utf8(compiler.packages().read(id, project.options.limits.source_bytes)?).ok()?,
        false => std::str::from_utf8(snapshot.content(id.path())?).ok()?.to_string(),
    };
    let imports = style::origins(id, &single, snapshot, compiler, project);
    let origin = |at| match &imports {
        Some(imports) => imports(at).map(|(file, at)| StyleOrigin { file, at }),
        None => Some(StyleOrigin { file: id.path().to_string(), at }),
    };
    let text = |file: &str| match snapshot.content(file) {
        _ if file == id.path() => Some(single.clone()),
        Some(content) => std::str::from_utf8(content).ok().map(str::to_string),
        None => compiler.packages().stylesheet(&format!("./{file}"), "").map(|(_, text)| text),
    };
    css_map(id, whole, &project.options, &origin, &text)
}
