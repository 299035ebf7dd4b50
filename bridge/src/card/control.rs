//! What the waiting side and the thread at the card know of each other.

use std::sync::atomic::{AtomicBool, Ordering};

/// One operation under way. As long as the thread is in it, it holds a reference.
#[derive(Default)]
pub(crate) struct Control {
    abandoned: AtomicBool,
    waits_for_reader: AtomicBool,
}

impl Control {
    /// Nobody waits for the outcome any more: not one more command may be sent.
    pub(crate) fn abandon(&self) {
        self.abandoned.store(true, Ordering::SeqCst);
    }

    pub(crate) fn is_abandoned(&self) -> bool {
        self.abandoned.load(Ordering::SeqCst)
    }

    /// Set while connecting and beginning a transaction; both block as long as another program's transaction lasts.
    pub(crate) fn set_waiting(&self, waiting: bool) {
        self.waits_for_reader.store(waiting, Ordering::SeqCst);
    }

    /// Whether it waits for the reader, which means for another program's transaction: nothing else there takes long.
    pub(crate) fn waits_for_reader(&self) -> bool {
        self.waits_for_reader.load(Ordering::SeqCst)
    }
}
