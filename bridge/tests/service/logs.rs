//! The log has ids only (D19): names, numbers, PINs, tokens and codes that pass through are not in it.

use crate::support::Desk;
use axum::body::Body;
use axum::http::Request;
use madoguchi_shared::bridge::Role;
use serde_json::json;
use std::io;
use std::sync::{Arc, Mutex};

const NAME: &str = "金糸雀 花子";
const PIN: &str = "7391";
const NUMBER: &str = "CANARY-REFERENCE";

#[tokio::test]
async fn no_personal_data_in_the_log() {
    let written = Written::default();
    let writer = written.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    // For this thread, and the test's runtime has no other.
    let guard = tracing::subscriber::set_default(subscriber);
    let desk = Desk::start().await;
    let (counter, patient) = (desk.pair(Role::Counter).await, desk.pair(Role::Patient).await);
    let (_screen, _) = desk.connect(&counter, "tab").await;
    let presence = desk.put_card("tandoku-valid").await;
    let reception = "01934b2c-0000-7000-8000-000000000001";
    let opening = json!({ "reception": reception, "tab": "tab" });
    desk.post("/api/v1/receptions/openings", &counter, opening).await;
    let swap = json!({
        "reception": reception, "tab": "tab", "expectedRevision": 0, "state": format!("state of {NAME}"),
        "status": "open", "patientName": NAME,
    });
    desk.post("/api/v1/receptions/state-swaps", &counter, swap).await;
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
    drop(desk);
    drop(guard);
    let log = written.text();
    assert!(
        log.contains("screen paired") && log.contains("refused"),
        "something was logged"
    );
    let ours: String = log
        .lines()
        .filter(|line| line.contains("madoguchi"))
        .collect::<Vec<_>>()
        .join("\n");
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
    // Four digits may stand anywhere in a time or a port: look in our own lines, without their time.
    for line in ours.lines() {
        let words = line.split_once("madoguchi").map_or("", |(_, words)| words);
        assert!(!words.contains(PIN), "{line}");
    }
}

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
