//! F02: consent inside a reception and on its own, and that it never stands in its way.

mod support;

use madoguchi_flow::reception::{Ending, Held, OnChart, State};
use madoguchi_flow::records_viewing::{End, State as Consenting};
use madoguchi_flow::{Act, Answer, Event, Request, Way};
use madoguchi_shared::backend::records::ConsentChoice;
use madoguchi_shared::bridge::his::Questionnaire;
use madoguchi_shared::bridge::patient::{ConsentAnswer, ConsentQuestion, PatientAct, PatientStep};
use madoguchi_shared::bridge::reception::WaitingFor;
use madoguchi_shared::qualification::QualificationResult;
use madoguchi_shared::{ErrorCode, Facility};
use support::*;

const MEDICATIONS: ConsentQuestion = ConsentQuestion::Medications;
const CHECKUPS: ConsentQuestion = ConsentQuestion::Checkups;
const YES_NO: ConsentChoice = ConsentChoice {
    medications: true,
    checkups: false,
};

/// A new patient, whose questionnaire is waited for.
fn new_patient() -> Desk {
    let mut desk = Desk::identified_by_eye("card");
    desk.answer(answered(vec![assistance()]))
        .answer(Answer::Candidates(Ok(vec![])));
    assert!(matches!(desk.state(), State::TakingQuestionnaire(_)));
    desk
}

fn touch(desk: &mut Desk, about: ConsentQuestion, given: bool) {
    let answer = ConsentAnswer { about, given };
    desk.happen(Event::Patient(PatientAct::Consent(answer)));
}

fn held(choice: ConsentChoice, on_chart: OnChart) -> Held {
    let receipt = receipt(choice);
    Held { receipt, on_chart }
}

fn ask_and_choose(desk: &mut Desk, choice: ConsentChoice) {
    desk.act(Act::AskConsent);
    touch(desk, MEDICATIONS, choice.medications);
    touch(desk, CHECKUPS, choice.checkups);
}

fn submit(desk: &mut Desk) {
    desk.act(Act::SubmitQuestionnaire(Questionnaire::default()))
        .answer(registered("000001"))
        .answer(Answer::InquiryNumber(Ok(())));
}

#[test]
fn the_evidence_of_the_reception_registers_what_was_touched() {
    let mut desk = new_patient();
    let before = desk.state().clone();
    let asked = desk.asked.len();
    ask_and_choose(&mut desk, YES_NO);
    let expected = [Request::RegisterConsent {
        evidence: evidence("card"),
        choice: YES_NO,
    }];
    assert_eq!(desk.asked[asked..], expected, "no card is read, no PIN is asked");
    desk.answer(Answer::Consent(Ok(receipt(YES_NO))));
    assert_eq!(*desk.state(), before, "it goes on where it was");
    assert_eq!(desk.machine.consent(), Some(End::Registered(receipt(YES_NO))));
    submit(&mut desk);
    let (_, request) = desk.newest().unwrap();
    let noted = Request::NoteConsent {
        chart: "chart-000001".into(),
        receipt: receipt(YES_NO),
    };
    assert_eq!(*request, noted, "onto the chart as soon as there is one");
    desk.answer(Answer::ConsentNoted(Ok(())));
    assert!(matches!(desk.state(), State::Received(_)));
    assert_eq!(desk.machine.consent(), Some(End::Noted(receipt(YES_NO))));
}

#[test]
fn one_question_after_the_other_and_a_second_touch_answers_no_other() {
    let mut desk = new_patient();
    desk.act(Act::AskConsent);
    let step = |about| PatientStep::Consent { about };
    assert_eq!(desk.machine.patient_step(), step(MEDICATIONS));
    assert_eq!(desk.machine.waiting_for(), Some(WaitingFor::Patient));
    touch(&mut desk, CHECKUPS, true);
    assert_eq!(desk.machine.patient_step(), step(MEDICATIONS), "not asked yet");
    touch(&mut desk, MEDICATIONS, false);
    touch(&mut desk, MEDICATIONS, true);
    assert_eq!(desk.machine.patient_step(), step(CHECKUPS), "a double touch");
    desk.happen(Event::Patient(PatientAct::ConsentBack));
    assert_eq!(desk.machine.patient_step(), step(MEDICATIONS));
    desk.reload(&["card"]);
    assert_eq!(
        desk.machine.patient_step(),
        step(MEDICATIONS),
        "after a reload too"
    );
}

