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
fn an_answer_that_is_not_the_one_that_is_kept_in_part_begins_anew() {
    let other_number = BulkHead {
        reception_number: "r2".into(),
        ..head(10, 6)
    };
    for head in [other_number, head(11, 6)] {
        let mut desk = Desk::started(Some(progress(6, 10)));
        let (attempt, _) = desk.asked();
        desk.happen(Event::Head(attempt, Ok(head)));
        assert_eq!(desk.stopped, 1);
        let (_, request) = desk.asked();
        let Request::Ask(order) = request else {
            panic!("{request:?}")
        };
        assert_eq!(order.cursor, None);
    }
}

#[test]
fn in_progress_under_another_number_is_not_gone_on_with() {
    let mut desk = Desk::started(Some(progress(6, 10)));
    let (attempt, _) = desk.asked();
    let waiting = BulkHead {
        segment_of_result: "2".into(),
        reception_number: "r2".into(),
        ..head(0, 0)
    };
    desk.happen(Event::Head(attempt, Ok(waiting)));
    let (wake, _) = desk.asked();
    desk.happen(Event::Woken(wake));
    let (_, request) = desk.asked();
    let Request::Ask(order) = request else {
        panic!("{request:?}")
    };
    let cursor = order.cursor.unwrap();
    assert_eq!((cursor.reception_number.as_str(), cursor.after), ("r2", 0));
}

#[test]
fn an_answer_is_as_old_as_the_first_question_for_it() {
    let asked_at = |desk: &Desk| match desk.registry.clone().unwrap().request {
        Request::Keep { asked_at_ms, .. } => asked_at_ms,
        other => panic!("{other:?}"),
    };
    let in_progress = |number: &str| BulkHead {
        segment_of_result: "2".into(),
        reception_number: number.into(),
        ..head(0, 0)
    };
    // 処理中 twice under its number, or gone on with: as it was asked for first. Under another number it is another answer.
    for (kept, number, expected) in [
        (None, "r1", NOW),
        (
            Some(BulkProgress {
                asked_at_ms: NOW - 9000,
                ..progress(1, 3)
            }),
            "r1",
            NOW - 9000,
        ),
        (
            Some(BulkProgress {
                asked_at_ms: NOW - 9000,
                ..progress(1, 3)
            }),
            "r2",
            NOW + 1000,
        ),
    ] {
        let after = if number == "r1" {
            kept.as_ref().map_or(0, |kept| kept.kept)
        } else {
            0
        };
        let mut desk = Desk::started(kept);
        for seconds in [1, 2] {
            let now_ms = NOW + seconds * 1000;
            let (attempt, _) = desk.asked();
            desk.happen_at(Event::Head(attempt, Ok(in_progress(number))), now_ms);
            let (wake, _) = desk.asked();
            desk.happen_at(Event::Woken(wake), now_ms);
        }
        let (stream, _) = desk.asked();
        let answer = BulkHead {
            reception_number: number.into(),
            ..head(3, after)
        };
        desk.happen_at(Event::Head(stream, Ok(answer)), NOW + 5000);
        desk.happen_at(Event::Rows(stream, 1), NOW + 6000);
        assert_eq!(asked_at(&desk), expected);
    }
}

#[test]
fn what_is_kept_is_known_wherever_it_breaks_off() {
    let unavailable = ErrorCode::BackendUnavailable;
    let mut desk = Desk::started(Some(progress(6, 10)));
    let (attempt, _) = desk.asked();
    desk.happen(Event::Head(attempt, Err(unavailable)));
    desk.is_broken_off(Some((6, 10)), Broken::Failed(unavailable));
    // Nothing is known of an answer that has not come.
    let mut desk = Desk::started(None);
    let (attempt, _) = desk.asked();
    desk.happen(Event::Head(attempt, Err(unavailable)));
    desk.is_broken_off(None, Broken::Failed(unavailable));
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
        assert!(matches!(desk.machine.state(), State::BrokenOff(_, broken) if *broken == nonsense));
    }
    // Too few rows, and too many.
    for rows in [2, 4] {
        let mut desk = Desk::receiving(3);
        let (stream, _) = desk.asked();
        desk.happen(Event::Rows(stream, rows));
        // What comes too much is not read to its end.
        assert_eq!(desk.stopped, usize::from(rows > 3));
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
    desk.is_broken_off(Some((0, 3)), Broken::Failed(ErrorCode::LeaseNotHeld));
    assert_eq!(desk.stopped, 1);
    let mut desk = Desk::new();
    desk.happen(Event::Act(Act::Start(month())));
    let attempt = desk.registry.take().unwrap().attempt;
    desk.happen(Event::Found(attempt, Err(ErrorCode::BridgeUnreachable)));
    assert!(matches!(desk.machine.state(), State::BrokenOff(..)));
}
