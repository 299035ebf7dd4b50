//! 一括取得 at the registry (F13, F14): each row exactly once, whatever is repeated, lost or broken off; charts that waited as 未委託 are
//! completed; what was not registered is listed.

mod charts;
mod undecided;

use crate::registry::desk;
use crate::support::{Desk, MORNING_MS};
use madoguchi_bridge::clock::Clock as _;
use madoguchi_shared::bridge::bulk::BATCH_ROWS;
use serde_json::{Value, json};

pub(super) const BATCHES: &str = "/api/v1/his/bulk-batches";
pub(super) const STATES: &str = "/api/v1/his/bulk-states";
const EXCEPTIONS: &str = "/api/v1/his/bulk-exceptions";

/// The month of the test's clock.
pub(super) const MONTH: &str = "202611";

/// A batch of the answer `r1`.
pub(super) fn batch(after: usize, total: usize, rows: &[Value]) -> Value {
    json!({
        "tab": "tab", "staffId": "sato", "month": MONTH, "receptionNumber": "r1", "askedAtMs": MORNING_MS,
        "total": total, "after": after, "rows": rows,
    })
}

/// A ticket of nobody who was here; the number is made of its index.
pub(super) fn row(index: usize) -> Value {
    json!({ "ProcessingResultStatus": "1", "ResultOfQualificationConfirmation": {
        "InsuredCardClassification": "A1", "QualificationValidity": "1",
        "InsurerNumber": "12131017", "InsuredIdentificationNumber": format!("{index:07}"),
        "Name": format!("模擬　{index}"), "NameKana": "ﾓｷﾞ", "Birthdate": "19500101", "Sex1": "1",
        "PublicExpenseResultList": [{
            "TicketType": "01", "IssueNumber": format!("{index:06}"), "MedicalTreatmentMonth": MONTH,
            "MedicalTreatmentType": "02",
        }],
    }})
}

fn rows(from: usize, to: usize) -> Vec<Value> {
    (from..to).map(row).collect()
}

fn lost(index: usize) -> Value {
    let mut row = row(index);
    row["ResultOfQualificationConfirmation"]["QualificationValidity"] = json!("2");
    row
}

fn failed() -> Value {
    json!({ "ProcessingResultStatus": "2", "ProcessingResultCode": "X1", "ProcessingResultMessage": "登録処理中" })
}

pub(super) async fn count(desk: &Desk, what: &str) -> i64 {
    let sql = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {what}"));
    sqlx::query_scalar(sql).fetch_one(&desk.store).await.unwrap()
}

/// What has become of the rows: kept, registered, invalid, failed.
fn counts(progress: &Value) -> [u64; 4] {
    ["kept", "registered", "invalid", "failed"].map(|count| progress[count].as_u64().unwrap())
}

#[tokio::test]
async fn batch_after_batch_to_the_end() {
    let (desk, token, _screen) = desk().await;
    let nothing = desk.post(STATES, &token, json!({ "month": MONTH })).await;
    assert_eq!(nothing, json!({ "retrieval": null, "completed": [] }));
    let first = desk.post(BATCHES, &token, batch(0, 5, &rows(0, 3))).await;
    assert_eq!(counts(&first), [3, 3, 0, 0]);
    assert_eq!(first["finishedAtMs"], Value::Null);
    desk.clock.advance(1000);
    let last = desk
        .post(BATCHES, &token, batch(3, 5, &[lost(3), failed()]))
        .await;
    assert_eq!(counts(&last), [5, 3, 1, 1]);
    assert_eq!(last["finishedAtMs"], json!(desk.clock.now_ms()));
    let state = desk.post(STATES, &token, json!({ "month": MONTH })).await;
    assert_eq!(state["retrieval"], last);
    // Another month has nothing of it.
    let other = desk.post(STATES, &token, json!({ "month": "202610" })).await;
    assert_eq!(other["retrieval"], Value::Null);
}

#[tokio::test]
async fn the_same_batch_again_changes_nothing() {
    let (desk, token, _screen) = desk().await;
    let body = batch(0, 4, &[row(0), lost(1), failed()]);
    let first = desk.post(BATCHES, &token, body.clone()).await;
    for _ in 0..3 {
        assert_eq!(desk.post(BATCHES, &token, body.clone()).await, first);
    }
    // Cut otherwise: only what is new counts.
    let whole = batch(1, 4, &[lost(1), failed(), row(3)]);
    let end = desk.post(BATCHES, &token, whole.clone()).await;
    assert_eq!(counts(&end), [4, 2, 1, 1]);
    assert_eq!(desk.post(BATCHES, &token, whole).await, end);
    assert_eq!(count(&desk, "bulk_tickets").await, 2);
    assert_eq!(count(&desk, "bulk_exceptions").await, 2);
}

