//! What else the desk signs: 目視, and tokens for the backend (D5).

use crate::room::{NONCE, REQUESTS, Room, parts};
use crate::support::{BACKEND, Desk, MORNING_MS};
use madoguchi_shared::bridge::Role;
use madoguchi_shared::identity::IdentityAssertion;
use serde_json::{Value, json};

const BY_EYE: &str = "/api/v1/identity/by-eye";

#[tokio::test]
async fn by_eye_names_the_member_of_staff() {
    let room = Room::with("tandoku-valid").await;
    let request =
        |staff: &str, presence: &str| json!({ "presence": presence, "nonce": NONCE, "staffId": staff });
    for (staff, presence, code) in [
        ("nobody", room.presence.as_str(), "STAFF_UNKNOWN"),
        ("", &room.presence, "STAFF_UNKNOWN"),
        ("sato", "another", "CARD_ABSENT"),
    ] {
        let refused = room
            .desk
            .refused(BY_EYE, &room.counter, request(staff, presence))
            .await;
        assert_eq!(refused, code);
    }
    let evidence = room
        .desk
        .post(BY_EYE, &room.counter, request("sato", &room.presence))
        .await;
    let (_, canonical) = parts(evidence["assertion"].as_str().unwrap());
    let assertion: IdentityAssertion = serde_json::from_slice(&canonical).unwrap();
    assert_eq!(assertion.staff_id.as_deref(), Some("sato"));
    assert_eq!(evidence.get("cardSignature"), None);
    assert_eq!(room.verifies("tandoku-valid"), 0);
}

#[tokio::test]
async fn nonces_that_no_backend_gives_are_refused() {
    let room = Room::with("tandoku-valid").await;
    for nonce in ["", "short", "has space in it 0", &"x".repeat(65)] {
        let opening = json!({ "presence": room.presence, "nonce": nonce });
        assert_eq!(
            room.desk.refused(REQUESTS, &room.counter, opening).await,
            "BODY_INVALID"
        );
    }
}

#[tokio::test]
async fn a_desk_that_is_not_enrolled_signs_nothing() {
    let desk = Desk::start_bare().await;
    let token = desk.pair(Role::Counter).await;
    let presence = desk.put_card("tandoku-valid").await;
    for (path, body) in [
        (REQUESTS, json!({ "presence": presence, "nonce": NONCE })),
        (
            BY_EYE,
            json!({ "presence": presence, "nonce": NONCE, "staffId": "sato" }),
        ),
        (
            "/api/v1/desk-tokens",
            json!({ "operation": "nonce", "bodySha256": "a".repeat(64) }),
        ),
    ] {
        assert_eq!(desk.refused(path, &token, body).await, "DESK_NOT_ENROLLED");
    }
    let configuration = desk.get("/api/v1/configuration", &token).await;
    assert_eq!(configuration["deskId"], Value::Null);
}

#[tokio::test]
async fn a_desk_token_says_what_it_is_for() {
    let desk = Desk::start().await;
    let token = desk.pair(Role::Counter).await;
    let request = json!({ "operation": "cardQuery", "bodySha256": "0af".repeat(21) + "0" });
    let mut ids = std::collections::HashSet::new();
    for _ in 0..3 {
        let signed = desk.post("/api/v1/desk-tokens", &token, request.clone()).await;
        let (header, claims) = parts(signed["token"].as_str().unwrap());
        let claims: Value = serde_json::from_slice(&claims).unwrap();
        assert_eq!(header["typ"], "madoguchi-desk+jwt");
        assert_eq!(claims["aud"], BACKEND);
        assert_eq!(claims["op"], "cardQuery");
        assert_eq!(claims["bh"], request["bodySha256"]);
        assert_eq!(claims["iat"], MORNING_MS / 1000);
        assert_eq!(claims["exp"], MORNING_MS / 1000 + 60);
        assert!(ids.insert(claims["jti"].clone()));
    }
    for bad in [String::new(), "a".repeat(63), "A".repeat(64), "g".repeat(64)] {
        let request = json!({ "operation": "nonce", "bodySha256": bad });
        assert_eq!(
            desk.refused("/api/v1/desk-tokens", &token, request).await,
            "BODY_INVALID"
        );
    }
}
