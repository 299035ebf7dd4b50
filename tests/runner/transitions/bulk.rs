//! Walks 一括取得 through everything that can happen. It has its own machine, with questions of its own.

use super::explore::Found;
use super::{Row, Transition};
use crate::support::NOW;
use madoguchi_flow::bulk_retrieval::{Act, Event, Request, State};
use madoguchi_flow::{BulkRetrieval, Effect};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::bulk::BulkHead;
use madoguchi_shared::bridge::bulk::BulkProgress;
use madoguchi_shared::date::{Day, YearMonth};
use std::collections::{HashSet, VecDeque};

/// Rows of an answer: more than a batch.
const TOTAL: u64 = 150;

/// The machine on its way, and what it asked last of backend and registry.
#[derive(Clone)]
struct Node {
    machine: BulkRetrieval,
    backend: Option<Effect<Request>>,
    registry: Option<Effect<Request>>,
}

/// The transitions between states that followed each other.
pub(crate) fn between(passed: &[State]) -> impl Iterator<Item = Transition> + '_ {
    let pairs = passed.windows(2).map(|pair| (name(&pair[0]), name(&pair[1])));
    pairs.filter(|(from, to)| from != to)
}

pub(super) fn explore(row: &Row) -> Found {
    let start = Node {
        machine: BulkRetrieval::new(row.facility),
        backend: None,
        registry: None,
    };
    let mut found = Found::new();
    let mut seen = HashSet::from([start.signature()]);
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        let from = name(node.machine.state());
        for (what, event) in node.events() {
            let mut next = node.clone();
            next.happen(event);
            let to = name(next.machine.state());
            if from != to {
                found
                    .entry((from.clone(), to))
                    .or_default()
                    .insert(what.to_owned());
            }
            if seen.insert(next.signature()) {
                queue.push_back(next);
            }
        }
    }
    found
}

impl Node {
    fn happen(&mut self, event: Event) {
        for effect in self.machine.update(event, NOW) {
            match effect.request {
                Request::FetchState { .. } | Request::Keep { .. } => self.registry = Some(effect),
                Request::Ask(_) | Request::Wake { .. } => self.backend = Some(effect),
                Request::StopAsking => self.backend = None,
            }
        }
    }

    /// What makes a difference to what can follow.
    fn signature(&self) -> String {
        let state = match self.machine.state() {
            State::Receiving(receiving) => format!(
                "{} {} {} {:?} {}",
                receiving.received, receiving.kept, receiving.total, receiving.stream, receiving.keeping
            ),
            State::Asking(order) => format!("{}", order.cursor.is_some()),
            _ => String::new(),
        };
        let asked = |effect: &Option<Effect<Request>>| {
            effect
                .as_ref()
                .map(|effect| std::mem::discriminant(&effect.request))
        };
        let name = name(self.machine.state());
        format!(
            "{name} {state} {:?} {:?}",
            asked(&self.backend),
            asked(&self.registry)
        )
    }

    /// What can happen now, each with its name.
    fn events(&self) -> Vec<(&'static str, Event)> {
        let mut events = vec![
            ("Start", Event::Act(Act::Start(month()))),
            ("Cancel", Event::Act(Act::Cancel)),
            ("Retry", Event::Act(Act::Retry)),
            ("OtherMonth", Event::Act(Act::OtherMonth)),
            ("Close", Event::Act(Act::Close)),
        ];
        let failed = ErrorCode::BackendUnavailable;
        if let Some(Effect { attempt, request }) = &self.backend {
            let attempt = *attempt;
            match request {
                Request::Wake { .. } => events.push(("time", Event::Woken(attempt))),
                Request::Ask(order) => {
                    let after = order.cursor.as_ref().map_or(0, |cursor| cursor.after);
                    let head = |segment, total| Event::Head(attempt, Ok(head(segment, total, after)));
                    events.extend([
                        ("rows", head("1", TOTAL)),
                        ("no rows", head("1", after)),
                        ("in progress", head("2", 0)),
                        ("error", head("9", 0)),
                        ("failure", Event::Head(attempt, Err(failed))),
                        ("failure", Event::Head(attempt, Err(ErrorCode::BulkCursorInvalid))),
                        ("rows", Event::Rows(attempt, TOTAL / 2)),
                        ("answer whole", Event::Ended(attempt, Ok(()))),
                        ("failure", Event::Ended(attempt, Err(failed))),
                    ]);
                }
                Request::FetchState { .. } | Request::Keep { .. } | Request::StopAsking => {}
            }
        }
        if let Some(Effect { attempt, request }) = &self.registry {
            let attempt = *attempt;
            match request {
                Request::FetchState { .. } => events.extend([
                    ("nothing kept", Event::Found(attempt, Ok(None))),
                    (
                        "some kept",
                        Event::Found(attempt, Ok(Some(progress(TOTAL / 2, TOTAL, 0)))),
                    ),
                    ("failure", Event::Found(attempt, Err(failed))),
                ]),
                Request::Keep {
                    after, count, total, ..
                } => {
                    let kept = after + u64::try_from(*count).unwrap();
                    events.extend([
                        ("kept", Event::Kept(attempt, Ok(progress(kept, *total, 0)))),
                        (
                            "kept with errors",
                            Event::Kept(attempt, Ok(progress(kept, *total, 1))),
                        ),
                        ("failure", Event::Kept(attempt, Err(failed))),
                    ]);
                }
                Request::Ask(_) | Request::Wake { .. } | Request::StopAsking => {}
            }
        }
        events
    }
}

/// Machine and state, e.g. `bulk_retrieval::Waiting`.
fn name(state: &State) -> String {
    let text = format!("{state:?}");
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    match &text[..end] {
        "Over" => "end".to_owned(),
        state => format!("bulk_retrieval::{state}"),
    }
}

fn month() -> YearMonth {
    Day::in_tokyo(NOW).year_month()
}

fn head(segment: &str, total: u64, after: u64) -> BulkHead {
    BulkHead {
        process_execution_time: "20261122100000".into(),
        medical_institution_code: "1312345679".into(),
        medical_treatment_month: month(),
        segment_of_result: segment.into(),
        error_code: None,
        error_message: None,
        reception_number: "r1".into(),
        qualification_validity: None,
        total,
        after,
        ask_again_after_seconds: None,
    }
}

fn progress(kept: u64, total: u64, failed: u64) -> BulkProgress {
    BulkProgress {
        reception_number: "r1".into(),
        total,
        kept,
        registered: kept - failed.min(kept),
        invalid: 0,
        failed,
        completed: 0,
        asked_at_ms: NOW,
        finished_at_ms: (kept == total).then_some(NOW),
    }
}
