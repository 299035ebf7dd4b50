//! 本人確認: PIN, 目視, cards that will not do.

mod support;

use madoguchi_flow::identify;
use madoguchi_flow::reception::{Ending, State};
use madoguchi_flow::{Act, Answer, Event, Request};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::card::PinRequestState;
use madoguchi_shared::bridge::patient::{PatientAct, PatientStep};
use support::*;

#[test]
fn by_pin_with_a_wrong_one_first() {
    let mut desk = Desk::start(&["a"]);
    desk.answer(nonce())
        .answer(inspection(3))
        .happen(Event::Patient(PatientAct::UsePin))
        .answer(pin_opened(3));
    assert_eq!(entry(&desk), (3, false));
    // The pad is the bridge's; this lies under it.
    assert_eq!(desk.machine.patient_step(), PatientStep::Wait);
    desk.happen(Event::PinRequestChanged("p1".into()))
        .answer(pin_state(PinRequestState::Waiting(2)));
    assert_eq!(entry(&desk), (2, true));
    desk.happen(Event::PinRequestChanged("other".into()));
    assert!(desk.newest().is_none(), "another request's news mean nothing");
    desk.happen(Event::PinRequestChanged("p1".into()));
    desk.answer(pin_state(PinRequestState::Verified(evidence("a").into())));
    assert!(matches!(desk.newest(), Some((_, Request::QueryCard { .. }))));
}

#[test]
fn a_blocked_pin_leads_to_by_eye() {
    let mut desk = Desk::start(&["a"]);
    desk.answer(nonce())
        .answer(inspection(1))
        .act(Act::UsePin)
        .answer(pin_opened(1));
    desk.happen(Event::PinRequestChanged("p1".into()));
    desk.answer(pin_state(PinRequestState::Ended(ErrorCode::PinUnusable)));
    assert!(matches!(
        desk.state(),
        State::Identifying(identify::State::ComparingByEye(_))
    ));
    desk.act(Act::UsePin);
    assert!(
        matches!(
            desk.state(),
            State::Identifying(identify::State::ComparingByEye(_))
        ),
        "no way back to it"
    );
}

#[test]
fn a_card_without_a_usable_pin_goes_straight_to_by_eye() {
    let mut desk = Desk::start(&["a"]);
    desk.answer(nonce()).answer(inspection(0));
    assert!(matches!(
        desk.state(),
        State::Identifying(identify::State::ComparingByEye(_))
    ));
    assert_eq!(desk.machine.patient_step(), PatientStep::StaffChecks);
}

#[test]
fn by_eye_refused_ends_without_a_query() {
    let mut desk = Desk::start(&["a"]);
    desk.answer(nonce())
        .answer(inspection(3))
        .act(Act::UseByEye)
        .act(Act::RefuseByEye);
    assert_eq!(desk.state(), &State::TakingCard(Ending::IdentityRefused));
    desk.cards(&[]);
    assert_eq!(desk.state(), &State::Over(Ending::IdentityRefused));
    assert!(!desk.asked.iter().any(|r| matches!(r, Request::QueryCard { .. })));
}

#[test]
fn a_dead_backend_is_known_before_anything_is_asked_of_the_patient() {
    let mut desk = Desk::start(&[]);
    assert_eq!(desk.machine.patient_step(), PatientStep::PutCard);
    desk.cards(&["a"]).answer(Answer::Nonce(Err(DOWN)));
    assert!(matches!(
        desk.state(),
        State::Identifying(identify::State::Failed(DOWN, _))
    ));
    desk.act(Act::Retry).answer(nonce());
    assert!(matches!(desk.newest(), Some((_, Request::InspectCard { .. }))));
}

#[test]
fn two_cards_are_never_guessed() {
    let mut desk = Desk::start(&["a", "b"]);
    assert!(
        matches!(desk.state(), State::Identifying(identify::State::ChoosingCard(there)) if there.len() == 2)
    );
    assert!(desk.asked.is_empty());
    assert_eq!(desk.machine.patient_step(), PatientStep::OneCardOnly);
    desk.act(Act::UseCard("b".into())).answer(nonce());
    assert_eq!(
        desk.asked.last(),
        Some(&Request::InspectCard { presence: "b".into() })
    );
}

#[test]
fn a_card_pulled_before_the_evidence_starts_again() {
    let mut desk = Desk::start(&["a"]);
    desk.answer(nonce())
        .answer(inspection(3))
        .act(Act::UseByEye)
        .act(Act::ConfirmByEye("s1".into()));
    let (late, _) = desk.newest().unwrap();
    desk.cards(&[]);
    let expected = identify::State::WaitingForCard(Some(ErrorCode::CardRemoved));
    assert_eq!(desk.state(), &State::Identifying(expected));
    desk.happen(Event::Answered(late, Answer::Evidence(Ok(evidence("a")))));
    assert!(
        !desk.asked.iter().any(|r| matches!(r, Request::QueryCard { .. })),
        "a late answer changes nothing"
    );
    desk.cards(&["b"]);
    assert_eq!(desk.asked.last(), Some(&Request::FetchNonce));
}

#[test]
fn a_mute_or_foreign_card_has_to_be_taken_away() {
    for code in [
        ErrorCode::CardTimeout,
        ErrorCode::CardNotMyNumber,
        ErrorCode::CardUnreadable,
    ] {
        let mut desk = Desk::start(&["a"]);
        desk.answer(nonce())
            .answer(Answer::Inspection(Err(code)))
            .act(Act::Retry);
        assert!(matches!(desk.state(), State::Identifying(identify::State::Failed(c, _)) if *c == code));
        desk.cards(&[]).cards(&["b"]);
        assert!(matches!(
            desk.state(),
            State::Identifying(identify::State::FetchingNonce(_))
        ));
    }
}

/// Tries left, and whether the last PIN was wrong.
fn entry(desk: &Desk) -> (u8, bool) {
    match desk.state() {
        State::Identifying(identify::State::EnteringPin(entry)) => (entry.tries_left, entry.wrong),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_pharmacy_takes_the_prescription_before_the_card() {
    let mut desk = Desk::start_at_a_pharmacy(NOW, &["a"]);
    assert_eq!(desk.state(), &State::TakingPapers);
    assert!(desk.asked.is_empty(), "the card waits");
    desk.reload(&["a"]);
    assert_eq!(desk.state(), &State::TakingPapers);
    assert_eq!(desk.machine.patient_step(), PatientStep::Underway);
    desk.act(Act::PapersTaken);
    assert_eq!(desk.asked, [Request::FetchNonce]);
    let mut desk = Desk::start_at_a_pharmacy(NOW, &[]);
    desk.act(Act::Abandon);
    assert_eq!(desk.state(), &State::Over(Ending::Abandoned));
}
