//! The WebSocket of a tab: messages out, answers and questions in.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade, close_code};
use axum::http::StatusCode;
use axum::response::Response;
use hotframe::{Arrival, ClientMessage, Outcome, ReportKind, ReportedError, TabId, Tabs};
use serde::Deserialize;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::{Semaphore, watch};
use tokio::time::{Duration, Instant, interval_at, timeout};

use crate::console::plain;
use crate::failure::Failure;
use crate::response;

/// The largest thing a tab says is `sync`: a digest for each module it has.
const LARGEST: usize = 4 << 20;
/// A tab that does not take a message for this long is dropped; it connects again when it can.
const SLOW: Duration = Duration::from_secs(10);
/// How often a tab is told where we are: a message that was lost is noticed within this time.
const BEAT: Duration = Duration::from_secs(5);
/// A tab that answers no ping for this long is gone.
const DEAD: Duration = Duration::from_secs(30);
/// Why a connection is closed: there is nothing to come back to.
const ENDED: u16 = 4404;

/// What a socket reads and writes at once; most messages are smaller. Kept for every tab.
const BUFFER: usize = 4 << 10;

/// A question to a session.
pub(crate) type Question = Box<dyn Fn(&hotframe::Session) -> Result<hotframe::Message, hotframe::Error> + Send>;

/// What a tab follows: one app, and what happens to it.
pub(crate) trait Feed: Send + Sync + 'static {
    /// Messages from now on. They end with the app.
    fn follow(&self) -> broadcast::Receiver<Utf8Bytes>;
    /// Asks the app's session, on a thread that may wait.
    fn put(self: &Arc<Self>, question: Question) -> impl Future<Output = Result<hotframe::Message, Failure>> + Send;
    /// Its tabs, and what they said of the last update.
    fn tabs(&self) -> &Tabs;
    /// A tab came, or said something for the log.
    fn note(&self, said: Note);
}

/// What a tab said that nothing follows from.
pub(crate) enum Note {
    /// It shows the app.
    Opened,
    /// It did what a message said: what, how long it took in the tab in milliseconds, why it reloaded if it did, and in how many tabs it is done by that.
    Applied { outcome: String, paths: Vec<String>, duration: f64, reason: Option<String>, arrival: Arrival },
    /// The app's code threw.
    Threw(String),
}

/// All open WebSockets.
pub(crate) struct Sockets {
    places: Arc<Semaphore>,
    most: u32,
    stop: watch::Sender<bool>,
}

impl Sockets {
    /// So many tabs at once.
    pub(crate) fn new(most: u32) -> Self {
        Self { places: Arc::new(Semaphore::new(most as usize)), most, stop: watch::Sender::new(false) }
    }

    /// Tabs that are open.
    pub(crate) fn open(&self) -> usize {
        self.most as usize - self.places.available_permits()
    }

    /// Says goodbye to all tabs and waits, a moment, until they are gone.
    pub(crate) async fn close(&self) {
        self.stop.send_replace(true);
        let _ = timeout(Duration::from_secs(1), self.places.acquire_many(self.most)).await;
    }
}

/// Takes a connection, unless there are too many.
pub(crate) fn accept<F: Feed>(upgrade: WebSocketUpgrade, sockets: &Sockets, feed: Arc<F>) -> Response {
    let Ok(place) = sockets.places.clone().try_acquire_owned() else {
        return response::text(StatusCode::SERVICE_UNAVAILABLE, "Too many tabs are open.");
    };
    let stop = sockets.stop.subscribe();
    let upgrade = upgrade.max_message_size(LARGEST).max_frame_size(LARGEST).read_buffer_size(BUFFER).write_buffer_size(BUFFER);
    upgrade.on_upgrade(move |socket| async move {
        let mut tab = Tab { socket, id: feed.tabs().opened(), feed };
        // Why a tab went is its own affair.
        let _: Result<(), Gone> = tab.serve(stop).await;
        tab.feed.tabs().closed(tab.id);
        drop(place);
    })
}

/// The connection ended.
struct Gone;

struct Tab<F> {
    socket: WebSocket,
    id: TabId,
    feed: Arc<F>,
}

