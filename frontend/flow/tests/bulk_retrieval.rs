//! 一括取得: what each step does, and what holds whatever comes in which order.

#![allow(clippy::unwrap_used, reason = "helpers of tests may, as tests may")]

use madoguchi_flow::bulk_retrieval::{Act, Broken, Event, Request, State};
use madoguchi_flow::{Attempt, BulkRetrieval, Effect};
use madoguchi_shared::backend::bulk::{BulkCursor, BulkHead};
use madoguchi_shared::bridge::bulk::BulkProgress;
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
        started_at_ms: NOW,
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
        for effect in self.machine.update(event, NOW) {
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
    let mut desk = Desk::receiving(250);
    let (stream, _) = desk.asked();
    desk.happen(Event::Rows(stream, 30));
    let (first, after, count) = desk.kept();
    assert_eq!((after, count), (0, 30));
    // More come meanwhile: the batch under way is not touched.
    desk.happen(Event::Rows(stream, 220));
    desk.happen(Event::Ended(stream, Ok(())));
    assert_eq!(desk.kept().0, first);
    desk.happen(Event::Kept(first, Ok(progress(30, 250))));
    let (second, after, count) = desk.kept();
    assert_eq!((after, count), (30, 100));
    // One request could not hold them all.
    desk.happen(Event::Kept(second, Ok(progress(90, 250))));
    let (third, after, count) = desk.kept();
    assert_eq!((after, count), (90, 100));
    desk.happen(Event::Kept(third, Ok(progress(190, 250))));
    let (last, after, count) = desk.kept();
    assert_eq!((after, count), (190, 60));
    desk.happen(Event::Kept(last, Ok(progress(250, 250))));
    assert!(matches!(desk.machine.state(), State::Registered(summary) if summary.progress.kept == 250));
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
            assert!(matches!(state, State::BrokenOff(_, None, Broken::Cancelled)));
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
    assert!(matches!(
        desk.machine.state(),
        State::BrokenOff(_, Some((6, 10)), Broken::Failed(ErrorCode::BackendUnreachable))
    ));
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
fn a_month_that_is_done_is_asked_for_anew() {
    let desk = Desk::started(Some(progress(10, 10)));
    let Request::Ask(order) = desk.asked().1 else {
        panic!("not asked")
    };
    assert_eq!(order.cursor, None);
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

/// One thing that happens, with answers to what was asked before as well as now.
#[derive(Clone, Debug)]
enum Happens {
    Act(u8),
    Found(bool),
    Head(u8),
    Rows(u64),
    Ended(bool),
    Woken,
    Kept(u8),
}

fn happens() -> impl Strategy<Value = (Happens, bool)> {
    let one = prop_oneof![
        2 => (0u8..5).prop_map(Happens::Act),
        1 => any::<bool>().prop_map(Happens::Found),
        2 => (0u8..5).prop_map(Happens::Head),
        4 => (1u64..150).prop_map(Happens::Rows),
        1 => any::<bool>().prop_map(Happens::Ended),
        1 => Just(Happens::Woken),
        4 => (0u8..4).prop_map(Happens::Kept),
    ];
    (one, prop::bool::weighted(0.85))
}

proptest! {
    /// A registry that keeps its word sees each row once and in order, whatever happens.
    #[test]
    fn every_row_is_kept_once_and_in_order(events in prop::collection::vec(happens(), 1..120)) {
        const TOTAL: u64 = 400;
        let mut desk = Desk::new();
        let (mut kept, mut oldest): (u64, Option<(Attempt, Attempt)>) = (0, None);
        for (what, newest) in events {
            let backend = desk.backend.clone();
            let registry = desk.registry.clone();
            let of = |effect: &Option<Effect<Request>>, old: Option<Attempt>| {
                let now = effect.as_ref().map(|effect| effect.attempt);
                if newest { now } else { old.or(now) }
            };
            let asking = of(&backend, oldest.map(|pair| pair.0));
            let keeping = of(&registry, oldest.map(|pair| pair.1));
            if oldest.is_none() && let (Some(asking), Some(keeping)) = (asking, keeping) {
                oldest = Some((asking, keeping));
            }
            let event = match (what, asking, keeping) {
                (Happens::Act(act), ..) => Event::Act(
                    [Act::Start(month()), Act::Cancel, Act::Retry, Act::OtherMonth, Act::Start(month())][usize::from(act)],
                ),
                (Happens::Found(ok), _, Some(attempt)) => {
                    let found = (kept > 0).then(|| progress(kept, TOTAL));
                    Event::Found(attempt, if ok { Ok(found) } else { Err(ErrorCode::BridgeUnreachable) })
                }
                (Happens::Head(kind), Some(attempt), _) => {
                    let after = match backend.as_ref().map(|effect| &effect.request) {
                        Some(Request::Ask(order)) => order.cursor.as_ref().map_or(0, |cursor| cursor.after),
                        _ => 0,
                    };
                    Event::Head(attempt, match kind {
                        0 => Err(ErrorCode::BackendUnavailable),
                        1 => Ok(BulkHead { segment_of_result: "2".into(), ..head(0, after) }),
                        _ => Ok(head(TOTAL, after)),
                    })
                }
                (Happens::Rows(rows), Some(attempt), _) => Event::Rows(attempt, rows),
                (Happens::Ended(ok), Some(attempt), _) => {
                    Event::Ended(attempt, if ok { Ok(()) } else { Err(ErrorCode::BackendUnreachable) })
                }
                (Happens::Woken, Some(attempt), _) => Event::Woken(attempt),
                (Happens::Kept(kind), _, Some(attempt)) => {
                    let Some(Effect { attempt: now, request: Request::Keep { after, count, .. } }) = &registry else {
                        continue;
                    };
                    let told = if kind == 0 {
                        Err(ErrorCode::BridgeUnreachable)
                    } else {
                        // As the registry does it: what follows is new, what is there is passed over.
                        prop_assert!(*after <= kept, "a gap: {} behind {kept}", after);
                        kept = kept.max(after + *count as u64);
                        Ok(progress(kept, TOTAL))
                    };
                    Event::Kept(if newest { *now } else { attempt }, told)
                }
                _ => continue,
            };
            desk.happen(event);
            if let State::Receiving(receiving) = desk.machine.state() {
                prop_assert!(receiving.kept <= receiving.received && receiving.received <= receiving.total);
            }
            if let State::Registered(summary) = desk.machine.state() {
                prop_assert_eq!(summary.progress.kept, TOTAL);
            }
        }
    }
}
