//! 本人確認: 顔認証, and where it leads when it does not do.

#[path = "face/instead.rs"]
mod instead;
mod support;

use madoguchi_flow::identify::{FaceFailure, FaceStage, State as Identify, Ways};
use madoguchi_flow::reception::{Ending, State};
use madoguchi_flow::{Act, Answer, Event, Request};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::card::PinRequestState;
use madoguchi_shared::bridge::face::{FaceDoubt, FaceRequestState};
use madoguchi_shared::bridge::patient::{PatientAct, PatientStep};
use madoguchi_shared::identity::IdentityMethod;
use support::*;

/// The card lies there, and 顔認証 is open; tries left of the PIN.
fn choosing(pin: u8) -> Desk {
    let mut desk = Desk::start(&["a"]);
    desk.answer(nonce()).answer(inspection_with_face(pin));
    desk
}

/// 照合番号B is awaited.
fn facing(pin: u8) -> Desk {
    let mut desk = choosing(pin);
    desk.happen(Event::Patient(PatientAct::UseFace))
        .answer(face_opened("f1", 10));
    desk
}

/// The patient looks into the camera.
fn looking(pin: u8) -> Desk {
    let mut desk = facing(pin);
    moved(&mut desk, FaceRequestState::Looking);
    desk
}

fn moved(desk: &mut Desk, now: FaceRequestState) {
    desk.happen(Event::FaceRequestChanged("f1".into()))
        .answer(face_state(now));
}

fn identifying(desk: &Desk) -> &Identify {
    match desk.state() {
        State::Identifying(inner) => inner,
        other => panic!("{other:?}"),
    }
}

fn stage(desk: &Desk) -> FaceStage {
    match identifying(desk) {
        Identify::Facing(entry) => entry.stage,
        other => panic!("{other:?}"),
    }
}

fn opening_pin(desk: &Desk) -> &Ways {
    match identifying(desk) {
        Identify::OpeningPin(ways) => ways,
        other => panic!("{other:?}"),
    }
}

fn by_eye(desk: &Desk) -> &Ways {
    match identifying(desk) {
        Identify::ComparingByEye(ways) => ways,
        other => panic!("{other:?}"),
    }
}

fn cancelled(desk: &Desk) -> usize {
    let cancel = Request::CancelFace {
        face_request: "f1".into(),
    };
    desk.asked.iter().filter(|asked| **asked == cancel).count()
}

#[test]
fn the_face_is_offered_first_and_passes() {
    let mut desk = choosing(3);
    let offered = PatientStep::ChooseWay {
        face: true,
        pin: true,
    };
    assert_eq!(desk.machine.patient_step(), offered);
    desk.happen(Event::Patient(PatientAct::UseFace));
    assert!(matches!(identifying(&desk), Identify::OpeningFace(_)));
    desk.answer(face_opened("f1", 10));
    let first = FaceStage::Number {
        tries_left: 10,
        wrong: false,
    };
    assert_eq!(stage(&desk), first);
    // What the patient does there is the bridge's; this lies under it.
    assert_eq!(desk.machine.patient_step(), PatientStep::Wait);
    desk.happen(Event::FaceRequestChanged("other".into()));
    assert!(desk.newest().is_none(), "another request's news mean nothing");
    moved(&mut desk, FaceRequestState::Reading);
    assert_eq!(stage(&desk), FaceStage::Reading);
    moved(&mut desk, FaceRequestState::Looking);
    assert_eq!(stage(&desk), FaceStage::Looking);
    moved(&mut desk, FaceRequestState::Passed(evidence("a").into()));
    assert!(matches!(desk.newest(), Some((_, Request::QueryCard { .. }))));
    assert_eq!(desk.machine.method(), Some(IdentityMethod::Face));
    assert_eq!(cancelled(&desk), 1, "the pictures are forgotten");
}

#[test]
fn a_wrong_number_is_told_also_when_the_card_was_seen_working() {
    for between in [false, true] {
        let mut desk = facing(3);
        if between {
            moved(&mut desk, FaceRequestState::Reading);
        }
        moved(&mut desk, FaceRequestState::Number(9));
        let again = FaceStage::Number {
            tries_left: 9,
            wrong: true,
        };
        assert_eq!(stage(&desk), again);
    }
}

#[test]
fn a_blocked_number_closes_the_face_way() {
    let mut desk = choosing(3);
    desk.act(Act::UseFace)
        .answer(Answer::FaceOpened(Err(ErrorCode::PinUnusable)));
    assert!(!opening_pin(&desk).face_is_open());
    desk.answer(pin_opened(3)).act(Act::OtherWay).act(Act::UseFace);
    assert!(!by_eye(&desk).face_is_open(), "not again");
    desk.act(Act::OtherWay);
    assert!(matches!(identifying(&desk), Identify::OpeningPin(_)));
}

#[test]
fn a_card_that_will_not_do_is_told() {
    for code in [
        ErrorCode::CardTimeout,
        ErrorCode::CardRemoved,
        ErrorCode::CardUnreadable,
    ] {
        let mut desk = choosing(3);
        desk.act(Act::UseFace).answer(Answer::FaceOpened(Err(code)));
        assert!(matches!(identifying(&desk), Identify::Failed(c, _) if *c == code));
        let mut desk = looking(3);
        moved(&mut desk, FaceRequestState::Ended(code));
        assert!(matches!(identifying(&desk), Identify::Failed(c, _) if *c == code));
        assert_eq!(cancelled(&desk), 1);
    }
}

#[test]
fn a_card_without_a_pin_goes_by_the_face() {
    let mut desk = choosing(0);
    let offered = PatientStep::ChooseWay {
        face: true,
        pin: false,
    };
    assert_eq!(desk.machine.patient_step(), offered);
    desk.act(Act::UsePin);
    assert!(by_eye(&desk).face_is_open());
    desk.act(Act::OtherWay);
    assert_eq!(desk.machine.patient_step(), offered);
}

#[test]
fn a_reload_asks_again_what_was_waited_for() {
    let mut desk = choosing(3);
    desk.act(Act::UseFace).reload(&["a"]);
    assert!(matches!(desk.newest(), Some((_, Request::OpenFace { .. }))));
    let mut desk = facing(3);
    desk.reload(&["a"]);
    assert!(matches!(desk.newest(), Some((_, Request::FetchFaceState { .. }))));
    desk.act(Act::Abandon);
    assert_eq!(cancelled(&desk), 1);
    assert_eq!(*desk.state(), State::TakingCard(Ending::Abandoned));
}

#[test]
fn where_no_face_is_open_asking_for_it_changes_nothing() {
    let mut desk = Desk::start(&["a"]);
    desk.answer(nonce()).answer(inspection(3));
    let offered = PatientStep::ChooseWay {
        face: false,
        pin: true,
    };
    assert_eq!(desk.machine.patient_step(), offered);
    desk.act(Act::UseFace).happen(Event::Patient(PatientAct::UseFace));
    assert!(matches!(identifying(&desk), Identify::ChoosingWay(_)));
}

#[test]
fn what_was_opened_too_late_is_cancelled() {
    let mut desk = choosing(3);
    desk.act(Act::UseFace);
    let (late, _) = desk.newest().unwrap();
    desk.act(Act::Abandon);
    let opened = Event::Answered(late, face_opened("f1", 10));
    desk.happen(opened);
    assert_eq!(cancelled(&desk), 1);
    let mut desk = facing(3);
    desk.happen(Event::Answered(late, face_opened("f1", 10)));
    assert_eq!(cancelled(&desk), 0, "it is the one under way");
}
