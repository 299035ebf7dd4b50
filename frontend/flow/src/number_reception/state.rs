//! What a reception by numbers can be waiting for.

use crate::Request;
use crate::coverage::{Coverage, NoCoverage};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::his::{Chart, ChartCandidate, Paper, PaperNumbers, Papers};
use madoguchi_shared::qualification::Personal;

/// What is being waited for.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// The papers are read and typed in; holds what was sent before and is to be corrected.
    Entering(Option<Box<Papers>>),
    /// 「患者履歴を確認する」: charts of this name and birth date.
    FindingPatient(Box<Papers>),
    /// Charts that may be the patient's: the receptionist picks one, or it is a new patient.
    PickingPatient(Box<Papers>, Vec<ChartCandidate>),
    /// 資格照会回答情報.
    Querying(Box<Asked>),
    /// 「複数の資格が該当した場合、窓口担当者が氏名等から特定作業を行う。」 One of these, at least two.
    PickingPerson(Box<Asked>, Vec<Coverage>),
    /// S2 該当無しの対応, and an end with an error of the national system.
    NotFound(Box<Asked>, NoCoverage),
    /// S3 資格喪失の対応, and what cannot be read.
    Lost(Box<Asked>, Coverage),
    /// A question failed; [`Act::Retry`](crate::Act::Retry) asks it again.
    Failed(ErrorCode, Box<State>),
}

/// What was asked by.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The papers.
    pub papers: Papers,
    /// The patient's chart as the receptionist picked it; `None`: a new patient.
    pub chart: Option<Chart>,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// Valid or 未委託.
    Answered(Coverage, Box<Asked>),
    /// Lost, and the patient pays.
    OwnExpense(Coverage, Box<Asked>),
    /// It ends without a reception.
    Closed,
}

/// The question that the state waits on.
pub fn pending(state: &State) -> Option<Request> {
    match state {
        State::FindingPatient(papers) => {
            let numbers = sent(papers);
            Some(Request::FindPatient {
                name: numbers.name.clone(),
                birth_date: numbers.birth_date.clone(),
            })
        }
        State::Querying(asked) => Some(Request::QueryNumbers {
            numbers: sent(&asked.papers).clone(),
        }),
        State::Entering(_)
        | State::PickingPatient(..)
        | State::PickingPerson(..)
        | State::NotFound(..)
        | State::Lost(..)
        | State::Failed(..) => None,
    }
}

/// The numbers that are asked by.
pub fn sent(papers: &Papers) -> &PaperNumbers {
    match (papers.used, &papers.prescription) {
        (Paper::Prescription, Some(prescription)) => prescription,
        // Without a difference both say the same.
        (Paper::Prescription, None) | (Paper::Certificate, _) => &papers.certificate,
    }
}

/// The patient's name as it is on the paper, for the book; `None` before the first was handed in.
pub fn name(state: &State) -> Option<&Personal> {
    papers(state).map(|papers| &sent(papers).name)
}

/// The papers as they were handed in, or are to be corrected; `None` while the first are being typed.
pub fn papers(state: &State) -> Option<&Papers> {
    match state {
        State::Entering(typed) => typed.as_deref(),
        State::FindingPatient(papers) | State::PickingPatient(papers, _) => Some(papers),
        State::Querying(asked)
        | State::PickingPerson(asked, _)
        | State::NotFound(asked, _)
        | State::Lost(asked, _) => Some(&asked.papers),
        State::Failed(_, from) => papers(from),
    }
}
