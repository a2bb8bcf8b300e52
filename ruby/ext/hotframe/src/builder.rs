//! `Hotframe::Builder` and `Hotframe::Bundle`: files in, production output out.

use std::sync::Arc;

use hotframe::{BuildOptions, Change, Options, Progress, Watch, WorkerOptions};
use magnus::block::Proc;
use magnus::typed_data::Obj;
use magnus::value::ReprValue;
use magnus::{Class, DataTypeFunctions, Error, Module, Object, RArray, RClass, RModule, RString, Ruby, TypedData, Value, method};

use crate::error::{core_error, guard};
use crate::memory::Reported;
use crate::nogvl::{Tell, nogvl, watched};
use crate::string::{bytes, read_files, read_str, text, written};

/// A builder of the core.
#[derive(TypedData)]
#[magnus(class = "Hotframe::Builder", free_immediately, size, frozen_shareable)]
pub struct Builder(Arc<hotframe::Builder>);

impl DataTypeFunctions for Builder {}

/// Stops builds.
#[derive(TypedData, Default)]
#[magnus(class = "Hotframe::CancelToken", free_immediately, size, frozen_shareable)]
pub struct CancelToken(hotframe::CancelToken);

impl DataTypeFunctions for CancelToken {}

/// What a build gave; its files are turned into Ruby strings when they are asked for.
#[derive(TypedData)]
#[magnus(class = "Hotframe::Bundle", free_immediately, size, frozen_shareable)]
pub struct Bundle {
    core: Arc<hotframe::Bundle>,
    memory: Reported,
}

impl DataTypeFunctions for Bundle {
    fn size(&self) -> usize {
        size_of::<Self>() + self.memory.get()
    }
}

/// Defines the classes and their native methods; all are private, `lib/hotframe/{builder,bundle}.rb` have the public ones.
pub fn define(ruby: &Ruby, hotframe: RModule) -> Result<(), Error> {
    let builder = hotframe.define_class("Builder", ruby.class_object())?;
    builder.undef_default_alloc_func();
    builder.define_singleton_method("native_new", method!(new, 2))?;
    builder.define_private_method("native_build", method!(build, 4))?;
    builder.define_private_method("native_incremental_build", method!(incremental_build, 3))?;
    builder.define_private_method("native_worker", method!(worker, 2))?;
    let token = hotframe.define_class("CancelToken", ruby.class_object())?;
    token.undef_default_alloc_func();
    token.define_singleton_method("new", method!(new_token, 0))?;
    token.define_method("cancel", method!(cancel, 0))?;
    token.define_method("cancelled?", method!(is_cancelled, 0))?;
    let bundle = hotframe.define_class("Bundle", ruby.class_object())?;
    bundle.undef_default_alloc_func();
    bundle.define_private_method("native_json", method!(json, 0))?;
    bundle.define_private_method("native_content", method!(content, 1))?;
    bundle.define_private_method("native_report", method!(report, 0))
}

fn new(ruby: &Ruby, class: RClass, options: RString, build: RString) -> Result<Obj<Builder>, Error> {
    guard(ruby, || {
        let (options, build) = (read_str(ruby, options)?, read_str(ruby, build)?);
        let builder = nogvl(ruby, move || hotframe::Builder::new(Options::from_json(&options)?, BuildOptions::from_json(&build)?))?;
        let builder = builder.map_err(|error| core_error(ruby, error))?;
        Ok(ruby.obj_wrap_as(Builder(Arc::new(builder)), class))
    })
}

fn new_token(ruby: &Ruby, class: RClass) -> Obj<CancelToken> {
    let token: Obj<CancelToken> = ruby.obj_wrap_as(CancelToken::default(), class);
    token.freeze();
    token
}

fn cancel(token: &CancelToken) {
    token.0.cancel();
}

fn is_cancelled(token: &CancelToken) -> bool {
    token.0.is_cancelled()
}

