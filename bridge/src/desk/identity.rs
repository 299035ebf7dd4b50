//! What the desk signs: desk tokens and identity assertions (D5).

use super::certificate;
use super::key::DeskKey;
use crate::card::{CardFacts, CardService};
use crate::clock::Clock;
use crate::problem::Failure;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use madoguchi_shared::backend::{DESK_TOKEN_MAX_SECONDS, DeskTokenClaims, Enrolment, Operation};
use madoguchi_shared::bridge::desk::DeskToken;
use madoguchi_shared::identity::{
    ASSERTION_TYPE, DESK_TOKEN_TYPE, IdentityAssertion, IdentityEvidence, IdentityMethod,
};
use madoguchi_shared::{ErrorCode, Secret};
use std::sync::Arc;
use uuid::Uuid;

/// The enrolled desk: who it is, and the key it signs with.
pub struct DeskIdentity {
    /// What the backend said at enrolment.
    pub enrolment: Enrolment,
    key: DeskKey,
    backend: String,
    clock: Arc<dyn Clock>,
}

impl DeskIdentity {
    /// The desk as enrolled at this backend.
    pub fn new(enrolment: Enrolment, key: DeskKey, backend: String, clock: Arc<dyn Clock>) -> Self {
        Self {
            enrolment,
            key,
            backend,
            clock,
        }
    }

    /// A token for one request: this operation, this body, within a minute, once.
    /// `BODY_INVALID` unless the hash is 64 lower-case hex digits.
    pub fn token(&self, operation: Operation, body_sha256: &str) -> Result<DeskToken, Failure> {
        let hex = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
        if body_sha256.len() != 64 || !body_sha256.bytes().all(hex) {
            return Err(ErrorCode::BodyInvalid.into());
        }
        let iat = self.clock.now_ms().div_euclid(1000);
        let claims = DeskTokenClaims {
            iss: self.enrolment.desk_id.clone(),
            aud: self.backend.clone(),
            op: operation,
            bh: body_sha256.to_owned(),
            iat,
            exp: iat + DESK_TOKEN_MAX_SECONDS,
            jti: Uuid::new_v4().to_string(),
        };
        let token = self
            .key
            .sign(&self.enrolment.desk_id, DESK_TOKEN_TYPE, &claims)
            .map_err(Failure::internal)?;
        Ok(DeskToken {
            token: Secret::new(token),
        })
    }

    /// States how the holder of this card was identified, now. `CERTIFICATE_INVALID` when the card gave none.
    pub fn assertion(
        &self,
        method: IdentityMethod,
        card: &CardFacts,
        nonce: &str,
        staff_id: Option<String>,
    ) -> Result<IdentityAssertion, ErrorCode> {
        let certificate = certificate::facts(&card.certificate_der)?;
        Ok(IdentityAssertion {
            version: 1,
            method,
            certificate_sha256: certificate.sha256,
            certificate_serial: certificate.serial,
            institution_code: self.enrolment.institution_code.clone(),
            audience: self.backend.clone(),
            nonce: nonce.to_owned(),
            issued_at_ms: self.clock.now_ms(),
            desk_id: self.enrolment.desk_id.clone(),
            reader: card.reader.clone(),
            staff_id,
            simulated: card.simulated_reader || certificate.test_issuer,
        })
    }

    /// Takes the certificate out of the card and states how its holder was identified: by the desk's word alone (face, by
    /// eye). The card stays locked.
    pub async fn statement(
        &self,
        cards: &CardService,
        method: IdentityMethod,
        presence: &str,
        nonce: &str,
        staff_id: Option<String>,
    ) -> Result<IdentityEvidence, Failure> {
        let card = cards.read_certificate(presence).await?;
        let assertion = self.assertion(method, &card, nonce, staff_id)?;
        self.evidence(&assertion, &card, None)
    }

    /// The canonical bytes of an assertion: what its JWS carries and what the card signs.
    pub fn canonical(assertion: &IdentityAssertion) -> Result<Vec<u8>, Failure> {
        serde_json::to_vec(assertion).map_err(Failure::internal)
    }

    /// Signs an assertion with the desk's key and puts the evidence together.
    pub fn evidence(
        &self,
        assertion: &IdentityAssertion,
        card: &CardFacts,
        card_signature: Option<&[u8]>,
    ) -> Result<IdentityEvidence, Failure> {
        let assertion = self
            .key
            .sign(&self.enrolment.desk_id, ASSERTION_TYPE, assertion)
            .map_err(Failure::internal)?;
        Ok(IdentityEvidence {
            assertion,
            certificate: STANDARD.encode(&card.certificate_der),
            card_signature: card_signature.map(|signature| STANDARD.encode(signature)),
        })
    }
}

/// `BODY_INVALID` unless it can be a backend's nonce: 16–64 URL-safe characters.
pub fn check_nonce(nonce: &str) -> Result<(), ErrorCode> {
    let url_safe = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~');
    let fits = (16..=64).contains(&nonce.len()) && nonce.bytes().all(url_safe);
    fits.then_some(()).ok_or(ErrorCode::BodyInvalid)
}
