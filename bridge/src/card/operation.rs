//! One operation on the thread of its reader: transaction, conversation, and what a failure means.

use super::{
    CardError, CardFacts, MessageMaker, PinError, PinSignature, Unreadable,
    control::Control,
    jpki::{self, PinState, Verdict},
    registry::Registry,
    session::{Fault, Habits, Session},
    transport::{Connector, Place, TransportError},
};
use madoguchi_shared::{
    Secret,
    bridge::card::{Inspection, PinAvailability},
    bridge::face::FaceWay,
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// How long a failed card is watched before it counts as still there: PC/SC sees a removal up to 0.4 s late
/// (`bridge.md §6d`).
const SETTLE: Duration = Duration::from_secs(1);
/// Pairs of reader and ATR whose habits are remembered.
const LONGEST_MEMORY: usize = 64;

/// What every operation of a service shares.
#[derive(Clone)]
pub(crate) struct Surroundings {
    pub(crate) registry: Arc<Registry>,
    pub(crate) memory: Arc<Memory>,
    /// The readers are software.
    pub(crate) simulated: bool,
}

/// Which forms of command each reader and card take, by reader name and ATR.
#[derive(Default)]
pub(crate) struct Memory(Mutex<HashMap<(String, Vec<u8>), Habits>>);

/// Runs `body` in one transaction with the card.
pub(crate) fn run<T>(
    around: &Surroundings,
    connector: &mut dyn Connector,
    place: &Place,
    control: &Control,
    body: impl FnOnce(&mut Session<'_>) -> Result<T, Fault>,
) -> Result<T, CardError> {
    let mut body = Some(body);
    let mut outcome = None;
    let mut learnt = None;
    let led = connector.with_card(place, control, &mut |transport| {
        let key = (place.reader.clone(), transport.atr().to_vec());
        let mut session = Session::new(transport, control, around.memory.habits(&key));
        outcome = body.take().map(|body| body(&mut session));
        learnt = Some((key, session.habits));
    });
    let fault = match (led, outcome) {
        (Ok(()), Some(Ok(value))) => {
            around.memory.learn(learnt);
            return Ok(value);
        }
        (Ok(()), Some(Err(fault))) => fault,
        (Ok(()), None) => Fault::Abandoned,
        (Err(error), _) => Fault::Transport(error),
    };
    let error = explain(connector, place, fault);
    tracing::info!(presence = place.presence, %error, "card operation failed");
    if error != CardError::Removed {
        // A card pulled in the middle of an extended APDU says nothing about extended APDUs.
        around.memory.learn(learnt);
    }
    Err(error)
}

/// See [`CardService::inspect`](super::CardService::inspect).
pub(crate) fn inspect(session: &mut Session<'_>) -> Result<Inspection, Fault> {
    jpki::select(session)?;
    let pin = match jpki::pin_state(session)? {
        PinState::Tries(tries) => PinAvailability::Tries(tries),
        PinState::Unusable => PinAvailability::Unusable,
    };
    Ok(Inspection {
        face: FaceWay::NotInstalled,
        pin,
    })
}

/// See [`CardService::read_certificate`](super::CardService::read_certificate).
pub(crate) fn read_certificate(
    around: &Surroundings,
    place: &Place,
    session: &mut Session<'_>,
) -> Result<CardFacts, Fault> {
    jpki::select(session)?;
    facts(around, place, session)
}

/// See [`CardService::verify_and_sign`](super::CardService::verify_and_sign). The outer error is the card's, the inner
/// one the PIN's.
pub(crate) fn verify_and_sign(
    around: &Surroundings,
    place: &Place,
    session: &mut Session<'_>,
    pin: &Secret,
    last_try_confirmed: bool,
    message: MessageMaker,
) -> Result<Result<PinSignature, PinError>, Fault> {
    jpki::select(session)?;
    match jpki::pin_state(session)? {
        PinState::Unusable => return Ok(Err(PinError::Unusable)),
        PinState::Tries(1) if !last_try_confirmed => return Ok(Err(PinError::LastTryUnconfirmed)),
        PinState::Tries(_) => {}
    }
    match jpki::verify(session, pin)? {
        Verdict::Right => {}
        Verdict::Wrong(tries_left) => return Ok(Err(PinError::Wrong { tries_left })),
        Verdict::Exhausted => return Ok(Err(PinError::Blocked)),
        Verdict::Unusable => return Ok(Err(PinError::Unusable)),
    }
    let facts = facts(around, place, session)?;
    let signature = jpki::sign(session, &message(&facts))?;
    Ok(Ok(PinSignature { facts, signature }))
}

fn facts(around: &Surroundings, place: &Place, session: &mut Session<'_>) -> Result<CardFacts, Fault> {
    let certificate_der = jpki::read_certificate(session)?;
    if !around
        .registry
        .is_same_certificate(&place.presence, &certificate_der)
    {
        return Err(Fault::Changed);
    }
    Ok(CardFacts {
        certificate_der,
        reader: place.reader.clone(),
        simulated_reader: around.simulated,
    })
}

/// A pulled card first shows as any kind of nonsense; so before a failure is called one, the card is looked for.
fn explain(connector: &mut dyn Connector, place: &Place, fault: Fault) -> CardError {
    let (error, settle) = match fault {
        Fault::NotMyNumber => return CardError::NotMyNumber,
        Fault::Changed => return CardError::Changed,
        Fault::Abandoned => return CardError::Timeout,
        Fault::Transport(TransportError::Removed) => return CardError::Removed,
        Fault::Transport(TransportError::Changed) => return CardError::Changed,
        Fault::Transport(TransportError::InUse) => return CardError::InUse,
        Fault::Transport(TransportError::ServiceLost) => return CardError::PcscDown,
        Fault::Transport(TransportError::ReaderGone) => return CardError::ReaderNone,
        Fault::Transport(TransportError::NoAnswer) => (CardError::Timeout, SETTLE),
        Fault::Transport(TransportError::Failed) => (Unreadable::Transmission.into(), SETTLE),
        // What a pulled card's command comes back with (`bridge.md §6d`).
        Fault::Unreadable(what @ Unreadable::Length(0)) => (what.into(), SETTLE),
        Fault::Unreadable(what) => (what.into(), Duration::ZERO),
    };
    match connector.still_there(place, settle) {
        Ok(true) => error,
        Ok(false) => CardError::Removed,
        Err(TransportError::ServiceLost) => CardError::PcscDown,
        Err(TransportError::ReaderGone) => CardError::ReaderNone,
        Err(_) => error,
    }
}

impl Memory {
    fn habits(&self, key: &(String, Vec<u8>)) -> Habits {
        let memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        memory.get(key).copied().unwrap_or_default()
    }

    fn learn(&self, learnt: Option<((String, Vec<u8>), Habits)>) {
        let Some((key, habits)) = learnt else { return };
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if memory.len() >= LONGEST_MEMORY && !memory.contains_key(&key) {
            memory.clear();
        }
        memory.insert(key, habits);
    }
}
