//! Charts: search, registration, 照会番号.

mod inquiry_numbers;
mod searches;

use crate::support::{Desk, Screen};
use madoguchi_bridge::his::registry::NumberPrefix;
use madoguchi_shared::bridge::Role;
use serde_json::{Value, json};

const SEARCHES: &str = "/api/v1/his/chart-searches";
const LOOKUPS: &str = "/api/v1/his/chart-lookups";
pub(crate) const REGISTRATIONS: &str = "/api/v1/his/registrations";
const OUTCOMES: &str = "/api/v1/receptions/inquiry-number-outcomes";
const PENDING: &str = "/api/v1/receptions/pending-inquiry-numbers";

#[tokio::test]
async fn a_new_chart_with_all_that_belongs_to_it() {
    let (desk, token, mut screen) = desk().await;
    let chart = register(&desk, &token, 1, json!({ "newChart": hanako() })).await;
    assert_eq!(chart["patientNumber"], "000001");
    assert_eq!(chart["basics"], hanako());
    assert_eq!(chart["qualifications"][0]["InsurerNumber"], "12131017");
    screen
        .until(|event| matches!(event, madoguchi_shared::bridge::event::Event::Receptions))
        .await;
    let found = desk
        .post(LOOKUPS, &token, json!({ "patientNumber": "000001" }))
        .await;
    assert_eq!(found["chart"], chart);
    let unknown = desk
        .post(LOOKUPS, &token, json!({ "patientNumber": "000002" }))
        .await;
    assert_eq!(unknown["chart"], Value::Null);
    let entry = &desk.get("/api/v1/receptions", &token).await["entries"][0];
    assert_eq!(entry["patientName"], "見本　花子");
    assert_eq!(entry["patientNumber"], "000001");
    assert_eq!(entry["inquiryNumber"], "pending");
}

#[tokio::test]
async fn who_is_registered_is_received_whoever_finishes_it() {
    let (desk, token, _screen) = desk().await;
    register(&desk, &token, 1, json!({ "newChart": hanako() })).await;
    let entry = desk.get("/api/v1/receptions", &token).await["entries"][0].clone();
    assert_eq!(
        (&entry["status"], &entry["finished"]),
        (&json!("received"), &json!(false))
    );
    // Given up at the desk, whose answer was lost; or never finished, and a day has gone by.
    let end =
        json!({ "reception": id(1), "tab": "tab", "expectedLength": 0, "entries": [], "finished": true });
    desk.post("/api/v1/receptions/journal-entries", &token, end).await;
    register(&desk, &token, 2, json!({ "newChart": hanako() })).await;
    desk.clock.advance(24 * 3_600_000 + 1);
    open(&desk, &token, 3).await;
    let states: Vec<(String, bool)> = sqlx::query_as(
        "SELECT status, finished_at_ms IS NOT NULL FROM receptions ORDER BY opened_at_ms, reception",
    )
    .fetch_all(&desk.store)
    .await
    .unwrap();
    let received = ("received".to_owned(), true);
    assert_eq!(states, [received.clone(), received, ("open".to_owned(), false)]);
}

#[tokio::test]
async fn two_desks_with_prefixes_give_different_numbers() {
    let (desk, token, _screen) = desk().await;
    register(&desk, &token, 1, json!({ "newChart": hanako() })).await;
    NumberPrefix::keep(&desk.store, Some("2-".parse().unwrap()))
        .await
        .unwrap();
    // Old charts keep their number, and the count goes on.
    let desk = desk.restart().await;
    let (_screen, _) = desk.connect(&token, "tab").await;
    let chart = register(&desk, &token, 2, json!({ "newChart": hanako() })).await;
    assert_eq!(chart["patientNumber"], "2-000002");
    for number in ["000001", "2-000002"] {
        let found = desk
            .post(LOOKUPS, &token, json!({ "patientNumber": number }))
            .await;
        assert_eq!(found["chart"]["patientNumber"], number);
    }
}

