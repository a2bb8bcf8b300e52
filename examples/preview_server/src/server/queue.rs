//! Edits wait a moment for more: the last one starts the wait anew, but none waits longer than the longest time. Styles do not wait.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use hotframe::{Change, Error, Message};
use tokio::sync::{Notify, oneshot};
use tokio::time::timeout_at;

use super::room::{Room, wait};

type Answer = Result<Arc<Vec<Message>>, Error>;

#[derive(Default)]
pub(super) struct Queue {
    state: Mutex<Waiting>,
    hurry: Notify,
}

#[derive(Default)]
struct Waiting {
    requests: Vec<Request>,
    first: Option<Instant>,
    last: Option<Instant>,
    at_once: bool,
    /// Somebody waits to apply what is here.
    running: bool,
}

struct Request {
    changes: Vec<Change>,
    answer: oneshot::Sender<Answer>,
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Puts edits into a room's queue and waits until they are applied. Answers with the messages of the update that they became part of.
pub(super) async fn edit(room: &Arc<Room>, changes: Vec<Change>) -> Answer {
    let (answer, answered) = oneshot::channel();
    let at_once = changes.iter().all(|change| is_style(&change.path));
    let starts = {
        let mut waiting = room.queue.lock();
        waiting.requests.push(Request { changes, answer });
        waiting.first.get_or_insert_with(Instant::now);
        waiting.last = Some(Instant::now());
        waiting.at_once |= at_once;
        !std::mem::replace(&mut waiting.running, true)
    };
    room.queue.hurry.notify_one();
    if starts {
        tokio::spawn(drain(room.clone()));
    }
    // Whoever drains the queue answers everybody in it.
    answered.await.unwrap_or_else(|_| Ok(Arc::default()))
}

fn is_style(path: &str) -> bool {
    [".css", ".scss", ".sass"].iter().any(|extension| path.ends_with(extension))
}

/// Applies what waits, until nothing does.
async fn drain(room: Arc<Room>) {
    let (quiet, longest) = room.patience();
    loop {
        loop {
            let until = {
                let waiting = room.queue.lock();
                match (waiting.first, waiting.last, waiting.at_once) {
                    (Some(first), Some(last), false) => (last + quiet).min(first + longest),
                    _ => break,
                }
            };
            if Instant::now() >= until {
                break;
            }
            // A request that came meanwhile moves the moment, or takes it away.
            let _ = timeout_at(until.into(), room.queue.hurry.notified()).await;
        }
        let requests = {
            let mut waiting = room.queue.lock();
            if waiting.requests.is_empty() {
                waiting.running = false;
                return;
            }
            std::mem::replace(&mut *waiting, Waiting { running: true, ..Waiting::default() }).requests
        };
        let worker = room.clone();
        let _ = wait(move || {
            apply(&worker, requests);
            Ok(())
        })
        .await;
    }
}

/// One update for all requests; when it is refused because of one of them, one for each.
fn apply(room: &Room, requests: Vec<Request>) {
    let mut merged: BTreeMap<&str, &Change> = BTreeMap::new();
    for change in requests.iter().flat_map(|request| &request.changes) {
        merged.insert(&change.path, change);
    }
    let together = room.apply(merged.into_values().cloned().collect());
    if let (Err(_), true) = (&together, requests.len() > 1) {
        for request in requests {
            let _ = request.answer.send(room.apply(request.changes).map(Arc::new));
        }
        return;
    }
    let together = together.map(Arc::new);
    for request in requests {
        // Who went away does not hear of it.
        let _ = request.answer.send(together.clone());
    }
}
