//! 顔認証 at the counter: how far it is, why it did not do, and the two pictures for 目視. Most receptions need none of it at
//! first, so it is a piece of its own.

mod key_in;
mod pictures;

use super::sheet::{self, Part, Say, Sheet, act};
use crate::lazy;
use crate::lazy::{Drawn, drawn};
use crate::text::Message;
use madoguchi_flow::Act;
use madoguchi_flow::identify::{FaceEntry, FaceFailure, FaceStage, Ways};
use madoguchi_shared::bridge::face::FaceDoubt;

/// What of it is to be seen.
#[derive(Clone)]
pub(super) enum Shown {
    /// How far it is.
    Facing(Box<FaceEntry>),
    /// Why the last one did not do.
    Reason(FaceFailure),
    /// The two pictures of this face request, side by side.
    Pictures(String),
}

/// The heading of the step while it is under way.
pub(super) fn title(stage: FaceStage) -> Message {
    match stage {
        FaceStage::Number { .. } => Message::FACE_NUMBER_TITLE,
        FaceStage::Reading => Message::CHECKING_CARD,
        FaceStage::Looking => Message::FACE_LOOK_TITLE,
    }
}

/// As a part of a step.
pub(super) fn later(shown: Shown) -> Part {
    let load = move || lazy!(draw(shown.clone()));
    Part::View(Box::new(move || lazy::part(Message::PHASE_IDENTITY, load)))
}

/// Why the last 顔認証 did not do; nothing where none was tried.
pub(super) fn why(ways: &Ways) -> Option<Part> {
    ways.face_failed.map(|why| later(Shown::Reason(why)))
}

#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(face, fallible, wasm_split_path = leptos::wasm_split)
)]
fn draw(shown: Shown) -> Drawn {
    drawn(match shown {
        Shown::Facing(entry) => sheet::draw(facing(&entry)),
        Shown::Reason(why) => sheet::draw(vec![Part::Notice(reason(why))]),
        Shown::Pictures(face_request) => pictures::draw(face_request),
    })
}

/// How far it is, under the heading.
pub(super) fn facing(entry: &FaceEntry) -> Sheet {
    let mut sheet = match entry.stage {
        FaceStage::Number { tries_left, wrong } => number(entry, tries_left, wrong),
        FaceStage::Reading => vec![Part::Working(Message::CHECKING_CARD.into())],
        FaceStage::Looking => vec![
            Part::Text(Message::FACE_LOOK_TEXT.into()),
            Part::Working(Message::FACE_LOOK_TITLE.into()),
        ],
    };
    sheet.push(super::identity::patient_screen_missing());
    let pin = entry
        .ways
        .pin_is_open()
        .then(|| act(Act::UsePin, Message::WAY_PIN));
    let others = [
        act(Act::UseByEye, Message::WAY_BY_EYE),
        act(Act::OtherWay, Message::FACE_OTHER_WAY),
    ];
    sheet.push(Part::Actions(pin.into_iter().chain(others).collect()));
    sheet
}

fn number(entry: &FaceEntry, tries_left: u8, wrong: bool) -> Sheet {
    let tries = Say::with(Message::FACE_NUMBER_TRIES, "count", &tries_left.to_string());
    let mut said = Vec::new();
    if wrong {
        said.push(Part::Notice(Message::FACE_NUMBER_WRONG.into()));
    }
    said.push(if tries_left == 1 {
        Part::Notice(tries)
    } else {
        Part::Text(tries)
    });
    let face_request = entry.face_request.clone();
    vec![
        Part::Text(Message::FACE_NUMBER_TEXT.into()),
        Part::Live("face-said", said),
        Part::View(Box::new(move || key_in::draw(face_request, tries_left, wrong))),
    ]
}

/// Why it did not do: passed, not passed, not sure.
pub(super) fn reason(why: FaceFailure) -> Say {
    match why {
        FaceFailure::NotPassed => Message::FACE_NOT_PASSED.into(),
        FaceFailure::NotSure(doubt) => {
            Say::Line(" ", vec![Message::FACE_NOT_SURE.into(), doubted(doubt).into()])
        }
        FaceFailure::Ended(_) => Message::FACE_NOT_POSSIBLE.into(),
    }
}

fn doubted(doubt: FaceDoubt) -> Message {
    match doubt {
        FaceDoubt::Between => Message::DOUBT_BETWEEN,
        FaceDoubt::NoFace => Message::DOUBT_NO_FACE,
        FaceDoubt::SeveralFaces => Message::DOUBT_SEVERAL,
        FaceDoubt::Light => Message::DOUBT_LIGHT,
        FaceDoubt::Frozen => Message::DOUBT_FROZEN,
        FaceDoubt::NotMoved => Message::DOUBT_NOT_MOVED,
        FaceDoubt::Flat => Message::DOUBT_FLAT,
        FaceDoubt::AnotherFace => Message::DOUBT_ANOTHER,
        FaceDoubt::NoCamera => Message::DOUBT_NO_CAMERA,
        FaceDoubt::CardPhoto => Message::DOUBT_CARD_PHOTO,
    }
}
