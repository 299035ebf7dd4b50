//! Reaching a card: shared connection, one transaction, reset at the end.

use super::{
    super::{super::control::Control, Connector, Place, Transport, TransportError},
    is_service_loss, transport_error,
};
use pcsc::{Card, Context, Disposition, Error, Protocols, ReaderState, Scope, ShareMode, State, Transaction};
use std::{
    ffi::CString,
    time::{Duration, Instant},
};
use zeroize::Zeroize;

/// Longest answer: 65536 bytes and the status word.
const LONGEST_ANSWER: usize = 65_538;
/// How often another program may reset the card between connecting and the transaction.
const RECONNECTS: u32 = 3;

/// See [`Connector`]. Its context lives as long as the service does.
#[derive(Default)]
pub(super) struct PcscConnector {
    context: Option<Context>,
    buffer: Vec<u8>,
}

/// A card whose transaction is ours.
struct PcscTransport<'a> {
    transaction: Transaction<'a>,
    atr: Vec<u8>,
    buffer: &'a mut Vec<u8>,
}

impl Connector for PcscConnector {
    fn with_card(
        &mut self,
        place: &Place,
        control: &Control,
        operation: &mut dyn FnMut(&mut dyn Transport),
    ) -> Result<(), TransportError> {
        control.set_waiting(true);
        let name = reader_name(place)?;
        let (context, mut card) = self.connect(&name).map_err(transport_error)?;
        let transaction = begin(&mut card).map_err(transport_error)?;
        let found = look(&context, name, Duration::ZERO, place);
        let atr = match found {
            Ok(atr) if !control.is_abandoned() => atr,
            // Nothing was sent: whose card it may be, or who has selected something on it, it is left alone.
            _ => {
                let _ = transaction.end(Disposition::LeaveCard);
                let _ = card.disconnect(Disposition::LeaveCard);
                return found.map(|_| ());
            }
        };
        control.set_waiting(false);
        self.buffer.resize(LONGEST_ANSWER, 0);
        let left = {
            let mut transport = PcscTransport {
                transaction,
                atr,
                buffer: &mut self.buffer,
            };
            operation(&mut transport);
            transport.transaction.end(Disposition::ResetCard).is_ok()
        };
        // When the transaction could not end by reset, the card was pulled, most likely; if not, it must not stay unlocked.
        let last = if left {
            Disposition::LeaveCard
        } else {
            Disposition::ResetCard
        };
        let _ = card.disconnect(last);
        Ok(())
    }

    fn still_there(&mut self, place: &Place, settle: Duration) -> Result<bool, TransportError> {
        let context = self.establish().map_err(transport_error)?;
        match look(&context, reader_name(place)?, settle, place) {
            Ok(_) => Ok(true),
            Err(TransportError::Removed | TransportError::Changed) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

impl PcscConnector {
    fn establish(&mut self) -> Result<Context, Error> {
        if let Some(context) = &self.context {
            return Ok(context.clone());
        }
        let context = Context::establish(Scope::System)?;
        Ok(self.context.insert(context).clone())
    }

    /// Connects; when the service has been restarted since the last time, in a new context.
    fn connect(&mut self, name: &CString) -> Result<(Context, Card), Error> {
        let mut fresh = self.context.is_none();
        loop {
            let context = self.establish()?;
            match context.connect(name, ShareMode::Shared, Protocols::ANY) {
                Ok(card) => return Ok((context, card)),
                Err(error) if is_service_loss(error) => {
                    self.context = None;
                    if fresh {
                        return Err(error);
                    }
                    fresh = true;
                }
                Err(error) => return Err(error),
            }
        }
    }
}

impl Transport for PcscTransport<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransportError> {
        let answer = self.transaction.transmit(command, self.buffer);
        let answer = answer.map(<[u8]>::to_vec).map_err(transport_error)?;
        // It may be a photo, and the buffer lives on.
        self.buffer
            .iter_mut()
            .take(answer.len())
            .for_each(Zeroize::zeroize);
        Ok(answer)
    }

    fn reset(&mut self) -> Result<(), TransportError> {
        self.transaction
            .reconnect(ShareMode::Shared, Protocols::ANY, Disposition::ResetCard)
            .map_err(transport_error)
    }

    fn atr(&self) -> &[u8] {
        &self.atr
    }
}

/// Begins a transaction, also when another program has just reset the card.
fn begin(card: &mut Card) -> Result<Transaction<'_>, Error> {
    let mut card = card;
    for _ in 0..RECONNECTS {
        card = match card.transaction2() {
            Ok(transaction) => return Ok(transaction),
            Err((card, Error::ResetCard)) => card,
            Err((_, error)) => return Err(error),
        };
        card.reconnect(ShareMode::Shared, Protocols::ANY, Disposition::LeaveCard)?;
    }
    card.transaction()
}

/// ATR of the card at a place, when it is the same card; otherwise [`TransportError::Removed`] or
/// [`TransportError::Changed`]. Watches for so long before it believes it.
fn look(
    context: &Context,
    name: CString,
    settle: Duration,
    place: &Place,
) -> Result<Vec<u8>, TransportError> {
    let deadline = Instant::now() + settle;
    let mut states = [ReaderState::new(name, State::UNAWARE)];
    let mut wait = Duration::ZERO;
    loop {
        match context.get_status_change(wait, &mut states) {
            Ok(()) | Err(Error::Timeout) => {}
            Err(error) => return Err(transport_error(error)),
        }
        let state = &mut states[0];
        if state.event_state().contains(State::UNKNOWN) {
            return Err(TransportError::ReaderGone);
        }
        if !state.event_state().contains(State::PRESENT) {
            return Err(TransportError::Removed);
        }
        if state.event_count() != place.event_count {
            return Err(TransportError::Changed);
        }
        wait = deadline.saturating_duration_since(Instant::now());
        if wait < Duration::from_millis(1) {
            return Ok(state.atr().to_vec());
        }
        state.sync_current_state();
    }
}

fn reader_name(place: &Place) -> Result<CString, TransportError> {
    CString::new(place.reader.as_str()).map_err(|_| TransportError::ReaderGone)
}
