//! F02: consent to 薬剤情報 and 健診情報 being seen, asked of the patient each time, each on its own, with the 本人確認 that was just made.
//!
//! [`update`] asks and registers at the backend; [`note`] writes what was registered onto the chart, once there is one. Neither ever blocks
//! the reception: from every state there is a way on.

use crate::identify::needs_new_evidence;
use crate::request::ConsentDraft;
use crate::{Act, Answer, Attempts, Event, Outcome, Request};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::records::{ConsentChoice, ConsentReceipt};
use madoguchi_shared::bridge::patient::{ConsentQuestion, PatientAct};
use madoguchi_shared::date::Day;
use madoguchi_shared::identity::IdentityEvidence;

/// What is being waited for.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// The patient: may 薬剤情報 be seen.
    AskingMedications(IdentityEvidence),
    /// The patient: may 健診情報 be seen; and what was said to 薬剤情報.
    AskingCheckups(IdentityEvidence, bool),
    /// 「薬剤情報/健診情報の閲覧への同意登録」 at the backend.
    Registering(IdentityEvidence, ConsentChoice),
    /// It was not registered; the evidence may ask again.
    Failed(ErrorCode, IdentityEvidence, ConsentChoice),
    /// 「同意有無情報の取得」: onto the chart.
    Noting(ConsentDraft),
    /// The chart has it not.
    NotNoted(ErrorCode, ConsentDraft),
}

/// How it ended, for the counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The backend has it; it goes onto the chart as soon as there is one.
    Registered(ConsentReceipt),
    /// It is on the chart.
    Noted(ConsentReceipt),
    /// What the patient refused is not given on the chart any more, ahead of the answer that the backend has, or without it.
    RefusalNoted,
    /// The receptionist went on without the chart having it: the answer of that day; `None`: only what was refused.
    NotNoted(ErrorCode, Option<Day>),
    /// The patient gave this answer, the backend did not take it or did not say so, and the receptionist went on.
    NotRegistered(ErrorCode, ConsentChoice),
    /// The patient did not answer.
    Unanswered,
    /// The patient would rather speak to the staff.
    StaffWanted,
    /// The receptionist went on.
    LeftOut,
    /// The patient was not asked: the backend would not take the evidence any more by the time they have answered.
    TooLate,
}

/// Asks the patient who was identified with `evidence`.
pub fn start(evidence: IdentityEvidence) -> State {
    State::AskingMedications(evidence)
}

/// Writes it onto the chart.
pub fn note(draft: ConsentDraft, attempts: &mut Attempts) -> Outcome<State, End> {
    let request = Request::NoteConsent(draft.clone());
    Outcome::ask(State::Noting(draft), attempts, request)
}

