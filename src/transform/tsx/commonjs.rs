//! Configurations and plugins as CommonJS, for the engine that runs them.

use swc_core::common::comments::SingleThreadedComments;
use swc_core::common::sync::Lrc;
use swc_core::common::{GLOBALS, Globals, Mark, SourceMap};
use swc_core::ecma::codegen::to_code_default;
use swc_core::ecma::transforms::base::fixer::fixer;
use swc_core::ecma::transforms::base::helpers::{HELPERS, Helpers, inject_helpers};
use swc_core::ecma::transforms::base::hygiene::hygiene;
use swc_core::ecma::transforms::base::resolver;
use swc_core::ecma::transforms::module::common_js::{FeatureFlag, common_js};
use swc_core::ecma::transforms::module::path::Resolver;
use swc_core::ecma::transforms::typescript;

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;
use crate::transform::depth;

use super::parse;

/// TypeScript and ES modules to CommonJS with `__esModule`. What is CommonJS already stays as it is.
pub(crate) fn commonjs(path: &str, source: &str) -> Result<String, Vec<Diagnostic>> {
    let id = ModuleId::new(path).map_err(|problem| vec![Diagnostic::file_error("config", path, problem.to_string())])?;
    let is_typescript = matches!(id.extension().as_str(), "ts" | "tsx" | "mts" | "cts");
    if !is_typescript && !source.contains("import") && !source.contains("export ") {
        return Ok(source.to_string());
    }
    depth::check(&id, source, 200)?;
    GLOBALS.set(&Globals::new(), || {
        let sources: Lrc<SourceMap> = Lrc::default();
        let comments = SingleThreadedComments::default();
        let mut program = parse::parse(&id, source, &sources, &comments)?;
        HELPERS.set(&Helpers::new(false), || {
            let (unresolved, top_level) = (Mark::new(), Mark::new());
            program.mutate(resolver(unresolved, top_level, is_typescript));
            if is_typescript {
                program.mutate(typescript::strip(unresolved, top_level));
            }
            program.mutate(common_js(Resolver::Default, unresolved, Default::default(), FeatureFlag::default()));
            program.mutate(inject_helpers(unresolved));
            program.mutate(hygiene());
            program.mutate(fixer(Some(&comments)));
        });
        Ok(to_code_default(sources, Some(&comments), &program))
    })
}
