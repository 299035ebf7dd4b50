//! F05 / F09 and F06 / F10 with S2 and S3: each transition of `number_reception::update`.

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
fn one_of_several_is_picked_with_a_reason_that_the_his_takes() {
    for (reason, taken) in [
        (String::new(), false),
        (" 　".to_owned(), false),
        ("あ".repeat(201), false),
        ("あ".repeat(200), true),
    ] {
        let mut desk = asking();
        desk.answer(several());
        assert!(matches!(now(&desk), State::PickingPerson(_, persons) if persons.len() == 3));
        desk.act(Act::PickPerson(1, reason.into()));
        let on = matches!(desk.state(), reception::State::SearchingCharts(reviewed)
            if reviewed.basics.name.expose() == "山田　月子"
                && reviewed.papers.as_ref().unwrap().picked_because.is_some());
        assert_eq!(on, taken);
    }
    let mut desk = asking();
    desk.answer(several()).act(Act::PickPerson(3, "氏名".into()));
    assert!(matches!(now(&desk), State::PickingPerson(..)), "there are three");
    desk.act(Act::PickPerson(2, "氏名".into()));
    assert!(
        matches!(now(&desk), State::Lost(..)),
        "each has a standing of its own"
    );
    desk.act(Act::Correct);
    assert_eq!(typed(&desk), Some(papers()), "the reason was about that answer");
}

#[test]
fn none_of_them_and_nobody_come_to_nothing() {
    let mut desk = asking();
    desk.answer(several()).act(Act::NoneOfThem);
    assert!(matches!(now(&desk), State::NotFound(_, NoCoverage::NotFound)));
    let mut desk = asking();
    desk.answer(to_numbers(qualification(QualificationValidity::NotFound, vec![])));
    assert!(matches!(now(&desk), State::NotFound(_, NoCoverage::NotFound)));
    desk.act(Act::Retry);
    assert!(matches!(now(&desk), State::Querying(_)));
    let mut refused = qualification(QualificationValidity::NotFound, vec![]);
    refused.message_header.segment_of_result = SegmentOfResult::Abnormal;
    refused.message_header.error_code = Some("E1".into());
    desk.answer(to_numbers(refused));
    assert!(
        matches!(now(&desk), State::NotFound(_, NoCoverage::Refused { code, .. }) if code.as_deref() == Some("E1"))
    );
    desk.act(Act::Finish);
    assert_eq!(
        desk.state(),
        &reception::State::Over(reception::Ending::NotCovered)
    );
}

#[test]
fn an_answer_about_something_else_is_nonsense() {
    let with = |validity, results| to_numbers(qualification(validity, results));
    let other_birthday = QualificationResult {
        birthdate: Some("19550218".into()),
        ..assistance()
    };
    let unreadable = QualificationResult {
        birthdate: Some("2.17".into()),
        ..assistance()
    };
    let nameless = QualificationResult {
        name: None,
        ..assistance()
    };
    for answer in [
        answered(vec![insurance()]),
        answered(vec![assistance(), insurance()]),
        answered(vec![other_birthday.clone()]),
        answered(vec![unreadable]),
        answered(vec![nameless]),
        answered(vec![]),
        with(QualificationValidity::Several, vec![assistance()]),
        with(QualificationValidity::Several, vec![assistance(), other_birthday]),
    ] {
        let mut desk = asking();
        desk.answer(answer);
        assert!(
            matches!(now(&desk), State::Failed(ErrorCode::BackendNonsense, from) if matches!(**from, State::Querying(_))),
            "{:?}",
            desk.state()
        );
        desk.act(Act::Retry);
        assert!(matches!(now(&desk), State::Querying(_)));
    }
    let same_day = QualificationResult {
        birthdate: Some("19250217".into()),
        ..assistance()
    };
    let mut desk = asking();
    desk.answer(answered(vec![same_day]));
    assert!(
        matches!(desk.state(), reception::State::SearchingCharts(_)),
        "the year is not compared"
    );
}

