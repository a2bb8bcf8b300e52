//! Answers with the headers that every one of them needs.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use hotframe::{Asset, Digest};

use crate::address::is_fetch;

/// A few words.
pub(crate) fn text(status: StatusCode, words: &str) -> Response {
    make(status, &[(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")], format!("{words}\n").into())
}

/// What is not asked for with GET or HEAD: no request has a body that anyone would read.
pub(crate) fn refused(method: &Method, headers: &HeaderMap) -> Option<Response> {
    if method == Method::GET || method == Method::HEAD {
        return None;
    }
    // To the app this is a backend that is not here, and Vite says so.
    let status = if is_fetch(headers) { StatusCode::NOT_FOUND } else { StatusCode::METHOD_NOT_ALLOWED };
    Some(text(status, "Only GET and HEAD are answered here."))
}

/// Who may show a preview's page in a frame.
pub(crate) enum Frames<'a> {
    /// Whoever can reach it: on a developer's own machine.
    Anybody,
    /// Pages of these origins, and of no other.
    Origins(&'a [String]),
}

/// The preview's page. It is never kept: it names a revision, and carries a nonce that may be used once.
pub(crate) fn page(html: String, nonce: &str, frames: &Frames) -> Response {
    // Scripts run when the page itself or a script of it brought them; markup that an app inserts by mistake does not. Styles and
    // everything else are free, as they are wherever the app will be at home. `unsafe-eval` is for libraries that compile templates.
    let mut policy = format!("script-src 'nonce-{nonce}' 'strict-dynamic' 'unsafe-eval'; worker-src 'self' blob: data:; object-src 'none'; base-uri 'self'");
    match frames {
        Frames::Anybody => {}
        Frames::Origins([]) => policy += "; frame-ancestors 'none'",
        Frames::Origins(origins) => policy += &format!("; frame-ancestors {}", origins.join(" ")),
    }
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store"), (header::CONTENT_SECURITY_POLICY, policy.as_str())];
    make(StatusCode::OK, &headers, html.into())
}

/// A file. What is named by its content is kept for ever, the rest is asked for again each time and sent when it differs.
pub(crate) fn asset(asset: Asset, asked: &HeaderMap) -> Response {
    if asset.immutable {
        let headers = [(header::CONTENT_TYPE, asset.content_type.as_str()), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
        return make(StatusCode::OK, &headers, asset.body.to_vec().into());
    }
    let tag = format!("\"{}\"", Digest::of(&asset.body));
    let headers = [(header::CONTENT_TYPE, asset.content_type.as_str()), (header::CACHE_CONTROL, "no-cache"), (header::ETAG, tag.as_str())];
    if has_tag(asked, &tag) {
        return make(StatusCode::NOT_MODIFIED, &headers[1..], Body::empty());
    }
    make(StatusCode::OK, &headers, asset.body.to_vec().into())
}

fn has_tag(asked: &HeaderMap, tag: &str) -> bool {
    let tags = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    tags.map(str::trim).any(|asked| asked == "*" || asked.strip_prefix("W/").unwrap_or(asked) == tag)
}

/// Go there instead.
pub(crate) fn redirect(to: &str) -> Response {
    make(StatusCode::TEMPORARY_REDIRECT, &[(header::LOCATION, to), (header::CACHE_CONTROL, "no-store")], Body::empty())
}

fn make(status: StatusCode, headers: &[(HeaderName, &str)], body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let map = response.headers_mut();
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            map.insert(name, value);
        }
    }
    map.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Pages of other sites cannot read the app's code by including it as a script.
    map.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    response
}
