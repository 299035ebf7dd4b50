//! The readers of a drawer: what lies where, how often it has changed, and waiting for the next change.

use super::super::CardError;
use madoguchi_virtual_card::SharedCard;
use std::sync::{
    Arc, Condvar, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, AtomicU32, Ordering},
};

/// All readers of a drawer.
pub(crate) struct Slots {
    slots: Vec<Arc<Slot>>,
    signal: Arc<Signal>,
}

/// One reader.
pub(crate) struct Slot {
    pub(crate) name: String,
    lying: Mutex<Option<SharedCard>>,
    /// Grows with every insertion and removal, as the event count of PC/SC does.
    events: AtomicU32,
    held: AtomicBool,
    signal: Arc<Signal>,
}

/// Tells that something has changed. Its lock is taken last: nothing else is locked under it.
#[derive(Default)]
pub(crate) struct Signal {
    version: Mutex<u64>,
    changed: Condvar,
}

impl Slots {
    pub(super) fn new(names: impl Iterator<Item = String>) -> Self {
        let signal = Arc::new(Signal::default());
        let slot = |name| {
            Arc::new(Slot {
                name,
                lying: Mutex::new(None),
                events: AtomicU32::new(0),
                held: AtomicBool::new(false),
                signal: Arc::clone(&signal),
            })
        };
        Self {
            slots: names.map(slot).collect(),
            signal,
        }
    }

    pub(crate) fn signal(&self) -> &Signal {
        &self.signal
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Slot> {
        self.slots.iter().map(|slot| &**slot)
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.iter().map(|slot| slot.name.clone()).collect()
    }

    pub(crate) fn find(&self, name: &str) -> Result<&Arc<Slot>, CardError> {
        self.slots
            .iter()
            .find(|slot| slot.name == name)
            .ok_or(CardError::ReaderNone)
    }

    pub(super) fn insert(&self, name: &str, card: &SharedCard) -> Result<(), CardError> {
        let slot = self.find(name)?;
        slot.remove();
        // Where the card lay before it would otherwise be seen again, as soon as it lies here.
        self.forget_pulled();
        let watched = Arc::downgrade(slot);
        // Runs with the card locked: it counts and wakes, and touches no card.
        card.watch(move || {
            let Some(slot) = watched.upgrade() else { return };
            slot.events.fetch_add(1, Ordering::SeqCst);
            slot.signal.raise();
        });
        *slot.lock() = Some(card.clone());
        card.insert();
        Ok(())
    }

    fn forget_pulled(&self) {
        for slot in &self.slots {
            slot.lock().take_if(|card| !card.is_present());
        }
    }
}

impl Slot {
    /// The card that lies here.
    pub(crate) fn card(&self) -> Option<SharedCard> {
        let card = self.lock().clone();
        card.filter(SharedCard::is_present)
    }

    pub(crate) fn event_count(&self) -> u32 {
        self.events.load(Ordering::SeqCst)
    }

    pub(crate) fn is_held(&self) -> bool {
        self.held.load(Ordering::SeqCst)
    }

    pub(super) fn remove(&self) {
        let card = self.lock().take();
        if let Some(card) = card {
            card.remove();
        }
    }

    pub(super) fn hold(&self, held: bool) {
        self.held.store(held, Ordering::SeqCst);
        self.signal.raise();
    }

    fn lock(&self) -> MutexGuard<'_, Option<SharedCard>> {
        self.lying.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Signal {
    /// How often it was raised.
    pub(crate) fn version(&self) -> u64 {
        *self.lock()
    }

    pub(crate) fn raise(&self) {
        *self.lock() += 1;
        self.changed.notify_all();
    }

    /// Waits until it was raised more often than that.
    pub(crate) fn wait_beyond(&self, version: u64) {
        let guard = self.lock();
        drop(self.changed.wait_while(guard, |now| *now <= version));
    }

    fn lock(&self) -> MutexGuard<'_, u64> {
        self.version.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
