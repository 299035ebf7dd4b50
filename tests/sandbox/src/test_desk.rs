//! A desk in software, for tests: enrols, signs desk tokens and assertions, and lets a card's key sign. It does no
//! HTTP; bodies and tokens are handed to whatever client the test has. For the benchmark, a look-up without token and record.

use crate::desk;
use crate::number_query;
use crate::state::App;
use axum::routing::{MethodRouter, post};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use madoguchi_shared::backend::{
    CardQuery, DESK_TOKEN_MAX_SECONDS, DeskTokenClaims, Enrolment, EnrolmentRequest, Operation,
};
use madoguchi_shared::identifier::InstitutionCode;
use madoguchi_shared::identity::{
    ASSERTION_TYPE, DESK_TOKEN_TYPE, IdentityAssertion, IdentityEvidence, IdentityMethod, card_signing_input,
};
use madoguchi_shared::{ErrorCode, Secret};
use p256::pkcs8::{EncodePrivateKey, EncodePublicKey, LineEnding};
use rand::rngs::OsRng;
use rsa::RsaPrivateKey;
use rsa::pkcs1v15::SigningKey;
use rsa::signature::{SignatureEncoding, Signer};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::Arc;
use uuid::Uuid;

/// A desk's key, before and after enrolment.
#[derive(Clone)]
pub struct DeskKey(p256::SecretKey);

/// An enrolled desk.
#[derive(Clone, Debug)]
pub struct TestDesk {
    /// Its key.
    pub key: DeskKey,
    /// Desk id.
    pub id: String,
    /// 医療機関コード
    pub institution_code: InstitutionCode,
    /// Origin of the backend.
    pub origin: String,
}

/// A card as a desk sees it: certificate and, with a PIN, its key.
#[derive(Clone, Copy, Debug)]
pub struct CardInHand<'a> {
    /// Certificate, DER.
    pub certificate: &'a [u8],
    /// Serial number, lower-case hex without leading zeros.
    pub serial: &'a str,
    /// Its key.
    pub key: &'a RsaPrivateKey,
}

impl fmt::Debug for DeskKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeskKey([secret])")
    }
}

impl DeskKey {
    /// A new random key.
    pub fn generate() -> Self {
        Self(p256::SecretKey::random(&mut OsRng))
    }

    /// What is sent to enrol.
    ///
    /// # Panics
    ///
    /// When the key cannot be encoded, which does not happen.
    pub fn enrolment_request(&self, code: &str) -> EnrolmentRequest {
        EnrolmentRequest {
            code: Secret::new(code.to_owned()),
            public_key: self
                .0
                .public_key()
                .to_public_key_pem(LineEnding::LF)
                .expect("a public key can be encoded"),
            desk_name: "1番窓口".to_owned(),
        }
    }

    /// Compact JWS, ES256, over any claims.
    ///
    /// # Panics
    ///
    /// When the claims cannot be written as JSON.
    pub fn sign<T: Serialize>(&self, kid: &str, typ: &str, claims: &T) -> String {
        let mut header = Header::new(Algorithm::ES256);
        header.typ = Some(typ.to_owned());
        header.kid = Some(kid.to_owned());
        let der = self.0.to_pkcs8_der().expect("a key can be encoded");
        encode(&header, claims, &EncodingKey::from_ec_der(der.as_bytes())).expect("claims can be signed")
    }
}

impl TestDesk {
    /// The desk after the backend has enrolled it.
    pub fn enrolled(key: DeskKey, enrolment: Enrolment, origin: &str) -> Self {
        Self {
            key,
            id: enrolment.desk_id,
            institution_code: enrolment.institution_code,
            origin: origin.to_owned(),
        }
    }

    /// Claims of a good token for these body bytes, to be spoiled or signed.
    pub fn claims(&self, operation: Operation, body: &[u8], now_ms: i64) -> DeskTokenClaims {
        let iat = now_ms.div_euclid(1000);
        DeskTokenClaims {
            iss: self.id.clone(),
            aud: self.origin.clone(),
            op: operation,
            bh: crate::token::hex(&Sha256::digest(body)),
            iat,
            exp: iat + DESK_TOKEN_MAX_SECONDS,
            jti: Uuid::now_v7().to_string(),
        }
    }

    /// A good token for these body bytes.
    pub fn token(&self, operation: Operation, body: &[u8], now_ms: i64) -> String {
        self.key
            .sign(&self.id, DESK_TOKEN_TYPE, &self.claims(operation, body, now_ms))
    }

    /// A good assertion, to be spoiled or signed. With 目視 a member of staff is named.
    pub fn assertion(
        &self,
        method: IdentityMethod,
        card: CardInHand<'_>,
        nonce: &str,
        now_ms: i64,
    ) -> IdentityAssertion {
        IdentityAssertion {
            version: 1,
            method,
            certificate_sha256: crate::token::hex(&Sha256::digest(card.certificate)),
            certificate_serial: card.serial.to_owned(),
            institution_code: self.institution_code.clone(),
            audience: self.origin.clone(),
            nonce: nonce.to_owned(),
            issued_at_ms: now_ms,
            desk_id: self.id.clone(),
            reader: "Madoguchi test desk".to_owned(),
            staff_id: (method == IdentityMethod::ByEye).then(|| "staff-1".to_owned()),
            simulated: true,
        }
    }

    /// Signs an assertion with the desk's key and, with PIN, with the card's.
    ///
    /// # Panics
    ///
    /// When the assertion cannot be written as JSON, which does not happen.
    pub fn evidence(&self, assertion: &IdentityAssertion, card: CardInHand<'_>) -> IdentityEvidence {
        let canonical = serde_json::to_vec(assertion).expect("an assertion is JSON");
        let card_signature =
            (assertion.method == IdentityMethod::Pin).then(|| card_sign(card.key, &canonical));
        IdentityEvidence {
            assertion: self.key.sign(&self.id, ASSERTION_TYPE, assertion),
            certificate: STANDARD.encode(card.certificate),
            card_signature,
        }
    }

    /// A good card query.
    pub fn card_query(
        &self,
        method: IdentityMethod,
        card: CardInHand<'_>,
        nonce: &str,
        now_ms: i64,
    ) -> CardQuery {
        CardQuery {
            institution_code: self.institution_code.clone(),
            evidence: self.evidence(&self.assertion(method, card, nonce, now_ms), card),
        }
    }
}

/// The query by numbers as if this desk had asked: the look-up alone, without token, single use and record. An error when there is no such
/// desk.
pub async fn look_up(app: App, desk_id: &str) -> Result<MethodRouter, ErrorCode> {
    let found = desk::find(&app, desk_id).await;
    let found = found.map_err(|refusal| refusal.code())?;
    let (desk, _) = found.ok_or(ErrorCode::DeskTokenInvalid)?;
    Ok(post(number_query::look_up).with_state((app, Arc::new(desk))))
}

/// What a card's key makes of an assertion's canonical bytes after VERIFY, base64.
pub fn card_sign(key: &RsaPrivateKey, canonical: &[u8]) -> String {
    let signer = SigningKey::<Sha256>::new(key.clone());
    STANDARD.encode(signer.sign(&card_signing_input(canonical)).to_bytes())
}
