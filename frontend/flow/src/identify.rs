//! 本人確認: the card is put down, the nonce is fetched before anything is asked of the patient (D6), then one of
//! three ways — 顔認証, PIN認証, 顔写真確認（目視） — gives the evidence for the query.
//!
//! The machine is [`update`]; its doc is the review sheet against `flows.md`, identify.

mod face;
mod pin;
mod problem;
mod state;

pub use problem::Remedy;
pub(crate) use problem::needs_new_evidence;
pub(crate) use state::face_request;
pub use state::{Checked, End, FaceEntry, FaceFailure, FaceStage, PinEntry, State, Ways, card, pending};

use crate::cards::{cards, is_there};
use crate::{Act, Answer, Attempts, Event, Outcome, Request};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::event::Readers;
use madoguchi_shared::bridge::patient::PatientAct;
use madoguchi_shared::identity::IdentityMethod;
use pin::to_pin;
use state::assert_by_eye;

/// Starts anew with the card of this very reception while it lies there, else with the readers as they are.
pub fn start(own: Option<&str>, readers: &Readers, attempts: &mut Attempts) -> Outcome<State, End> {
    let own = cards(readers)
        .into_iter()
        .find(|card| own == Some(card.presence.as_str()));
    match own {
        Some(card) => Outcome::ask(State::FetchingNonce(card), attempts, Request::FetchNonce),
        None => settle(None, readers, attempts),
    }
}

/// - any state with a card: the card is gone → `WaitingForCard(CARD_REMOVED)`, its PIN entry or 顔認証 cancelled
/// - `WaitingForCard`: one card → `FetchingNonce`; several, or one that may be an earlier patient's → `ChoosingCard`
/// - `ChoosingCard`: `UseCard`, or a new one left → `FetchingNonce`; none left → `WaitingForCard`
/// - `FetchingNonce`: nonce → `InspectingCard`; failed → `Failed`
/// - `InspectingCard`: My Number card → `ChoosingWay`, or `ComparingByEye` when 顔認証 is not open and its PIN unusable;
///   else → `Failed`
/// - `ChoosingWay`: face (patient or counter), where it is open → `OpeningFace`; PIN (patient or counter) → `OpeningPin`, or
///   `ComparingByEye` when it is unusable; 目視 (patient asks, or counter) → `ComparingByEye`
/// - `OpeningFace`: opened → `Facing`; failed → `OpeningPin` with the reason, or `ComparingByEye` when the PIN is unusable; the
///   card will not do → `Failed`
/// - `Facing`: passed → `Identified`; 照合番号B wrong → stays with fewer tries; not passed, not sure, or ended (照合番号B blocked) →
///   `OpeningPin` with the reason, or `ComparingByEye` when the PIN is unusable; the card will not do → `Failed`;
///   PIN (patient or counter) → `OpeningPin` or `ComparingByEye`; 目視 (patient asks, or counter) → `ComparingByEye`;
///   other way → `ChoosingWay`
/// - `OpeningPin`: opened → `EnteringPin`; PIN unusable → `ComparingByEye`; failed → `Failed`
/// - `EnteringPin`: verified → `Identified`; wrong → stays with fewer tries; blocked → `ComparingByEye`;
///   the patient asks for staff, or the counter → `ComparingByEye`
/// - `ComparingByEye`: confirmed → `AssertingByEye`; refused → `Refused`; face, where it is open → `OpeningFace`; PIN, while it
///   can be used → `OpeningPin`; other way → `ChoosingWay` where the face is open, else as PIN
/// - `AssertingByEye`: evidence → `Identified`; failed → `Failed`
/// - `Failed`: `Retry` → by its remedy
/// - a face request that a state held (`Facing`, or the pictures for 目視) and the next one does not is cancelled. The pictures
///   are held from a result of `Facing` that is no match, through the PIN way, until `ComparingByEye` is left
pub fn update(state: State, event: Event, readers: &Readers, attempts: &mut Attempts) -> Outcome<State, End> {
    let held = face_request(&state).map(str::to_owned);
    let outcome = step(state, event, readers, attempts);
    face::release(held, outcome, attempts)
}