#[test]
fn nothing_blocks_the_reception() {
    let leave: [fn(&mut Desk); 5] = [
        |desk| {
            desk.happen(Event::Patient(PatientAct::NoAnswer));
        },
        |desk| {
            desk.happen(Event::Patient(PatientAct::AskStaff));
        },
        |desk| {
            desk.act(Act::GoOn);
        },
        |desk| {
            touch(desk, MEDICATIONS, true);
            touch(desk, CHECKUPS, true);
            desk.answer(Answer::Consent(Err(DOWN))).act(Act::GoOn);
        },
        |desk| {
            touch(desk, MEDICATIONS, true);
            touch(desk, CHECKUPS, true);
            desk.answer(Answer::Consent(Err(ErrorCode::NonceInvalid)))
                .act(Act::Retry);
            assert!(
                desk.newest().is_none(),
                "evidence that no longer holds is not sent again"
            );
            desk.act(Act::GoOn);
        },
    ];
    for leave in leave {
        let mut desk = new_patient();
        desk.act(Act::AskConsent);
        leave(&mut desk);
        assert!(matches!(desk.state(), State::TakingQuestionnaire(_)));
        submit(&mut desk);
        assert!(matches!(desk.state(), State::Received(_)));
        let noted = desk
            .asked
            .iter()
            .any(|asked| matches!(asked, Request::NoteConsent { .. }));
        assert!(!noted, "nothing was agreed to that could be noted");
    }
}

#[test]
fn given_up_while_asking_is_given_up_and_received_stays_received() {
    let mut desk = new_patient();
    desk.act(Act::AskConsent).act(Act::Abandon).cards(&[]);
    assert_eq!(*desk.state(), State::Over(Ending::Abandoned));
    let mut desk = new_patient();
    submit(&mut desk);
    desk.act(Act::AskConsent).act(Act::Abandon).cards(&[]);
    assert!(matches!(desk.state(), State::Over(Ending::Received(_))));
}

