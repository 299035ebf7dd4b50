//! What fails, and how it goes on.

use super::*;

#[test]
fn an_answer_that_ended_with_an_error_is_told_with_its_code() {
    let mut by_header = qualification(QualificationValidity::Valid, vec![insurance()]);
    by_header.message_header.segment_of_result = SegmentOfResult::Abnormal;
    by_header.message_header.error_code = Some("E1".into());
    let mut by_body = qualification(QualificationValidity::Valid, vec![insurance()]);
    by_body.message_body.processing_result_status = ProcessingResultStatus::Error;
    by_body.message_body.processing_result_code = Some("E1".into());
    let mut newer = qualification(QualificationValidity::Valid, vec![insurance()]);
    newer.message_header.segment_of_result = SegmentOfResult::from("3");
    newer.message_header.error_code = Some("E1".into());
    for answer in [by_header, by_body, newer] {
        let mut desk = Desk::identified_by_eye("a");
        desk.answer(Answer::Qualification(Ok(Box::new(answer))));
        let State::NotCovered(why, _) = desk.state() else {
            panic!("{:?}", desk.state())
        };
        assert!(matches!(why, NoCoverage::Refused { code: Some(code), .. } if code == "E1"));
        assert_eq!(why.error(), Some(ErrorCode::BackendRefused));
    }
}

#[test]
fn a_failed_query_is_retried_with_the_same_evidence_unless_it_is_spent() {
    let mut desk = Desk::identified_by_eye("a");
    desk.answer(Answer::Qualification(Err(DOWN))).act(Act::Retry);
    let Some((_, Request::QueryCard { evidence: again })) = desk.newest() else {
        panic!()
    };
    assert_eq!(again, &evidence("a"));
    desk.answer(Answer::Qualification(Err(ErrorCode::NonceInvalid)))
        .act(Act::Retry);
    assert_eq!(desk.asked.last(), Some(&Request::FetchNonce));
    assert_eq!(desk.machine.method(), None);
}

#[test]
fn a_failed_registration_of_the_number_does_not_block() {
    let mut desk = Desk::identified_by_eye("a");
    desk.answer(answered(vec![assistance()]))
        .answer(Answer::Candidates(Ok(vec![])));
    desk.act(Act::SubmitQuestionnaire(Questionnaire::default()))
        .answer(registered("000001"));
    desk.answer(Answer::InquiryNumber(Err(DOWN)));
    assert!(matches!(desk.state(), State::Received(r) if r.inquiry_number == Some(End::Pending(DOWN))));
    assert!(
        desk.asked
            .contains(&Request::NoteInquiryNumber { problem: Some(DOWN) })
    );
    desk.act(Act::Finish);
    assert!(matches!(desk.state(), State::TakingCard(_)));
    desk.cards(&[]);
    assert!(desk.machine.is_over());
    assert_eq!(desk.machine.patient_step(), PatientStep::Done);
}

#[test]
fn a_failing_registry_is_asked_again_with_the_same_content() {
    let mut desk = Desk::identified_by_eye("a");
    desk.answer(answered(vec![assistance()]))
        .answer(Answer::Candidates(Ok(vec![])));
    desk.act(Act::SubmitQuestionnaire(Questionnaire::default()));
    let first = last_registration(&desk).clone();
    desk.answer(Answer::Registered(Err(ErrorCode::BridgeUnreachable)))
        .act(Act::Retry);
    assert_eq!(last_registration(&desk), &first);
    desk.answer(registered("000001"));
    assert!(matches!(desk.state(), State::RegisteringInquiryNumber(..)));
}
