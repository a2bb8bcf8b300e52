//! Scripts: TypeScript and JSX to one SystemJS-shaped factory, with React Refresh. With its neighbours the only code that names swc.
//!
//! The factory has two phases (`setters` link, `execute` runs), so live bindings, cycles, `export *` and top-level await keep the
//! semantics of ES modules, and a module can be replaced under its importers without running them again.

mod addresses;
mod assignments;
mod calm;
mod class_fields;
mod commonjs;
mod default_name;
mod define;
mod early;
mod emit;
mod environment;
mod hand_made;
mod imports;
mod keep;
mod legacy_names;
mod literal;
pub(crate) mod markup;
mod metadata;
mod namespaces;
mod parse;
mod require;
mod rewrite;
mod shape;
mod stars;

pub(crate) use addresses::is_address;
pub(crate) use commonjs::commonjs;
pub(crate) use define::globals;
pub(crate) use literal::{Literal, World, literal, literal_in};
pub(crate) use shape::shape;

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
use swc_core::ecma::transforms::proposal::{decorator_2023_11::decorator_2023_11, explicit_resource_management::explicit_resource_management};
use swc_core::ecma::transforms::react::{self, RefreshOptions, Runtime};
use swc_core::ecma::transforms::typescript;

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;
use crate::options::{JsxRuntime, Mode, Options};

use super::{Compiled, depth};

const TARGET: EsVersion = EsVersion::Es2022;

/// What a script is compiled to.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    /// A factory for the registry of a preview.
    Factory,
    /// An ES module for the bundler.
    Esm,
}

/// Compiles one script for a preview.
pub(super) fn compile(id: &ModuleId, source: &str, options: &Options) -> Result<Compiled, Vec<Diagnostic>> {
    let Printed { text, map, imports, exports, accepts, warnings } = print(id, source, options, Shape::Factory)?;
    Ok(Compiled { factory: text, map: Some(map), imports, warnings, exports, accepts, sheet_end: None })
}

/// Compiles one script for a bundle: plain JavaScript, with its imports as they were written.
pub(super) fn esm(id: &ModuleId, source: &str, options: &Options) -> Result<super::Esm, Vec<Diagnostic>> {
    let Printed { text, map, imports, warnings, .. } = print(id, source, options, Shape::Esm)?;
    Ok(super::Esm { code: text, map: Some(map), imports, warnings })
}

struct Printed {
    text: String,
    map: String,
    imports: Vec<super::Import>,
    exports: Option<super::Exports>,
    accepts: Vec<String>,
    warnings: Vec<Diagnostic>,
}

fn print(id: &ModuleId, source: &str, options: &Options, shape: Shape) -> Result<Printed, Vec<Diagnostic>> {
    depth::check(id, source, options.limits.depth)?;
    let sources: Lrc<SourceMap> = Lrc::default();
    GLOBALS.set(&Globals::new(), || {
        let comments = SingleThreadedComments::default();
        let parsed = parse::parse(id, source, &sources, &comments)?;
        let problems = parse::Problems::default();
        let handler = Handler::with_emitter(true, false, problems.emitter());
        let lowered = HANDLER.set(&handler, || HELPERS.set(&Helpers::new(false), || lower(id, source, parsed, &sources, &comments, options, shape)));
        let mut warnings = problems.take(id, source);
        warnings.extend(lowered.warnings);
        if warnings.iter().any(Diagnostic::is_error) {
            return Err(warnings);
        }
        let emitted = match shape {
            Shape::Factory => emit::factory(id, &lowered.program, &sources)?,
            Shape::Esm => emit::module(id, &lowered.program, &sources, &comments)?,
        };
        Ok(Printed { text: emitted.text, map: emitted.map, imports: lowered.imports, exports: lowered.exports, accepts: lowered.accepts, warnings })
    })
}

/// A program in its last shape, and what was learned on the way.
struct Lowered {
    program: Program,
    imports: Vec<super::Import>,
    exports: Option<super::Exports>,
    accepts: Vec<String>,
    warnings: Vec<Diagnostic>,
}

