//! The JavaScript side of an engine: a limited runtime, our glue, and Tailwind.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

use rquickjs::context::EvalOptions;
use rquickjs::function::Func;
use rquickjs::promise::MaybePromise;
use rquickjs::{Array, CatchResultExt, CaughtError, Context, Ctx, Function, Object, Persistent, Runtime, Value};

use super::engine::{Call, Kind, Reply, Watch, took_too_long};
use super::{Limits, Problem, Version};

/// What JavaScript may use of the thread's stack; the rest is for the host functions below it.
const STACK: usize = 4 << 20;
/// Below a megabyte or so QuickJS crashes while it sets up its globals, before any limit of ours can be reported.
const LEAST_MEMORY: usize = 8 << 20;
const RUNTIME: &str = include_str!("js/runtime.js");
const V3: &str = include_str!("js/v3.js");
const V3_PARTS: &str = include_str!("js/v3_parts.js");
const V4: &str = include_str!("js/v4.js");

/// Where the job that runs is answered.
type Line = Rc<RefCell<Option<Sender<Reply>>>>;

pub(super) struct Script {
    // In this order, in which they are dropped: values, their context, its runtime.
    kit: Persistent<Object<'static>>,
    tailwind: Option<Persistent<Object<'static>>>,
    context: Context,
    runtime: Runtime,
    version: Version,
    limits: Limits,
    watch: Arc<Watch>,
    line: Line,
    spent: bool,
}

impl Script {
    pub(super) fn new(version: Version, production: bool, limits: Limits, watch: Arc<Watch>) -> Result<Self, Problem> {
        let failed = |problem: rquickjs::Error| Problem::new(format!("cannot start a JavaScript engine for Tailwind: {problem}"));
        let runtime = Runtime::new().map_err(failed)?;
        runtime.set_memory_limit(limits.memory.max(LEAST_MEMORY));
        runtime.set_max_stack_size(STACK);
        let clock = watch.clone();
        runtime.set_interrupt_handler(Some(Box::new(move || clock.is_over())));
        let context = Context::full(&runtime).map_err(failed)?;
        let line = Line::default();
        let kit = context.with(|ctx| prepare(&ctx, production, &line)).map_err(failed)?;
        Ok(Self { kit, tailwind: None, context, runtime, version, limits, watch, line, spent: false })
    }

    /// Whether a limit was hit: what is in the runtime then is in doubt.
    pub(super) fn is_spent(&self) -> bool {
        self.spent
    }

    pub(super) fn run(&mut self, call: Call, reply: &Sender<Reply>) -> Result<Option<String>, Problem> {
        if matches!(call, Call::Weigh) {
            return Ok(Some(self.runtime.memory_usage().malloc_size.to_string()));
        }
        *self.line.borrow_mut() = Some(reply.clone());
        let compiles = matches!(call, Call::Compile { .. });
        let allowed = if compiles { self.limits.compile } else { self.limits.build };
        let context = self.context.clone();
        let result = context.with(|ctx| self.perform(&ctx, call).catch(&ctx).map_err(|caught| self.describe(&ctx, caught)));
        *self.line.borrow_mut() = None;
        if self.watch.is_over() {
            self.spent = true;
            return Err(took_too_long(allowed));
        }
        let result = result.map_err(|problem| {
            // An empty message: there was no memory left for one.
            if problem.message.is_empty() || problem.message.contains("out of memory") {
                self.spent = true;
                return Problem::new(format!(
                    "the styles needed more than {} MB of memory: does the Tailwind config or a plugin grow without end?",
                    self.limits.memory >> 20
                ));
            }
            problem
        });
        match result {
            Ok(Some(text)) if text.len() > self.limits.output => {
                Err(Problem::new(format!("the stylesheet is {} MB, over the limit of {} MB", text.len() >> 20, self.limits.output >> 20)))
            }
            result => result,
        }
    }
}

