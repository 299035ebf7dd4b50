//! The reception book.

use crate::support::{Desk, MORNING_MS};
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::event::Event;
use serde_json::{Value, json};

pub(super) const BOOK: &str = "/api/v1/receptions";
pub(super) const OPENINGS: &str = "/api/v1/receptions/openings";
pub(super) const ENTRIES: &str = "/api/v1/receptions/journal-entries";

pub(super) const HOUR_MS: i64 = 3_600_000;

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

pub(super) async fn counter(desk: &Desk) -> (String, crate::support::Screen) {
    let token = desk.pair(Role::Counter).await;
    let (screen, _) = desk.connect(&token, "tab").await;
    (token, screen)
}

pub(super) fn id(index: usize) -> String {
    format!("01934b2c-0000-7000-8000-{index:012}")
}

pub(super) fn opening(index: usize) -> Value {
    json!({ "reception": id(index), "tab": "tab" })
}
