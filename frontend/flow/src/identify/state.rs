//! What 本人確認 can be waiting for, and what each state stands for.

use super::Remedy;
use crate::Request;
use crate::cards::Card;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::card::PinAvailability;
use madoguchi_shared::bridge::face::{FaceDoubt, FaceWay};
use madoguchi_shared::identity::{IdentityEvidence, IdentityMethod};

/// What is being waited for.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// The patient puts the card on the reader. Holds why the last card did not do; `None` at first.
    WaitingForCard(Option<ErrorCode>),
    /// More than one card lies there: the receptionist picks, or all but one are taken away.
    ChoosingCard(Vec<Card>),
    /// The backend's nonce.
    FetchingNonce(Card),
    /// What kind of card it is.
    InspectingCard(Checked),
    /// Which way to go.
    ChoosingWay(Ways),
    /// The bridge opens 顔認証.
    OpeningFace(Ways),
    /// 照合番号B, then the patient's face.
    Facing(FaceEntry),
    /// The bridge opens PIN entry.
    OpeningPin(Ways),
    /// The patient's PIN.
    EnteringPin(PinEntry),
    /// Staff compares the patient with the photo on the card; beside the live picture when there are [`Ways::pictures`].
    ComparingByEye(Ways),
    /// The bridge's assertion after 目視; the member of staff who confirmed.
    AssertingByEye(Ways, String),
    /// Something failed; [`Remedy`] says what [`Act::Retry`](crate::Act::Retry) does.
    Failed(ErrorCode, Remedy),
}

/// A card for which a nonce was fetched.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The card; it has to stay until the evidence is made.
    pub card: Card,
    /// The backend's nonce.
    pub nonce: String,
}

/// A My Number card and the ways that are open with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Ways {
    /// The card and the nonce.
    pub checked: Checked,
    /// 顔認証 at this desk.
    pub face: FaceWay,
    /// PIN認証.
    pub pin: PinAvailability,
    /// Why the last 顔認証 did not do; `None`: none was tried, or it was left.
    pub face_failed: Option<FaceFailure>,
    /// The face request that read the photo, while 目視 may still need the pictures. It is cancelled as soon as they
    /// cannot be needed any more, so that they leave the bridge's memory.
    pub pictures: Option<String>,
}

impl Ways {
    /// Whether 顔認証 can be tried now. It is offered first where it can.
    pub fn face_is_open(&self) -> bool {
        let useless = match self.face_failed {
            None | Some(FaceFailure::NotPassed | FaceFailure::NotSure(_)) => false,
            // Whatever it was, it holds for this card as it lies there.
            Some(FaceFailure::Ended(_)) => true,
        };
        self.face == FaceWay::Open && !useless
    }

    /// Whether the PIN can be used.
    pub fn pin_is_open(&self) -> bool {
        matches!(self.pin, PinAvailability::Tries(_))
    }
}

/// Why 顔認証 did not do. It says nothing against the patient: the other ways are gone on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaceFailure {
    /// It is not the person on the card, as far as can be told.
    NotPassed,
    /// It cannot be told.
    NotSure(FaceDoubt),
    /// It could not be had: 照合番号B is blocked, or the bridge did not open it.
    Ended(ErrorCode),
}

/// 顔認証 under way.
#[derive(Clone, Debug, PartialEq)]
pub struct FaceEntry {
    /// Where to go back to.
    pub ways: Ways,
    /// The bridge's request.
    pub face_request: String,
    /// How far it is.
    pub stage: FaceStage,
}

/// How far 顔認証 is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaceStage {
    /// 照合番号B is keyed in.
    Number {
        /// Tries left, at least 1.
        tries_left: u8,
        /// The last one was wrong.
        wrong: bool,
    },
    /// The card is working: the photo is read.
    Reading,
    /// The patient looks into the camera.
    Looking,
}

