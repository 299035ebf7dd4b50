//! What is refused goes onto a chart as soon as one is known, registered or not.

use super::held::{NO_YES, YES_YES, held, noted, refusal};
use super::*;
use madoguchi_flow::reception::OnChart;
use madoguchi_flow::request::ConsentDraft;

/// Before the update is confirmed: the patient may leave before that.
#[test]
fn what_is_refused_goes_onto_a_known_chart_at_once() {
    let mut desk = Desk::identified_by_eye("card");
    alone::chart_found(&mut desk);
    ask_and_choose(&mut desk, NO_NO);
    desk.answer(Answer::Consent(Err(DOWN))).act(Act::GoOn);
    assert_eq!(noted(&mut desk), [refusal(NO_NO)]);
    desk.act(Act::AskConsent).act(Act::GoOn);
    assert!(
        matches!(desk.state(), State::ConfirmingUpdate(..)),
        "once is enough"
    );
    desk.act(Act::ConfirmUpdate { basics: false })
        .answer(registered("000001"));
    assert!(matches!(desk.state(), State::Received(_)), "{:?}", desk.state());
}

/// The backend has it, and refuses; what a records screen has open is closed by the chart.
#[test]
fn what_is_refused_and_registered_goes_onto_a_known_chart_at_once() {
    for (choice, given_up) in [(NO_NO, true), (NO_NO, false), (YES_NO, false), (NO_YES, false)] {
        let mut desk = Desk::identified_by_eye("card");
        alone::chart_found(&mut desk);
        assert!(!desk.machine.consent_stays());
        ask_and_choose(&mut desk, choice);
        desk.answer(Answer::Consent(Ok(receipt(choice))));
        assert_eq!(noted(&mut desk), [refusal(choice)], "nothing is opened before");
        assert_eq!(desk.machine.consent(), Some(End::Registered(receipt(choice))));
        assert_eq!(desk.machine.consent_held(), Some(held(choice, OnChart::Due)));
        assert_eq!(desk.machine.consent_refused(), None, "the backend has it");
        assert_eq!(desk.machine.consent_ahead(), Some(OnChart::Noted));
        assert!(desk.machine.consent_stays());
        if given_up {
            desk.act(Act::Abandon).cards(&[]);
            assert_eq!(*desk.state(), State::Over(Ending::Abandoned));
            continue;
        }
        desk.act(Act::ConfirmUpdate { basics: false })
            .answer(registered("000001"));
        assert_eq!(noted(&mut desk), [consent_draft(choice)]);
        assert_eq!(desk.machine.consent_held(), Some(held(choice, OnChart::Noted)));
    }
}

/// It goes on, and the chart is tried again when it is registered.
#[test]
fn what_is_refused_and_registered_is_not_said_to_be_unregistered_where_the_chart_does_not_take_it() {
    let mut desk = Desk::identified_by_eye("card");
    alone::chart_found(&mut desk);
    ask_and_choose(&mut desk, YES_NO);
    desk.answer(Answer::Consent(Ok(receipt(YES_NO))))
        .answer(Answer::ConsentNoted(Err(DOWN)))
        .act(Act::GoOn);
    assert_eq!(desk.machine.consent(), Some(End::Registered(receipt(YES_NO))));
    assert_eq!(desk.machine.consent_refused(), None);
    assert!(!desk.machine.consent_stays());
    desk.act(Act::ConfirmUpdate { basics: false })
        .answer(registered("000001"));
    assert_eq!(noted(&mut desk), [consent_draft(YES_NO)]);
    assert_eq!(desk.machine.consent(), Some(End::Noted(receipt(YES_NO))));
}

#[test]
fn what_was_refused_goes_with_the_patient_to_another_chart() {
    let mut desk = alone::identified(Facility::Clinic);
    let found = ["000001", "000002"].map(candidate);
    desk.answer(answered(vec![assistance()]))
        .answer(Answer::Candidates(Ok(found.to_vec())))
        .act(Act::PickChart("chart-000001".into()));
    touch(&mut desk, MEDICATIONS, false);
    touch(&mut desk, CHECKUPS, false);
    desk.answer(Answer::Consent(Err(DOWN))).act(Act::GoOn);
    assert_eq!(noted(&mut desk), [refusal(NO_NO)]);
    desk.act(Act::OtherWay)
        .answer(Answer::Candidates(Ok(found.to_vec())))
        .act(Act::PickChart("chart-000002".into()));
    let other = ConsentDraft {
        chart: "chart-000002".into(),
        ..refusal(NO_NO)
    };
    assert_eq!(noted(&mut desk), [other]);
}

/// The refusal goes onto the known chart before the consent does, which goes there when the chart is confirmed.
#[test]
fn a_consent_that_comes_onto_the_chart_after_what_was_taken_back_of_it_is_not_the_older_one() {
    let mut desk = Desk::identified_by_eye("card");
    alone::chart_found(&mut desk);
    ask_and_choose(&mut desk, YES_YES);
    desk.answer(Answer::Consent(Ok(receipt(YES_YES))));
    assert_eq!(noted(&mut desk), [], "the chart is not confirmed");
    desk.now += 60_000;
    ask_and_choose(&mut desk, NO_YES);
    desk.answer(Answer::Consent(Err(DOWN))).act(Act::GoOn);
    let answered_at_ms = desk.now;
    let at = |draft| ConsentDraft {
        answered_at_ms,
        ..draft
    };
    assert_eq!(noted(&mut desk), [at(refusal(NO_YES))]);
    desk.now += 60_000;
    desk.act(Act::ConfirmUpdate { basics: false })
        .answer(registered("000001"));
    assert_eq!(noted(&mut desk), [at(consent_draft(NO_YES))]);
    assert_eq!(desk.machine.consent_held(), Some(held(NO_YES, OnChart::Noted)));
}

#[test]
fn what_the_chart_does_not_take_back_still_holds() {
    let mut desk = new_patient();
    submit(&mut desk);
    ask_and_choose(&mut desk, YES_YES);
    desk.answer(Answer::Consent(Ok(receipt(YES_YES))));
    noted(&mut desk);
    ask_and_choose(&mut desk, NO_NO);
    desk.answer(Answer::Consent(Err(DOWN)))
        .act(Act::GoOn)
        .answer(Answer::ConsentNoted(Err(DOWN)))
        .act(Act::GoOn);
    assert_eq!(desk.machine.consent_held(), Some(held(YES_YES, OnChart::Noted)));
    assert_eq!(
        desk.machine.consent_refused(),
        Some(held(NO_NO, OnChart::LeftOff))
    );
}
