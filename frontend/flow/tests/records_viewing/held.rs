//! What holds when the last asking came to nothing, and what of it gets onto the chart.

use super::*;
use madoguchi_flow::reception::{Held, OnChart};
use madoguchi_flow::request::ConsentDraft;

pub(super) const YES_YES: ConsentChoice = ConsentChoice {
    medications: true,
    checkups: true,
};
pub(super) const NO_YES: ConsentChoice = ConsentChoice {
    medications: false,
    checkups: true,
};

pub(super) fn held(choice: ConsentChoice, on_chart: OnChart) -> Held {
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
pub(super) fn noted(desk: &mut Desk) -> Vec<ConsentDraft> {
    let mut drafts = Vec::new();
    while let State::Consenting(Consenting::Noting(draft), _) = desk.state() {
        drafts.push(draft.clone());
        desk.answer(Answer::ConsentNoted(Ok(())));
    }
    drafts
}

pub(super) fn refusal(choice: ConsentChoice) -> ConsentDraft {
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