#[tokio::test]
async fn what_is_lost_is_not_current_any_more() {
    let (desk, token, _screen) = desk().await;
    let chart = register(&desk, &token, 1, json!({ "newChart": hanako() })).await;
    assert_eq!(chart["qualifications"].as_array().unwrap().len(), 1);
    open(&desk, &token, 2).await;
    let mut lost = registration(2, json!({ "known": { "chart": chart["chart"], "update": null } }));
    lost["qualifications"] = json!([]);
    lost["ended"] = json!(["medicalAssistance"]);
    let chart = desk.post(REGISTRATIONS, &token, lost).await;
    assert_eq!(chart["qualifications"], json!([]));
    let kept: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM qualifications")
        .fetch_one(&desk.store)
        .await
        .unwrap();
    assert_eq!(kept, 1, "history");
}

#[tokio::test]
async fn the_same_registration_again_changes_nothing() {
    let (desk, token, _screen) = desk().await;
    let chart = register(&desk, &token, 1, json!({ "newChart": hanako() })).await;
    desk.clock.advance(1000);
    let mut again = registration(1, json!({ "newChart": hanako() }));
    again["staffId"] = json!("suzuki");
    assert_eq!(desk.post(REGISTRATIONS, &token, again).await, chart);
    let other = registration(1, json!({ "newChart": basics("別人 太郎", "ﾍﾞﾂｼﾞﾝ ﾀﾛｳ", "1") }));
    assert_eq!(
        desk.refused(REGISTRATIONS, &token, other).await,
        "REGISTRATION_REFUSED"
    );
    let counts: (i64, i64) =
        sqlx::query_as("SELECT (SELECT COUNT(*) FROM charts), (SELECT COUNT(*) FROM qualifications)")
            .fetch_one(&desk.store)
            .await
            .unwrap();
    assert_eq!(counts, (1, 1));
}

#[tokio::test]
async fn many_at_once_make_one_chart() {
    let (desk, token, _screen) = desk().await;
    open(&desk, &token, 1).await;
    let all = (0..10).map(|_| {
        desk.post(
            REGISTRATIONS,
            &token,
            registration(1, json!({ "newChart": hanako() })),
        )
    });
    let charts = futures_util::future::join_all(all).await;
    assert!(charts.iter().all(|chart| *chart == charts[0]));
}

#[tokio::test]
async fn what_may_not_be_registered_leaves_nothing_behind() {
    let (desk, token, _screen) = desk().await;
    let new = json!({ "newChart": hanako() });
    let unknown = registration(9, new.clone());
    assert_eq!(
        desk.refused(REGISTRATIONS, &token, unknown).await,
        "RECEPTION_UNKNOWN"
    );
    open(&desk, &token, 1).await;
    let mut nobody = registration(1, new.clone());
    nobody["staffId"] = json!("nobody");
    assert_eq!(desk.refused(REGISTRATIONS, &token, nobody).await, "STAFF_UNKNOWN");
    let mut other_tab = registration(1, new.clone());
    other_tab["tab"] = json!("other");
    assert_eq!(
        desk.refused(REGISTRATIONS, &token, other_tab).await,
        "LEASE_NOT_HELD"
    );
    let missing =
        json!({ "picked": { "chart": "01934b2c-0000-7000-8000-00000000dead", "update": hanako() } });
    assert_eq!(
        desk.refused(REGISTRATIONS, &token, registration(1, missing))
            .await,
        "CHART_UNKNOWN"
    );
    let mut long = registration(1, new.clone());
    long["questionnaire"] = json!({ "complaint": "あ".repeat(2001), "allergies": "", "medicines": "" });
    assert_eq!(desk.refused(REGISTRATIONS, &token, long).await, "BODY_INVALID");
    let mut twice = registration(1, new.clone());
    twice["qualifications"] = json!([assistance(), assistance()]);
    assert_eq!(desk.refused(REGISTRATIONS, &token, twice).await, "BODY_INVALID");
    // A reception that has ended without one takes none.
    let end =
        json!({ "reception": id(1), "tab": "tab", "expectedLength": 0, "entries": [], "finished": true });
    desk.post("/api/v1/receptions/journal-entries", &token, end).await;
    assert_eq!(
        desk.refused(REGISTRATIONS, &token, registration(1, new)).await,
        "REGISTRATION_REFUSED"
    );
    for table in ["charts", "registrations", "qualifications", "inquiry_numbers"] {
        let sql = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        let rows: i64 = sqlx::query_scalar(sql).fetch_one(&desk.store).await.unwrap();
        assert_eq!(rows, 0, "{table}");
    }
    // The number was not used up.
    let chart = register(&desk, &token, 2, json!({ "newChart": hanako() })).await;
    assert_eq!(chart["patientNumber"], "000001");
}