/// What a tab says. Types that are not listed are for later versions.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Said {
    HmrReady {
        #[serde(default)]
        revision: Option<String>,
    },
    Sync {
        #[serde(default)]
        from: Option<String>,
        #[serde(default)]
        have: BTreeMap<String, String>,
        #[serde(default)]
        page: Option<String>,
    },
    HmrSuccess {
        #[serde(default)]
        revision: Option<String>,
        #[serde(default)]
        outcome: String,
        #[serde(default)]
        reason: Option<String>,
        /// Milliseconds. Not `f64`: serde reads tagged messages through a buffer, which numbers of arbitrary precision do not fit through.
        #[serde(default)]
        duration: Option<serde_json::Number>,
        #[serde(default)]
        paths: Vec<String>,
    },
    HmrError {
        error: Thrown,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Thrown {
    #[serde(default)]
    message: String,
    #[serde(default)]
    stack: Option<String>,
}

impl Thrown {
    fn reported(&self) -> ClientMessage {
        let (message, stack) = (self.message.clone(), self.stack.clone());
        let error = ReportedError { message, stack, kind: ReportKind::Runtime, file: None, line: None, column: None, frame: None };
        ClientMessage::HmrError { revision: None, error, duration: None, paths: None }
    }
}

impl<F: Feed> Tab<F> {
    async fn serve(&mut self, mut stop: watch::Receiver<bool>) -> Result<(), Gone> {
        // Listen before looking: an update between the two is then sent twice, which a tab notices, and never not at all.
        let mut messages = self.feed.follow();
        self.tell_where_we_are().await?;
        if *stop.borrow() {
            // Whoever came while we were already stopping is told as well.
            stop.mark_changed();
        }
        let mut beat = interval_at(Instant::now() + BEAT, BEAT);
        let mut heard = Instant::now();
        loop {
            tokio::select! {
                message = messages.recv() => match message {
                    Ok(text) => self.send(Message::Text(text)).await?,
                    // It was too slow for some messages: it compares revisions and asks for what it lacks.
                    Err(RecvError::Lagged(_)) => self.tell_where_we_are().await?,
                    Err(RecvError::Closed) => {
                        let ended = CloseFrame { code: ENDED, reason: Utf8Bytes::from_static("the session ended") };
                        return self.send(Message::Close(Some(ended))).await;
                    }
                },
                said = self.socket.recv() => {
                    heard = Instant::now();
                    match said {
                        Some(Ok(Message::Text(text))) => self.hear(&text).await?,
                        Some(Ok(Message::Close(_)) | Err(_)) | None => return Err(Gone),
                        Some(Ok(_)) => {}
                    }
                }
                _ = beat.tick() => {
                    if heard.elapsed() > DEAD {
                        return Err(Gone);
                    }
                    self.send(Message::Ping(Default::default())).await?;
                    self.tell_where_we_are().await?;
                }
                _ = stop.changed() => {
                    let goodbye = CloseFrame { code: close_code::AWAY, reason: Utf8Bytes::from_static("the preview stops") };
                    return self.send(Message::Close(Some(goodbye))).await;
                }
            }
        }
    }

    async fn tell_where_we_are(&mut self) -> Result<(), Gone> {
        self.answer(|session| session.connected()).await
    }

    async fn hear(&mut self, text: &str) -> Result<(), Gone> {
        match serde_json::from_str(text) {
            Ok(Said::HmrReady { revision }) => {
                self.feed.tabs().heard(self.id, &ClientMessage::HmrReady { revision });
                self.feed.note(Note::Opened);
            }
            Ok(Said::Sync { from, have, page }) => self.answer(move |session| session.sync(from.as_deref(), &have, page.as_deref())).await?,
            Ok(Said::HmrSuccess { revision, outcome, reason, duration, paths }) => {
                let duration = duration.and_then(|number| number.as_f64()).unwrap_or_default();
                let how = if outcome == "reloading" { Outcome::Reloading } else { Outcome::Applied };
                let heard = ClientMessage::HmrSuccess { revision, outcome: how, reason: None, duration, paths: Vec::new() };
                let arrival = self.feed.tabs().heard(self.id, &heard);
                self.feed.note(Note::Applied { outcome, paths, duration, reason, arrival });
            }
            Ok(Said::HmrError { error }) => {
                self.feed.tabs().heard(self.id, &error.reported());
                self.feed.note(Note::Threw(error.stack.filter(|stack| stack.contains(&error.message)).unwrap_or(error.message)));
            }
            Ok(Said::Other) => {}
            Err(problem) => tracing::debug!("{}", plain(&format!("a tab said something else: {problem}"))),
        }
        Ok(())
    }

    async fn answer(&mut self, question: impl Fn(&hotframe::Session) -> Result<hotframe::Message, hotframe::Error> + Send + 'static) -> Result<(), Gone> {
        match self.feed.put(Box::new(question)).await {
            Ok(message) => {
                self.feed.tabs().told(&message);
                self.send(Message::Text(message.to_json().into())).await
            }
            Err(failure) => {
                tracing::error!("{failure}");
                Err(Gone)
            }
        }
    }

    async fn send(&mut self, message: Message) -> Result<(), Gone> {
        match timeout(SLOW, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(Gone),
            Err(_) => {
                tracing::warn!("a tab takes no messages; it is dropped and may come back");
                Err(Gone)
            }
        }
    }
}
