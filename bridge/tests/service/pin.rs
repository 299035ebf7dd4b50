//! 本人確認 by PIN, over the software reader (D5, D9).

use crate::room::{NONCE, Room, parts};
use crate::support::{BACKEND, MORNING_MS};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use madoguchi_people::card::PIN;
use madoguchi_shared::bridge::patient::PatientStep;
use madoguchi_shared::identity::{IdentityAssertion, card_signing_input};
use rsa::pkcs1v15::{Signature, VerifyingKey};
use rsa::pkcs8::DecodePublicKey as _;
use rsa::signature::Verifier as _;
use serde_json::json;
use x509_cert::Certificate;
use x509_cert::der::{Decode as _, Encode as _};

const STEP: &str = "/api/v1/patient/step";
const CANCELLATIONS: &str = "/api/v1/identity/pin-request-cancellations";

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
async fn the_pad_is_the_bridges_alone() {
    let mut room = Room::with("tandoku-valid").await;
    let pad = json!({ "enterPin": { "pinRequest": "x", "triesLeft": 3, "wrong": false } });
    let refused = room.desk.refused(STEP, &room.counter, json!({ "step": pad }));
    assert_eq!(refused.await, "BODY_INVALID");
    let id = room.open().await;
    room.shows(is_pad).await;
    // What comes late does not take it away with the digits in it.
    for step in [
        json!({ "chooseWay": { "pin": true } }),
        json!("staffChecks"),
        json!("wait"),
    ] {
        room.desk.post(STEP, &room.counter, json!({ "step": step })).await;
        let (_, snapshot) = room.desk.connect(&room.patient, "reloaded").await;
        assert!(is_pad(&snapshot.patient_step.step), "{step}");
    }
    assert_eq!(room.state(&id).await, json!({ "waiting": 3 }));
    room.desk
        .post(STEP, &room.counter, json!({ "step": "staffChecks" }))
        .await;
    room.desk
        .post(CANCELLATIONS, &room.counter, json!({ "pinRequest": id }))
        .await;
    room.shows(|step| *step == PatientStep::StaffChecks).await;
    // Not cancelled, but the counter is somewhere else.
    for (step, shown) in [
        ("takeCard", PatientStep::TakeCard),
        ("putCard", PatientStep::PutCard),
    ] {
        let id = room.open().await;
        room.shows(is_pad).await;
        room.desk.post(STEP, &room.counter, json!({ "step": step })).await;
        room.shows(|step| *step == shown).await;
        assert_eq!(room.state(&id).await, json!({ "ended": "PIN_REQUEST_ENDED" }));
    }
    assert_eq!(room.verifies("tandoku-valid"), 0);
}

fn is_pad(step: &PatientStep) -> bool {
    matches!(step, PatientStep::EnterPin { .. })
}
