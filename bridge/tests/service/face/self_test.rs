//! The self-tests of the settings screen: the nets, and the patient screen's camera.

use super::support::FaceRoom;
use super::{PERSON, STEP};
use crate::support::{Desk, Screen};
use madoguchi_bridge::desk::camera_test::TEST_TIME;
use madoguchi_bridge::desk::face::MODEL_TEST_TIME;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::event::Event;
use madoguchi_shared::bridge::face::FacePolicy;
use madoguchi_shared::bridge::patient::PatientStep;
use serde_json::{Value, json};
use std::time::Duration;

const MODEL: &str = "/api/v1/settings/face-model-tests";
const CAMERA: &str = "/api/v1/settings/camera-tests";
const CANCELLATIONS: &str = "/api/v1/settings/camera-test-cancellations";
const STATES: &str = "/api/v1/settings/camera-test-states";

/// Fit pictures that are enough.
const FIT: usize = 3;

/// A room whose counter has its WebSocket open, and so the lease.
struct Settings {
    room: FaceRoom,
    screen: Screen,
}

impl Settings {
    async fn open() -> Self {
        let room = FaceRoom::with(PERSON).await;
        let (screen, _) = room.desk.connect(&room.counter, "t").await;
        Self { room, screen }
    }

    async fn test_camera(&mut self) -> String {
        let test = self.room.desk.post(CAMERA, &self.room.counter, tab("t")).await;
        let is_test = |step: &PatientStep| matches!(step, PatientStep::CameraTest { .. });
        self.room.shows(is_test).await;
        test["cameraTest"].as_str().unwrap().to_owned()
    }

    async fn state(&self, id: &str) -> Value {
        let reference = json!({ "cameraTest": id });
        self.room.desk.post(STATES, &self.room.counter, reference).await
    }

    /// The counter is told, and the patient screen is idle again.
    async fn is_over(&mut self, id: &str) {
        let changed = Event::CameraTestChanged(id.to_owned());
        self.screen.until(|event| *event == changed).await;
        self.room.shows(|step| *step == PatientStep::Idle).await;
    }
}

#[tokio::test]
async fn the_nets_are_tried_out() {
    let Settings { room, .. } = &Settings::open().await;
    let found = room.desk.post(MODEL, &room.counter, tab("t")).await;
    let right = json!({ "files": "right", "computing": "right", "milliseconds": 7 });
    assert_eq!(found, right);
    assert_eq!(
        room.desk.refused(MODEL, &room.counter, tab("other")).await,
        "LEASE_NOT_HELD"
    );
    assert_eq!(room.desk.played.tests(), 1);
}

#[tokio::test]
async fn the_nets_are_not_tried_out_while_a_patient_is_looked_at() {
    let settings = Settings::open().await;
    let Settings {
        room,
        screen: _screen,
    } = &settings;
    let refused = || room.desk.refused(MODEL, &room.counter, tab("t"));
    let id = room.open().await;
    assert_eq!(refused().await, "SELF_TEST_NOT_NOW");
    room.enter(&id, "a").await;
    assert_eq!(refused().await, "SELF_TEST_NOT_NOW");
    room.show(&id, b"another").await;
    room.desk.post(MODEL, &room.counter, tab("t")).await;
    assert_eq!(room.desk.played.tests(), 1);
}

