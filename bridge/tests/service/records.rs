//! F02: consent on the chart, and what a records screen may know.

mod last;
mod refused;
mod set_back;

use crate::registry::{REGISTRATIONS, hanako, id, open, registration};
use crate::support::Desk;
use madoguchi_bridge::clock::Clock;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::event::Event;
use serde_json::{Value, json};

const CONSENTS: &str = "/api/v1/his/consents";
const PATIENTS: &str = "/api/v1/records/patients";
const TARGETS: &str = "/api/v1/records/targets";
const TOKENS: &str = "/api/v1/desk-tokens";
/// 10:00 of the test's day to its end.
const TO_MIDNIGHT_MS: i64 = 14 * 3_600_000;

fn patient(number: &str) -> Value {
    json!({ "patientNumber": number })
}

/// One patient who was received, and whose consent of today is on the chart.
struct Consented {
    desk: Desk,
    counter: String,
    records: String,
    chart: Value,
    _screen: crate::support::Screen,
}

impl Consented {
    async fn new(medications: bool, checkups: bool) -> Self {
        let desk = Desk::start().await;
        let counter = desk.pair(Role::Counter).await;
        let records = desk.pair(Role::Records).await;
        let (screen, _) = desk.connect(&counter, "tab").await;
        open(&desk, &counter, 1).await;
        let mut registered = registration(1, json!({ "newChart": hanako() }));
        registered["qualifications"][0]["InsuredIdentificationNumber"] = json!("1234566");
        let written = desk.post(REGISTRATIONS, &counter, registered).await;
        let consented = Self {
            chart: written["chart"].clone(),
            desk,
            counter,
            records,
            _screen: screen,
        };
        consented.note(1, medications, checkups, "20261130").await;
        consented
    }

    async fn note(&self, reception: u8, medications: bool, checkups: bool, day: &str) {
        let note = self.body(reception, medications, checkups, day);
        self.desk.post(CONSENTS, &self.counter, note).await;
    }

    /// As it was answered just now.
    fn body(&self, reception: u8, medications: bool, checkups: bool, day: &str) -> Value {
        json!({ "reception": id(reception), "tab": "tab", "chart": self.chart,
            "choice": { "medications": medications, "checkups": checkups }, "consentDate": day,
            "answeredAtMs": self.desk.clock.now_ms(),
            "valid": [{ "insurerNumber": "12131017", "insuredIdentificationNumber": "1234566" }],
            "staffId": "sato" })
    }

    async fn patients(&self) -> Value {
        self.desk.get(PATIENTS, &self.records).await["patients"].clone()
    }

    async fn target_refused(&self) -> String {
        self.desk.refused(TARGETS, &self.records, patient("000001")).await
    }
}

#[tokio::test]
async fn the_records_screen_learns_name_number_and_consent_and_no_more() {
    let at = Consented::new(true, false).await;
    let today = at.desk.get(PATIENTS, &at.records).await;
    assert_eq!(
        (&today["today"], &today["facility"]),
        (&json!("20261130"), &json!("clinic"))
    );
    let expected = json!({ "reception": id(1), "patientName": "見本　花子", "patientNumber": "000001",
        "choice": { "medications": true, "checkups": false }, "consentDate": "20261130",
        "answeredAtMs": at.desk.clock.now_ms() });
    assert_eq!(today["patients"], json!([expected]));
    let target = at.desk.post(TARGETS, &at.records, patient("000001")).await;
    let birthday = hanako()["birthDate"].as_str().unwrap()[4..].to_owned();
    assert_eq!(target["key"]["insurerNumber"], "12131017");
    assert_eq!(target["key"]["birthday"], json!(birthday));
    assert_eq!(target["scheme"], "medicalAssistance");
    assert_eq!(
        target["choice"],
        json!({ "medications": true, "checkups": false })
    );
}

#[tokio::test]
async fn at_midnight_in_tokyo_the_list_is_empty() {
    let at = Consented::new(true, true).await;
    at.desk.clock.advance(TO_MIDNIGHT_MS - 1);
    assert_eq!(at.patients().await.as_array().unwrap().len(), 1, "23:59:59.999");
    at.desk.clock.advance(1);
    assert_eq!(at.patients().await, json!([]), "00:00");
    assert_eq!(at.target_refused().await, "CONSENT_NOT_TODAY");
    assert_eq!(
        at.desk.refused(TARGETS, &at.records, patient("000009")).await,
        "CONSENT_NONE"
    );
    at.desk.clock.advance(9 * 3_600_000 - 60_000);
    assert_eq!(at.patients().await, json!([]), "08:59");
}

#[tokio::test]
async fn a_chart_without_numbers_has_no_records_to_ask_for() {
    let at = Consented::new(true, true).await;
    sqlx::query("UPDATE qualifications SET superseded_at_ms = 1")
        .execute(&at.desk.store)
        .await
        .unwrap();
    assert_eq!(at.target_refused().await, "RECORDS_PERSON_UNKNOWN");
}

