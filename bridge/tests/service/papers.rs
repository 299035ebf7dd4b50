//! The papers of a reception by numbers: both sets are kept with the registration, or nothing is.

use crate::registry::{REGISTRATIONS, desk, hanako, id, open, register, registration};
use madoguchi_bridge::his::papers::kept;
use madoguchi_shared::bridge::his::Papers;
use serde_json::{Value, json};

#[tokio::test]
async fn both_sets_are_kept_with_what_was_asked_by_and_why() {
    let (desk, token, _screen) = desk().await;
    open(&desk, &token, 1).await;
    let body = by_numbers(1, papers());
    let chart = desk.post(REGISTRATIONS, &token, body.clone()).await;
    let expected: Papers = serde_json::from_value(papers()).unwrap();
    assert_eq!(kept(&desk.store, &id(1)).await.unwrap(), Some(expected.clone()));
    // The answer was lost: sent again.
    assert_eq!(desk.post(REGISTRATIONS, &token, body).await, chart);
    assert_eq!(kept(&desk.store, &id(1)).await.unwrap(), Some(expected));
    // With the card there are none.
    register(&desk, &token, 2, json!({ "newChart": hanako() })).await;
    assert_eq!(kept(&desk.store, &id(2)).await.unwrap(), None);
}

#[tokio::test]
async fn without_a_difference_there_is_one_set() {
    let (desk, token, _screen) = desk().await;
    open(&desk, &token, 1).await;
    let mut one = papers();
    one["prescription"] = Value::Null;
    one["pickedBecause"] = Value::Null;
    desk.post(REGISTRATIONS, &token, by_numbers(1, one.clone())).await;
    let expected: Papers = serde_json::from_value(one).unwrap();
    assert_eq!(kept(&desk.store, &id(1)).await.unwrap(), Some(expected));
}

#[tokio::test]
async fn other_papers_are_another_registration() {
    let (desk, token, _screen) = desk().await;
    open(&desk, &token, 1).await;
    desk.post(REGISTRATIONS, &token, by_numbers(1, papers())).await;
    for (field, value) in [
        ("used", json!("prescription")),
        ("pickedBecause", json!("住所")),
        ("prescription", Value::Null),
    ] {
        let mut other = papers();
        other[field] = value;
        let refused = desk.refused(REGISTRATIONS, &token, by_numbers(1, other)).await;
        assert_eq!(refused, "REGISTRATION_REFUSED", "{field}");
    }
    let refused = desk
        .refused(REGISTRATIONS, &token, by_numbers(1, Value::Null))
        .await;
    assert_eq!(refused, "REGISTRATION_REFUSED");
}

#[tokio::test]
async fn papers_that_are_too_long_or_not_complete_leave_nothing_behind() {
    let (desk, token, _screen) = desk().await;
    open(&desk, &token, 1).await;
    let mut wrong = Vec::new();
    for set in ["certificate", "prescription"] {
        for (field, longest) in [
            ("insurerNumber", 8),
            ("symbol", 20),
            ("number", 20),
            ("branch", 2),
            ("name", 100),
        ] {
            let mut longest_one = papers();
            longest_one[set][field] = json!("１".repeat(longest + 1));
            wrong.push((longest_one, "BODY_TOO_LARGE"));
        }
        for (field, value) in [
            ("insurerNumber", json!(" ")),
            ("number", json!("")),
            ("name", json!("　")),
            ("birthDate", json!("20260230")),
            ("scheme", json!("healthInsurance")),
        ] {
            let mut other = papers();
            other[set][field] = value;
            wrong.push((other, "BODY_INVALID"));
        }
    }
    for (reason, code) in [
        ("あ".repeat(201), "BODY_TOO_LARGE"),
        (" ".to_owned(), "BODY_INVALID"),
    ] {
        let mut other = papers();
        other["pickedBecause"] = json!(reason);
        wrong.push((other, code));
    }
    let mut unentrusted = by_numbers(1, papers());
    unentrusted["basis"] = json!("unentrusted");
    unentrusted["qualifications"] = json!([]);
    unentrusted["inquiryKey"] = Value::Null;
    assert_eq!(
        desk.refused(REGISTRATIONS, &token, unentrusted).await,
        "BODY_INVALID"
    );
    for (papers, code) in wrong {
        let refused = desk
            .refused(REGISTRATIONS, &token, by_numbers(1, papers.clone()))
            .await;
        assert_eq!(refused, code, "{papers}");
    }
    for table in ["charts", "registrations", "papers"] {
        let sql = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        let rows: i64 = sqlx::query_scalar(sql).fetch_one(&desk.store).await.unwrap();
        assert_eq!(rows, 0, "{table}");
    }
    let mut longest = papers();
    longest["certificate"]["name"] = json!("山".repeat(100));
    longest["pickedBecause"] = json!("あ".repeat(200));
    desk.post(REGISTRATIONS, &token, by_numbers(1, longest)).await;
    assert!(kept(&desk.store, &id(1)).await.unwrap().is_some());
}

fn by_numbers(index: u8, papers: Value) -> Value {
    let mut body = registration(index, json!({ "newChart": hanako() }));
    body["papers"] = papers;
    body
}

fn papers() -> Value {
    let numbers = |number: &str| {
        json!({
            "scheme": "medicalAssistance", "insurerNumber": "12131017", "symbol": null, "number": number,
            "branch": null, "birthDate": "19850721", "name": "見本　花子",
        })
    };
    json!({
        "certificate": numbers("1234566"), "prescription": numbers("1234656"), "used": "certificate",
        "pickedBecause": "氏名と住所",
    })
}
