//! What holds when the last asking came to nothing, and what of it gets onto the chart.

use super::*;
use madoguchi_flow::reception::{Held, OnChart};
use madoguchi_flow::request::ConsentDraft;

const YES_YES: ConsentChoice = ConsentChoice {
    medications: true,
    checkups: true,
};
const NO_YES: ConsentChoice = ConsentChoice {
    medications: false,
    checkups: true,
};

fn held(choice: ConsentChoice, on_chart: OnChart) -> Held {
    Held { choice, on_chart }
}

#[test]
fn an_answer_holds_whatever_becomes_of_the_next_asking() {
    type Leave = fn(&mut Desk);
    let next: [(End, Leave); 4] = [
        (End::LeftOut, |desk| {
            desk.act(Act::GoOn);
        }),
        (End::Unanswered, |desk| {
            desk.happen(Event::Patient(PatientAct::NoAnswer));
        }),
        (End::StaffWanted, |desk| {
            desk.happen(Event::Patient(PatientAct::AskStaff));
        }),
        (End::NotRegistered(DOWN, YES_NO), |desk| {
            touch(desk, MEDICATIONS, true);
            touch(desk, CHECKUPS, false);
            desk.answer(Answer::Consent(Err(DOWN))).act(Act::GoOn);
        }),
    ];
    for (end, leave) in next {
        let mut desk = new_patient();
        ask_and_choose(&mut desk, YES_NO);
        desk.answer(Answer::Consent(Ok(receipt(YES_NO))))
            .act(Act::AskConsent);
        leave(&mut desk);
        assert_eq!(desk.machine.consent(), Some(end));
        assert_eq!(
            desk.machine.consent_held(),
            Some(held(YES_NO, OnChart::Due)),
            "{end:?}"
        );
        submit(&mut desk);
        let noting = Request::NoteConsent(consent_draft(YES_NO));
        assert_eq!(
            desk.newest().map(|(_, request)| request),
            Some(&noting),
            "{end:?}"
        );
        noted(&mut desk);
        assert!(matches!(desk.state(), State::Received(_)));
        assert_eq!(
            desk.machine.consent(),
            Some(end),
            "what became of the last asking is still said"
        );
        assert_eq!(desk.machine.consent_held(), Some(held(YES_NO, OnChart::Noted)));
    }
}

/// Answers what is noted until nothing is; gives what was.
fn noted(desk: &mut Desk) -> Vec<ConsentDraft> {
    let mut drafts = Vec::new();
    while let State::Consenting(Consenting::Noting(draft), _) = desk.state() {
        drafts.push(draft.clone());
        desk.answer(Answer::ConsentNoted(Ok(())));
    }
    drafts
}

fn refusal(choice: ConsentChoice) -> ConsentDraft {
    ConsentDraft {
        consent_date: None,
        ..consent_draft(choice)
    }
}

#[test]
fn what_is_taken_back_is_not_given_on_the_chart_although_the_backend_does_not_answer() {
    for (first, second, left) in [
        (YES_YES, NO_NO, NO_NO),
        (YES_YES, NO_YES, NO_YES),
        (YES_NO, NO_YES, NO_NO),
    ] {
        for received in [false, true] {
            let mut desk = new_patient();
            if received {
                submit(&mut desk);
            }
            ask_and_choose(&mut desk, first);
            desk.answer(Answer::Consent(Ok(receipt(first))));
            assert_eq!(
                noted(&mut desk),
                vec![consent_draft(first)][..usize::from(received)]
            );
            ask_and_choose(&mut desk, second);
            desk.answer(Answer::Consent(Err(DOWN))).act(Act::GoOn);
            if !received {
                submit(&mut desk);
            }
            let all = [consent_draft(left), refusal(second)];
            assert_eq!(noted(&mut desk), all[usize::from(received)..]);
            assert!(matches!(desk.state(), State::Received(_)));
            assert_eq!(desk.machine.consent(), Some(End::NotRegistered(DOWN, second)));
            assert_eq!(desk.machine.consent_held(), Some(held(left, OnChart::Noted)));
            assert_eq!(desk.machine.consent_refused(), Some(held(second, OnChart::Noted)));
        }
    }
}

