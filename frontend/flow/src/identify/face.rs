//! 顔認証 as a part of 本人確認: what each answer of the bridge leads to. It never holds anybody up: whatever keeps it from a
//! result, the PIN way is opened at once, and 目視 where the PIN cannot be used.

use super::state::{FaceEntry, FaceFailure, FaceStage, open_face};
use super::{End, Remedy, State, Ways, to_pin};
use crate::{Attempts, Effect, Outcome, Request, Status};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::face::{FaceDoubt, FaceRequest, FaceRequestState};
use madoguchi_shared::identity::IdentityMethod;

/// The face way, where it is open; else nothing changes.
pub(super) fn open(state: State, attempts: &mut Attempts) -> Outcome<State, End> {
    match state {
        State::ChoosingWay(ways) | State::ComparingByEye(ways) if ways.face_is_open() => {
            let ways = Ways {
                face_failed: None,
                pictures: None,
                ..ways
            };
            let request = open_face(&ways);
            Outcome::ask(State::OpeningFace(ways), attempts, request)
        }
        state => Outcome::stay(state),
    }
}

/// The bridge has it on the patient screen.
pub(super) fn opened(ways: Ways, opened: FaceRequest) -> State {
    State::Facing(FaceEntry {
        ways,
        face_request: opened.face_request,
        stage: FaceStage::Number {
            tries_left: opened.tries_left,
            wrong: false,
        },
    })
}

/// Where it stands now.
pub(super) fn moved(entry: FaceEntry, now: FaceRequestState, attempts: &mut Attempts) -> Outcome<State, End> {
    let stage = match now {
        FaceRequestState::Number(tries_left) => FaceStage::Number {
            tries_left,
            wrong: was_wrong(entry.stage, tries_left),
        },
        FaceRequestState::Reading => FaceStage::Reading,
        FaceRequestState::Looking => FaceStage::Looking,
        FaceRequestState::Passed(evidence) => {
            return Outcome::complete(End::Identified {
                evidence: evidence.into_inner(),
                method: IdentityMethod::Face,
                confirmed_by: None,
                card: entry.ways.checked.card,
            });
        }
        FaceRequestState::NotPassed => return did_not_do(entry, FaceFailure::NotPassed, attempts),
        FaceRequestState::NotSure(why) => return did_not_do(entry, FaceFailure::NotSure(why), attempts),
        FaceRequestState::Ended(code) => return ended(entry.ways, code, attempts),
    };
    Outcome::stay(State::Facing(FaceEntry { stage, ..entry }))
}

/// It was not opened, or ended without a result. A card that will not do is told; anything else is no reason to wait.
pub(super) fn ended(ways: Ways, code: ErrorCode, attempts: &mut Attempts) -> Outcome<State, End> {
    let card_will_not_do = matches!(
        code,
        ErrorCode::CardRemoved
            | ErrorCode::CardAbsent
            | ErrorCode::CardChanged
            | ErrorCode::CardTimeout
            | ErrorCode::CardUnreadable
            | ErrorCode::CardNotMyNumber
            | ErrorCode::CardInUse
    );
    if card_will_not_do {
        let remedy = Remedy::after_card_error(code, ways.checked.card);
        return Outcome::stay(State::Failed(code, remedy));
    }
    let ways = Ways {
        face_failed: Some(FaceFailure::Ended(code)),
        ..ways
    };
    to_pin(ways, attempts)
}

/// What the state before held of face requests and this outcome does not is cancelled: the pictures are needed no more.
pub(super) fn release(
    held: Option<String>,
    mut outcome: Outcome<State, End>,
    attempts: &Attempts,
) -> Outcome<State, End> {
    let still = match &outcome.status {
        Status::Continue(state) => super::face_request(state),
        Status::Complete(_) => None,
    };
    if let Some(face_request) = held.filter(|held| still != Some(held)) {
        let request = Request::CancelFace { face_request };
        // Before what follows; its answer is never awaited.
        let attempt = attempts.current();
        outcome.effects.insert(0, Effect { attempt, request });
    }
    outcome
}

/// Leaves it for another way. The pictures are kept where 目視 can use them.
pub(super) fn left(entry: FaceEntry) -> Ways {
    Ways {
        pictures: (entry.stage == FaceStage::Looking).then_some(entry.face_request),
        ..entry.ways
    }
}

fn did_not_do(entry: FaceEntry, why: FaceFailure, attempts: &mut Attempts) -> Outcome<State, End> {
    let photo_was_read = match why {
        FaceFailure::NotPassed => true,
        FaceFailure::NotSure(FaceDoubt::CardPhoto) | FaceFailure::Ended(_) => false,
        // It may show before 照合番号B is in.
        FaceFailure::NotSure(FaceDoubt::NoCamera) => entry.stage == FaceStage::Looking,
        FaceFailure::NotSure(
            FaceDoubt::Between
            | FaceDoubt::NoFace
            | FaceDoubt::SeveralFaces
            | FaceDoubt::Light
            | FaceDoubt::Frozen
            | FaceDoubt::NotMoved
            | FaceDoubt::Flat
            | FaceDoubt::AnotherFace,
        ) => true,
    };
    let ways = Ways {
        face_failed: Some(why),
        pictures: photo_was_read.then_some(entry.face_request),
        ..entry.ways
    };
    to_pin(ways, attempts)
}

/// Whether 照合番号B was wrong, now that it is awaited with this many tries.
fn was_wrong(before: FaceStage, tries_left: u8) -> bool {
    match before {
        FaceStage::Number {
            tries_left: before,
            wrong,
        } => wrong || tries_left < before,
        // The card had it, and it is asked for again.
        FaceStage::Reading | FaceStage::Looking => true,
    }
}
