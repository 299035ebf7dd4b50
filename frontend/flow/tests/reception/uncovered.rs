//! Nothing valid, 未委託, no qualification, contradictions.

use super::*;

#[test]
fn nothing_valid_is_never_registered() {
    let expired = QualificationResult {
        insured_card_expiration_date: Some("20261121".into()),
        ..insurance()
    };
    let nonsense = QualificationResult {
        qualification_date: Some("2020/4/1".into()),
        ..insurance()
    };
    let newer = QualificationResult {
        qualification_validity: Some(QualificationValidity::Unknown("7".into())),
        ..insurance()
    };
    for (result, standing) in [
        (expired, Standing::Lost),
        (nonsense, Standing::Unclear),
        (newer, Standing::Unclear),
    ] {
        let mut desk = Desk::identified_by_eye("a");
        desk.answer(answered(vec![result]));
        let State::NothingValid(coverage) = desk.state() else {
            panic!("{:?}", desk.state())
        };
        assert_eq!(coverage.qualifications[0].standing, standing);
        desk.act(Act::NewChart)
            .act(Act::SubmitQuestionnaire(Questionnaire::default()));
        desk.act(Act::Finish).cards(&[]);
        assert_eq!(desk.state(), &State::Over(Ending::NotCovered));
        assert!(!desk.asked.iter().any(|r| matches!(r, Request::Register(_))));
    }
}

#[test]
fn unentrusted_is_its_own_standing() {
    let mut desk = Desk::identified_by_eye("a");
    let answer = qualification(QualificationValidity::ValidUnregistered, vec![assistance()]);
    desk.answer(Answer::Qualification(Ok(Box::new(answer))));
    let State::Unentrusted(unentrusted_check::State::Calling(case, None)) = desk.state() else {
        panic!("{:?}", desk.state());
    };
    assert!(case.coverage.is_unentrusted());
}

#[test]
fn no_qualification_and_contradictions() {
    let not_found = qualification(QualificationValidity::NotFound, vec![]);
    let empty_but_valid = qualification(QualificationValidity::Valid, vec![]);
    let two_people = qualification(
        QualificationValidity::Valid,
        vec![
            insurance(),
            QualificationResult {
                birthdate: Some("19990101".into()),
                ..assistance()
            },
        ],
    );
    let nameless = qualification(
        QualificationValidity::Valid,
        vec![QualificationResult {
            name: None,
            ..insurance()
        }],
    );
    let nonsense = |desk: &Desk| matches!(desk.state(), State::Failed(ErrorCode::BackendNonsense, from) if matches!(**from, State::Querying(_)));
    for answer in [empty_but_valid, two_people, nameless] {
        let mut desk = Desk::identified_by_eye("a");
        desk.answer(Answer::Qualification(Ok(Box::new(answer))));
        assert!(nonsense(&desk), "{:?}", desk.state());
    }
    let mut desk = Desk::identified_by_eye("a");
    desk.answer(Answer::Qualification(Ok(Box::new(not_found))));
    assert_eq!(
        desk.state(),
        &State::NotCovered(NoCoverage::NotFound, evidence("a"))
    );
    desk.act(Act::Retry);
    assert_eq!(
        desk.state(),
        &State::Querying(evidence("a")),
        "the same evidence asks again"
    );
}