#[test]
fn what_the_chart_did_not_take_is_offered_to_it_after_the_next_asking() {
    let mut desk = new_patient();
    submit(&mut desk);
    ask_and_choose(&mut desk, YES_NO);
    desk.answer(Answer::Consent(Ok(receipt(YES_NO))))
        .answer(Answer::ConsentNoted(Err(DOWN)))
        .act(Act::GoOn);
    assert!(
        matches!(desk.state(), State::Received(_)),
        "nothing blocks the reception"
    );
    desk.act(Act::AskConsent)
        .happen(Event::Patient(PatientAct::AskStaff));
    desk.answer(Answer::ConsentNoted(Ok(())));
    assert_eq!(
        desk.machine.consent(),
        Some(End::StaffWanted),
        "the call is not hidden"
    );
    assert_eq!(desk.machine.consent_held(), Some(held(YES_NO, OnChart::Noted)));
}

/// Whatever was agreed to in an earlier reception, the chart knows, and the desk does not.
#[test]
fn what_is_refused_goes_onto_the_chart_although_the_backend_has_nothing_of_this_reception() {
    for (first, second, left) in [
        (None, YES_NO, YES_NO),
        (None, NO_NO, NO_NO),
        (Some(YES_NO), NO_YES, NO_NO),
        (Some(NO_YES), YES_YES, NO_YES),
    ] {
        let mut desk = new_patient();
        for choice in first.into_iter().chain([second]) {
            ask_and_choose(&mut desk, choice);
            desk.answer(Answer::Consent(Err(DOWN))).act(Act::GoOn);
        }
        assert_eq!(desk.machine.consent_held(), None);
        assert_eq!(desk.machine.consent_refused(), Some(held(left, OnChart::Due)));
        submit(&mut desk);
        assert_eq!(noted(&mut desk), [refusal(left)]);
        assert!(matches!(desk.state(), State::Received(_)));
        assert_eq!(desk.machine.consent(), Some(End::NotRegistered(DOWN, second)));
        assert_eq!(desk.machine.consent_refused(), Some(held(left, OnChart::Noted)));
    }
}

#[test]
fn what_is_refused_again_is_noted_again_with_its_own_time() {
    let mut desk = new_patient();
    submit(&mut desk);
    for later_ms in [0, 60_000] {
        desk.now += later_ms;
        ask_and_choose(&mut desk, NO_NO);
        desk.answer(Answer::Consent(Err(DOWN))).act(Act::GoOn);
        // In another reception they may have agreed meanwhile.
        let expected = ConsentDraft {
            answered_at_ms: desk.now,
            ..refusal(NO_NO)
        };
        assert_eq!(noted(&mut desk), [expected]);
    }
}

#[test]
fn what_the_backend_registers_takes_the_place_of_a_refusal_that_it_did_not() {
    let mut desk = new_patient();
    ask_and_choose(&mut desk, NO_NO);
    desk.answer(Answer::Consent(Err(DOWN))).act(Act::GoOn);
    ask_and_choose(&mut desk, YES_NO);
    desk.answer(Answer::Consent(Ok(receipt(YES_NO))));
    assert_eq!(desk.machine.consent_held(), Some(held(YES_NO, OnChart::Due)));
    assert_eq!(desk.machine.consent_refused(), None);
}

#[test]
fn what_is_agreed_to_and_not_registered_is_nothing_that_holds() {
    let mut desk = new_patient();
    ask_and_choose(&mut desk, YES_YES);
    desk.answer(Answer::Consent(Err(DOWN))).act(Act::GoOn);
    assert_eq!(desk.machine.consent_held(), None);
    assert_eq!(desk.machine.consent_refused(), None);
}

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
