//! Whose ticket it is: charts with the numbers, charts that waited as 未委託, and those that a person has to look at.

use super::undecided::is_undecided;
use super::{BATCHES, MONTH, STATES, batch, count, row};
use crate::registry::{REGISTRATIONS, desk, hanako, id, open, registration};
use crate::support::{Desk, MORNING_MS, Screen};
use madoguchi_bridge::clock::Clock as _;
use madoguchi_shared::bridge::event::Event;
use serde_json::{Value, json};

/// Hanako's ticket.
pub(super) fn hers() -> Value {
    let mut row = row(7);
    let result = &mut row["ResultOfQualificationConfirmation"];
    result["Name"] = json!("見本 花子");
    result["NameKana"] = json!("ﾐﾎﾝ ﾊﾅｺ");
    result["Birthdate"] = json!("19800101");
    result["Sex1"] = json!("2");
    row
}

/// Received as 未委託: 基礎情報 only.
pub(super) async fn receive(desk: &Desk, token: &str, index: u8, target: Value) -> Value {
    open(desk, token, index).await;
    let mut body = registration(index, target);
    body["qualifications"] = json!([]);
    body["inquiryKey"] = Value::Null;
    body["basis"] = json!("unentrusted");
    desk.post(REGISTRATIONS, token, body).await
}

pub(super) async fn chart(desk: &Desk, token: &str, number: &str) -> Value {
    let asked = json!({ "patientNumber": number });
    desk.post("/api/v1/his/chart-lookups", token, asked).await["chart"].clone()
}

pub(super) async fn completed_receptions(desk: &Desk, token: &str) -> Vec<bool> {
    let book = desk.get("/api/v1/receptions", token).await;
    let entries = book["entries"].as_array().unwrap().iter().rev();
    entries.map(|entry| entry["completedAtMs"].is_number()).collect()
}

/// Until the book has changed.
async fn told(screen: &mut Screen) {
    screen.until(|event| matches!(event, Event::Receptions)).await;
}

#[tokio::test]
async fn a_chart_that_waited_has_its_ticket_and_its_numbers_and_the_desk_is_told() {
    let (desk, token, mut screen) = desk().await;
    receive(&desk, &token, 1, json!({ "newChart": hanako() })).await;
    told(&mut screen).await;
    told(&mut screen).await;
    let done = desk.post(BATCHES, &token, batch(0, 1, &[hers()])).await;
    assert_eq!(
        (&done["registered"], &done["completed"], &done["failed"]),
        (&json!(1), &json!(1), &json!(0))
    );
    told(&mut screen).await;
    let chart = chart(&desk, &token, "000001").await;
    assert_eq!(
        chart["qualifications"],
        json!([hers()["ResultOfQualificationConfirmation"]])
    );
    assert_eq!(completed_receptions(&desk, &token).await, [true]);
    let state = desk.post(STATES, &token, json!({ "month": MONTH })).await;
    assert_eq!(
        state["completed"],
        json!([{ "patientNumber": "000001", "patientName": "見本　花子" }])
    );
    // Once more, under another number: nothing is written a second time.
    let mut again = batch(0, 1, &[hers()]);
    again["receptionNumber"] = json!("r2");
    let done = desk.post(BATCHES, &token, again).await;
    assert_eq!((&done["registered"], &done["completed"]), (&json!(1), &json!(0)));
    assert_eq!(count(&desk, "qualifications").await, 1);
    assert_eq!(count(&desk, "bulk_tickets").await, 1);
}

#[tokio::test]
async fn somebody_else_of_that_day_does_not_get_it() {
    let (desk, token, _screen) = desk().await;
    let other = json!({ "name": "別人 太郎", "kana": "ﾍﾞﾂｼﾞﾝ ﾀﾛｳ", "birthDate": "19800101", "sex": "1", "address": null });
    receive(&desk, &token, 1, json!({ "newChart": other })).await;
    let done = desk.post(BATCHES, &token, batch(0, 1, &[hers()])).await;
    assert_eq!((&done["registered"], &done["completed"]), (&json!(1), &json!(0)));
    assert_eq!(chart(&desk, &token, "000001").await["qualifications"], json!([]));
    assert_eq!(completed_receptions(&desk, &token).await, [false]);
}