#[tokio::test]
async fn what_is_unknown_is_not_noted() {
    let at = Consented::new(true, true).await;
    let mut body = at.body(9, true, true, "20261130");
    assert_eq!(
        at.desk.refused(CONSENTS, &at.counter, body.clone()).await,
        "RECEPTION_UNKNOWN"
    );
    body["reception"] = json!(id(1));
    body["chart"] = json!("01934b2c-0000-7000-8000-00000000dead");
    assert_eq!(
        at.desk.refused(CONSENTS, &at.counter, body.clone()).await,
        "CHART_UNKNOWN"
    );
    body["tab"] = json!("other");
    assert_eq!(
        at.desk.refused(CONSENTS, &at.counter, body).await,
        "LEASE_NOT_HELD"
    );
}

#[tokio::test]
async fn a_consent_by_which_nobody_could_ask_is_refused_at_the_counter() {
    let at = Consented::new(true, true).await;
    open(&at.desk, &at.counter, 2).await;
    let noted = async |reception: u8, given: bool, valid: Value| -> String {
        let mut body = at.body(reception, given, given, "20261130");
        body["valid"] = valid;
        at.desk
            .call("POST", CONSENTS, Some(&at.counter), &body)
            .await
            .code()
            .to_owned()
    };
    let numbers = |insurer: &str, symbol: Value, number: &str, branch: Value| {
        json!({ "insurerNumber": insurer, "insuredCardSymbol": symbol,
            "insuredIdentificationNumber": number, "insuredBranchNumber": branch })
    };
    let none = Value::Null;
    for (valid, code) in [
        (json!([]), "CONSENT_NUMBERS_CHANGED"),
        (
            json!([numbers("12131018", none.clone(), "1234566", none.clone())]),
            "CONSENT_NUMBERS_CHANGED",
        ),
        (
            json!([numbers("12131017", json!("A1"), "1234566", none.clone())]),
            "CONSENT_NUMBERS_CHANGED",
        ),
        (
            json!([numbers("12131017", none.clone(), "1234567", none.clone())]),
            "CONSENT_NUMBERS_CHANGED",
        ),
        // The chart has no branch number: it is not asked by.
        (
            json!([numbers("12131017", none.clone(), "1234566", json!("01"))]),
            "",
        ),
    ] {
        assert_eq!(noted(2, true, valid.clone()).await, code, "{valid}");
    }
    // 「無」 is for whatever the chart has, and what the reception has registered has its numbers.
    assert_eq!(noted(2, false, json!([])).await, "");
    assert_eq!(noted(1, true, json!([])).await, "");
}

#[tokio::test]
async fn who_was_at_the_counter_is_kept_with_the_consent() {
    let at = Consented::new(true, true).await;
    let mut body = at.body(1, true, false, "20261130");
    body["staffId"] = json!("suzuki");
    at.desk.post(CONSENTS, &at.counter, body.clone()).await;
    let staff: Vec<String> = sqlx::query_scalar("SELECT staff FROM consents")
        .fetch_all(&at.desk.store)
        .await
        .unwrap();
    assert_eq!(staff, ["suzuki"]);
    // They left since: it was begun in their name.
    let leave = json!({ "leave": { "id": "suzuki" } });
    let change = json!({ "tab": "tab", "staffId": "sato", "change": leave });
    at.desk.post("/api/v1/settings/staff", &at.counter, change).await;
    at.desk.post(CONSENTS, &at.counter, body.clone()).await;
    body["staffId"] = json!("nobody");
    assert_eq!(
        at.desk.refused(CONSENTS, &at.counter, body).await,
        "STAFF_UNKNOWN"
    );
}

#[tokio::test]
async fn each_role_gets_tokens_for_its_own_questions() {
    let at = Consented::new(true, true).await;
    let body = |operation: &str| json!({ "operation": operation, "bodySha256": "0".repeat(64) });
    for (operation, for_records) in [
        ("nonce", false),
        ("cardQuery", false),
        ("numberQuery", false),
        ("cardLink", false),
        ("inquiryNumber", false),
        ("consent", false),
        ("medications", true),
        ("checkups", true),
    ] {
        let (may, may_not) = if for_records {
            (&at.records, &at.counter)
        } else {
            (&at.counter, &at.records)
        };
        let token = at.desk.post(TOKENS, may, body(operation)).await;
        assert!(token["token"].is_string(), "{operation}");
        let refused = at.desk.refused(TOKENS, may_not, body(operation)).await;
        assert_eq!(refused, "ROLE_NOT_ALLOWED", "{operation}");
    }
}

#[tokio::test]
async fn a_records_screen_hears_of_consents_and_of_nothing_else() {
    let at = Consented::new(true, true).await;
    let (mut screen, snapshot) = at.desk.connect(&at.records, "records").await;
    assert_eq!(
        (snapshot.readers, snapshot.patient_screen, snapshot.lease),
        (None, None, None)
    );
    at.desk.put_card("tandoku-valid").await;
    open(&at.desk, &at.counter, 2).await;
    at.note(2, true, false, "20261130").await;
    assert_eq!(
        screen.next().await,
        Some(Event::Consents),
        "neither the card nor the book was told"
    );
}
