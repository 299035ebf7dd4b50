//! The list itself: readers, the cards on them, and cards that were.

use super::super::{CardError, control::Control};
use madoguchi_shared::{
    ErrorCode,
    bridge::event::{CardPresence, Reader, Readers},
};
use std::{collections::VecDeque, sync::Weak};
use uuid::Uuid;

/// Presences remembered after their end, to tell an exchanged card from one that was taken away.
const PAST: usize = 32;

/// What is known of the readers.
pub(super) struct Book {
    /// The service behind the readers is gone; then there are no slots.
    pub(super) service_lost: bool,
    /// Ordered by name.
    pub(super) slots: Vec<Slot>,
    /// Presence and reader, oldest first.
    past: VecDeque<(String, String)>,
}

/// A reader.
pub(super) struct Slot {
    pub(super) name: String,
    pub(super) card: Option<Card>,
}

/// A card on a reader.
pub(super) struct Card {
    pub(super) presence: String,
    pub(super) event_count: u32,
    pub(super) in_use: bool,
    pub(super) may_be_left: bool,
    /// The operation that has outlasted its deadline, as long as its thread is in it.
    pub(super) stuck: Weak<Control>,
    /// SHA-256 of the certificate read first.
    pub(super) certificate: Option<[u8; 32]>,
    /// SHA-256 of the 券面 read first.
    pub(super) face: Option<[u8; 32]>,
}

impl Book {
    /// Before the first look at the readers the service counts as down.
    pub(super) fn new() -> Self {
        Self {
            service_lost: true,
            slots: Vec::new(),
            past: VecDeque::new(),
        }
    }

    /// As the screens see it.
    pub(super) fn readers(&self, simulated: bool) -> Readers {
        let list = self.slots.iter().map(|slot| Reader {
            name: slot.name.clone(),
            simulated,
            card: slot.card.as_ref().map(|card| CardPresence {
                presence: card.presence.clone(),
                in_use: card.in_use,
                may_be_left: card.may_be_left,
            }),
        });
        Readers {
            problem: self.service_lost.then_some(ErrorCode::PcscDown),
            list: list.collect(),
        }
    }

    /// Remembers the cards of these slots as gone.
    pub(super) fn bury(&mut self, slots: Vec<Slot>) {
        let gone = slots
            .into_iter()
            .filter_map(|slot| Some((slot.card?.presence, slot.name)));
        self.past.extend(gone);
        while self.past.len() > PAST {
            self.past.pop_front();
        }
    }

    /// Why there is no card of this presence.
    pub(super) fn why_missing(&self, presence: &str) -> CardError {
        if self.slots.is_empty() {
            return CardError::ReaderNone;
        }
        let mut past = self.past.iter().rev();
        let reader = past.find_map(|(gone, reader)| (gone == presence).then_some(reader));
        let exchanged = self
            .slots
            .iter()
            .any(|slot| slot.card.is_some() && reader == Some(&slot.name));
        if exchanged {
            CardError::Changed
        } else {
            CardError::Absent
        }
    }
}

impl Card {
    pub(super) fn new(event_count: u32, may_be_left: bool) -> Self {
        Self {
            presence: Uuid::new_v4().to_string(),
            event_count,
            in_use: false,
            may_be_left,
            stuck: Weak::new(),
            certificate: None,
            face: None,
        }
    }
}
