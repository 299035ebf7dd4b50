//! Given up: what is refused is on the chart first, and nothing else of it.

use super::held::{NO_YES, YES_YES, noted, refusal};
use super::*;

#[test]
fn what_is_refused_is_not_lost_when_the_reception_is_given_up() {
    let mut desk = Desk::identified_by_eye("card");
    alone::chart_found(&mut desk);
    ask_and_choose(&mut desk, NO_NO);
    desk.answer(Answer::Consent(Err(ErrorCode::NonceInvalid)))
        .act(Act::Abandon);
    assert_eq!(noted(&mut desk), [refusal(NO_NO)]);
    desk.cards(&[]);
    assert_eq!(*desk.state(), State::Over(Ending::Abandoned), "said once");
}

/// That is said, and then it is given up, or not.
#[test]
fn given_up_although_the_chart_does_not_take_what_is_refused() {
    for (act, given_up) in [(Act::Abandon, true), (Act::Retry, true), (Act::GoOn, false)] {
        let mut desk = Desk::identified_by_eye("card");
        alone::chart_found(&mut desk);
        ask_and_choose(&mut desk, NO_NO);
        desk.answer(Answer::Consent(Err(DOWN)))
            .act(Act::Abandon)
            .answer(Answer::ConsentNoted(Err(DOWN)));
        assert!(matches!(
            desk.state(),
            State::Consenting(Consenting::NotNoted(..), _)
        ));
        desk.act(act.clone());
        noted(&mut desk);
        desk.cards(&[]);
        assert_eq!(
            *desk.state() == State::Over(Ending::Abandoned),
            given_up,
            "{act:?}"
        );
        assert!(given_up || matches!(desk.state(), State::ConfirmingUpdate(..)));
    }
}

/// Somebody who is received stays so.
#[test]
fn given_up_after_the_registration_they_are_received_and_what_is_refused_is_noted() {
    let mut desk = new_patient();
    submit(&mut desk);
    ask_and_choose(&mut desk, NO_NO);
    desk.answer(Answer::Consent(Err(DOWN))).act(Act::Abandon);
    assert_eq!(noted(&mut desk), [refusal(NO_NO)]);
    desk.cards(&[]);
    assert!(
        matches!(desk.state(), State::Over(Ending::Received(_))),
        "{:?}",
        desk.state()
    );
}

/// Said when it is given up: only what is true.
#[test]
fn no_chart_has_a_refusal_where_none_was_found() {
    for answer in [Ok(receipt(NO_NO)), Err(DOWN)] {
        let mut desk = new_patient();
        ask_and_choose(&mut desk, NO_NO);
        desk.answer(Answer::Consent(answer));
        assert!(!desk.machine.consent_stays(), "{answer:?}");
        desk.act(Act::Abandon);
        desk.cards(&[]);
        assert_eq!(*desk.state(), State::Over(Ending::Abandoned));
    }
}

#[test]
fn a_refusal_is_still_on_the_chart_when_the_patient_agrees_before_it_is_confirmed() {
    let mut desk = Desk::identified_by_eye("card");
    alone::chart_found(&mut desk);
    for choice in [NO_NO, YES_YES] {
        ask_and_choose(&mut desk, choice);
        desk.answer(Answer::Consent(Ok(receipt(choice))));
        noted(&mut desk);
    }
    assert!(desk.machine.consent_stays());
    desk.act(Act::ConfirmUpdate { basics: false })
        .answer(registered("000001"));
    assert_eq!(noted(&mut desk), [consent_draft(YES_YES)]);
}

/// On its own the chart gets a consent before it is confirmed, unless it is given up.
#[test]
fn given_up_on_its_own_no_consent_goes_onto_the_chart() {
    let mut desk = alone::identified(Facility::Clinic);
    alone::chart_found(&mut desk);
    touch(&mut desk, MEDICATIONS, true);
    touch(&mut desk, CHECKUPS, true);
    desk.answer(Answer::Consent(Ok(receipt(YES_YES))))
        .answer(Answer::ConsentNoted(Err(DOWN)))
        .act(Act::GoOn);
    assert!(!desk.machine.consent_stays());
    ask_and_choose(&mut desk, NO_YES);
    desk.answer(Answer::Consent(Err(DOWN))).act(Act::Abandon);
    assert_eq!(noted(&mut desk), [refusal(NO_YES)]);
    desk.cards(&[]);
    assert_eq!(*desk.state(), State::Over(Ending::Abandoned));
}
