//! Journals of receptions: written, read again, wiped.

use super::receptions::{BOOK, ENTRIES, HOUR_MS, OPENINGS, counter, id, opening};
use crate::support::Desk;
use serde_json::{Value, json};

const JOURNALS: &str = "/api/v1/receptions/journals";

/// An entry.
const CANARY: &str = "what was said of a patient";

#[tokio::test]
async fn a_journal_is_written_only_by_who_knows_its_end() {
    let desk = Desk::start().await;
    let (token, _screen) = counter(&desk).await;
    desk.post(OPENINGS, &token, opening(1)).await;
    let reference = json!({ "reception": id(1) });
    let journal = desk.post(JOURNALS, &token, reference.clone()).await;
    assert_eq!(journal, json!({ "finished": false, "entries": [] }));
    desk.post(ENTRIES, &token, append(0, &["one", "two"], false))
        .await;
    let journal = desk.post(JOURNALS, &token, reference.clone()).await;
    assert_eq!(journal["entries"], json!(["one", "two"]));
    // From a tab that has not heard, or knows too much.
    for (expected, entries) in [
        (0, ["zwei", "two"]),
        (0, ["one", "zwei"]),
        (1, ["one", "two"]),
        (3, ["three", "four"]),
    ] {
        assert_eq!(
            desk.refused(ENTRIES, &token, append(expected, &entries, false))
                .await,
            "REVISION_CONFLICT"
        );
    }
    // The answer was lost: sent again, and with what came after.
    desk.post(ENTRIES, &token, append(0, &["one", "two"], false))
        .await;
    desk.post(ENTRIES, &token, append(1, &["two", "three"], false))
        .await;
    let journal = desk.post(JOURNALS, &token, reference.clone()).await;
    assert_eq!(journal["entries"], json!(["one", "two", "three"]));
    let appends: Vec<Value> = (0..8).map(|n| append(3, &[&n.to_string()], false)).collect();
    let racing = appends
        .iter()
        .map(|append| desk.call("POST", ENTRIES, Some(&token), append));
    let answers = futures_util::future::join_all(racing).await;
    let won = answers.iter().filter(|answer| answer.status.is_success());
    assert_eq!(won.count(), 1);
    let journal = desk.post(JOURNALS, &token, reference).await;
    assert_eq!(journal["entries"].as_array().unwrap().len(), 4);
    let unknown = json!({ "reception": id(7) });
    assert_eq!(desk.refused(JOURNALS, &token, unknown).await, "RECEPTION_UNKNOWN");
}

#[tokio::test]
async fn the_book_says_what_an_open_reception_waits_for() {
    let desk = Desk::start().await;
    let (token, _screen) = counter(&desk).await;
    desk.post(OPENINGS, &token, opening(1)).await;
    let waits = async || desk.get(BOOK, &token).await["entries"][0]["waitingFor"].clone();
    assert_eq!(waits().await, Value::Null);
    for (at, what) in ["patient", "answer", "counter"].into_iter().enumerate() {
        let mut append = append(at as u64, &["x"], false);
        append["waitingFor"] = json!(what);
        desk.post(ENTRIES, &token, append).await;
        assert_eq!(waits().await, json!(what));
    }
    let mut last = append(3, &["x"], true);
    last["waitingFor"] = json!("card");
    desk.post(ENTRIES, &token, last).await;
    assert_eq!(waits().await, Value::Null, "nothing more is to be done");
}

#[tokio::test]
async fn the_end_wipes_the_journal_and_stays_the_end() {
    let desk = Desk::start().await;
    let (token, _screen) = counter(&desk).await;
    desk.post(OPENINGS, &token, opening(1)).await;
    desk.post(ENTRIES, &token, append(0, &[CANARY], false)).await;
    desk.post(ENTRIES, &token, append(1, &[CANARY], true)).await;
    let entry = &desk.get(BOOK, &token).await["entries"][0];
    assert_eq!(
        (&entry["status"], &entry["finished"]),
        (&json!("ended"), &json!(true))
    );
    // Its answer was lost.
    desk.post(ENTRIES, &token, append(1, &[CANARY], true)).await;
    for expected in [0, 1, 2] {
        assert_eq!(
            desk.refused(ENTRIES, &token, append(expected, &["x"], false))
                .await,
            "REVISION_CONFLICT"
        );
    }
    let journal = desk.post(JOURNALS, &token, json!({ "reception": id(1) })).await;
    assert_eq!(journal, json!({ "finished": true, "entries": [] }));
    assert_eq!(stored_entries(&desk).await, 0);
    assert!(!is_on_disk(&desk), "it is in a file still");
}

