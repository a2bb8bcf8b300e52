//! `Hotframe::Session`: files in, wire messages, pages and assets out.

use std::collections::BTreeMap;
use std::sync::Arc;

use hotframe::{Change, Message, PageOptions};
use magnus::typed_data::Obj;
use magnus::{Class, DataTypeFunctions, Error, Module, Object, RArray, RClass, RModule, RString, Ruby, TypedData, method};

use crate::compiler::Compiler;
use crate::error::{core_error, guard};
use crate::memory::Reported;
use crate::nogvl::nogvl;
use crate::string::{bytes, read_files, read_str, text, written};

/// A session of the core, and what its sources weigh.
#[derive(TypedData)]
#[magnus(class = "Hotframe::Session", free_immediately, size, frozen_shareable)]
pub struct Session {
    core: Arc<hotframe::Session>,
    memory: Reported,
}

impl DataTypeFunctions for Session {
    fn size(&self) -> usize {
        size_of::<Self>() + self.memory.get()
    }
}

/// Defines the class and its native methods; all are private, `lib/hotframe/session.rb` has the public ones.
pub fn define(ruby: &Ruby, hotframe: RModule) -> Result<(), Error> {
    let class = hotframe.define_class("Session", ruby.class_object())?;
    class.undef_default_alloc_func();
    class.define_singleton_method("native_new", method!(new, 3))?;
    class.define_private_method("native_update", method!(update, 1))?;
    class.define_private_method("native_replace", method!(replace, 1))?;
    class.define_private_method("native_connected", method!(connected, 0))?;
    class.define_private_method("native_sync", method!(sync, 3))?;
    class.define_private_method("native_revision", method!(revision, 0))?;
    class.define_private_method("native_diagnostics", method!(diagnostics, 0))?;
    class.define_private_method("native_paths", method!(paths, 0))?;
    class.define_private_method("native_page", method!(page, 1))?;
    class.define_private_method("native_asset", method!(asset, 1))
}

impl Session {
    /// Runs `work` on the core's session without the global lock, and turns its error into an exception.
    fn run<T, F>(&self, ruby: &Ruby, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&hotframe::Session) -> Result<T, hotframe::Error> + Send + 'static,
    {
        let core = Arc::clone(&self.core);
        nogvl(ruby, move || work(&core))?.map_err(|error| core_error(ruby, error))
    }

    /// The same for work that may change what the session weighs.
    fn change<F>(&self, ruby: &Ruby, work: F) -> Result<Option<RString>, Error>
    where
        F: FnOnce(&hotframe::Session) -> Result<Option<Message>, hotframe::Error> + Send + 'static,
    {
        let (message, weight) = self.run(ruby, move |session| {
            let message = work(session)?.map(|message| message.to_json());
            Ok((message, session.weight()))
        })?;
        self.memory.set(ruby, weight);
        Ok(message.map(|message| text(ruby, &message)))
    }
}

fn new(ruby: &Ruby, class: RClass, app: RString, files: RArray, compiler: &Compiler) -> Result<Obj<Session>, Error> {
    guard(ruby, || {
        let (app, files, compiler) = (read_str(ruby, app)?, written(ruby, files)?, compiler.core());
        let core = nogvl(ruby, move || hotframe::Session::new(app, files, compiler))?;
        let core = Arc::new(core.map_err(|error| core_error(ruby, error))?);
        let session = ruby.obj_wrap_as(Session { core, memory: Reported::default() }, class);
        session.memory.set(ruby, session.core.weight());
        Ok(session)
    })
}

fn update(ruby: &Ruby, session: &Session, files: RArray) -> Result<Option<RString>, Error> {
    guard(ruby, || {
        let changes = read_files(ruby, files)?.into_iter().map(|(path, content)| match content {
            Some(content) => Change::write(path, content),
            None => Change::delete(path),
        });
        let changes: Vec<_> = changes.collect();
        session.change(ruby, move |session| session.update(changes))
    })
}

fn replace(ruby: &Ruby, session: &Session, files: RArray) -> Result<Option<RString>, Error> {
    guard(ruby, || {
        let files = written(ruby, files)?;
        session.change(ruby, move |session| session.replace(files))
    })
}

fn connected(ruby: &Ruby, session: &Session) -> Result<RString, Error> {
    guard(ruby, || Ok(text(ruby, &session.run(ruby, |session| Ok(session.connected()?.to_json()))?)))
}

fn sync(ruby: &Ruby, session: &Session, from: Option<RString>, have: RString, page: Option<RString>) -> Result<RString, Error> {
    guard(ruby, || {
        let from = from.map(|from| read_str(ruby, from)).transpose()?;
        let have: BTreeMap<String, String> =
            serde_json::from_str(&read_str(ruby, have)?).map_err(|error| Error::new(ruby.exception_type_error(), format!("have: {error}")))?;
        let page = page.map(|page| read_str(ruby, page)).transpose()?;
        let message = session.run(ruby, move |session| Ok(session.sync(from.as_deref(), &have, page.as_deref())?.to_json()))?;
        Ok(text(ruby, &message))
    })
}

fn revision(ruby: &Ruby, session: &Session) -> Result<Option<RString>, Error> {
    guard(ruby, || Ok(session.run(ruby, |session| Ok(session.revision()))?.map(|revision| text(ruby, &revision))))
}

fn diagnostics(ruby: &Ruby, session: &Session) -> Result<RString, Error> {
    guard(ruby, || {
        let diagnostics = session.run(ruby, |session| Ok(serde_json::to_string(&session.diagnostics()).expect("diagnostics are plain values")))?;
        Ok(text(ruby, &diagnostics))
    })
}

fn paths(ruby: &Ruby, session: &Session) -> Result<RString, Error> {
    guard(ruby, || {
        let paths = session.run(ruby, |session| Ok(serde_json::to_string(&session.paths()).expect("paths are plain values")))?;
        Ok(text(ruby, &paths))
    })
}

fn page(ruby: &Ruby, session: &Session, options: RString) -> Result<RString, Error> {
    guard(ruby, || {
        let options = read_str(ruby, options)?;
        let page = session.run(ruby, move |session| session.page(&PageOptions::from_json(&options)?))?;
        Ok(text(ruby, &page))
    })
}

/// `[content type, body, immutable]`, or nil.
fn asset(ruby: &Ruby, session: &Session, path: RString) -> Result<Option<RArray>, Error> {
    guard(ruby, || {
        let path = read_str(ruby, path)?;
        let Some(asset) = session.run(ruby, move |session| session.asset(&path))? else { return Ok(None) };
        let parts = ruby.ary_new_capa(3);
        parts.push(text(ruby, &asset.content_type))?;
        parts.push(bytes(ruby, &asset.body))?;
        parts.push(asset.immutable)?;
        Ok(Some(parts))
    })
}
