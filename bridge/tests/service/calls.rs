//! 電話照会 (F11, F12, S3): kept whether the patient is received or not, and the numbers of the offices.

use crate::registry::{REGISTRATIONS, desk, hanako, id, open, register, registration};
use crate::support::Desk;
use serde_json::{Value, json};

const APPEND: &str = "/api/v1/receptions/journal-entries";
const OFFICES: &str = "/api/v1/his/offices";

#[tokio::test]
async fn a_call_stays_when_the_reception_ends_without_a_registration() {
    let (desk, token, _screen) = desk().await;
    open(&desk, &token, 1).await;
    let first = call("callBack", "03-0000-0001");
    desk.post(APPEND, &token, append(0, json!(["{}"]), json!([first])))
        .await;
    // The answer was lost: sent again.
    desk.post(APPEND, &token, append(0, json!(["{}"]), json!([first])))
        .await;
    let second = call("notUsable", "");
    let mut end = append(1, json!(["{}"]), json!([first, second]));
    end["finished"] = json!(true);
    desk.post(APPEND, &token, end).await;
    let answers = ["callBack", "notUsable"].map(str::to_owned);
    assert_eq!(kept(&desk).await, answers);
    // A reception that nobody has ended is finished after a day.
    open(&desk, &token, 2).await;
    let mut other = append(0, json!(["{}"]), json!([call("callBack", "")]));
    other["reception"] = json!(id(2));
    desk.post(APPEND, &token, other).await;
    desk.clock.advance(24 * 3_600_000 + 1);
    desk.get("/api/v1/receptions", &token).await;
    assert_eq!(kept(&desk).await.len(), 3);
}

#[tokio::test]
async fn a_registration_keeps_its_calls_once() {
    let (desk, token, _screen) = desk().await;
    open(&desk, &token, 1).await;
    let answered = call("usable", "03-0000-0001");
    desk.post(APPEND, &token, append(0, json!(["{}"]), json!([answered])))
        .await;
    let body = unentrusted(1, json!([answered]));
    let chart = desk.post(REGISTRATIONS, &token, body.clone()).await;
    assert_eq!(chart["qualifications"], json!([]));
    assert_eq!(desk.post(REGISTRATIONS, &token, body).await, chart);
    assert_eq!(kept(&desk).await, ["usable"]);
    let basis: String = sqlx::query_scalar("SELECT basis FROM registrations")
        .fetch_one(&desk.store)
        .await
        .unwrap();
    assert_eq!(basis, "unentrusted");
    // Other calls are another registration.
    let other = desk
        .refused(REGISTRATIONS, &token, unentrusted(1, json!([])))
        .await;
    assert_eq!(other, "REGISTRATION_REFUSED");
    // A registration of before has said nothing of it.
    register(&desk, &token, 2, json!({ "newChart": hanako() })).await;
    let basis: String = sqlx::query_scalar("SELECT basis FROM registrations ORDER BY reception DESC")
        .fetch_one(&desk.store)
        .await
        .unwrap();
    assert_eq!(basis, "covered");
}

#[tokio::test]
async fn who_is_received_on_no_qualification_has_none_written() {
    let (desk, token, _screen) = desk().await;
    open(&desk, &token, 1).await;
    for basis in ["ownExpense", "unentrusted"] {
        let mut covered = registration(1, json!({ "newChart": hanako() }));
        covered["basis"] = json!(basis);
        let mut with_number = covered.clone();
        covered["inquiryKey"] = Value::Null;
        with_number["qualifications"] = json!([]);
        for body in [covered, with_number] {
            assert_eq!(desk.refused(REGISTRATIONS, &token, body).await, "BODY_INVALID");
        }
    }
    nothing_is_written(&desk).await;
}

