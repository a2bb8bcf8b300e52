//! What of a script differs between two versions: only how it looks, only what it says, or what it does.

use swc_core::common::comments::SingleThreadedComments;
use swc_core::common::sync::Lrc;
use swc_core::common::{DUMMY_SP, GLOBALS, Globals, Mark, SourceMap};
use swc_core::ecma::ast::{ExportAll, ImportDecl, JSXAttr, JSXAttrName, JSXAttrValue, JSXText, NamedExport, Str, TplElement};
use swc_core::ecma::codegen::to_code_default;
use swc_core::ecma::transforms::base::resolver;
use swc_core::ecma::transforms::typescript;
use swc_core::ecma::visit::{VisitMut, VisitMutWith};

use crate::digest::Digest;
use crate::id::ModuleId;
use crate::options::Options;
use crate::transform::depth;

use super::parse;

/// A script without some of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Without the values of `className`, `class` and `style`.
    pub(crate) without_appearance: Digest,
    /// Also without texts: those between tags, and strings.
    pub(crate) without_text: Digest,
}

/// The shape of a script. `None`: it does not parse. Types and comments are no part of it.
pub(crate) fn shape(id: &ModuleId, content: &[u8], options: &Options) -> Option<Shape> {
    let source = std::str::from_utf8(content).ok()?;
    depth::check(id, source, options.limits.depth).ok()?;
    let is_typescript = matches!(id.extension().as_str(), "ts" | "tsx" | "mts" | "cts");
    GLOBALS.set(&Globals::new(), || {
        let sources: Lrc<SourceMap> = Lrc::default();
        let mut program = parse::parse(id, source, &sources, &SingleThreadedComments::default()).ok()?;
        if is_typescript {
            let (unresolved, top_level) = (Mark::new(), Mark::new());
            program.mutate(resolver(unresolved, top_level, true));
            program.mutate(typescript::strip(unresolved, top_level));
        }
        program.visit_mut_with(&mut Appearance);
        let without_appearance = Digest::of(to_code_default(sources.clone(), None, &program).as_bytes());
        program.visit_mut_with(&mut Texts);
        let without_text = Digest::of(to_code_default(sources, None, &program).as_bytes());
        Some(Shape { without_appearance, without_text })
    })
}

struct Appearance;

impl VisitMut for Appearance {
    fn visit_mut_jsx_attr(&mut self, attribute: &mut JSXAttr) {
        match &attribute.name {
            JSXAttrName::Ident(name) if matches!(&*name.sym, "className" | "class" | "style") => {
                attribute.value = Some(JSXAttrValue::Str(empty()));
            }
            _ => attribute.visit_mut_children_with(self),
        }
    }
}

struct Texts;

impl VisitMut for Texts {
    fn visit_mut_str(&mut self, text: &mut Str) {
        *text = empty();
    }

    fn visit_mut_tpl_element(&mut self, part: &mut TplElement) {
        part.raw = "".into();
        part.cooked = None;
    }

    fn visit_mut_jsx_text(&mut self, text: &mut JSXText) {
        text.value = "".into();
        text.raw = "".into();
    }

    // Where a module comes from is no text.
    fn visit_mut_import_decl(&mut self, _: &mut ImportDecl) {}
    fn visit_mut_named_export(&mut self, _: &mut NamedExport) {}
    fn visit_mut_export_all(&mut self, _: &mut ExportAll) {}
}

fn empty() -> Str {
    Str { span: DUMMY_SP, value: "".into(), raw: None }
}
