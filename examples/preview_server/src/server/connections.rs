//! Connections: so many at once, and none that dawdles over its request.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Extension;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// The head of a request must have arrived within this time, and the next one on the same connection begin.
const HEAD: Duration = Duration::from_secs(10);

pub(super) struct Connections {
    places: Arc<Semaphore>,
    graceful: GracefulShutdown,
    builder: Builder<TokioExecutor>,
}

impl Connections {
    pub(super) fn new(most: usize) -> Self {
        let mut builder = Builder::new(TokioExecutor::new()).http1_only();
        builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD).max_headers(64).max_buf_size(64 << 10);
        Self { places: Arc::new(Semaphore::new(most)), graceful: GracefulShutdown::new(), builder }
    }

    /// Takes connections until it is dropped.
    pub(super) async fn accept(&self, listener: TcpListener, router: Router) {
        loop {
            // When all places are taken, the rest waits in the system's queue.
            let Ok(place) = self.places.clone().acquire_owned().await else { return };
            match listener.accept().await {
                Ok((stream, peer)) => self.serve(stream, peer, router.clone(), place),
                Err(problem) => {
                    // Out of file descriptors, usually: some will be free soon.
                    tracing::warn!("cannot take a connection: {problem}");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
    }

    fn serve(&self, stream: TcpStream, peer: SocketAddr, router: Router, place: tokio::sync::OwnedSemaphorePermit) {
        // A message is small and must not wait for the answer to the one before.
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(router.layer(Extension(peer)));
        let connection = self.builder.serve_connection_with_upgrades(TokioIo::new(stream), service).into_owned();
        let watched = self.graceful.watch(connection);
        tokio::spawn(async move {
            // Why a client went is its own affair.
            let _ = watched.await;
            drop(place);
        });
    }

    /// Waits until what was asked is answered.
    pub(super) async fn end(self) {
        self.graceful.shutdown().await;
    }
}
