//! The clock, injected so that tests can stand at any instant.

use madoguchi_shared::date::Day;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970-01-01T00:00Z, from the system or from a test.
#[derive(Clone)]
pub struct Clock(Source);

#[derive(Clone)]
enum Source {
    System,
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands at `epoch_ms` until [`Clock::set`]. Its clones stand with it.
    pub fn manual(epoch_ms: i64) -> Self {
        Self(Source::Manual(Arc::new(AtomicI64::new(epoch_ms))))
    }

    /// Moves a manual clock; the system's clock is not moved.
    pub fn set(&self, epoch_ms: i64) {
        match &self.0 {
            Source::System => {}
            Source::Manual(at) => at.store(epoch_ms, Ordering::SeqCst),
        }
    }

    /// Now, ms since 1970.
    pub fn now_ms(&self) -> i64 {
        match &self.0 {
            Source::System => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .ok()
                .and_then(|since| i64::try_from(since.as_millis()).ok())
                .unwrap_or(0),
            Source::Manual(at) => at.load(Ordering::SeqCst),
        }
    }

    /// The day it is in Tokyo.
    pub fn today(&self) -> Day {
        Day::in_tokyo(self.now_ms())
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::System => f.write_str("Clock(system)"),
            Source::Manual(at) => write!(f, "Clock({} ms)", at.load(Ordering::SeqCst)),
        }
    }
}
