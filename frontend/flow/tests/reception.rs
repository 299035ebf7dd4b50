//! The branches of F03 / F07 with S1, one test each.

#[path = "reception/failures.rs"]
mod failures;
mod support;
#[path = "reception/uncovered.rs"]
mod uncovered;

use madoguchi_flow::changes::Field;
use madoguchi_flow::coverage::{NoCoverage, Standing};
use madoguchi_flow::inquiry_number::End;
use madoguchi_flow::reception::{Differing, Ending, State};
use madoguchi_flow::{Act, Answer, Request, unentrusted_check};
use madoguchi_shared::bridge::his::{PatientBasics, Questionnaire};
use madoguchi_shared::bridge::patient::PatientStep;
use madoguchi_shared::code::{ProcessingResultStatus, QualificationValidity, SegmentOfResult};
use madoguchi_shared::qualification::QualificationResult;
use madoguchi_shared::{ErrorCode, Scheme};
use support::*;

#[test]
fn first_visit_single_by_eye_opens_a_chart_and_registers_the_number() {
    let mut desk = Desk::identified_by_eye("a");
    assert!(matches!(desk.newest(), Some((_, Request::QueryCard { .. }))));
    desk.answer(answered(vec![assistance()]));
    assert!(matches!(desk.state(), State::SearchingCharts(_)));
    desk.answer(Answer::Candidates(Ok(vec![])));
    assert!(matches!(desk.state(), State::TakingQuestionnaire(_)));
    assert!(desk.machine.card_left_behind(), "the card is no longer needed");
    desk.act(Act::SubmitQuestionnaire(Questionnaire::default()));
    let draft = last_registration(&desk);
    assert_eq!(target_kind(&draft.target), "new");
    assert_eq!(draft.qualifications, [assistance()]);
    desk.answer(registered("000001"));
    let Some((_, Request::RegisterInquiryNumber { key, patient_number })) = desk.newest() else {
        panic!("S1 follows")
    };
    assert_eq!(
        (
            key.insurer_number.expose().as_str(),
            patient_number.expose().as_str()
        ),
        ("12131017", "000001")
    );
    desk.answer(Answer::InquiryNumber(Ok(())));
    let State::Received(received) = desk.state() else {
        panic!("received")
    };
    assert!(received.new_chart);
    assert_eq!(received.inquiry_number, Some(End::Registered));
    assert!(desk.asked.contains(&Request::NoteInquiryNumber { problem: None }));
}

#[test]
fn combined_registers_under_the_health_insurance() {
    let mut desk = Desk::identified_by_eye("a");
    desk.answer(answered(vec![assistance(), insurance()]))
        .answer(Answer::Candidates(Ok(vec![])));
    desk.act(Act::SubmitQuestionnaire(Questionnaire::default()));
    let draft = last_registration(&desk);
    assert_eq!(draft.qualifications.len(), 2);
    let key = draft.inquiry_key.as_ref().unwrap();
    assert_eq!(key.insurer_number.expose(), "06131239");
    assert_eq!(key.insured_branch_number.as_ref().unwrap().expose(), "01");
}

#[test]
fn combined_with_the_insurance_lost_goes_on_with_what_is_valid() {
    let lost = QualificationResult {
        disqualification_date: Some("20261122".into()),
        ..insurance()
    };
    let mut desk = Desk::identified_by_eye("a");
    desk.answer(answered(vec![lost, assistance()]))
        .answer(Answer::Candidates(Ok(vec![])));
    let State::TakingQuestionnaire(reviewed) = desk.state() else {
        panic!()
    };
    let standings: Vec<_> = reviewed
        .coverage
        .qualifications
        .iter()
        .map(|q| (q.scheme, q.standing))
        .collect();
    assert_eq!(
        standings,
        [
            (Scheme::HealthInsurance, Standing::Lost),
            (Scheme::MedicalAssistance, Standing::Valid)
        ]
    );
    desk.act(Act::SubmitQuestionnaire(Questionnaire::default()));
    let draft = last_registration(&desk);
    assert_eq!(draft.qualifications, [assistance()]);
    assert_eq!(
        draft.inquiry_key.as_ref().unwrap().insurer_number.expose(),
        "12131017"
    );
}

