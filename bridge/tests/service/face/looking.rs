//! Pictures of the camera, and none.

use super::STEP;
use super::support::{FRAMES, FaceRoom};
use crate::support::DOUBT;
use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use madoguchi_bridge::desk::face::LOOK_TIME;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::face::{FACE_REQUEST_HEADER, FRAME_LIMIT};
use madoguchi_shared::bridge::patient::PatientStep;
use serde_json::{Value, json};

const PERSON: &str = "tandoku-valid";

#[tokio::test]
async fn one_picture_at_a_time_and_a_camera_that_goes_on_after_the_end() {
    let room = FaceRoom::with(PERSON).await;
    let id = room.looking().await;
    assert_eq!(room.show(&id, b"turn").await, json!("turnLeft"));
    // Too soon after it.
    assert_eq!(
        room.show_as(&room.patient, &id, b"passed").await,
        json!("turnLeft")
    );
    room.desk.played.hold();
    let meanwhile = async {
        while room.desk.played.looks() < 2 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        assert_eq!(room.show(&id, b"passed").await, json!("turnLeft"));
        room.cancel(&id).await;
        room.desk.played.let_go();
    };
    let (held, ()) = tokio::join!(room.show(&id, b"wait"), meanwhile);
    assert_eq!(held["code"], "FACE_REQUEST_ENDED");
    assert_eq!(room.desk.played.looks(), 2);
    assert_eq!(room.desk.played.judges(), 0);
    assert_eq!(room.show(&id, b"passed").await["code"], "FACE_REQUEST_ENDED");
}

#[tokio::test]
async fn of_two_screens_the_first_is_the_camera() {
    let room = FaceRoom::with(PERSON).await;
    let other = room.desk.pair(Role::Patient).await;
    let id = room.looking().await;
    assert_eq!(room.show(&id, b"turn").await, json!("turnLeft"));
    tokio::time::sleep(std::time::Duration::from_millis(60)).await;
    assert_eq!(room.show_as(&other, &id, b"passed").await, json!("turnLeft"));
    assert_eq!(room.desk.played.looks(), 1);
    // Nor does it matter that the other one has none.
    assert_eq!(room.lose_camera(&other, &id).await, json!({}));
    assert_eq!(room.state(&id).await, json!("looking"));
    room.show(&id, b"passed").await;
    room.passed(&id).await;
}

#[tokio::test]
async fn a_camera_that_is_missing_holds_nobody_up() {
    let mut room = FaceRoom::with(PERSON).await;
    let id = room.open().await;
    assert_eq!(room.lose_camera(&room.patient, &id).await, json!({}));
    room.shows(|step| *step == PatientStep::Wait).await;
    assert_eq!(room.state(&id).await, json!({ "notSure": "noCamera" }));
    assert_eq!(room.enter(&id, "a").await["code"], "FACE_REQUEST_ENDED");
    let id = room.looking().await;
    assert_eq!(room.lose_camera(&room.patient, &id).await, json!({}));
    assert_eq!(room.state(&id).await, json!({ "notSure": "noCamera" }));
    assert_eq!(room.desk.played.judges(), 0);
    // Staff has the photo on the card to compare by.
    assert_eq!(room.picture(&id, "card").await.1, "");
    room.cancel(&id).await;
    let answer = room.lose_camera(&room.patient, &id).await;
    assert_eq!(answer["code"], "FACE_REQUEST_ENDED");
}

#[tokio::test]
async fn the_time_is_over() {
    for (shown, doubt) in [(None, json!("noCamera")), (Some(b"clear"), json!(DOUBT))] {
        let mut room = FaceRoom::with(PERSON).await;
        let id = room.looking().await;
        if let Some(picture) = shown {
            room.show(&id, picture).await;
        }
        tokio::time::pause();
        tokio::time::advance(LOOK_TIME).await;
        tokio::time::resume();
        room.becomes(&id, |state| *state == json!({ "notSure": doubt }))
            .await;
        room.shows(|step| *step == PatientStep::Wait).await;
        assert_eq!(room.desk.played.judges(), 0);
        assert_eq!(room.show(&id, b"passed").await, json!("over"));
    }
}

