//! `Hotframe::Compiler`: options in, compiled modules out.

use std::sync::Arc;

use hotframe::{Options, RedisModules};
use magnus::typed_data::Obj;
use magnus::{Class, DataTypeFunctions, Error, Module, Object, RClass, RHash, RModule, RString, Ruby, TypedData, method};

use crate::error::{core_error, guard};
use crate::nogvl::nogvl;
use crate::string::{read_bytes, read_str, text};

/// A compiler of the core; it may be used by many threads and sessions at once.
#[derive(TypedData)]
#[magnus(class = "Hotframe::Compiler", free_immediately, size, frozen_shareable)]
pub struct Compiler {
    core: Arc<hotframe::Compiler>,
    cache: Option<Arc<RedisModules>>,
}

impl DataTypeFunctions for Compiler {}

impl Compiler {
    /// The compiler itself, for work that goes on without the Ruby object.
    pub fn core(&self) -> Arc<hotframe::Compiler> {
        Arc::clone(&self.core)
    }
}

/// Defines the class and its native methods; all are private, `lib/hotframe/compiler.rb` has the public ones.
pub fn define(ruby: &Ruby, hotframe: RModule) -> Result<(), Error> {
    let class = hotframe.define_class("Compiler", ruby.class_object())?;
    class.undef_default_alloc_func();
    class.define_singleton_method("native_new", method!(new, 2))?;
    class.define_private_method("native_module_cache_use", method!(module_cache_use, 0))?;
    class.define_private_method("native_transform", method!(transform, 2))
}

fn new(ruby: &Ruby, class: RClass, options: RString, cache: Option<RString>) -> Result<Obj<Compiler>, Error> {
    guard(ruby, || {
        let (options, cache) = (read_str(ruby, options)?, cache.map(|address| read_str(ruby, address)).transpose()?);
        let made = nogvl(ruby, move || {
            let cache = cache.map(|address| RedisModules::open(&address)).transpose()?.map(Arc::new);
            let core = Options::from_json(&options).and_then(hotframe::Compiler::new)?;
            let core = match &cache {
                Some(cache) => core.with_module_store(cache.clone()),
                None => core,
            };
            Ok(Compiler { core: Arc::new(core), cache })
        })?;
        Ok(ruby.obj_wrap_as(made.map_err(|error| core_error(ruby, error))?, class))
    })
}

fn module_cache_use(ruby: &Ruby, compiler: &Compiler) -> Result<Option<RHash>, Error> {
    let Some(counts) = compiler.cache.as_ref().map(|cache| cache.counts()) else { return Ok(None) };
    let hash = ruby.hash_new();
    for (name, count) in [("hits", counts.hits), ("misses", counts.misses), ("failures", counts.failures)] {
        hash.aset(ruby.to_symbol(name), count)?;
    }
    Ok(Some(hash))
}

fn transform(ruby: &Ruby, compiler: &Compiler, path: RString, source: RString) -> Result<RString, Error> {
    guard(ruby, || {
        let (path, source, compiler) = (read_str(ruby, path)?, read_bytes(ruby, source)?, compiler.core());
        let module = nogvl(ruby, move || compiler.transform(&path, &source).map(|module| module.to_json()))?;
        Ok(text(ruby, &module.map_err(|error| core_error(ruby, error))?))
    })
}
