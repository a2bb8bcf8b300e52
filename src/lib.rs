//! Live previews for apps that live in a database.
//!
//! A host hands Hotframe the files of an app (`path`, `content`); it answers with a browser-ready page, and, for every edit, with the
//! smallest [`Message`] that brings open tabs up to date with their React state kept. There is no Node process, no dev server per app
//! and no temporary folder: everything the core computes is a function of content, named by the digest of what it was computed from.
//!
//! ```
//! use std::sync::Arc;
//! use hotframe::{Change, Compiler, Options, Session};
//!
//! let compiler = Arc::new(Compiler::new(Options::default())?);
//! let files = [
//!     ("index.html".to_string(), br#"<div id="root"></div><script type="module" src="/src/main.ts"></script>"#.to_vec()),
//!     ("src/main.ts".to_string(), b"import { text } from './text'; document.body.append(text);".to_vec()),
//!     ("src/text.ts".to_string(), b"export const text: string = 'hello';".to_vec()),
//! ];
//! let session = Session::new("app-1", files, compiler)?;
//! let before = session.revision();
//!
//! let message = session.update(vec![Change::write("src/text.ts", "export const text = 'hi';")])?.expect("the text changed");
//! assert_eq!(message.kind(), "hmr_update");
//! assert_ne!(session.revision(), before);
//! assert!(message.to_json().contains("hi"));
//! # Ok::<(), hotframe::Error>(())
//! ```
//!
//! The floors, lowest first; each uses only those before it: ground (`digest`, `id`, `diagnostic`, `error`, `options`, `panic`),
//! `source`, then `transform` and `resolve`, `cache`, `compiler`, `graph`, `message` and `preview`, `session`.

mod builder;
mod bundle;
mod cache;
mod compiler;
mod diagnostic;
mod digest;
mod document;
mod error;
mod graph;
mod id;
mod message;
mod options;
mod packages;
mod panic;
mod preview;
mod process;
pub mod puck;
mod resolve;
mod route;
mod sass;
mod session;
mod settings;
mod source;
mod store;
mod style;
mod tailwind;
mod transform;

pub use builder::{
    Budgets, BuildOptions, Builder, Bundle, BundleFile, CancelToken, Progress, Running, SourceMaps, Watch, Worker, WorkerLimits, WorkerMode, WorkerModule,
    WorkerOptions,
};
pub use cache::{CacheLimits, CacheUse, ModuleStore};
#[cfg(feature = "redis")]
pub use cache::{ModuleCounts, RedisModules};
pub use compiler::Compiler;
pub use diagnostic::{Diagnostic, Severity};
pub use digest::Digest;
pub use error::{Error, ErrorKind};
pub use graph::{Graph, Update, plan};
pub use id::ModuleId;
pub use message::{
    Arrival, Body, ClientMessage, ConsoleEntry, ConsoleLevel, Message, Outcome, ReportKind, ReportedError, TabId, Tabs, VERSION, WireModule, WireUpdate,
};
pub use options::{JsxRuntime, Limits, Mode, Options};
pub use packages::{Fetch, FetchError, InstallOptions, InstallProgress, Installed, Request, install};
pub use preview::{Asset, PageOptions, Transport};
pub use process::{cache_use, configure_caches};
pub use route::{Cause, FileRoute, Policy, Route, Routing};
pub use session::Session;
pub use source::{Change, ChangeKind, Snapshot};
#[cfg(feature = "redis")]
pub use store::RedisBackend;
pub use store::{Backend, Clock, ManualClock, MemoryBackend, Opened, Put, State, Status, Store, StoreOptions, Swept, SystemClock};
pub use transform::{Import, Kind, Module};
