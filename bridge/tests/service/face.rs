//! 本人確認 by face, over the software reader; what is seen in a picture is played.

mod looking;
mod number;
mod self_test;
mod setting;
mod support;

use crate::room::NONCE;
use madoguchi_shared::bridge::patient::PatientStep;
use serde_json::json;
use support::{FaceRoom, evidence_method, is_look, is_number};

const PERSON: &str = "tandoku-valid";
const STEP: &str = "/api/v1/patient/step";
const BY_EYE: &str = "/api/v1/identity/by-eye";
const PIN_REQUESTS: &str = "/api/v1/identity/pin-requests";

#[tokio::test]
async fn the_person_on_the_card_passes() {
    let mut room = FaceRoom::with(PERSON).await;
    let inspection = json!({ "presence": room.presence });
    let inspection = room
        .desk
        .post("/api/v1/card/inspection", &room.counter, inspection)
        .await;
    assert_eq!(inspection, json!({ "face": "open", "pin": { "tries": 3 } }));
    let id = room.open().await;
    room.shows(|step| is_number(step, 10, false)).await;
    assert_eq!(room.state(&id).await, json!({ "number": 10 }));
    // The camera is there before the number is.
    assert_eq!(room.show(&id, b"turn").await, json!("lookHere"));
    assert_eq!(room.enter(&id, "a").await, json!("accepted"));
    room.shows(is_look).await;
    assert_eq!(room.state(&id).await, json!("looking"));
    assert_eq!(room.picture(&id, "live").await.1, "FACE_PICTURE_NONE");
    assert_eq!(room.show(&id, b"turn").await, json!("turnLeft"));
    assert_eq!(room.show(&id, b"clear").await, json!("holdStill"));
    assert_eq!(room.desk.played.judges(), 1);
    assert_eq!(room.show(&id, b"passed").await, json!("over"));
    room.shows(|step| *step == PatientStep::Wait).await;
    let evidence = room.passed(&id).await;
    let assertion = evidence_method(&evidence);
    assert_eq!(assertion["method"], "face");
    assert_eq!(assertion["nonce"], NONCE);
    assert_eq!(assertion.get("staffId"), None);
    assert_eq!(evidence.get("cardSignature"), None);
    // Nothing is left of what it was judged by.
    assert_eq!(room.desk.played.judges(), 0);
    for picture in ["card", "live"] {
        assert_eq!(room.picture(&id, picture).await.1, "FACE_PICTURE_NONE");
    }
    assert_eq!(room.show(&id, b"turn").await, json!("over"));
    assert_eq!(room.enter(&id, "a").await, json!("accepted"));
    assert_eq!(room.enter(&id, "b").await, json!("accepted"), "the first one was");
    assert_eq!(room.verifies(PERSON), 1);
    room.desk.take_card();
    room.ended(&id, "CARD_REMOVED").await;
    assert_eq!(room.show(&id, b"turn").await["code"], "FACE_REQUEST_ENDED");
}

#[tokio::test]
async fn another_person_does_not_and_the_pictures_are_there_for_staff_until_they_have_looked() {
    let mut room = FaceRoom::with(PERSON).await;
    let id = room.looking().await;
    room.show(&id, b"clear").await;
    assert_eq!(room.show(&id, b"another").await, json!("over"));
    room.shows(|step| *step == PatientStep::Wait).await;
    assert_eq!(room.state(&id).await, json!("notPassed"));
    assert_eq!(room.desk.played.judges(), 0);
    for (picture, grey) in [("card", 1), ("live", 2)] {
        let (png, code) = room.picture(&id, picture).await;
        assert_eq!(code, "");
        assert_eq!(support::grey_of(&png), grey, "{picture}");
    }
    // The next way begins, and the pictures may be needed after it.
    room.desk.post(PIN_REQUESTS, &room.counter, room.opening()).await;
    assert_eq!(room.state(&id).await, json!("notPassed"));
    assert_eq!(room.picture(&id, "card").await.1, "");
    let by_eye = json!({ "presence": room.presence, "nonce": NONCE, "staffId": "sato" });
    room.desk.post(BY_EYE, &room.counter, by_eye).await;
    assert_eq!(room.picture(&id, "card").await.1, "FACE_PICTURE_NONE");
    assert_eq!(room.state(&id).await, json!("notPassed"));
}

