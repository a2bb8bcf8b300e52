//! `serve DIR`: puts the parts together, and takes them down in order.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::time::timeout;

use crate::ServeArguments;
use crate::console;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::guard::Guard;
use crate::http::{Host, router};
use crate::preview::Preview;
use crate::socket::Sockets;
use crate::watch::{self, Watch};

/// Requests that are being answered get this long to end.
const PATIENCE: Duration = Duration::from_secs(2);
/// Tabs at once.
const MOST_TABS: u32 = 256;

/// Serves until it is told to stop.
pub(crate) fn serve(arguments: &ServeArguments) -> Result<(), Failure> {
    let started = Instant::now();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|problem| Failure::new(format!("cannot start threads: {problem}")))?;
    let done = runtime.block_on(run(arguments, started));
    // Packages that are being built for nobody are not waited for.
    runtime.shutdown_background();
    done
}

async fn run(arguments: &ServeArguments, started: Instant) -> Result<(), Failure> {
    let folder = Arc::new(Folder::open(&arguments.folder)?);
    let listener = listen(&arguments.host, arguments.port).await?;
    let address = listener.local_addr().map_err(|problem| Failure::new(format!("cannot listen: {problem}")))?;
    let base = arguments.folder.preview_base();
    let url = format!("http://{}{base}", reachable(address));

    let watch = Arc::new(Watch::start(folder.clone())?);
    let enter = watch.clone();
    let opened = tokio::task::spawn_blocking(move || Preview::open(folder, base, &|found: &Path| enter.enter(found)));
    let preview = Arc::new(opened.await.map_err(|problem| Failure::new(format!("cannot open the folder: {problem}")))??);
    let stop = stop_signal()?;
    tokio::spawn(watch::follow(preview.clone(), watch));
    let host = Arc::new(Host { preview, guard: Guard::new(&arguments.allowed_host, address.ip()), sockets: Sockets::new(MOST_TABS) });

    console::say(&format!("ready in {} ms  {url}", started.elapsed().as_millis()));
    if arguments.open {
        open_browser(&url);
    }
    let (tell, told) = tokio::sync::oneshot::channel::<()>();
    let listener = listener.tap_io(|connection| {
        // A message is small and must not wait for the answer to the one before.
        if let Err(problem) = connection.set_nodelay(true) {
            tracing::debug!("messages may be late: {problem}");
        }
    });
    let server = axum::serve(listener, router(host.clone())).with_graceful_shutdown(async move {
        // The sender going away says the same.
        let _ = told.await;
    });
    let mut server = tokio::spawn(server.into_future());
    tokio::select! {
        () = stop => tracing::debug!("stopping"),
        ended = &mut server => return Err(Failure::new(format!("the server ended: {ended:?}"))),
    }
    let _ = tell.send(());
    host.sockets.close().await;
    let _ = timeout(PATIENCE, server).await;
    Ok(())
}

pub(crate) async fn listen(host: &str, port: u16) -> Result<TcpListener, Failure> {
    TcpListener::bind((host, port)).await.map_err(|problem| match problem.kind() {
        ErrorKind::AddrInUse => Failure::new(format!("port {port} is in use on {host}; choose another with --port, or --port 0 for a free one")),
        ErrorKind::PermissionDenied => Failure::new(format!("port {port} may not be used: {problem}; choose one above 1023 with --port")),
        _ => Failure::new(format!("cannot listen on {host}, port {port}: {problem}")),
    })
}

/// Where a browser on this machine finds us.
pub(crate) fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Ends when the process is asked to. From the call on, the signals do not kill it.
pub(crate) fn stop_signal() -> Result<impl Future<Output = ()>, Failure> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let failed = |problem| Failure::new(format!("cannot listen for signals: {problem}"));
        let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
        let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        // Without it the process is ended the hard way, which is all that is left.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

fn open_browser(url: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let started = Command::new(program).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    match started {
        // Somebody has to wait for it.
        Ok(mut child) => drop(std::thread::spawn(move || child.wait())),
        Err(problem) => tracing::warn!("the browser cannot be opened ({program}: {problem}); open {url}"),
    }
}