impl Script {
    fn perform<'js>(&mut self, ctx: &Ctx<'js>, call: Call) -> rquickjs::Result<Option<String>> {
        let tailwind = match &self.tailwind {
            Some(loaded) => loaded.clone().restore(ctx)?,
            None => {
                let (name, source) = if self.version == Version::V3 { ("hotframe:v3", V3) } else { ("hotframe:v4", V4) };
                let glue: Function = eval(ctx, name, source)?;
                let parts: Option<Function> = if self.version == Version::V3 { Some(eval(ctx, "hotframe:v3/parts", V3_PARTS)?) } else { None };
                let loaded: Object = glue.call((self.kit.clone().restore(ctx)?, parts))?;
                self.tailwind = Some(Persistent::save(ctx, loaded.clone()));
                loaded
            }
        };
        let function = |name: &str| tailwind.get::<_, Function>(name);
        match call {
            Call::Compile { id, entry, css, config } => {
                let plan: Object = function("compile")?.call::<_, MaybePromise>((id, entry, css, config))?.finish()?;
                Ok(ctx.json_stringify(plan)?.map(|text| text.to_string()).transpose()?)
            }
            Call::Build { id, words, extensions } if self.version == Version::V3 => {
                let items = Array::new(ctx.clone())?;
                for (at, (content, extension)) in words.into_iter().zip(extensions).enumerate() {
                    let item = Object::new(ctx.clone())?;
                    item.set("content", content)?;
                    item.set("extension", extension)?;
                    items.set(at, item)?;
                }
                function("build")?.call::<_, MaybePromise>((id, items))?.finish()
            }
            Call::Build { id, words, .. } => function("build")?.call::<_, MaybePromise>((id, words))?.finish(),
            Call::Drop { id } => function("drop")?.call::<_, ()>((id,)).map(|()| None),
            Call::Weigh => Ok(None),
        }
    }

    /// A problem with its place, if it has one. Describing runs the app's code (getters, `toString`), so it may fail, too.
    fn describe<'js>(&self, ctx: &Ctx<'js>, caught: CaughtError<'js>) -> Problem {
        let value: Value = match caught {
            CaughtError::Exception(exception) => exception.into_value(),
            // What is thrown when there is no memory left for an error.
            CaughtError::Value(value) if value.is_null() => return Problem::new("out of memory"),
            CaughtError::Value(value) => value,
            CaughtError::Error(rquickjs::Error::Allocation) => return Problem::new("out of memory"),
            CaughtError::Error(rquickjs::Error::WouldBlock) => return Problem::new("the Tailwind config or a plugin waits for something that never happens"),
            CaughtError::Error(problem) => return Problem::new(problem.to_string()),
        };
        let described = || -> rquickjs::Result<Option<String>> {
            let kit = self.kit.clone().restore(ctx)?;
            let place: Object = kit.get::<_, Function>("describe")?.call((value,))?;
            ctx.json_stringify(place)?.map(|text| text.to_string()).transpose()
        };
        match described().ok().flatten().and_then(|text| serde_json::from_str::<Place>(&text).ok()) {
            Some(place) => Problem {
                message: place.message,
                file: place.file.map(|file| file.trim_start_matches('/').to_string()),
                line: place.line,
                column: place.column,
            },
            None => Problem::new("out of memory, or an error that cannot be shown"),
        }
    }
}

#[derive(serde::Deserialize)]
struct Place {
    message: String,
    file: Option<String>,
    line: Option<u32>,
    column: Option<u32>,
}

/// Hands the glue its host functions and keeps what it gives back: the app's code sees none of it in the global object.
fn prepare(ctx: &Ctx<'_>, production: bool, line: &Line) -> rquickjs::Result<Persistent<Object<'static>>> {
    let host = Object::new(ctx.clone())?;
    host.set("production", production)?;
    host.set("wrapper", WRAPPER.len())?;
    for (name, kind) in [("stylesheet", Kind::Stylesheet), ("module", Kind::Module)] {
        let line = line.clone();
        host.set(name, Func::from(move |specifier: String, base: String| ask(&line, kind, specifier, base)))?;
    }
    host.set("evaluate", Func::from(evaluate))?;
    let kit: Function = eval(ctx, "hotframe:runtime", RUNTIME)?;
    let kit: Object = kit.call((host,))?;
    Ok(Persistent::save(ctx, kit))
}

fn eval<'js, T: rquickjs::FromJs<'js>>(ctx: &Ctx<'js>, name: &str, source: &str) -> rquickjs::Result<T> {
    let mut options = EvalOptions::default();
    options.strict = false;
    options.filename = Some(name.into());
    ctx.eval_with_options(source, options)
}

const WRAPPER: &str = "(function (exports, require, module, __filename, __dirname) {";

/// `evaluate(path, text)`: the module's function. The wrapper adds no line, so places in messages are right.
fn evaluate<'js>(ctx: Ctx<'js>, path: String, text: String) -> rquickjs::Result<Function<'js>> {
    eval(&ctx, &path, &format!("{WRAPPER}{text}\n}})"))
}

fn ask(line: &Line, kind: Kind, specifier: String, base: String) -> Option<Vec<String>> {
    let (answer, answers) = channel();
    line.borrow().as_ref()?.send(Reply::Ask { kind, specifier, base, answer }).ok()?;
    let (path, text) = answers.recv().ok()??;
    Some(vec![path, text])
}
