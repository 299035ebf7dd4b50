//! Where readers come from. A back end passes bytes and tells what lies where; it interprets no status word, repeats
//! nothing and keeps no deadline: [`session`](super::session) and [`service`](super::service) do.

pub(crate) mod pcsc;
#[cfg(feature = "simulator")]
pub(crate) mod simulator;

use super::control::Control;
use std::time::Duration;

/// A source of readers.
pub(crate) trait Backend: Send + Sync + 'static {
    /// The readers are software.
    fn is_simulated(&self) -> bool;
    /// For the monitor's thread.
    fn watcher(&self) -> Box<dyn Watcher>;
    /// For one worker's thread.
    fn connector(&self) -> Box<dyn Connector>;
    /// Makes a waiting watcher return with everything looked at anew. May block for 0.2 s.
    fn wake(&self);
}

/// Looks at all readers.
pub(crate) trait Watcher {
    /// Blocks until something may differ from what was last returned; returns at once the first time. After an error
    /// this watcher is of no use any more.
    fn wait(&mut self) -> Result<Vec<ReaderStatus>, ServiceLost>;
}

/// Reaches cards, one at a time.
pub(crate) trait Connector {
    /// Runs `operation` once in one transaction with the card at this place, then leaves the card by reset. Does not run
    /// it, and leaves the card as it is, when another card lies there, or, without an error, when it was abandoned while
    /// it waited for the reader.
    fn with_card(
        &mut self,
        place: &Place,
        control: &Control,
        operation: &mut dyn FnMut(&mut dyn Transport),
    ) -> Result<(), TransportError>;

    /// Whether the same card lies there still; watches for so long before it says yes.
    fn still_there(&mut self, place: &Place, settle: Duration) -> Result<bool, TransportError>;
}

/// A card in a transaction.
pub(crate) trait Transport {
    /// One command, one answer, whatever it is.
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransportError>;
    /// Resets the card; the transaction goes on.
    fn reset(&mut self) -> Result<(), TransportError>;
    /// Answer to reset.
    fn atr(&self) -> &[u8];
}

/// What lies on a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReaderStatus {
    pub(crate) name: String,
    /// `None`: empty.
    pub(crate) card: Option<CardStatus>,
}

/// A card on a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CardStatus {
    /// Changes with every insertion and removal, so that a fast swap shows.
    pub(crate) event_count: u32,
    /// Held exclusively by another program.
    pub(crate) in_use: bool,
}

/// Which card is meant: the one that came to this reader with this event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) reader: String,
    pub(crate) presence: String,
    pub(crate) event_count: u32,
}

/// The service behind the readers is gone: everything has to be set up anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ServiceLost;

/// Bytes did not get through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TransportError {
    /// The card is gone.
    Removed,
    /// Another card, or the same one put down anew.
    Changed,
    /// Another program holds the reader exclusively.
    InUse,
    /// See [`ServiceLost`].
    ServiceLost,
    /// The reader is gone.
    ReaderGone,
    /// The card does not come to life.
    NoAnswer,
    /// Anything else: a card that is being pulled looks like this at first, see [`Connector::still_there`].
    Failed,
}
