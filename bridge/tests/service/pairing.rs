//! Pairing (`bridge.md` §5 row 5).

use crate::support::{BACKEND, Desk};
use axum::http::StatusCode;
use madoguchi_bridge::clock::Clock as _;
use madoguchi_bridge::desk::pairing::{CODE_LIFE_MS, PAIRING_LIFE_MS, Pairings};
use madoguchi_bridge::store;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::event::Event;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const PAIRING: &str = "/api/v1/pairing";

#[tokio::test]
async fn a_code_is_good_once_and_for_its_role() {
    let desk = Desk::start().await;
    let counter = desk.pair(Role::Counter).await;
    let code = desk
        .post("/api/v1/pairing-codes", &counter, json!({ "role": "patient" }))
        .await;
    let request = json!({ "code": code["code"] });
    let pairing = desk.call("POST", PAIRING, None, &request).await;
    assert_eq!(pairing.body["role"], "patient");
    let token = pairing.body["token"].as_str().unwrap();
    assert!(token.len() >= 32);
    assert_eq!(
        desk.call("POST", PAIRING, None, &request).await.code(),
        "PAIRING_CODE_INVALID"
    );
    let answer = desk
        .call("GET", "/api/v1/configuration", Some(token), &Value::Null)
        .await;
    assert_eq!(answer.code(), "ROLE_NOT_ALLOWED");
}

#[tokio::test]
async fn of_many_at_once_with_one_code_one_is_paired() {
    let desk = Desk::start().await;
    let code = desk.bridge.pairing.make_code(Role::Counter).await.unwrap();
    let request = json!({ "code": code.code.expose() });
    let tries = (0..4).map(|_| desk.call("POST", PAIRING, None, &request));
    let answers = futures_util::future::join_all(tries).await;
    let paired = answers.iter().filter(|answer| answer.status == StatusCode::OK);
    assert_eq!(paired.count(), 1);
}

#[tokio::test]
async fn a_code_runs_out() {
    let desk = Desk::start().await;
    let code = desk.bridge.pairing.make_code(Role::Counter).await.unwrap();
    desk.clock.advance(CODE_LIFE_MS);
    let error = desk.bridge.pairing.exchange(&code.code).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::PairingCodeInvalid);
}

#[tokio::test]
async fn five_wrong_codes_lock_pairing_even_for_a_right_one() {
    let desk = Desk::start().await;
    let code = desk.bridge.pairing.make_code(Role::Counter).await.unwrap();
    for _ in 0..5 {
        let answer = desk
            .call("POST", PAIRING, None, &json!({ "code": "wrong" }))
            .await;
        assert_eq!(answer.code(), "PAIRING_CODE_INVALID");
    }
    let request = json!({ "code": code.code.expose() });
    let answer = desk.call("POST", PAIRING, None, &request).await;
    assert_eq!(answer.code(), "PAIRING_LOCKED");
    // Screens that are paired already are not locked out, and the wall clock opens nothing.
    desk.clock.advance(61_000);
    let answer = desk.call("POST", PAIRING, None, &request).await;
    assert_eq!(answer.code(), "PAIRING_LOCKED");
}

#[tokio::test]
async fn a_token_runs_out_and_forgeries_are_nobody() {
    let desk = Desk::start().await;
    let token = desk.pair(Role::Counter).await;
    let (id, secret) = token.split_once('.').unwrap();
    for forged in [
        "",
        ".",
        id,
        secret,
        &format!("{id}."),
        &format!("{id}.{secret}x"),
        &format!("x.{secret}"),
    ] {
        let answer = desk
            .call("GET", "/api/v1/configuration", Some(forged), &Value::Null)
            .await;
        assert_eq!(answer.code(), "NOT_PAIRED", "{forged}");
    }
    desk.clock.advance(PAIRING_LIFE_MS - 1);
    desk.get("/api/v1/configuration", &token).await;
    desk.clock.advance(1);
    let answer = desk
        .call("GET", "/api/v1/configuration", Some(&token), &Value::Null)
        .await;
    assert_eq!(answer.code(), "NOT_PAIRED");
}

#[tokio::test]
async fn a_token_of_one_origin_is_refused_at_another() {
    let desk = Desk::start().await;
    let token = desk.pair(Role::Counter).await;
    let elsewhere = Pairings::new(
        desk.store.clone(),
        desk.clock.clone(),
        "http://127.0.0.1:1".to_owned(),
    );
    assert_eq!(
        desk.bridge.pairing.check(&token).await.unwrap().role,
        Role::Counter
    );
    let error = elsewhere.check(&token).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotPaired);
}

#[tokio::test]
async fn only_hashes_are_stored() {
    let desk = Desk::start().await;
    let token = desk.pair(Role::Counter).await;
    let code = desk.bridge.pairing.make_code(Role::Patient).await.unwrap();
    let stored: Vec<String> = sqlx::query_scalar(
        "SELECT token_hash FROM pairings UNION ALL SELECT pairing FROM pairings \
         UNION ALL SELECT code_hash FROM pairing_codes",
    )
    .fetch_all(&desk.store)
    .await
    .unwrap();
    assert_eq!(stored.len(), 3);
    for text in stored {
        assert!(!text.contains(code.code.expose()) && !text.contains(&token));
    }
}

#[tokio::test]
async fn revoking_closes_the_socket_within_a_second() {
    let desk = Desk::start().await;
    let counter = desk.pair(Role::Counter).await;
    let other = desk.pair(Role::Counter).await;
    let (mut kept, _) = desk.connect(&counter, "a").await;
    let (mut ended, _) = desk.connect(&other, "b").await;
    let id = other.split_once('.').unwrap().0;
    let ticket = desk.ticket(&other, "c").await;
    let started = Instant::now();
    desk.post(
        "/api/v1/pairing-revocations",
        &counter,
        json!({ "pairingId": id }),
    )
    .await;
    while ended.next().await.is_some() {}
    assert!(started.elapsed() < Duration::from_secs(1));
    let answer = desk
        .call("GET", "/api/v1/configuration", Some(&other), &Value::Null)
        .await;
    assert_eq!(answer.code(), "NOT_PAIRED");
    // A ticket from before opens nothing, and the other screen stays.
    assert_eq!(desk.open(&ticket, &desk.origin).await.unwrap_err(), 401);
    desk.bridge.live.tell(&Event::Receptions);
    kept.until(|event| *event == Event::Receptions).await;
}

#[tokio::test]
async fn pairings_outlive_a_restart() {
    let desk = Desk::start().await;
    let token = desk.pair(Role::Counter).await;
    let desk = desk.restart().await;
    let configuration = desk.get("/api/v1/configuration", &token).await;
    assert_eq!(configuration["backend"], BACKEND);
    assert_eq!(configuration["institutionCode"], "1312345679");
    assert_eq!(configuration["simulated"], true);
    assert_eq!(configuration["nowMs"], desk.clock.now_ms());
}

#[tokio::test]
async fn another_process_can_make_a_code() {
    let data = tempfile::tempdir().unwrap();
    let (first, second) = (
        store::open(data.path()).await.unwrap(),
        store::open(data.path()).await.unwrap(),
    );
    let clock = std::sync::Arc::new(madoguchi_bridge::clock::SystemClock);
    let origin = "http://127.0.0.1:7780".to_owned();
    let code = Pairings::new(second, clock.clone(), origin.clone())
        .make_code(Role::Patient)
        .await
        .unwrap();
    let pairing = Pairings::new(first, clock, origin).exchange(&code.code).await;
    assert_eq!(pairing.unwrap().role, Role::Patient);
}
