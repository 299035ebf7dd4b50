//! F02: consent inside a reception and on its own, and that it never stands in its way.

#[path = "records_viewing/alone.rs"]
mod alone;
#[path = "records_viewing/given_up.rs"]
mod given_up;
#[path = "records_viewing/held.rs"]
mod held;
#[path = "records_viewing/noted.rs"]
mod noted;
#[path = "records_viewing/refused.rs"]
mod refused;
mod support;

use madoguchi_flow::reception::{Ending, State};
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

const NO_NO: ConsentChoice = ConsentChoice {
    medications: false,
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
    let noted = Request::NoteConsent(consent_draft(YES_NO));
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
            .any(|asked| matches!(asked, Request::NoteConsent(_)));
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

/// While 照会番号登録 is waited for: the consent goes onto the chart first, and then it is over.
#[test]
fn received_and_left_is_over_when_the_consent_is_on_the_chart() {
    let mut desk = new_patient();
    ask_and_choose(&mut desk, YES_NO);
    desk.answer(Answer::Consent(Ok(receipt(YES_NO))));
    desk.act(Act::SubmitQuestionnaire(Questionnaire::default()))
        .answer(registered("000001"));
    assert!(matches!(desk.state(), State::RegisteringInquiryNumber(..)));
    desk.act(Act::Abandon);
    desk.answer(Answer::ConsentNoted(Ok(()))).cards(&[]);
    assert!(
        matches!(desk.state(), State::Over(Ending::Received(_))),
        "{:?}",
        desk.state()
    );
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
