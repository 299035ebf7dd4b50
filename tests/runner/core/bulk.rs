//! 一括取得 on the stage of the flow core: its machine, the answer of the sandbox as it comes over the line, and the registry.

use super::Core;
use crate::backend::BulkAnswer;
use crate::his::STAFF;
use crate::words::bulk;
use madoguchi_flow::bulk_retrieval::{Act, Event, Request, State};
use madoguchi_flow::{BulkRetrieval, Effect};
use madoguchi_scenarios::scenario::BulkAct;
use madoguchi_shared::Facility;
use madoguchi_shared::backend::bulk::{BulkRow, askable_months};
use madoguchi_shared::bridge::bulk::BulkBatch;
use madoguchi_shared::date::Day;
use std::collections::VecDeque;

/// The machine and what has come of its answer.
pub(super) struct Retrieval {
    machine: BulkRetrieval,
    /// Every state it was in, in order.
    pub(super) passed: Vec<State>,
    asked: VecDeque<Effect<Request>>,
    /// When it wants to be told that it is this late.
    wake: Option<(Effect<Request>, i64)>,
    /// Rows of the answer, and how many there were before them.
    rows: (u64, Vec<BulkRow>),
}

impl Retrieval {
    fn new(facility: Facility) -> Self {
        let machine = BulkRetrieval::new(facility);
        Self {
            passed: vec![machine.state().clone()],
            machine,
            asked: VecDeque::new(),
            wake: None,
            rows: (0, Vec::new()),
        }
    }

    fn happen(&mut self, event: Event, now: i64) {
        self.asked.extend(self.machine.update(event, now));
        self.passed.push(self.machine.state().clone());
    }

    /// The step of the counter screen.
    pub(super) fn counter(&self) -> String {
        bulk(self.machine.state())
    }
}

impl Core {
    /// An error when the machine does nothing with it.
    pub(super) fn bulk_act(&mut self, act: BulkAct) -> Result<(), String> {
        let now = self.desk.now;
        let closed = |open: &Retrieval| *open.machine.state() == State::Over;
        if self.bulk.as_ref().is_none_or(closed) {
            let BulkAct::Retrieve(_) = act else {
                return Err("nothing is being retrieved".to_owned());
            };
            self.bulk = Some(Retrieval::new(self.facility));
        }
        let act = match act {
            BulkAct::Retrieve(ago) => {
                let month = askable_months(Day::in_tokyo(now)).nth(usize::from(ago));
                Act::Start(month.ok_or("that month cannot be asked for")?)
            }
            BulkAct::Cancel => Act::Cancel,
            BulkAct::GoOn => Act::Retry,
            BulkAct::OtherMonth => Act::OtherMonth,
            BulkAct::Close => Act::Close,
        };
        let open = self.bulk.as_mut().ok_or("nothing is being retrieved")?;
        let before = open.machine.clone();
        open.happen(Event::Act(act), now);
        (open.machine != before)
            .then_some(())
            .ok_or_else(|| "the screen has no such button now".to_owned())
    }

    /// Does what the machine asks until it waits for a human or the clock.
    pub(super) async fn answer_bulk(&mut self) {
        let now = self.desk.now;
        if let Some(open) = &mut self.bulk
            && let Some((effect, at_ms)) = open.wake.take()
        {
            if at_ms <= now {
                open.happen(Event::Woken(effect.attempt), now);
            } else {
                open.wake = Some((effect, at_ms));
            }
        }
        while let Some(effect) = self.bulk.as_mut().and_then(|open| open.asked.pop_front()) {
            self.bulk_effect(effect).await;
        }
        self.his.told_bulk().await;
    }

    async fn bulk_effect(&mut self, effect: Effect<Request>) {
        let (now, attempt) = (self.desk.now, effect.attempt);
        let Some(open) = &mut self.bulk else { return };
        match effect.request.clone() {
            Request::FetchState { month } => {
                let found = self.his.bulk_progress(month).await;
                open.happen(Event::Found(attempt, found), now);
            }
            Request::Ask(order) => {
                let after = order.cursor.as_ref().map_or(0, |cursor| cursor.after);
                match self.backend.bulk(order.month, order.cursor).await {
                    Err(code) => open.happen(Event::Head(attempt, Err(code)), now),
                    Ok(BulkAnswer { head, rows, end }) => {
                        let count = rows.len() as u64;
                        open.rows = (after, rows);
                        open.happen(Event::Head(attempt, Ok(head)), now);
                        open.happen(Event::Rows(attempt, count), now);
                        open.happen(Event::Ended(attempt, end), now);
                    }
                }
            }
            Request::Wake { at_ms } => open.wake = Some((effect, at_ms)),
            Request::Keep {
                month,
                reception_number,
                asked_at_ms,
                total,
                after,
                count,
            } => {
                let from = usize::try_from(after - open.rows.0).unwrap();
                let batch = BulkBatch {
                    tab: "tab".to_owned(),
                    staff_id: STAFF.to_owned(),
                    month,
                    reception_number,
                    asked_at_ms,
                    total,
                    after,
                    rows: open.rows.1[from..from + count].to_vec(),
                };
                let kept = self.his.keep_bulk(&batch).await;
                open.happen(Event::Kept(attempt, kept), now);
            }
            Request::StopAsking => open.rows.1.clear(),
        }
    }
}