/// PIN entry under way.
#[derive(Clone, Debug, PartialEq)]
pub struct PinEntry {
    /// Where to go back to.
    pub ways: Ways,
    /// The bridge's request.
    pub pin_request: String,
    /// Tries left, 1–3.
    pub tries_left: u8,
    /// The last PIN was wrong.
    pub wrong: bool,
    /// The card is working.
    pub checking: bool,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// The person was identified.
    Identified {
        /// For the query.
        evidence: IdentityEvidence,
        /// Which way it was.
        method: IdentityMethod,
        /// Id of the member of staff who confirmed by eye; `None` for the other ways.
        confirmed_by: Option<String>,
        /// The card that was used.
        card: Card,
    },
    /// 目視: refused. No query is made.
    Refused {
        /// The card that lies there.
        card: Card,
    },
}

/// The card that the state depends on.
pub fn card(state: &State) -> Option<&Card> {
    match state {
        State::WaitingForCard(_) | State::ChoosingCard(_) => None,
        State::FetchingNonce(card) => Some(card),
        State::InspectingCard(checked) => Some(&checked.card),
        State::ChoosingWay(ways)
        | State::OpeningFace(ways)
        | State::OpeningPin(ways)
        | State::ComparingByEye(ways)
        | State::AssertingByEye(ways, _) => Some(&ways.checked.card),
        State::Facing(entry) => Some(&entry.ways.checked.card),
        State::EnteringPin(entry) => Some(&entry.ways.checked.card),
        State::Failed(_, remedy) => Some(remedy.card()),
    }
}

/// The face request that the state holds: the one under way, or the one whose pictures 目視 may need.
pub(crate) fn face_request(state: &State) -> Option<&str> {
    match state {
        State::Facing(entry) => Some(&entry.face_request),
        State::OpeningPin(ways) | State::ComparingByEye(ways) => ways.pictures.as_deref(),
        State::EnteringPin(entry) => entry.ways.pictures.as_deref(),
        State::WaitingForCard(_)
        | State::ChoosingCard(_)
        | State::FetchingNonce(_)
        | State::InspectingCard(_)
        | State::ChoosingWay(_)
        | State::OpeningFace(_)
        | State::AssertingByEye(..)
        | State::Failed(..) => None,
    }
}

/// The question that the state waits on, to ask it again after a reload.
pub fn pending(state: &State) -> Option<Request> {
    match state {
        State::FetchingNonce(_) => Some(Request::FetchNonce),
        State::InspectingCard(checked) => Some(Request::InspectCard {
            presence: checked.card.presence.clone(),
        }),
        State::OpeningFace(ways) => Some(open_face(ways)),
        State::Facing(entry) => Some(Request::FetchFaceState {
            face_request: entry.face_request.clone(),
        }),
        State::OpeningPin(ways) => Some(open_pin(ways)),
        State::EnteringPin(entry) => Some(Request::FetchPinState {
            pin_request: entry.pin_request.clone(),
        }),
        State::AssertingByEye(ways, staff_id) => Some(assert_by_eye(ways, staff_id)),
        State::WaitingForCard(_)
        | State::ChoosingCard(_)
        | State::ChoosingWay(_)
        | State::ComparingByEye(_)
        | State::Failed(..) => None,
    }
}

pub(super) fn open_face(ways: &Ways) -> Request {
    Request::OpenFace {
        presence: ways.checked.card.presence.clone(),
        nonce: ways.checked.nonce.clone(),
    }
}

pub(super) fn open_pin(ways: &Ways) -> Request {
    Request::OpenPin {
        presence: ways.checked.card.presence.clone(),
        nonce: ways.checked.nonce.clone(),
    }
}

pub(super) fn assert_by_eye(ways: &Ways, staff_id: &str) -> Request {
    Request::AssertByEye {
        presence: ways.checked.card.presence.clone(),
        nonce: ways.checked.nonce.clone(),
        staff_id: staff_id.to_owned(),
    }
}
