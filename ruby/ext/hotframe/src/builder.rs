//! `Hotframe::Builder` and `Hotframe::Bundle`: files in, production output out.

use std::sync::Arc;

use hotframe::{BuildOptions, Change, Options, WorkerOptions};
use magnus::typed_data::Obj;
use magnus::{Class, DataTypeFunctions, Error, Module, Object, RArray, RClass, RModule, RString, Ruby, TypedData, method};

use crate::error::{core_error, guard};
use crate::memory::Reported;
use crate::nogvl::nogvl;
use crate::string::{bytes, read_files, read_str, text, written};

/// A builder of the core.
#[derive(TypedData)]
#[magnus(class = "Hotframe::Builder", free_immediately, size, frozen_shareable)]
pub struct Builder(Arc<hotframe::Builder>);

impl DataTypeFunctions for Builder {}

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
    builder.define_private_method("native_build", method!(build, 2))?;
    builder.define_private_method("native_incremental_build", method!(incremental_build, 1))?;
    builder.define_private_method("native_worker", method!(worker, 2))?;
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

fn build(ruby: &Ruby, builder: &Builder, files: RArray, preview: bool) -> Result<Obj<Bundle>, Error> {
    guard(ruby, || {
        let files = written(ruby, files)?;
        run(ruby, builder, move |builder| if preview { builder.build_for_preview(files) } else { builder.build(files) })
    })
}

fn incremental_build(ruby: &Ruby, builder: &Builder, files: RArray) -> Result<Obj<Bundle>, Error> {
    guard(ruby, || {
        let changes = read_files(ruby, files)?.into_iter().map(|(path, content)| match content {
            Some(content) => Change::write(path, content),
            None => Change::delete(path),
        });
        let changes: Vec<_> = changes.collect();
        run(ruby, builder, move |builder| builder.incremental_build(&changes))
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

/// Builds without the global lock. A build is tens of milliseconds to seconds of work.
fn run<F>(ruby: &Ruby, builder: &Builder, work: F) -> Result<Obj<Bundle>, Error>
where
    F: FnOnce(&hotframe::Builder) -> Result<Arc<hotframe::Bundle>, hotframe::Error> + Send + 'static,
{
    let core = Arc::clone(&builder.0);
    let core = nogvl(ruby, move || work(&core))?.map_err(|error| core_error(ruby, error))?;
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
