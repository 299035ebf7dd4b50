//! 照合番号B, from both screens.

use super::support::{FaceRoom, is_number};
use crate::support::Photo;
use madoguchi_shared::bridge::patient::PatientStep;
use serde_json::json;

const PERSON: &str = "tandoku-valid";

#[tokio::test]
async fn wrong_once_and_then_right_from_the_counter() {
    let mut room = FaceRoom::with(PERSON).await;
    let id = room.open().await;
    assert_eq!(room.mistype(&id, "1", false).await, json!({ "wrong": 9 }));
    room.shows(|step| is_number(step, 9, true)).await;
    // The same act again, whatever it says, is the same act.
    assert_eq!(room.enter(&id, "1").await, json!({ "wrong": 9 }));
    assert_eq!(room.state(&id).await, json!({ "number": 9 }));
    assert_eq!(room.verifies(PERSON), 1);
    let entry = room.entry(&id, "2");
    assert_eq!(room.send(&room.counter, &entry).await, json!("accepted"));
    assert_eq!(room.verifies(PERSON), 2);
}

#[tokio::test]
async fn both_screens_at_once_are_one_verify() {
    let room = FaceRoom::with(PERSON).await;
    let id = room.open().await;
    let (one, other) = (room.entry(&id, "1"), room.entry(&id, "2"));
    let (one, other) = tokio::join!(room.send(&room.patient, &one), room.send(&room.counter, &other));
    assert_eq!((one, other), (json!("accepted"), json!("accepted")));
    // From the other screen, a moment later.
    let late = room.entry(&id, "3");
    assert_eq!(room.send(&room.patient, &late).await, json!("accepted"));
    assert_eq!(room.verifies(PERSON), 1);
}

#[tokio::test]
async fn the_last_try_is_confirmed_and_then_it_is_blocked() {
    let mut room = FaceRoom::with(PERSON).await;
    let id = room.open().await;
    for left in (1..=9).rev() {
        let answer = room.mistype(&id, &left.to_string(), false).await;
        assert_eq!(answer, json!({ "wrong": left }));
    }
    assert_eq!(room.mistype(&id, "last", false).await, json!("confirmLastTry"));
    assert_eq!(room.state(&id).await, json!({ "number": 1 }));
    assert_eq!(room.verifies(PERSON), 9);
    assert_eq!(room.mistype(&id, "last", true).await, json!("blocked"));
    room.shows(|step| *step == PatientStep::Wait).await;
    assert_eq!(
        room.state(&id).await,
        json!({ "ended": "COLLATION_NUMBER_UNUSABLE" })
    );
    assert_eq!(room.enter(&id, "more").await["code"], "FACE_REQUEST_ENDED");
    assert_eq!(room.refused_opening().await, "COLLATION_NUMBER_UNUSABLE");
    assert_eq!(room.verifies(PERSON), 10);
}

#[tokio::test]
async fn what_never_reaches_the_card() {
    let room = FaceRoom::with(PERSON).await;
    let id = room.open().await;
    for (field, value) in [
        ("birthDate", ""),
        ("birthDate", "0102030"),
        ("birthDate", "001301"),
        ("birthDate", "０１０１"),
        ("expiryYear", "31"),
        ("expiryYear", "1999"),
        ("securityCode", "123"),
        ("securityCode", "12a4"),
        ("securityCode", "１２３４"),
    ] {
        let mut entry = room.entry(&id, "act");
        entry[field] = json!(value);
        let mut answer = room.send(&room.patient, &entry).await;
        assert_eq!(answer["code"], "COLLATION_NUMBER_FORMAT", "{field} {value}");
        // A random number, which may have the same digits.
        answer["requestId"].take();
        assert!(value.is_empty() || !answer.to_string().contains(value));
    }
    assert_eq!(room.enter("other", "act").await["code"], "FACE_REQUEST_ENDED");
    assert_eq!(room.enter(&id, "").await["code"], "BODY_INVALID");
    room.cancel(&id).await;
    assert_eq!(room.enter(&id, "act").await["code"], "FACE_REQUEST_ENDED");
    assert_eq!(room.verifies(PERSON), 0);
}

#[tokio::test]
async fn a_photo_that_cannot_be_used_is_no_fault_of_the_number() {
    for (photo, seen) in [(Photo::NoFace, ""), (Photo::Broken, "FACE_PICTURE_NONE")] {
        let mut room = FaceRoom::with(PERSON).await;
        *room.desk.played.photo.lock().unwrap() = photo;
        let id = room.open().await;
        assert_eq!(room.enter(&id, "a").await, json!("accepted"));
        room.shows(|step| *step == PatientStep::Wait).await;
        assert_eq!(room.state(&id).await, json!({ "notSure": "cardPhoto" }));
        // Where it can be seen, staff can compare by it all the same.
        assert_eq!(room.picture(&id, "card").await.1, seen);
        assert_eq!(room.picture(&id, "live").await.1, "FACE_PICTURE_NONE");
    }
}
