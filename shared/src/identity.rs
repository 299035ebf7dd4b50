//! The identity assertion (D5): what the bridge states about how the person at the desk was identified.
//!
//! The canonical bytes of an assertion are the UTF-8 JSON of [`IdentityAssertion`] with its fields in the order
//! of declaration, without white space. They are the payload of a JWS signed with the desk key (ES256), and
//! with a PIN the card signs SHA-256 of [`card_signing_input`] of the same bytes, so that a page can never
//! choose what a card signs.

use crate::identifier::InstitutionCode;
use serde::{Deserialize, Serialize};

/// How 本人確認 was done. PIN is proven by the card; face and by-eye are statements of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum IdentityMethod {
    /// 顔認証
    Face,
    /// PIN認証
    Pin,
    /// 顔写真確認（目視）
    ByEye,
}

/// `typ` of the JWS that carries an assertion.
pub const ASSERTION_TYPE: &str = "madoguchi-identity+jwt";

/// `typ` of the JWS that is a desk token.
pub const DESK_TOKEN_TYPE: &str = "madoguchi-desk+jwt";

/// Goes before the canonical bytes when the card signs, so that the signature means nothing elsewhere.
pub const CARD_DOMAIN_TAG: &[u8] = b"madoguchi identity assertion v1\0";

/// The bytes whose SHA-256 the card signs (PKCS#1 v1.5) after VERIFY.
pub fn card_signing_input(canonical: &[u8]) -> Vec<u8> {
    [CARD_DOMAIN_TAG, canonical].concat()
}

/// The claims. Field order is part of the format.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IdentityAssertion {
    /// Format version, 1.
    pub version: u8,
    /// How the person was identified.
    pub method: IdentityMethod,
    /// SHA-256 of the certificate's DER, lower-case hex.
    pub certificate_sha256: String,
    /// Serial number of the certificate, lower-case hex without leading zeros.
    pub certificate_serial: String,
    /// 医療機関コード of the desk.
    pub institution_code: InstitutionCode,
    /// Origin of the backend this assertion is for, e.g. `https://example.jp`.
    pub audience: String,
    /// The backend's nonce, unchanged.
    pub nonce: String,
    /// When it was made, ms since 1970.
    pub issued_at_ms: i64,
    /// Desk id given at enrolment.
    pub desk_id: String,
    /// PC/SC name of the reader.
    pub reader: String,
    /// Id of the member of staff who confirmed; always set with [`IdentityMethod::ByEye`], else `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff_id: Option<String>,
    /// The reader was the simulator or the certificate's issuer is a test issuer (D13).
    pub simulated: bool,
}

/// What travels in a card query.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IdentityEvidence {
    /// Compact JWS (ES256 by the desk key, `kid` = desk id) over the canonical bytes.
    pub assertion: String,
    /// 利用者証明用電子証明書, DER in base64 (standard alphabet, padded).
    pub certificate: String,
    /// Signature by the card's key, base64; set with [`IdentityMethod::Pin`] only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card_signature: Option<String>,
}
