//! What the open tabs of an app have said of its last update, and waiting for all of them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;

use super::{ClientMessage, Message, Outcome, ReportedError};

/// The tabs that a host has open connections with, for one app. Tell it what goes out and what comes in, from any thread; whoever made an
/// edit can then wait for it.
///
/// ```
/// use std::time::Duration;
/// use hotframe::{Body, ClientMessage, Message, Outcome, Tabs, VERSION};
/// let tabs = Tabs::default();
/// let (one, two) = (tabs.opened(), tabs.opened());
/// let update = Message {
///     v: VERSION, app: "1".into(), from: Some("a".into()), to: Some("b".into()), timestamp: 0,
///     body: Body::PreviewRefreshed { reason: "example".into() },
/// };
/// tabs.told(&update);
/// let applied = ClientMessage::HmrSuccess { revision: Some("b".into()), outcome: Outcome::Applied, reason: None, duration: 4.5, paths: vec![] };
/// tabs.heard(one, &applied);
/// assert_eq!(tabs.wait(Duration::ZERO).to_string(), "applied in 1 of 2 tabs");
/// tabs.heard(two, &applied);
/// assert_eq!(tabs.wait(Duration::from_secs(9)).to_string(), "applied in 2 of 2 tabs");
/// ```
#[derive(Default)]
pub struct Tabs {
    state: Mutex<State>,
    changed: Condvar,
}

/// One connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TabId(u64);

/// What has become of an update.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Arrival {
    /// Where tabs should be. `None`: there is no good revision yet.
    pub revision: Option<String>,
    /// How many there are: open ones, and those that load anew.
    pub tabs: usize,
    /// How many show the revision, and have not failed in it.
    pub applied: usize,
    /// How many failed: while they applied it, or later.
    pub failed: usize,
    /// How long the slowest took, in milliseconds from the message to the DOM.
    pub duration: Option<f64>,
    /// How they failed.
    pub errors: Vec<ReportedError>,
}

#[derive(Default)]
struct State {
    last: u64,
    revision: Option<String>,
    open: BTreeMap<TabId, Tab>,
    /// Tabs that load anew: each comes back as another connection.
    away: usize,
}

#[derive(Default)]
struct Tab {
    revision: Option<String>,
    duration: Option<f64>,
    error: Option<ReportedError>,
    is_leaving: bool,
}

impl Tabs {
    /// A tab has connected.
    pub fn opened(&self) -> TabId {
        let mut state = self.lock();
        state.last += 1;
        let id = TabId(state.last);
        state.open.insert(id, Tab::default());
        id
    }

    /// A tab is gone.
    pub fn closed(&self, tab: TabId) {
        self.lock().open.remove(&tab);
        self.changed.notify_all();
    }

    /// A message is on its way to all tabs: what they say from now on is about its revision.
    pub fn told(&self, message: &Message) {
        let mut state = self.lock();
        if state.revision != message.to {
            state.revision.clone_from(&message.to);
            // Those that never came back are not waited for again.
            state.away = 0;
            state.open.values_mut().for_each(|tab| (tab.error, tab.duration) = (None, None));
            drop(state);
            self.changed.notify_all();
        }
    }

    /// A tab has said something. Answers with what has become of the last update by that: of two tabs that speak at once, one is told 1 of 2
    /// and the other 2 of 2.
    pub fn heard(&self, tab: TabId, said: &ClientMessage) -> Arrival {
        let mut state = self.lock();
        let State { open, away, .. } = &mut *state;
        let Some(tab) = open.get_mut(&tab) else { return state.arrival() };
        match said {
            ClientMessage::HmrReady { revision } => {
                *away = away.saturating_sub(usize::from(tab.revision.is_none()));
                tab.revision.clone_from(revision);
            }
            ClientMessage::HmrSuccess { outcome: Outcome::Reloading, .. } => {
                *away += usize::from(!tab.is_leaving);
                tab.is_leaving = true;
            }
            ClientMessage::HmrSuccess { revision, duration, .. } => *tab = Tab { revision: revision.clone(), duration: Some(*duration), ..Tab::default() },
            ClientMessage::HmrError { error, .. } => tab.error = Some(error.clone()),
            _ => return state.arrival(),
        }
        let arrival = state.arrival();
        drop(state);
        self.changed.notify_all();
        arrival
    }

    /// What has become of the last update so far.
    pub fn arrival(&self) -> Arrival {
        self.lock().arrival()
    }

