//! The log has ids only (D19): names, numbers, PINs, tokens and codes that pass through are not in it.

use crate::host::exchange;
use crate::room::{NONCE, parts};
use crate::support::{Desk, log};
use axum::body::Body;
use axum::http::Request;
use madoguchi_shared::bridge::Role;
use serde_json::{Value, json};
use uuid::Uuid;

const NAME: &str = "金糸雀 花子";
const PIN: &str = "7391";
const NUMBER: &str = "CANARY-REFERENCE";
/// Parts of a 照合番号B that is wrong for every card here, and what is in a picture.
const COLLATION: [&str; 3] = ["640229", "2093", "8264"];
const FRAME: &str = "CANARY-PICTURE";

const KANA: &str = "ｷﾝｼｼﾞｬｸ ﾊﾅｺ";
const PAYER: &str = "12CNRY17";
const RECIPIENT: &str = "CANARY-RECIPIENT";
const BRANCH: &str = "枝";
const REASON: &str = "文鳥の理由";
const OFFICE: &str = "文鳥市福祉事務所";
const TELEPHONE: &str = "03-0000-7391";
const SPOKEN_TO: &str = "文鳥 係長";
const NOTE: &str = "文鳥の覚え書き";

/// What is typed or read from papers.
const TYPED: &[&str] = &[
    NAME,
    "金糸雀",
    NUMBER,
    FRAME,
    "19010203",
    PAYER,
    RECIPIENT,
    BRANCH,
    KANA,
    REASON,
    OFFICE,
    TELEPHONE,
    SPOKEN_TO,
    NOTE,
];

/// The test's own end of a WebSocket is in this process and logs what it sends.
const CLIENT: &str = "tungstenite::";

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
    let basics = json!({ "name": NAME, "kana": KANA, "birthDate": "19010203", "sex": "2", "address": NAME });
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
    let search = json!({ "name": NAME, "birthDate": "19010203" });
    desk.post("/api/v1/his/patient-searches", &counter, search).await;
    let registration = json!({
        "reception": reception, "tab": "tab", "target": { "newChart": basics }, "staffId": "sato",
        "questionnaire": { "complaint": NAME, "allergies": "", "medicines": "" }, "qualifications": [],
        "inquiryKey": { "insurerNumber": NUMBER, "insuredIdentificationNumber": NUMBER },
    });
    on_a_connection(&desk, "/api/v1/his/registrations", &counter, &registration).await;
    let opening = json!({ "presence": presence, "nonce": NONCE });
    by_numbers_with_calls(&desk, &counter, &basics).await;
    let request = desk
        .post("/api/v1/identity/pin-requests", &counter, opening)
        .await;
    let entry = json!({ "pinRequest": request["pinRequest"], "act": "a", "pin": PIN });
    on_a_connection(&desk, "/api/v1/patient/pin", &patient, &entry).await;
    show_a_face(&desk, &counter, &patient, &presence).await;
    let made = desk.bridge.pairing.make_code(Role::Records).await.unwrap();
    let code = made.code.expose();
    let paired = on_a_connection(&desk, "/api/v1/pairing", "", &json!({ "code": code })).await;
    let ticket = desk.ticket(&counter, "tab").await;
    desk.open(&ticket, &desk.origin).await.unwrap();
    let asked = json!({ "operation": "nonce", "bodySha256": "0".repeat(64) });
    let desk_token = desk.post("/api/v1/desk-tokens", &counter, asked).await;
    let by_eye = json!({ "presence": presence, "nonce": NONCE, "staffId": "sato" });
    let evidence = desk.post("/api/v1/identity/by-eye", &counter, by_eye).await;
    let assertion = evidence["assertion"].as_str().unwrap();
    let (_, claims) = parts(assertion);
    let claims: Value = serde_json::from_slice(&claims).unwrap();
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
    let made = [
        "CANARY-TOKEN",
        &counter,
        &patient,
        paired["token"].as_str().unwrap(),
        code,
        &ticket,
        NONCE,
        desk_token["token"].as_str().unwrap(),
        assertion,
        evidence["certificate"].as_str().unwrap(),
        claims["certificateSerial"].as_str().unwrap(),
    ];
    for line in log.lines().filter(|line| !line.contains(CLIENT)) {
        for canary in made.into_iter().chain(TYPED.iter().copied()) {
            assert!(!line.contains(canary), "{canary}: {line}");
        }
        // Four digits may be part of an id or of a time; on their own they may not stand.
        let words = line.split(|c: char| !c.is_alphanumeric() && c != '-');
        let no_ids = words.filter(|word| Uuid::parse_str(word).is_err());
        let mut words = no_ids.flat_map(|word| word.split('-'));
        assert!(
            words.all(|word| word != PIN && !COLLATION.contains(&word)),
            "{line}"
        );
    }
}

