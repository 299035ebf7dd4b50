//! Readers in software behind the same traits as PC/SC, with its manners: a mute card blocks until it is pulled, and then
//! answers nothing.

use super::{
    super::{
        control::Control,
        simulator::{
            Drawer,
            slots::{Slot, Slots},
        },
    },
    Backend, CardStatus, Connector, Place, ReaderStatus, ServiceLost, Transport, TransportError, Watcher,
};
use madoguchi_virtual_card::{CardReply, SharedCard};
use std::{sync::Arc, time::Duration};

/// A drawer's readers.
pub(crate) struct SimulatorBackend {
    slots: Arc<Slots>,
}

struct SimulatorWatcher {
    slots: Arc<Slots>,
    /// Version of the signal that was last looked at.
    seen: Option<u64>,
}

struct SimulatorConnector {
    slots: Arc<Slots>,
}

struct SimulatorTransport<'a> {
    slots: &'a Slots,
    card: SharedCard,
    atr: Vec<u8>,
}

impl SimulatorBackend {
    pub(crate) fn new(drawer: Drawer) -> Self {
        Self { slots: drawer.slots }
    }
}

impl Backend for SimulatorBackend {
    fn is_simulated(&self) -> bool {
        true
    }

    fn watcher(&self) -> Box<dyn Watcher> {
        Box::new(SimulatorWatcher {
            slots: Arc::clone(&self.slots),
            seen: None,
        })
    }

    fn connector(&self) -> Box<dyn Connector> {
        Box::new(SimulatorConnector {
            slots: Arc::clone(&self.slots),
        })
    }

    fn wake(&self) {
        self.slots.signal().raise();
        // As over PC/SC, where it takes longer: whoever wakes in a loop does not spin.
        std::thread::sleep(Duration::from_millis(1));
    }
}

impl Watcher for SimulatorWatcher {
    fn wait(&mut self) -> Result<Vec<ReaderStatus>, ServiceLost> {
        if let Some(seen) = self.seen {
            self.slots.signal().wait_beyond(seen);
        }
        // Taken before looking: what changes meanwhile is looked at once more.
        self.seen = Some(self.slots.signal().version());
        Ok(self.slots.iter().map(status).collect())
    }
}

impl Connector for SimulatorConnector {
    fn with_card(
        &mut self,
        place: &Place,
        _control: &Control,
        operation: &mut dyn FnMut(&mut dyn Transport),
    ) -> Result<(), TransportError> {
        let slot = self
            .slots
            .find(&place.reader)
            .map_err(|_| TransportError::ReaderGone)?;
        if slot.is_held() {
            return Err(TransportError::InUse);
        }
        let card = slot.card().ok_or(TransportError::Removed)?;
        if slot.event_count() != place.event_count {
            return Err(TransportError::Changed);
        }
        card.power_on();
        let mut transport = SimulatorTransport {
            slots: &self.slots,
            atr: card.atr(),
            card,
        };
        operation(&mut transport);
        if transport.card.is_present() {
            transport.card.reset();
        }
        Ok(())
    }

    fn still_there(&mut self, place: &Place, _settle: Duration) -> Result<bool, TransportError> {
        let slot = self
            .slots
            .find(&place.reader)
            .map_err(|_| TransportError::ReaderGone)?;
        Ok(slot.card().is_some() && slot.event_count() == place.event_count)
    }
}

impl Transport for SimulatorTransport<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransportError> {
        match self.card.transmit(command) {
            CardReply::Answer(answer) => Ok(answer),
            CardReply::Removed => Err(TransportError::Removed),
            CardReply::Mute => {
                let signal = self.slots.signal();
                loop {
                    let version = signal.version();
                    if !self.card.is_present() {
                        return Ok(Vec::new());
                    }
                    signal.wait_beyond(version);
                }
            }
        }
    }

    fn reset(&mut self) -> Result<(), TransportError> {
        self.card.reset();
        Ok(())
    }

    fn atr(&self) -> &[u8] {
        &self.atr
    }
}

fn status(slot: &Slot) -> ReaderStatus {
    ReaderStatus {
        name: slot.name.clone(),
        // A card that comes or goes between the two raises the signal: it is looked at once more.
        card: slot.card().map(|_| CardStatus {
            event_count: slot.event_count(),
            in_use: slot.is_held(),
        }),
    }
}
