//! Contract with the qualification backend (資格確認). The app calls it directly; every request but enrolment
//! carries a desk token in `Authorization: Bearer`. Errors have the body [`Problem`](crate::Problem).
//!
//! | route | body → answer |
//! |---|---|
//! | `POST /v1/desks/enrolment` | [`EnrolmentRequest`] → [`Enrolment`]; no desk token |
//! | `POST /v1/nonces` | [`NonceRequest`] → [`Nonce`] |
//! | `POST /v1/qualifications/card` | [`CardQuery`] → [`QualificationAnswer`](crate::qualification::QualificationAnswer) |
//! | `POST /v1/qualifications/numbers` | [`NumberQuery`] → [`QualificationAnswer`](crate::qualification::QualificationAnswer) |
//! | `POST /v1/links/card` | [`CardLink`] → [`CardLinkResult`] |
//! | `POST /v1/inquiry-numbers` | [`InquiryNumberRegistration`] → [`InquiryNumberReceipt`] |
//! | `POST /v1/qualifications/bulk` | [`BulkQuery`](bulk::BulkQuery) → lines of [`BulkLine`](bulk::BulkLine) |
//! | `POST /v1/consents` | [`ConsentRegistration`](records::ConsentRegistration) → [`ConsentReceipt`](records::ConsentReceipt) |
//! | `POST /v1/records/medications` | [`RecordsQuery`](records::RecordsQuery) → [`MedicationAnswer`](records::MedicationAnswer) |
//! | `POST /v1/records/checkups` | [`RecordsQuery`](records::RecordsQuery) → [`CheckupAnswer`](records::CheckupAnswer) |

pub mod bulk;
pub mod records;

use crate::identifier::InstitutionCode;
use crate::identity::IdentityEvidence;
use crate::qualification::Personal;
use crate::{Facility, Secret};
use serde::{Deserialize, Serialize};

/// What a desk token is for. A token for one operation opens no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Operation {
    /// Fetch a nonce.
    Nonce,
    /// Query by certificate.
    CardQuery,
    /// Query by numbers.
    NumberQuery,
    /// 初回登録.
    CardLink,
    /// 照会番号登録.
    InquiryNumber,
    /// 一括取得.
    BulkQuery,
    /// Register whether the patient consents (F02).
    Consent,
    /// 薬剤情報.
    Medications,
    /// 健診情報.
    Checkups,
}

impl Operation {
    /// All operations.
    pub const ALL: [Self; 9] = [
        Self::Nonce,
        Self::CardQuery,
        Self::NumberQuery,
        Self::CardLink,
        Self::InquiryNumber,
        Self::BulkQuery,
        Self::Consent,
        Self::Medications,
        Self::Checkups,
    ];

    /// Whether a token for it is for the records screen, and for no other: 薬剤情報 and 健診情報 go to the doctor, all else to the counter.
    pub fn is_for_records(self) -> bool {
        match self {
            Self::Medications | Self::Checkups => true,
            Self::Nonce
            | Self::CardQuery
            | Self::NumberQuery
            | Self::CardLink
            | Self::InquiryNumber
            | Self::BulkQuery
            | Self::Consent => false,
        }
    }

    /// Path under the backend's origin.
    pub fn path(self) -> &'static str {
        match self {
            Self::Nonce => "/v1/nonces",
            Self::CardQuery => "/v1/qualifications/card",
            Self::NumberQuery => "/v1/qualifications/numbers",
            Self::CardLink => "/v1/links/card",
            Self::InquiryNumber => "/v1/inquiry-numbers",
            Self::BulkQuery => "/v1/qualifications/bulk",
            Self::Consent => "/v1/consents",
            Self::Medications => "/v1/records/medications",
            Self::Checkups => "/v1/records/checkups",
        }
    }
}

/// Path of the enrolment.
pub const ENROLMENT_PATH: &str = "/v1/desks/enrolment";

/// Longest life of a desk token.
pub const DESK_TOKEN_MAX_SECONDS: i64 = 60;

/// Claims of a desk token: JWS, ES256 by the desk key, header `kid` = desk id, `typ` =
/// [`DESK_TOKEN_TYPE`](crate::identity::DESK_TOKEN_TYPE).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeskTokenClaims {
    /// Desk id.
    pub iss: String,
    /// Origin of the backend.
    pub aud: String,
    /// What may be done.
    pub op: Operation,
    /// SHA-256 of the request's body bytes, lower-case hex.
    pub bh: String,
    /// Made at, seconds since 1970.
    pub iat: i64,
    /// Ends at, seconds since 1970; at most [`DESK_TOKEN_MAX_SECONDS`] after `iat`.
    pub exp: i64,
    /// Unique id: accepted once.
    pub jti: String,
}

