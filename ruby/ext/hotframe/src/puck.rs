//! `Hotframe::Puck`: a visual editor's data in, files out, and back.

use std::collections::BTreeMap;

use hotframe::puck::{self, Options};
use magnus::{Error, Module, Object, RArray, RModule, RString, Ruby, function};

use crate::error::{core_error, guard};
use crate::nogvl::nogvl;
use crate::string::{read_files, read_str, text};

/// Defines the module and its native functions; `lib/hotframe/puck.rb` has the public ones.
pub fn define(hotframe: RModule) -> Result<(), Error> {
    let module = hotframe.define_module("Puck")?;
    module.define_singleton_method("native_convert", function!(convert, 4))?;
    module.define_singleton_method("native_parse", function!(parse, 2))
}

fn convert(ruby: &Ruby, data: RString, schema: Option<RString>, options: RString, existing: RArray) -> Result<RString, Error> {
    guard(ruby, || {
        let (data, options) = (read_str(ruby, data)?, read_str(ruby, options)?);
        let schema = schema.map(|schema| read_str(ruby, schema)).transpose()?;
        let existing = texts(ruby, existing)?;
        let conversion = nogvl(ruby, move || {
            let options = Options::from_json(&options)?;
            puck::convert(&data, schema.as_deref(), &options, &existing).map(|conversion| conversion.to_json())
        })?;
        Ok(text(ruby, &conversion.map_err(|error| core_error(ruby, error))?))
    })
}

fn parse(ruby: &Ruby, files: RArray, options: RString) -> Result<RString, Error> {
    guard(ruby, || {
        let (files, options) = (texts(ruby, files)?, read_str(ruby, options)?);
        let parsed = nogvl(ruby, move || Options::from_json(&options).and_then(|options| puck::parse(&files, &options)).map(|parsed| parsed.to_json()))?;
        Ok(text(ruby, &parsed.map_err(|error| core_error(ruby, error))?))
    })
}

/// Files that are text; others are no business of the converter.
fn texts(ruby: &Ruby, files: RArray) -> Result<BTreeMap<String, String>, Error> {
    let files = read_files(ruby, files)?.into_iter();
    Ok(files.filter_map(|(path, content)| Some((path, String::from_utf8(content?).ok()?))).collect())
}
