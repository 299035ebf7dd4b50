//! The reception book and journals.

use crate::support::{Desk, MORNING_MS};
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::event::Event;
use serde_json::{Value, json};

const BOOK: &str = "/api/v1/receptions";
const OPENINGS: &str = "/api/v1/receptions/openings";
const JOURNALS: &str = "/api/v1/receptions/journals";
const ENTRIES: &str = "/api/v1/receptions/journal-entries";

const HOUR_MS: i64 = 3_600_000;

/// An entry.
const CANARY: &str = "what was said of a patient";

#[tokio::test]
async fn numbered_by_the_day_in_tokyo() {
    let desk = Desk::start().await;
    let (token, _screen) = counter(&desk).await;
    let midnight = MORNING_MS + 14 * HOUR_MS;
    // 23:59:59.999 on the last of the month, 00:00, 08:59 (the day before in UTC), and the next midnight.
    let times = [
        (midnight - 1, "20261130", 1),
        (midnight, "20261201", 1),
        (midnight + 9 * HOUR_MS - 60_000, "20261201", 2),
        (midnight + 9 * HOUR_MS, "20261201", 3),
        (midnight + 24 * HOUR_MS, "20261202", 1),
    ];
    for (index, (now_ms, day, number)) in times.into_iter().enumerate() {
        desk.clock.set(now_ms);
        let entry = desk.post(OPENINGS, &token, opening(index)).await;
        assert_eq!(entry["number"], number, "{day}");
        assert_eq!(entry["openedAtMs"], now_ms);
        let book = desk.get(BOOK, &token).await;
        assert_eq!(book["day"], day);
        assert_eq!(book["entries"][0]["reception"], id(index), "newest first");
        // What is finished is listed on its day only.
        assert_eq!(book["entries"].as_array().unwrap().len(), number);
        let last_of_the_day = [0, 3, 4].contains(&index);
        for finished in (0..=index).filter(|_| last_of_the_day) {
            let end = json!({
                "reception": id(finished), "tab": "tab", "expectedLength": 0, "entries": [], "finished": true,
            });
            desk.post(ENTRIES, &token, end).await;
        }
    }
}

#[tokio::test]
async fn opening_twice_is_opening_once() {
    let desk = Desk::start().await;
    let (token, _screen) = counter(&desk).await;
    let first = desk.post(OPENINGS, &token, opening(1)).await;
    desk.clock.advance(86_400_000);
    assert_eq!(desk.post(OPENINGS, &token, opening(1)).await, first);
}

#[tokio::test]
async fn many_at_once_get_numbers_of_their_own() {
    let desk = Desk::start().await;
    let (token, _screen) = counter(&desk).await;
    let all = (0..20).map(|index| desk.post(OPENINGS, &token, opening(index)));
    let mut numbers: Vec<u64> = futures_util::future::join_all(all)
        .await
        .iter()
        .map(|entry| entry["number"].as_u64().unwrap())
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=20).collect::<Vec<_>>());
}

#[tokio::test]
async fn ids_are_uuid_v7() {
    let desk = Desk::start().await;
    let (token, _screen) = counter(&desk).await;
    for bad in [
        "",
        "1",
        "01934b2c-0000-4000-8000-000000000001",
        "01934B2C-0000-7000-8000-00000000000A",
        "01934b2c00007000800000000000000a",
    ] {
        let opening = json!({ "reception": bad, "tab": "tab" });
        assert_eq!(
            desk.refused(OPENINGS, &token, opening).await,
            "BODY_INVALID",
            "{bad}"
        );
    }
}

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
        entry["identifiedBy"] = way;
        entry["confirmedBy"] = staff;
        desk.post(ENTRIES, &token, entry).await;
        let confirmed: Option<String> = sqlx::query_scalar("SELECT confirmed_by FROM receptions")
            .fetch_one(&desk.store)
            .await
            .unwrap();
        let by_eye = (expected < 2).then(|| "staff-1".to_owned());
        assert_eq!(confirmed, by_eye, "{expected}");
    }
}

#[tokio::test]
async fn a_card_that_lies_there_may_be_of_the_reception_that_goes_on() {
    let desk = Desk::start().await;
    let (token, mut screen) = counter(&desk).await;
    let left = |wanted: bool| {
        move |event: &Event| {
            let Event::Readers(readers) = event else {
                return false;
            };
            let mut cards = readers.list.iter().filter_map(|reader| reader.card.as_ref());
            cards.any(|card| card.may_be_left == wanted)
        }
    };
    desk.put_card("tandoku-valid").await;
    screen.until(left(false)).await;
    // Nobody else is being received: the patient was quicker than the receptionist.
    desk.post(OPENINGS, &token, opening(1)).await;
    let lying = desk.bridge.readers.cards.readers().borrow().clone();
    assert!(left(false)(&Event::Readers(lying)));
    desk.post(OPENINGS, &token, opening(2)).await;
    screen.until(left(true)).await;
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

async fn counter(desk: &Desk) -> (String, crate::support::Screen) {
    let token = desk.pair(Role::Counter).await;
    let (screen, _) = desk.connect(&token, "tab").await;
    (token, screen)
}

fn id(index: usize) -> String {
    format!("01934b2c-0000-7000-8000-{index:012}")
}

fn opening(index: usize) -> Value {
    json!({ "reception": id(index), "tab": "tab" })
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