#[tokio::test]
async fn a_batch_out_of_order_is_refused_and_leaves_nothing() {
    let (desk, token, _screen) = desk().await;
    let refused = async |body: Value| desk.refused(BATCHES, &token, body).await;
    assert_eq!(refused(batch(2, 6, &rows(2, 4))).await, "BULK_CURSOR_INVALID");
    let begun = desk.post(BATCHES, &token, batch(0, 6, &rows(0, 2))).await;
    assert_eq!(refused(batch(4, 6, &rows(4, 6))).await, "BULK_CURSOR_INVALID");
    // The same answer does not become longer.
    assert_eq!(refused(batch(2, 7, &rows(2, 4))).await, "BULK_CURSOR_INVALID");
    // Another answer is not gone on with.
    let mut other = batch(2, 6, &rows(2, 4));
    other["receptionNumber"] = json!("r2");
    assert_eq!(refused(other).await, "BULK_CURSOR_INVALID");
    let state = desk.post(STATES, &token, json!({ "month": MONTH })).await;
    assert_eq!(state["retrieval"], begun);
    assert_eq!(count(&desk, "bulk_tickets").await, 2);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused() {
    let (desk, token, _screen) = desk().await;
    let mut nameless = batch(0, 1, &rows(0, 1));
    nameless["receptionNumber"] = json!("");
    let mut long = batch(0, 1, &rows(0, 1));
    long["receptionNumber"] = json!("r".repeat(65));
    let mut nobody = batch(0, 1, &rows(0, 1));
    nobody["staffId"] = json!("nobody");
    let mut other_tab = batch(0, 1, &rows(0, 1));
    other_tab["tab"] = json!("other");
    let mut no_month = batch(0, 1, &rows(0, 1));
    no_month["month"] = json!("202613");
    for (body, code) in [
        (nameless, "BODY_INVALID"),
        (long, "BODY_INVALID"),
        (batch(0, 1, &rows(0, 2)), "BODY_INVALID"),
        (batch(0, 5, &[]), "BODY_INVALID"),
        (batch(usize::MAX, usize::MAX, &rows(0, 1)), "BODY_INVALID"),
        (batch(0, 500, &rows(0, BATCH_ROWS + 1)), "BODY_TOO_LARGE"),
        (nobody, "STAFF_UNKNOWN"),
        (other_tab, "LEASE_NOT_HELD"),
        (no_month, "BODY_INVALID"),
    ] {
        assert_eq!(desk.refused(BATCHES, &token, body).await, code);
    }
    assert_eq!(count(&desk, "bulk_retrievals").await, 0);
}

#[tokio::test]
async fn what_breaks_in_the_middle_of_a_batch_is_as_if_it_had_not_been() {
    let (desk, token, _screen) = desk().await;
    desk.post(BATCHES, &token, batch(0, 9, &rows(0, 3))).await;
    // The database gives up at the fifth row.
    sqlx::raw_sql(
        "CREATE TRIGGER breaks BEFORE INSERT ON bulk_tickets WHEN (SELECT COUNT(*) FROM bulk_tickets) = 4 \
         BEGIN SELECT RAISE(ABORT, 'broken'); END",
    )
    .execute(&desk.store)
    .await
    .unwrap();
    let body = batch(3, 9, &rows(3, 9));
    assert_eq!(desk.refused(BATCHES, &token, body.clone()).await, "INTERNAL");
    assert_eq!(count(&desk, "bulk_tickets").await, 3);
    sqlx::raw_sql("DROP TRIGGER breaks")
        .execute(&desk.store)
        .await
        .unwrap();
    // The bridge begins again, and says where to go on.
    let desk = desk.restart().await;
    let (_screen, _) = desk.connect(&token, "tab").await;
    let state = desk.post(STATES, &token, json!({ "month": MONTH })).await;
    assert_eq!(counts(&state["retrieval"]), [3, 3, 0, 0]);
    let end = desk.post(BATCHES, &token, body).await;
    assert_eq!(counts(&end), [9, 9, 0, 0]);
    assert_eq!(count(&desk, "bulk_tickets").await, 9);
}

#[tokio::test]
async fn a_row_that_is_not_of_the_contract_is_listed_and_the_others_are_registered() {
    let (desk, token, _screen) = desk().await;
    let mut odd = row(1);
    odd["ResultOfQualificationConfirmation"]["PublicExpenseResultList"] = json!("none");
    let rows = [row(0), odd, json!(7), json!({}), row(4)];
    let done = desk.post(BATCHES, &token, batch(0, 5, &rows)).await;
    assert_eq!(counts(&done), [5, 2, 0, 3]);
}

#[tokio::test]
async fn a_request_that_is_dropped_on_the_way_is_whole_or_not_at_all() {
    let (desk, token, _screen) = desk().await;
    let body = batch(0, BATCH_ROWS, &rows(0, BATCH_ROWS));
    let whole = i64::try_from(BATCH_ROWS).unwrap();
    for micros in [50, 500, 2000, 8000] {
        let limit = std::time::Duration::from_micros(micros);
        let _ = tokio::time::timeout(limit, desk.call("POST", BATCHES, Some(&token), &body)).await;
        let kept = count(&desk, "bulk_tickets").await;
        assert!(kept == 0 || kept == whole, "{kept}");
    }
    let end = desk.post(BATCHES, &token, body).await;
    assert_eq!(counts(&end), [whole.unsigned_abs(), whole.unsigned_abs(), 0, 0]);
    assert_eq!(count(&desk, "bulk_tickets").await, whole);
}

#[tokio::test]
async fn many_at_once_register_once() {
    let (desk, token, _screen) = desk().await;
    let all = (0..10).map(|_| desk.post(BATCHES, &token, batch(0, 50, &rows(0, 50))));
    let told = futures_util::future::join_all(all).await;
    assert!(told.iter().all(|progress| counts(progress) == [50, 50, 0, 0]));
    assert_eq!(count(&desk, "bulk_tickets").await, 50);
}

#[tokio::test]
async fn two_retrievals_of_a_month_take_turns_and_register_nothing_twice() {
    let (desk, token, _screen) = desk().await;
    desk.post(BATCHES, &token, batch(0, 6, &[row(0), failed(), row(2)]))
        .await;
    // Asked for again, elsewhere: a new answer from its first row on.
    let mut again = batch(0, 6, &[row(0), row(1), row(2)]);
    again["receptionNumber"] = json!("r2");
    let second = desk.post(BATCHES, &token, again).await;
    assert_eq!(counts(&second), [3, 3, 0, 0]);
    // The first is told that it is overtaken.
    let late = batch(3, 6, &rows(3, 6));
    assert_eq!(desk.refused(BATCHES, &token, late).await, "BULK_CURSOR_INVALID");
    let mut rest = batch(3, 6, &rows(3, 6));
    rest["receptionNumber"] = json!("r2");
    let end = desk.post(BATCHES, &token, rest).await;
    assert_eq!(counts(&end), [6, 6, 0, 0]);
    assert_eq!(count(&desk, "bulk_tickets").await, 6);
    // What was in error before is not any more.
    assert_eq!(count(&desk, "bulk_exceptions").await, 0);
}

#[tokio::test]
async fn a_month_without_tickets_is_done_at_once() {
    let (desk, token, _screen) = desk().await;
    let done = desk.post(BATCHES, &token, batch(0, 0, &[])).await;
    assert_eq!(counts(&done), [0, 0, 0, 0]);
    assert_eq!(done["finishedAtMs"], json!(desk.clock.now_ms()));
}

#[tokio::test]
async fn what_was_not_registered_is_listed_with_its_reason_page_by_page() {
    let (desk, token, _screen) = desk().await;
    let mut other_month = row(4);
    other_month["ResultOfQualificationConfirmation"]["PublicExpenseResultList"][0]["MedicalTreatmentMonth"] =
        json!("202610");
    let first = batch(0, 305, &[row(0), lost(1), failed(), row(3), other_month]);
    desk.post(BATCHES, &token, first).await;
    for after in [5, 105, 205] {
        let rows: Vec<Value> = (0..100).map(|_| failed()).collect();
        desk.post(BATCHES, &token, batch(after, 305, &rows)).await;
    }
    let page = async |after: u64| {
        let asked = json!({ "month": MONTH, "after": after });
        desk.post(EXCEPTIONS, &token, asked).await["list"].clone()
    };
    let list = page(0).await;
    let first: Vec<_> = list.as_array().unwrap()[..3]
        .iter()
        .map(|one| (one["row"].clone(), one["cause"].clone(), one["code"].clone()))
        .collect();
    assert_eq!(
        first,
        [
            (json!(2), json!("invalid"), Value::Null),
            (json!(3), json!("error"), json!("X1")),
            (json!(5), json!("error"), Value::Null),
        ]
    );
    assert_eq!(list[1]["message"], "登録処理中");
    assert_eq!(list[0]["result"]["Name"], "模擬　1");
    assert_eq!(list.as_array().unwrap().len(), 200);
    let final_row = list[199]["row"].as_u64().unwrap();
    assert_eq!(page(final_row).await.as_array().unwrap().len(), 103);
    assert_eq!(page(305).await, json!([]));
    let elsewhere = json!({ "month": "202610", "after": 0 });
    assert_eq!(desk.post(EXCEPTIONS, &token, elsewhere).await["list"], json!([]));
}