fn step(state: State, event: Event, readers: &Readers, attempts: &mut Attempts) -> Outcome<State, End> {
    match event {
        Event::Readers(_) | Event::Resumed(_) => look_at_readers(state, readers, attempts),
        Event::Begun(..) | Event::OnDuty(_) => Outcome::stay(state),
        Event::Answered(_, answer) => answered(state, answer, attempts),
        Event::PinRequestChanged(id) => {
            if matches!(&state, State::EnteringPin(entry) if entry.pin_request == id) {
                Outcome::ask(state, attempts, Request::FetchPinState { pin_request: id })
            } else {
                Outcome::stay(state)
            }
        }
        Event::FaceRequestChanged(id) => {
            if matches!(&state, State::Facing(entry) if entry.face_request == id) {
                Outcome::ask(state, attempts, Request::FetchFaceState { face_request: id })
            } else {
                Outcome::stay(state)
            }
        }
        Event::Patient(PatientAct::UseFace) => act(state, Act::UseFace, readers, attempts),
        Event::Patient(PatientAct::UsePin) => act(state, Act::UsePin, readers, attempts),
        Event::Patient(PatientAct::AskStaff) => act(state, Act::UseByEye, readers, attempts),
        Event::Patient(PatientAct::Consent(_) | PatientAct::ConsentBack | PatientAct::NoAnswer) => {
            Outcome::stay(state)
        }
        Event::Act(done) => act(state, done, readers, attempts),
    }
}

fn look_at_readers(state: State, readers: &Readers, attempts: &mut Attempts) -> Outcome<State, End> {
    if let Some(card) = card(&state) {
        if is_there(readers, &card.presence) {
            return Outcome::stay(state);
        }
        // Taken away as asked: nothing to be told about.
        let asked_to = matches!(state, State::Failed(_, Remedy::TakeCardAway(_)));
        let hint = (!asked_to).then_some(ErrorCode::CardRemoved);
        let mut outcome = settle(hint, readers, attempts);
        if let State::EnteringPin(entry) = state {
            let request = Request::CancelPin {
                pin_request: entry.pin_request,
            };
            // Under an attempt of its own, before the new question: its answer is never awaited.
            let attempt = attempts.current();
            outcome.effects.insert(0, crate::Effect { attempt, request });
        }
        return outcome;
    }
    let hint = if let State::WaitingForCard(hint) = state {
        hint
    } else {
        None
    };
    settle(hint, readers, attempts)
}

/// Without a card in hand: what do the readers offer?
fn settle(hint: Option<ErrorCode>, readers: &Readers, attempts: &mut Attempts) -> Outcome<State, End> {
    // Whatever was asked before is about a card that is gone.
    attempts.begin();
    let mut there = cards(readers);
    match there.pop() {
        None => Outcome::stay(State::WaitingForCard(hint)),
        Some(card) if there.is_empty() && !card.may_be_left => {
            Outcome::ask(State::FetchingNonce(card), attempts, Request::FetchNonce)
        }
        Some(last) => {
            there.push(last);
            Outcome::stay(State::ChoosingCard(there))
        }
    }
}

