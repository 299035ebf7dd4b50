//! The HIS as the app sees it: charts (カルテ), the search for them, and registration.

use crate::Scheme;
use crate::code::Sex;
use crate::qualification::{Personal, QualificationResult};
use serde::{Deserialize, Serialize};

/// 基礎情報 of a patient.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PatientBasics {
    /// 氏名, as received.
    pub name: Personal,
    /// 氏名カナ, as received.
    pub kana: Personal,
    /// 生年月日, `yyyyMMdd`.
    pub birth_date: Personal,
    /// 性別.
    pub sex: Sex,
    /// 住所; `None` when not known or not to be disclosed.
    pub address: Option<Personal>,
}

/// A chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Chart {
    /// UUIDv7.
    pub chart: String,
    /// 診察券番号 = 照会番号: the institution's own number, 1–50 characters.
    pub patient_number: Personal,
    /// Who.
    pub basics: PatientBasics,
    /// When it was opened, ms since 1970.
    pub created_at_ms: i64,
    /// Last registration, ms since 1970; `None`: never.
    pub last_registered_at_ms: Option<i64>,
    /// Qualifications as last confirmed, one per scheme.
    pub qualifications: Vec<QualificationResult>,
}

/// Looks for charts of the same person.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChartSearch {
    /// Whom.
    pub basics: PatientBasics,
}

/// Looks for a patient by what is on a paper (患者履歴), before anything else is known, or by 診察券.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PatientSearch {
    /// 氏名 or 氏名カナ, whole or its beginning; forms of one kanji (髙/高) find each other. Or 診察券番号, whole, in any width.
    /// Empty: nobody.
    pub name: Personal,
    /// 生年月日, `yyyyMMdd`; `None`: any.
    pub birth_date: Option<Personal>,
}

/// What was found: never merged, never chosen by the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChartCandidates {
    /// Best first, at most 20.
    pub candidates: Vec<ChartCandidate>,
}

/// One possible chart. Width, spaces and small kana are no difference. Found by [`ChartSearch`]: same birth date, and same name
/// or same kana. Found by [`PatientSearch`]: the one name that was asked for is compared with both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a mark of its own on the screen"
)]
pub struct ChartCandidate {
    /// The chart.
    pub chart: Chart,
    /// Name is the same.
    pub same_name: bool,
    /// Name is not the same, but differs only in forms of the same kanji (髙/高): a person has to look.
    #[serde(default)]
    pub name_variant: bool,
    /// Kana is the same.
    pub same_kana: bool,
    /// Sex is the same; false when it was not asked for.
    pub same_sex: bool,
}

/// Looks a chart up by 照会番号.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChartLookup {
    /// 照会番号.
    pub patient_number: Personal,
}

/// What the look-up found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChartFound {
    /// `None`: this number is unknown here.
    pub chart: Option<Chart>,
}

/// 問診票 or 初回質問票 as handed in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Questionnaire {
    /// 主訴: why the patient came. May be empty; at most 2000 characters, as all of these.
    pub complaint: Personal,
    /// アレルギー・副作用歴.
    pub allergies: Personal,
    /// 服用中の薬.
    pub medicines: Personal,
}

/// Writes one reception into the HIS, in one transaction. Sending it again for the same reception changes
/// nothing and gives the same chart.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Registration {
    /// The reception.
    pub reception: String,
    /// Tab that asks; must hold the lease.
    pub tab: String,
    /// Into which chart.
    pub target: RegistrationTarget,
    /// 問診票; `None` on later visits.
    pub questionnaire: Option<Questionnaire>,
    /// 資格情報 to store: each takes the place of the stored one of the same scheme; the history is kept.
    pub qualifications: Vec<QualificationResult>,
    /// Schemes of the chart that are lost: what is stored of them is history from now on.
    #[serde(default)]
    pub ended: Vec<Scheme>,
    /// 照会番号登録 to send for this reception; `None` when the backend already has the number.
    pub inquiry_key: Option<InquiryKey>,
    /// On what the patient is received. Without [`Basis::Covered`] there are no qualifications.
    #[serde(default)]
    pub basis: Basis,
    /// 電話照会 made in this reception, oldest first.
    #[serde(default)]
    pub calls: Vec<Call>,
    /// The numbers that were asked by; `None` when the patient was received with the card, and with [`Basis::Unentrusted`].
    #[serde(default)]
    pub papers: Option<Papers>,
    /// Who was at the counter.
    pub staff_id: String,
}