#[tokio::test]
async fn calls_that_are_too_long_leave_nothing_behind() {
    let (desk, token, _screen) = desk().await;
    open(&desk, &token, 1).await;
    for (field, longest) in [
        ("office", 80),
        ("telephone", 20),
        ("person", 80),
        ("note", 2000),
        ("staffId", 80),
    ] {
        let with = |length: usize| {
            let mut call = call("usable", "");
            call[field] = json!("あ".repeat(length));
            json!([call])
        };
        let long = with(longest + 1);
        let refused = desk
            .refused(REGISTRATIONS, &token, unentrusted(1, long.clone()))
            .await;
        assert_eq!(refused, "BODY_TOO_LARGE", "{field}");
        let refused = desk.refused(APPEND, &token, append(0, json!(["{}"]), long)).await;
        assert_eq!(refused, "BODY_TOO_LARGE", "{field}");
    }
    let mut nowhere = call("usable", "");
    nowhere["office"] = json!("　");
    let refused = desk
        .refused(REGISTRATIONS, &token, unentrusted(1, json!([nowhere])))
        .await;
    assert_eq!(refused, "BODY_INVALID");
    let many = vec![call("callBack", ""); 21];
    let refused = desk
        .refused(APPEND, &token, append(0, json!(["{}"]), json!(many)))
        .await;
    assert_eq!(refused, "BODY_TOO_LARGE");
    nothing_is_written(&desk).await;
    let longest = json!([call("usable", &"0".repeat(20))]);
    desk.post(REGISTRATIONS, &token, unentrusted(1, longest)).await;
    assert_eq!(kept(&desk).await, ["usable"]);
}

#[tokio::test]
async fn a_number_that_was_typed_is_offered_the_next_time() {
    let (desk, token, _screen) = desk().await;
    assert_eq!(desk.get(OFFICES, &token).await, json!({ "offices": [] }));
    open(&desk, &token, 1).await;
    let first = call("callBack", "03-0000-0001");
    desk.post(APPEND, &token, append(0, json!(["{}"]), json!([first])))
        .await;
    let known = json!({ "offices": [{ "name": "架空市福祉事務所", "telephone": "03-0000-0001" }] });
    assert_eq!(desk.get(OFFICES, &token).await, known);
    // A better one takes its place; none, and what is sent again, does not.
    let calls = json!([first, call("callBack", "03-0000-0002"), call("usable", "")]);
    desk.post(APPEND, &token, append(1, json!(["{}"]), calls.clone()))
        .await;
    desk.post(REGISTRATIONS, &token, unentrusted(1, calls)).await;
    let offices = desk.get(OFFICES, &token).await;
    assert_eq!(offices["offices"][0]["telephone"], "03-0000-0002");
    assert_eq!(offices["offices"].as_array().unwrap().len(), 1);
}

fn append(expected_length: u64, entries: Value, calls: Value) -> Value {
    json!({
        "reception": id(1), "tab": "tab", "expectedLength": expected_length, "entries": entries,
        "finished": false, "calls": calls,
    })
}

fn call(answer: &str, telephone: &str) -> Value {
    json!({
        "office": "架空市福祉事務所", "telephone": telephone, "person": "保護係 見本", "answer": answer,
        "note": "", "calledAtMs": 1_800_000_000_000_i64, "staffId": "sato",
    })
}

fn unentrusted(index: u8, calls: Value) -> Value {
    let mut body = registration(index, json!({ "newChart": hanako() }));
    body["qualifications"] = json!([]);
    body["inquiryKey"] = Value::Null;
    body["basis"] = json!("unentrusted");
    body["calls"] = calls;
    body
}

/// Answers of all calls, in the order in which they were made.
async fn kept(desk: &Desk) -> Vec<String> {
    sqlx::query_scalar("SELECT answer FROM calls ORDER BY reception, position")
        .fetch_all(&desk.store)
        .await
        .unwrap()
}

async fn nothing_is_written(desk: &Desk) {
    for table in [
        "charts",
        "registrations",
        "qualifications",
        "inquiry_numbers",
        "calls",
        "offices",
        "journal",
    ] {
        let sql = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        let rows: i64 = sqlx::query_scalar(sql).fetch_one(&desk.store).await.unwrap();
        assert_eq!(rows, 0, "{table}");
    }
}
