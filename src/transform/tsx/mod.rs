//! Scripts: TypeScript and JSX to one SystemJS-shaped factory, with React Refresh. With its neighbours the only code that names swc.
//!
//! The factory has two phases (`setters` link, `execute` runs), so live bindings, cycles, `export *` and top-level await keep the
//! semantics of ES modules, and a module can be replaced under its importers without running them again.

mod commonjs;
mod default_name;
mod emit;
mod environment;
mod imports;
mod keep;
mod literal;
mod parse;
mod rewrite;

pub(crate) use commonjs::commonjs;
pub(crate) use literal::{Literal, World, literal, literal_in};

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
use swc_core::ecma::transforms::proposal::decorators::{Config as DecoratorSettings, decorators};
use swc_core::ecma::transforms::proposal::{decorator_2022_03::decorator_2022_03, explicit_resource_management::explicit_resource_management};
use swc_core::ecma::transforms::react::{self, RefreshOptions, Runtime};
use swc_core::ecma::transforms::typescript;

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;
use crate::options::{JsxRuntime, Mode, Options};

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
        let (program, imports, warnings) =
            HANDLER.set(&handler, || HELPERS.set(&Helpers::new(false), || lower(id, source, parsed, &sources, &comments, options)));
        let mut diagnostics = problems.take();
        diagnostics.extend(warnings);
        if diagnostics.iter().any(Diagnostic::is_error) {
            return Err(diagnostics);
        }
        let emitted = emit::emit(id, &program, &sources)?;
        Ok(Compiled { factory: emitted.factory, map: Some(emitted.map), imports, warnings: diagnostics })
    })
}

fn lower(
    id: &ModuleId,
    source: &str,
    mut program: Program,
    sources: &Lrc<SourceMap>,
    comments: &SingleThreadedComments,
    options: &Options,
) -> (Program, Vec<super::Import>, Vec<Diagnostic>) {
    let unresolved = Mark::new();
    let top_level = Mark::new();
    let is_typescript = matches!(id.extension().as_str(), "ts" | "tsx" | "mts" | "cts");
    program.mutate(resolver(unresolved, top_level, is_typescript));
    let free = SyntaxContext::empty().apply_mark(unresolved);
    let warnings = rewrite::rewrite(&mut program, id, source, options, free);
    environment::replace(&mut program, options, free);
    let classic = options.jsx == JsxRuntime::Classic;
    if options.legacy_decorators && parse::has_decorators(&program) {
        program.mutate(decorators(DecoratorSettings { legacy: true, emit_metadata: false, use_define_for_class_fields: options.define_class_fields }));
    }
    if is_typescript {
        let config = typescript::Config { native_class_properties: options.define_class_fields, ..Default::default() };
        // With the classic runtime `React` is used by JSX alone; otherwise such an import is dead like any other.
        let jsx = typescript::TsxConfig {
            pragma: classic.then(|| options.jsx_factory.clone().into()),
            pragma_frag: classic.then(|| options.jsx_fragment.clone().into()),
        };
        match classic {
            true => program.mutate(typescript::tsx(sources.clone(), config, jsx, comments.clone(), unresolved, top_level)),
            false => program.mutate(typescript::typescript(config, unresolved, top_level)),
        }
    }
    if parse::has_decorators(&program) {
        program.mutate(decorator_2022_03());
    }
    program.mutate(explicit_resource_management());
    let refresh = options.mode == Mode::Development;
    let settings = react::Options {
        runtime: Some(if classic { Runtime::Classic } else { Runtime::Automatic }),
        import_source: Some(options.jsx_import_source.as_str().into()),
        pragma: classic.then(|| options.jsx_factory.clone().into()),
        pragma_frag: classic.then(|| options.jsx_fragment.clone().into()),
        throw_if_namespace: Some(false),
        // React 19 ignores the places that `jsxDEV` is given, and they are half of the output.
        development: Some(false),
        ..Default::default()
    };
    let keeps = refresh && keep::keep(&mut program, free);
    if refresh {
        default_name::name(&mut program, id);
        // Apart from the pass below: it is tied to `development` there.
        program.mutate(react::refresh(true, Some(RefreshOptions::default()), sources.clone(), Some(comments.clone()), top_level));
    }
    program.mutate(react::react(sources.clone(), Some(comments.clone()), settings, top_level, unresolved));
    program.mutate(inject_helpers(unresolved));
    let imports = imports::collect(&program);
    program.mutate(system_js::system_js(Resolver::Default, unresolved, Default::default()));
    emit::add_parameters(&mut program, free, if keeps { &["$RefreshReg$", "$RefreshSig$", keep::PARAMETER] } else { &["$RefreshReg$", "$RefreshSig$"] });
    program.mutate(hygiene());
    program.mutate(fixer(Some(comments)));
    (program, imports, warnings)
}