#[tokio::test]
async fn it_cannot_always_be_told() {
    let room = FaceRoom::with(PERSON).await;
    let id = room.looking().await;
    room.show(&id, b"flat").await;
    assert_eq!(room.state(&id).await, json!({ "notSure": "flat" }));
    // The counter is somewhere else: the pictures go.
    assert_eq!(room.picture(&id, "card").await.1, "");
    room.desk
        .post(STEP, &room.counter, json!({ "step": "takeCard" }))
        .await;
    assert_eq!(room.picture(&id, "card").await.1, "FACE_PICTURE_NONE");
    assert_eq!(room.state(&id).await, json!({ "notSure": "flat" }));
}

#[tokio::test]
async fn one_at_a_time_and_never_with_a_pin() {
    let mut room = FaceRoom::with(PERSON).await;
    let first = room.looking().await;
    let second = room.open().await;
    assert_eq!(room.state(&first).await, json!({ "ended": "FACE_REQUEST_ENDED" }));
    assert_eq!(room.desk.played.judges(), 0);
    assert_eq!(room.show(&first, b"turn").await["code"], "FACE_REQUEST_ENDED");
    assert_eq!(room.picture(&first, "card").await.1, "FACE_REQUEST_ENDED");
    room.enter(&second, "a").await;
    let pin = room.desk.post(PIN_REQUESTS, &room.counter, room.opening()).await;
    room.shows(|step| matches!(step, PatientStep::EnterPin { .. }))
        .await;
    assert_eq!(
        room.state(&second).await,
        json!({ "ended": "FACE_REQUEST_ENDED" })
    );
    assert_eq!(room.desk.played.judges(), 0);
    let third = room.open().await;
    room.shows(|step| is_number(step, 10, false)).await;
    let reference = json!({ "pinRequest": pin["pinRequest"] });
    let states = "/api/v1/identity/pin-request-states";
    assert_eq!(
        room.desk.post(states, &room.counter, reference).await,
        json!({ "ended": "PIN_REQUEST_ENDED" })
    );
    room.cancel(&third).await;
    room.shows(|step| *step == PatientStep::Wait).await;
    assert_eq!(room.state(&third).await, json!({ "ended": "FACE_REQUEST_ENDED" }));
}

#[tokio::test]
async fn what_lies_over_the_step_is_the_bridges_alone() {
    let mut room = FaceRoom::with(PERSON).await;
    for step in [
        json!({ "faceNumber": { "faceRequest": "x", "triesLeft": 3, "wrong": false } }),
        json!({ "faceLook": { "faceRequest": "x" } }),
    ] {
        let refused = room
            .desk
            .refused(STEP, &room.counter, json!({ "step": step }))
            .await;
        assert_eq!(refused, "BODY_INVALID");
    }
    let id = room.looking().await;
    for step in [
        json!("wait"),
        json!({ "chooseWay": { "face": true, "pin": true } }),
    ] {
        room.desk.post(STEP, &room.counter, json!({ "step": step })).await;
        let (_, snapshot) = room.desk.connect(&room.patient, "reloaded").await;
        assert!(is_look(&snapshot.patient_step.step), "{step}");
    }
    room.desk
        .post(STEP, &room.counter, json!({ "step": "putCard" }))
        .await;
    room.shows(|step| *step == PatientStep::PutCard).await;
    assert_eq!(room.state(&id).await, json!({ "ended": "FACE_REQUEST_ENDED" }));
    assert_eq!(room.desk.played.judges(), 0);
}

#[tokio::test]
async fn a_pulled_card_ends_it_at_every_stage() {
    for stage in ["number", "looking", "notPassed", "notSure"] {
        let room = FaceRoom::with(PERSON).await;
        let id = match stage {
            "number" => room.open().await,
            _ => room.looking().await,
        };
        match stage {
            "notPassed" => drop(room.show(&id, b"another").await),
            "notSure" => drop(room.show(&id, b"flat").await),
            _ => {}
        }
        room.desk.take_card();
        room.ended(&id, "CARD_REMOVED").await;
        assert_eq!(room.desk.played.judges(), 0, "{stage}");
        assert_eq!(room.picture(&id, "card").await.1, "FACE_REQUEST_ENDED", "{stage}");
    }
    // While the photo is read, and while the certificate is.
    let room = FaceRoom::with(PERSON).await;
    let id = room.open().await;
    room.pull_before(3);
    assert_eq!(room.enter(&id, "a").await["code"], "CARD_REMOVED");
    room.ended(&id, "CARD_REMOVED").await;
    let room = FaceRoom::with(PERSON).await;
    let id = room.looking().await;
    room.pull_before(1);
    room.show(&id, b"passed").await;
    room.ended(&id, "CARD_REMOVED").await;
}
