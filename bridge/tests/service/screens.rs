//! The command `screens`, run as a program of its own beside a running bridge.

use crate::support::Desk;
use axum::http::StatusCode;
use madoguchi_bridge::clock::{Clock as _, SystemClock};
use madoguchi_bridge::desk::pairing::{PAIRING_LIFE_MS, PairedScreen, Pairings};
use madoguchi_bridge::store;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::event::Event;
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A screen that was ended is closed within this time.
const CLOSED_WITHIN: Duration = Duration::from_secs(2);

const CONFIGURATION: &str = "/api/v1/configuration";

#[tokio::test]
async fn what_stands_is_listed_and_nothing_else() {
    let desk = Desk::start().await;
    let start_ms = desk.clock.now_ms();
    let counter = desk.pair(Role::Counter).await;
    desk.clock.advance(1);
    let patient = desk.pair(Role::Patient).await;
    let screen = |token: &str, role, paired_at_ms| PairedScreen {
        pairing: id(token).to_owned(),
        role,
        origin: desk.origin.clone(),
        paired_at_ms,
        expires_at_ms: paired_at_ms + PAIRING_LIFE_MS,
    };
    let first = screen(&counter, Role::Counter, start_ms);
    let second = screen(&patient, Role::Patient, start_ms + 1);
    let pairings = &desk.bridge.pairing;
    assert_eq!(pairings.screens().await.unwrap(), [first, second.clone()]);
    desk.clock.set(start_ms + PAIRING_LIFE_MS);
    assert_eq!(pairings.screens().await.unwrap(), [second]);
    assert!(pairings.revoke(id(&patient)).await.unwrap());
    assert_eq!(pairings.screens().await.unwrap(), []);
    assert!(!pairings.revoke(id(&patient)).await.unwrap());
}

#[tokio::test]
async fn a_screen_is_ended_while_the_bridge_runs() {
    let desk = Desk::start().await;
    let (kept, ended) = (desk.pair(Role::Counter).await, desk.pair(Role::Counter).await);
    let (mut kept_screen, _) = desk.connect(&kept, "a").await;
    let (mut ended_screen, _) = desk.connect(&ended, "b").await;
    let ticket = desk.ticket(&ended, "c").await;
    served(&desk).await;
    let output = screens(&desk, &["--end", id(&ended)]).await;
    let started = Instant::now();
    assert!(output.status.success());
    assert_eq!(text(&output), format!("ended {}\n", id(&ended)));
    let answer = desk.call("GET", CONFIGURATION, Some(&ended), &Value::Null).await;
    assert_eq!(answer.code(), "NOT_PAIRED");
    assert_eq!(desk.open(&ticket, &desk.origin).await.unwrap_err(), 401);
    while ended_screen.next().await.is_some() {}
    assert!(started.elapsed() < CLOSED_WITHIN, "{:?}", started.elapsed());
    // The other one works on.
    desk.get(CONFIGURATION, &kept).await;
    desk.bridge.live.tell(&Event::Receptions);
    kept_screen.until(|event| *event == Event::Receptions).await;
    // A second time there is nothing to end.
    let again = screens(&desk, &["--end", id(&ended)]).await;
    assert!(!again.status.success());
}

