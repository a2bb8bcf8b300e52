//! Where previews are: each on a host of its own, or each below a path of ours.

use std::net::SocketAddr;

use axum::extract::ws::WebSocketUpgrade;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::Response;
use hotframe::{PageOptions, Transport};

use crate::address::{Address, is_answered_with_page};
use crate::guard::is_own_origin;
use crate::http::nonce;
use crate::response::{self, Frames};
use crate::socket;

use super::Server;
use super::answer::Refusal;
use super::proxy::Asked;
use super::settings::Plan;

const PREFIX: &str = "preview-";
/// Below the base; a page's own socket and the one that `wsUrl` names are the same.
const SOCKET: &str = "hmr";
const RESERVED: &str = "@hotframe/";

/// How previews are addressed.
pub(super) struct Places {
    /// Scheme and host of the interface.
    api: String,
    /// `name:port` below which each preview has its host.
    wildcard: Option<String>,
    fixed: bool,
}

/// What the compilers need to know of it.
pub(super) struct Bases(bool);

impl Bases {
    /// The path that a session's app is served below; `None`: the root.
    pub(super) fn base_of(&self, id: &str) -> Option<String> {
        self.0.then(|| format!("/p/{id}/"))
    }
}

/// A request for a preview.
pub(super) struct Visit {
    pub(super) id: String,
    /// The path that its app is served below.
    base: String,
    /// The host that the client sees.
    host: String,
    secure: bool,
}

impl Places {
    pub(super) fn new(plan: &Plan, address: SocketAddr) -> Self {
        let api = plan.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
        let port = api.rsplit_once(':').map(|(_, port)| port).filter(|port| port.bytes().all(|digit| digit.is_ascii_digit()));
        let wildcard = plan.preview_host.as_ref().map(|name| port.map_or(name.clone(), |port| format!("{name}:{port}")));
        Self { api, wildcard, fixed: plan.public_url.is_some() }
    }

    pub(super) fn api(&self) -> &str {
        &self.api
    }

    pub(super) fn bases(&self) -> Bases {
        Bases(self.wildcard.is_none())
    }

    /// Names that requests for the interface may say.
    pub(super) fn allowed_names(&self, more: &[String]) -> Vec<String> {
        let own = self.api.split("://").nth(1).unwrap_or_default();
        let own = own.rsplit_once(':').map_or(own, |(name, _)| name);
        more.iter().cloned().chain([own.to_string()]).collect()
    }

    /// The address of a preview, and of its socket with the token that opens it.
    pub(super) fn urls(&self, id: &str, token: &str, host: &str, secure: bool) -> (String, String) {
        let origin = match (&self.wildcard, self.fixed) {
            (Some(wildcard), _) => format!("{}://{PREFIX}{id}.{wildcard}", if secure || self.api.starts_with("https:") { "https" } else { "http" }),
            (None, true) => self.api.clone(),
            (None, false) => format!("{}://{host}", if secure { "https" } else { "http" }),
        };
        let base = self.bases().base_of(id).unwrap_or_else(|| "/".into());
        let socket = origin.replacen("http", "ws", 1);
        (format!("{origin}{base}"), format!("{socket}{base}{SOCKET}?token={token}"))
    }

    /// Which preview a request is for, if it is for one.
    pub(super) fn visit(&self, uri: &Uri, headers: &HeaderMap, asked: &Asked) -> Option<Visit> {
        let mut hosts = headers.get_all(header::HOST).iter();
        let host = asked.host.clone().or_else(|| hosts.next().and_then(|host| host.to_str().ok()).map(ToString::to_string))?;
        if hosts.next().is_some() && asked.host.is_none() {
            return None;
        }
        let secure = asked.secure || (self.fixed && self.api.starts_with("https:"));
        match &self.wildcard {
            Some(wildcard) => {
                let name = host.to_ascii_lowercase();
                let (label, rest) = name.strip_prefix(PREFIX)?.split_once('.')?;
                // The port is the proxy's affair.
                let same = rest.rsplit_once(':').map_or(rest, |(name, _)| name) == wildcard.rsplit_once(':').map_or(wildcard.as_str(), |(name, _)| name);
                same.then(|| Visit { id: label.to_string(), base: "/".into(), host, secure })
            }
            None => {
                let id = uri.path().strip_prefix("/p/")?.split('/').next()?.to_string();
                Some(Visit { base: format!("/p/{id}/"), id, host, secure })
            }
        }
    }
}

