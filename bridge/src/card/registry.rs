//! Which card lies where. A presence is made here when a card comes and is forgotten when it goes.

use super::{
    CardError,
    control::Control,
    transport::{Place, ReaderStatus},
};
use book::{Book, Card, Slot};
use madoguchi_shared::bridge::event::Readers;
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

mod book;
#[cfg(test)]
mod tests;

/// The one list of readers and cards, and who is told of its changes.
pub(crate) struct Registry {
    simulated: bool,
    book: Mutex<Book>,
    readers: watch::Sender<Readers>,
}

impl Registry {
    pub(crate) fn new(simulated: bool) -> Self {
        let book = Book::new();
        let readers = watch::Sender::new(book.readers(simulated));
        Self {
            simulated,
            book: Mutex::new(book),
            readers,
        }
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<Readers> {
        self.readers.subscribe()
    }

    /// Takes over what was seen. A card with another event count is another presence.
    pub(crate) fn update(&self, mut seen: Vec<ReaderStatus>) {
        seen.sort_by(|a, b| a.name.cmp(&b.name));
        let mut book = self.lock();
        let mut before = std::mem::take(&mut book.slots);
        // Nobody saw how a card came that lies there when the service comes up.
        let first_look = book.service_lost;
        for status in seen {
            let old = before
                .iter_mut()
                .find(|slot| slot.name == status.name)
                .and_then(|slot| {
                    slot.card
                        .take_if(|card| status.card.is_some_and(|now| now.event_count == card.event_count))
                });
            let card = status.card.map(|now| Card {
                in_use: now.in_use,
                ..old.unwrap_or_else(|| Card::new(now.event_count, first_look))
            });
            book.slots.push(Slot {
                name: status.name,
                card,
            });
        }
        book.service_lost = false;
        book.bury(before);
        self.publish(&book);
    }

    /// The service is gone and with it all that was known: event counts begin anew with it.
    pub(crate) fn lose(&self) {
        let mut book = self.lock();
        let slots = std::mem::take(&mut book.slots);
        book.service_lost = true;
        book.bury(slots);
        self.publish(&book);
    }

    /// Where the card of this presence lies, before something is asked of it. A card that is stuck in an earlier
    /// operation is not asked again.
    pub(crate) fn find(&self, presence: &str) -> Result<Place, CardError> {
        let mut book = self.lock();
        if book.service_lost {
            return Err(CardError::PcscDown);
        }
        for slot in &mut book.slots {
            if let Some(card) = slot.card.as_mut().filter(|card| card.presence == presence) {
                if card.stuck.strong_count() > 0 {
                    return Err(CardError::Timeout);
                }
                card.may_be_left = true;
                let place = Place {
                    reader: slot.name.clone(),
                    presence: card.presence.clone(),
                    event_count: card.event_count,
                };
                self.publish(&book);
                return Ok(place);
            }
        }
        Err(book.why_missing(presence))
    }

    /// Every card that lies there now may be an earlier patient's.
    pub(crate) fn mark_all_as_left(&self) {
        let mut book = self.lock();
        for card in book.slots.iter_mut().filter_map(|slot| slot.card.as_mut()) {
            card.may_be_left = true;
        }
        self.publish(&book);
    }

    /// The operation on this card did not come back in time.
    pub(crate) fn mark_stuck(&self, presence: &str, control: &Arc<Control>) {
        self.change(presence, |card| card.stuck = Arc::downgrade(control));
    }

    /// Another program holds the card's reader; the next look at the readers takes it back.
    pub(crate) fn mark_in_use(&self, presence: &str) {
        self.change(presence, |card| card.in_use = true);
    }

    /// Whether this is the certificate that was read first in this presence, or the first one. A card that has just
    /// gone has no other one: its next command tells.
    pub(crate) fn is_same_certificate(&self, presence: &str, der: &[u8]) -> bool {
        self.is_first(presence, der, |card| &mut card.certificate)
    }

    /// The same of 券面. That photo and certificate are of one card rests on the presence, which every transaction
    /// looks at when it begins.
    pub(crate) fn is_same_face(&self, presence: &str, face: &[u8]) -> bool {
        self.is_first(presence, face, |card| &mut card.face)
    }

    fn is_first(
        &self,
        presence: &str,
        bytes: &[u8],
        place: impl FnOnce(&mut Card) -> &mut Option<[u8; 32]>,
    ) -> bool {
        let digest: [u8; 32] = Sha256::digest(bytes).into();
        let mut same = true;
        self.change(presence, |card| {
            same = *place(card).get_or_insert(digest) == digest;
        });
        same
    }

    fn change(&self, presence: &str, change: impl FnOnce(&mut Card)) {
        let mut book = self.lock();
        let mut cards = book.slots.iter_mut().filter_map(|slot| slot.card.as_mut());
        if let Some(card) = cards.find(|card| card.presence == presence) {
            change(card);
        }
        self.publish(&book);
    }

    // Published under the lock, so that lists come in the order in which they came about.
    fn publish(&self, book: &Book) {
        let now = book.readers(self.simulated);
        self.readers.send_if_modified(|published| {
            let changed = *published != now;
            if changed {
                *published = now;
            }
            changed
        });
    }

    // No call leaves the list half changed, so a panic elsewhere does not make it unusable.
    fn lock(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
