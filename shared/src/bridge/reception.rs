//! The reception book and the journals of open receptions (D8). "Today" is the Asia/Tokyo day.

use super::his::{Call, InquiryKey};
use crate::identity::IdentityMethod;
use crate::qualification::Personal;
use crate::{ErrorCode, Redacted};
use serde::{Deserialize, Serialize};

/// Today's receptions and those of earlier days that are not finished, newest first. Never shows the scheme (D11).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceptionBook {
    /// `yyyyMMdd`.
    pub day: String,
    /// The receptions.
    pub entries: Vec<ReceptionEntry>,
}

/// One line of the book.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceptionEntry {
    /// UUIDv7, made at the desk.
    pub reception: String,
    /// Number of the day, from 1.
    pub number: u32,
    /// When it was opened, ms since 1970.
    pub opened_at_ms: i64,
    /// Patient's name once known.
    pub patient_name: Option<Personal>,
    /// 診察券番号 once known.
    pub patient_number: Option<Personal>,
    /// Where it stands.
    pub status: ReceptionStatus,
    /// Nothing more is to be done: the patient's card is taken, its journal is wiped.
    pub finished: bool,
    /// How the patient was identified; `None` before.
    pub identified_by: Option<IdentityMethod>,
    /// 照会番号登録; `None` when there is nothing to register.
    pub inquiry_number: Option<InquiryNumberStatus>,
    /// What it waits for; `None` before the first event is written, and when nothing more is to be done.
    pub waiting_for: Option<WaitingFor>,
    /// When 資格情報 that were not there at the reception came later, by 一括取得, ms since 1970; `None`: none came.
    #[serde(default)]
    pub completed_at_ms: Option<i64>,
}

/// Where a reception stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ReceptionStatus {
    /// Nothing is registered yet.
    Open,
    /// The patient is received: the registration is written.
    Received,
    /// Ended without a registration.
    Ended,
}

/// What an open reception waits for. Names no scheme (D11): 電話照会, which only 未委託 has, is work of the counter like any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum WaitingFor {
    /// The patient: the card, the PIN, a choice.
    Patient,
    /// The receptionist.
    Counter,
    /// An answer of the qualification backend or of the HIS.
    Answer,
    /// 問診票, 初回質問票.
    Questionnaire,
    /// The card is still to be taken.
    Card,
}

/// Where 照会番号登録 stands. A failure never blocks the reception: it waits here to be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum InquiryNumberStatus {
    /// To be sent.
    Pending,
    /// The backend has it.
    Registered,
}

/// Opens a reception. Sending the same id again gives the same entry.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceptionOpening {
    /// UUIDv7 made by the page.
    pub reception: String,
    /// Tab that asks; must hold the lease.
    pub tab: String,
}

/// Names a reception.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceptionReference {
    /// The reception.
    pub reception: String,
}

/// What has happened to an open reception so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Journal {
    /// The reception is finished: nothing can be added.
    pub finished: bool,
    /// Oldest first. JSON in a text each; the bridge does not look inside. Empty before anything happened and
    /// after the end, when it is wiped.
    pub entries: Vec<Redacted<String>>,
}

/// Writes into a journal if nobody has since: `REVISION_CONFLICT` unless it has `expected_length` entries and the
/// reception is not finished. What was written already, because an answer was lost, may be sent again.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JournalAppend {
    /// The reception.
    pub reception: String,
    /// Tab that asks; must hold the lease (`LEASE_NOT_HELD`).
    pub tab: String,
    /// Entries that the page knows of.
    pub expected_length: u64,
    /// To be added, oldest first.
    pub entries: Vec<Redacted<String>>,
    /// The reception is finished with them: the journal is wiped at once, these entries too. In the book it is received
    /// or ended by whether it was registered.
    pub finished: bool,
    /// Patient's name for the book, once known.
    #[serde(default)]
    pub patient_name: Option<Personal>,
    /// How the patient is identified now; `None`: not yet, or not by a card any more.
    #[serde(default)]
    pub identified_by: Option<IdentityMethod>,
    /// Id of the member of staff who confirmed by eye (D21); `None` for the other ways.
    #[serde(default)]
    pub confirmed_by: Option<String>,
    /// What it waits for now; `None`: nothing more is to be done.
    #[serde(default)]
    pub waiting_for: Option<WaitingFor>,
    /// All 電話照会 of the reception so far, oldest first, at most 20: they stay when the journal is wiped, whether the
    /// patient is received or not.
    #[serde(default)]
    pub calls: Vec<Call>,
}

/// What became of a 照会番号登録.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InquiryNumberOutcome {
    /// The reception it belongs to.
    pub reception: String,
    /// `None`: registered. Else why not; it stays pending.
    pub problem: Option<ErrorCode>,
}

/// Registrations that wait to be sent again, oldest first, of any day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PendingInquiryNumbers {
    /// The registrations.
    pub list: Vec<PendingInquiryNumber>,
}

/// One registration that waits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PendingInquiryNumber {
    /// The reception it belongs to.
    pub reception: String,
    /// Patient's name, for the list.
    pub patient_name: Personal,
    /// 照会番号.
    pub reference_number: Personal,
    /// The qualification to register it against.
    pub key: InquiryKey,
    /// Why it was not taken the last time; `None`: not tried yet.
    pub last_problem: Option<ErrorCode>,
}
