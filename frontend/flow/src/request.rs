//! What machines ask of the outside, and what comes back. One request is under way at a time.

use madoguchi_shared::backend::records::{ConsentChoice, ConsentReceipt};
use madoguchi_shared::backend::{LinkOutcome, Nonce};
use madoguchi_shared::bridge::card::{Inspection, PinRequest, PinRequestState};
use madoguchi_shared::bridge::face::{FaceRequest, FaceRequestState};
use madoguchi_shared::bridge::his::{
    Basis, Call, Chart, ChartCandidate, InquiryKey, PaperNumbers, Papers, PatientBasics, Questionnaire,
    RegistrationTarget,
};
use madoguchi_shared::date::Day;
use madoguchi_shared::identity::IdentityEvidence;
use madoguchi_shared::qualification::{Personal, QualificationAnswer, QualificationResult};
use madoguchi_shared::{ErrorCode, Scheme};
use serde::{Deserialize, Serialize};

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Backend: a nonce → [`Answer::Nonce`].
    FetchNonce,
    /// Bridge: is it a My Number card, and how many tries has its PIN → [`Answer::Inspection`].
    InspectCard {
        /// Which card.
        presence: String,
    },
    /// Bridge: open 顔認証 on the patient screen → [`Answer::FaceOpened`].
    OpenFace {
        /// Which card.
        presence: String,
        /// The backend's nonce.
        nonce: String,
    },
    /// Bridge: where does 顔認証 stand → [`Answer::FaceState`].
    FetchFaceState {
        /// Which request.
        face_request: String,
    },
    /// Bridge: end 顔認証 and forget its pictures. No answer is awaited.
    CancelFace {
        /// Which request.
        face_request: String,
    },
    /// Bridge: open PIN entry on the patient screen → [`Answer::PinOpened`].
    OpenPin {
        /// Which card.
        presence: String,
        /// The backend's nonce.
        nonce: String,
    },
    /// Bridge: where does PIN entry stand → [`Answer::PinState`].
    FetchPinState {
        /// Which request.
        pin_request: String,
    },
    /// Bridge: end PIN entry. No answer is awaited.
    CancelPin {
        /// Which request.
        pin_request: String,
    },
    /// Bridge: assert that a member of staff has compared by eye → [`Answer::Evidence`].
    AssertByEye {
        /// The card that was there throughout.
        presence: String,
        /// The backend's nonce.
        nonce: String,
        /// Who confirmed.
        staff_id: String,
    },
    /// Backend: 資格照会 → [`Answer::Qualification`].
    QueryCard {
        /// Who was identified, and how.
        evidence: IdentityEvidence,
    },
    /// Backend: 資格照会 by the numbers on the paper → [`Answer::Qualification`].
    QueryNumbers {
        /// What is written there.
        numbers: PaperNumbers,
    },
    /// HIS: charts of this name and birth date, before anything is asked of the backend → [`Answer::Candidates`].
    FindPatient {
        /// 氏名 or 氏名カナ.
        name: Personal,
        /// 生年月日, `yyyyMMdd`.
        birth_date: Personal,
    },
    /// Backend: 初回登録 → [`Answer::CardLinked`].
    LinkCard {
        /// Who was identified, by 顔認証 or PIN認証.
        evidence: IdentityEvidence,
    },
    /// HIS: the chart of a 照会番号 → [`Answer::ChartFound`].
    LookUpChart {
        /// 照会番号 from the answer.
        patient_number: Personal,
    },
    /// HIS: charts of the same person → [`Answer::Candidates`].
    SearchCharts {
        /// Whom.
        basics: PatientBasics,
    },
    /// HIS: write the reception → [`Answer::Registered`].
    Register(Box<RegistrationDraft>),
    /// Backend: 照会番号登録 → [`Answer::InquiryNumber`].
    RegisterInquiryNumber {
        /// 照会番号.
        patient_number: Personal,
        /// The qualification to register it against.
        key: InquiryKey,
    },
    /// Backend: 同意登録 → [`Answer::Consent`].
    RegisterConsent {
        /// Who was identified, and how.
        evidence: IdentityEvidence,
        /// What the patient chose.
        choice: ConsentChoice,
    },
    /// HIS: 同意有無・同意日 onto the chart → [`Answer::ConsentNoted`].
    NoteConsent(ConsentDraft),
    /// Bridge: note what became of the 照会番号登録. No answer is awaited.
    NoteInquiryNumber {
        /// `None`: registered.
        problem: Option<ErrorCode>,
    },
}