/// - `AskingMedications`: yes or no → `AskingCheckups`
/// - `AskingCheckups`: yes or no → `Registering`; back → `AskingMedications`
/// - both: the patient asks for staff → `StaffWanted`; does not answer → `Unanswered`; the receptionist goes on → `LeftOut`
/// - `Registering`: receipt → `Registered`; an error, or a receipt for something else → `Failed`
/// - `Failed`: `Retry` → `Registering`, while the evidence holds; the receptionist goes on → `NotRegistered`
/// - `Noting`: written → `Noted`, or `RefusalNoted` without 同意日; an error → `NotNoted`
/// - `NotNoted`: `Retry` → `Noting`; the receptionist goes on → `NotNoted`
pub fn update(state: State, event: Event, attempts: &mut Attempts) -> Outcome<State, End> {
    match (state, event) {
        (State::AskingMedications(evidence), Event::Patient(PatientAct::Consent(answer)))
            if answer.about == ConsentQuestion::Medications =>
        {
            Outcome::stay(State::AskingCheckups(evidence, answer.given))
        }
        (State::AskingCheckups(evidence, medications), Event::Patient(PatientAct::Consent(answer)))
            if answer.about == ConsentQuestion::Checkups =>
        {
            let choice = ConsentChoice {
                medications,
                checkups: answer.given,
            };
            register(evidence, choice, attempts)
        }
        (State::AskingCheckups(evidence, _), Event::Patient(PatientAct::ConsentBack)) => {
            Outcome::stay(State::AskingMedications(evidence))
        }
        (State::AskingMedications(_) | State::AskingCheckups(..), Event::Patient(PatientAct::AskStaff)) => {
            Outcome::complete(End::StaffWanted)
        }
        (State::AskingMedications(_) | State::AskingCheckups(..), Event::Patient(PatientAct::NoAnswer)) => {
            Outcome::complete(End::Unanswered)
        }
        (State::AskingMedications(_) | State::AskingCheckups(..), Event::Act(Act::GoOn)) => {
            Outcome::complete(End::LeftOut)
        }
        (State::Registering(evidence, choice), Event::Answered(_, Answer::Consent(answer))) => match answer {
            Ok(receipt) if receipt.choice == choice => Outcome::complete(End::Registered(receipt)),
            Ok(_) => Outcome::stay(State::Failed(ErrorCode::BackendNonsense, evidence, choice)),
            Err(code) => Outcome::stay(State::Failed(code, evidence, choice)),
        },
        (State::Failed(code, evidence, choice), Event::Act(Act::Retry)) if may_retry(code) => {
            register(evidence, choice, attempts)
        }
        (State::Noting(draft), Event::Answered(_, Answer::ConsentNoted(answer))) => match answer {
            Ok(()) => Outcome::complete(noted(&draft)),
            Err(code) => Outcome::stay(State::NotNoted(code, draft)),
        },
        (State::NotNoted(_, draft), Event::Act(Act::Retry)) => note(draft, attempts),
        (state, Event::Act(Act::GoOn)) => match left(&state) {
            Some(end) => Outcome::complete(end),
            None => Outcome::stay(state),
        },
        (state, _) => Outcome::stay(state),
    }
}

/// How it ends where it has failed and is left so; `None`: it has not failed.
pub fn left(state: &State) -> Option<End> {
    match state {
        State::Failed(code, _, choice) => Some(End::NotRegistered(*code, *choice)),
        State::NotNoted(code, draft) => Some(End::NotNoted(*code, draft.consent_date)),
        State::AskingMedications(_)
        | State::AskingCheckups(..)
        | State::Registering(..)
        | State::Noting(_) => None,
    }
}

/// Whether the same evidence can be sent again: not when it no longer holds.
pub fn may_retry(code: ErrorCode) -> bool {
    code.retryable() && !needs_new_evidence(code)
}

/// The question that the state waits on.
pub fn pending(state: &State) -> Option<Request> {
    match state {
        State::Registering(evidence, choice) => Some(Request::RegisterConsent {
            evidence: evidence.clone(),
            choice: *choice,
        }),
        State::Noting(draft) => Some(Request::NoteConsent(draft.clone())),
        State::AskingMedications(_) | State::AskingCheckups(..) | State::Failed(..) | State::NotNoted(..) => {
            None
        }
    }
}

/// What the patient is asked now; `None`: nothing.
pub fn question(state: &State) -> Option<ConsentQuestion> {
    match state {
        State::AskingMedications(_) => Some(ConsentQuestion::Medications),
        State::AskingCheckups(..) => Some(ConsentQuestion::Checkups),
        State::Registering(..) | State::Failed(..) | State::Noting(..) | State::NotNoted(..) => None,
    }
}

fn noted(draft: &ConsentDraft) -> End {
    let choice = draft.choice;
    draft.consent_date.map_or(End::RefusalNoted, |consent_date| {
        End::Noted(ConsentReceipt { choice, consent_date })
    })
}

fn register(
    evidence: IdentityEvidence,
    choice: ConsentChoice,
    attempts: &mut Attempts,
) -> Outcome<State, End> {
    let request = Request::RegisterConsent {
        evidence: evidence.clone(),
        choice,
    };
    Outcome::ask(State::Registering(evidence, choice), attempts, request)
}
