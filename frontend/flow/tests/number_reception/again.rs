//! Asked again: after a failure, with corrected papers, by the paper of the other scheme.

use super::*;

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
