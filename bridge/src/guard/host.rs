//! The Host header names this machine, byte for byte (`bridge.md` §5 row 2): DNS rebinding ends here.

use super::only;
use axum::http::header::HOST;
use axum::http::{HeaderMap, Uri};
use madoguchi_shared::ErrorCode;

/// Under which of its names the bridge was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// `127.0.0.1`: the one address of the app.
    Canonical,
    /// `localhost` or `[::1]`: pages are sent on to the canonical address.
    Other,
}

/// Accepts `127.0.0.1:PORT`, `localhost:PORT` and `[::1]:PORT` and nothing that merely means the same. An address
/// in absolute form is refused, whatever it names, and so is a request with no Host or with two.
pub fn check(uri: &Uri, headers: &HeaderMap, port: u16) -> Result<Name, ErrorCode> {
    if uri.scheme().is_some() || uri.authority().is_some() || !uri.path().starts_with('/') {
        return Err(ErrorCode::HostNotAllowed);
    }
    let host = only(headers, &HOST).ok_or(ErrorCode::HostNotAllowed)?;
    let is = |name: &str| host.as_bytes() == format!("{name}:{port}").as_bytes();
    if is("127.0.0.1") {
        Ok(Name::Canonical)
    } else if is("localhost") || is("[::1]") {
        Ok(Name::Other)
    } else {
        Err(ErrorCode::HostNotAllowed)
    }
}
