//! Whose ticket it is: charts with the numbers, charts that waited as 未委託, and those that a person has to look at.

use super::{BATCHES, MONTH, STATES, batch, count, row};
use crate::registry::{REGISTRATIONS, desk, hanako, id, open, register, registration};
use crate::support::{Desk, Screen};
use madoguchi_shared::bridge::event::Event;
use serde_json::{Value, json};

/// Hanako's ticket.
fn hers() -> Value {
    let mut row = row(7);
    let result = &mut row["ResultOfQualificationConfirmation"];
    result["Name"] = json!("見本 花子");
    result["NameKana"] = json!("ﾐﾎﾝ ﾊﾅｺ");
    result["Birthdate"] = json!("19800101");
    result["Sex1"] = json!("2");
    row
}

/// Received as 未委託: 基礎情報 only.
async fn receive(desk: &Desk, token: &str, index: u8, target: Value) -> Value {
    open(desk, token, index).await;
    let mut body = registration(index, target);
    body["qualifications"] = json!([]);
    body["inquiryKey"] = Value::Null;
    body["basis"] = json!("unentrusted");
    desk.post(REGISTRATIONS, token, body).await
}

async fn chart(desk: &Desk, token: &str, number: &str) -> Value {
    let asked = json!({ "patientNumber": number });
    desk.post("/api/v1/his/chart-lookups", token, asked).await["chart"].clone()
}

async fn completed_receptions(desk: &Desk, token: &str) -> Vec<bool> {
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
async fn where_a_person_has_to_look_nothing_is_written() {
    let another_name = json!({ "name": "見本 はな子", "kana": "ﾐﾎﾝ ﾊﾅｺ", "birthDate": "19800101", "sex": "2", "address": null });
    let another_sex = json!({ "name": "見本 花子", "kana": "ﾐﾎﾝ ﾊﾅｺ", "birthDate": "19800101", "sex": "1", "address": null });
    for charts in [vec![hanako(), hanako()], vec![another_name], vec![another_sex]] {
        let (desk, token, _screen) = desk().await;
        for (index, basics) in (1..).zip(charts) {
            receive(&desk, &token, index, json!({ "newChart": basics })).await;
        }
        let done = desk.post(BATCHES, &token, batch(0, 1, &[hers()])).await;
        assert_eq!(
            (&done["registered"], &done["completed"], &done["failed"]),
            (&json!(0), &json!(0), &json!(1))
        );
        let asked = json!({ "month": MONTH, "after": 0 });
        let listed = desk.post(super::EXCEPTIONS, &token, asked).await;
        assert_eq!(listed["list"][0]["cause"], "undecided");
        assert_eq!(count(&desk, "qualifications").await, 0);
        assert!(!completed_receptions(&desk, &token).await.contains(&true));
    }
}

#[tokio::test]
async fn somebody_else_of_that_day_and_somebody_who_is_covered_do_not_get_it() {
    let (desk, token, _screen) = desk().await;
    let other = json!({ "name": "別人 太郎", "kana": "ﾍﾞﾂｼﾞﾝ ﾀﾛｳ", "birthDate": "19800101", "sex": "1", "address": null });
    receive(&desk, &token, 1, json!({ "newChart": other })).await;
    // Her own chart, received on another ground: nothing waits there.
    register(&desk, &token, 2, json!({ "newChart": hanako() })).await;
    let done = desk.post(BATCHES, &token, batch(0, 1, &[hers()])).await;
    assert_eq!((&done["registered"], &done["completed"]), (&json!(1), &json!(0)));
    for number in ["000001", "000002"] {
        let chart = chart(&desk, &token, number).await;
        let numbers = &chart["qualifications"][0]["InsuredIdentificationNumber"];
        assert_eq!(*numbers, Value::Null, "{number}");
    }
    assert_eq!(completed_receptions(&desk, &token).await, [false, false]);
}

#[tokio::test]
async fn a_ticket_of_before_completes_no_reception_of_a_later_month() {
    let (desk, token, _screen) = desk().await;
    // 2026-11-30T23:59:59.999+09:00, and a millisecond later it is December.
    let last_ms = 1_796_050_799_999;
    for (index, at_ms, completed) in [(1, last_ms, true), (2, last_ms + 1, false)] {
        let now_ms = madoguchi_bridge::clock::Clock::now_ms(&*desk.clock);
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
