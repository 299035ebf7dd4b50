//! F05 / F09 and F06 / F10 with S2 and S3: each transition of `number_reception::update`.

#[path = "number_reception/again.rs"]
mod again;
#[path = "number_reception/answers.rs"]
mod answers;
mod support;

use madoguchi_flow::coverage::NoCoverage;
use madoguchi_flow::number_reception::{Asked, State, sent};
use madoguchi_flow::{Act, Answer, Event, Request, Way, reception};
use madoguchi_shared::bridge::his::{ChartCandidate, Paper, PaperNumbers, Papers};
use madoguchi_shared::code::{QualificationValidity, SegmentOfResult};
use madoguchi_shared::qualification::{QualificationAnswer, QualificationResult};
use madoguchi_shared::{ErrorCode, Facility, Scheme};
use support::*;

fn desk() -> Desk {
    let mut desk = Desk::start(&[]);
    desk.happen(Event::Begun(Facility::Clinic, Way::Numbers));
    desk
}

/// Up to the query, as a new patient.
fn asking() -> Desk {
    let mut desk = desk();
    desk.act(hand_in()).answer(Answer::Candidates(Ok(vec![])));
    desk
}

fn hand_in() -> Act {
    Act::SubmitPapers(Box::new(papers()))
}

fn now(desk: &Desk) -> &State {
    match desk.state() {
        reception::State::Numbers(inner) => inner,
        other => panic!("not by numbers: {other:?}"),
    }
}

fn to_numbers(answer: QualificationAnswer) -> Answer {
    Answer::Qualification(Ok(Box::new(answer)))
}

fn lost() -> QualificationResult {
    QualificationResult {
        disqualification_date: Some("20261101".into()),
        ..assistance()
    }
}

fn several() -> Answer {
    let other = QualificationResult {
        name: Some("山田　月子".into()),
        ..assistance()
    };
    to_numbers(qualification(
        QualificationValidity::Several,
        vec![assistance(), other, lost()],
    ))
}

fn known() -> Answer {
    Answer::Candidates(Ok(vec![ChartCandidate {
        chart: chart("000002", basics(), vec![]),
        same_name: true,
        name_variant: false,
        same_kana: false,
        same_sex: false,
    }]))
}

fn typed(desk: &Desk) -> Option<Papers> {
    match now(desk) {
        State::Entering(typed) => typed.as_deref().cloned(),
        other => panic!("not typing: {other:?}"),
    }
}

#[test]
fn a_patient_whom_nobody_knows_is_asked_about_by_the_numbers_of_the_paper() {
    let mut desk = desk();
    assert_eq!(now(&desk), &State::Entering(None));
    desk.act(hand_in());
    assert!(matches!(now(&desk), State::FindingPatient(_)));
    let numbers = papers().certificate;
    let (name, birth_date) = (numbers.name.clone(), numbers.birth_date.clone());
    assert_eq!(
        desk.newest().unwrap().1,
        &Request::FindPatient { name, birth_date }
    );
    desk.answer(Answer::Candidates(Ok(vec![])));
    assert!(matches!(now(&desk), State::Querying(asked) if asked.chart.is_none()));
    assert_eq!(desk.newest().unwrap().1, &Request::QueryNumbers { numbers });
    desk.answer(answered(vec![assistance()]));
    assert!(matches!(desk.state(), reception::State::SearchingCharts(reviewed)
        if reviewed.papers == Some(Box::new(papers())) && reviewed.coverage.only == Some(Scheme::MedicalAssistance)));
}

#[test]
fn a_known_patient_is_picked_or_is_a_new_one_after_all() {
    let mut desk = desk();
    desk.act(hand_in()).answer(known());
    assert!(matches!(now(&desk), State::PickingPatient(_, charts) if charts.len() == 1));
    desk.act(Act::PickChart("chart-of-nobody".into()));
    assert!(matches!(now(&desk), State::PickingPatient(..)));
    desk.act(Act::PickChart("chart-000002".into()));
    assert!(
        matches!(now(&desk), State::Querying(asked) if asked.chart.as_ref().unwrap().chart == "chart-000002")
    );
    desk.answer(answered(vec![assistance()]));
    assert!(
        matches!(desk.state(), reception::State::ConfirmingUpdate(_, found) if !found.by_number),
        "no second search"
    );
    let mut desk = self::desk();
    desk.act(hand_in()).answer(known()).act(Act::NewChart);
    assert!(matches!(now(&desk), State::Querying(asked) if asked.chart.is_none()));
}

