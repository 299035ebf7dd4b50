//! PIN認証 as a part of 本人確認: what each answer of the bridge leads to.

use super::state::{PinEntry, open_pin};
use super::{End, Remedy, State, Ways};
use crate::{Attempts, Outcome};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::card::{PinAvailability, PinRequest, PinRequestState};
use madoguchi_shared::identity::IdentityMethod;

/// The PIN way; a card whose PIN cannot be used stays with 目視.
pub(super) fn to_pin(ways: Ways, attempts: &mut Attempts) -> Outcome<State, End> {
    match ways.pin {
        PinAvailability::Tries(_) => {
            let request = open_pin(&ways);
            Outcome::ask(State::OpeningPin(ways), attempts, request)
        }
        PinAvailability::Unusable => Outcome::stay(State::ComparingByEye(ways)),
    }
}

/// The bridge has the pad on the patient screen.
pub(super) fn opened(ways: Ways, opened: PinRequest) -> State {
    State::EnteringPin(PinEntry {
        ways,
        pin_request: opened.pin_request,
        tries_left: opened.tries_left,
        wrong: false,
        checking: false,
    })
}

/// Where it stands now.
pub(super) fn moved(entry: PinEntry, now: PinRequestState) -> Outcome<State, End> {
    match now {
        PinRequestState::Waiting(tries_left) => {
            let wrong = entry.wrong || tries_left < entry.tries_left;
            Outcome::stay(State::EnteringPin(PinEntry {
                tries_left,
                wrong,
                checking: false,
                ..entry
            }))
        }
        PinRequestState::Checking => Outcome::stay(State::EnteringPin(PinEntry {
            checking: true,
            ..entry
        })),
        PinRequestState::Verified(evidence) => Outcome::complete(End::Identified {
            evidence: evidence.into_inner(),
            method: IdentityMethod::Pin,
            confirmed_by: None,
            card: entry.ways.checked.card,
        }),
        PinRequestState::Ended(code) => failed(entry.ways, code),
    }
}

/// It was not opened, or ended without.
pub(super) fn failed(ways: Ways, code: ErrorCode) -> Outcome<State, End> {
    if code == ErrorCode::PinUnusable {
        return Outcome::stay(State::ComparingByEye(Ways {
            pin: PinAvailability::Unusable,
            ..ways
        }));
    }
    Outcome::stay(State::Failed(
        code,
        Remedy::after_card_error(code, ways.checked.card),
    ))
}
