//! F13, F14 at a pharmacy: 一括取得 of the tickets of one 診療年月. There is no patient; the rows themselves never pass through here, only how
//! many have come and how many are kept.
//!
//! What survives a reload or a lost line is at the registry: the cursor, written together with the rows before it. So every beginning looks
//! there first, and what was broken off is gone on with.

mod event;
mod head;
mod state;

pub use event::{Act, Event, Request};
pub use state::{Broken, Order, Receiving, Refusal, State, Stream, Summary};

use crate::{Attempts, Effect};
use madoguchi_shared::bridge::bulk::{BATCH_ROWS, BulkProgress};
use madoguchi_shared::date::YearMonth;
use madoguchi_shared::{ErrorCode, Facility};

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
    ///   more, or an answer that is not the one it was in → `Asking` from the first row; failure → `BrokenOff`
    /// - `Waiting`: the time is over → `Asking` under the same 受付番号
    /// - `Receiving`: rows are kept batch by batch, one at a time; all kept and the answer whole → `Registered`, `WithErrors` or `NothingThere`; the
    ///   answer broke off → what has come is kept, then `BrokenOff`; the registry fails → `BrokenOff`
    /// - `BrokenOff`, `Refused`: retry → `LookingUp`
    /// - what waits for an answer: cancel → `BrokenOff`; what has come and is not kept is dropped
    /// - what waits for nothing: another month → `ChoosingMonth`; close → `Over`
    /// - an answer that is no longer waited for changes nothing
    pub fn update(&mut self, event: Event, now_ms: i64) -> Vec<Effect<Request>> {
        match event {
            Event::Act(act) => self.act(act, now_ms),
            Event::Found(attempt, found) if self.keeping.is_current(attempt) => self.found(found, now_ms),
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

    fn act(&mut self, act: Act, now_ms: i64) -> Vec<Effect<Request>> {
        match (&self.state, act) {
            (State::ChoosingMonth, Act::Start(month)) => self.look_up(month),
            (State::BrokenOff(order, _) | State::Refused(order, _), Act::Retry) => {
                let month = order.month;
                self.look_up(month)
            }
            (State::LookingUp(month), Act::Cancel) => {
                let order = Order::of(*month, now_ms);
                self.cancel(order)
            }
            (State::Asking(order) | State::Waiting(order, _), Act::Cancel) => {
                let order = order.clone();
                self.cancel(order)
            }
            (State::Receiving(receiving), Act::Cancel) => {
                let order = receiving.order();
                self.cancel(order)
            }
            (state, Act::OtherMonth) if state.is_at_rest() => self.go(State::ChoosingMonth),
            (state, Act::Close) if state.is_at_rest() => self.go(State::Over),
            _ => Vec::new(),
        }
    }

    fn found(&mut self, found: Result<Option<BulkProgress>, ErrorCode>, now_ms: i64) -> Vec<Effect<Request>> {
        let State::LookingUp(month) = self.state else {
            return Vec::new();
        };
        match found {
            Err(code) => {
                let order = Order::of(month, now_ms);
                self.go(State::BrokenOff(order, Broken::Failed(code)))
            }
            Ok(progress) => {
                let unfinished = progress.filter(|progress| progress.finished_at_ms.is_none());
                let new = || Order::of(month, now_ms);
                self.ask(unfinished.map_or_else(new, |progress| Order::behind(month, progress)))
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
        if receiving.stream != Stream::Open {
            return Vec::new();
        }
        receiving.received = receiving.received.saturating_add(rows);
        let mut effects = Vec::new();
        if receiving.received > receiving.total {
            receiving.received = receiving.total;
            receiving.stream = Stream::Broken(ErrorCode::BackendNonsense);
            effects = self.stop_asking();
        }
        effects.extend(self.go_on());
        effects
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
                self.stop(State::BrokenOff(order, Broken::Failed(code)))
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
                asked_at_ms: receiving.asked_at_ms,
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
                self.stop(State::BrokenOff(order, broken))
            }
            Stream::Whole => {
                let done = receiving.done();
                self.go(done)
            }
        }
    }

    fn look_up(&mut self, month: YearMonth) -> Vec<Effect<Request>> {
        self.state = State::LookingUp(month);
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

    fn cancel(&mut self, order: Order) -> Vec<Effect<Request>> {
        self.keeping.begin();
        self.stop(State::BrokenOff(order, Broken::Cancelled))
    }

    /// Leaves whatever is still coming.
    fn stop(&mut self, state: State) -> Vec<Effect<Request>> {
        self.state = state;
        self.stop_asking()
    }

    fn stop_asking(&mut self) -> Vec<Effect<Request>> {
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
