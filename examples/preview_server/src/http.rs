//! Requests in, answers out.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use hotframe::{PageOptions, Transport};

use crate::address::{Address, is_answered_with_page};
use crate::failure::Failure;
use crate::guard::{Guard, is_own_origin};
use crate::preview::Preview;
use crate::response;
use crate::socket::{self, Sockets};

/// Below the base; names that start with `@hotframe` are never the app's.
const RESERVED: &str = "@hotframe/";
const SOCKET: &str = "@hotframe/socket";

/// What requests are answered from.
pub(crate) struct Host {
    pub(crate) preview: Arc<Preview>,
    pub(crate) guard: Guard,
    pub(crate) sockets: Sockets,
}

/// One handler for every path: which of the app's files and routes exist is the session's to say.
pub(crate) fn router(host: Arc<Host>) -> Router {
    Router::new().fallback(answer).with_state(host)
}

async fn answer(
    State(host): State<Arc<Host>>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let name = match host.guard.host(&uri, &headers) {
        Ok(name) => name,
        Err(name) => return response::text(StatusCode::FORBIDDEN, &format!("The host {name:?} is not allowed. If it is yours, start with --allowed-host.")),
    };
    if let Some(refusal) = response::refused(&method, &headers) {
        return refusal;
    }
    let path = match Address::read(uri.path(), host.preview.base()) {
        Address::Below(path) => path,
        Address::BaseWithoutSlash => return response::redirect(host.preview.base()),
        Address::Elsewhere => return response::text(StatusCode::NOT_FOUND, &format!("Nothing is here. The app is at {}", host.preview.base())),
        Address::Invalid => return response::text(StatusCode::BAD_REQUEST, "That is no path."),
    };
    if path == SOCKET {
        return match upgrade {
            Ok(upgrade) if is_own_origin(&headers, name) => socket::accept(upgrade, &host.sockets, host.preview.clone()),
            Ok(_) => response::text(StatusCode::FORBIDDEN, "Only the preview's own page may connect."),
            Err(rejection) => rejection.into_response(),
        };
    }
    let done = if path.is_empty() || path == "index.html" { page(&host, name, &headers).await } else { file_or_page(&host, path, name, &headers).await };
    done.unwrap_or_else(|failure| {
        tracing::error!("{}: {failure}", uri.path());
        response::text(StatusCode::INTERNAL_SERVER_ERROR, &format!("The preview cannot be shown: {failure}"))
    })
}

async fn file_or_page(host: &Host, path: String, name: &str, headers: &HeaderMap) -> Result<Response, Failure> {
    let wanted = path.clone();
    if let Some(asset) = host.preview.ask(move |session| session.asset(&wanted)).await? {
        return Ok(response::asset(asset, headers));
    }
    if is_answered_with_page(&path, headers) && !path.starts_with(RESERVED) {
        return page(host, name, headers).await;
    }
    Ok(response::text(StatusCode::NOT_FOUND, "There is no such file."))
}

async fn page(host: &Host, name: &str, headers: &HeaderMap) -> Result<Response, Failure> {
    let nonce = nonce()?;
    // Behind a proxy that ends TLS a page may open no plain WebSocket.
    let secure = headers.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https");
    let url = format!("{}://{name}{}{SOCKET}", if secure { "wss" } else { "ws" }, host.preview.base());
    let options = PageOptions { nonce: Some(nonce.clone()), transport: Transport::Socket { url }, ..PageOptions::default() };
    let html = host.preview.ask(move |session| session.page(&options)).await?;
    Ok(response::page(html, &nonce, &response::Frames::Anybody))
}

/// 128 bits that nobody can guess.
pub(crate) fn nonce() -> Result<String, Failure> {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes).map_err(|problem| Failure::new(format!("no random numbers: {problem}")))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
