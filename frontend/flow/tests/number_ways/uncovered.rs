//! Who has no valid qualification by the numbers of a paper, and what is called for then.

use super::*;

#[test]
fn not_entrusted_by_numbers_may_try_the_card_and_with_the_card_it_was_tried() {
    let unentrusted = || {
        let answer = qualification(QualificationValidity::ValidUnregistered, vec![assistance()]);
        Answer::Qualification(Ok(Box::new(answer)))
    };
    let mut desk = handed_in();
    desk.answer(Answer::Candidates(Ok(vec![]))).answer(unentrusted());
    desk.act(Act::ByCard);
    assert!(matches!(desk.state(), State::Identifying(_)));
    desk.act(Act::ByNumbers);
    assert_eq!(typed(&desk), Some(&papers()));
    desk.act(Act::SubmitPapers(Box::new(papers())));
    desk.answer(Answer::Candidates(Ok(vec![]))).answer(unentrusted());
    desk.act(Act::RecordCall(call(CallAnswer::Usable)));
    desk.answer(Answer::Candidates(Ok(vec![])))
        .act(Act::SubmitQuestionnaire(Questionnaire::default()));
    let draft = last_registration(&desk);
    assert_eq!(
        (draft.basis, &draft.papers),
        (Basis::Unentrusted, &None),
        "without the two numbers"
    );
    let mut desk = Desk::identified_by_eye("a");
    desk.answer(unentrusted()).act(Act::ByCard);
    assert!(matches!(desk.state(), State::Unentrusted(_)));
}

#[test]
fn what_the_office_answers_about_who_is_not_entrusted_gives_no_numbers_to_the_his() {
    for (answer, basis) in [
        (CallAnswer::Usable, Basis::Unentrusted),
        (CallAnswer::NotUsable, Basis::OwnExpense),
    ] {
        let mut desk = handed_in();
        let unentrusted = qualification(QualificationValidity::ValidUnregistered, vec![assistance()]);
        desk.answer(Answer::Candidates(Ok(vec![])))
            .answer(Answer::Qualification(Ok(Box::new(unentrusted))));
        desk.act(Act::RecordCall(call(answer)))
            .act(Act::ReceiveAtOwnExpense);
        desk.answer(Answer::Candidates(Ok(vec![])))
            .act(Act::SubmitQuestionnaire(Questionnaire::default()));
        let draft = last_registration(&desk);
        assert_eq!((draft.basis, &draft.papers), (basis, &None), "{answer:?}");
    }
}

#[test]
fn an_old_paper_ends_only_the_qualification_that_it_names() {
    let newer = QualificationResult {
        insurer_number: Some("12131025".into()),
        insured_identification_number: Some("7654320".into()),
        ..assistance()
    };
    for (stored, ended) in [
        (newer, vec![]),
        (assistance(), vec![Scheme::MedicalAssistance]),
        (insurance(), vec![]),
    ] {
        let mut desk = handed_in();
        desk.answer(Answer::Candidates(Ok(vec![])));
        let lost = qualification(QualificationValidity::InvalidNewerExists, vec![assistance()]);
        desk.answer(Answer::Qualification(Ok(Box::new(lost))))
            .act(Act::ReceiveAtOwnExpense);
        desk.answer(Answer::Candidates(Ok(vec![ChartCandidate {
            chart: chart("000002", basics(), vec![stored]),
            same_name: true,
            name_variant: false,
            same_kana: true,
            same_sex: true,
        }])));
        desk.act(Act::PickChart("chart-000002".into()))
            .act(Act::ConfirmUpdate { basics: false });
        assert_eq!(last_registration(&desk).ended, ended);
    }
}

#[test]
fn who_is_lost_is_received_at_their_own_expense_with_the_calls_and_without_a_qualification() {
    let lost = QualificationResult {
        disqualification_date: Some("20261101".into()),
        ..assistance()
    };
    let mut desk = handed_in();
    desk.answer(Answer::Candidates(Ok(vec![])))
        .answer(answered(vec![lost]));
    desk.act(Act::RecordCall(call(CallAnswer::NotUsable)));
    assert!(
        matches!(desk.state(), State::Numbers(number_reception::State::Lost(..))),
        "it is only recorded"
    );
    desk.act(Act::ReceiveAtOwnExpense);
    desk.answer(Answer::Candidates(Ok(vec![])))
        .act(Act::SubmitQuestionnaire(Questionnaire::default()));
    let draft = last_registration(&desk);
    assert_eq!((draft.basis, draft.calls.len()), (Basis::OwnExpense, 1));
    assert_eq!(draft.papers, Some(papers()));
    assert!(draft.qualifications.is_empty() && draft.inquiry_key.is_none());
}
