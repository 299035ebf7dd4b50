//! Whose card it is, what the patient is shown, and how a reception ends.

mod support;

use madoguchi_flow::changes::Field;
use madoguchi_flow::reception::{Ending, State};
use madoguchi_flow::{Act, Answer, Event, Request, Way, identify};
use madoguchi_shared::bridge::his::{PatientBasics, Questionnaire, RegistrationTarget};
use madoguchi_shared::bridge::patient::PatientStep;
use madoguchi_shared::bridge::reception::WaitingFor;
use madoguchi_shared::code::{QualificationValidity, Sex};
use madoguchi_shared::qualification::QualificationResult;
use madoguchi_shared::{ErrorCode, Facility, Scheme};
use support::*;

fn is_choosing(desk: &Desk) -> bool {
    matches!(desk.state(), State::Identifying(identify::State::ChoosingCard(_)))
}

#[test]
fn a_card_that_may_be_left_is_not_taken_up_by_itself() {
    let mut desk = Desk::start(&["left"]);
    assert!(is_choosing(&desk) && desk.asked.is_empty());
    assert_eq!(desk.machine.patient_step(), PatientStep::Wait);
    desk.cards(&["left"]);
    assert!(
        is_choosing(&desk) && desk.asked.is_empty(),
        "also when it is told of again"
    );
    desk.cards(&[]);
    assert_eq!(desk.machine.patient_step(), PatientStep::PutCard);
    desk.cards(&["new"]);
    assert_eq!(desk.asked, [Request::FetchNonce]);
}

#[test]
fn the_receptionist_may_use_a_card_that_lies_there() {
    let mut desk = Desk::start(&["left"]);
    desk.act(Act::UseCard("left".into()));
    assert_eq!(desk.asked, [Request::FetchNonce]);
}

#[test]
fn a_new_identity_check_takes_up_the_own_card_at_once() {
    let mut desk = Desk::start(&["left"]);
    desk.act(Act::UseCard("left".into()))
        .answer(nonce())
        .answer(inspection(3))
        .act(Act::UseByEye)
        .act(Act::ConfirmByEye("s1".into()))
        .answer(Answer::Evidence(Ok(evidence("left"))));
    assert_eq!(desk.machine.confirmed_by(), Some("s1"));
    desk.answer(Answer::Qualification(Err(ErrorCode::NonceInvalid)));
    assert_eq!(
        desk.machine.patient_step(),
        PatientStep::AskStaff,
        "the card is needed again"
    );
    desk.act(Act::Retry);
    assert_eq!(desk.asked.last(), Some(&Request::FetchNonce));
    assert_eq!(desk.machine.confirmed_by(), None);
}

#[test]
fn a_card_taken_away_as_asked_is_no_problem() {
    let mut desk = Desk::start(&["a"]);
    desk.answer(nonce())
        .answer(Answer::Inspection(Err(ErrorCode::CardNotMyNumber)));
    desk.cards(&[]);
    assert_eq!(
        desk.state(),
        &State::Identifying(identify::State::WaitingForCard(None))
    );
}

#[test]
fn who_has_taken_the_card_is_not_told_to_leave_it() {
    let mut desk = Desk::identified_by_eye("a");
    assert_eq!(desk.machine.patient_step(), PatientStep::Wait);
    desk.answer(answered(vec![assistance()]))
        .answer(Answer::Candidates(Ok(vec![])));
    assert_eq!(desk.machine.patient_step(), PatientStep::TakeCard);
    desk.cards(&[]);
    assert_eq!(desk.machine.patient_step(), PatientStep::Underway);
    desk.act(Act::SubmitQuestionnaire(Questionnaire::default()))
        .answer(registered("000001"));
    assert_eq!(desk.machine.patient_step(), PatientStep::Underway);
}

#[test]
fn who_is_registered_is_received_whatever_happens_then() {
    let mut desk = Desk::identified_by_eye("a");
    desk.answer(answered(vec![assistance()]))
        .answer(Answer::Candidates(Ok(vec![])));
    desk.act(Act::SubmitQuestionnaire(Questionnaire::default()));
    desk.act(Act::Abandon);
    assert!(
        matches!(desk.state(), State::Registering(..)),
        "too late to give up"
    );
    desk.answer(registered("000001")).act(Act::Abandon).cards(&[]);
    assert!(matches!(desk.state(), State::Over(Ending::Received(_))));
}

