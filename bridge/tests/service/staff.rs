//! The list of staff, changed from a counter.

use crate::registry::desk;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::event::Event;
use serde_json::{Value, json};

const STAFF: &str = "/api/v1/settings/staff";

fn change(by: &str, edit: Value) -> Value {
    json!({ "tab": "tab", "staffId": by, "change": edit })
}

async fn names(desk: &crate::support::Desk, token: &str) -> Vec<(String, bool)> {
    let configuration = desk.get("/api/v1/configuration", token).await;
    let staff = configuration["staff"].as_array().unwrap().clone();
    let entry = |one: Value| {
        let left = one["left"].as_bool().unwrap_or_default();
        (one["name"].as_str().unwrap().to_owned(), left)
    };
    staff.into_iter().map(entry).collect()
}

#[tokio::test]
async fn somebody_new_is_on_the_list_at_once_at_every_counter_and_after_a_restart() {
    let (desk, token, mut screen) = desk().await;
    let other = desk.pair(Role::Counter).await;
    let (mut other_screen, _) = desk.connect(&other, "other").await;
    desk.post(
        STAFF,
        &token,
        change("sato", json!({ "add": { "name": " 受付 田中 " } })),
    )
    .await;
    for screen in [&mut screen, &mut other_screen] {
        screen.until(|event| *event == Event::Configuration).await;
    }
    let rename = json!({ "rename": { "id": "suzuki", "name": "受付 伊藤" } });
    // In the name of who has just come.
    let configuration = desk.get("/api/v1/configuration", &token).await;
    let new = configuration["staff"][3]["id"].as_str().unwrap();
    desk.post(STAFF, &token, change(new, rename)).await;
    let now = names(&desk, &token).await;
    assert_eq!(now[1], ("受付 伊藤".to_owned(), false));
    assert_eq!(now[3], ("受付 田中".to_owned(), false));
    let desk = desk.restart().await;
    assert_eq!(names(&desk, &token).await, now);
}

#[tokio::test]
async fn who_has_left_confirms_nothing_more_until_they_are_back() {
    let (desk, token, _screen) = desk().await;
    let leave = json!({ "leave": { "id": "suzuki" } });
    desk.post(STAFF, &token, change("sato", leave.clone())).await;
    assert!(names(&desk, &token).await[1].1);
    let add = json!({ "add": { "name": "受付 田中" } });
    assert_eq!(
        desk.refused(STAFF, &token, change("suzuki", add.clone())).await,
        "STAFF_UNKNOWN"
    );
    assert_eq!(
        desk.refused(STAFF, &token, change("sato", leave)).await,
        "STAFF_UNKNOWN"
    );
    let back = json!({ "return": { "id": "suzuki" } });
    desk.post(STAFF, &token, change("sato", back)).await;
    desk.post(STAFF, &token, change("suzuki", add)).await;
}

#[tokio::test]
async fn what_cannot_be_is_refused_and_nothing_changes() {
    let (desk, token, _screen) = desk().await;
    let before = names(&desk, &token).await;
    for (edit, code) in [
        (
            json!({ "add": { "name": "受付 鈴木（見本）" } }),
            "STAFF_NAME_REFUSED",
        ),
        (json!({ "add": { "name": "　" } }), "STAFF_NAME_REFUSED"),
        (json!({ "leave": { "id": "sato" } }), "STAFF_NEEDED"),
        (json!({ "leave": { "id": "nobody" } }), "STAFF_UNKNOWN"),
        (json!({ "remove": { "id": "suzuki" } }), "BODY_INVALID"),
    ] {
        assert_eq!(desk.refused(STAFF, &token, change("sato", edit)).await, code);
    }
    let mut elsewhere = change("sato", json!({ "leave": { "id": "suzuki" } }));
    elsewhere["tab"] = json!("elsewhere");
    assert_eq!(desk.refused(STAFF, &token, elsewhere).await, "LEASE_NOT_HELD");
    assert_eq!(names(&desk, &token).await, before);
}
