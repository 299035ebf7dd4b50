//! Which card lies where. A presence is made here when a card comes and is forgotten when it goes.

use super::{
    CardError,
    control::Control,
    transport::{Place, ReaderStatus},
};
use madoguchi_shared::{
    ErrorCode,
    bridge::event::{CardPresence, Reader, Readers},
};
use sha2::{Digest, Sha256};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};
use tokio::sync::watch;
use uuid::Uuid;

/// Presences remembered after their end, to tell an exchanged card from one that was taken away.
const PAST: usize = 32;

/// The one list of readers and cards, and who is told of its changes.
pub(crate) struct Registry {
    simulated: bool,
    inner: Mutex<Inner>,
    readers: watch::Sender<Readers>,
}

struct Inner {
    service_lost: bool,
    /// Ordered by name.
    slots: Vec<Slot>,
    /// Presence and reader, oldest first.
    past: VecDeque<(String, String)>,
}

struct Slot {
    name: String,
    card: Option<Card>,
}

struct Card {
    presence: String,
    event_count: u32,
    in_use: bool,
    /// The operation that has outlasted its deadline, as long as its thread is in it.
    stuck: Weak<Control>,
    /// SHA-256 of the certificate read first.
    certificate: Option<[u8; 32]>,
}

impl Registry {
    /// Before the first look at the readers the service counts as down.
    pub(crate) fn new(simulated: bool) -> Self {
        let inner = Inner {
            service_lost: true,
            slots: Vec::new(),
            past: VecDeque::new(),
        };
        let readers = watch::Sender::new(inner.readers(simulated));
        Self {
            simulated,
            inner: Mutex::new(inner),
            readers,
        }
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<Readers> {
        self.readers.subscribe()
    }

    /// Takes over what was seen. A card with another event count is another presence.
    pub(crate) fn update(&self, mut seen: Vec<ReaderStatus>) {
        seen.sort_by(|a, b| a.name.cmp(&b.name));
        let mut inner = self.lock();
        let mut before = std::mem::take(&mut inner.slots);
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
                ..old.unwrap_or_else(|| Card::new(now.event_count))
            });
            inner.slots.push(Slot {
                name: status.name,
                card,
            });
        }
        inner.service_lost = false;
        inner.bury(before);
        self.publish(&inner);
    }

    /// The service is gone and with it all that was known: event counts begin anew with it.
    pub(crate) fn lose(&self) {
        let mut inner = self.lock();
        let slots = std::mem::take(&mut inner.slots);
        inner.service_lost = true;
        inner.bury(slots);
        self.publish(&inner);
    }

    /// Where the card of this presence lies. A card that is stuck in an earlier operation is not asked again.
    pub(crate) fn find(&self, presence: &str) -> Result<Place, CardError> {
        let inner = self.lock();
        if inner.service_lost {
            return Err(CardError::PcscDown);
        }
        for slot in &inner.slots {
            if let Some(card) = slot.card.as_ref().filter(|card| card.presence == presence) {
                if card.stuck.strong_count() > 0 {
                    return Err(CardError::Timeout);
                }
                return Ok(Place {
                    reader: slot.name.clone(),
                    presence: card.presence.clone(),
                    event_count: card.event_count,
                });
            }
        }
        Err(inner.why_missing(presence))
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
        let digest: [u8; 32] = Sha256::digest(der).into();
        let mut same = true;
        self.change(presence, |card| {
            same = *card.certificate.get_or_insert(digest) == digest;
        });
        same
    }

    fn change(&self, presence: &str, change: impl FnOnce(&mut Card)) {
        let mut inner = self.lock();
        let mut cards = inner.slots.iter_mut().filter_map(|slot| slot.card.as_mut());
        if let Some(card) = cards.find(|card| card.presence == presence) {
            change(card);
        }
        self.publish(&inner);
    }

    // Published under the lock, so that lists come in the order in which they came about.
    fn publish(&self, inner: &Inner) {
        let now = inner.readers(self.simulated);
        self.readers.send_if_modified(|published| {
            let changed = *published != now;
            if changed {
                *published = now;
            }
            changed
        });
    }

    // No call leaves the list half changed, so a panic elsewhere does not make it unusable.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn readers(&self, simulated: bool) -> Readers {
        let list = self.slots.iter().map(|slot| Reader {
            name: slot.name.clone(),
            simulated,
            card: slot.card.as_ref().map(|card| CardPresence {
                presence: card.presence.clone(),
                in_use: card.in_use,
            }),
        });
        Readers {
            problem: self.service_lost.then_some(ErrorCode::PcscDown),
            list: list.collect(),
        }
    }

    fn bury(&mut self, slots: Vec<Slot>) {
        let gone = slots
            .into_iter()
            .filter_map(|slot| Some((slot.card?.presence, slot.name)));
        self.past.extend(gone);
        while self.past.len() > PAST {
            self.past.pop_front();
        }
    }

    fn why_missing(&self, presence: &str) -> CardError {
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
    fn new(event_count: u32) -> Self {
        Self {
            presence: Uuid::new_v4().to_string(),
            event_count,
            in_use: false,
            stuck: Weak::new(),
            certificate: None,
        }
    }
}
