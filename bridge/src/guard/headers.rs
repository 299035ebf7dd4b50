//! Headers on every answer (`bridge.md` §5 row 6): nobody frames, sniffs, caches or embeds what the desk shows.

use crate::state::{Bridge, Settings};
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// The same on every answer.
const FIXED: [(HeaderName, &str); 5] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=()",
    ),
];

/// Digits of a content hash in a file name, at least.
const HASH_DIGITS: usize = 8;

/// Puts the headers on whatever comes back.
pub async fn put(State(bridge): State<Arc<Bridge>>, request: Request, next: Next) -> Response {
    let hashed = is_hashed(request.uri().path());
    let mut response = next.run(request).await;
    let is_html = response
        .headers()
        .get(axum::http::header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let is_file = response.extensions().get::<AppFile>().is_some();
    let good = matches!(
        response.status(),
        StatusCode::OK | StatusCode::NOT_MODIFIED | StatusCode::PARTIAL_CONTENT
    );
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(CONTENT_SECURITY_POLICY, bridge.content_security_policy.clone());
    let cache = match (is_file && good && !is_html, hashed) {
        (true, true) => "public, max-age=31536000, immutable",
        (true, false) => "no-cache",
        (false, _) => "no-store",
    };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    if is_file {
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    }
    response
}

/// Marks an answer that is a file of the app.
#[derive(Clone, Copy, Debug)]
pub struct AppFile;

/// What pages may load and where they may connect: themselves, the bridge's WebSocket, and the backend.
pub fn content_security_policy(settings: &Settings) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
         font-src 'self'; connect-src 'self' ws://127.0.0.1:{} {}; manifest-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'",
        settings.port, settings.backend
    )
}

/// The build puts a hash of its content into the name of each file: `app-0123456789abcdef.js`.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split('-').skip(1).any(|part| {
        let digits = part
            .bytes()
            .take_while(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
            .count();
        let rest = part.as_bytes().get(digits);
        digits >= HASH_DIGITS && matches!(rest, Some(b'.' | b'_'))
    })
}

#[cfg(test)]
mod tests {
    use super::is_hashed;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        for name in [
            "/app-0123456789abcdef.js",
            "/app-0123456789abcdef_bg.wasm",
            "/x/style-deadbeef.css",
        ] {
            assert!(is_hashed(name), "{name}");
        }
        for name in [
            "/",
            "/index.html",
            "/app-0123.js",
            "/app-deadbeefx.js",
            "/patient-face",
            "/deadbeef.js",
        ] {
            assert!(!is_hashed(name), "{name}");
        }
    }
}
