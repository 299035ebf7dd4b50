//! Consent on its own, of a patient who was received before.

use super::*;
use madoguchi_flow::request::ConsentDraft;

/// Begun for consent alone, and identified by eye: the answer of the query is waited for.
pub(super) fn identified(facility: Facility) -> Desk {
    let mut desk = Desk::start(&[]);
    desk.happen(Event::Begun(facility, Way::Consent)).cards(&["card"]);
    desk.answer(nonce())
        .answer(inspection(3))
        .act(Act::UseByEye)
        .act(Act::ConfirmByEye("s1".into()))
        .answer(Answer::Evidence(Ok(evidence("card"))));
    desk
}

/// Valid, and the chart has the 照会番号.
pub(super) fn chart_found(desk: &mut Desk) {
    let numbered = QualificationResult {
        reference_number: Some("000001".into()),
        ..assistance()
    };
    let found = chart("000001", basics(), vec![]);
    desk.answer(answered(vec![numbered]))
        .answer(Answer::ChartFound(Ok(Some(Box::new(found)))));
}

#[test]
fn what_the_chart_did_not_take_is_offered_to_it_when_it_is_registered() {
    let mut desk = identified(Facility::Clinic);
    chart_found(&mut desk);
    touch(&mut desk, MEDICATIONS, true);
    touch(&mut desk, CHECKUPS, false);
    desk.answer(Answer::Consent(Ok(receipt(YES_NO))))
        .answer(Answer::ConsentNoted(Err(ErrorCode::ConsentNumbersChanged)))
        .act(Act::GoOn)
        .act(Act::ConfirmUpdate { basics: false })
        .answer(registered("000001"))
        .answer(Answer::ConsentNoted(Ok(())));
    assert!(matches!(desk.state(), State::Received(_)), "{:?}", desk.state());
    assert_eq!(desk.machine.consent(), Some(End::Noted(receipt(YES_NO))));
}

#[test]
fn on_its_own_nobody_is_asked_who_has_nothing_valid() {
    let mut desk = identified(Facility::Clinic);
    let lost = QualificationResult {
        disqualification_date: Some("20200101".into()),
        reference_number: Some("000001".into()),
        ..assistance()
    };
    desk.answer(answered(vec![lost])).act(Act::ReceiveAtOwnExpense);
    let found = chart("000001", basics(), vec![]);
    desk.answer(Answer::ChartFound(Ok(Some(Box::new(found)))));
    assert!(
        matches!(desk.state(), State::ConfirmingUpdate(..)),
        "{:?}",
        desk.state()
    );
    assert!(!desk.machine.may_ask_consent());
}

#[test]
fn on_its_own_nothing_but_the_consent_is_written() {
    for facility in Facility::ALL {
        let mut desk = identified(facility);
        let numbered = QualificationResult {
            reference_number: Some("000001".into()),
            ..assistance()
        };
        desk.answer(answered(vec![numbered]));
        let found = chart("000001", basics(), vec![]);
        desk.answer(Answer::ChartFound(Ok(Some(Box::new(found)))));
        assert!(
            matches!(
                desk.state(),
                State::Consenting(Consenting::AskingMedications(_), _)
            ),
            "{:?}",
            desk.state()
        );
        touch(&mut desk, MEDICATIONS, true);
        touch(&mut desk, CHECKUPS, false);
        desk.answer(Answer::Consent(Ok(receipt(YES_NO))));
        let valid = desk.machine.valid_numbers();
        let numbers: Vec<_> = valid
            .iter()
            .map(|of| Some(&of.insured_identification_number))
            .collect();
        assert_eq!(numbers, [assistance().insured_identification_number.as_ref()]);
        desk.answer(Answer::ConsentNoted(Ok(())));
        assert_eq!(desk.machine.valid_numbers(), [], "no consent is under way");
        assert!(matches!(desk.state(), State::TakingCard(Ending::Consented(..))));
        desk.cards(&[]);
        assert!(matches!(desk.state(), State::Over(Ending::Consented(..))));
        let wrote = desk
            .asked
            .iter()
            .any(|asked| matches!(asked, Request::Register(_)));
        assert!(!wrote, "no reception is registered");
    }
}

/// The chart was found after more than four of the nonce's five minutes.
#[test]
fn on_its_own_nobody_is_asked_by_itself_when_it_is_too_late() {
    for (later_ms, asked) in [(240_000, true), (240_001, false)] {
        let mut desk = identified(Facility::Clinic);
        let numbered = QualificationResult {
            reference_number: Some("000001".into()),
            ..assistance()
        };
        desk.answer(answered(vec![numbered]));
        desk.now += later_ms;
        let found = chart("000001", basics(), vec![]);
        desk.answer(Answer::ChartFound(Ok(Some(Box::new(found)))));
        assert_eq!(matches!(desk.state(), State::Consenting(..)), asked, "{later_ms}");
        assert_eq!(desk.machine.consent(), (!asked).then_some(End::TooLate));
    }
}

/// An earlier reception of the day may have left a consent on the chart.
#[test]
fn on_its_own_what_is_refused_is_noted_at_once_although_it_is_not_registered() {
    let mut desk = identified(Facility::Clinic);
    chart_found(&mut desk);
    touch(&mut desk, MEDICATIONS, false);
    touch(&mut desk, CHECKUPS, false);
    desk.answer(Answer::Consent(Err(DOWN))).act(Act::GoOn);
    let draft = ConsentDraft {
        consent_date: None,
        ..consent_draft(NO_NO)
    };
    let noting = Request::NoteConsent(draft);
    assert_eq!(desk.newest().map(|(_, request)| request), Some(&noting));
    desk.answer(Answer::ConsentNoted(Err(DOWN))).act(Act::Retry);
    assert_eq!(desk.newest().map(|(_, request)| request), Some(&noting));
    desk.answer(Answer::ConsentNoted(Ok(())));
    assert!(
        matches!(desk.state(), State::ConfirmingUpdate(..)),
        "it is not registered yet: {:?}",
        desk.state()
    );
    assert!(desk.machine.may_ask_consent());
}
