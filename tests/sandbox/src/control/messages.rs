//! Bodies of the control routes.

use crate::faults::FaultKind;
use madoguchi_shared::Facility;
use madoguchi_shared::date::YearMonth;
use madoguchi_shared::identifier::InstitutionCode;
use serde::{Deserialize, Serialize};

/// Body of `POST /control/faults`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FaultRequest {
    /// Which route.
    pub route: FaultRoute,
    /// What goes wrong; `None` takes it back.
    pub fault: Option<FaultKind>,
    /// Wait, ms, default 0.
    #[serde(default)]
    pub delay_ms: u64,
    /// For how many requests of each route; `None`: until taken back.
    #[serde(default)]
    pub times: Option<u32>,
}

/// Routes of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FaultRoute {
    /// `POST /v1/nonces`.
    Nonce,
    /// `POST /v1/qualifications/card`.
    CardQuery,
    /// `POST /v1/qualifications/numbers`.
    NumberQuery,
    /// `POST /v1/links/card`.
    CardLink,
    /// `POST /v1/inquiry-numbers`.
    InquiryNumber,
    /// `POST /v1/qualifications/bulk`.
    BulkQuery,
    /// `POST /v1/consents`.
    Consent,
    /// `POST /v1/records/medications`.
    Medications,
    /// `POST /v1/records/checkups`.
    Checkups,
    /// マイナポータル, as 初回登録 asks it. This and the next three answer, late, with `delay`, and do not with the other kinds.
    MynaPortal,
    /// J-LIS.
    Jlis,
    /// 中間サーバー.
    IntermediateServer,
    /// オンライン資格確認システム, as マイナポータル asks it to register a link.
    LinkRegister,
    /// All of them, each counted for itself.
    All,
}

/// Body of `POST /control/desks/revoke`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RevokeRequest {
    /// Desk id.
    pub desk_id: String,
}

/// Body of `POST /control/bulk-rows`: synthetic rows of 一括取得 in place of those that an institution has for a month.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BulkRowsRequest {
    /// 医療機関コード; has to be known here.
    pub institution_code: InstitutionCode,
    /// 診療年月, `yyyyMM`; `None`: the present one in Tokyo.
    #[serde(default)]
    pub month: Option<YearMonth>,
    /// How many, at most [`MOST_ROWS`](crate::bulk::MOST_ROWS).
    pub rows: u32,
}

/// Body of `POST /control/enrolment-codes`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CodeRequest {
    /// 医療機関コード
    pub institution_code: InstitutionCode,
    /// Its name.
    pub institution_name: String,
    /// Clinic or pharmacy, default clinic.
    #[serde(default)]
    pub facility: Facility,
}

/// Body of `POST /control/consent-ages`: what was registered counts from now on as registered so many days earlier. **Simulated**:
/// stands for the night that a test cannot wait for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConsentAgeRequest {
    /// Days, 1 or more.
    pub days: u16,
}

/// Body of `POST /control/tickets`: this month's ticket of a person names, for the rest of the day, whoever asks. **Simulated**: stands for
/// the welfare office that registers it late.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TicketRequest {
    /// Case of the person, who has a ticket.
    pub person_id: String,
}

/// Answer to a [`CodeRequest`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CodeAnswer {
    /// The one-time code.
    pub enrolment_code: String,
}

/// Answer of `GET /control/records`. Names and answers of persons are not in it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Records {
    /// Queries and registrations, oldest first.
    pub queries: Vec<QueryRecord>,
    /// Looks into the CRL, oldest first.
    pub crl_checks: Vec<CrlRecord>,
    /// Questions to the pools of 初回登録, in the order of their answers.
    pub exchanges: Vec<ExchangeRecord>,
    /// 照会番号 in force.
    pub inquiry_numbers: Vec<InquiryNumberRecord>,
    /// 照会番号 that were replaced.
    pub replaced_inquiry_numbers: i64,
}

/// One query in [`Records`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QueryRecord {
    /// Id of the record.
    pub id: String,
    /// When, ms since 1970.
    pub at_ms: i64,
    /// Path of the route.
    pub operation: String,
    /// 医療機関コード
    pub institution_code: String,
    /// Desk id.
    pub desk_id: String,
    /// `pin`, `byEye` or `face`; `None` when it did not become known.
    pub method: Option<String>,
    /// Whether it was simulated; `None` when it did not become known.
    pub simulated: Option<bool>,
    /// Serial number of the certificate.
    pub certificate_serial: Option<String>,
    /// Case of the person.
    pub person_id: Option<String>,
    /// `ANSWERED` or an error's code.
    pub outcome: String,
    /// Whether the answer is kept.
    pub answer_kept: bool,
}

/// One look into the CRL in [`Records`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CrlRecord {
    /// Serial number asked for.
    pub certificate_serial: String,
    /// `good`, `revoked` or `unusable`.
    pub outcome: String,
}

/// One question to a pool of 初回登録 in [`Records`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExchangeRecord {
    /// `mynaPortal`, `jlis`, `intermediateServer` or `linkRegister`.
    pub pool: String,
    /// シリアル番号; to 中間サーバー 機関別符号.
    pub asked_about: String,
    /// An error's code, or of J-LIS `valid`, `revoked`, `expired`, `unknown`; of 中間サーバー `found`, `nothing`; of the other two
    /// `linked`, `alreadyLinked`, `nothingToLink`.
    pub outcome: String,
}

/// One 照会番号 in [`Records`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InquiryNumberRecord {
    /// 医療機関コード
    pub institution_code: String,
    /// 保険者番号 or 公費負担者番号, padded.
    pub insurer_number: String,
    /// 照会番号
    pub reference_number: String,
}
