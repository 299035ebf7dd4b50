//! What the waiting side and the thread at the card know of each other.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

/// One operation under way. As long as the thread is in it, it holds a reference.
#[derive(Default)]
pub(crate) struct Control {
    abandoned: AtomicBool,
    /// 0 in the queue of its reader, then a [`Phase`].
    phase: AtomicU8,
}

/// How far an operation is, once its thread is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Phase {
    /// Connecting and beginning a transaction. Both block as long as another program's transaction lasts.
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

    /// Whether it waits for the reader, which means for another program's transaction: nothing else there takes long.
    pub(crate) fn waits_for_reader(&self) -> bool {
        self.phase.load(Ordering::SeqCst) == Phase::WaitingForReader as u8
    }
}
