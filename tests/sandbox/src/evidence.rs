//! The identity assertion (D5), without IO: what must hold before anyone is looked up.

use crate::certificate::UserCertificate;
use crate::jws::{self, JwsError};
use crate::token::{CLOCK_LEEWAY_SECONDS, hex};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::DecodingKey;
use madoguchi_shared::identity::{ASSERTION_TYPE, IdentityAssertion, IdentityEvidence, IdentityMethod};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// Oldest assertion taken, ms: as long as a nonce lives.
pub(crate) const MAX_ASSERTION_AGE_MS: i64 = 5 * 60 * 1000;

/// Format version this backend reads.
const VERSION: u8 = 1;

/// Why an assertion does not hold.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub(crate) enum EvidenceError {
    /// The JWS itself.
    #[error("assertion: {0}")]
    Jws(#[from] JwsError),
    /// `kid` is another desk than the token's.
    #[error("assertion: signed by another desk")]
    Desk,
    /// The payload is not the canonical bytes of its claims.
    #[error("assertion: payload is not canonical")]
    NotCanonical,
    /// Certificate or signature is not base64.
    #[error("assertion: certificate or signature is not base64")]
    Base64,
    /// Unknown format version.
    #[error("assertion: unknown version")]
    Version,
    /// For another backend.
    #[error("assertion: other audience")]
    Audience,
    /// For another institution than the desk's.
    #[error("assertion: other institution")]
    Institution,
    /// Too old, or from the future.
    #[error("assertion: not made within the last five minutes")]
    Time,
    /// Hash or serial number is of another certificate.
    #[error("assertion: other certificate")]
    Certificate,
    /// 目視 without a member of staff, or a member of staff without 目視.
    #[error("assertion: staff does not fit the method")]
    Staff,
    /// PIN without a signature by the card, or a signature without PIN.
    #[error("assertion: card signature does not fit the method")]
    CardSignature,
}

/// An assertion whose signature by the desk has been verified.
pub(crate) struct SignedEvidence {
    /// The claims.
    pub(crate) assertion: IdentityAssertion,
    /// DER.
    pub(crate) certificate: Vec<u8>,
    canonical: Vec<u8>,
    card_signature: Option<Vec<u8>>,
}

/// What the claims are held against.
pub(crate) struct Expected<'a> {
    /// This backend's origin.
    pub(crate) origin: &'a str,
    /// Institution of the desk's key.
    pub(crate) institution: &'a str,
    /// Now, ms since 1970.
    pub(crate) now_ms: i64,
}

impl SignedEvidence {
    /// Verifies the desk's signature, type and canonical form.
    pub(crate) fn open(
        evidence: &IdentityEvidence,
        desk_id: &str,
        key: &DecodingKey,
    ) -> Result<Self, EvidenceError> {
        if jws::claimed_desk(&evidence.assertion)? != desk_id {
            return Err(EvidenceError::Desk);
        }
        let (assertion, canonical) =
            jws::verify::<IdentityAssertion>(&evidence.assertion, ASSERTION_TYPE, key)?;
        if assertion.desk_id != desk_id {
            return Err(EvidenceError::Desk);
        }
        if serde_json::to_vec(&assertion).map_or(true, |bytes| bytes != canonical) {
            return Err(EvidenceError::NotCanonical);
        }
        let decode = |text: &str| STANDARD.decode(text).map_err(|_| EvidenceError::Base64);
        Ok(Self {
            assertion,
            canonical,
            certificate: decode(&evidence.certificate)?,
            card_signature: evidence.card_signature.as_deref().map(decode).transpose()?,
        })
    }

    /// Checks the claims that need neither nonce nor parsed certificate.
    pub(crate) fn check_claims(&self, expected: &Expected<'_>) -> Result<(), EvidenceError> {
        let assertion = &self.assertion;
        if assertion.version != VERSION {
            return Err(EvidenceError::Version);
        }
        if assertion.audience != expected.origin {
            return Err(EvidenceError::Audience);
        }
        if assertion.institution_code.as_str() != expected.institution {
            return Err(EvidenceError::Institution);
        }
        let earliest = expected.now_ms - MAX_ASSERTION_AGE_MS;
        let latest = expected.now_ms + CLOCK_LEEWAY_SECONDS * 1000;
        if !(earliest..=latest).contains(&assertion.issued_at_ms) {
            return Err(EvidenceError::Time);
        }
        if assertion.certificate_sha256 != hex(&Sha256::digest(&self.certificate)) {
            return Err(EvidenceError::Certificate);
        }
        let has_staff = assertion
            .staff_id
            .as_deref()
            .is_some_and(|id| !id.trim().is_empty());
        let by_eye = assertion.method == IdentityMethod::ByEye;
        if has_staff != by_eye || assertion.staff_id.is_some() != by_eye {
            return Err(EvidenceError::Staff);
        }
        if self.card_signature.is_some() != (assertion.method == IdentityMethod::Pin) {
            return Err(EvidenceError::CardSignature);
        }
        Ok(())
    }

    /// Checks that the claims speak of this certificate and, with PIN, that its key signed them.
    pub(crate) fn check_certificate(&self, certificate: &UserCertificate) -> Result<(), EvidenceError> {
        if self.assertion.certificate_serial != certificate.serial() {
            return Err(EvidenceError::Certificate);
        }
        match &self.card_signature {
            Some(signature) if !certificate.card_signed(&self.canonical, signature) => {
                Err(EvidenceError::CardSignature)
            }
            Some(_) | None => Ok(()),
        }
    }
}
