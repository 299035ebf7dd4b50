//! What the patient is led to where the face does not do or is not wanted: the PIN, and 目視 with the pictures.

use super::*;

#[test]
fn whatever_the_face_comes_to_the_pin_is_opened_at_once_with_the_reason() {
    for (now, why, pictures) in [
        (FaceRequestState::NotPassed, FaceFailure::NotPassed, true),
        (
            FaceRequestState::NotSure(FaceDoubt::Light),
            FaceFailure::NotSure(FaceDoubt::Light),
            true,
        ),
        (
            FaceRequestState::NotSure(FaceDoubt::CardPhoto),
            FaceFailure::NotSure(FaceDoubt::CardPhoto),
            false,
        ),
        (
            FaceRequestState::Ended(ErrorCode::PinUnusable),
            FaceFailure::Ended(ErrorCode::PinUnusable),
            false,
        ),
    ] {
        let mut desk = looking(3);
        moved(&mut desk, now.clone());
        assert_eq!(opening_pin(&desk).face_failed, Some(why));
        assert_eq!(opening_pin(&desk).pictures.is_some(), pictures, "{why:?}");
        assert_eq!(cancelled(&desk), usize::from(!pictures), "{why:?}");
        assert!(matches!(desk.newest(), Some((_, Request::OpenPin { .. }))));

        let mut desk = looking(0);
        moved(&mut desk, now);
        assert_eq!(by_eye(&desk).face_failed, Some(why));
        assert_eq!(by_eye(&desk).pictures.is_some(), pictures, "{why:?}");
        assert_eq!(desk.machine.patient_step(), PatientStep::StaffChecks);
    }
}

#[test]
fn a_camera_that_is_missing_before_the_photo_is_read_leaves_no_pictures() {
    let mut desk = facing(3);
    moved(&mut desk, FaceRequestState::NotSure(FaceDoubt::NoCamera));
    assert_eq!(opening_pin(&desk).pictures, None);
    let mut desk = looking(3);
    moved(&mut desk, FaceRequestState::NotSure(FaceDoubt::NoCamera));
    assert_eq!(
        opening_pin(&desk).pictures.as_deref(),
        Some("f1"),
        "the card's photo"
    );
}

#[test]
fn pin_and_staff_are_always_one_touch_away() {
    for begin in [facing, looking] {
        let mut desk = begin(3);
        desk.happen(Event::Patient(PatientAct::UsePin));
        assert_eq!(opening_pin(&desk).face_failed, None, "nothing failed");
        assert_eq!(cancelled(&desk), 1);
        let mut desk = begin(0);
        desk.act(Act::UsePin);
        assert_eq!(by_eye(&desk).pictures, None);
        let mut desk = begin(3);
        desk.act(Act::OtherWay);
        assert!(matches!(identifying(&desk), Identify::ChoosingWay(ways) if ways.face_is_open()));
        assert_eq!(cancelled(&desk), 1);
        let mut desk = begin(3);
        desk.cards(&[]);
        let expected = Identify::WaitingForCard(Some(ErrorCode::CardRemoved));
        assert_eq!(*identifying(&desk), expected);
        assert_eq!(cancelled(&desk), 1);
    }
    let mut desk = facing(3);
    desk.happen(Event::Patient(PatientAct::AskStaff));
    assert_eq!(by_eye(&desk).pictures, None, "none was taken");
    assert_eq!(cancelled(&desk), 1);
    let mut desk = looking(3);
    desk.happen(Event::Patient(PatientAct::AskStaff));
    assert_eq!(by_eye(&desk).pictures.as_deref(), Some("f1"));
    assert_eq!(cancelled(&desk), 0);
}

#[test]
fn the_pictures_are_forgotten_however_by_eye_is_left() {
    let ways: [fn(&mut Desk); 7] = [
        |desk| _ = desk.act(Act::ConfirmByEye("s1".into())),
        |desk| _ = desk.act(Act::RefuseByEye),
        |desk| _ = desk.act(Act::UsePin),
        |desk| _ = desk.act(Act::UseFace),
        |desk| _ = desk.act(Act::OtherWay),
        |desk| _ = desk.act(Act::Abandon),
        |desk| _ = desk.cards(&[]),
    ];
    for leave in ways {
        let mut desk = looking(3);
        moved(&mut desk, FaceRequestState::NotPassed);
        desk.answer(pin_opened(3)).act(Act::UseByEye);
        assert_eq!(
            by_eye(&desk).pictures.as_deref(),
            Some("f1"),
            "kept through the PIN way"
        );
        assert_eq!(cancelled(&desk), 0);
        desk.reload(&["a"]);
        assert_eq!(cancelled(&desk), 0);
        leave(&mut desk);
        assert_eq!(cancelled(&desk), 1, "{:?}", desk.state());
    }
}

#[test]
fn the_pin_after_the_face_forgets_the_pictures_too() {
    let mut desk = looking(3);
    moved(&mut desk, FaceRequestState::NotPassed);
    desk.answer(pin_opened(3))
        .happen(Event::PinRequestChanged("p1".into()))
        .answer(pin_state(PinRequestState::Verified(evidence("a").into())));
    assert_eq!(cancelled(&desk), 1);
    assert_eq!(desk.machine.method(), Some(IdentityMethod::Pin));
}

#[test]
fn the_face_can_be_tried_again() {
    let mut desk = looking(3);
    moved(&mut desk, FaceRequestState::NotSure(FaceDoubt::NotMoved));
    desk.answer(pin_opened(3)).act(Act::UseByEye).act(Act::OtherWay);
    assert!(
        matches!(identifying(&desk), Identify::ChoosingWay(ways) if ways.face_failed.is_some()),
        "the reason stays"
    );
    desk.act(Act::UseFace).answer(face_opened("f2", 10));
    let Identify::Facing(entry) = identifying(&desk) else {
        panic!("{:?}", desk.state())
    };
    assert_eq!(
        (entry.face_request.as_str(), entry.ways.face_failed),
        ("f2", None)
    );
}
