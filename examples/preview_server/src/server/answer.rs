//! Answers of the interface: JSON, with `success` and, when that is false, `error` for people and `code` for programs.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hotframe::{Error, ErrorKind};
use serde_json::{Value, json};

/// Why a request was refused.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    pub(super) code: &'static str,
    pub(super) message: String,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    pub(super) fn bad(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request", message)
    }

    /// The same for ids that never existed, that expired, and that belong to somebody else.
    pub(super) fn no_session() -> Self {
        Self::new(StatusCode::NOT_FOUND, "session_not_found", "There is no such session; it may have expired.")
    }
}

impl From<Error> for Refusal {
    fn from(problem: Error) -> Self {
        let (status, code) = match problem.kind() {
            ErrorKind::InvalidPath => (StatusCode::BAD_REQUEST, "invalid_path"),
            ErrorKind::DuplicatePath => (StatusCode::BAD_REQUEST, "duplicate_path"),
            ErrorKind::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            ErrorKind::NotFound => return Self::no_session(),
            ErrorKind::LimitReached => (StatusCode::TOO_MANY_REQUESTS, "too_many_sessions"),
            ErrorKind::Io => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
            _ => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        };
        Self::new(status, code, problem.to_string())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        if self.status.is_server_error() {
            tracing::error!(code = self.code, "{}", self.message);
        }
        let mut response = json(self.status, &json!({ "success": false, "error": self.message, "code": self.code }));
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if self.status == StatusCode::TOO_MANY_REQUESTS {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

/// A JSON answer that nobody keeps.
pub(super) fn json(status: StatusCode, value: &Value) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json; charset=utf-8"), (header::CACHE_CONTROL, "no-store"), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")];
    (status, headers, value.to_string()).into_response()
}
