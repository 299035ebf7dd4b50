//! With a model and without, by every policy.

use crate::room::NONCE;
use crate::support::Desk;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::face::FacePolicy;
use serde_json::{Value, json};

const REQUESTS: &str = "/api/v1/identity/face-requests";

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
        let inspection = desk.post("/api/v1/card/inspection", &counter, inspection).await;
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
        "name": "played", "version": "1", "licence": "MIT", "origin": "a test", "sha256Short": "0123456789ab",
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