#[tokio::test]
async fn what_is_left_is_finished_after_a_day() {
    let desk = Desk::start().await;
    let (token, _screen) = counter(&desk).await;
    desk.post(OPENINGS, &token, opening(1)).await;
    desk.post(ENTRIES, &token, append(0, &[CANARY], false)).await;
    // Over midnight it is still being worked on, and in the list.
    desk.clock.advance(24 * HOUR_MS);
    desk.post(OPENINGS, &token, opening(2)).await;
    assert_eq!(stored_entries(&desk).await, 1);
    assert!(is_on_disk(&desk));
    let book = desk.get(BOOK, &token).await;
    let listed: Vec<&Value> = book["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| &e["reception"])
        .collect();
    assert_eq!(listed, [&json!(id(2)), &json!(id(1))]);
    desk.clock.advance(1);
    desk.post(OPENINGS, &token, opening(3)).await;
    assert_eq!(stored_entries(&desk).await, 0);
    assert!(!is_on_disk(&desk), "it is in a file still");
    assert_eq!(status(&desk, &id(1)).await, "ended");
    assert_eq!(
        desk.refused(ENTRIES, &token, append(0, &["x"], false)).await,
        "REVISION_CONFLICT"
    );
}

#[tokio::test]
async fn who_confirmed_goes_with_the_way_of_confirming() {
    let desk = Desk::start().await;
    let (token, _screen) = counter(&desk).await;
    desk.post(OPENINGS, &token, opening(1)).await;
    for (expected, way, staff) in [
        (0, json!("byEye"), json!("staff-1")),
        (1, Value::Null, Value::Null),
        (2, json!("pin"), Value::Null),
    ] {
        let mut entry = append(expected, &["x"], false);
        entry["identifiedBy"] = way.clone();
        entry["confirmedBy"] = staff;
        desk.post(ENTRIES, &token, entry).await;
        let confirmed: Option<String> = sqlx::query_scalar("SELECT confirmed_by FROM receptions")
            .fetch_one(&desk.store)
            .await
            .unwrap();
        // Each entry says how it is now: who goes on by numbers after a card is not identified by it any more.
        let by_eye = (expected == 0).then(|| "staff-1".to_owned());
        assert_eq!(confirmed, by_eye, "{expected}");
        assert_eq!(desk.get(BOOK, &token).await["entries"][0]["identifiedBy"], way);
    }
}

#[tokio::test]
async fn a_restart_loses_nothing() {
    let desk = Desk::start().await;
    let (token, screen) = counter(&desk).await;
    desk.post(OPENINGS, &token, opening(1)).await;
    let mut named = append(0, &["half-way"], false);
    named["patientName"] = json!("見本 花子");
    named["identifiedBy"] = json!("byEye");
    named["confirmedBy"] = json!("staff-1");
    desk.post(ENTRIES, &token, named).await;
    let book = desk.get(BOOK, &token).await;
    assert_eq!(book["entries"][0]["patientName"], "見本 花子");
    assert_eq!(book["entries"][0]["identifiedBy"], "byEye");
    let confirmed: String = sqlx::query_scalar("SELECT confirmed_by FROM receptions")
        .fetch_one(&desk.store)
        .await
        .unwrap();
    assert_eq!(confirmed, "staff-1");
    drop(screen);
    let desk = desk.restart().await;
    assert_eq!(desk.get(BOOK, &token).await, book);
    let reference = json!({ "reception": id(1) });
    let journal = desk.post(JOURNALS, &token, reference).await;
    assert_eq!(journal["entries"], json!(["half-way"]));
}

fn append(expected: u64, entries: &[&str], finished: bool) -> Value {
    json!({
        "reception": id(1), "tab": "tab", "expectedLength": expected, "entries": entries, "finished": finished,
    })
}

async fn stored_entries(desk: &Desk) -> i64 {
    sqlx::query_scalar("SELECT COUNT(*) FROM journal")
        .fetch_one(&desk.store)
        .await
        .unwrap()
}

/// Whether what was said of a patient is in the database or in the log beside it.
fn is_on_disk(desk: &Desk) -> bool {
    ["bridge.sqlite", "bridge.sqlite-wal"].iter().any(|file| {
        let bytes = std::fs::read(desk.data().join(file)).unwrap();
        bytes.windows(CANARY.len()).any(|part| part == CANARY.as_bytes())
    })
}

async fn status(desk: &Desk, reception: &str) -> String {
    sqlx::query_scalar("SELECT status FROM receptions WHERE reception = $1")
        .bind(reception)
        .fetch_one(&desk.store)
        .await
        .unwrap()
}
