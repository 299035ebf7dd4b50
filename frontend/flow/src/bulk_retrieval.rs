//! F13, F14 at a pharmacy: 一括取得 of the tickets of one 診療年月. There is no patient; the rows themselves never pass through here, only how
//! many have come and how many are kept.
//!
//! What survives a reload or a lost line is at the registry: the cursor, written together with the rows before it. So every beginning looks
//! there first, and what was broken off is gone on with.

mod event;
mod state;

pub use event::{Act, Event, Request};
pub use state::{Broken, Order, Receiving, Refusal, State, Stream, Summary};

use crate::{Attempts, Effect};
use madoguchi_shared::backend::bulk::{BulkCursor, BulkHead};
use madoguchi_shared::bridge::bulk::{BATCH_ROWS, BulkProgress};
use madoguchi_shared::code::SegmentOfResult;
use madoguchi_shared::{ErrorCode, Facility};

/// How long to wait where the backend does not say it, ms.
const ASK_AGAIN_AFTER_MS: i64 = 5000;
/// Longest wait that the backend can ask for, ms.
const LONGEST_WAIT_MS: i64 = 600_000;

/// One retrieval after the other, until it is closed.
#[derive(Clone, Debug, PartialEq)]
pub struct BulkRetrieval {
    facility: Facility,
    state: State,
    /// Questions to the backend, and the waits between them.
    asking: Attempts,
    /// Questions to the registry.
    keeping: Attempts,
}

impl BulkRetrieval {
    /// At a clinic 医療券 (F13), at a pharmacy 調剤券 (F14).
    pub fn new(facility: Facility) -> Self {
        Self {
            facility,
            state: State::ChoosingMonth,
            asking: Attempts::default(),
            keeping: Attempts::default(),
        }
    }

    /// Where it is used.
    pub fn facility(&self) -> Facility {
        self.facility
    }

    /// What is waited for.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// - `ChoosingMonth`: start → `LookingUp`
    /// - `LookingUp`: a retrieval that was broken off → `Asking` behind its cursor; else `Asking` from the first row; failure → `BrokenOff`
    /// - `Asking`: 処理中 → `Waiting`; rows to come → `Receiving`; 無効 → `Receiving` of nothing; 異常終了 → `Refused`; a cursor that is not taken any
    ///   more → `Asking` from the first row; failure → `BrokenOff`
    /// - `Waiting`: the time is over → `Asking` under the same 受付番号
    /// - `Receiving`: rows are kept batch by batch, one at a time; all kept and the answer whole → `Registered`, `WithErrors` or `NothingThere`; the
    ///   answer broke off → what has come is kept, then `BrokenOff`; the registry fails → `BrokenOff`
    /// - `BrokenOff`, `Refused`: retry → `LookingUp`
    /// - what waits for an answer: cancel → `BrokenOff`; what has come and is not kept is dropped
    /// - what waits for nothing: another month → `ChoosingMonth`; close → `Over`
    /// - an answer that is no longer waited for changes nothing
    pub fn update(&mut self, event: Event, now_ms: i64) -> Vec<Effect<Request>> {
        match event {
            Event::Act(act) => self.act(act),
            Event::Found(attempt, found) if self.keeping.is_current(attempt) => self.found(found),
            Event::Head(attempt, head) if self.asking.is_current(attempt) => self.head(head, now_ms),
            Event::Woken(attempt) if self.asking.is_current(attempt) => self.woken(),
            Event::Rows(attempt, rows) if self.asking.is_current(attempt) => self.rows(rows),
            Event::Ended(attempt, end) if self.asking.is_current(attempt) => self.ended(end),
            Event::Kept(attempt, kept) if self.keeping.is_current(attempt) => self.kept(kept),
            Event::Found(..)
            | Event::Head(..)
            | Event::Woken(_)
            | Event::Rows(..)
            | Event::Ended(..)
            | Event::Kept(..) => Vec::new(),
        }
    }

