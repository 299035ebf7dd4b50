//! A started sandbox over a real connection: control routes, faults, revocation, restart.

use crate::support::client::{self, Answer, enrol, nonce, request, visit};
use crate::support::{CLINIC, PAGE, PHARMACY, institution};
use axum::http::StatusCode;
use madoguchi_sandbox::control::{CodeAnswer, Records};
use madoguchi_sandbox::database::sqlite_url;
use madoguchi_sandbox::test_desk::{DeskKey, TestDesk};
use madoguchi_sandbox::{Clock, Config, RunningSandbox, SyntheticNation, start};
use madoguchi_shared::backend::Operation;
use madoguchi_shared::code::QualificationValidity;
use madoguchi_shared::qualification::QualificationAnswer;
use madoguchi_shared::{ErrorCode, Facility};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

pub(crate) async fn sandbox(folder: &Path, control: bool) -> RunningSandbox {
    start(Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        origin: None,
        database_url: sqlite_url(folder),
        allow_origins: vec![PAGE.to_owned()],
        accept_simulated: true,
        control,
        institution: institution(CLINIC, Facility::Clinic),
        nation: Arc::new(SyntheticNation),
        clock: Clock::system(),
    })
    .await
    .unwrap()
}

pub(crate) async fn control(sandbox: &RunningSandbox, path: &str, body: Value) -> Answer {
    let key = sandbox.control_key.as_deref().unwrap();
    let headers = [("X-Control-Key", key), ("Content-Type", "application/json")];
    request(&sandbox.address, "POST", path, &headers, &body.to_string()).await
}

pub(crate) async fn records(sandbox: &RunningSandbox) -> Records {
    let key = sandbox.control_key.as_deref().unwrap();
    let headers = [("X-Control-Key", key)];
    request(&sandbox.address, "GET", "/control/records", &headers, "")
        .await
        .json()
}

#[tokio::test]
async fn a_restart_keeps_desks_and_records() {
    let folder = TempDir::new().unwrap();
    let first = sandbox(folder.path(), true).await;
    let mut desk = enrol(&first.address, &first.enrolment_code).await;
    visit(&first.address, &desk, "tandoku-valid")
        .await
        .json::<QualificationAnswer>();
    first.stop().await;
    let second = sandbox(folder.path(), true).await;
    desk.origin.clone_from(&second.address);
    visit(&second.address, &desk, "tandoku-valid")
        .await
        .json::<QualificationAnswer>();
    let records = records(&second).await;
    let outcomes: Vec<_> = records
        .queries
        .iter()
        .map(|query| query.outcome.as_str())
        .collect();
    assert_eq!(outcomes, ["ANSWERED", "ANSWERED"]);
    assert!(
        records
            .queries
            .iter()
            .all(|query| query.answer_kept && query.desk_id == desk.id)
    );
    assert_eq!(records.crl_checks.len(), 2);
    second.stop().await;
}

#[tokio::test]
async fn control_is_for_this_machine_with_the_key_and_no_page() {
    let folder = TempDir::new().unwrap();
    let sandbox = sandbox(folder.path(), true).await;
    let key = sandbox.control_key.clone().unwrap();
    let key = key.as_str();
    let rows: [(&str, &[(&str, &str)]); 5] = [
        ("no key", &[]),
        ("wrong key", &[("X-Control-Key", "wrong")]),
        ("empty key", &[("X-Control-Key", "")]),
        (
            "another host",
            &[("X-Control-Key", key), ("Host", "rebound.example")],
        ),
        ("from a page", &[("X-Control-Key", key), ("Origin", PAGE)]),
    ];
    for (row, headers) in rows {
        let answer = request(&sandbox.address, "GET", "/control/records", headers, "").await;
        assert_eq!(
            (answer.status, answer.code()),
            (404, ErrorCode::NotFound),
            "{row}"
        );
    }
    assert!(records(&sandbox).await.queries.is_empty());
    sandbox.stop().await;

    let closed = self::sandbox(folder.path(), false).await;
    assert_eq!(closed.control_key, None);
    let headers = [("X-Control-Key", key)];
    let answer = request(&closed.address, "GET", "/control/records", &headers, "").await;
    assert_eq!(answer.code(), ErrorCode::NotFound);
    closed.stop().await;
}

#[tokio::test]
async fn a_revoked_desk_is_told_so_and_only_with_its_key() {
    let folder = TempDir::new().unwrap();
    let sandbox = sandbox(folder.path(), true).await;
    let desk = enrol(&sandbox.address, &sandbox.enrolment_code).await;
    assert_eq!(nonce(&sandbox.address, &desk).await.status, 200);
    let revoked = control(&sandbox, "/control/desks/revoke", json!({"deskId": desk.id})).await;
    assert_eq!(revoked.status, 200);
    assert_eq!(
        nonce(&sandbox.address, &desk).await.code(),
        ErrorCode::DeskRevoked
    );
    let pretender = TestDesk {
        key: DeskKey::generate(),
        ..desk
    };
    assert_eq!(
        nonce(&sandbox.address, &pretender).await.code(),
        ErrorCode::DeskTokenInvalid
    );
    let unknown = control(&sandbox, "/control/desks/revoke", json!({"deskId": "nobody"})).await;
    assert_eq!(unknown.code(), ErrorCode::NotFound);
    sandbox.stop().await;
}

