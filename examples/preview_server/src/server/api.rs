//! The interface: sessions made, edited, looked at and ended. Names of fields as clients of it have them.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use axum::response::Response;
use hotframe::{Change, Message, ModuleId, Status};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Server;
use super::answer::{self, Refusal};
use super::metrics::count;
use super::project;
use super::queue;
use super::room::{tail, wait};

/// How a client sees us: what the addresses in an answer are made of.
pub(super) struct Seen {
    pub(super) host: String,
    pub(super) secure: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Create {
    files: Vec<File>,
    #[serde(default)]
    package_json: Option<Value>,
    #[serde(default)]
    session_id: Option<String>,
}

#[derive(Deserialize)]
struct Edit {
    files: Vec<File>,
    /// How long to wait for the tabs, in milliseconds. They are not waited for unless this is said.
    #[serde(default)]
    wait: Option<u64>,
}

/// Nobody waits longer for tabs: one that sleeps does not answer at all.
const LONGEST_WAIT: u64 = 10_000;

#[derive(Deserialize)]
struct File {
    name: String,
    /// `null`: the file is gone.
    #[serde(default)]
    content: Option<String>,
    /// Content that is no text.
    #[serde(default)]
    base64: Option<String>,
}

impl File {
    fn bytes(self) -> Result<(String, Option<Vec<u8>>), Refusal> {
        let id = ModuleId::new(&self.name)?;
        let content = match (self.content, self.base64) {
            (Some(text), None) => Some(text.into_bytes()),
            (None, Some(text)) => Some(decode(&text).ok_or_else(|| Refusal::bad(format!("the base64 of {:?} is none", self.name)))?),
            (None, None) => None,
            (Some(_), Some(_)) => return Err(Refusal::bad(format!("{:?} has content and base64; give one of them", self.name))),
        };
        Ok((id.to_string(), content))
    }
}

fn decode(text: &str) -> Option<Vec<u8>> {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.decode(text).ok()
}

/// `POST /kontext/preview`
pub(super) async fn create(server: &Arc<Server>, user: String, seen: &Seen, body: &[u8]) -> Result<Response, Refusal> {
    let Create { files, package_json, session_id } = read(body)?;
    let files: Vec<(String, Vec<u8>)> = files
        .into_iter()
        .map(File::bytes)
        .filter_map(|file| file.map(|(path, content)| content.map(|content| (path, content))).transpose())
        .collect::<Result<_, _>>()?;
    let files = project::complete(files, package_json.as_ref());
    let (rooms, key) = (server.rooms.clone(), session_id.filter(|key| !key.is_empty()));
    if key.as_ref().is_some_and(|key| key.len() > 1024) {
        return Err(Refusal::bad("the sessionId is too long"));
    }
    let opened = wait(move || {
        let opened = rooms.store().open(&user, key.as_deref(), files)?;
        rooms.publish(&opened.status.id, &opened.messages);
        Ok(opened)
    })
    .await?;
    if opened.created {
        count(&server.metrics.created);
        tracing::info!(session = tail(&opened.status.id), "created");
    }
    let status = if opened.created { StatusCode::CREATED } else { StatusCode::OK };
    Ok(answer::json(status, &described(server, &opened.status, seen, true)))
}

/// `POST /kontext/preview/{id}/update`
pub(super) async fn update(server: &Arc<Server>, user: &str, id: &str, body: &[u8]) -> Result<Response, Refusal> {
    own(server, user, id).await?;
    let Edit { files, wait: patience } = read(body)?;
    let mut changes = Vec::with_capacity(files.len());
    for file in files {
        let (path, content) = file.bytes()?;
        changes.push(content.map_or_else(|| Change::delete(path.clone()), |content| Change::write(path.clone(), content)));
    }
    let updated: Vec<String> = changes.iter().map(|change| change.path.clone()).collect();
    let room = server.rooms.enter(id);
    let messages = queue::edit(&room, changes).await?;
    let kinds: Vec<&str> = messages.iter().map(Message::kind).collect();
    let triggered = kinds.iter().any(|kind| matches!(*kind, "hmr_update" | "hmr_batch" | "preview_refreshed"));
    let mut value = json!({ "success": true, "updated": updated, "hmrTriggered": triggered, "messages": kinds });
    if let Some(hotframe::Body::BuildError { diagnostics, .. }) = messages.last().map(|message| &message.body) {
        value["diagnostics"] = json!(diagnostics);
    }
    if let Some(patience) = patience {
        let arrival = wait(move || Ok(room.arrivals.wait(Duration::from_millis(patience.min(LONGEST_WAIT))))).await?;
        value["arrival"] = json!(arrival);
    }
    Ok(answer::json(StatusCode::OK, &value))
}

/// `POST /kontext/preview/{id}/route`: what edits would need, without applying them.
pub(super) async fn route(server: &Arc<Server>, user: &str, id: &str, body: &[u8]) -> Result<Response, Refusal> {
    #[derive(Deserialize)]
    struct Question {
        files: Vec<File>,
        #[serde(default)]
        policy: Option<Value>,
    }
    own(server, user, id).await?;
    let Question { files, policy } = read(body)?;
    let policy = match policy {
        None => hotframe::Policy::kontext(),
        Some(policy) => hotframe::Policy::from_json(&policy.to_string()).map_err(|problem| Refusal::bad(problem.to_string()))?,
    };
    let mut changes = Vec::with_capacity(files.len());
    for file in files {
        let (path, content) = file.bytes()?;
        changes.push(content.map_or_else(|| Change::delete(path.clone()), |content| Change::write(path.clone(), content)));
    }
    let routing = server.rooms.enter(id).ask(move |session| session.route(&changes, &policy)).await?;
    let mut value = json!(routing);
    value["success"] = true.into();
    Ok(answer::json(StatusCode::OK, &value))
}

/// `GET /kontext/preview/{id}`
pub(super) async fn status(server: &Arc<Server>, user: &str, id: &str, seen: &Seen) -> Result<Response, Refusal> {
    let status = own(server, user, id).await?;
    Ok(answer::json(StatusCode::OK, &described(server, &status, seen, true)))
}

/// `DELETE /kontext/preview/{id}`
pub(super) async fn delete(server: &Arc<Server>, user: &str, id: &str) -> Result<Response, Refusal> {
    own(server, user, id).await?;
    let (rooms, gone) = (server.rooms.clone(), id.to_string());
    wait(move || rooms.store().delete(&gone)).await?;
    server.rooms.close(id);
    tracing::info!(session = tail(id), "deleted");
    Ok(answer::json(StatusCode::OK, &json!({ "success": true })))
}

/// `GET /kontext/preview`: the user's own sessions.
pub(super) async fn list(server: &Arc<Server>, user: String, seen: &Seen) -> Result<Response, Refusal> {
    let rooms = server.rooms.clone();
    let found = wait(move || rooms.store().list(&user)).await?;
    let sessions: Vec<Value> = found.iter().map(|status| described(server, status, seen, false)).collect();
    Ok(answer::json(StatusCode::OK, &json!({ "success": true, "sessions": sessions })))
}

fn described(server: &Server, status: &Status, seen: &Seen, alone: bool) -> Value {
    let (preview, socket) = server.places.urls(&status.id, &server.rooms.store().token(&status.id), &seen.host, seen.secure);
    let mut value = json!({
        "sessionId": status.id, "previewUrl": preview, "wsUrl": socket, "status": status.state,
        "createdAt": status.created, "lastActiveAt": status.last_active, "expiresAt": status.expires_at,
    });
    if alone {
        value["success"] = true.into();
    }
    value
}

/// The session, if it is this user's.
async fn own(server: &Server, user: &str, id: &str) -> Result<Status, Refusal> {
    let (rooms, id, user) = (server.rooms.clone(), id.to_string(), user.to_string());
    let status = wait(move || rooms.store().status(&id)).await?;
    status.filter(|status| status.user == user).ok_or_else(Refusal::no_session)
}

fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|problem| Refusal::bad(format!("the request is not what it should be: {problem}")))
}