fn lower(
    id: &ModuleId,
    source: &str,
    mut program: Program,
    sources: &Lrc<SourceMap>,
    comments: &SingleThreadedComments,
    options: &Options,
    shape: Shape,
) -> Lowered {
    let unresolved = Mark::new();
    let top_level = Mark::new();
    let is_typescript = matches!(id.extension().as_str(), "ts" | "tsx" | "mts" | "cts");
    program.mutate(resolver(unresolved, top_level, is_typescript));
    let free = SyntaxContext::empty().apply_mark(unresolved);
    let mut warnings = rewrite::rewrite(&mut program, id, source, options, free);
    if source.contains("env") {
        environment::replace(&mut program, options, free);
    }
    let features = parse::features(&program, source);
    let classic = options.jsx == JsxRuntime::Classic;
    if options.legacy_decorators && features.decorators {
        if options.decorator_metadata {
            metadata::emit(&mut program, free, options.strict_null_checks);
        }
        program.mutate(decorators(DecoratorSettings { legacy: true, emit_metadata: false, use_define_for_class_fields: options.define_class_fields }));
        legacy_names::order(&mut program);
        legacy_names::mean_the_variable(&mut program);
    }
    if is_typescript {
        namespaces::qualify(&mut program, free);
        if !options.verbatim_module_syntax {
            imports::drop_empty(&mut program, source);
        }
        if !options.define_class_fields {
            class_fields::assign(&mut program);
        }
        let config = typescript::Config {
            native_class_properties: options.define_class_fields,
            verbatim_module_syntax: options.verbatim_module_syntax,
            ..Default::default()
        };
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
    if source.contains("//") || source.contains("data:") {
        addresses::fetch(&mut program);
    }
    warnings.extend(assignments::check(&mut program, id, source));
    let commonjs = require::is_commonjs(&program, id, free);
    match commonjs {
        true => program = require::into_script(program),
        false if source.contains("require") => require::into_imports(&mut program, free),
        false => {}
    }
    if features.decorators {
        program.mutate(decorator_2023_11());
    }
    if features.using {
        program.mutate(explicit_resource_management());
    }
    default_name::name_class(&mut program);
    let refresh = options.mode == Mode::Development && shape == Shape::Factory;
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
        if source.contains("@refresh reset") {
            parse::reset_refresh(&program, comments);
        }
        // Apart from the pass below: it is tied to `development` there.
        program.mutate(react::refresh(true, Some(RefreshOptions::default()), sources.clone(), Some(comments.clone()), top_level));
    }
    program.mutate(react::react(sources.clone(), Some(comments.clone()), settings, top_level, unresolved));
    program.mutate(inject_helpers(unresolved));
    if features.using {
        parse::join_helper_names(&mut program, free);
    }
    let exports = imports::exports(&program).filter(|_| !commonjs);
    let accepts = if shape == Shape::Factory && source.contains("accept") { imports::accepted(&program) } else { Vec::new() };
    let imports = match (commonjs, shape) {
        // The bundler knows CommonJS.
        (true, Shape::Esm) => require::imports(&program, free),
        (true, Shape::Factory) => {
            let (factory, imports) = require::wrap(program, free);
            program = factory;
            imports
        }
        (false, _) => imports::collect(&program, source, is_typescript),
    };
    if shape == Shape::Factory {
        if !commonjs {
            let lexical = early::lexical(&program);
            program.mutate(system_js::system_js(Resolver::Default, unresolved, Default::default()));
            stars::part(&mut program);
            early::guard(&mut program, &lexical);
        }
        emit::add_parameters(&mut program, free, if keeps { &["$RefreshReg$", "$RefreshSig$", keep::PARAMETER] } else { &["$RefreshReg$", "$RefreshSig$"] });
    }
    program.mutate(hygiene());
    program.mutate(fixer(Some(comments)));
    let accepts = accepts.into_iter().filter(|name| !imports.iter().any(|import| import.specifier == *name)).collect();
    Lowered { program, imports, exports, accepts, warnings }
}
