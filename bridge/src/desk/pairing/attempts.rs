//! Five wrong codes in a row close pairing for a minute, by the monotonic clock.

use madoguchi_shared::ErrorCode;
use std::time::Duration;
use tokio::time::Instant;

/// Wrong codes in a row before pairing closes.
const LIMIT: u32 = 5;

/// How long it stays closed.
const LOCK: Duration = Duration::from_mins(1);

/// Wrong codes so far.
#[derive(Debug, Default)]
pub(super) struct Attempts {
    wrong: u32,
    locked_until: Option<Instant>,
}

impl Attempts {
    /// `PAIRING_LOCKED` while it is closed, even for a right code.
    pub(super) fn check(&self) -> Result<(), ErrorCode> {
        match self.locked_until {
            Some(until) if Instant::now() < until => Err(ErrorCode::PairingLocked),
            _ => Ok(()),
        }
    }

    /// A wrong code was tried.
    pub(super) fn wrong(&mut self) {
        self.wrong += 1;
        if self.wrong >= LIMIT {
            self.wrong = 0;
            self.locked_until = Some(Instant::now() + LOCK);
            tracing::warn!(lock_s = LOCK.as_secs(), "pairing locked after wrong codes");
        }
    }

    /// A right code was tried.
    pub(super) fn right(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn locks_for_a_minute_after_five() {
        let mut attempts = Attempts::default();
        for _ in 0..LIMIT {
            assert_eq!(attempts.check(), Ok(()));
            attempts.wrong();
        }
        assert_eq!(attempts.check(), Err(ErrorCode::PairingLocked));
        let almost = LOCK.saturating_sub(Duration::from_millis(1));
        tokio::time::advance(almost).await;
        assert_eq!(attempts.check(), Err(ErrorCode::PairingLocked));
        tokio::time::advance(Duration::from_millis(1)).await;
        assert_eq!(attempts.check(), Ok(()));
    }

    #[tokio::test(start_paused = true)]
    async fn a_right_code_starts_the_count_anew() {
        let mut attempts = Attempts::default();
        for _ in 0..LIMIT - 1 {
            attempts.wrong();
        }
        attempts.right();
        for _ in 0..LIMIT - 1 {
            attempts.wrong();
        }
        assert_eq!(attempts.check(), Ok(()));
    }
}
