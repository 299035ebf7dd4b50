//! The step protocol that all machines share.

use crate::Request;
use serde::{Deserialize, Serialize};

/// Number of a question. Every request gets a new one; only the answer to the newest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Attempt(u32);

/// Hands out attempts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attempts(u32);

impl Attempts {
    /// A new attempt: from now on older answers are dropped.
    pub fn begin(&mut self) -> Attempt {
        self.0 += 1;
        Attempt(self.0)
    }

    /// Whether `attempt` is the newest.
    pub fn is_current(&self, attempt: Attempt) -> bool {
        attempt.0 == self.0
    }

    /// The newest attempt, to ask the same question again after a reload.
    pub fn current(&self) -> Attempt {
        Attempt(self.0)
    }
}

/// Something to be done outside. Its answer comes back with the same attempt, of a reception as
/// [`Event::Answered`](crate::Event::Answered).
#[derive(Clone, Debug, PartialEq)]
pub struct Effect<R = Request> {
    /// To be returned with the answer.
    pub attempt: Attempt,
    /// What to do.
    pub request: R,
}

/// What an update gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome<State, End> {
    /// Where the machine is now.
    pub status: Status<State, End>,
    /// What to do now, in this order.
    pub effects: Vec<Effect>,
}

/// Where a machine is.
#[derive(Clone, Debug, PartialEq)]
pub enum Status<State, End> {
    /// It waits in this state.
    Continue(State),
    /// It is over.
    Complete(End),
}

impl<State, End> Outcome<State, End> {
    /// Goes on in `state` with nothing to do.
    pub fn stay(state: State) -> Self {
        Self {
            status: Status::Continue(state),
            effects: Vec::new(),
        }
    }

    /// Goes on in `state` and asks `request` under a new attempt.
    pub fn ask(state: State, attempts: &mut Attempts, request: Request) -> Self {
        let effects = vec![Effect {
            attempt: attempts.begin(),
            request,
        }];
        Self {
            status: Status::Continue(state),
            effects,
        }
    }

    /// Ends.
    pub fn complete(end: End) -> Self {
        Self {
            status: Status::Complete(end),
            effects: Vec::new(),
        }
    }
}
