//! PIN requests (D9): the counter opens one, the patient screen answers it, the card verifies. One is open at a
//! time; one VERIFY per human act, whatever is sent twice or at once.

mod act;

use super::identity::check_nonce;
use super::live::Pad;
use crate::problem::Failure;
use crate::state::Bridge;
use act::Outcome;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::card::{PinAvailability, PinRequest, PinRequestOpening, PinRequestState};
use madoguchi_shared::bridge::event::{Event, Readers};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;
use uuid::Uuid;

pub use act::enter;

/// The one open request.
#[derive(Default)]
pub struct PinDesk {
    open: Mutex<Option<Open>>,
}

/// A request, kept until another takes its place.
struct Open {
    id: String,
    presence: String,
    nonce: String,
    state: PinRequestState,
    /// What became of each act. `None` inside: the card is still working on it.
    acts: HashMap<String, watch::Receiver<Option<Outcome>>>,
}

/// Opens a request and puts the pad on the patient screen. Takes the place of any other.
/// `PIN_UNUSABLE` when the card has no try left.
pub async fn open(bridge: &Bridge, opening: PinRequestOpening) -> Result<PinRequest, Failure> {
    check_nonce(&opening.nonce)?;
    bridge.identity()?;
    let inspection = bridge.readers.cards.inspect(&opening.presence).await?;
    let PinAvailability::Tries(tries_left) = inspection.pin else {
        return Err(ErrorCode::PinUnusable.into());
    };
    let id = Uuid::new_v4().to_string();
    let before = {
        // Under the lock: a request that ends at once must not leave its pad behind.
        let mut open = bridge.pins.open();
        bridge.live.put_pad(pad(&id, tries_left, false));
        open.replace(Open {
            id: id.clone(),
            presence: opening.presence,
            nonce: opening.nonce,
            state: PinRequestState::Waiting(tries_left),
            acts: HashMap::new(),
        })
    };
    if let Some(before) = before {
        bridge.live.tell(&Event::PinRequestChanged(before.id));
    }
    bridge.live.tell(&Event::PinRequestChanged(id.clone()));
    // The card may have gone between the look at it and now.
    let readers = bridge.readers.cards.readers().borrow().clone();
    readers_changed(bridge, &readers);
    Ok(PinRequest {
        pin_request: id,
        tries_left,
    })
}

/// Where a request stands. One that is not the last one has ended with `PIN_REQUEST_ENDED`.
pub fn state(bridge: &Bridge, id: &str) -> PinRequestState {
    let open = bridge.pins.open();
    match open.as_ref().filter(|request| request.id == id) {
        Some(request) => request.state.clone(),
        None => PinRequestState::Ended(ErrorCode::PinRequestEnded),
    }
}

/// Ends a request. What the card may be doing for it comes to nothing.
pub fn cancel(bridge: &Bridge, id: &str) {
    end(bridge, |request| request.id == id, ErrorCode::PinRequestEnded);
}

/// Ends a request that still waits for its PIN: the counter has gone on without it.
pub fn give_up(bridge: &Bridge) {
    let waits = |request: &Open| {
        matches!(
            request.state,
            PinRequestState::Waiting(_) | PinRequestState::Checking
        )
    };
    end(bridge, waits, ErrorCode::PinRequestEnded);
}

/// Pulling the card ends the request and drops its evidence; while the card is working, the card path tells.
pub fn readers_changed(bridge: &Bridge, readers: &Readers) {
    let lies_there = |presence: &str| {
        let mut cards = readers.list.iter().filter_map(|reader| reader.card.as_ref());
        cards.any(|card| card.presence == presence)
    };
    let gone = |request: &Open| {
        let working = matches!(request.state, PinRequestState::Checking);
        !working && !lies_there(&request.presence)
    };
    let code = readers.problem.unwrap_or(ErrorCode::CardRemoved);
    end(bridge, gone, code);
}

fn end(bridge: &Bridge, which: impl Fn(&Open) -> bool, code: ErrorCode) {
    let ended = {
        let mut open = bridge.pins.open();
        match open.as_mut().filter(|request| which(request)) {
            Some(request) if !matches!(request.state, PinRequestState::Ended(_)) => {
                request.state = PinRequestState::Ended(code);
                Some(request.id.clone())
            }
            _ => None,
        }
    };
    if let Some(id) = ended {
        bridge.live.take_pad(&id);
        bridge.live.tell(&Event::PinRequestChanged(id));
    }
}

fn pad(id: &str, tries_left: u8, wrong: bool) -> Pad {
    Pad {
        pin_request: id.to_owned(),
        tries_left,
        wrong,
    }
}

impl PinDesk {
    fn open(&self) -> MutexGuard<'_, Option<Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
