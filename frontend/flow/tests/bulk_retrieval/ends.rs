//! A month that ends otherwise than with the last row registered.

use super::*;

#[test]
fn a_cursor_that_is_not_taken_any_more_leads_to_the_first_row() {
    let mut desk = Desk::started(Some(progress(6, 10)));
    let (attempt, _) = desk.asked();
    desk.happen(Event::Head(attempt, Err(ErrorCode::BulkCursorInvalid)));
    let (again, request) = desk.asked();
    let Request::Ask(order) = request else {
        panic!("{request:?}")
    };
    assert_eq!(order.cursor, None);
    // Refused without a cursor: it does not go round.
    desk.happen(Event::Head(again, Err(ErrorCode::BulkCursorInvalid)));
    assert!(matches!(desk.machine.state(), State::BrokenOff(..)));
}

#[test]
fn nothing_there_is_kept_as_well() {
    let mut desk = Desk::receiving(0);
    let (stream, _) = desk.asked();
    desk.happen(Event::Ended(stream, Ok(())));
    let (attempt, after, count) = desk.kept();
    assert_eq!((after, count), (0, 0));
    desk.happen(Event::Kept(attempt, Ok(progress(0, 0))));
    assert_eq!(*desk.machine.state(), State::NothingThere(month()));
    desk.happen(Event::Act(Act::OtherMonth));
    assert_eq!(*desk.machine.state(), State::ChoosingMonth);
}

#[test]
fn an_abnormal_end_is_told_with_its_code() {
    for segment in ["9", "3", ""] {
        let mut desk = Desk::started(None);
        let (attempt, _) = desk.asked();
        let abnormal = BulkHead {
            segment_of_result: segment.into(),
            error_code: Some("E1".into()),
            ..head(0, 0)
        };
        desk.happen(Event::Head(attempt, Ok(abnormal)));
        assert!(
            matches!(desk.machine.state(), State::Refused(_, refusal) if refusal.code.as_deref() == Some("E1"))
        );
        assert_eq!(desk.stopped, 1);
        desk.happen(Event::Act(Act::Retry));
        assert!(matches!(desk.machine.state(), State::LookingUp(_)));
    }
}

#[test]
fn what_does_not_fit_the_question_is_nonsense() {
    let other_month = BulkHead {
        medical_treatment_month: YearMonth::new(2026, 10).unwrap(),
        ..head(10, 0)
    };
    for head in [other_month, head(10, 4)] {
        let mut desk = Desk::started(None);
        let (attempt, _) = desk.asked();
        desk.happen(Event::Head(attempt, Ok(head)));
        let nonsense = Broken::Failed(ErrorCode::BackendNonsense);
        assert!(matches!(desk.machine.state(), State::BrokenOff(_, _, broken) if *broken == nonsense));
    }
    // Too few rows, and too many.
    for rows in [2, 4] {
        let mut desk = Desk::receiving(3);
        let (stream, _) = desk.asked();
        desk.happen(Event::Rows(stream, rows));
        desk.happen(Event::Ended(stream, Ok(())));
        let (attempt, _, count) = desk.kept();
        desk.happen(Event::Kept(attempt, Ok(progress(count as u64, 3))));
        assert!(matches!(desk.machine.state(), State::BrokenOff(..)), "{rows}");
    }
}

#[test]
fn a_registry_that_fails_stops_it() {
    let mut desk = Desk::receiving(3);
    let (stream, _) = desk.asked();
    desk.happen(Event::Rows(stream, 3));
    let (attempt, ..) = desk.kept();
    desk.happen(Event::Kept(attempt, Err(ErrorCode::LeaseNotHeld)));
    assert!(matches!(
        desk.machine.state(),
        State::BrokenOff(_, Some((0, 3)), Broken::Failed(ErrorCode::LeaseNotHeld))
    ));
    assert_eq!(desk.stopped, 1);
    let mut desk = Desk::new();
    desk.happen(Event::Act(Act::Start(month())));
    let attempt = desk.registry.take().unwrap().attempt;
    desk.happen(Event::Found(attempt, Err(ErrorCode::BridgeUnreachable)));
    assert!(matches!(desk.machine.state(), State::BrokenOff(..)));
}
