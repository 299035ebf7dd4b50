//! 照合番号B: fourteen digits from either screen and the touch that sends them; then the photo, and the attempt begins.

use super::frame::{self, Looking};
use super::{Face, Parts};
use crate::card::{CardPhoto, CollationError};
use crate::desk::request::{self, Act, Attempt, Kind as _, Tried};
use crate::problem::Failure;
use crate::state::Bridge;
use madoguchi_shared::bridge::face::{
    CollationEntry, CollationOutcome, FaceDoubt, FacePolicy, FaceRequestState,
};
use madoguchi_shared::identifier::CollationNumberB;
use madoguchi_shared::{ErrorCode, Secret};
use std::sync::Arc;
use std::time::Duration;

/// How long the pictures of a decided attempt are kept for 目視: as long as a nonce of the backend is good.
pub const KEEP_TIME: Duration = Duration::from_mins(5);

/// Takes what was entered; see [`request::enter`].
pub async fn enter(bridge: &Arc<Bridge>, entry: CollationEntry) -> Result<CollationOutcome, Failure> {
    let act = Act {
        request: entry.face_request,
        id: entry.act,
        last_try_confirmed: entry.last_try_confirmed,
    };
    let (birth, year, code) = (entry.birth_date, entry.expiry_year, entry.security_code);
    request::enter::<Face, _, _>(bridge, act, || number(&birth, &year, &code), run).await
}

fn number(birth: &Secret, year: &Secret, code: &Secret) -> Result<CollationNumberB, ErrorCode> {
    let parts = [(birth, 6), (year, 4), (code, 4)];
    if parts.iter().any(|(part, length)| part.expose().len() != *length) {
        return Err(ErrorCode::CollationNumberFormat);
    }
    // With its final capacity: growing would leave copies behind.
    let mut digits = String::with_capacity(14);
    for (part, _) in parts {
        digits.push_str(part.expose());
    }
    CollationNumberB::parse(&Secret::new(digits)).map_err(|_| ErrorCode::CollationNumberFormat)
}

async fn run(bridge: Arc<Bridge>, attempt: Attempt, number: CollationNumberB) -> Tried<Face> {
    let cards = &bridge.readers.cards;
    let answer = cards
        .read_photo(&attempt.presence, number, attempt.last_try_confirmed)
        .await;
    let refused = |code| (FaceRequestState::Ended(code), Err(code));
    let (state, outcome) = match answer {
        Ok(photo) => return begin(&bridge, &attempt.id, photo).await,
        Err(CollationError::Wrong { tries_left }) => (
            FaceRequestState::Number(tries_left),
            Ok(CollationOutcome::Wrong(tries_left)),
        ),
        Err(CollationError::Blocked) => (
            FaceRequestState::Ended(ErrorCode::CollationNumberUnusable),
            Ok(CollationOutcome::Blocked),
        ),
        // The card has fewer tries than it had when the request was opened.
        Err(CollationError::LastTryUnconfirmed) => {
            (FaceRequestState::Number(1), Ok(CollationOutcome::ConfirmLastTry))
        }
        Err(CollationError::Unusable) => refused(ErrorCode::CollationNumberUnusable),
        Err(error @ CollationError::Card(_)) => match error.code() {
            // The number was right, and the way is not open all the same.
            ErrorCode::CardPhotoUnreadable => unusable_photo(),
            code => refused(code),
        },
    };
    Tried {
        wrong: matches!(outcome, Ok(CollationOutcome::Wrong(_))),
        outcome,
        state,
        parts: None,
    }
}

fn unusable_photo() -> (FaceRequestState, Result<CollationOutcome, ErrorCode>) {
    (
        FaceRequestState::NotSure(FaceDoubt::CardPhoto),
        Ok(CollationOutcome::Accepted),
    )
}

/// The photo is read: what is made of it, on the thread for it.
async fn begin(bridge: &Arc<Bridge>, id: &str, photo: CardPhoto) -> Tried<Face> {
    let Ok(matcher) = bridge.faces.matcher().cloned() else {
        return broken();
    };
    let Some(policy) = policy_of(bridge, id) else {
        return broken();
    };
    let work = move || matcher.begin(&photo.photo, policy);
    let begun = bridge.faces.thread.run(work).await;
    let Some(begun) = begun else { return broken() };
    let mut parts = Parts {
        card: begun.picture.map(Arc::new),
        ..Parts::default()
    };
    let (state, outcome) = match begun.judge {
        Some(judge) => {
            parts.looking = Some(Looking::begin(judge));
            (FaceRequestState::Looking, Ok(CollationOutcome::Accepted))
        }
        None => unusable_photo(),
    };
    tokio::spawn(frame::watch(Arc::downgrade(bridge), id.to_owned()));
    Tried {
        outcome,
        state,
        wrong: false,
        parts: Some(parts),
    }
}

/// What the request was opened with. `None`: another has taken its place.
fn policy_of(bridge: &Bridge, id: &str) -> Option<FacePolicy> {
    let open = Face::desk(bridge).open();
    let request = open.as_ref().filter(|request| request.id == id)?;
    Some(request.parts.policy)
}

fn broken() -> Tried<Face> {
    tracing::error!("the photo on a card was not worked on");
    Tried {
        outcome: Err(ErrorCode::Internal),
        state: FaceRequestState::Ended(ErrorCode::Internal),
        wrong: false,
        parts: None,
    }
}
