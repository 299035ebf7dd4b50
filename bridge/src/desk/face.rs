//! Face requests: the counter opens one, 照合番号B opens the photo on the card, the patient screen's pictures are judged.
//! Pictures, and what was made of them, are dropped with the attempt; both kinds of picture wipe themselves then.

mod frame;
mod matcher;
mod number;
mod picture;
mod policy;
mod self_test;
mod thread;

use super::identity::check_nonce;
use super::live::Overlay;
use super::request::{self, Kind, Requests, Standing};
use super::staff::StaffList;
use crate::problem::Failure;
use crate::state::Bridge;
use frame::Looking;
use madoguchi_face::Image;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::event::{Event, Readers};
use madoguchi_shared::bridge::face::{
    CollationOutcome, FaceDoubt, FacePolicy, FaceRequest, FaceRequestOpening, FaceRequestState, FaceSetup,
    FaceWay,
};
use policy::Policies;
use sqlx::SqlitePool;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use thread::Thread;

pub use frame::{LOOK_TIME, camera_missing, show, stop_looking};
pub use matcher::{Begun, FaceMatcher, FrameInvalid, Gate, Judge, Look, Verdict};
pub use number::{KEEP_TIME, enter};
pub use picture::{picture, png};
pub use policy::{PolicyStanding, SetBy, keep_policy, set_policy};
pub use self_test::{MODEL_TEST_TIME, test_model};

/// The kind.
struct Face;

/// Face requests, and what judges.
pub struct FaceDesk {
    requests: Requests<Face>,
    matcher: Option<Arc<dyn FaceMatcher>>,
    policy: Policies,
    thread: Thread,
    /// The nets are being tried out.
    testing: Arc<AtomicBool>,
}

/// What a request holds.
#[derive(Default)]
struct Parts {
    /// What the desk's policy was when it was opened.
    policy: FacePolicy,
    /// The photo on the card.
    card: Option<Arc<Image>>,
    /// The last clear picture of the camera.
    live: Option<Arc<Image>>,
    /// `None` until the photo was read.
    looking: Option<Looking>,
    /// The patient screen has said so while the card was working.
    camera_missing: bool,
}

impl FaceDesk {
    /// `matcher`: `None` where there is no model. `store` keeps the policy.
    pub fn new(matcher: Option<Arc<dyn FaceMatcher>>, policy: PolicyStanding, store: SqlitePool) -> Self {
        Self {
            requests: Requests::default(),
            matcher,
            policy: Policies::new(policy, store),
            thread: Thread::default(),
            testing: Arc::default(),
        }
    }

    /// Whether it is offered.
    pub fn way(&self) -> FaceWay {
        self.way_by(self.policy.now().policy)
    }

    fn way_by(&self, policy: FacePolicy) -> FaceWay {
        match (policy, &self.matcher) {
            (FacePolicy::ByEyeAlways, _) => FaceWay::SwitchedOff,
            (FacePolicy::Strict | FacePolicy::Standard, None) => FaceWay::NotInstalled,
            (FacePolicy::Strict | FacePolicy::Standard, Some(_)) => FaceWay::Open,
        }
    }

    /// For the settings, with the name of who set it as it was then.
    pub fn setup(&self, staff: &StaffList) -> FaceSetup {
        let PolicyStanding { policy, set_by } = self.policy.now();
        FaceSetup {
            policy,
            set_by: set_by.and_then(|by| staff.name_at(&by.staff_id, by.at_ms)),
            models: self.matcher.iter().flat_map(|matcher| matcher.models()).collect(),
        }
    }

    /// The policy of an attempt that begins now. `FACE_NOT_INSTALLED` or `FACE_SWITCHED_OFF` where it is not offered.
    fn open_policy(&self) -> Result<FacePolicy, ErrorCode> {
        let policy = self.policy.now().policy;
        match self.way_by(policy) {
            FaceWay::SwitchedOff => Err(ErrorCode::FaceSwitchedOff),
            FaceWay::NotInstalled => Err(ErrorCode::FaceNotInstalled),
            FaceWay::Open => Ok(policy),
        }
    }

    /// `FACE_NOT_INSTALLED` where there is no model.
    pub(super) fn matcher(&self) -> Result<&Arc<dyn FaceMatcher>, ErrorCode> {
        self.matcher.as_ref().ok_or(ErrorCode::FaceNotInstalled)
    }
}