#[test]
fn a_person_whose_qualification_began_again_has_the_one_in_force() {
    let again = QualificationResult {
        qualification_date: Some("20261105".into()),
        ..assistance()
    };
    for results in [vec![lost(), again.clone()], vec![again.clone(), lost()]] {
        let mut desk = asking();
        desk.answer(answered(results));
        assert!(matches!(desk.state(), reception::State::SearchingCharts(reviewed)
            if reviewed.coverage.qualifications.len() == 1 && reviewed.coverage.qualifications[0].result == again));
    }
    let older = QualificationResult {
        qualification_date: Some("20100401".into()),
        ..lost()
    };
    let mut desk = asking();
    desk.answer(answered(vec![older, lost()]));
    assert!(
        matches!(now(&desk), State::Lost(_, coverage) if coverage.qualifications[0].result == lost()),
        "the last one"
    );
}

#[test]
fn a_failed_question_is_asked_again_or_its_papers_are_corrected() {
    let mut desk = desk();
    desk.act(hand_in()).answer(Answer::Candidates(Err(DOWN)));
    assert!(matches!(now(&desk), State::Failed(DOWN, from) if matches!(**from, State::FindingPatient(_))));
    desk.act(Act::Retry).answer(Answer::Candidates(Ok(vec![])));
    desk.answer(Answer::Qualification(Err(DOWN)));
    assert!(matches!(now(&desk), State::Failed(DOWN, from) if matches!(**from, State::Querying(_))));
    desk.act(Act::Correct);
    assert_eq!(typed(&desk), Some(papers()));
    let mut corrected = papers();
    corrected.certificate.number = "1234574".into();
    desk.act(Act::SubmitPapers(Box::new(corrected.clone())));
    desk.answer(Answer::Candidates(Ok(vec![])));
    assert!(
        matches!(desk.newest(), Some((_, Request::QueryNumbers { numbers })) if *numbers == corrected.certificate)
    );
}

#[test]
fn nothing_is_corrected_while_an_answer_is_awaited() {
    for to_the_query in [false, true] {
        let mut desk = desk();
        desk.act(hand_in());
        if to_the_query {
            desk.answer(Answer::Candidates(Ok(vec![])));
        }
        let asking = desk.state().clone();
        for act in [Act::Correct, Act::ByCard] {
            desk.act(act.clone());
            assert_eq!(desk.state(), &asking, "{act:?}");
        }
        desk.answer(if to_the_query {
            Answer::Qualification(Err(DOWN))
        } else {
            known()
        });
        desk.act(Act::Correct);
        assert_eq!(typed(&desk), Some(papers()));
    }
    let mut desk = desk();
    desk.act(Act::Correct);
    assert_eq!(typed(&desk), None);
}

#[test]
fn a_late_answer_does_not_answer_the_next_question() {
    let mut desk = desk();
    desk.act(hand_in());
    let (first, _) = desk.newest().unwrap();
    desk.answer(Answer::Candidates(Ok(vec![])));
    desk.happen(Event::Answered(first, known()));
    assert!(matches!(now(&desk), State::Querying(_)));
    desk.happen(Event::Answered(first, answered(vec![assistance()])));
    assert!(matches!(now(&desk), State::Querying(_)));
}

#[test]
fn lost_goes_on_with_the_paper_of_the_other_scheme() {
    let mut desk = asking();
    desk.answer(answered(vec![lost()])).act(Act::OtherPaper);
    let other = typed(&desk).unwrap();
    let PaperNumbers {
        scheme,
        insurer_number,
        symbol,
        number,
        branch,
        birth_date,
        name,
    } = other.certificate;
    assert_eq!(scheme, Scheme::HealthInsurance);
    let before = papers().certificate;
    assert_eq!(
        (name, birth_date),
        (before.name, before.birth_date),
        "the person stays"
    );
    assert!(insurer_number.expose().is_empty() && number.expose().is_empty());
    assert_eq!((symbol, branch, other.prescription), (None, None, None));
    // And back from there.
    desk.act(Act::SubmitPapers(Box::new(by_insurance())));
    desk.answer(Answer::Candidates(Ok(vec![])));
    let ended = QualificationResult {
        disqualification_date: Some("20261101".into()),
        ..insurance()
    };
    desk.answer(answered(vec![ended])).act(Act::OtherPaper);
    assert_eq!(
        typed(&desk).unwrap().certificate.scheme,
        Scheme::MedicalAssistance
    );
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