#[test]
fn with_a_difference_the_paper_that_is_chosen_is_asked_by() {
    let mut both = papers();
    both.prescription = Some(PaperNumbers {
        number: "1234574".into(),
        ..papers().certificate
    });
    for (used, number) in [(Paper::Certificate, "1234566"), (Paper::Prescription, "1234574")] {
        both.used = used;
        assert_eq!(sent(&both).number.expose(), number);
    }
    both.prescription = None;
    assert_eq!(
        sent(&both),
        &both.certificate,
        "without a difference they are the same"
    );
}

#[test]
fn valid_and_not_entrusted_go_on_and_what_is_lost_or_unclear_does_not() {
    let unclear = QualificationResult {
        qualification_validity: Some(QualificationValidity::Unknown("8".into())),
        ..assistance()
    };
    for (validity, result) in [
        (QualificationValidity::Valid, lost()),
        (QualificationValidity::Invalid, assistance()),
        (QualificationValidity::Valid, unclear),
    ] {
        let mut desk = asking();
        desk.answer(to_numbers(qualification(validity, vec![result])));
        assert!(matches!(now(&desk), State::Lost(..)), "{:?}", desk.state());
    }
    let mut desk = asking();
    let unentrusted = qualification(QualificationValidity::ValidUnregistered, vec![assistance()]);
    desk.answer(to_numbers(unentrusted));
    assert!(matches!(desk.state(), reception::State::Unentrusted(_)));
}

#[test]
fn every_state_comes_back_after_a_reload_and_asks_anew_what_it_waits_on() {
    let not_found = || to_numbers(qualification(QualificationValidity::NotFound, vec![]));
    let states: [fn(&mut Desk); 9] = [
        |_| (),
        |desk| {
            desk.act(hand_in());
        },
        |desk| {
            desk.act(hand_in()).answer(known());
        },
        |desk| {
            desk.act(hand_in()).answer(Answer::Candidates(Err(DOWN)));
        },
        |desk| {
            desk.act(hand_in()).answer(Answer::Candidates(Ok(vec![])));
        },
        |desk| {
            desk.act(hand_in())
                .answer(known())
                .act(Act::NewChart)
                .answer(several());
        },
        |desk| {
            desk.act(hand_in()).answer(Answer::Candidates(Ok(vec![])));
            desk.answer(answered(vec![lost()]));
        },
        |desk| {
            desk.act(hand_in()).answer(Answer::Candidates(Ok(vec![])));
            desk.answer(answered(vec![lost()])).act(Act::OtherPaper);
        },
        |desk| {
            desk.act(hand_in())
                .answer(Answer::Candidates(Ok(vec![])))
                .answer(Answer::Qualification(Err(DOWN)))
                .act(Act::Correct);
        },
    ];
    for (at, state) in states.into_iter().enumerate() {
        let mut desk = desk();
        state(&mut desk);
        let (before, asked) = (desk.state().clone(), desk.asked.last().cloned());
        let waits = matches!(now(&desk), State::FindingPatient(_) | State::Querying(_));
        let count = desk.asked.len();
        desk.reload(&[]);
        assert_eq!(desk.state(), &before, "{at}");
        assert_eq!(desk.asked.len() - count, usize::from(waits), "{at}");
        assert_eq!(desk.asked.last().cloned(), asked, "{at}");
    }
    let mut desk = asking();
    desk.answer(not_found()).reload(&[]).act(Act::Retry);
    assert!(matches!(now(&desk), State::Querying(_)));
}

fn by_insurance() -> Papers {
    let known = insurance();
    let mut papers = papers();
    papers.certificate = PaperNumbers {
        scheme: Scheme::HealthInsurance,
        insurer_number: known.insurer_number.unwrap_or_default(),
        symbol: known.insured_card_symbol,
        number: known.insured_identification_number.unwrap_or_default(),
        branch: None,
        ..papers.certificate
    };
    papers
}

#[test]
fn a_paper_without_a_branch_number_is_answered_with_one() {
    let mut desk = desk();
    desk.act(Act::SubmitPapers(Box::new(by_insurance())));
    desk.answer(Answer::Candidates(Ok(vec![])));
    let Some((_, Request::QueryNumbers { numbers })) = desk.newest() else {
        panic!("{:?}", desk.state())
    };
    assert_eq!(numbers.branch, None);
    desk.answer(answered(vec![insurance()]));
    assert!(matches!(desk.state(), reception::State::SearchingCharts(_)));
    let asked = Asked {
        papers: by_insurance(),
        chart: None,
    };
    assert_eq!(sent(&asked.papers).scheme, Scheme::HealthInsurance);
}
