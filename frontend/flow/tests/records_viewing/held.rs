//! What holds when the last asking came to nothing, and what of it gets onto the chart.

use super::*;
use madoguchi_flow::reception::{Held, OnChart};

fn held(choice: ConsentChoice, on_chart: OnChart) -> Held {
    let receipt = receipt(choice);
    Held { receipt, on_chart }
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
        let noted = Request::NoteConsent(consent_draft(YES_NO));
        assert_eq!(desk.newest().map(|(_, request)| request), Some(&noted), "{end:?}");
        desk.answer(Answer::ConsentNoted(Ok(())));
        assert!(matches!(desk.state(), State::Received(_)));
        assert_eq!(
            desk.machine.consent(),
            Some(end),
            "what became of the last asking is still said"
        );
        assert_eq!(desk.machine.consent_held(), Some(held(YES_NO, OnChart::Noted)));
    }
}

#[test]
fn what_is_taken_back_is_not_given_on_the_chart_although_the_backend_does_not_answer() {
    const YES_YES: ConsentChoice = ConsentChoice {
        medications: true,
        checkups: true,
    };
    const NO_YES: ConsentChoice = ConsentChoice {
        medications: false,
        checkups: true,
    };
    const NO_NO: ConsentChoice = ConsentChoice {
        medications: false,
        checkups: false,
    };
    for (first, second, noted) in [
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
            if received {
                desk.answer(Answer::ConsentNoted(Ok(())));
            }
            ask_and_choose(&mut desk, second);
            desk.answer(Answer::Consent(Err(DOWN))).act(Act::GoOn);
            if !received {
                submit(&mut desk);
            }
            let wanted = Request::NoteConsent(consent_draft(noted));
            assert_eq!(desk.newest().map(|(_, request)| request), Some(&wanted));
            desk.answer(Answer::ConsentNoted(Ok(())));
            assert!(matches!(desk.state(), State::Received(_)));
            assert_eq!(desk.machine.consent(), Some(End::NotRegistered(DOWN, second)));
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