    fn act(&mut self, act: Act) -> Vec<Effect<Request>> {
        match (&self.state, act) {
            (State::ChoosingMonth, Act::Start(month)) => self.look_up(Order::of(month)),
            (State::BrokenOff(order, ..) | State::Refused(order, _), Act::Retry) => {
                let order = order.clone();
                self.look_up(order)
            }
            (State::LookingUp(order) | State::Asking(order) | State::Waiting(order, _), Act::Cancel) => {
                let order = order.clone();
                self.cancel(order, None)
            }
            (State::Receiving(receiving), Act::Cancel) => {
                let (order, got) = (receiving.order(), (receiving.kept, receiving.total));
                self.cancel(order, Some(got))
            }
            (state, Act::OtherMonth) if state.is_at_rest() => self.go(State::ChoosingMonth),
            (state, Act::Close) if state.is_at_rest() => self.go(State::Over),
            _ => Vec::new(),
        }
    }

    fn found(&mut self, found: Result<Option<BulkProgress>, ErrorCode>) -> Vec<Effect<Request>> {
        let State::LookingUp(order) = &self.state else {
            return Vec::new();
        };
        let month = order.month;
        match found {
            Err(code) => {
                let broken = State::BrokenOff(order.clone(), None, Broken::Failed(code));
                self.go(broken)
            }
            Ok(progress) => {
                let unfinished = progress.filter(|progress| progress.finished_at_ms.is_none());
                let cursor = unfinished.map(|progress| BulkCursor {
                    reception_number: progress.reception_number,
                    after: progress.kept,
                });
                self.ask(Order { month, cursor })
            }
        }
    }

    fn head(&mut self, head: Result<BulkHead, ErrorCode>, now_ms: i64) -> Vec<Effect<Request>> {
        let State::Asking(order) = &self.state else {
            return Vec::new();
        };
        let order = order.clone();
        let head = match head {
            Ok(head) => head,
            Err(ErrorCode::BulkCursorInvalid) if order.cursor.is_some() => {
                return self.ask(Order::of(order.month));
            }
            Err(code) => return self.go(State::BrokenOff(order, None, Broken::Failed(code))),
        };
        let after = order.cursor.as_ref().map_or(0, |cursor| cursor.after);
        match head.segment_of_result {
            SegmentOfResult::InProgress => {
                let wait_ms = head
                    .ask_again_after_seconds
                    .map_or(ASK_AGAIN_AFTER_MS, |seconds| i64::from(seconds) * 1000);
                let at_ms = now_ms + wait_ms.clamp(1000, LONGEST_WAIT_MS);
                let cursor = Some(BulkCursor {
                    reception_number: head.reception_number,
                    after,
                });
                let month = order.month;
                self.state = State::Waiting(Order { month, cursor }, at_ms);
                let attempt = self.asking.begin();
                vec![Effect {
                    attempt,
                    request: Request::Wake { at_ms },
                }]
            }
            SegmentOfResult::Normal
                if head.medical_treatment_month == order.month
                    && head.after == after
                    && head.total >= after =>
            {
                self.state = State::Receiving(Box::new(Receiving {
                    month: order.month,
                    reception_number: head.reception_number,
                    total: head.total,
                    received: after,
                    kept: after,
                    stream: Stream::Open,
                    keeping: false,
                    progress: None,
                }));
                Vec::new()
            }
            SegmentOfResult::Normal => {
                let broken = Broken::Failed(ErrorCode::BackendNonsense);
                self.stop(State::BrokenOff(order, None, broken))
            }
            SegmentOfResult::Abnormal | SegmentOfResult::Unknown(_) => {
                let refusal = Refusal {
                    code: head.error_code,
                    message: head.error_message,
                };
                self.stop(State::Refused(order, refusal))
            }
        }
    }

    fn woken(&mut self) -> Vec<Effect<Request>> {
        let State::Waiting(order, _) = &self.state else {
            return Vec::new();
        };
        let order = order.clone();
        self.ask(order)
    }