#[test]
fn a_lost_scheme_is_a_change_and_is_not_kept_as_current() {
    let mut lost = assistance();
    lost.qualification_validity = Some(QualificationValidity::Invalid);
    for (answer, ended) in [
        (vec![numbered(insurance()), lost], vec![Scheme::MedicalAssistance]),
        (vec![numbered(insurance())], vec![Scheme::MedicalAssistance]),
        (vec![numbered(insurance()), assistance()], vec![]),
    ] {
        let mut desk = Desk::identified_by_eye("a");
        let known = chart("000007", basics(), vec![insurance(), assistance()]);
        desk.answer(answered(answer))
            .answer(Answer::ChartFound(Ok(Some(Box::new(known)))));
        let State::ConfirmingUpdate(_, found) = desk.state() else {
            panic!("{:?}", desk.state())
        };
        let told: Vec<Scheme> = found
            .changes
            .iter()
            .filter(|change| change.field == Field::Qualification)
            .filter_map(|change| change.scheme)
            .collect();
        assert_eq!(told, ended);
        desk.act(Act::ConfirmUpdate { basics: false });
        assert_eq!(last_registration(&desk).ended, ended);
    }
}

#[test]
fn what_was_not_received_erases_nothing() {
    let mut desk = Desk::identified_by_eye("a");
    let stored = PatientBasics {
        name: "旧姓 花子".into(),
        address: Some("見本市1-2-3".into()),
        ..basics()
    };
    let bare = QualificationResult {
        name_kana: None,
        sex1: None,
        ..numbered(insurance())
    };
    desk.answer(answered(vec![bare]))
        .answer(Answer::ChartFound(Ok(Some(Box::new(chart(
            "000007",
            stored,
            vec![],
        ))))));
    desk.act(Act::SamePerson);
    let State::ConfirmingUpdate(_, found) = desk.state() else {
        panic!("{:?}", desk.state())
    };
    let fields: Vec<Field> = found.changes.iter().map(|change| change.field).collect();
    assert_eq!(fields, [Field::Name, Field::Qualification]);
    desk.act(Act::ConfirmUpdate { basics: true });
    let RegistrationTarget::Known(existing) = &last_registration(&desk).target else {
        panic!()
    };
    let written = existing.update.clone().unwrap_or_else(|| panic!("no update"));
    assert_eq!(written.name.expose(), "山田　花子");
    assert_eq!(written.kana, basics().kana);
    assert_eq!(written.sex, Sex::Female);
    assert_eq!(written.address, Some("見本市1-2-3".into()));
}

fn numbered(result: QualificationResult) -> QualificationResult {
    QualificationResult {
        reference_number: Some("000007".into()),
        ..result
    }
}

#[test]
fn the_book_hears_what_is_waited_for() {
    let mut desk = Desk::start(&[]);
    assert_eq!(desk.machine.waiting_for(), Some(WaitingFor::Patient));
    desk.cards(&["a"]);
    assert_eq!(desk.machine.waiting_for(), Some(WaitingFor::Answer), "the nonce");
    let mut desk = Desk::identified_by_eye("a");
    assert_eq!(desk.machine.waiting_for(), Some(WaitingFor::Answer), "the query");
    desk.answer(answered(vec![insurance()]));
    desk.answer(Answer::Candidates(Ok(vec![])));
    assert_eq!(desk.machine.waiting_for(), Some(WaitingFor::Questionnaire));
    desk.act(Act::Abandon);
    assert_eq!(desk.machine.waiting_for(), Some(WaitingFor::Card));
    desk.cards(&[]);
    assert_eq!(desk.machine.waiting_for(), None);
    desk = Desk::start(&[]);
    desk.happen(Event::Begun(Facility::Clinic, Way::Numbers));
    assert_eq!(desk.machine.waiting_for(), Some(WaitingFor::Counter));
    // 電話照会 is no wait of its own: only 未委託 has it, so that it would tell the scheme (D11).
    let mut desk = Desk::identified_by_eye("a");
    let unentrusted = qualification(QualificationValidity::ValidUnregistered, vec![assistance()]);
    desk.answer(Answer::Qualification(Ok(Box::new(unentrusted))));
    assert_eq!(desk.machine.waiting_for(), Some(WaitingFor::Counter));
}
