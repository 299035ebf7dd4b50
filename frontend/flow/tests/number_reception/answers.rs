//! What an answer says: several persons, nobody, something else, a qualification that began again.

use super::*;

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