/// Answers a request for a preview.
pub(super) async fn answer(server: &Server, visit: Visit, method: &Method, uri: &Uri, headers: &HeaderMap, upgrade: Option<WebSocketUpgrade>) -> Response {
    if let Some(refusal) = response::refused(method, headers) {
        return refusal;
    }
    let path = match Address::read(uri.path(), &visit.base) {
        Address::Below(path) => path,
        Address::BaseWithoutSlash => return response::redirect(&visit.base),
        Address::Elsewhere => return response::text(StatusCode::NOT_FOUND, "Nothing is here."),
        Address::Invalid => return response::text(StatusCode::BAD_REQUEST, "That is no path."),
    };
    if let Some(upgrade) = upgrade.filter(|_| path == SOCKET) {
        return open_socket(server, &visit, uri, headers, upgrade).await;
    }
    let done = if path.is_empty() || path == "index.html" { page(server, &visit).await } else { file_or_page(server, &visit, path, headers).await };
    done.unwrap_or_else(|refusal| match refusal.status {
        StatusCode::NOT_FOUND => response::text(StatusCode::NOT_FOUND, "This preview does not exist or has expired."),
        status => {
            tracing::error!("{}", refusal.message);
            response::text(status, "The preview cannot be shown now.")
        }
    })
}

/// Only who has the token of this session may follow it, and only pages of its own or of an allowed origin.
async fn open_socket(server: &Server, visit: &Visit, uri: &Uri, headers: &HeaderMap, upgrade: WebSocketUpgrade) -> Response {
    let token = uri.query().unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("token=")).unwrap_or_default();
    let origin = headers.get(header::ORIGIN);
    let from_here = origin.is_none_or(|origin| is_own_origin(headers, &visit.host) || server.gate.allows(origin).is_some());
    if !server.rooms.store().accepts(&visit.id, token) || !from_here {
        return response::text(StatusCode::FORBIDDEN, "A valid token of this session is needed.");
    }
    let room = server.rooms.enter(&visit.id);
    match room.ask(|_| Ok(())).await {
        Ok(()) => socket::accept(upgrade, &server.sockets, room),
        Err(_) => response::text(StatusCode::NOT_FOUND, "This preview does not exist or has expired."),
    }
}

async fn file_or_page(server: &Server, visit: &Visit, path: String, headers: &HeaderMap) -> Result<Response, Refusal> {
    let wanted = path.clone();
    if let Some(asset) = ask(server, &visit.id, move |session| session.asset(&wanted)).await? {
        return Ok(response::asset(asset, headers));
    }
    if is_answered_with_page(&path, headers) && !path.starts_with(RESERVED) {
        return page(server, visit).await;
    }
    Ok(response::text(StatusCode::NOT_FOUND, "There is no such file."))
}

async fn page(server: &Server, visit: &Visit) -> Result<Response, Refusal> {
    let nonce = nonce().map_err(|problem| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", problem.to_string()))?;
    let token = server.rooms.store().token(&visit.id);
    let url = format!("{}://{}{}{SOCKET}?token={token}", if visit.secure { "wss" } else { "ws" }, visit.host, visit.base);
    let options = PageOptions { nonce: Some(nonce.clone()), transport: Transport::Socket { url }, ..PageOptions::default() };
    let html = ask(server, &visit.id, move |session| session.page(&options)).await?;
    Ok(response::page(html, &nonce, &Frames::Origins(&server.plan.frame_origins)))
}

async fn ask<T: Send + 'static>(
    server: &Server,
    id: &str,
    question: impl FnOnce(&hotframe::Session) -> Result<T, hotframe::Error> + Send + 'static,
) -> Result<T, Refusal> {
    let (rooms, id) = (server.rooms.clone(), id.to_string());
    let answer = super::room::wait(move || {
        let (session, messages) = rooms.store().session(&id)?;
        rooms.publish(&id, &messages);
        question(&session)
    });
    Ok(answer.await?)
}
