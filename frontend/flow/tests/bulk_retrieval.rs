//! 一括取得: what each step does, and what holds whatever comes in which order.

#![allow(clippy::unwrap_used, reason = "helpers of tests may, as tests may")]

#[path = "bulk_retrieval/any_order.rs"]
mod any_order;
#[path = "bulk_retrieval/ends.rs"]
mod ends;

use madoguchi_flow::bulk_retrieval::{Act, Broken, Event, Request, State};
use madoguchi_flow::{Attempt, BulkRetrieval, Effect};
use madoguchi_shared::backend::bulk::{BulkCursor, BulkHead};
use madoguchi_shared::bridge::bulk::{BATCH_ROWS, BulkProgress};
use madoguchi_shared::date::YearMonth;
use madoguchi_shared::{ErrorCode, Facility};
use proptest::prelude::*;

const NOW: i64 = 1_796_000_400_000;

fn month() -> YearMonth {
    YearMonth::new(2026, 11).unwrap()
}

fn head(total: u64, after: u64) -> BulkHead {
    BulkHead {
        process_execution_time: "20261130100000".into(),
        medical_institution_code: "1312345679".into(),
        medical_treatment_month: month(),
        segment_of_result: "1".into(),
        error_code: None,
        error_message: None,
        reception_number: "r1".into(),
        qualification_validity: None,
        total,
        after,
        ask_again_after_seconds: None,
    }
}

fn progress(kept: u64, total: u64) -> BulkProgress {
    BulkProgress {
        reception_number: "r1".into(),
        total,
        kept,
        registered: kept,
        invalid: 0,
        failed: 0,
        completed: 0,
        asked_at_ms: NOW,
        finished_at_ms: (kept == total).then_some(NOW),
    }
}

/// The machine and what it asked last of each side.
struct Desk {
    machine: BulkRetrieval,
    backend: Option<Effect<Request>>,
    registry: Option<Effect<Request>>,
    stopped: usize,
}

impl Desk {
    fn new() -> Self {
        Self {
            machine: BulkRetrieval::new(Facility::Clinic),
            backend: None,
            registry: None,
            stopped: 0,
        }
    }

    fn happen(&mut self, event: Event) {
        self.happen_at(event, NOW);
    }

    fn happen_at(&mut self, event: Event, now_ms: i64) {
        for effect in self.machine.update(event, now_ms) {
            match &effect.request {
                Request::FetchState { .. } | Request::Keep { .. } => self.registry = Some(effect),
                Request::Ask(_) | Request::Wake { .. } => self.backend = Some(effect),
                Request::StopAsking => self.stopped += 1,
            }
        }
    }

    fn asked(&self) -> (Attempt, Request) {
        let effect = self.backend.clone().unwrap();
        (effect.attempt, effect.request)
    }

    fn kept(&self) -> (Attempt, u64, usize) {
        match self.registry.clone().unwrap() {
            Effect {
                attempt,
                request: Request::Keep { after, count, .. },
            } => (attempt, after, count),
            other => panic!("{other:?}"),
        }
    }

    fn is_broken_off(&self, kept: Option<(u64, u64)>, why: Broken) {
        match self.machine.state() {
            State::BrokenOff(order, broken) => assert_eq!((order.kept(), *broken), (kept, why)),
            other => panic!("{other:?}"),
        }
    }

    /// Started, with this at the registry.
    fn started(found: Option<BulkProgress>) -> Self {
        let mut desk = Self::new();
        desk.happen(Event::Act(Act::Start(month())));
        let attempt = desk.registry.take().unwrap().attempt;
        desk.happen(Event::Found(attempt, Ok(found)));
        desk
    }

    /// Rows of this answer come.
    fn receiving(total: u64) -> Self {
        let mut desk = Self::started(None);
        let (attempt, _) = desk.asked();
        desk.happen(Event::Head(attempt, Ok(head(total, 0))));
        desk
    }
}

#[test]
fn rows_are_kept_in_batches_one_at_a_time_until_the_end() {
    let batch = u64::try_from(BATCH_ROWS).unwrap();
    let total = 2 * batch + 50;
    let mut desk = Desk::receiving(total);
    let (stream, _) = desk.asked();
    desk.happen(Event::Rows(stream, 30));
    let (first, after, count) = desk.kept();
    assert_eq!((after, count), (0, 30));
    // More come meanwhile: the batch under way is not touched.
    desk.happen(Event::Rows(stream, total - 30));
    desk.happen(Event::Ended(stream, Ok(())));
    assert_eq!(desk.kept().0, first);
    desk.happen(Event::Kept(first, Ok(progress(30, total))));
    let (second, after, count) = desk.kept();
    assert_eq!((after, count), (30, BATCH_ROWS));
    // One request could not hold them all.
    desk.happen(Event::Kept(second, Ok(progress(90, total))));
    let (third, after, count) = desk.kept();
    assert_eq!((after, count), (90, BATCH_ROWS));
    desk.happen(Event::Kept(third, Ok(progress(90 + batch, total))));
    let (fourth, after, count) = desk.kept();
    assert_eq!((after, count), (90 + batch, BATCH_ROWS - 40));
    desk.happen(Event::Kept(fourth, Ok(progress(total, total))));
    assert!(matches!(desk.machine.state(), State::Registered(summary) if summary.progress.kept == total));
}