#[tokio::test]
async fn nets_that_do_not_answer_are_given_up_and_not_asked_twice() {
    let settings = Settings::open().await;
    let Settings {
        room,
        screen: _screen,
    } = &settings;
    room.desk.played.hold();
    let refused = || room.desk.refused(MODEL, &room.counter, tab("t"));
    let meanwhile = async {
        while room.desk.played.tests() == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert_eq!(refused().await, "SELF_TEST_NOT_NOW");
        tokio::time::pause();
        tokio::time::advance(MODEL_TEST_TIME).await;
        tokio::time::resume();
    };
    let (late, ()) = tokio::join!(refused(), meanwhile);
    assert_eq!(late, "SELF_TEST_LATE");
    assert_eq!(refused().await, "SELF_TEST_NOT_NOW");
    room.desk.played.let_go();
    while room
        .desk
        .call("POST", MODEL, Some(&room.counter), &tab("t"))
        .await
        .code()
        == "SELF_TEST_NOT_NOW"
    {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(room.desk.played.tests(), 2);
}

#[tokio::test]
async fn a_desk_without_a_model_has_nothing_to_try_out() {
    let desk = Desk::start_with_face(false, FacePolicy::Standard).await;
    let counter = desk.pair(Role::Counter).await;
    let (_screen, _) = desk.connect(&counter, "t").await;
    for path in [MODEL, CAMERA] {
        assert_eq!(desk.refused(path, &counter, tab("t")).await, "FACE_NOT_INSTALLED");
    }
}

#[tokio::test]
async fn a_camera_with_fit_pictures_is_good() {
    let mut settings = Settings::open().await;
    let id = settings.test_camera().await;
    assert_eq!(settings.state(&id).await, json!("waiting"));
    let room = &settings.room;
    assert_eq!(room.show(&id, b"nobody").await, json!("lookHere"));
    assert_eq!(settings.state(&id).await, json!("looking"));
    assert_eq!(room.show(&id, b"dark").await, json!("moreLight"));
    assert_eq!(room.show(&id, b"garbage").await["code"], "FRAME_INVALID");
    for _ in 1..FIT {
        assert_eq!(room.show(&id, b"clear").await, json!("holdStill"));
    }
    // In a row.
    assert_eq!(room.show(&id, b"black").await, json!("moreLight"));
    for _ in 1..FIT {
        assert_eq!(room.show(&id, b"clear").await, json!("holdStill"));
    }
    assert_eq!(room.show(&id, b"clear").await, json!("over"));
    settings.is_over(&id).await;
    assert_eq!(settings.state(&id).await, json!({ "over": "good" }));
    let looks = settings.room.desk.played.looks();
    assert_eq!(settings.room.show(&id, b"clear").await, json!("over"));
    assert_eq!(settings.room.desk.played.looks(), looks);
    // No request of a patient came of it.
    assert_eq!(settings.room.desk.played.judges(), 0);
}

#[tokio::test]
async fn what_the_camera_showed_when_the_time_is_over() {
    for (shown, finding) in [
        (None, json!("noPicture")),
        (Some(&b"black"[..]), json!("black")),
        (Some(b"nobody"), json!("noFace")),
        (Some(b"dark"), json!({ "unfit": "moreLight" })),
        (Some(b"garbage"), json!("unreadable")),
        (Some(b"panic"), json!("unreadable")),
        // Once is not often enough.
        (Some(b"clear"), json!({ "unfit": "holdStill" })),
    ] {
        let mut settings = Settings::open().await;
        let id = settings.test_camera().await;
        if let Some(picture) = shown {
            settings.room.show(&id, picture).await;
        }
        tokio::time::pause();
        tokio::time::advance(TEST_TIME).await;
        tokio::time::resume();
        settings.is_over(&id).await;
        assert_eq!(settings.state(&id).await, json!({ "over": finding }));
    }
}

#[tokio::test]
async fn a_camera_that_is_missing_says_why() {
    for fault in ["refused", "absent", "inUse", "silent"] {
        let mut settings = Settings::open().await;
        let id = settings.test_camera().await;
        let missing = json!({ "faceRequest": id, "fault": fault });
        let room = &settings.room;
        let path = "/api/v1/patient/camera-missing";
        assert_eq!(room.desk.post(path, &room.patient, missing).await, json!({}));
        settings.is_over(&id).await;
        assert_eq!(settings.state(&id).await, json!({ "over": { "missing": fault } }));
    }
}

#[tokio::test]
async fn of_two_screens_the_first_is_the_one_that_is_tested() {
    let mut settings = Settings::open().await;
    let other = settings.room.desk.pair(Role::Patient).await;
    let id = settings.test_camera().await;
    let room = &settings.room;
    assert_eq!(room.show(&id, b"dark").await, json!("moreLight"));
    tokio::time::sleep(Duration::from_millis(60)).await;
    assert_eq!(room.show_as(&other, &id, b"clear").await, json!("moreLight"));
    room.lose_camera(&other, &id).await;
    assert_eq!(settings.state(&id).await, json!("looking"));
    assert_eq!(room.desk.played.looks(), 1);
}

#[tokio::test]
async fn it_can_be_stopped_and_another_takes_its_place() {
    let mut settings = Settings::open().await;
    let first = settings.test_camera().await;
    let ended = json!({ "ended": "CAMERA_TEST_ENDED" });
    let second = settings.test_camera().await;
    assert_eq!(settings.state(&first).await, ended);
    // Meant for the one before, it stops nothing.
    let stop = |id: &str| json!({ "cameraTest": id });
    let room = &settings.room;
    room.desk.post(CANCELLATIONS, &room.counter, stop(&first)).await;
    assert_eq!(settings.state(&second).await, json!("waiting"));
    room.desk.post(CANCELLATIONS, &room.counter, stop(&second)).await;
    settings.is_over(&second).await;
    assert_eq!(settings.state(&second).await, ended);
}

#[tokio::test]
async fn a_patient_comes_first() {
    let mut settings = Settings::open().await;
    // Somebody is asked for the card, and is still being received.
    for step in ["putCard", "underway"] {
        let room = &settings.room;
        room.desk.post(STEP, &room.counter, json!({ "step": step })).await;
        assert_eq!(
            room.desk.refused(CAMERA, &room.counter, tab("t")).await,
            "SELF_TEST_NOT_NOW"
        );
    }
    let room = &settings.room;
    room.desk
        .post(STEP, &room.counter, json!({ "step": "done" }))
        .await;
    let id = settings.test_camera().await;
    let room = &mut settings.room;
    room.desk
        .post(STEP, &room.counter, json!({ "step": "putCard" }))
        .await;
    room.shows(|step| *step == PatientStep::PutCard).await;
    assert_eq!(settings.state(&id).await, json!({ "ended": "CAMERA_TEST_ENDED" }));
    assert_eq!(settings.room.show(&id, b"clear").await, json!("over"));
    let test = json!({ "step": { "cameraTest": { "cameraTest": "x" } } });
    let room = &settings.room;
    assert_eq!(room.desk.refused(STEP, &room.counter, test).await, "BODY_INVALID");
}

#[tokio::test]
async fn a_camera_without_a_patient_screen_cannot_be_tested() {
    let desk = Desk::start().await;
    let counter = desk.pair(Role::Counter).await;
    let (_screen, _) = desk.connect(&counter, "t").await;
    assert_eq!(
        desk.refused(CAMERA, &counter, tab("t")).await,
        "PATIENT_SCREEN_ABSENT"
    );
    assert_eq!(
        desk.refused(CAMERA, &counter, tab("other")).await,
        "LEASE_NOT_HELD"
    );
}

fn tab(tab: &str) -> Value {
    json!({ "tab": tab })
}