#[tokio::test]
async fn all_screens_are_ended_and_the_codes_with_them() {
    let desk = Desk::start().await;
    let mut ids = Vec::new();
    for role in Role::ALL {
        let token = desk.pair(role).await;
        let (screen, _) = desk.connect(&token, "t").await;
        ids.push((token, screen));
    }
    let code = desk.bridge.pairing.make_code(Role::Counter).await.unwrap();
    served(&desk).await;
    let output = screens(&desk, &["--end-all"]).await;
    let started = Instant::now();
    assert!(output.status.success());
    for (token, mut screen) in ids {
        let answer = desk
            .call("GET", "/api/v1/receptions", Some(&token), &Value::Null)
            .await;
        assert_eq!(answer.code(), "NOT_PAIRED");
        while screen.next().await.is_some() {}
    }
    assert!(started.elapsed() < CLOSED_WITHIN, "{:?}", started.elapsed());
    let request = json!({ "code": code.code.expose() });
    let answer = desk.call("POST", "/api/v1/pairing", None, &request).await;
    assert_eq!(answer.code(), "PAIRING_CODE_INVALID");
    assert_eq!(desk.bridge.pairing.screens().await.unwrap(), []);
    // A fresh code pairs again.
    let token = desk.pair(Role::Counter).await;
    let answer = desk.call("GET", CONFIGURATION, Some(&token), &Value::Null).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn the_program_prints_a_line_for_each() {
    let desk = Desk::start().await;
    served(&desk).await;
    assert_eq!(text(&screens(&desk, &[]).await), "no screen is paired\n");
    // By the clock that the program has, too.
    let origin = desk.origin.clone();
    let pairings = Pairings::new(desk.store.clone(), Arc::new(SystemClock), origin.clone());
    let mut ids = Vec::new();
    for role in [Role::Counter, Role::Patient] {
        let code = pairings.make_code(role).await.unwrap();
        ids.push(pairings.exchange(&code.code).await.unwrap().pairing_id);
    }
    let listed = text(&screens(&desk, &[]).await);
    let lines: Vec<Vec<&str>> = listed
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(lines.len(), 3, "{listed}");
    for (id, role) in ids.iter().zip(["counter", "patient"]) {
        let line = lines.iter().find(|line| line[0] == id).unwrap();
        assert_eq!((line[1], line.last().copied()), (role, Some(origin.as_str())));
    }
}

#[tokio::test]
async fn a_folder_that_is_no_desk_is_refused_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere");
    assert!(!run(&nowhere, &["--end-all"]).await.status.success());
    assert!(!nowhere.exists());
}

#[tokio::test]
async fn a_counter_sees_which_screens_are_paired_and_ends_one() {
    const SCREENS: &str = "/api/v1/settings/screens";
    let desk = Desk::start().await;
    let start_ms = desk.clock.now_ms();
    let (counter, patient) = (desk.pair(Role::Counter).await, desk.pair(Role::Patient).await);
    let idle = desk.pair(Role::Patient).await;
    let (_counter_screen, _) = desk.connect(&counter, "c").await;
    let (patient_screen, _) = desk.connect(&patient, "p").await;
    let screen = |token: &str, role: &str, seen: Value| {
        json!({
            "pairingId": id(token), "role": role, "pairedAtMs": start_ms,
            "expiresAtMs": start_ms + PAIRING_LIFE_MS, "seen": seen, "own": token == counter,
        })
    };
    let by_id = |mut list: Vec<Value>| {
        list.sort_by_key(|screen| screen["pairingId"].to_string());
        json!({ "list": list })
    };
    let others = || {
        [
            screen(&counter, "counter", json!("now")),
            screen(&idle, "patient", json!("notSinceStart")),
        ]
    };
    let mut all = others().to_vec();
    all.push(screen(&patient, "patient", json!("now")));
    assert_eq!(desk.get(SCREENS, &counter).await, by_id(all));
    desk.clock.advance(60_000);
    drop(patient_screen);
    let mut all = others().to_vec();
    all.push(screen(&patient, "patient", json!({ "until": start_ms + 60_000 })));
    let all = by_id(all);
    for _ in 0..200 {
        if desk.get(SCREENS, &counter).await == all {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(desk.get(SCREENS, &counter).await, all);
    let revocation = json!({ "pairingId": id(&patient) });
    desk.post("/api/v1/pairing-revocations", &counter, revocation)
        .await;
    assert_eq!(desk.get(SCREENS, &counter).await, by_id(others().to_vec()));
}

/// What `serve` writes down at start.
async fn served(desk: &Desk) {
    store::set_setting(&desk.store, store::ORIGIN, &desk.origin)
        .await
        .unwrap();
}

async fn screens(desk: &Desk, more: &[&str]) -> Output {
    run(desk.data(), more).await
}

async fn run(data: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_madoguchi-bridge"));
    command.arg("screens").arg("--data").arg(data).args(more);
    tokio::task::spawn_blocking(move || command.output().unwrap())
        .await
        .unwrap()
}

fn text(output: &Output) -> String {
    assert!(output.stderr.is_empty() || !output.status.success());
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The id in a token.
fn id(token: &str) -> &str {
    token.split_once('.').unwrap().0
}