fn build(ruby: &Ruby, builder: &Builder, files: RArray, preview: bool, token: Option<Obj<CancelToken>>, each: Option<Proc>) -> Result<Obj<Bundle>, Error> {
    guard(ruby, || {
        let files = written(ruby, files)?;
        run(
            ruby,
            builder,
            token,
            each,
            move |builder, watch| {
                if preview { builder.build_for_preview_with(files, watch) } else { builder.build_with(files, watch) }
            },
        )
    })
}

fn incremental_build(ruby: &Ruby, builder: &Builder, files: RArray, token: Option<Obj<CancelToken>>, each: Option<Proc>) -> Result<Obj<Bundle>, Error> {
    guard(ruby, || {
        let changes = read_files(ruby, files)?.into_iter().map(|(path, content)| match content {
            Some(content) => Change::write(path, content),
            None => Change::delete(path),
        });
        let changes: Vec<_> = changes.collect();
        run(ruby, builder, token, each, move |builder, watch| builder.incremental_build_with(&changes, watch))
    })
}

/// `[json, [content of each module]]`
fn worker(ruby: &Ruby, builder: &Builder, bundle: Obj<Bundle>, options: RString) -> Result<RArray, Error> {
    guard(ruby, || {
        let (options, core, bundle) = (read_str(ruby, options)?, Arc::clone(&builder.0), Arc::clone(&bundle.core));
        let worker = nogvl(ruby, move || core.worker(&bundle, &WorkerOptions::from_json(&options)?))?;
        let worker = worker.map_err(|error| core_error(ruby, error))?;
        let contents = ruby.ary_new_capa(worker.modules.len());
        for module in &worker.modules {
            contents.push(bytes(ruby, &module.content))?;
        }
        let parts = ruby.ary_new_capa(2);
        parts.push(text(ruby, &worker.to_json()))?;
        parts.push(contents)?;
        Ok(parts)
    })
}

/// Builds without the global lock: a build is tens of milliseconds to seconds of work. `each` gets phase, fraction and modules. A caller that is
/// interrupted, or whose `each` fails, stops the build.
fn run<F>(ruby: &Ruby, builder: &Builder, token: Option<Obj<CancelToken>>, each: Option<Proc>, work: F) -> Result<Obj<Bundle>, Error>
where
    F: FnOnce(&hotframe::Builder, Watch) -> Result<Arc<hotframe::Bundle>, hotframe::Error> + Send + 'static,
{
    let core = Arc::clone(&builder.0);
    let token = token.map_or_else(hotframe::CancelToken::default, |token| token.0.clone());
    let (watch, listens) = (Watch::new(&token), each.is_some());
    let work = move |tell: Tell| work(&core, if listens { watch.on_progress(move |progress| tell(progress)) } else { watch });
    let mut hear = |progress: Progress| match each {
        Some(each) => each.call::<_, Value>((progress.phase, progress.fraction, progress.modules)).map(drop),
        None => Ok(()),
    };
    let built = watched(ruby, work, &mut hear).inspect_err(|_| token.cancel())?;
    let core = built.map_err(|error| core_error(ruby, error))?;
    let weight = core.size() + core.metafile.len();
    let bundle = ruby.obj_wrap(Bundle { core, memory: Reported::default() });
    bundle.memory.set(ruby, weight);
    Ok(bundle)
}

fn json(ruby: &Ruby, bundle: &Bundle) -> Result<RString, Error> {
    guard(ruby, || Ok(text(ruby, &bundle.core.to_json())))
}

fn content(ruby: &Ruby, bundle: &Bundle, at: usize) -> Result<Option<RString>, Error> {
    guard(ruby, || Ok(bundle.core.files.get(at).map(|file| bytes(ruby, &file.content))))
}

fn report(ruby: &Ruby, bundle: &Bundle) -> Result<RString, Error> {
    guard(ruby, || Ok(text(ruby, &bundle.core.report())))
}
