//! 本人確認: the ways, and how the face went.

use madoguchi_flow::identify::{self, FaceFailure, FaceStage, Ways};
use madoguchi_shared::bridge::face::FaceDoubt;

pub(super) fn identifying(state: &identify::State) -> String {
    match state {
        identify::State::WaitingForCard(None) => "put the card".to_owned(),
        identify::State::WaitingForCard(Some(code)) => format!("put the card: {code}"),
        identify::State::ChoosingCard(there) => format!("choose a card: {}", there.len()),
        identify::State::ChoosingWay(ways) => {
            let face = if ways.face_is_open() { ", face first" } else { "" };
            format!("choose a way{face}{}", face_failed(ways))
        }
        identify::State::Facing(entry) => facing(entry.stage),
        identify::State::EnteringPin(entry) => {
            let wrong = if entry.wrong { "wrong, " } else { "" };
            format!(
                "PIN: {wrong}{} left{}",
                entry.tries_left,
                face_failed(&entry.ways)
            )
        }
        identify::State::ComparingByEye(ways) => {
            let pictures = if ways.pictures.is_some() {
                ", with pictures"
            } else {
                ""
            };
            format!("compare by eye{pictures}{}", face_failed(ways))
        }
        identify::State::Failed(code, _) => format!("problem {code}"),
        identify::State::FetchingNonce(_)
        | identify::State::InspectingCard(_)
        | identify::State::OpeningFace(_)
        | identify::State::OpeningPin(_)
        | identify::State::AssertingByEye(..) => "waiting".to_owned(),
    }
}

fn facing(stage: FaceStage) -> String {
    match stage {
        FaceStage::Number { tries_left, wrong } => collation(tries_left, wrong),
        FaceStage::Reading => "face: reading the card".to_owned(),
        FaceStage::Looking => "face: looking".to_owned(),
    }
}

pub(super) fn collation(tries_left: u8, wrong: bool) -> String {
    let wrong = if wrong { "wrong, " } else { "" };
    format!("照合番号B: {wrong}{tries_left} left")
}

/// What is said of a 顔認証 that did not do.
fn face_failed(ways: &Ways) -> String {
    match ways.face_failed {
        None => String::new(),
        Some(FaceFailure::NotPassed) => "; face not passed".to_owned(),
        Some(FaceFailure::NotSure(why)) => format!("; face not sure: {}", doubt(why)),
        Some(FaceFailure::Ended(code)) => format!("; face not possible: {code}"),
    }
}

fn doubt(why: FaceDoubt) -> &'static str {
    match why {
        FaceDoubt::Between => "between",
        FaceDoubt::NoFace => "no face",
        FaceDoubt::SeveralFaces => "several faces",
        FaceDoubt::Light => "light",
        FaceDoubt::Frozen => "frozen",
        FaceDoubt::NotMoved => "not moved",
        FaceDoubt::Flat => "flat",
        FaceDoubt::AnotherFace => "another face",
        FaceDoubt::NoCamera => "no camera",
        FaceDoubt::CardPhoto => "card photo",
    }
}
