//! Scripts: TypeScript and JSX to one SystemJS-shaped factory, with React Refresh. With its neighbours the only code that names swc.
//!
//! The factory has two phases (`setters` link, `execute` runs), so live bindings, cycles, `export *` and top-level await keep the
//! semantics of ES modules, and a module can be replaced under its importers without running them again.

mod emit;
mod environment;
mod imports;
mod parse;

use swc_core::common::comments::SingleThreadedComments;
use swc_core::common::errors::{HANDLER, Handler};
use swc_core::common::sync::Lrc;
use swc_core::common::{GLOBALS, Globals, Mark, SourceMap, SyntaxContext};
use swc_core::ecma::ast::{EsVersion, Program};
use swc_core::ecma::transforms::base::fixer::fixer;
use swc_core::ecma::transforms::base::helpers::{HELPERS, Helpers, inject_helpers};
use swc_core::ecma::transforms::base::hygiene::hygiene;
use swc_core::ecma::transforms::base::resolver;
use swc_core::ecma::transforms::module::{path::Resolver, system_js};
use swc_core::ecma::transforms::proposal::{decorator_2022_03::decorator_2022_03, explicit_resource_management::explicit_resource_management};
use swc_core::ecma::transforms::react::{self, RefreshOptions, Runtime};
use swc_core::ecma::transforms::typescript;

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;
use crate::options::{Mode, Options};

use super::{Compiled, depth};

const TARGET: EsVersion = EsVersion::Es2022;

/// Compiles one script.
pub(super) fn compile(id: &ModuleId, source: &str, options: &Options) -> Result<Compiled, Vec<Diagnostic>> {
    depth::check(id, source, options.limits.depth)?;
    let sources: Lrc<SourceMap> = Lrc::default();
    GLOBALS.set(&Globals::new(), || {
        let comments = SingleThreadedComments::default();
        let parsed = parse::parse(id, source, &sources, &comments)?;
        let problems = parse::Problems::new(id, source);
        let handler = Handler::with_emitter(true, false, problems.emitter());
        let (program, imports) = HANDLER.set(&handler, || HELPERS.set(&Helpers::new(false), || lower(id, parsed, &sources, &comments, options)));
        let diagnostics = problems.take();
        if diagnostics.iter().any(Diagnostic::is_error) {
            return Err(diagnostics);
        }
        let emitted = emit::emit(id, &program, &sources)?;
        Ok(Compiled { factory: emitted.factory, map: Some(emitted.map), imports, warnings: diagnostics })
    })
}

fn lower(id: &ModuleId, mut program: Program, sources: &Lrc<SourceMap>, comments: &SingleThreadedComments, options: &Options) -> (Program, Vec<super::Import>) {
    let unresolved = Mark::new();
    let top_level = Mark::new();
    let is_typescript = matches!(id.extension().as_str(), "ts" | "tsx" | "mts" | "cts");
    program.mutate(resolver(unresolved, top_level, is_typescript));
    environment::replace(&mut program, options, SyntaxContext::empty().apply_mark(unresolved));
    if is_typescript {
        // `import React` may be used by nothing but JSX with the classic runtime; with the automatic one it is dead like any other.
        program.mutate(typescript::strip(unresolved, top_level));
    }
    if parse::has_decorators(&program) {
        program.mutate(decorator_2022_03());
    }
    program.mutate(explicit_resource_management());
    let refresh = options.mode == Mode::Development;
    let settings = react::Options {
        runtime: Some(Runtime::Automatic),
        import_source: Some(options.jsx_import_source.as_str().into()),
        // React 19 ignores the places that `jsxDEV` is given, and they are half of the output.
        development: Some(false),
        ..Default::default()
    };
    if refresh {
        // Apart from the pass below: it is tied to `development` there.
        program.mutate(react::refresh(true, Some(RefreshOptions::default()), sources.clone(), Some(comments.clone()), top_level));
    }
    program.mutate(react::react(sources.clone(), Some(comments.clone()), settings, top_level, unresolved));
    program.mutate(inject_helpers(unresolved));
    let imports = imports::collect(&program, sources);
    program.mutate(system_js::system_js(Resolver::Default, unresolved, Default::default()));
    emit::add_refresh_parameters(&mut program, SyntaxContext::empty().apply_mark(unresolved));
    program.mutate(hygiene());
    program.mutate(fixer(Some(comments)));
    (program, imports)
}
