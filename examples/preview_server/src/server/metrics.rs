//! Figures for Prometheus, in its text format.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Upper ends of the histogram's steps, in seconds.
const STEPS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0];

#[derive(Default)]
pub(super) struct Metrics {
    pub(super) requests: AtomicU64,
    pub(super) refusals: AtomicU64,
    pub(super) created: AtomicU64,
    pub(super) updates: AtomicU64,
    pub(super) messages: AtomicU64,
    pub(super) build_errors: AtomicU64,
    pub(super) reloads: AtomicU64,
    pub(super) expired: AtomicU64,
    pub(super) frozen: AtomicU64,
    pub(super) backend_failures: AtomicU64,
    pub(super) live: AtomicU64,
    pub(super) bytes: AtomicU64,
    applied: Histogram,
}

#[derive(Default)]
struct Histogram {
    steps: [AtomicU64; STEPS.len()],
    count: AtomicU64,
    microseconds: AtomicU64,
}

pub(super) fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

impl Metrics {
    /// From the moment an edit was applied to the moment its message was handed to the tabs.
    pub(super) fn took(&self, time: Duration) {
        for (step, counter) in STEPS.iter().zip(&self.applied.steps) {
            if time.as_secs_f64() <= *step {
                count(counter);
            }
        }
        count(&self.applied.count);
        self.applied.microseconds.fetch_add(time.as_micros() as u64, Ordering::Relaxed);
    }

    pub(super) fn text(&self, tabs: usize) -> String {
        let mut out = String::new();
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        for (name, kind, help, value) in [
            ("requests_total", "counter", "Requests to the interface", read(&self.requests)),
            ("refusals_total", "counter", "Requests that were refused", read(&self.refusals)),
            ("sessions_created_total", "counter", "Sessions that were made", read(&self.created)),
            ("sessions_expired_total", "counter", "Sessions that ended by their age", read(&self.expired)),
            ("sessions_frozen_total", "counter", "Sessions that were frozen for want of room", read(&self.frozen)),
            ("sessions_live", "gauge", "Sessions in memory, at the last sweep", read(&self.live)),
            ("sessions_bytes", "gauge", "What they hold alone, at the last sweep", read(&self.bytes)),
            ("tabs", "gauge", "Open WebSockets", tabs as u64),
            ("updates_total", "counter", "Updates that were applied", read(&self.updates)),
            ("messages_total", "counter", "Messages for tabs", read(&self.messages)),
            ("build_errors_total", "counter", "Messages that say an app does not compile", read(&self.build_errors)),
            ("reloads_total", "counter", "Messages that reload a page", read(&self.reloads)),
            ("backend_failures_total", "counter", "Sessions that the backend could not take", read(&self.backend_failures)),
        ] {
            let _ = writeln!(out, "# HELP hotframe_{name} {help}.\n# TYPE hotframe_{name} {kind}\nhotframe_{name} {value}");
        }
        let name = "hotframe_update_seconds";
        let _ = writeln!(out, "# HELP {name} From applying an edit to handing its message to the tabs.\n# TYPE {name} histogram");
        for (step, counter) in STEPS.iter().zip(&self.applied.steps) {
            let _ = writeln!(out, "{name}_bucket{{le=\"{step}\"}} {}", read(counter));
        }
        let total = read(&self.applied.count);
        let seconds = read(&self.applied.microseconds) as f64 / 1e6;
        let _ = writeln!(out, "{name}_bucket{{le=\"+Inf\"}} {total}\n{name}_sum {seconds}\n{name}_count {total}");
        out
    }
}
