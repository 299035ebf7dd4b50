//! The Origin header is our own, byte for byte (`bridge.md` §5 row 3). No pattern, no list, no CORS.

use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, Method};
use madoguchi_shared::ErrorCode;

/// Where Origin is present it must be ours, once; anything but GET and HEAD needs it, and so does a WebSocket.
pub fn check(method: &Method, headers: &HeaderMap, own: &str, websocket: bool) -> Result<(), ErrorCode> {
    let mut values = headers.get_all(ORIGIN).iter();
    let needed = websocket || !matches!(*method, Method::GET | Method::HEAD);
    match (values.next(), values.next()) {
        (None, _) if !needed => Ok(()),
        (Some(origin), None) if origin.as_bytes() == own.as_bytes() => Ok(()),
        _ => Err(ErrorCode::OriginNotAllowed),
    }
}
