//! The log has ids only (D19): names, numbers, PINs, tokens and codes that pass through are not in it.

use crate::support::{Desk, log};
use axum::body::Body;
use axum::http::Request;
use madoguchi_shared::bridge::Role;
use serde_json::json;

const NAME: &str = "金糸雀 花子";
const PIN: &str = "7391";
const NUMBER: &str = "CANARY-REFERENCE";

#[tokio::test]
async fn no_personal_data_in_the_log() {
    let desk = Desk::start().await;
    let (counter, patient) = (desk.pair(Role::Counter).await, desk.pair(Role::Patient).await);
    let (_screen, _) = desk.connect(&counter, "tab").await;
    let presence = desk.put_card("tandoku-valid").await;
    let reception = "01934b2c-0000-7000-8000-000000000001";
    let opening = json!({ "reception": reception, "tab": "tab" });
    desk.post("/api/v1/receptions/openings", &counter, opening).await;
    let append = json!({
        "reception": reception, "tab": "tab", "expectedLength": 0, "entries": [format!("entry of {NAME}")],
        "finished": false, "patientName": NAME,
    });
    desk.post("/api/v1/receptions/journal-entries", &counter, append)
        .await;
    let basics = json!({ "name": NAME, "kana": NAME, "birthDate": "19010203", "sex": "2", "address": NAME });
    desk.post(
        "/api/v1/his/chart-searches",
        &counter,
        json!({ "basics": basics }),
    )
    .await;
    desk.post(
        "/api/v1/his/chart-lookups",
        &counter,
        json!({ "patientNumber": NUMBER }),
    )
    .await;
    let registration = json!({
        "reception": reception, "tab": "tab", "target": { "newChart": basics }, "staffId": "sato",
        "questionnaire": { "complaint": NAME, "allergies": "", "medicines": "" }, "qualifications": [],
        "inquiryKey": { "insurerNumber": NUMBER, "insuredIdentificationNumber": NUMBER },
    });
    desk.post("/api/v1/his/registrations", &counter, registration)
        .await;
    let opening = json!({ "presence": presence, "nonce": "nonce-of-16-chars-or-more" });
    let request = desk
        .post("/api/v1/identity/pin-requests", &counter, opening)
        .await;
    let entry = json!({ "pinRequest": request["pinRequest"], "act": "a", "pin": PIN });
    desk.post("/api/v1/patient/pin", &patient, entry).await;
    // Malformed, and in the wrong place.
    let bad = json!({ "pinRequest": 1, "act": NAME, "pin": PIN });
    desk.call("POST", "/api/v1/patient/pin", Some(&patient), &bad)
        .await;
    let lost = Request::get(format!("/lost/{NUMBER}?pin={PIN}"))
        .header("host", format!("127.0.0.1:{}", desk.port))
        .header("authorization", "Bearer CANARY-TOKEN");
    desk.send(lost.body(Body::empty()).unwrap()).await;
    let log = log().text();
    for known in ["screen paired", "refused", "BODY_INVALID"] {
        assert!(log.contains(known), "{known} was not logged");
    }
    for canary in [
        NAME,
        "金糸雀",
        NUMBER,
        "19010203",
        "CANARY-TOKEN",
        &counter,
        &patient,
    ] {
        assert!(!log.contains(canary), "{canary}");
    }
    // Four digits may be part of an id or of a time; on their own they may not stand.
    let ours = log.lines().filter(|line| line.contains("madoguchi"));
    for line in ours {
        let mut words = line.split(|c: char| !c.is_alphanumeric());
        assert!(words.all(|word| word != PIN), "{line}");
    }
}
