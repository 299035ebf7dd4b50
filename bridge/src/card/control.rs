//! What the waiting side and the thread at the card know of each other.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

/// One operation under way. As long as the thread is in it, it holds a reference.
#[derive(Default)]
pub(crate) struct Control {
    abandoned: AtomicBool,
    phase: AtomicU8,
}

/// How far an operation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Phase {
    /// In the queue of its reader, or connecting.
    Connecting = 0,
    /// Waiting for the transaction of another program to end.
    WaitingForReader = 1,
    /// Talking to the card.
    InCard = 2,
}

impl Control {
    /// Nobody waits for the outcome any more: not one more command may be sent.
    pub(crate) fn abandon(&self) {
        self.abandoned.store(true, Ordering::SeqCst);
    }

    pub(crate) fn is_abandoned(&self) -> bool {
        self.abandoned.load(Ordering::SeqCst)
    }

    pub(crate) fn enter(&self, phase: Phase) {
        self.phase.store(phase as u8, Ordering::SeqCst);
    }

    /// Whether another program's transaction is what it waits for.
    pub(crate) fn waits_for_reader(&self) -> bool {
        self.phase.load(Ordering::SeqCst) == Phase::WaitingForReader as u8
    }
}