#[tokio::test]
async fn new_numbers_of_somebody_who_had_others_are_hers_when_she_waited_for_them() {
    // The last: a card was read for them after this answer was asked for.
    for (had, read_at_ms, completed) in [
        ("202610", MORNING_MS, true),
        (MONTH, MORNING_MS, false),
        ("202610", MORNING_MS + 1, false),
    ] {
        let (desk, token, _screen) = desk().await;
        receive(&desk, &token, 1, json!({ "newChart": hanako() })).await;
        let mut before = hers();
        let result = &mut before["ResultOfQualificationConfirmation"];
        result["PublicExpenseResultList"][0]["MedicalTreatmentMonth"] = json!(had);
        let result = result.clone();
        sqlx::query(
            "INSERT INTO qualifications (qualification, chart, reception, scheme, result, recorded_at_ms, number_key) \
             SELECT 'q', chart, reception, 'medicalAssistance', $1, $2, '12131017/0000007' FROM registrations",
        )
        .bind(result.to_string())
        .bind(read_at_ms)
        .execute(&desk.store)
        .await
        .unwrap();
        let mut row = hers();
        row["ResultOfQualificationConfirmation"]["InsuredIdentificationNumber"] = json!("0000099");
        if completed {
            let done = desk.post(BATCHES, &token, batch(0, 1, &[row.clone()])).await;
            assert_eq!(done["completed"], json!(1));
            let chart = chart(&desk, &token, "000001").await;
            assert_eq!(
                chart["qualifications"],
                json!([row["ResultOfQualificationConfirmation"]])
            );
        } else {
            is_undecided(&desk, &token, row).await;
        }
    }
}

#[tokio::test]
async fn what_a_card_was_read_for_meanwhile_is_not_overwritten() {
    let (desk, token, _screen) = desk().await;
    receive(&desk, &token, 1, json!({ "newChart": hanako() })).await;
    desk.post(BATCHES, &token, batch(0, 3, &[hers()])).await;
    // The card was read after the month was asked for.
    desk.clock.advance(60_000);
    let mut newer = hers();
    newer["ResultOfQualificationConfirmation"]["Address"] = json!("模擬市新町1");
    read_card(&desk, &newer["ResultOfQualificationConfirmation"]).await;
    let mut second = hers();
    second["ResultOfQualificationConfirmation"]["PublicExpenseResultList"][0]["IssueNumber"] =
        json!("000099");
    desk.post(BATCHES, &token, batch(1, 3, &[hers(), second])).await;
    let chart = chart(&desk, &token, "000001").await;
    let has = &chart["qualifications"][0];
    assert_eq!(has["Address"], "模擬市新町1");
    let tickets = has["PublicExpenseResultList"].as_array().unwrap();
    let issued: Vec<_> = tickets
        .iter()
        .map(|ticket| ticket["IssueNumber"].clone())
        .collect();
    assert_eq!(issued, [json!("000007"), json!("000099")]);
}

/// A card was read for this result just now.
async fn read_card(desk: &Desk, result: &Value) {
    sqlx::query("UPDATE qualifications SET result = $1, recorded_at_ms = $2 WHERE superseded_at_ms IS NULL")
        .bind(result.to_string())
        .bind(desk.clock.now_ms())
        .execute(&desk.store)
        .await
        .unwrap();
}

#[tokio::test]
async fn what_a_card_was_read_for_while_the_answer_was_under_way_is_newer() {
    let (desk, token, _screen) = desk().await;
    receive(&desk, &token, 1, json!({ "newChart": hanako() })).await;
    desk.post(BATCHES, &token, batch(0, 1, &[hers()])).await;
    let address = async || chart(&desk, &token, "000001").await["qualifications"][0]["Address"].clone();
    let later = |number: &str, asked_at_ms: i64| {
        let mut row = hers();
        row["ResultOfQualificationConfirmation"]["Address"] = json!("模擬市旧町9");
        let mut later = batch(0, 2, &[row]);
        later["receptionNumber"] = json!(number);
        later["askedAtMs"] = json!(asked_at_ms);
        later
    };
    // Asked for; 処理中, and meanwhile the card; then the rows.
    let asked_at_ms = desk.clock.now_ms();
    desk.clock.advance(60_000);
    let mut newer = hers()["ResultOfQualificationConfirmation"].clone();
    newer["Address"] = json!("模擬市新町1");
    read_card(&desk, &newer).await;
    desk.clock.advance(60_000);
    let kept = desk.post(BATCHES, &token, later("r2", asked_at_ms)).await;
    assert_eq!(kept["askedAtMs"], json!(asked_at_ms));
    assert_eq!(address().await, "模擬市新町1");
    // Asked for after the card; and a clock that is ahead is not believed.
    let kept = desk.post(BATCHES, &token, later("r3", i64::MAX)).await;
    assert_eq!(kept["askedAtMs"], json!(desk.clock.now_ms()));
    assert_eq!(address().await, "模擬市旧町9");
}

