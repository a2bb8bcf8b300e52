//! `server`: preview sessions of many users. An HTTP interface makes and edits them, a WebSocket tells their tabs, the library does the rest.

mod answer;
mod api;
mod connections;
mod disk;
mod gate;
mod metrics;
mod project;
mod proxy;
mod queue;
mod room;
mod rooms;
mod router;
mod settings;
mod site;
mod upkeep;

use std::sync::Arc;
use std::time::{Duration, Instant};

use hotframe::{Backend, Compiler, Limits, MemoryBackend, Options, RedisBackend, RedisModules, Store, SystemClock};
use tokio::time::timeout;

use crate::console;
use crate::failure::Failure;
use crate::guard::Guard;
use crate::serve::{listen, reachable, stop_signal};
use crate::socket::Sockets;

use gate::Gate;
use metrics::Metrics;
use proxy::Proxies;
use rooms::Rooms;
use settings::Plan;
pub(crate) use settings::Settings;
use site::Places;

/// Requests that are being answered get this long to end.
const PATIENCE: Duration = Duration::from_secs(5);
/// Our own WebSocket has no limit that code would have to be fetched around.
const INLINE_BYTES: usize = 1 << 20;

/// What every request is answered from.
pub(crate) struct Server {
    plan: Plan,
    places: Places,
    gate: Gate,
    guard: Guard,
    proxies: Proxies,
    rooms: Arc<Rooms>,
    sockets: Sockets,
    metrics: Arc<Metrics>,
}

/// Serves until it is told to stop; then saves the sessions.
pub(crate) fn run(settings: Settings) -> Result<(), Failure> {
    let started = Instant::now();
    let plan = settings.plan()?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|problem| Failure::new(format!("cannot start threads: {problem}")))?;
    let done = runtime.block_on(serve(plan, started));
    runtime.shutdown_background();
    done
}

async fn serve(plan: Plan, started: Instant) -> Result<(), Failure> {
    let listener = listen(&plan.host, plan.port).await?;
    let address = listener.local_addr().map_err(|problem| Failure::new(format!("cannot listen: {problem}")))?;
    let gate = Gate::new(&plan, address.ip().is_loopback())?;
    let places = Places::new(&plan, reachable(address));
    let metrics = Arc::new(Metrics::default());
    let (store, redis) = open_store(&plan, &places)?;
    let rooms = Arc::new(Rooms::new(store, metrics.clone(), plan.quiet, plan.longest));
    let guard = Guard::new(&places.allowed_names(&plan.allowed_hosts), address.ip());
    let sockets = Sockets::new(plan.tabs);
    let proxies = Proxies::new(&plan.trusted_proxies)?;
    let server = Arc::new(Server { places, gate, guard, proxies, rooms, sockets, metrics, plan });

    let stop = stop_signal()?;
    upkeep::start(&server.rooms, redis);
    console::say(&format!("ready in {} ms  {}", started.elapsed().as_millis(), server.places.api()));
    let connections = connections::Connections::new(server.plan.connections);
    tokio::select! {
        () = stop => tracing::info!("stopping"),
        () = connections.accept(listener, router::router(server.clone())) => {}
    }
    server.sockets.close().await;
    let _ = timeout(PATIENCE, connections.end()).await;
    save(&server).await
}

/// The last thing a server does: what is in memory alone is gone with it.
async fn save(server: &Arc<Server>) -> Result<(), Failure> {
    if !server.plan.keeps() {
        return Ok(());
    }
    let rooms = server.rooms.clone();
    let saved = tokio::task::spawn_blocking(move || rooms.store().freeze_all()).await;
    match saved.map_err(|problem| Failure::new(format!("the sessions were not saved: {problem}")))? {
        Ok(count) => tracing::info!(sessions = count, "saved"),
        Err(problem) => return Err(Failure::new(format!("not all sessions were saved: {problem}"))),
    }
    Ok(())
}

fn open_store(plan: &Plan, places: &Places) -> Result<(Store, Option<Arc<RedisBackend>>), Failure> {
    let mut redis = None;
    let backend: Arc<dyn Backend> = match (&plan.redis, &plan.data) {
        (Some(url), _) => {
            let shared = Arc::new(RedisBackend::connect(url)?);
            redis = Some(shared.clone());
            shared
        }
        (None, Some(folder)) => Arc::new(disk::Disk::open(folder)?),
        (None, None) => Arc::new(MemoryBackend::default()),
    };
    let mut limits = Limits::default();
    limits.total_bytes = plan.app_bytes;
    let options = Options { node_modules: plan.node_modules.clone(), inline_bytes: INLINE_BYTES, limits, ..Options::default() };
    let compiler = Compiler::new(options)?;
    // What one server compiled the others need not.
    let shared = Arc::new(match &plan.redis {
        Some(url) => compiler.with_module_store(Arc::new(RedisModules::open(url)?)),
        None => compiler,
    });
    let bases = places.bases();
    let compilers = move |id: &str| match bases.base_of(id) {
        Some(base) => Ok(Arc::new(shared.at_base(base)?)),
        None => Ok(shared.clone()),
    };
    Ok((Store::with(plan.store.clone(), backend, Arc::new(SystemClock::default()), compilers)?, redis))
}
