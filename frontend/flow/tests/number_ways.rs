//! From the numbers to the card and back, and the chart that was picked by a paper.

mod support;
#[path = "number_ways/uncovered.rs"]
mod uncovered;

use madoguchi_flow::number_reception;
use madoguchi_flow::person::otherwise_on_paper;
use madoguchi_flow::reception::{Differing, State};
use madoguchi_flow::{Act, Answer, Event, Request, Way, identify};
use madoguchi_shared::bridge::his::{
    Basis, CallAnswer, ChartCandidate, Papers, PatientBasics, Questionnaire,
};
use madoguchi_shared::code::QualificationValidity;
use madoguchi_shared::qualification::QualificationResult;
use madoguchi_shared::{Facility, Scheme};
use support::*;

fn handed_in() -> Desk {
    let mut desk = Desk::start(&[]);
    desk.happen(Event::Begun(Facility::Clinic, Way::Numbers))
        .act(Act::SubmitPapers(Box::new(papers())));
    desk
}

/// The receptionist picks a chart with these basics, and this comes back.
fn picked(basics: PatientBasics, result: QualificationResult) -> Desk {
    let mut desk = handed_in();
    desk.answer(Answer::Candidates(Ok(vec![ChartCandidate {
        chart: chart("000002", basics, vec![]),
        same_name: true,
        name_variant: false,
        same_kana: false,
        same_sex: false,
    }])));
    desk.act(Act::PickChart("chart-000002".into()));
    desk.answer(answered(vec![result]));
    desk
}

fn numbered(number: &str) -> QualificationResult {
    QualificationResult {
        reference_number: Some(number.into()),
        ..assistance()
    }
}

fn typed(desk: &Desk) -> Option<&Papers> {
    match desk.state() {
        State::Numbers(number_reception::State::Entering(typed)) => typed.as_deref(),
        other => panic!("not typing: {other:?}"),
    }
}

fn target(desk: &Desk) -> &'static str {
    target_kind(&last_registration(desk).target)
}

#[test]
fn the_chart_that_was_picked_and_that_of_the_number_are_the_same() {
    let mut desk = picked(basics(), numbered("000002"));
    desk.answer(Answer::ChartFound(Ok(Some(Box::new(chart(
        "000002",
        basics(),
        vec![],
    ))))));
    assert!(matches!(desk.state(), State::ConfirmingUpdate(_, found) if found.by_number));
    desk.act(Act::ConfirmUpdate { basics: false });
    assert_eq!(target(&desk), "known");
    assert_eq!(
        last_registration(&desk).inquiry_key,
        None,
        "the backend has the number"
    );
}

#[test]
fn two_charts_stop_the_reception_until_one_is_picked() {
    let mut desk = picked(basics(), numbered("000001"));
    let of_number = chart("000001", basics(), vec![]);
    desk.answer(Answer::ChartFound(Ok(Some(Box::new(of_number)))));
    let two = ["000002".into(), "000001".into()];
    assert!(
        matches!(desk.state(), State::ChartDiffers(_, Differing::OtherThanPicked(numbers)) if *numbers == two)
    );
    desk.act(Act::SamePerson);
    assert!(
        matches!(desk.state(), State::ChartDiffers(..)),
        "neither is taken by itself"
    );
    desk.act(Act::SearchInstead);
    assert!(matches!(desk.newest(), Some((_, Request::SearchCharts { .. }))));
    desk.answer(Answer::Candidates(Ok(vec![])))
        .act(Act::SubmitQuestionnaire(Questionnaire::default()));
    assert!(
        last_registration(&desk).inquiry_key.is_some(),
        "the number there is replaced"
    );
}

#[test]
fn a_chart_picked_by_the_paper_is_not_taken_for_another_person() {
    let other = PatientBasics {
        name: "山田 月子".into(),
        ..basics()
    };
    let mut desk = picked(other, assistance());
    assert!(
        matches!(desk.state(), State::ChartDiffers(_, Differing::OtherPerson(chart, _)) if chart.chart == "chart-000002"),
        "{:?}",
        desk.state()
    );
    desk.act(Act::SamePerson).act(Act::ConfirmUpdate { basics: true });
    assert_eq!(target(&desk), "picked");
    assert!(
        last_registration(&desk).inquiry_key.is_some(),
        "nobody has told it a number"
    );
}

