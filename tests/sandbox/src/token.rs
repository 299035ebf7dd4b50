//! The desk token, without IO: what must hold of its claims.

use crate::jws::JwsError;
use madoguchi_shared::backend::{DESK_TOKEN_MAX_SECONDS, DeskTokenClaims, Operation};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use thiserror::Error;

/// How far the clock of a desk may be off, seconds, either way.
pub(crate) const CLOCK_LEEWAY_SECONDS: i64 = 5;

/// Longest `jti` taken.
const MAX_JTI_LENGTH: usize = 64;

/// Why a desk token is not accepted.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub(crate) enum TokenError {
    /// The JWS itself.
    #[error("desk token: {0}")]
    Jws(#[from] JwsError),
    /// `kid` names no desk.
    #[error("desk token: unknown desk")]
    UnknownDesk,
    /// `iss` is not the desk of `kid`.
    #[error("desk token: issuer is not the signing desk")]
    Issuer,
    /// For another backend.
    #[error("desk token: other audience")]
    Audience,
    /// For another operation.
    #[error("desk token: other operation")]
    Operation,
    /// For another body.
    #[error("desk token: other body")]
    Body,
    /// Lives longer than allowed, or ends before it begins.
    #[error("desk token: life is not 1 to 60 s")]
    Life,
    /// Not yet or no longer valid.
    #[error("desk token: not valid at this time")]
    Time,
    /// Empty or over-long `jti`.
    #[error("desk token: unusable id")]
    Id,
    /// Seen before.
    #[error("desk token: used before")]
    Replayed,
}

/// What a token is held against.
pub(crate) struct Expected<'a> {
    /// Desk whose key verified the signature.
    pub(crate) desk_id: &'a str,
    /// This backend's origin.
    pub(crate) origin: &'a str,
    /// Operation of the route.
    pub(crate) operation: Operation,
    /// The request's body.
    pub(crate) body: &'a [u8],
    /// Now, ms since 1970.
    pub(crate) now_ms: i64,
}

/// Checks everything but the signature and the single use.
pub(crate) fn check(claims: &DeskTokenClaims, expected: &Expected<'_>) -> Result<(), TokenError> {
    if claims.iss != expected.desk_id {
        return Err(TokenError::Issuer);
    }
    if claims.aud != expected.origin {
        return Err(TokenError::Audience);
    }
    if claims.op != expected.operation {
        return Err(TokenError::Operation);
    }
    let hash = hex(&Sha256::digest(expected.body));
    if !bool::from(hash.as_bytes().ct_eq(claims.bh.as_bytes())) {
        return Err(TokenError::Body);
    }
    let life = claims.exp.checked_sub(claims.iat).ok_or(TokenError::Life)?;
    if !(1..=DESK_TOKEN_MAX_SECONDS).contains(&life) {
        return Err(TokenError::Life);
    }
    let now = expected.now_ms.div_euclid(1000);
    if claims.iat > now + CLOCK_LEEWAY_SECONDS || claims.exp + CLOCK_LEEWAY_SECONDS <= now {
        return Err(TokenError::Time);
    }
    if claims.jti.is_empty() || claims.jti.len() > MAX_JTI_LENGTH {
        return Err(TokenError::Id);
    }
    Ok(())
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