/// Enrols a desk with a code that an administrator of the backend gave out.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnrolmentRequest {
    /// One-time code.
    pub code: Secret,
    /// The desk's public key: SPKI in PEM, P-256.
    pub public_key: String,
    /// What the desk calls itself, 1–64 characters, e.g. 「1番窓口」.
    pub desk_name: String,
}

/// The backend's answer: from now on it knows the desk by this id and key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Enrolment {
    /// Id of the desk, the `kid` of everything it signs.
    pub desk_id: String,
    /// The institution the code was given out for.
    pub institution_code: InstitutionCode,
    /// Name of the institution.
    pub institution_name: String,
    /// Clinic or pharmacy.
    pub facility: Facility,
}

/// Asks for a nonce.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NonceRequest {
    /// Must be the institution of the desk's key.
    pub institution_code: InstitutionCode,
}

/// A nonce: good for one assertion by this desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Nonce {
    /// 16–64 URL-safe characters.
    pub nonce: String,
    /// Until when, ms since 1970.
    pub expires_at_ms: i64,
    /// Whether this backend takes simulated assertions.
    pub accept_simulated: bool,
}

/// 資格照会要求情報 by card. The serial number is taken from the certificate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardQuery {
    /// 医療機関コード; must be the institution of the desk's key.
    pub institution_code: InstitutionCode,
    /// Who was identified, and how.
    pub evidence: IdentityEvidence,
}

/// What became of 初回登録: 紐付け処理結果.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum LinkOutcome {
    /// The card is linked to a qualification from now on.
    Linked,
    /// It was linked already; nothing has changed.
    AlreadyLinked,
    /// There is no qualification to link it to.
    NothingToLink,
}

/// 資格照会要求情報 by the numbers on the paper (F05, F06, F09, F10). Only the scheme of those numbers is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NumberQuery {
    /// 医療機関コード; must be the institution of the desk's key.
    pub institution_code: InstitutionCode,
    /// 保険者番号 (6 or 8 digits) or 公費負担者番号 (8), with or without padding.
    pub insurer_number: Personal,
    /// 記号; `None` for 医療扶助 or when the card has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured_card_symbol: Option<Personal>,
    /// 番号 or 受給者番号.
    pub insured_identification_number: Personal,
    /// 枝番; `None` for 医療扶助 or when it is not on the paper: then every branch may match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured_branch_number: Option<Personal>,
    /// 生年月日, `yyyyMMdd`. Month and day only are compared.
    pub birthdate: Personal,
}

/// 初回登録 (F01): links the card to what covers its holder. Only 顔認証 or PIN認証 counts as 本人確認.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardLink {
    /// 医療機関コード; must be the institution of the desk's key.
    pub institution_code: InstitutionCode,
    /// Who was identified, and how. The evidence of a query that said `NOT_LINKED` may be used, and be used again for
    /// the query afterwards, while its nonce lives.
    pub evidence: IdentityEvidence,
}

/// シリアル番号 and 紐付け処理結果, and nothing else: 公費負担者番号 and 受給者番号 never reach the terminal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardLinkResult {
    /// Serial number of the certificate, lower-case hex without leading zeros.
    pub certificate_serial: String,
    /// 紐付け処理結果
    pub outcome: LinkOutcome,
}

/// 照会番号登録 (`domain.md` §1.5). For 併用 the key is the health insurance, else the medical assistance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InquiryNumberRegistration {
    /// 医療機関コード; must be the institution of the desk's key.
    pub institution_code: InstitutionCode,
    /// 照会番号: the institution's own patient number, 1–50 characters.
    pub reference_number: Personal,
    /// 保険者番号 or 公費負担者番号 as received: 8 characters, space-padded.
    pub insurer_number: Personal,
    /// 記号, at most 20 characters; `None` for 医療扶助.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured_card_symbol: Option<Personal>,
    /// 番号 or 受給者番号, at most 20 characters.
    pub insured_identification_number: Personal,
    /// 枝番; `None` for 医療扶助 or when the card has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured_branch_number: Option<Personal>,
}

/// The number is registered. Sending the same number for the same qualification again gives the same answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InquiryNumberReceipt {
    /// As sent.
    pub reference_number: Personal,
    /// When, ms since 1970.
    pub registered_at_ms: i64,
}