/// On what a patient is received.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Basis {
    /// On a valid qualification.
    #[default]
    Covered,
    /// At the patient's own expense (S3): no qualification is valid.
    OwnExpense,
    /// 未委託 (F11, F12): the 福祉事務所 has said that 医療扶助 can be used; 基礎情報 only.
    Unentrusted,
}

/// 電話照会: whom was called, and what was said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Call {
    /// 福祉事務所 or 保険者 by its name, 1–80 characters.
    pub office: String,
    /// The number that was called, at most 20 characters; it is offered the next time. Empty: not said.
    #[serde(default)]
    pub telephone: String,
    /// Who answered there, at most 80 characters; empty: nobody, or not said.
    pub person: Personal,
    /// What the answer was.
    pub answer: CallAnswer,
    /// What else was said, at most 2000 characters; may be empty.
    pub note: Personal,
    /// When, ms since 1970.
    pub called_at_ms: i64,
    /// Id of the member of staff who called.
    pub staff_id: String,
}

/// What was answered on the telephone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CallAnswer {
    /// 可: it can be used.
    Usable,
    /// 否: it cannot.
    NotUsable,
    /// 折り返し or 不在: no answer yet.
    CallBack,
}

/// An office and its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Office {
    /// Its name, as answers have it.
    pub name: String,
    /// Telephone number, as it was typed.
    pub telephone: String,
}

/// The offices whose number is known, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Offices {
    /// The offices.
    pub offices: Vec<Office>,
}

/// The papers of a reception by numbers (F05, F06, F09, F10): both sets are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Papers {
    /// What is written on 医療券/調剤券 or 被保険者証.
    pub certificate: PaperNumbers,
    /// Pharmacy: what is written on the 処方せん where it differs; `None`: the same, and always at a clinic.
    pub prescription: Option<PaperNumbers>,
    /// Which of the two was asked by.
    pub used: Paper,
    /// 複数該当: why the receptionist picked this person, 1–200 characters; `None` when there was no choice.
    pub picked_because: Option<Personal>,
}

/// One of the papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Paper {
    /// 医療券/調剤券 or 被保険者証.
    Certificate,
    /// 処方せん.
    Prescription,
}

/// What is written on a paper. Numbers of the one that was not asked by may be wrong in print: then as they stand there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaperNumbers {
    /// Of which scheme the paper is.
    pub scheme: Scheme,
    /// 公費負担者番号 (8 digits) or 保険者番号 (6 or 8), without padding.
    pub insurer_number: Personal,
    /// 記号, at most 20 characters; `None` for 医療扶助 or when there is none.
    pub symbol: Option<Personal>,
    /// 受給者番号 (7 digits) or 番号 (at most 20 characters).
    pub number: Personal,
    /// 枝番, two digits; `None` for 医療扶助 or when it is not written.
    pub branch: Option<Personal>,
    /// 生年月日, `yyyyMMdd`.
    pub birth_date: Personal,
    /// 氏名 or 氏名カナ, at most 100 characters.
    pub name: Personal,
}

/// Into which chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RegistrationTarget {
    /// 新規カルテを起票.
    NewChart(PatientBasics),
    /// A chart that the receptionist picked among candidates.
    Picked(ExistingChart),
    /// The chart of the 照会番号.
    Known(ExistingChart),
}

/// An existing chart, and whether to write the new 基礎情報 into it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExistingChart {
    /// The chart.
    pub chart: String,
    /// `Some`: the receptionist confirmed these as the new basics. `None`: leave them.
    pub update: Option<PatientBasics>,
}

/// The qualification that a 照会番号 is registered against (`domain.md` §1.5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InquiryKey {
    /// 保険者番号 or 公費負担者番号 as received.
    pub insurer_number: Personal,
    /// 記号.
    pub insured_card_symbol: Option<Personal>,
    /// 番号 or 受給者番号.
    pub insured_identification_number: Personal,
    /// 枝番.
    pub insured_branch_number: Option<Personal>,
}