    /// Waits until every tab has applied the last update or failed, but not longer than this.
    pub fn wait(&self, longest: Duration) -> Arrival {
        let until = Instant::now() + longest;
        let mut state = self.lock();
        loop {
            let arrival = state.arrival();
            let left = until.saturating_duration_since(Instant::now());
            if arrival.is_complete() || left.is_zero() {
                return arrival;
            }
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Every statement under the lock leaves it whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn arrival(&self) -> Arrival {
        let there: Vec<&Tab> = self.open.values().filter(|tab| !tab.is_leaving).collect();
        let errors: Vec<ReportedError> = there.iter().filter_map(|tab| tab.error.clone()).collect();
        Arrival {
            revision: self.revision.clone(),
            tabs: there.len() + self.away,
            applied: there.iter().filter(|tab| tab.error.is_none() && tab.revision == self.revision).count(),
            failed: errors.len(),
            duration: there.iter().filter_map(|tab| tab.duration).reduce(f64::max),
            errors,
        }
    }
}

impl Arrival {
    /// Whether every tab has applied it or failed.
    pub fn is_complete(&self) -> bool {
        self.applied + self.failed == self.tabs
    }
}

impl fmt::Display for Arrival {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = if self.tabs == 1 { "tab" } else { "tabs" };
        write!(out, "applied in {} of {} {noun}", self.applied, self.tabs)?;
        if self.failed > 0 { write!(out, ", failed in {}", self.failed) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Body, ReportKind, VERSION};

    fn message(to: &str) -> Message {
        let body = Body::PreviewRefreshed { reason: String::new() };
        Message { v: VERSION, app: "1".into(), from: None, to: Some(to.into()), timestamp: 0, body }
    }

    fn success(revision: &str, outcome: Outcome) -> ClientMessage {
        ClientMessage::HmrSuccess { revision: Some(revision.into()), outcome, reason: None, duration: 3.0, paths: Vec::new() }
    }

    fn ready(revision: &str) -> ClientMessage {
        ClientMessage::HmrReady { revision: Some(revision.into()) }
    }

    #[test]
    fn a_failure_counts_until_the_next_revision() {
        let tabs = Tabs::default();
        let tab = tabs.opened();
        tabs.told(&message("a"));
        tabs.heard(tab, &success("a", Outcome::Applied));
        let error = ReportedError { message: "boom".into(), stack: None, kind: ReportKind::Runtime, file: None, line: None, column: None, frame: None };
        tabs.heard(tab, &ClientMessage::HmrError { revision: Some("a".into()), error, duration: None, paths: None });
        let arrival = tabs.arrival();
        assert!(arrival.is_complete());
        assert_eq!((arrival.to_string().as_str(), arrival.errors[0].message.as_str()), ("applied in 0 of 1 tab, failed in 1", "boom"));
        tabs.told(&message("a"));
        assert_eq!(tabs.arrival().failed, 1, "where we are, said again");
        tabs.told(&message("b"));
        assert_eq!(tabs.arrival().to_string(), "applied in 0 of 1 tab");
    }

    #[test]
    fn a_tab_that_loads_anew_is_waited_for() {
        let tabs = Tabs::default();
        let tab = tabs.opened();
        tabs.told(&message("b"));
        tabs.heard(tab, &success("b", Outcome::Reloading));
        tabs.closed(tab);
        assert_eq!(tabs.arrival().to_string(), "applied in 0 of 1 tab");
        let again = tabs.opened();
        tabs.heard(again, &ready("b"));
        assert_eq!(tabs.arrival().to_string(), "applied in 1 of 1 tab");
    }

    #[test]
    fn every_tab_has_a_number_of_its_own() {
        let tabs = Tabs::default();
        let open: Vec<TabId> = (0..8).map(|_| tabs.opened()).collect();
        tabs.told(&message("b"));
        let mut numbers: Vec<usize> = std::thread::scope(|scope| {
            let speaking: Vec<_> = open.iter().map(|tab| scope.spawn(|| tabs.heard(*tab, &success("b", Outcome::Applied)).applied)).collect();
            speaking.into_iter().map(|tab| tab.join().unwrap()).collect()
        });
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=8).collect::<Vec<_>>());
    }

    #[test]
    fn a_tab_that_goes_is_not_waited_for() {
        let tabs = Tabs::default();
        let (one, two) = (tabs.opened(), tabs.opened());
        tabs.told(&message("b"));
        tabs.heard(one, &ready("b"));
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| tabs.wait(Duration::from_secs(60)));
            tabs.closed(two);
            assert_eq!(waiting.join().unwrap().to_string(), "applied in 1 of 1 tab");
        });
    }
}
