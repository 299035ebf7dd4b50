//! F02 at the bridge: consent on the chart, and what the records screen may know. It sees today's patients who were asked for
//! consent, by name and 診察券番号, and for one at a time the numbers to ask the backend by; nothing else of charts and receptions.
//! The records themselves never pass the bridge.

use super::his::InquiryKey;
use crate::backend::records::{ConsentChoice, RecordsKey};
use crate::date::Day;
use crate::identifier::InstitutionCode;
use crate::qualification::Personal;
use crate::{Facility, Scheme};
use serde::{Deserialize, Serialize};

/// Writes 同意有無・同意日 onto a chart, as the backend registered it. Sending it again changes nothing, and neither does an older answer of the
/// same reception. 「有」 needs a chart by whose numbers the doctor can ask: one that this reception has registered, or that has the numbers of
/// a `valid` qualification, else `CONSENT_NUMBERS_CHANGED`, and the chart keeps of its last answer of the day what is not refused now; without
/// one it has that nothing is agreed to. Where the chart's last answer or this one lies in the bridge's future, the clock was set back since: of
/// the two it keeps what is refused in neither, and where that is less than this one agrees to, the answer is `CONSENT_ORDER_UNCLEAR`. A clock
/// that has caught up by then cannot be told from one that is right. Without 同意日 it takes back what it refuses, and gives nothing; there is no
/// error then.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentNote {
    /// The reception in which the patient was asked.
    pub reception: String,
    /// Tab that asks; must hold the lease.
    pub tab: String,
    /// The chart.
    pub chart: String,
    /// 同意有無.
    pub choice: ConsentChoice,
    /// 同意日; `None`: only what is refused counts. The backend has not registered the answer, or the chart is not confirmed yet.
    #[serde(default)]
    pub consent_date: Option<Day>,
    /// When the counter had the backend's receipt for that answer, or learned that a refusal was not registered, ms since 1970. The last
    /// answer on a chart counts, by this. What lies more than a second in the bridge's future was answered on a clock that was set back.
    pub answered_at_ms: i64,
    /// The qualifications that the backend has just called valid for who was identified; empty once the reception is registered.
    #[serde(default)]
    pub valid: Vec<InquiryKey>,
    /// Who was at the counter when the patient was asked.
    pub staff_id: String,
}

/// What a records screen needs to know before it can ask for anything.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordsToday {
    /// Today in Tokyo.
    pub today: Day,
    /// 医療機関コード; `None` until the desk is enrolled: nothing can be asked.
    pub institution_code: Option<InstitutionCode>,
    /// Clinic or pharmacy.
    pub facility: Facility,
    /// Origin of the backend.
    pub backend: String,
    /// Who was asked for consent today, newest first.
    pub patients: Vec<RecordsPatient>,
}

/// One patient who was asked for consent today.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordsPatient {
    /// The reception in which that was.
    pub reception: String,
    /// 氏名.
    pub patient_name: Personal,
    /// 診察券番号.
    pub patient_number: Personal,
    /// 同意有無.
    pub choice: ConsentChoice,
    /// 同意日.
    pub consent_date: Day,
    /// When that answer was registered, ms since 1970; by an older version: when it came onto the chart.
    pub answered_at_ms: i64,
}

/// By what to ask for one patient's records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordsTarget {
    /// What the patient agrees to now: the rest is not asked for.
    pub choice: ConsentChoice,
    /// The numbers of the health insurance where there is one, else of 医療扶助 (as for 照会番号), and the birthday.
    pub key: RecordsKey,
    /// Whose words are said: 特定健診 or 健康増進法に基づく健診.
    pub scheme: Scheme,
}