#[test]
fn what_is_being_registered_or_noted_cannot_be_given_up() {
    let mut desk = new_patient();
    submit(&mut desk);
    ask_and_choose(&mut desk, YES_NO);
    desk.act(Act::Abandon);
    desk.answer(Answer::Consent(Ok(receipt(YES_NO))))
        .act(Act::Abandon);
    desk.answer(Answer::ConsentNoted(Ok(())));
    assert!(matches!(desk.state(), State::Received(_)), "{:?}", desk.state());
    assert_eq!(desk.machine.consent(), Some(End::Noted(receipt(YES_NO))));
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
        let noted = Request::NoteConsent {
            chart: "chart-000001".into(),
            receipt: receipt(YES_NO),
        };
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
            let wanted = Request::NoteConsent {
                chart: "chart-000001".into(),
                receipt: receipt(noted),
            };
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

#[test]
fn what_the_chart_did_not_take_is_offered_to_it_when_it_is_registered() {
    let mut desk = Desk::start(&[]);
    desk.happen(Event::Begun(Facility::Clinic, Way::Consent))
        .cards(&["card"]);
    desk.answer(nonce())
        .answer(inspection(3))
        .act(Act::UseByEye)
        .act(Act::ConfirmByEye("s1".into()))
        .answer(Answer::Evidence(Ok(evidence("card"))));
    let numbered = QualificationResult {
        reference_number: Some("000001".into()),
        ..assistance()
    };
    let found = chart("000001", basics(), vec![]);
    desk.answer(answered(vec![numbered]))
        .answer(Answer::ChartFound(Ok(Some(Box::new(found)))));
    touch(&mut desk, MEDICATIONS, true);
    touch(&mut desk, CHECKUPS, false);
    desk.answer(Answer::Consent(Ok(receipt(YES_NO))))
        .answer(Answer::ConsentNoted(Err(ErrorCode::ConsentNumbersChanged)))
        .act(Act::GoOn)
        .act(Act::ConfirmUpdate { basics: false })
        .answer(registered("000001"))
        .answer(Answer::ConsentNoted(Ok(())));
    assert!(matches!(desk.state(), State::Received(_)), "{:?}", desk.state());
    assert_eq!(desk.machine.consent(), Some(End::Noted(receipt(YES_NO))));
}

#[test]
fn a_receipt_for_something_else_is_no_consent() {
    let mut desk = new_patient();
    ask_and_choose(&mut desk, YES_NO);
    let other = ConsentChoice {
        medications: true,
        checkups: true,
    };
    desk.answer(Answer::Consent(Ok(receipt(other))));
    let State::Consenting(Consenting::Failed(code, ..), _) = desk.state() else {
        panic!("{:?}", desk.state());
    };
    assert_eq!(*code, ErrorCode::BackendNonsense);
    desk.act(Act::GoOn);
    assert_eq!(desk.machine.consent_held(), None);
}

/// The nonce of `new_patient` lives five minutes.
#[test]
fn nobody_is_asked_for_what_the_backend_would_not_take_any_more() {
    for (later_ms, asked) in [(240_000, true), (240_001, false), (300_000, false)] {
        let mut desk = new_patient();
        desk.now += later_ms;
        let before = desk.state().clone();
        desk.act(Act::AskConsent);
        assert_eq!(matches!(desk.state(), State::Consenting(..)), asked, "{later_ms}");
        if !asked {
            assert_eq!(*desk.state(), before);
            assert_eq!(desk.machine.consent(), Some(End::TooLate));
            assert!(!desk.machine.may_ask_consent(), "a new identity check is needed");
        }
    }
}

#[test]
fn a_question_that_was_laid_aside_is_asked_again_only_while_it_can_be_registered() {
    for (later_ms, asked) in [(299_999, true), (300_000, false)] {
        let mut desk = new_patient();
        desk.act(Act::AskConsent);
        desk.now += later_ms;
        desk.reload(&["card"]);
        assert_eq!(matches!(desk.state(), State::Consenting(..)), asked, "{later_ms}");
        assert_eq!(desk.machine.consent(), (!asked).then_some(End::TooLate));
    }
}

#[test]
fn nobody_is_asked_without_a_card_or_a_valid_qualification() {
    let mut by_numbers = Desk::start(&[]);
    by_numbers.happen(Event::Begun(Facility::Clinic, Way::Numbers));
    by_numbers
        .act(Act::SubmitPapers(Box::new(papers())))
        .answer(Answer::Candidates(Ok(vec![])))
        .answer(answered(vec![assistance()]))
        .answer(Answer::Candidates(Ok(vec![])));
    assert!(matches!(by_numbers.state(), State::TakingQuestionnaire(_)));
    let mut at_own_expense = Desk::identified_by_eye("card");
    let lost = QualificationResult {
        disqualification_date: Some("20200101".into()),
        ..assistance()
    };
    at_own_expense
        .answer(answered(vec![lost]))
        .act(Act::ReceiveAtOwnExpense)
        .answer(Answer::Candidates(Ok(vec![])));
    assert!(matches!(at_own_expense.state(), State::TakingQuestionnaire(_)));
    for mut desk in [by_numbers, at_own_expense] {
        assert!(!desk.machine.may_ask_consent());
        let before = desk.state().clone();
        desk.act(Act::AskConsent);
        assert_eq!(*desk.state(), before);
    }
}

#[test]
fn on_its_own_nobody_is_asked_who_has_nothing_valid() {
    let mut desk = Desk::start(&[]);
    desk.happen(Event::Begun(Facility::Clinic, Way::Consent))
        .cards(&["card"]);
    desk.answer(nonce())
        .answer(inspection(3))
        .act(Act::UseByEye)
        .act(Act::ConfirmByEye("s1".into()))
        .answer(Answer::Evidence(Ok(evidence("card"))));
    let lost = QualificationResult {
        disqualification_date: Some("20200101".into()),
        reference_number: Some("000001".into()),
        ..assistance()
    };
    desk.answer(answered(vec![lost])).act(Act::ReceiveAtOwnExpense);
    let found = chart("000001", basics(), vec![]);
    desk.answer(Answer::ChartFound(Ok(Some(Box::new(found)))));
    assert!(
        matches!(desk.state(), State::ConfirmingUpdate(..)),
        "{:?}",
        desk.state()
    );
    assert!(!desk.machine.may_ask_consent());
}

#[test]
fn on_its_own_nothing_but_the_consent_is_written() {
    for facility in Facility::ALL {
        let mut desk = Desk::start(&[]);
        desk.happen(Event::Begun(facility, Way::Consent)).cards(&["card"]);
        desk.answer(nonce())
            .answer(inspection(3))
            .act(Act::UseByEye)
            .act(Act::ConfirmByEye("s1".into()))
            .answer(Answer::Evidence(Ok(evidence("card"))));
        let numbered = QualificationResult {
            reference_number: Some("000001".into()),
            ..assistance()
        };
        desk.answer(answered(vec![numbered]));
        let found = chart("000001", basics(), vec![]);
        desk.answer(Answer::ChartFound(Ok(Some(Box::new(found)))));
        assert!(
            matches!(
                desk.state(),
                State::Consenting(Consenting::AskingMedications(_), _)
            ),
            "{:?}",
            desk.state()
        );
        touch(&mut desk, MEDICATIONS, true);
        touch(&mut desk, CHECKUPS, false);
        desk.answer(Answer::Consent(Ok(receipt(YES_NO))));
        let valid = desk.machine.valid_numbers();
        let numbers: Vec<_> = valid
            .iter()
            .map(|of| Some(&of.insured_identification_number))
            .collect();
        assert_eq!(numbers, [assistance().insured_identification_number.as_ref()]);
        desk.answer(Answer::ConsentNoted(Ok(())));
        assert_eq!(desk.machine.valid_numbers(), [], "no consent is under way");
        assert!(matches!(desk.state(), State::TakingCard(Ending::Consented(..))));
        desk.cards(&[]);
        assert!(matches!(desk.state(), State::Over(Ending::Consented(..))));
        let wrote = desk
            .asked
            .iter()
            .any(|asked| matches!(asked, Request::Register(_)));
        assert!(!wrote, "no reception is registered");
    }
}