#[test]
fn who_comes_back_from_the_card_finds_the_papers_as_they_were() {
    let not_found = || qualification(QualificationValidity::NotFound, vec![]);
    for by_card in [false, true] {
        let mut desk = handed_in();
        desk.answer(Answer::Candidates(Ok(vec![])));
        let (late, _) = desk.newest().unwrap();
        desk.answer(Answer::Qualification(Err(DOWN)));
        desk.act(Act::ByCard);
        assert_eq!(
            desk.state(),
            &State::Identifying(identify::State::WaitingForCard(None))
        );
        desk.happen(Event::Answered(late, answered(vec![assistance()])));
        assert!(matches!(desk.state(), State::Identifying(_)), "a late answer");
        if by_card {
            desk.cards(&["a"]);
            desk.answer(nonce()).answer(inspection(3)).act(Act::UseByEye);
            desk.act(Act::ConfirmByEye("s1".into()))
                .answer(Answer::Evidence(Ok(evidence("a"))));
            desk.answer(Answer::Qualification(Ok(Box::new(not_found()))));
            assert!(desk.machine.method().is_some());
        }
        desk.act(Act::ByNumbers);
        assert_eq!(typed(&desk), Some(&papers()));
        assert_eq!(
            desk.machine.method(),
            None,
            "it is not by the card that the patient is received"
        );
        assert_eq!(desk.machine.confirmed_by(), None);
        desk.reload(&[]);
        assert_eq!(typed(&desk), Some(&papers()));
    }
    let mut desk = Desk::start(&[]);
    desk.act(Act::ByNumbers);
    assert_eq!(typed(&desk), None, "there was nothing before");
}

#[test]
fn an_answer_about_somebody_else_leads_back_to_the_papers() {
    let answers: [fn(&mut Desk); 3] = [
        |desk| {
            desk.answer(answered(vec![assistance()]))
                .answer(Answer::Candidates(Err(DOWN)));
        },
        |desk| {
            desk.answer(answered(vec![assistance()]));
            let searching = desk.state().clone();
            desk.act(Act::Correct);
            assert_eq!(desk.state(), &searching, "an answer is awaited");
            desk.answer(Answer::Candidates(Ok(vec![])));
        },
        |desk| {
            let answer = qualification(QualificationValidity::ValidUnregistered, vec![assistance()]);
            desk.answer(Answer::Qualification(Ok(Box::new(answer))));
        },
    ];
    for answer in answers {
        let mut desk = handed_in();
        answer(desk.answer(Answer::Candidates(Ok(vec![]))));
        assert!(!matches!(desk.state(), State::Numbers(_)));
        desk.act(Act::Correct);
        assert_eq!(typed(&desk), Some(&papers()));
    }
    let mut desk = handed_in();
    desk.answer(Answer::Candidates(Ok(vec![])));
    desk.answer(answered(vec![assistance()]))
        .answer(Answer::Candidates(Ok(vec![])));
    desk.act(Act::SubmitQuestionnaire(Questionnaire::default()));
    let registering = desk.state().clone();
    desk.act(Act::Correct);
    assert_eq!(desk.state(), &registering, "too late");
    desk.answer(Answer::Registered(Err(DOWN))).act(Act::Correct);
    assert!(matches!(desk.state(), State::Failed(..)), "it may be written");
    let mut desk = Desk::identified_by_eye("a");
    desk.answer(answered(vec![assistance()])).act(Act::Correct);
    assert!(
        matches!(desk.state(), State::SearchingCharts(_)),
        "the card has no papers"
    );
}

#[test]
fn the_name_of_the_paper_stands_in_the_book_while_it_is_corrected() {
    let mut desk = handed_in();
    let name = papers().certificate.name;
    assert_eq!(desk.machine.patient_name(), Some(&name));
    desk.answer(Answer::Candidates(Err(DOWN))).act(Act::Correct);
    assert_eq!(desk.machine.patient_name(), Some(&name));
}

#[test]
fn a_paper_that_names_somebody_else_is_noticed() {
    let with = |name: &str, birth: &str| {
        let mut papers = papers();
        papers.certificate.name = name.into();
        papers.certificate.birth_date = birth.into();
        otherwise_on_paper(&papers, &basics())
    };
    assert!(!with("山田　花子", "19550217"), "spaces are no difference");
    assert!(!with("やまだ ハナコ", "19550217"), "kana is not compared");
    assert!(with("山田　華子", "19550217"));
    // The backend compares month and day alone.
    assert!(with("山田　花子", "19560217"));
}
