//! 本人確認 by PIN and by eye, over the software reader (D5, D9).

use crate::support::{BACKEND, Desk, MORNING_MS, Screen};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use madoguchi_people::card::PIN;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::event::Event;
use madoguchi_shared::bridge::patient::PatientStep;
use madoguchi_shared::identity::{IdentityAssertion, card_signing_input};
use rsa::pkcs1v15::{Signature, VerifyingKey};
use rsa::pkcs8::DecodePublicKey as _;
use rsa::signature::Verifier as _;
use serde_json::{Value, json};
use x509_cert::Certificate;
use x509_cert::der::{Decode as _, Encode as _};

const REQUESTS: &str = "/api/v1/identity/pin-requests";
const STATES: &str = "/api/v1/identity/pin-request-states";
const CANCELLATIONS: &str = "/api/v1/identity/pin-request-cancellations";
const ENTRY: &str = "/api/v1/patient/pin";
const BY_EYE: &str = "/api/v1/identity/by-eye";
const NONCE: &str = "nonce-of-16-chars-or-more";

#[tokio::test]
async fn ten_at_once_are_one_verify_and_the_evidence_holds() {
    let mut room = Room::with("tandoku-valid").await;
    let id = room.open().await;
    room.shows(|step| {
        matches!(
            step,
            PatientStep::EnterPin {
                tries_left: 3,
                wrong: false,
                ..
            }
        )
    })
    .await;
    let all = (0..10).map(|_| room.enter(&id, "act", PIN, false));
    for answer in futures_util::future::join_all(all).await {
        assert_eq!(answer, json!("verified"));
    }
    // Sent again later, as after a connection that broke.
    assert_eq!(room.enter(&id, "act", PIN, false).await, json!("verified"));
    assert_eq!(room.verifies("tandoku-valid"), 1);
    let state = room.state(&id).await;
    let evidence = &state["verified"];
    let (header, canonical) = parts(evidence["assertion"].as_str().unwrap());
    assert_eq!(header["alg"], "ES256");
    assert_eq!(header["typ"], "madoguchi-identity+jwt");
    assert_eq!(header["kid"], "01934b2c-0000-7000-8000-000000000001");
    let assertion: IdentityAssertion = serde_json::from_slice(&canonical).unwrap();
    assert_eq!(serde_json::to_vec(&assertion).unwrap(), canonical);
    assert_eq!(assertion.nonce, NONCE);
    assert_eq!(assertion.audience, BACKEND);
    assert_eq!(assertion.issued_at_ms, MORNING_MS);
    assert_eq!(assertion.staff_id, None);
    assert!(assertion.simulated);
    let der = STANDARD
        .decode(evidence["certificate"].as_str().unwrap())
        .unwrap();
    let certificate = Certificate::from_der(&der).unwrap().tbs_certificate;
    let person = madoguchi_people::find("tandoku-valid").unwrap();
    assert_eq!(
        assertion.certificate_serial,
        person.certificate_serial().trim_start_matches('0')
    );
    let key = certificate.subject_public_key_info.to_der().unwrap();
    let key = rsa::RsaPublicKey::from_public_key_der(&key).unwrap();
    let signature = STANDARD
        .decode(evidence["cardSignature"].as_str().unwrap())
        .unwrap();
    VerifyingKey::<sha2::Sha256>::new(key)
        .verify(
            &card_signing_input(&canonical),
            &Signature::try_from(signature.as_slice()).unwrap(),
        )
        .unwrap();
    // Pulling the card drops the evidence.
    room.desk.take_card();
    room.ended(&id, "CARD_REMOVED").await;
}

#[tokio::test]
async fn wrong_then_last_then_blocked() {
    let mut room = Room::with("heiyo-both-valid").await;
    let id = room.open().await;
    assert_eq!(room.enter(&id, "1", "0000", false).await, json!({ "wrong": 2 }));
    room.shows(|step| {
        matches!(
            step,
            PatientStep::EnterPin {
                tries_left: 2,
                wrong: true,
                ..
            }
        )
    })
    .await;
    assert_eq!(room.enter(&id, "1", PIN, false).await, json!({ "wrong": 2 }));
    assert_eq!(room.state(&id).await, json!({ "waiting": 2 }));
    assert_eq!(room.enter(&id, "2", "0000", false).await, json!({ "wrong": 1 }));
    assert_eq!(room.enter(&id, "3", "0000", false).await, json!("confirmLastTry"));
    assert_eq!(room.verifies("heiyo-both-valid"), 2);
    assert_eq!(room.enter(&id, "4", "0000", true).await, json!("blocked"));
    assert_eq!(room.state(&id).await, json!({ "ended": "PIN_UNUSABLE" }));
    assert_eq!(room.enter(&id, "5", PIN, true).await["code"], "PIN_REQUEST_ENDED");
    assert_eq!(room.verifies("heiyo-both-valid"), 3);
    room.shows(|step| *step == PatientStep::Wait).await;
    assert_eq!(room.refused_opening().await, "PIN_UNUSABLE");
}

