//! Who may use the interface, how often, and from which pages.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use hotframe::Digest;

use crate::failure::Failure;

use super::answer::Refusal;
use super::settings::Plan;

/// Whose sessions those without a key have, on a machine where that is allowed.
const LOCAL: &str = "local";
/// Seconds of requests that may come at once.
const BURST: f64 = 10.0;

pub(super) struct Gate {
    /// Digest of the key -> user: how long a look-up takes tells nothing about keys.
    users: HashMap<Digest, String>,
    origins: Vec<String>,
    rate: f64,
    buckets: Mutex<HashMap<String, Bucket>>,
}

struct Bucket {
    left: f64,
    since: Instant,
}

impl Gate {
    /// Without keys everybody is one user: only where nobody but this machine can ask.
    pub(super) fn new(plan: &Plan, only_this_machine: bool) -> Result<Self, Failure> {
        if plan.keys.is_empty() && !only_this_machine {
            return Err(Failure::new("other machines can reach this address: say who may use it with --api-key USER:KEY"));
        }
        let users = plan.keys.iter().map(|(user, key)| (Digest::of(key.as_bytes()), user.clone())).collect();
        Ok(Self { users, origins: plan.origins.clone(), rate: f64::from(plan.rate), buckets: Mutex::default() })
    }

    /// The user of a request that may be answered now.
    pub(super) fn enter(&self, headers: &HeaderMap) -> Result<String, Refusal> {
        let user = self.user(headers)?;
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let bucket = buckets.entry(user.clone()).or_insert_with(|| Bucket { left: self.rate * BURST, since: Instant::now() });
        bucket.left = (bucket.left + bucket.since.elapsed().as_secs_f64() * self.rate).min(self.rate * BURST);
        bucket.since = Instant::now();
        if bucket.left < 1.0 {
            return Err(Refusal::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", "Too many requests; try again in a second."));
        }
        bucket.left -= 1.0;
        Ok(user)
    }

    fn user(&self, headers: &HeaderMap) -> Result<String, Refusal> {
        if self.users.is_empty() {
            // Without keys a page of another site could use the visitor's browser: it may not, unless it was allowed.
            return match headers.get(header::ORIGIN) {
                Some(origin) if self.allows(origin).is_none() => Err(Refusal::new(StatusCode::FORBIDDEN, "origin", "This page may not use the interface.")),
                _ => Ok(LOCAL.to_string()),
            };
        }
        let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(|value| value.strip_prefix("Bearer "));
        let key = bearer.or_else(|| headers.get("x-api-key").and_then(|value| value.to_str().ok()));
        key.and_then(|key| self.users.get(&Digest::of(key.trim().as_bytes())).cloned())
            .ok_or_else(|| Refusal::new(StatusCode::UNAUTHORIZED, "unauthorized", "A valid API key is needed: Authorization: Bearer KEY."))
    }

    /// The origin, if its pages may use the interface. Compared as a whole.
    pub(super) fn allows<'a>(&self, origin: &'a HeaderValue) -> Option<&'a HeaderValue> {
        self.origins.iter().any(|allowed| allowed.as_bytes() == origin.as_bytes()).then_some(origin)
    }

    /// The headers that let an allowed page read an answer.
    pub(super) fn cors(&self, asked: &HeaderMap, answer: &mut HeaderMap) {
        answer.append(header::VARY, HeaderValue::from_static("Origin"));
        let Some(origin) = asked.get(header::ORIGIN).and_then(|origin| self.allows(origin)) else { return };
        answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        let more = [
            (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE"),
            (header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type, x-api-key"),
            (header::ACCESS_CONTROL_MAX_AGE, "600"),
        ];
        answer.extend(more.map(|(name, value): (HeaderName, &'static str)| (name, HeaderValue::from_static(value))));
    }
}
