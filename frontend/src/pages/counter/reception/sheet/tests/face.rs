//! Steps of 本人確認, with 顔認証 and without: what they offer, and what they say of a face.

use super::super::super::{face, step};
use super::super::{Does, Part, Sheet};
use super::states::card;
use crate::text::Words;
use madoguchi_flow::Act;
use madoguchi_flow::identify::{self, Checked, FaceEntry, FaceFailure, FaceStage, PinEntry, Ways};
use madoguchi_flow::reception::State;
use madoguchi_shared::bridge::card::PinAvailability;
use madoguchi_shared::bridge::face::{FaceDoubt, FaceWay};
use madoguchi_shared::{ErrorCode, Facility, Language};
use std::collections::HashSet;

#[test]
fn only_the_ways_that_are_open_are_offered_and_the_face_first() {
    let chosen = |face, pin, failed| {
        let state = identify::State::ChoosingWay(ways(face, pin, failed));
        acts(step::sheet(State::Identifying(state)))
    };
    let tries = PinAvailability::Tries(3);
    let all = [Act::UseFace, Act::UsePin, Act::UseByEye];
    assert_eq!(chosen(FaceWay::Open, tries, None), all);
    assert_eq!(chosen(FaceWay::NotInstalled, tries, None), all[1..]);
    assert_eq!(chosen(FaceWay::SwitchedOff, tries, None), all[1..]);
    let blocked = Some(FaceFailure::Ended(ErrorCode::PinUnusable));
    assert_eq!(chosen(FaceWay::Open, tries, blocked), all[1..]);
    let no_pin = chosen(FaceWay::Open, PinAvailability::Unusable, None);
    assert_eq!(no_pin, [Act::UseFace, Act::UseByEye]);
    for stage in stages() {
        let with_pin = acts(face::facing(&facing(stage, tries)));
        assert_eq!(with_pin, [Act::UsePin, Act::UseByEye, Act::OtherWay]);
        let without = acts(face::facing(&facing(stage, PinAvailability::Unusable)));
        assert_eq!(without, [Act::UseByEye, Act::OtherWay]);
    }
}

#[test]
fn a_face_is_passed_not_passed_or_not_sure_and_never_a_number() {
    let doubts = [
        FaceDoubt::Between,
        FaceDoubt::NoFace,
        FaceDoubt::SeveralFaces,
        FaceDoubt::Light,
        FaceDoubt::Frozen,
        FaceDoubt::NotMoved,
        FaceDoubt::Flat,
        FaceDoubt::AnotherFace,
        FaceDoubt::NoCamera,
        FaceDoubt::CardPhoto,
    ];
    let all = doubts
        .map(FaceFailure::NotSure)
        .into_iter()
        .chain([FaceFailure::NotPassed, FaceFailure::Ended(ErrorCode::PinUnusable)]);
    let all: Vec<_> = all.collect();
    for language in Language::ALL {
        let words = Words {
            language,
            facility: Facility::Clinic,
            scheme: None,
        };
        let said: HashSet<String> = all.iter().map(|why| face::reason(*why).said(words)).collect();
        assert_eq!(said.len(), all.len(), "each has words of its own");
        for text in said {
            assert!(!text.contains(|c: char| c.is_numeric()), "{text}");
        }
    }
}

/// Steps of 本人確認, with 顔認証 and without.
pub(super) fn identifying() -> impl Iterator<Item = State> {
    use identify::State as S;
    let mut states = Vec::new();
    for face in [FaceWay::Open, FaceWay::NotInstalled, FaceWay::SwitchedOff] {
        for pin in [
            PinAvailability::Tries(3),
            PinAvailability::Tries(1),
            PinAvailability::Unusable,
        ] {
            for face_failed in [None, Some(FaceFailure::NotPassed)] {
                let ways = ways(face, pin, face_failed);
                states.extend([
                    S::ChoosingWay(ways.clone()),
                    S::OpeningFace(ways.clone()),
                    S::OpeningPin(ways.clone()),
                    S::ComparingByEye(Ways {
                        pictures: Some("f1".into()),
                        ..ways.clone()
                    }),
                    S::EnteringPin(PinEntry {
                        ways,
                        pin_request: "p1".into(),
                        tries_left: 2,
                        wrong: true,
                        checking: false,
                    }),
                ]);
            }
        }
    }
    states.extend(stages().map(|stage| S::Facing(facing(stage, PinAvailability::Tries(3)))));
    states.into_iter().map(State::Identifying)
}

fn stages() -> impl Iterator<Item = FaceStage> {
    let number = |tries_left, wrong| FaceStage::Number { tries_left, wrong };
    [
        number(10, false),
        number(1, true),
        FaceStage::Reading,
        FaceStage::Looking,
    ]
    .into_iter()
}

fn ways(face: FaceWay, pin: PinAvailability, face_failed: Option<FaceFailure>) -> Ways {
    Ways {
        checked: Checked {
            card: card(),
            nonce: "n".into(),
        },
        face,
        pin,
        face_failed,
        pictures: None,
    }
}

fn facing(stage: FaceStage, pin: PinAvailability) -> FaceEntry {
    FaceEntry {
        ways: ways(FaceWay::Open, pin, None),
        face_request: "f1".into(),
        stage,
    }
}

/// What can be pressed in a step.
fn acts(sheet: Sheet) -> Vec<Act> {
    let buttons = sheet.into_iter().flat_map(|part| match part {
        Part::Actions(buttons) => buttons,
        _ => Vec::new(),
    });
    let pressed = buttons.filter_map(|button| match button.does {
        Does::Act(act) => Some(*act),
        Does::Close | Does::Print(_) => None,
    });
    pressed.collect()
}