#[tokio::test]
async fn a_ticket_of_before_completes_no_reception_of_a_later_month() {
    let (desk, token, _screen) = desk().await;
    // 2026-11-30T23:59:59.999+09:00, and a millisecond later it is December.
    let last_ms = 1_796_050_799_999;
    for (index, at_ms, completed) in [(1, last_ms, true), (2, last_ms + 1, false)] {
        let now_ms = desk.clock.now_ms();
        desk.clock.advance(at_ms - now_ms);
        let basics = json!({
            "name": format!("見本 花子{index}"), "kana": "ﾐﾎﾝ ﾊﾅｺ", "birthDate": format!("1980010{index}"),
            "sex": "2", "address": null,
        });
        receive(&desk, &token, index, json!({ "newChart": basics })).await;
        let mut ticket = hers();
        let result = &mut ticket["ResultOfQualificationConfirmation"];
        result["Name"] = json!(format!("見本 花子{index}"));
        result["Birthdate"] = json!(format!("1980010{index}"));
        result["InsuredIdentificationNumber"] = json!(format!("000000{index}"));
        let mut november = batch(0, 1, &[ticket]);
        november["receptionNumber"] = json!(id(index));
        let done = desk.post(BATCHES, &token, november).await;
        assert_eq!(done["completed"], json!(u8::from(completed)), "{index}");
    }
}

#[tokio::test]
async fn a_known_chart_gets_the_new_ticket_beside_its_others_of_the_month_and_never_an_older_one() {
    let (desk, token, _screen) = desk().await;
    receive(&desk, &token, 1, json!({ "newChart": hanako() })).await;
    let mut second = hers();
    let ticket = &mut second["ResultOfQualificationConfirmation"]["PublicExpenseResultList"][0];
    ticket["IssueNumber"] = json!("000099");
    ticket["MedicalTreatmentType"] = json!("01");
    let done = desk.post(BATCHES, &token, batch(0, 2, &[hers(), second])).await;
    // One chart with two tickets.
    assert_eq!((&done["registered"], &done["completed"]), (&json!(2), &json!(1)));
    let tickets = async || -> Vec<Value> {
        let chart = chart(&desk, &token, "000001").await;
        let list = &chart["qualifications"][0]["PublicExpenseResultList"];
        list.as_array()
            .unwrap()
            .iter()
            .map(|ticket| ticket["IssueNumber"].clone())
            .collect()
    };
    assert_eq!(tickets().await, [json!("000099"), json!("000007")]);
    let of = |month: &str, issue: &str| {
        let mut row = hers();
        let ticket = &mut row["ResultOfQualificationConfirmation"]["PublicExpenseResultList"][0];
        ticket["MedicalTreatmentMonth"] = json!(month);
        ticket["IssueNumber"] = json!(issue);
        let mut batch = batch(0, 1, &[row]);
        batch["month"] = json!(month);
        batch
    };
    desk.post(BATCHES, &token, of("202610", "000010")).await;
    assert_eq!(tickets().await, [json!("000099"), json!("000007")]);
    desk.post(BATCHES, &token, of("202612", "000012")).await;
    assert_eq!(tickets().await, [json!("000012")]);
    // What it had is history.
    assert_eq!(
        count(&desk, "qualifications WHERE superseded_at_ms IS NULL").await,
        1
    );
    assert_eq!(count(&desk, "qualifications").await, 3);
    assert_eq!(count(&desk, "bulk_tickets WHERE chart IS NOT NULL").await, 4);
}