#[test]
fn rows_that_were_not_registered_are_said() {
    let mut desk = Desk::receiving(3);
    let (stream, _) = desk.asked();
    desk.happen(Event::Rows(stream, 3));
    desk.happen(Event::Ended(stream, Ok(())));
    let (attempt, ..) = desk.kept();
    let some = BulkProgress {
        registered: 1,
        invalid: 1,
        failed: 1,
        ..progress(3, 3)
    };
    desk.happen(Event::Kept(attempt, Ok(some)));
    assert!(matches!(desk.machine.state(), State::WithErrors(_)));
}

#[test]
fn in_progress_is_asked_for_again_under_its_number_and_can_be_cancelled() {
    for cancelled in [false, true] {
        let mut desk = Desk::started(None);
        let (attempt, _) = desk.asked();
        let waiting = BulkHead {
            segment_of_result: "2".into(),
            ask_again_after_seconds: Some(5),
            ..head(0, 0)
        };
        desk.happen(Event::Head(attempt, Ok(waiting)));
        let (wake, request) = desk.asked();
        assert_eq!(request, Request::Wake { at_ms: NOW + 5000 });
        assert!(matches!(desk.machine.state(), State::Waiting(_, at) if *at == NOW + 5000));
        if cancelled {
            desk.happen(Event::Act(Act::Cancel));
        }
        desk.happen(Event::Woken(wake));
        let state = desk.machine.state();
        if cancelled {
            assert!(matches!(state, State::BrokenOff(_, Broken::Cancelled)));
        } else {
            let State::Asking(order) = state else {
                panic!("{state:?}")
            };
            let cursor = BulkCursor {
                reception_number: "r1".into(),
                after: 0,
            };
            assert_eq!(order.cursor, Some(cursor));
        }
    }
}

#[test]
fn what_broke_off_is_gone_on_with_behind_what_the_registry_has() {
    let mut desk = Desk::receiving(10);
    let (stream, _) = desk.asked();
    desk.happen(Event::Rows(stream, 6));
    let (attempt, ..) = desk.kept();
    desk.happen(Event::Ended(stream, Err(ErrorCode::BackendUnreachable)));
    // What came is kept first.
    assert!(matches!(desk.machine.state(), State::Receiving(_)));
    desk.happen(Event::Kept(attempt, Ok(progress(6, 10))));
    desk.is_broken_off(Some((6, 10)), Broken::Failed(ErrorCode::BackendUnreachable));
    desk.happen(Event::Act(Act::Retry));
    let look = desk.registry.take().unwrap();
    assert_eq!(look.request, Request::FetchState { month: month() });
    desk.happen(Event::Found(look.attempt, Ok(Some(progress(6, 10)))));
    let (again, request) = desk.asked();
    let Request::Ask(order) = request else {
        panic!("{request:?}")
    };
    assert_eq!(order.cursor.unwrap().after, 6);
    desk.happen(Event::Head(again, Ok(head(10, 6))));
    desk.happen(Event::Rows(again, 4));
    desk.happen(Event::Ended(again, Ok(())));
    let (attempt, after, count) = desk.kept();
    assert_eq!((after, count), (6, 4));
    desk.happen(Event::Kept(attempt, Ok(progress(10, 10))));
    assert!(matches!(desk.machine.state(), State::Registered(_)));
}

#[test]
fn a_month_that_is_done_is_asked_for_anew() {
    let desk = Desk::started(Some(progress(10, 10)));
    let Request::Ask(order) = desk.asked().1 else {
        panic!("not asked")
    };
    assert_eq!(order.cursor, None);
}

#[test]
fn nothing_is_left_while_something_is_under_way() {
    let mut desk = Desk::receiving(3);
    for act in [Act::Close, Act::OtherMonth, Act::Retry, Act::Start(month())] {
        let before = desk.machine.clone();
        desk.happen(Event::Act(act));
        assert_eq!(desk.machine, before, "{act:?}");
    }
    desk.happen(Event::Act(Act::Cancel));
    desk.happen(Event::Act(Act::Close));
    assert_eq!(*desk.machine.state(), State::Over);
}