/// A 照合番号B that is wrong, and what is malformed.
async fn show_a_face(desk: &Desk, counter: &str, patient: &str, presence: &str) {
    let opening = json!({ "presence": presence, "nonce": NONCE });
    let request = desk
        .post("/api/v1/identity/face-requests", counter, opening)
        .await;
    let [birth, year, code] = COLLATION;
    let entry = json!({
        "faceRequest": request["faceRequest"], "act": "a", "birthDate": birth, "expiryYear": year, "securityCode": code,
    });
    let answer = on_a_connection(desk, "/api/v1/identity/collation-numbers", patient, &entry).await;
    assert_eq!(answer["wrong"], 9);
    let bad = json!({ "faceRequest": 1, "act": NAME, "birthDate": birth, "expiryYear": year, "securityCode": [code] });
    desk.call("POST", "/api/v1/identity/collation-numbers", Some(patient), &bad)
        .await;
    desk.call(
        "POST",
        "/api/v1/patient/face-frames",
        Some(patient),
        &json!(FRAME),
    )
    .await;
}

/// A reception by numbers with both papers, and calls: with the journal, with the registration, and refused.
async fn by_numbers_with_calls(desk: &Desk, counter: &str, basics: &Value) {
    let reception = "01934b2c-0000-7000-8000-000000000002";
    let opening = json!({ "reception": reception, "tab": "tab" });
    desk.post("/api/v1/receptions/openings", counter, opening).await;
    let call = json!({
        "office": OFFICE, "telephone": TELEPHONE, "person": SPOKEN_TO, "answer": "callBack", "note": NOTE,
        "calledAtMs": 1_800_000_000_000_i64, "staffId": "sato",
    });
    let append = json!({
        "reception": reception, "tab": "tab", "expectedLength": 0, "entries": [format!("{PAYER} {RECIPIENT}")],
        "finished": false, "calls": [call],
    });
    desk.post("/api/v1/receptions/journal-entries", counter, append)
        .await;
    let numbers = |name: &str| {
        json!({
            "scheme": "healthInsurance", "insurerNumber": PAYER, "symbol": NUMBER, "number": RECIPIENT,
            "branch": BRANCH, "birthDate": "19010203", "name": name,
        })
    };
    let mut registration = json!({
        "reception": reception, "tab": "tab", "target": { "newChart": basics }, "staffId": "sato",
        "questionnaire": null, "qualifications": [], "basis": "ownExpense", "calls": [call],
        "papers": {
            "certificate": numbers(NAME), "prescription": numbers(KANA), "used": "certificate",
            "pickedBecause": REASON,
        },
    });
    let longest = std::mem::replace(&mut registration["calls"][0]["note"], json!(NOTE.repeat(300)));
    let refused = desk
        .refused("/api/v1/his/registrations", counter, registration.clone())
        .await;
    assert_eq!(refused, "BODY_TOO_LARGE");
    registration["calls"][0]["note"] = longest;
    on_a_connection(desk, "/api/v1/his/registrations", counter, &registration).await;
    for name in [KANA, NAME] {
        let search = json!({ "name": name, "birthDate": "19010203" });
        let found = desk.post("/api/v1/his/patient-searches", counter, search).await;
        assert!(
            !found["candidates"].as_array().unwrap().is_empty(),
            "there is somebody to be logged"
        );
    }
    let offices = desk.get("/api/v1/his/offices", counter).await;
    assert_eq!(offices["offices"][0]["telephone"], TELEPHONE);
}

/// The body of the answer to a POST on a connection of its own, where the HTTP library sees it too.
async fn on_a_connection(desk: &Desk, path: &str, token: &str, body: &Value) -> Value {
    let (port, origin, body) = (desk.port, &desk.origin, body.to_string());
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\nContent-Type: application/json\r\n\
         Authorization: Bearer {token}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let answer = exchange(desk, &format!("{head}{body}")).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{path}: {answer}");
    serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap()
}
