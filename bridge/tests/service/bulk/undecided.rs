//! Rows that a person has to look at: nothing is written.

use super::charts::{chart, completed_receptions, hers, receive};
use super::{BATCHES, EXCEPTIONS, MONTH, batch, count};
use crate::registry::{desk, hanako, register};
use crate::support::Desk;
use serde_json::{Value, json};

/// The row is listed for a person to look at, and no chart got anything from it.
pub(super) async fn is_undecided(desk: &Desk, token: &str, row: Value) {
    let had = count(desk, "qualifications").await;
    let done = desk.post(BATCHES, token, batch(0, 1, &[row])).await;
    assert_eq!(
        (&done["registered"], &done["completed"], &done["failed"]),
        (&json!(0), &json!(0), &json!(1))
    );
    let asked = json!({ "month": MONTH, "after": 0 });
    let listed = desk.post(EXCEPTIONS, token, asked).await;
    assert_eq!(listed["list"][0]["cause"], "undecided");
    assert_eq!(count(desk, "qualifications").await, had);
    assert!(!completed_receptions(desk, token).await.contains(&true));
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
        is_undecided(&desk, &token, hers()).await;
    }
}

#[tokio::test]
async fn the_numbers_of_a_chart_with_another_person_on_the_ticket_change_nothing() {
    for (field, other) in [
        ("Name", "別人　花子"),
        ("NameKana", "ﾍﾞﾂｼﾞﾝ ﾊﾅｺ"),
        ("Birthdate", "19800102"),
        ("Sex1", "1"),
    ] {
        let (desk, token, _screen) = desk().await;
        receive(&desk, &token, 1, json!({ "newChart": hanako() })).await;
        desk.post(BATCHES, &token, batch(0, 1, &[hers()])).await;
        let had = chart(&desk, &token, "000001").await;
        let mut row = hers();
        row["ResultOfQualificationConfirmation"][field] = json!(other);
        let mut again = batch(0, 1, &[row]);
        again["receptionNumber"] = json!("r2");
        let done = desk.post(BATCHES, &token, again).await;
        assert_eq!(
            (&done["registered"], &done["failed"]),
            (&json!(0), &json!(1)),
            "{field}"
        );
        assert_eq!(chart(&desk, &token, "000001").await, had, "{field}");
    }
}

#[tokio::test]
async fn a_person_looks_at_her_own_chart_that_waits_for_nothing() {
    let (desk, token, _screen) = desk().await;
    // Received on another ground.
    register(&desk, &token, 1, json!({ "newChart": hanako() })).await;
    is_undecided(&desk, &token, hers()).await;
}

#[tokio::test]
async fn a_person_looks_at_whoever_cannot_be_told_from_others() {
    // Without birth date, or without a name, nobody can be told from anybody.
    for fields in [&["Birthdate"][..], &["Name", "NameKana"]] {
        let (desk, token, _screen) = desk().await;
        receive(&desk, &token, 1, json!({ "newChart": hanako() })).await;
        let mut row = hers();
        for field in fields {
            let result = row["ResultOfQualificationConfirmation"].as_object_mut();
            result.unwrap().remove(*field);
        }
        is_undecided(&desk, &token, row).await;
    }
}