/// Opens a request and puts the entry of 照合番号B on the patient screen. Takes the place of any other, and of a PIN
/// request that still waits. `COLLATION_NUMBER_UNUSABLE` when the card has no try left.
pub async fn open(bridge: &Bridge, opening: FaceRequestOpening) -> Result<FaceRequest, Failure> {
    check_nonce(&opening.nonce)?;
    bridge.identity()?;
    bridge.faces.open_policy()?;
    let cards = &bridge.readers.cards;
    let tries_left = cards.collation_tries(&opening.presence).await?;
    let tries_left = tries_left.ok_or(ErrorCode::CollationNumberUnusable)?;
    super::pin::give_up(bridge);
    let state = FaceRequestState::Number(tries_left);
    // Once more: the card has taken its time.
    let policy = bridge.faces.open_policy()?;
    let parts = Parts {
        policy,
        ..Parts::default()
    };
    let face_request = request::open::<Face>(bridge, opening.presence, opening.nonce, state, parts);
    super::camera_test::give_up(bridge);
    Ok(FaceRequest {
        face_request,
        tries_left,
    })
}

/// Where a request stands. One that is not the last one has ended with `FACE_REQUEST_ENDED`.
pub fn state(bridge: &Bridge, id: &str) -> FaceRequestState {
    request::state::<Face>(bridge, id)
}

/// Ends a request and drops its pictures. What the card may be doing for it comes to nothing.
pub fn cancel(bridge: &Bridge, id: &str) {
    request::cancel::<Face>(bridge, id);
}

/// Ends a request that is not decided: the counter has gone on without it. The pictures of a decided one stay for 目視.
pub fn give_up(bridge: &Bridge) {
    request::give_up::<Face>(bridge);
}

/// The counter is somewhere else, or 目視 is done: the pictures go, too.
pub fn leave(bridge: &Bridge) {
    request::leave::<Face>(bridge);
}

/// Pulling the card ends the request and drops evidence and pictures.
pub fn readers_changed(bridge: &Bridge, readers: &Readers) {
    request::readers_changed::<Face>(bridge, readers);
}

impl Kind for Face {
    type State = FaceRequestState;
    type Outcome = CollationOutcome;
    type Parts = Parts;

    const ENDED: ErrorCode = ErrorCode::FaceRequestEnded;
    const CONFIRM_LAST_TRY: CollationOutcome = CollationOutcome::ConfirmLastTry;
    const WORKING: FaceRequestState = FaceRequestState::Reading;

    fn desk(bridge: &Bridge) -> &Requests<Self> {
        &bridge.faces.requests
    }

    fn changed(id: String) -> Event {
        Event::FaceRequestChanged(id)
    }

    fn ended(code: ErrorCode) -> FaceRequestState {
        FaceRequestState::Ended(code)
    }

    fn standing(state: &FaceRequestState) -> Standing {
        match state {
            FaceRequestState::Number(tries_left) => Standing::Awaits(*tries_left),
            FaceRequestState::Reading => Standing::Working,
            FaceRequestState::Looking => Standing::Underway,
            FaceRequestState::Passed(_) | FaceRequestState::NotPassed | FaceRequestState::NotSure(_) => {
                Standing::Settled
            }
            FaceRequestState::Ended(_) => Standing::Ended,
        }
    }

    fn overlay(state: &FaceRequestState, id: &str, wrong: bool) -> Option<Overlay> {
        let request = id.to_owned();
        match state {
            FaceRequestState::Number(tries_left) => Some(Overlay::FaceNumber {
                request,
                tries_left: *tries_left,
                wrong,
            }),
            FaceRequestState::Looking => Some(Overlay::FaceLook { request }),
            FaceRequestState::Reading
            | FaceRequestState::Passed(_)
            | FaceRequestState::NotPassed
            | FaceRequestState::NotSure(_)
            | FaceRequestState::Ended(_) => None,
        }
    }

    /// A camera that went missing while the card was working is missing now.
    fn take(parts: &mut Parts, new: Parts, state: FaceRequestState) -> FaceRequestState {
        let missing = std::mem::replace(parts, new).camera_missing;
        match state {
            FaceRequestState::Looking if missing => {
                parts.looking = None;
                FaceRequestState::NotSure(FaceDoubt::NoCamera)
            }
            other => other,
        }
    }

    fn left(parts: &mut Parts) {
        *parts = Parts::default();
    }
}