/// What goes into the HIS; the runner adds the reception, the tab and the staff on duty.
#[derive(Clone, Debug, PartialEq)]
pub struct RegistrationDraft {
    /// Into which chart.
    pub target: RegistrationTarget,
    /// 問診票 of a new patient.
    pub questionnaire: Option<Questionnaire>,
    /// Valid qualifications only.
    pub qualifications: Vec<QualificationResult>,
    /// Schemes that the chart has and that are lost now.
    pub ended: Vec<Scheme>,
    /// Set when the backend has no 照会番号 yet.
    pub inquiry_key: Option<InquiryKey>,
    /// On what the patient is received.
    pub basis: Basis,
    /// 電話照会 of this reception, oldest first.
    pub calls: Vec<Call>,
    /// The numbers that were asked by; `None`: with the card.
    pub papers: Option<Papers>,
}

/// What goes onto a chart of a consent; the runner adds the reception, the tab and the numbers that are valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentDraft {
    /// Onto which chart.
    pub chart: String,
    /// As the backend registered it, without what the patient has taken back since.
    pub choice: ConsentChoice,
    /// 同意日; `None`: only what is refused counts. The backend has not registered the answer, or the chart is not confirmed yet.
    pub consent_date: Option<Day>,
    /// When that answer was registered, or, of what was taken back, was not, ms since 1970.
    pub answered_at_ms: i64,
    /// Id of who was at the counter when the patient was asked; `None`: nobody was known to be.
    pub asked_by: Option<String>,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// To [`Request::FetchNonce`].
    Nonce(Result<Nonce, ErrorCode>),
    /// To [`Request::InspectCard`].
    Inspection(Result<Inspection, ErrorCode>),
    /// To [`Request::OpenFace`].
    FaceOpened(Result<FaceRequest, ErrorCode>),
    /// To [`Request::FetchFaceState`].
    FaceState(Result<FaceRequestState, ErrorCode>),
    /// To [`Request::OpenPin`].
    PinOpened(Result<PinRequest, ErrorCode>),
    /// To [`Request::FetchPinState`].
    PinState(Result<PinRequestState, ErrorCode>),
    /// To [`Request::AssertByEye`].
    Evidence(Result<IdentityEvidence, ErrorCode>),
    /// To [`Request::QueryCard`] and [`Request::QueryNumbers`].
    Qualification(Result<Box<QualificationAnswer>, ErrorCode>),
    /// To [`Request::LinkCard`].
    CardLinked(Result<LinkOutcome, ErrorCode>),
    /// To [`Request::LookUpChart`]; `None`: unknown here.
    ChartFound(Result<Option<Box<Chart>>, ErrorCode>),
    /// To [`Request::SearchCharts`] and [`Request::FindPatient`].
    Candidates(Result<Vec<ChartCandidate>, ErrorCode>),
    /// To [`Request::Register`].
    Registered(Result<Box<Chart>, ErrorCode>),
    /// To [`Request::RegisterInquiryNumber`].
    InquiryNumber(Result<(), ErrorCode>),
    /// To [`Request::RegisterConsent`].
    Consent(Result<ConsentReceipt, ErrorCode>),
    /// To [`Request::NoteConsent`].
    ConsentNoted(Result<(), ErrorCode>),
}