fn answered(state: State, answer: Answer, attempts: &mut Attempts) -> Outcome<State, End> {
    match (state, answer) {
        (State::FetchingNonce(card), Answer::Nonce(Ok(nonce))) => {
            let presence = card.presence.clone();
            let checked = Checked {
                card,
                nonce: nonce.nonce,
            };
            Outcome::ask(
                State::InspectingCard(checked),
                attempts,
                Request::InspectCard { presence },
            )
        }
        (State::FetchingNonce(card), Answer::Nonce(Err(code))) => {
            Outcome::stay(State::Failed(code, Remedy::StartWithCard(card)))
        }
        (State::InspectingCard(checked), Answer::Inspection(Ok(found))) => {
            let ways = Ways {
                checked,
                face: found.face,
                pin: found.pin,
                face_failed: None,
                pictures: None,
            };
            Outcome::stay(if ways.face_is_open() || ways.pin_is_open() {
                State::ChoosingWay(ways)
            } else {
                State::ComparingByEye(ways)
            })
        }
        (State::InspectingCard(checked), Answer::Inspection(Err(code))) => {
            Outcome::stay(State::Failed(code, Remedy::after_card_error(code, checked.card)))
        }
        (State::OpeningFace(ways), Answer::FaceOpened(Ok(opened))) => {
            Outcome::stay(face::opened(ways, opened))
        }
        (State::OpeningFace(ways), Answer::FaceOpened(Err(code))) => face::ended(ways, code, attempts),
        (State::Facing(entry), Answer::FaceState(Ok(now))) => face::moved(entry, now, attempts),
        (State::Facing(entry), Answer::FaceState(Err(code))) => face::ended(entry.ways, code, attempts),
        (State::OpeningPin(ways), Answer::PinOpened(Ok(opened))) => Outcome::stay(pin::opened(ways, opened)),
        (State::OpeningPin(ways), Answer::PinOpened(Err(code))) => pin::failed(ways, code),
        (State::EnteringPin(entry), Answer::PinState(Ok(now))) => pin::moved(entry, now),
        (State::EnteringPin(entry), Answer::PinState(Err(code))) => pin::failed(entry.ways, code),
        (State::AssertingByEye(ways, staff_id), Answer::Evidence(Ok(evidence))) => {
            Outcome::complete(End::Identified {
                evidence,
                method: IdentityMethod::ByEye,
                confirmed_by: Some(staff_id),
                card: ways.checked.card,
            })
        }
        (State::AssertingByEye(ways, _), Answer::Evidence(Err(code))) => Outcome::stay(State::Failed(
            code,
            Remedy::after_card_error(code, ways.checked.card),
        )),
        (state, _) => Outcome::stay(state),
    }
}

fn act(state: State, done: Act, readers: &Readers, attempts: &mut Attempts) -> Outcome<State, End> {
    match (state, done) {
        (State::ChoosingCard(there), Act::UseCard(presence)) => {
            match there.iter().find(|card| card.presence == presence).cloned() {
                Some(card) => Outcome::ask(State::FetchingNonce(card), attempts, Request::FetchNonce),
                None => Outcome::stay(State::ChoosingCard(there)),
            }
        }
        (State::ChoosingWay(ways) | State::ComparingByEye(ways), Act::UseFace) if ways.face_is_open() => {
            face::open(ways, attempts)
        }
        (State::ChoosingWay(ways), Act::UsePin) => to_pin(ways, attempts),
        (State::ChoosingWay(ways), Act::UseByEye) => Outcome::stay(State::ComparingByEye(ways)),
        (State::Facing(entry), Act::UsePin) => to_pin(entry.ways, attempts),
        (State::Facing(entry), Act::UseByEye) => Outcome::stay(State::ComparingByEye(face::left(entry))),
        (State::Facing(entry), Act::OtherWay) => Outcome::stay(State::ChoosingWay(entry.ways)),
        (State::EnteringPin(entry), Act::UseByEye | Act::OtherWay) => {
            let request = Request::CancelPin {
                pin_request: entry.pin_request,
            };
            Outcome::ask(State::ComparingByEye(entry.ways), attempts, request)
        }
        (State::ComparingByEye(ways), Act::ConfirmByEye(staff_id)) => {
            let ways = without_pictures(ways);
            let request = assert_by_eye(&ways, &staff_id);
            Outcome::ask(State::AssertingByEye(ways, staff_id), attempts, request)
        }
        (State::ComparingByEye(ways), Act::RefuseByEye) => Outcome::complete(End::Refused {
            card: ways.checked.card,
        }),
        (State::ComparingByEye(ways), Act::OtherWay) if ways.face_is_open() => {
            Outcome::stay(State::ChoosingWay(without_pictures(ways)))
        }
        (State::ComparingByEye(ways), Act::OtherWay | Act::UsePin) if ways.pin_is_open() => {
            to_pin(without_pictures(ways), attempts)
        }
        (State::Failed(code, remedy), Act::Retry) => remedy.retry(code, readers, attempts),
        (state, _) => Outcome::stay(state),
    }
}

/// 目視 is left: what was shown beside it is needed no more.
fn without_pictures(ways: Ways) -> Ways {
    Ways {
        pictures: None,
        ..ways
    }
}