#[tokio::test]
async fn a_later_visit_keeps_the_history() {
    let (desk, token, _screen) = desk().await;
    let chart = register(&desk, &token, 1, json!({ "newChart": hanako() })).await;
    desk.clock.advance(60_000);
    let moved = basics("見本 花子", "ﾐﾎﾝ ﾊﾅｺ", "2");
    let known = json!({ "known": { "chart": chart["chart"], "update": moved } });
    let mut later = registration(2, known);
    later["qualifications"] = json!([{ "InsuredCardClassification": "A1", "InsurerNumber": "12271017" }]);
    later["inquiryKey"] = Value::Null;
    open(&desk, &token, 2).await;
    let updated = desk.post(REGISTRATIONS, &token, later).await;
    assert_eq!(updated["patientNumber"], chart["patientNumber"]);
    assert_eq!(updated["basics"], moved);
    assert_eq!(updated["qualifications"].as_array().unwrap().len(), 1);
    assert_eq!(updated["qualifications"][0]["InsurerNumber"], "12271017");
    let history: Vec<(bool,)> =
        sqlx::query_as("SELECT superseded_at_ms IS NULL FROM qualifications ORDER BY recorded_at_ms")
            .fetch_all(&desk.store)
            .await
            .unwrap();
    assert_eq!(history, [(false,), (true,)]);
}

#[tokio::test]
async fn the_database_itself_keeps_things_unique() {
    let (desk, token, _screen) = desk().await;
    register(&desk, &token, 1, json!({ "newChart": hanako() })).await;
    for sql in [
        "INSERT INTO charts SELECT 'x', patient_number, basics, birth_date, name_key, kana_key, 0, 0 FROM charts",
        "INSERT INTO registrations SELECT * FROM registrations",
        "INSERT INTO qualifications SELECT 'x', chart, reception, scheme, result, 0, NULL, NULL FROM qualifications",
        "INSERT INTO inquiry_numbers SELECT * FROM inquiry_numbers",
        "INSERT INTO receptions SELECT 'x', day, number, 0, status, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM receptions",
    ] {
        let error = sqlx::query(sql).execute(&desk.store).await.unwrap_err();
        let unique = error.as_database_error().unwrap().is_unique_violation();
        assert!(unique, "{sql}: {error}");
    }
}

pub(crate) async fn desk() -> (Desk, String, Screen) {
    let desk = Desk::start().await;
    let token = desk.pair(Role::Counter).await;
    let (screen, _) = desk.connect(&token, "tab").await;
    (desk, token, screen)
}

pub(crate) async fn open(desk: &Desk, token: &str, index: u8) {
    let opening = json!({ "reception": id(index), "tab": "tab" });
    desk.post("/api/v1/receptions/openings", token, opening).await;
}

pub(crate) async fn register(desk: &Desk, token: &str, index: u8, target: Value) -> Value {
    open(desk, token, index).await;
    desk.post(REGISTRATIONS, token, registration(index, target)).await
}

pub(crate) fn registration(index: u8, target: Value) -> Value {
    json!({
        "reception": id(index), "tab": "tab", "target": target, "questionnaire": null,
        "qualifications": [assistance()], "inquiryKey": key(), "staffId": "sato",
    })
}

pub(crate) fn id(index: u8) -> String {
    format!("01934b2c-0000-7000-8000-{index:012}")
}

fn assistance() -> Value {
    json!({ "InsuredCardClassification": "A1", "InsurerNumber": "12131017" })
}

fn key() -> Value {
    json!({
        "insurerNumber": "12131017", "insuredCardSymbol": null,
        "insuredIdentificationNumber": "1234564", "insuredBranchNumber": null,
    })
}

pub(crate) fn hanako() -> Value {
    basics("見本　花子", "ﾐﾎﾝ ﾊﾅｺ", "2")
}

fn basics(name: &str, kana: &str, sex: &str) -> Value {
    json!({ "name": name, "kana": kana, "birthDate": "19800101", "sex": sex, "address": null })
}
