//! What a card reception can be waiting for.

use crate::changes::Change;
use crate::coverage::{Coverage, NoCoverage};
use crate::request::RegistrationDraft;
use crate::{
    first_registration, identify, inquiry_number, number_reception, records_viewing, unentrusted_check,
};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::records::ConsentReceipt;
use madoguchi_shared::bridge::his::{Basis, Chart, ChartCandidate, Papers, PatientBasics};
use madoguchi_shared::identity::IdentityEvidence;
use madoguchi_shared::qualification::Personal;

/// What is being waited for.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// Pharmacy: 「処方せんを受け取る」 before the card.
    TakingPapers,
    /// 本人確認.
    Identifying(identify::State),
    /// By the numbers on a paper.
    Numbers(number_reception::State),
    /// 未委託: the 福祉事務所 is asked by telephone.
    Unentrusted(unentrusted_check::State),
    /// The backend's 資格照会回答情報.
    Querying(IdentityEvidence),
    /// The card is not linked: 初回登録, and then the query again.
    FirstRegistration(first_registration::State),
    /// A request failed; [`Act::Retry`](crate::Act::Retry) goes back into the state it was asked from.
    Failed(ErrorCode, Box<State>),
    /// The answer names no qualification; the evidence may ask again.
    NotCovered(NoCoverage, IdentityEvidence),
    /// 資格喪失 or unclear: nothing that came back is valid today.
    NothingValid(Coverage),
    /// 照会番号有り: the chart of this number.
    LookingUpChart(Reviewed, Personal),
    /// The chart of the 照会番号, or the one picked by the papers, cannot be taken as it is: the receptionist compares.
    ChartDiffers(Reviewed, Differing),
    /// 照会番号無し: charts of the same person.
    SearchingCharts(Reviewed),
    /// Charts that may be the same person's: the receptionist picks one, or makes a new one.
    PickingChart(Reviewed, Vec<ChartCandidate>),
    /// 「問診票を提出する（新患のみ）」
    TakingQuestionnaire(Reviewed),
    /// 「資格情報に更新があれば、更新する」
    ConfirmingUpdate(Reviewed, Match),
    /// 「…HISに登録する」
    Registering(Reviewed, Box<RegistrationDraft>),
    /// S1.
    RegisteringInquiryNumber(inquiry_number::State, Received),
    /// F02: consent; and the state that it goes on with.
    Consenting(records_viewing::State, Box<State>),
    /// Received: 診察券 of a new patient, what became of the 照会番号.
    Received(Received),
    /// 「カードをお取りください」 before the end.
    TakingCard(Ending),
    /// Over.
    Over(Ending),
}

impl State {
    /// The papers of a reception by numbers, until it is about to be registered; `None`: there are none.
    pub(super) fn papers(&self) -> Option<&Papers> {
        match self {
            Self::Numbers(inner) => number_reception::papers(inner),
            Self::Unentrusted(unentrusted_check::State::Calling(case, _)) => {
                case.asked.as_deref().map(|asked| &asked.papers)
            }
            Self::Failed(_, from) | Self::Consenting(_, from) => from.papers(),
            Self::LookingUpChart(reviewed, _)
            | Self::ChartDiffers(reviewed, _)
            | Self::SearchingCharts(reviewed)
            | Self::PickingChart(reviewed, _)
            | Self::TakingQuestionnaire(reviewed)
            | Self::ConfirmingUpdate(reviewed, _) => reviewed.papers.as_deref(),
            Self::TakingPapers
            | Self::Identifying(_)
            | Self::Querying(_)
            | Self::FirstRegistration(_)
            | Self::NotCovered(..)
            | Self::NothingValid(_)
            | Self::Registering(..)
            | Self::RegisteringInquiryNumber(..)
            | Self::Received(_)
            | Self::TakingCard(_)
            | Self::Over(_) => None,
        }
    }
}

/// An answer on which a patient can be received, and who it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    /// All qualifications that came back.
    pub coverage: Coverage,
    /// Who.
    pub basics: PatientBasics,
    /// The backend holds the 照会番号 of the chart that is being used: nothing to register.
    pub number_known: bool,
    /// On what the patient is received.
    pub basis: Basis,
    /// The papers that were asked by; `None`: with the card.
    pub papers: Option<Box<Papers>>,
    /// The chart that was picked by those papers, before the query; `None`: none was.
    pub picked: Option<Chart>,
}

/// Why a chart cannot be taken as it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Differing {
    /// No chart here has this number.
    UnknownNumber(Personal),
    /// The chart has another name or birth date.
    OtherPerson(Box<Chart>, Vec<Change>),
    /// The qualifications carry different numbers.
    SeveralNumbers(Vec<Personal>),
    /// The chart that was picked by the papers, and then that of the 照会番号: they are two.
    OtherThanPicked([Personal; 2]),
}

/// A chart, and what changed since it was last written.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The chart.
    pub chart: Chart,
    /// Differences; empty: nothing changed.
    pub changes: Vec<Change>,
    /// Found by the 照会番号 rather than picked by the receptionist.
    pub by_number: bool,
}

/// A patient who is received.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// The chart as it is now.
    pub chart: Chart,
    /// A new chart was opened: 診察券 is issued.
    pub new_chart: bool,
    /// On what the patient was received.
    pub basis: Basis,
    /// What became of the 照会番号登録; `None`: none was needed.
    pub inquiry_number: Option<inquiry_number::End>,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    /// Received.
    Received(Box<Received>),
    /// F02 on its own: consent was asked, and is on this chart.
    Consented(Box<Chart>, ConsentReceipt),
    /// 目視 refused: no query was made.
    IdentityRefused,
    /// No valid qualification: handled as if no certificate had been shown.
    NotCovered,
    /// Ended by the receptionist.
    Abandoned,
}
