//! The door to the card path.

use super::{CardError, CardFacts, MessageMaker, PinError, PinSignature};
use madoguchi_shared::{
    ErrorCode, Secret,
    bridge::{card::Inspection, event::Readers},
};
use std::{sync::Arc, time::Duration};
use tokio::sync::watch;

/// Longest time an operation takes, waiting for the reader included; then it ends in [`CardError::Timeout`].
pub const DEADLINE: Duration = Duration::from_secs(5);

/// Readers and cards of this desk; clones are the same service.
#[derive(Clone)]
pub struct CardService {
    readers: Arc<watch::Sender<Readers>>,
}

impl CardService {
    /// Starts on the PC/SC service of this machine, which may come and go.
    pub fn start_pcsc() -> Self {
        Self::new()
    }

    /// Starts on readers in software.
    #[cfg(feature = "simulator")]
    pub fn start_simulated(_drawer: super::simulator::Drawer) -> Self {
        Self::new()
    }

    /// Every reader and the card on it; a new list whenever something changed. Needs no runtime.
    pub fn readers(&self) -> watch::Receiver<Readers> {
        self.readers.subscribe()
    }

    /// Looks whether it is a My Number card and whether its PIN can be used; takes nothing out and consumes no try.
    pub async fn inspect(&self, _presence: &str) -> Result<Inspection, CardError> {
        Err(CardError::PcscDown)
    }

    /// Reads the user authentication certificate. That is identification, not 本人確認.
    pub async fn read_certificate(&self, _presence: &str) -> Result<CardFacts, CardError> {
        Err(CardError::PcscDown)
    }

    /// Verifies the PIN once, reads the certificate and has the card sign SHA-256 of the message, all in one transaction
    /// that ends by reset. There is never a second VERIFY, whatever happens. With one try left, nothing is tried
    /// unless `last_try_confirmed`.
    pub async fn verify_and_sign(
        &self,
        _presence: &str,
        _pin: Secret,
        _last_try_confirmed: bool,
        _message: MessageMaker,
    ) -> Result<PinSignature, PinError> {
        Err(CardError::PcscDown.into())
    }

    /// Ends the threads; takes at most 1 s. A thread stuck in a mute card is left behind.
    pub async fn shutdown(&self) {}

    fn new() -> Self {
        let (readers, _) = watch::channel(Readers {
            problem: Some(ErrorCode::PcscDown),
            list: Vec::new(),
        });
        Self {
            readers: Arc::new(readers),
        }
    }
}
