//! PIN requests (D9): the counter opens one, the patient screen answers it, the card verifies and signs.

mod act;

use super::identity::check_nonce;
use super::live::Overlay;
use super::request::{self, Kind, Requests, Standing};
use crate::problem::Failure;
use crate::state::Bridge;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::card::{PinAvailability, PinRequest, PinRequestOpening, PinRequestState};
use madoguchi_shared::bridge::event::{Event, Readers};
use madoguchi_shared::bridge::patient::PinOutcome;

pub use act::enter;

/// The kind.
struct Pin;

/// The one open request.
#[derive(Default)]
pub struct PinDesk(Requests<Pin>);

/// Opens a request and puts the pad on the patient screen. Takes the place of any other, and of a face request that
/// still waits. `PIN_UNUSABLE` when the card has no try left.
pub async fn open(bridge: &Bridge, opening: PinRequestOpening) -> Result<PinRequest, Failure> {
    check_nonce(&opening.nonce)?;
    bridge.identity()?;
    let inspected = bridge.readers.cards.inspect(&opening.presence).await?;
    let PinAvailability::Tries(tries_left) = inspected.pin else {
        return Err(ErrorCode::PinUnusable.into());
    };
    super::face::give_up(bridge);
    let state = PinRequestState::Waiting(tries_left);
    let pin_request = request::open::<Pin>(bridge, opening.presence, opening.nonce, state, ());
    super::camera_test::give_up(bridge);
    Ok(PinRequest {
        pin_request,
        tries_left,
    })
}

/// Where a request stands. One that is not the last one has ended with `PIN_REQUEST_ENDED`.
pub fn state(bridge: &Bridge, id: &str) -> PinRequestState {
    request::state::<Pin>(bridge, id)
}

/// Ends a request. What the card may be doing for it comes to nothing.
pub fn cancel(bridge: &Bridge, id: &str) {
    request::cancel::<Pin>(bridge, id);
}

/// Ends a request that still waits for its PIN: the counter has gone on without it.
pub fn give_up(bridge: &Bridge) {
    request::give_up::<Pin>(bridge);
}

/// Pulling the card ends the request and drops its evidence.
pub fn readers_changed(bridge: &Bridge, readers: &Readers) {
    request::readers_changed::<Pin>(bridge, readers);
}

impl Kind for Pin {
    type State = PinRequestState;
    type Outcome = PinOutcome;
    type Parts = ();

    const ENDED: ErrorCode = ErrorCode::PinRequestEnded;
    const CONFIRM_LAST_TRY: PinOutcome = PinOutcome::ConfirmLastTry;
    const WORKING: PinRequestState = PinRequestState::Checking;

    fn desk(bridge: &Bridge) -> &Requests<Self> {
        &bridge.pins.0
    }

    fn changed(id: String) -> Event {
        Event::PinRequestChanged(id)
    }

    fn ended(code: ErrorCode) -> PinRequestState {
        PinRequestState::Ended(code)
    }

    fn standing(state: &PinRequestState) -> Standing {
        match state {
            PinRequestState::Waiting(tries_left) => Standing::Awaits(*tries_left),
            PinRequestState::Checking => Standing::Working,
            PinRequestState::Verified(_) => Standing::Settled,
            PinRequestState::Ended(_) => Standing::Ended,
        }
    }

    fn overlay(state: &PinRequestState, id: &str, wrong: bool) -> Option<Overlay> {
        match state {
            PinRequestState::Waiting(tries_left) => Some(Overlay::PinPad {
                request: id.to_owned(),
                tries_left: *tries_left,
                wrong,
            }),
            PinRequestState::Checking | PinRequestState::Verified(_) | PinRequestState::Ended(_) => None,
        }
    }

    fn left((): &mut ()) {}
}
