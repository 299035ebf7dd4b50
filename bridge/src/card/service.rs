//! The door to the card path: waits for answers, keeps the deadline.

use super::{
    CardError, CardFacts, CardPhoto, CollationError, Inspected, MessageMaker, PinError, PinSignature,
    monitor::{self, Stop},
    operation::{self, Surroundings},
    profile,
    registry::Registry,
    session::Session,
    transport::{Backend, Place, pcsc::PcscBackend},
    worker::Workers,
};
use madoguchi_shared::{Secret, bridge::event::Readers, identifier::CollationNumberB};
use std::{sync::Arc, time::Duration};
use tokio::{sync::watch, time};

mod call;

/// Longest time an operation takes, waiting for the reader included; then it ends in [`CardError::Timeout`].
pub const DEADLINE: Duration = Duration::from_secs(5);

/// How long [`CardService::shutdown`] waits at most.
const SHUTDOWN_DEADLINE: Duration = Duration::from_secs(1);

/// Readers and cards of this desk; clones are the same service. Its threads end with the last clone.
#[derive(Clone)]
pub struct CardService {
    inner: Arc<Inner>,
}

struct Inner {
    backend: Arc<dyn Backend>,
    workers: Arc<Workers>,
    around: Surroundings,
    stop: Arc<Stop>,
}

impl CardService {
    /// Starts on the PC/SC service of this machine, which may come and go.
    pub fn start_pcsc() -> Self {
        Self::start(Arc::new(PcscBackend::default()))
    }

    /// Starts on readers in software.
    #[cfg(feature = "simulator")]
    pub fn start_simulated(drawer: super::simulator::Drawer) -> Self {
        Self::start(Arc::new(super::transport::simulator::SimulatorBackend::new(
            drawer,
        )))
    }

    /// Every reader and the card on it; a new list whenever something changed. Needs no runtime.
    pub fn readers(&self) -> watch::Receiver<Readers> {
        self.inner.around.registry.subscribe()
    }

    /// Whatever lies on the readers now may be an earlier patient's.
    pub fn mark_all_as_left(&self) {
        self.inner.around.registry.mark_all_as_left();
    }

    /// Waits until a card lies on some reader; its presence. Of several, the one on the first reader by name.
    pub async fn card_present(&self) -> String {
        let mut readers = self.readers();
        loop {
            let list = readers.borrow_and_update().list.clone();
            if let Some(card) = list.into_iter().find_map(|reader| reader.card) {
                return card.presence;
            }
            // The sender lives in `self`.
            let _ = readers.changed().await;
        }
    }

    /// Looks whether it is a My Number card and whether its PIN can be used; takes nothing out and consumes no try.
    pub async fn inspect(&self, presence: &str) -> Result<Inspected, CardError> {
        self.perform(presence, |_, _, session| operation::inspect(session))
            .await
    }

    /// Tries left for 照合番号B, 1–15; consumes none. `None`: it is blocked.
    pub async fn collation_tries(&self, presence: &str) -> Result<Option<u8>, CardError> {
        self.perform(presence, |_, _, session| operation::collation_tries(session))
            .await
    }

    /// Reads the user authentication certificate. That is identification, not 本人確認.
    pub async fn read_certificate(&self, presence: &str) -> Result<CardFacts, CardError> {
        self.perform(presence, operation::read_certificate).await
    }

    /// Verifies the PIN once, reads the certificate and has the card sign SHA-256 of the message, all in one transaction
    /// that ends by reset. There is never a second VERIFY, whatever happens. With one try left, nothing is tried
    /// unless `last_try_confirmed`.
    pub async fn verify_and_sign(
        &self,
        presence: &str,
        pin: Secret,
        last_try_confirmed: bool,
        message: MessageMaker,
    ) -> Result<PinSignature, PinError> {
        let digits = pin.expose().as_bytes();
        if digits.len() != profile::PIN_LENGTH || !digits.iter().all(u8::is_ascii_digit) {
            return Err(PinError::Format);
        }
        let body = move |around: &Surroundings, place: &Place, session: &mut Session<'_>| {
            operation::verify_and_sign(around, place, session, &pin, last_try_confirmed, message)
        };
        self.perform(presence, body).await?
    }

    /// Verifies 照合番号B once and reads the photo, in one transaction that ends by reset; the PIN stays as it was. There
    /// is never a second VERIFY, whatever happens. With one try left, nothing is tried unless `last_try_confirmed`. The
    /// photo is of the card of this presence, as is every certificate read in it.
    pub async fn read_photo(
        &self,
        presence: &str,
        number: CollationNumberB,
        last_try_confirmed: bool,
    ) -> Result<CardPhoto, CollationError> {
        let body = move |around: &Surroundings, place: &Place, session: &mut Session<'_>| {
            operation::read_photo(around, place, session, &number, last_try_confirmed)
        };
        self.perform(presence, body).await?
    }

    /// Ends the threads; takes at most 1 s. A thread stuck in a mute card is left behind.
    pub async fn shutdown(&self) {
        self.inner.stop.want();
        self.inner.workers.retain(|_| false);
        let backend = Arc::clone(&self.inner.backend);
        let stop = Arc::clone(&self.inner.stop);
        let ended = tokio::task::spawn_blocking(move || {
            while !stop.is_done() {
                backend.wake();
            }
        });
        let _ = time::timeout(SHUTDOWN_DEADLINE, ended).await;
    }

    fn start(backend: Arc<dyn Backend>) -> Self {
        let simulated = backend.is_simulated();
        let registry = Arc::new(Registry::new(simulated));
        let workers = Arc::new(Workers::new(Arc::clone(&backend)));
        let stop = Arc::new(Stop::default());
        let parts = (
            Arc::clone(&backend),
            Arc::clone(&registry),
            Arc::clone(&workers),
            Arc::clone(&stop),
        );
        if let Err(error) = monitor::start(parts.0, parts.1, parts.2, parts.3) {
            // The list stays at "service down", which is what can be done without threads.
            tracing::error!(%error, "no thread for the readers");
        }
        Self {
            inner: Arc::new(Inner {
                backend,
                workers,
                around: Surroundings {
                    registry,
                    memory: Arc::default(),
                    simulated,
                },
                stop,
            }),
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.stop.want();
        self.workers.retain(|_| false);
        // Only a thread of its own may block for as long as waking takes.
        let (backend, stop) = (Arc::clone(&self.backend), Arc::clone(&self.stop));
        if !stop.is_done() {
            std::thread::spawn(move || {
                while !stop.is_done() {
                    backend.wake();
                }
            });
        }
    }
}