#[tokio::test]
async fn what_never_reaches_the_card() {
    let room = Room::with("tandoku-valid").await;
    let id = room.open().await;
    for pin in ["", "123", "12345", "12a4", "１２３４", " 1234"] {
        let answer = room.enter(&id, "act", pin, false).await;
        assert_eq!(answer["code"], "PIN_FORMAT", "{pin}");
    }
    assert_eq!(
        room.enter("other", "act", PIN, false).await["code"],
        "PIN_REQUEST_ENDED"
    );
    room.desk
        .post(CANCELLATIONS, &room.counter, json!({ "pinRequest": id }))
        .await;
    assert_eq!(
        room.enter(&id, "act", PIN, false).await["code"],
        "PIN_REQUEST_ENDED"
    );
    assert_eq!(room.state(&id).await, json!({ "ended": "PIN_REQUEST_ENDED" }));
    let (first, second) = (room.open().await, room.open().await);
    assert_eq!(room.state(&first).await, json!({ "ended": "PIN_REQUEST_ENDED" }));
    assert_eq!(
        room.enter(&first, "act", PIN, false).await["code"],
        "PIN_REQUEST_ENDED"
    );
    assert_eq!(room.state(&second).await, json!({ "waiting": 3 }));
    assert_eq!(room.verifies("tandoku-valid"), 0);
}

#[tokio::test]
async fn a_pulled_card_ends_the_request() {
    let mut room = Room::with("tandoku-valid").await;
    let id = room.open().await;
    room.desk.take_card();
    room.ended(&id, "CARD_REMOVED").await;
    room.shows(|step| *step == PatientStep::Wait).await;
    assert_eq!(room.refused_opening().await, "CARD_ABSENT");
    room.desk.put_card("tandoku-valid").await;
    assert_eq!(room.refused_opening().await, "CARD_CHANGED");
}

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

/// A desk with a card on the reader, a counter and a patient screen.
struct Room {
    desk: Desk,
    counter: String,
    patient: String,
    screen: Screen,
    presence: String,
}

impl Room {
    async fn with(person: &str) -> Self {
        let desk = Desk::start().await;
        let counter = desk.pair(Role::Counter).await;
        let patient = desk.pair(Role::Patient).await;
        let (screen, _) = desk.connect(&patient, "p").await;
        let presence = desk.put_card(person).await;
        Self {
            desk,
            counter,
            patient,
            screen,
            presence,
        }
    }

    async fn open(&self) -> String {
        let request = self.desk.post(REQUESTS, &self.counter, self.opening()).await;
        assert_eq!(request["triesLeft"], 3);
        request["pinRequest"].as_str().unwrap().to_owned()
    }

    async fn refused_opening(&self) -> String {
        self.desk.refused(REQUESTS, &self.counter, self.opening()).await
    }

    fn opening(&self) -> Value {
        json!({ "presence": self.presence, "nonce": NONCE })
    }

    async fn enter(&self, id: &str, act: &str, pin: &str, confirmed: bool) -> Value {
        let entry = json!({ "pinRequest": id, "act": act, "pin": pin, "lastTryConfirmed": confirmed });
        self.desk
            .call("POST", ENTRY, Some(&self.patient), &entry)
            .await
            .body
    }

    async fn state(&self, id: &str) -> Value {
        let reference = json!({ "pinRequest": id });
        self.desk.post(STATES, &self.counter, reference).await
    }

    /// Waits until the request has ended with this code.
    async fn ended(&self, id: &str, code: &str) {
        for _ in 0..100 {
            if self.state(id).await == json!({ "ended": code }) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("the request has not ended: {}", self.state(id).await);
    }

    /// Waits until the patient screen shows this.
    async fn shows(&mut self, wanted: impl Fn(&PatientStep) -> bool) {
        self.screen
            .until(|event| matches!(event, Event::PatientStep(update) if wanted(&update.step)))
            .await;
    }

    /// How often the card was asked to verify a PIN.
    fn verifies(&self, person: &str) -> usize {
        self.desk.drawer.card(person).unwrap().log().verify_attempts()
    }
}

/// Header and payload of a compact JWS.
fn parts(jws: &str) -> (Value, Vec<u8>) {
    let parts: Vec<_> = jws
        .split('.')
        .map(|part| URL_SAFE_NO_PAD.decode(part).unwrap())
        .collect();
    (serde_json::from_slice(&parts[0]).unwrap(), parts[1].clone())
}
