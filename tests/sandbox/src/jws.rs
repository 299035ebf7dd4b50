//! JWS of a desk: compact, ES256, one `typ` per use, `kid` = desk id.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use p256::PublicKey;
use p256::elliptic_curve::sec1::ToEncodedPoint;
use p256::pkcs8::DecodePublicKey;
use serde::de::DeserializeOwned;
use thiserror::Error;

/// Why a JWS does not hold.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub(crate) enum JwsError {
    /// Not a JWS, or its claims are not of the expected shape.
    #[error("not a JWS of the expected shape")]
    Malformed,
    /// Another `typ`, or a critical header.
    #[error("not of the expected type")]
    Type,
    /// Another algorithm, or the signature is not by this key.
    #[error("the signature does not hold")]
    Signature,
    /// The stored key cannot be read.
    #[error("the key cannot be read")]
    Key,
}

/// Reads an SPKI PEM; only P-256 is taken.
pub(crate) fn read_public_key(pem: &str) -> Result<DecodingKey, JwsError> {
    let point = PublicKey::from_public_key_pem(pem)
        .map_err(|_| JwsError::Key)?
        .to_encoded_point(false);
    let (Some(x), Some(y)) = (point.x(), point.y()) else {
        return Err(JwsError::Key);
    };
    DecodingKey::from_ec_components(&URL_SAFE_NO_PAD.encode(x), &URL_SAFE_NO_PAD.encode(y))
        .map_err(|_| JwsError::Key)
}

/// The `kid`, before anything is verified: says whose key to try.
pub(crate) fn claimed_desk(token: &str) -> Result<String, JwsError> {
    let header = decode_header(token).map_err(|_| JwsError::Malformed)?;
    header.kid.ok_or(JwsError::Malformed)
}

/// Verifies signature and type; gives the claims and the bytes that were signed as payload. Times and audience
/// are left to the caller, who has the clock.
pub(crate) fn verify<T: DeserializeOwned>(
    token: &str,
    typ: &str,
    key: &DecodingKey,
) -> Result<(T, Vec<u8>), JwsError> {
    let header = decode_header(token).map_err(|_| JwsError::Malformed)?;
    if header.typ.as_deref() != Some(typ) || header.crit.is_some() {
        return Err(JwsError::Type);
    }
    let mut validation = Validation::new(Algorithm::ES256);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    let data = decode::<T>(token, key, &validation).map_err(|error| match error.kind() {
        jsonwebtoken::errors::ErrorKind::Json(_) => JwsError::Malformed,
        _ => JwsError::Signature,
    })?;
    let payload = token.split('.').nth(1).unwrap_or_default();
    let payload = URL_SAFE_NO_PAD.decode(payload).map_err(|_| JwsError::Malformed)?;
    Ok((data.claims, payload))
}
