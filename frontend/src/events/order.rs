//! The order of messages on one connection.

use madoguchi_shared::bridge::event::{Event, Message};

/// Watches that a connection starts with a snapshot at 0 and goes on without a gap.
#[derive(Debug, Default)]
pub(super) struct Order {
    next: u64,
}

impl Order {
    /// Whether this message may be next.
    pub(super) fn accepts(&mut self, message: &Message) -> bool {
        let first = self.next == 0;
        let right = message.sequence == self.next && matches!(message.event, Event::Snapshot(_)) == first;
        if right {
            self.next += 1;
        }
        right
    }

    /// Whether there was a snapshot.
    pub(super) fn has_begun(&self) -> bool {
        self.next > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use madoguchi_shared::bridge::event::Snapshot;
    use madoguchi_shared::bridge::patient::PatientStep;

    #[test]
    fn a_connection_starts_with_its_snapshot() {
        let mut order = Order::default();
        assert!(!order.accepts(&message(0, Event::Receptions)));
        assert!(!order.accepts(&message(1, snapshot())));
        assert!(!order.has_begun());
        assert!(order.accepts(&message(0, snapshot())));
        assert!(order.has_begun());
    }

    #[test]
    fn a_gap_a_repeat_and_a_second_snapshot_are_refused() {
        for (sequence, event) in [(2, Event::Receptions), (0, Event::Receptions), (1, snapshot())] {
            let mut order = Order::default();
            assert!(order.accepts(&message(0, snapshot())));
            assert!(!order.accepts(&message(sequence, event)));
            assert!(order.accepts(&message(1, Event::Receptions)));
        }
    }

    fn message(sequence: u64, event: Event) -> Message {
        Message { sequence, event }
    }

    fn snapshot() -> Event {
        Event::Snapshot(Snapshot {
            readers: None,
            patient_step: PatientStep::Idle.into(),
            patient_screen: None,
            lease: None,
        })
    }
}
