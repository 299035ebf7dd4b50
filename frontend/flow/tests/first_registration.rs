//! F01: a card that is not linked is registered in the same reception, and what becomes of it.

mod support;

use madoguchi_flow::first_registration::State as Registering;
use madoguchi_flow::reception::{Ending, State};
use madoguchi_flow::{Act, Answer, Event, Request, identify, number_reception};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::LinkOutcome;
use madoguchi_shared::bridge::card::PinRequestState;
use madoguchi_shared::bridge::patient::PatientStep;
use support::*;

fn by_pin(presence: &str) -> Desk {
    let mut desk = Desk::start(&[presence]);
    desk.answer(nonce()).answer(inspection(3)).act(Act::UsePin);
    enter_pin(&mut desk, presence);
    desk
}

fn enter_pin(desk: &mut Desk, presence: &str) {
    desk.answer(pin_opened(3))
        .happen(Event::PinRequestChanged("p1".into()))
        .answer(pin_state(PinRequestState::Verified(evidence(presence).into())));
}

fn not_linked() -> Answer {
    Answer::Qualification(Err(ErrorCode::NotLinked))
}

/// The patient agreed, and the card is being linked.
fn linking() -> Desk {
    let mut desk = by_pin("card");
    desk.answer(not_linked()).act(Act::RegisterCard);
    desk
}

fn linked(outcome: LinkOutcome) -> Answer {
    Answer::CardLinked(Ok(outcome))
}

fn registering(desk: &Desk) -> &Registering {
    match desk.state() {
        State::FirstRegistration(inner) => inner,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_card_is_linked_and_the_same_evidence_asks_again() {
    for outcome in [LinkOutcome::Linked, LinkOutcome::AlreadyLinked] {
        let mut desk = by_pin("card");
        desk.answer(not_linked());
        assert_eq!(*registering(&desk), Registering::Offering(evidence("card")));
        assert_eq!(desk.machine.patient_step(), PatientStep::Wait);
        let asked_before = desk.asked.len();
        desk.act(Act::RegisterCard);
        assert_eq!(desk.machine.patient_step(), PatientStep::Wait);
        desk.answer(linked(outcome));
        assert_eq!(
            *registering(&desk),
            Registering::Linked(outcome, evidence("card"))
        );
        desk.act(Act::ConfirmLink);
        let expected = [
            Request::LinkCard {
                evidence: evidence("card"),
            },
            Request::QueryCard {
                evidence: evidence("card"),
            },
        ];
        assert_eq!(
            desk.asked[asked_before..],
            expected,
            "no card is read and no PIN is asked again"
        );
        desk.answer(answered(vec![assistance()]));
        assert!(matches!(desk.state(), State::SearchingCharts(_)));
    }
}

#[test]
fn after_by_eye_the_pin_is_asked_for() {
    let mut desk = Desk::identified_by_eye("card");
    desk.answer(not_linked());
    assert_eq!(*registering(&desk), Registering::NeedsPin);
    desk.act(Act::RegisterCard);
    assert_eq!(*registering(&desk), Registering::NeedsPin, "目視 links no card");
    desk.act(Act::UsePin).answer(nonce()).answer(inspection(3));
    assert!(matches!(
        desk.state(),
        State::Identifying(identify::State::ChoosingWay(_))
    ));
    desk.act(Act::UsePin);
    enter_pin(&mut desk, "card");
    desk.answer(not_linked());
    assert_eq!(*registering(&desk), Registering::Offering(evidence("card")));
}

#[test]
fn nothing_to_link_and_refusals_have_their_ways_on() {
    let offered = || {
        let mut desk = by_pin("card");
        desk.answer(not_linked());
        desk
    };
    let nothing = || {
        let mut desk = linking();
        desk.answer(linked(LinkOutcome::NothingToLink));
        desk
    };
    let revoked = || {
        let mut desk = linking();
        desk.answer(Answer::CardLinked(Err(ErrorCode::CertificateRevoked)));
        desk
    };
    let needs_pin = || {
        let mut desk = Desk::identified_by_eye("card");
        desk.answer(not_linked());
        desk
    };
    let ways: [fn() -> Desk; 4] = [offered, nothing, revoked, needs_pin];
    for begin in ways {
        let mut desk = begin();
        desk.act(Act::ByNumbers);
        assert!(matches!(
            desk.state(),
            State::Numbers(number_reception::State::Entering(None))
        ));
        let mut desk = begin();
        desk.act(Act::Finish);
        assert_eq!(*desk.state(), State::TakingCard(Ending::NotCovered));
        desk.cards(&[]);
        assert_eq!(*desk.state(), State::Over(Ending::NotCovered));
    }
    assert_eq!(*registering(&nothing()), Registering::NothingToLink);
    assert_eq!(nothing().machine.patient_step(), PatientStep::TakeCard);
}

#[test]
fn what_failed_is_asked_again_with_the_same_evidence() {
    for code in [
        ErrorCode::MynaPortalUnavailable,
        ErrorCode::JlisUnavailable,
        ErrorCode::IntermediateServerUnavailable,
        ErrorCode::BackendUnavailable,
        ErrorCode::BackendNonsense,
    ] {
        let mut desk = linking();
        desk.answer(Answer::CardLinked(Err(code)));
        assert_eq!(
            *registering(&desk),
            Registering::Failed(code, evidence("card")),
            "{code}"
        );
        desk.act(Act::Retry);
        let (_, request) = desk.newest().unwrap();
        assert_eq!(
            *request,
            Request::LinkCard {
                evidence: evidence("card")
            }
        );
        desk.answer(linked(LinkOutcome::Linked));
        assert!(matches!(registering(&desk), Registering::Linked(..)), "{code}");
    }
}

#[test]
fn evidence_that_is_too_old_is_made_anew() {
    let mut desk = linking();
    desk.answer(Answer::CardLinked(Err(ErrorCode::NonceInvalid)));
    assert_eq!(desk.machine.patient_step(), PatientStep::AskStaff);
    desk.act(Act::Retry);
    assert!(matches!(
        desk.state(),
        State::Identifying(identify::State::FetchingNonce(_))
    ));
}

#[test]
fn while_it_is_asked_a_reload_asks_again_and_the_way_is_not_changed() {
    let mut desk = linking();
    desk.act(Act::ByNumbers);
    assert_eq!(*registering(&desk), Registering::Linking(evidence("card")));
    desk.reload(&["card"]);
    let (_, request) = desk.newest().unwrap();
    assert_eq!(
        *request,
        Request::LinkCard {
            evidence: evidence("card")
        }
    );
    desk.answer(linked(LinkOutcome::Linked)).act(Act::ByNumbers);
    assert!(
        matches!(registering(&desk), Registering::Linked(..)),
        "a card that is linked asks"
    );
}