#[test]
fn second_visit_finds_the_chart_and_shows_what_changed() {
    let now = QualificationResult {
        reference_number: Some("000001".into()),
        insured_partial_contribution_ratio: Some("020".into()),
        ..insurance()
    };
    let mut desk = Desk::identified_by_eye("a");
    desk.answer(answered(vec![now]));
    assert!(matches!(desk.state(), State::LookingUpChart(..)));
    desk.answer(Answer::ChartFound(Ok(Some(Box::new(chart(
        "000001",
        basics(),
        vec![insurance()],
    ))))));
    let State::ConfirmingUpdate(_, found) = desk.state() else {
        panic!("{:?}", desk.state())
    };
    let fields: Vec<_> = found.changes.iter().map(|change| change.field).collect();
    assert_eq!(
        fields,
        [Field::Name, Field::Burden],
        "the wide space in the name, and the burden"
    );
    desk.act(Act::ConfirmUpdate { basics: false })
        .answer(registered("000001"));
    let draft = last_registration(&desk);
    assert_eq!((target_kind(&draft.target), &draft.inquiry_key), ("known", &None));
    assert!(matches!(desk.state(), State::Received(r) if !r.new_chart && r.inquiry_number.is_none()));
}

#[test]
fn an_inquiry_number_unknown_here_stops() {
    let now = QualificationResult {
        reference_number: Some("999999".into()),
        ..insurance()
    };
    let mut desk = Desk::identified_by_eye("a");
    desk.answer(answered(vec![now]))
        .answer(Answer::ChartFound(Ok(None)));
    assert!(matches!(
        desk.state(),
        State::ChartDiffers(_, Differing::UnknownNumber(_))
    ));
    desk.act(Act::SearchInstead)
        .answer(Answer::Candidates(Ok(vec![])));
    desk.act(Act::SubmitQuestionnaire(Questionnaire::default()));
    assert!(
        last_registration(&desk).inquiry_key.is_some(),
        "the number there is replaced"
    );
}

#[test]
fn a_chart_of_someone_else_is_never_taken_silently() {
    let now = QualificationResult {
        reference_number: Some("000001".into()),
        ..insurance()
    };
    for other in [
        PatientBasics {
            name: "田中 一郎".into(),
            ..basics()
        },
        PatientBasics {
            birth_date: "19550218".into(),
            ..basics()
        },
    ] {
        let mut desk = Desk::identified_by_eye("a");
        desk.answer(answered(vec![now.clone()]));
        desk.answer(Answer::ChartFound(Ok(Some(Box::new(chart(
            "000001",
            other,
            vec![],
        ))))));
        assert!(matches!(
            desk.state(),
            State::ChartDiffers(_, Differing::OtherPerson(..))
        ));
        desk.act(Act::ConfirmUpdate { basics: true });
        assert!(
            matches!(desk.state(), State::ChartDiffers(..)),
            "only an explicit decision leads on"
        );
        desk.act(Act::SamePerson);
        assert!(matches!(desk.state(), State::ConfirmingUpdate(..)));
    }
}

#[test]
fn candidates_are_picked_by_a_person() {
    let mut desk = Desk::identified_by_eye("a");
    desk.answer(answered(vec![assistance()]))
        .answer(Answer::Candidates(Ok(vec![candidate("000007")])));
    assert!(
        matches!(desk.state(), State::PickingChart(..)),
        "one match is still picked by a person"
    );
    desk.act(Act::PickChart("nobody".into()));
    assert!(matches!(desk.state(), State::PickingChart(..)));
    desk.act(Act::PickChart("chart-000007".into()));
    assert!(matches!(desk.state(), State::ConfirmingUpdate(..)));
    desk.act(Act::OtherWay)
        .answer(Answer::Candidates(Ok(vec![candidate("000007")])))
        .act(Act::NewChart);
    assert!(matches!(desk.state(), State::TakingQuestionnaire(_)));
}
