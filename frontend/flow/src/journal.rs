//! What survives a reload (D8): not the state of a reception but what happened to it, in order. Played again, it
//! gives the same state, because a machine has no clock and no IO of its own.

use crate::{Event, Reception};
use serde::{Deserialize, Serialize};

/// One event that changed the reception.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// When it happened, ms since 1970.
    pub at_ms: i64,
    /// What happened.
    pub event: Event,
}

/// The reception as these entries left it. What it waits on is asked anew by [`Event::Resumed`].
pub fn replay(entries: impl IntoIterator<Item = Entry>) -> Reception {
    let mut machine = Reception::default();
    for Entry { at_ms, event } in entries {
        // Performed when it happened.
        let _ = machine.update(event, at_ms);
    }
    machine
}
