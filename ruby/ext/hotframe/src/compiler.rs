//! `Hotframe::Compiler`: options in, compiled modules out.

use std::sync::Arc;

use hotframe::Options;
use magnus::typed_data::Obj;
use magnus::{Class, DataTypeFunctions, Error, Module, Object, RClass, RModule, RString, Ruby, TypedData, method};

use crate::error::{core_error, guard};
use crate::nogvl::nogvl;
use crate::string::{read_bytes, read_str, text};

/// A compiler of the core; it may be used by many threads and sessions at once.
#[derive(TypedData)]
#[magnus(class = "Hotframe::Compiler", free_immediately, size, frozen_shareable)]
pub struct Compiler(Arc<hotframe::Compiler>);

impl DataTypeFunctions for Compiler {}

impl Compiler {
    /// The compiler itself, for work that goes on without the Ruby object.
    pub fn core(&self) -> Arc<hotframe::Compiler> {
        Arc::clone(&self.0)
    }
}

/// Defines the class and its native methods; all are private, `lib/hotframe/compiler.rb` has the public ones.
pub fn define(ruby: &Ruby, hotframe: RModule) -> Result<(), Error> {
    let class = hotframe.define_class("Compiler", ruby.class_object())?;
    class.undef_default_alloc_func();
    class.define_singleton_method("native_new", method!(new, 1))?;
    class.define_private_method("native_transform", method!(transform, 2))
}

fn new(ruby: &Ruby, class: RClass, options: RString) -> Result<Obj<Compiler>, Error> {
    guard(ruby, || {
        let options = read_str(ruby, options)?;
        let compiler = nogvl(ruby, move || Options::from_json(&options).and_then(hotframe::Compiler::new))?;
        let compiler = compiler.map_err(|error| core_error(ruby, error))?;
        Ok(ruby.obj_wrap_as(Compiler(Arc::new(compiler)), class))
    })
}

fn transform(ruby: &Ruby, compiler: &Compiler, path: RString, source: RString) -> Result<RString, Error> {
    guard(ruby, || {
        let (path, source, compiler) = (read_str(ruby, path)?, read_bytes(ruby, source)?, compiler.core());
        let module = nogvl(ruby, move || compiler.transform(&path, &source).map(|module| module.to_json()))?;
        Ok(text(ruby, &module.map_err(|error| core_error(ruby, error))?))
    })
}