#[tokio::test]
async fn another_institution_gets_its_own_code() {
    let folder = TempDir::new().unwrap();
    let sandbox = sandbox(folder.path(), true).await;
    let body = json!({"institutionCode": PHARMACY, "institutionName": "見本薬局", "facility": "pharmacy"});
    let code: CodeAnswer = control(&sandbox, "/control/enrolment-codes", body).await.json();
    let desk = enrol(&sandbox.address, &code.enrolment_code).await;
    assert_eq!(desk.institution_code.as_str(), PHARMACY);
    let answer: QualificationAnswer = visit(&sandbox.address, &desk, "tandoku-valid").await.json();
    let ticket = &answer.message_body.result_list[0].public_expense_result_list[0];
    assert_eq!(
        ticket.designated_medical_institution_name.as_deref(),
        Some("見本薬局")
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn faults_play_as_often_as_asked() {
    let folder = TempDir::new().unwrap();
    let sandbox = sandbox(folder.path(), true).await;
    let desk = enrol(&sandbox.address, &sandbox.enrolment_code).await;
    let fault = async |body: Value| {
        let answer = control(&sandbox, "/control/faults", body).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    };

    fault(json!({"route": "nonce", "fault": "unavailable", "times": 2})).await;
    for _ in 0..2 {
        let answer = nonce(&sandbox.address, &desk).await;
        assert_eq!(
            (answer.status, answer.code()),
            (
                StatusCode::SERVICE_UNAVAILABLE.as_u16(),
                ErrorCode::BackendUnavailable
            )
        );
    }
    assert_eq!(nonce(&sandbox.address, &desk).await.status, 200);

    fault(json!({"route": "all", "fault": "malformed", "times": null})).await;
    let answer = nonce(&sandbox.address, &desk).await;
    assert_eq!(
        (answer.status, answer.content_type.as_str()),
        (200, "application/json")
    );
    assert!(serde_json::from_str::<Value>(&answer.body).is_err());
    fault(json!({"route": "all", "fault": null})).await;

    fault(json!({"route": "nonce", "fault": "wrongContentType", "times": 1})).await;
    assert!(
        nonce(&sandbox.address, &desk)
            .await
            .content_type
            .starts_with("text/html")
    );

    fault(json!({"route": "cardQuery", "fault": "senseless", "times": 1})).await;
    let answer = visit(&sandbox.address, &desk, "tandoku-valid").await;
    assert_eq!(answer.content_type, "application/json");
    assert!(serde_json::from_str::<Value>(&answer.body).is_ok());
    assert!(serde_json::from_str::<QualificationAnswer>(&answer.body).is_err());
    // It was handled nevertheless, as by a backend behind a broken gateway.
    assert_eq!(records(&sandbox).await.queries.len(), 1);

    fault(json!({"route": "nonce", "fault": "delay", "delayMs": 300, "times": 1})).await;
    let begun = Instant::now();
    assert_eq!(nonce(&sandbox.address, &desk).await.status, 200);
    assert!(begun.elapsed() >= Duration::from_millis(300));

    let nonsense = control(
        &sandbox,
        "/control/faults",
        json!({"route": "moon", "fault": null}),
    )
    .await;
    assert_eq!(nonsense.code(), ErrorCode::BodyInvalid);
    sandbox.stop().await;
}

#[tokio::test]
async fn a_ticket_is_registered_late_on_request() {
    let folder = TempDir::new().unwrap();
    let sandbox = sandbox(folder.path(), true).await;
    let desk = enrol(&sandbox.address, &sandbox.enrolment_code).await;
    let validity = async || {
        let answer: QualificationAnswer = visit(&sandbox.address, &desk, "unentrusted").await.json();
        answer.message_body.qualification_validity
    };
    assert_eq!(validity().await, QualificationValidity::ValidUnregistered);
    let entrust = async |person| control(&sandbox, "/control/tickets", json!({ "personId": person })).await;
    assert_eq!(entrust("unentrusted").await.status, 200);
    assert_eq!(validity().await, QualificationValidity::Valid);
    // Nobody, and somebody who has no ticket.
    for person in ["nobody", "unregistered"] {
        assert_eq!(entrust(person).await.code(), ErrorCode::NotFound, "{person}");
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn a_consent_is_made_older_on_request() {
    let folder = TempDir::new().unwrap();
    let sandbox = sandbox(folder.path(), true).await;
    let desk = enrol(&sandbox.address, &sandbox.enrolment_code).await;
    let today = Clock::system().today();
    let query = crate::records::of_today(&desk, today);
    crate::records::consent_over_http(&sandbox.address, &desk).await;
    let asked = async || client::ask(&sandbox.address, &desk, Operation::Medications, &query).await;
    assert_eq!(asked().await.status, 200);
    let done = control(&sandbox, "/control/consent-ages", json!({"days": 1})).await;
    assert_eq!(done.status, 200);
    assert_eq!(asked().await.code(), ErrorCode::ConsentNotToday);
    sandbox.stop().await;
}
