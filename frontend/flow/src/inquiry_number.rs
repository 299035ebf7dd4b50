//! S1 照会番号登録: one try here; what fails waits in the reception book to be sent again. A failure never blocks
//! the reception.

use crate::{Answer, Attempts, Effect, Event, Outcome, Request, Status};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::his::InquiryKey;
use madoguchi_shared::qualification::Personal;

/// Waits for the backend's receipt.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    patient_number: Personal,
    key: InquiryKey,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The backend has it.
    Registered,
    /// It waits in the list to be sent again; why.
    Pending(ErrorCode),
}

/// Sends the number.
pub fn start(patient_number: Personal, key: InquiryKey, attempts: &mut Attempts) -> Outcome<State, End> {
    let state = State { patient_number, key };
    let request = pending(&state);
    Outcome::ask(state, attempts, request)
}

/// - receipt → noted as registered → `Registered`
/// - failure → noted with its cause → `Pending`
pub fn update(state: State, event: &Event, attempts: &mut Attempts) -> Outcome<State, End> {
    let Event::Answered(_, Answer::InquiryNumber(answer)) = event else {
        return Outcome::stay(state);
    };
    let problem = answer.as_ref().err().copied();
    let note = Effect {
        attempt: attempts.begin(),
        request: Request::NoteInquiryNumber { problem },
    };
    Outcome {
        status: Status::Complete(problem.map_or(End::Registered, End::Pending)),
        effects: vec![note],
    }
}

/// The question that is waited on.
pub fn pending(state: &State) -> Request {
    Request::RegisterInquiryNumber {
        patient_number: state.patient_number.clone(),
        key: state.key.clone(),
    }
}