    fn rows(&mut self, rows: u64) -> Vec<Effect<Request>> {
        let State::Receiving(receiving) = &mut self.state else {
            return Vec::new();
        };
        receiving.received = receiving.received.saturating_add(rows);
        if receiving.received > receiving.total {
            receiving.received = receiving.total;
            receiving.stream = Stream::Broken(ErrorCode::BackendNonsense);
        }
        self.go_on()
    }

    fn ended(&mut self, end: Result<(), ErrorCode>) -> Vec<Effect<Request>> {
        let State::Receiving(receiving) = &mut self.state else {
            return Vec::new();
        };
        if receiving.stream == Stream::Open {
            receiving.stream = match end {
                Ok(()) if receiving.received == receiving.total => Stream::Whole,
                Ok(()) => Stream::Broken(ErrorCode::BackendNonsense),
                Err(code) => Stream::Broken(code),
            };
        }
        self.go_on()
    }

    fn kept(&mut self, kept: Result<BulkProgress, ErrorCode>) -> Vec<Effect<Request>> {
        let State::Receiving(receiving) = &mut self.state else {
            return Vec::new();
        };
        match kept {
            Ok(progress) => {
                receiving.keeping = false;
                receiving.kept = progress.kept;
                receiving.progress = Some(progress);
                self.go_on()
            }
            Err(code) => {
                let order = receiving.order();
                let got = Some((receiving.kept, receiving.total));
                self.stop(State::BrokenOff(order, got, Broken::Failed(code)))
            }
        }
    }

    /// The next batch, or the end when there is none to come.
    fn go_on(&mut self) -> Vec<Effect<Request>> {
        let State::Receiving(receiving) = &mut self.state else {
            return Vec::new();
        };
        let left = receiving.received.saturating_sub(receiving.kept);
        // An answer without rows is kept, too: it says that the month was asked for.
        let empty = receiving.total == 0 && receiving.stream == Stream::Whole && receiving.progress.is_none();
        if receiving.keeping {
            return Vec::new();
        }
        if left > 0 || empty {
            receiving.keeping = true;
            let request = Request::Keep {
                month: receiving.month,
                reception_number: receiving.reception_number.clone(),
                total: receiving.total,
                after: receiving.kept,
                count: usize::try_from(left).map_or(BATCH_ROWS, |left| left.min(BATCH_ROWS)),
            };
            let attempt = self.keeping.begin();
            return vec![Effect { attempt, request }];
        }
        match &receiving.stream {
            Stream::Open => Vec::new(),
            Stream::Broken(code) => {
                let (order, broken) = (receiving.order(), Broken::Failed(*code));
                let got = Some((receiving.kept, receiving.total));
                self.stop(State::BrokenOff(order, got, broken))
            }
            Stream::Whole => {
                let done = receiving.done();
                self.go(done)
            }
        }
    }

    fn look_up(&mut self, order: Order) -> Vec<Effect<Request>> {
        let month = order.month;
        self.state = State::LookingUp(order);
        let attempt = self.keeping.begin();
        vec![Effect {
            attempt,
            request: Request::FetchState { month },
        }]
    }

    fn ask(&mut self, order: Order) -> Vec<Effect<Request>> {
        self.state = State::Asking(order.clone());
        let attempt = self.asking.begin();
        vec![Effect {
            attempt,
            request: Request::Ask(order),
        }]
    }

    fn cancel(&mut self, order: Order, got: Option<(u64, u64)>) -> Vec<Effect<Request>> {
        self.keeping.begin();
        self.stop(State::BrokenOff(order, got, Broken::Cancelled))
    }

    /// Leaves whatever is still coming.
    fn stop(&mut self, state: State) -> Vec<Effect<Request>> {
        self.state = state;
        let attempt = self.asking.begin();
        vec![Effect {
            attempt,
            request: Request::StopAsking,
        }]
    }

    fn go(&mut self, state: State) -> Vec<Effect<Request>> {
        self.state = state;
        Vec::new()
    }
}