#[tokio::test]
async fn staff_takes_over_and_has_the_pictures_until_it_is_cancelled() {
    for working in [false, true] {
        let mut room = FaceRoom::with(PERSON).await;
        let id = room.looking().await;
        room.show(&id, b"clear").await;
        let checks = room
            .desk
            .post(STEP, &room.counter, json!({ "step": "staffChecks" }));
        if working {
            room.desk.played.hold();
            let meanwhile = async {
                while room.desk.played.looks() < 2 {
                    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
                }
                checks.await;
                room.desk.played.let_go();
            };
            // What a picture comes to that was looked at meanwhile does not count.
            let (late, ()) = tokio::join!(room.show(&id, b"wait"), meanwhile);
            assert_eq!(late["code"], "FACE_REQUEST_ENDED");
        } else {
            checks.await;
        }
        let doubt = if working { json!("notMoved") } else { json!(DOUBT) };
        assert_eq!(room.state(&id).await, json!({ "notSure": doubt }));
        room.shows(|step| *step == PatientStep::StaffChecks).await;
        assert_eq!(room.desk.played.judges(), 0);
        assert_eq!(room.show(&id, b"passed").await, json!("over"));
        for which in ["card", "live"] {
            assert_eq!(room.picture(&id, which).await.1, "");
        }
        room.cancel(&id).await;
        for which in ["card", "live"] {
            assert_eq!(room.picture(&id, which).await.1, "FACE_REQUEST_ENDED");
        }
    }
}

#[tokio::test]
async fn what_is_no_picture_is_refused_and_decides_nothing() {
    let room = FaceRoom::with(PERSON).await;
    let id = room.looking().await;
    assert_eq!(room.show(&id, b"\xff\xd8garbage").await["code"], "FRAME_INVALID");
    assert_eq!(room.show(&id, b"").await["code"], "FRAME_INVALID");
    assert_eq!(room.state(&id).await, json!("looking"));
    assert_eq!(room.show(&id, b"turn").await, json!("turnLeft"));
    let without = room.frame(&room.patient, b"turn");
    assert_eq!(room.desk.send(without).await.code(), "BODY_INVALID");
    let mut twice = room.frame(&room.patient, b"turn");
    for _ in 0..2 {
        let id = HeaderValue::from_str(&id).unwrap();
        twice.headers_mut().append(FACE_REQUEST_HEADER, id);
    }
    assert_eq!(room.desk.send(twice).await.code(), "BODY_INVALID");
    for kind in [
        "application/json",
        "image/png",
        "image/jpeg; q=1",
        "multipart/form-data",
    ] {
        let mut request = room.frame(&room.patient, b"turn");
        let kind = HeaderValue::from_static(kind);
        request.headers_mut().insert(CONTENT_TYPE, kind.clone());
        let answer = room.desk.send(request).await;
        assert_eq!(answer.code(), "CONTENT_TYPE_NOT_JPEG", "{kind:?}");
    }
    for (length, code) in [
        (FRAME_LIMIT, "FRAME_INVALID"),
        (FRAME_LIMIT + 1, "BODY_TOO_LARGE"),
    ] {
        tokio::time::sleep(std::time::Duration::from_millis(60)).await;
        let mut request = room.frame(&room.patient, b"");
        let id = HeaderValue::from_str(&id).unwrap();
        request.headers_mut().insert(FACE_REQUEST_HEADER, id);
        *request.body_mut() = Body::from(vec![0; length]);
        assert_eq!(room.desk.send(request).await.code(), code, "{length}");
    }
    // A picture is none where JSON belongs.
    let answer = room
        .desk
        .call("POST", FRAMES, Some(&room.counter), &Value::Null)
        .await;
    assert_eq!(answer.code(), "ROLE_NOT_ALLOWED");
}

#[tokio::test]
async fn computing_that_breaks_ends_the_attempt_and_not_the_next() {
    let room = FaceRoom::with(PERSON).await;
    let id = room.looking().await;
    assert_eq!(room.show(&id, b"panic").await["code"], "INTERNAL");
    assert_eq!(room.state(&id).await, json!({ "ended": "INTERNAL" }));
    assert_eq!(room.desk.played.judges(), 0);
    let id = room.looking().await;
    room.show(&id, b"passed").await;
    room.passed(&id).await;
}
