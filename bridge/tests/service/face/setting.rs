//! With a model and without, by every policy.

use super::PERSON;
use super::support::FaceRoom;
use crate::room::NONCE;
use crate::support::Desk;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::event::Event;
use madoguchi_shared::bridge::face::FacePolicy;
use serde_json::{Value, json};

const REQUESTS: &str = "/api/v1/identity/face-requests";
const INSPECTION: &str = "/api/v1/card/inspection";
const POLICY: &str = "/api/v1/settings/face-policy";

#[tokio::test]
async fn where_it_is_not_open_the_other_ways_are_there_at_once() {
    for (has_model, policy, way, code) in [
        (false, FacePolicy::Standard, "notInstalled", "FACE_NOT_INSTALLED"),
        (false, FacePolicy::ByEyeAlways, "switchedOff", "FACE_SWITCHED_OFF"),
        (true, FacePolicy::ByEyeAlways, "switchedOff", "FACE_SWITCHED_OFF"),
    ] {
        let desk = Desk::start_with_face(has_model, policy).await;
        let counter = desk.pair(Role::Counter).await;
        let presence = desk.put_card("tandoku-valid").await;
        let inspection = json!({ "presence": presence });
        let inspection = desk.post(INSPECTION, &counter, inspection).await;
        assert_eq!(inspection, json!({ "face": way, "pin": { "tries": 3 } }));
        let opening = json!({ "presence": presence, "nonce": NONCE });
        assert_eq!(desk.refused(REQUESTS, &counter, opening).await, code);
    }
}

#[tokio::test]
async fn a_desk_that_is_not_enrolled_opens_nothing() {
    let desk = Desk::start_bare().await;
    let counter = desk.pair(Role::Counter).await;
    let presence = desk.put_card("tandoku-valid").await;
    let opening = |nonce: &str| json!({ "presence": presence, "nonce": nonce });
    let refused = desk.refused(REQUESTS, &counter, opening(NONCE)).await;
    assert_eq!(refused, "DESK_NOT_ENROLLED");
    let refused = desk.refused(REQUESTS, &counter, opening("short")).await;
    assert_eq!(refused, "BODY_INVALID");
}

#[tokio::test]
async fn the_settings_tell_policy_and_model() {
    let model = json!({
        "name": "played", "version": "1", "licence": "MIT", "origin": "a test", "sha256": "0123456789abcdef".repeat(4),
    });
    for (has_model, policy, models) in [
        (true, FacePolicy::Strict, json!([model])),
        (false, FacePolicy::Standard, json!([])),
    ] {
        let desk = Desk::start_with_face(has_model, policy).await;
        let counter = desk.pair(Role::Counter).await;
        let configuration: Value = desk.get("/api/v1/configuration", &counter).await;
        assert_eq!(
            configuration["face"],
            json!({ "policy": policy, "models": models })
        );
    }
}

#[tokio::test]
async fn a_counter_sets_the_policy_for_the_next_attempt_and_every_counter_learns_of_it() {
    let room = FaceRoom::with(PERSON).await;
    let (mut screen, _) = room.desk.connect(&room.counter, "t").await;
    let other = room.desk.pair(Role::Counter).await;
    let (mut other_screen, _) = room.desk.connect(&other, "o").await;
    // Opened by the standard, and looked at after the change.
    let first = room.open().await;
    room.desk
        .post(POLICY, &room.counter, change("strict", "t", "sato"))
        .await;
    for screen in [&mut screen, &mut other_screen] {
        screen.until(|event| *event == Event::Configuration).await;
    }
    let played = room.desk.played.clone();
    let judged_by = move || *played.policy.lock().unwrap();
    assert_eq!(room.enter(&first, "a").await, json!("accepted"));
    assert_eq!(judged_by(), Some(FacePolicy::Standard));
    // The one after it.
    room.looking().await;
    assert_eq!(judged_by(), Some(FacePolicy::Strict));
    // Switched off while the camera looks: this patient may still pass, the next is not asked.
    let last = room.looking().await;
    room.desk
        .post(POLICY, &room.counter, change("byEyeAlways", "t", "suzuki"))
        .await;
    assert_eq!(room.show(&last, b"passed").await, json!("over"));
    room.passed(&last).await;
    assert_eq!(room.refused_opening().await, "FACE_SWITCHED_OFF");
    let inspection = json!({ "presence": room.presence });
    let inspection = room.desk.post(INSPECTION, &room.counter, inspection).await;
    assert_eq!(inspection["face"], "switchedOff");
}

#[tokio::test]
async fn a_request_that_waits_for_its_number_when_it_is_switched_off_goes_on() {
    let room = FaceRoom::with(PERSON).await;
    let (_screen, _) = room.desk.connect(&room.counter, "t").await;
    let id = room.open().await;
    room.desk
        .post(POLICY, &room.counter, change("byEyeAlways", "t", "sato"))
        .await;
    assert_eq!(room.enter(&id, "a").await, json!("accepted"));
    assert_eq!(room.state(&id).await, json!("looking"));
}

#[tokio::test]
async fn the_policy_outlives_the_bridge() {
    let desk = Desk::start().await;
    let counter = desk.pair(Role::Counter).await;
    let (screen, _) = desk.connect(&counter, "t").await;
    desk.post(POLICY, &counter, change("strict", "t", "sato")).await;
    drop(screen);
    let desk = desk.restart().await;
    let face = &desk.get("/api/v1/configuration", &counter).await["face"];
    assert_eq!(
        (&face["policy"], &face["setBy"]),
        (&json!("strict"), &json!("受付 佐藤（見本）"))
    );
    // Called otherwise later: it was set under the name of before.
    let (_screen, _) = desk.connect(&counter, "t").await;
    desk.clock.advance(1000);
    let rename = json!({ "tab": "t", "staffId": "sato",
        "change": { "rename": { "id": "sato", "name": "受付 田中" } } });
    desk.post("/api/v1/settings/staff", &counter, rename).await;
    for (set_again, name) in [(false, "受付 佐藤（見本）"), (true, "受付 田中")] {
        if set_again {
            desk.post(POLICY, &counter, change("standard", "t", "sato")).await;
        }
        let face = &desk.get("/api/v1/configuration", &counter).await["face"];
        assert_eq!(face["setBy"], name);
    }
}

#[tokio::test]
async fn only_who_is_on_the_list_sets_it_and_only_where_the_desk_is_worked() {
    let desk = Desk::start().await;
    let counter = desk.pair(Role::Counter).await;
    let (_screen, _) = desk.connect(&counter, "t").await;
    for (change, code) in [
        (change("strict", "other", "sato"), "LEASE_NOT_HELD"),
        (change("strict", "t", "nobody"), "STAFF_UNKNOWN"),
        (change("never", "t", "sato"), "BODY_INVALID"),
        (json!({ "policy": "strict", "tab": "t" }), "BODY_INVALID"),
    ] {
        assert_eq!(desk.refused(POLICY, &counter, change).await, code);
    }
    let face = &desk.get("/api/v1/configuration", &counter).await["face"];
    assert_eq!((&face["policy"], face.get("setBy")), (&json!("standard"), None));
}

fn change(policy: &str, tab: &str, staff: &str) -> Value {
    json!({ "policy": policy, "tab": tab, "staffId": staff })
}
