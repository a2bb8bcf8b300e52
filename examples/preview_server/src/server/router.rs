//! Which part answers a request.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tokio::time::timeout;

use crate::response;

use super::Server;
use super::answer::{self, Refusal};
use super::api::{self, Seen};
use super::metrics::count;
use super::site;

/// A request must have arrived within this time.
const UPLOAD: Duration = Duration::from_secs(30);
const OPENAPI: &str = include_str!("openapi.json");

pub(super) fn router(server: Arc<Server>) -> Router {
    Router::new().fallback(answer).with_state(server)
}

async fn answer(
    State(server): State<Arc<Server>>,
    Extension(peer): Extension<SocketAddr>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let asked = server.proxies.read(peer.ip(), &headers);
    if let Some(visit) = server.places.visit(&uri, &headers, &asked)
        && (visit_is_allowed(&server, &uri, &headers) || asked.host.is_some())
    {
        return site::answer(&server, visit, &method, &uri, &headers, upgrade.ok()).await;
    }
    // A name that is not ours was made to lead here by somebody else (DNS rebinding).
    let host = match (asked.host, server.guard.host(&uri, &headers)) {
        (Some(host), _) => host,
        (None, Ok(host)) => host.to_string(),
        (None, Err(host)) => {
            return response::text(StatusCode::FORBIDDEN, &format!("The host {host:?} is not allowed. If it is yours, start with --allowed-host."));
        }
    };
    let seen = Seen { host, secure: asked.secure };
    match (&method, uri.path()) {
        (&Method::GET, "/healthz") => return health(&server).await,
        (&Method::GET, "/metrics") => return metrics(&server),
        (&Method::GET, "/openapi.json") => return openapi(&server, &headers),
        _ => {}
    }
    count(&server.metrics.requests);
    let mut response = match method {
        Method::OPTIONS => StatusCode::NO_CONTENT.into_response(),
        _ => interface(&server, &method, uri.path(), &headers, &seen, body).await.unwrap_or_else(|refusal| {
            count(&server.metrics.refusals);
            refusal.into_response()
        }),
    };
    server.gate.cors(&headers, response.headers_mut());
    response
}

/// With hosts for previews the names were compared already; with paths the name must be ours.
fn visit_is_allowed(server: &Server, uri: &Uri, headers: &HeaderMap) -> bool {
    server.places.bases().base_of("").is_none() || server.guard.host(uri, headers).is_ok()
}

async fn interface(server: &Arc<Server>, method: &Method, path: &str, headers: &HeaderMap, seen: &Seen, body: Body) -> Result<Response, Refusal> {
    let parts: Vec<&str> = path.trim_start_matches('/').trim_end_matches('/').split('/').collect();
    let known = matches!(parts.as_slice(), ["kontext", "preview"] | ["kontext", "preview", _] | ["kontext", "preview", _, "update" | "route"]);
    if !known {
        return Err(Refusal::new(StatusCode::NOT_FOUND, "not_found", "Nothing is here; see /openapi.json."));
    }
    let user = server.gate.enter(headers)?;
    match (method, parts.as_slice()) {
        (&Method::POST, ["kontext", "preview"]) => api::create(server, user, seen, &upload(server, headers, body).await?).await,
        (&Method::GET, ["kontext", "preview"]) => api::list(server, user, seen).await,
        (&Method::POST, ["kontext", "preview", id, "update"]) => api::update(server, &user, id, &upload(server, headers, body).await?).await,
        (&Method::POST, ["kontext", "preview", id, "route"]) => api::route(server, &user, id, &upload(server, headers, body).await?).await,
        (&Method::GET, ["kontext", "preview", id]) => api::status(server, &user, id, seen).await,
        (&Method::DELETE, ["kontext", "preview", id]) => api::delete(server, &user, id).await,
        _ => Err(Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "This method is not answered here.")),
    }
}

/// The body of a request: JSON, not too large, and not too slow.
async fn upload(server: &Server, headers: &HeaderMap, body: Body) -> Result<Vec<u8>, Refusal> {
    let json = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).is_some_and(|kind| kind.starts_with("application/json"));
    if !json {
        // Forms and plain text are what a page of another site can send without being asked.
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json", "Send application/json."));
    }
    let most = server.plan.body;
    let too_large = || Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", format!("A request may have {most} bytes."));
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()).and_then(|length| length.parse::<usize>().ok());
    if announced.is_some_and(|length| length > most) {
        return Err(too_large());
    }
    match timeout(UPLOAD, to_bytes(body, most)).await {
        Ok(Ok(bytes)) => Ok(bytes.to_vec()),
        Ok(Err(_)) => Err(too_large()),
        Err(_) => Err(Refusal::new(StatusCode::REQUEST_TIMEOUT, "too_slow", "The request took too long to arrive.")),
    }
}

/// 503 only when sessions cannot be opened; a backend that is away for a moment is said and survived.
async fn health(server: &Arc<Server>) -> Response {
    let rooms = server.rooms.clone();
    let backend = super::room::wait(move || rooms.store().check()).await.is_ok();
    answer::json(StatusCode::OK, &json!({ "status": if backend { "ok" } else { "degraded" }, "backend": backend, "tabs": server.sockets.open() }))
}

fn metrics(server: &Server) -> Response {
    let headers = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (headers, server.metrics.text(server.sockets.open())).into_response()
}

fn openapi(server: &Server, headers: &HeaderMap) -> Response {
    let kinds = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
    let mut response = (kinds, OPENAPI).into_response();
    server.gate.cors(headers, response.headers_mut());
    response
}
