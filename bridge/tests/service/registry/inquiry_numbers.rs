//! 照会番号 that wait to be sent.

use super::*;

#[tokio::test]
async fn inquiry_numbers_wait_until_they_are_taken() {
    let (desk, token, _screen) = desk().await;
    register(&desk, &token, 1, json!({ "newChart": hanako() })).await;
    let list = &desk.get(PENDING, &token).await["list"];
    assert_eq!(
        list[0],
        json!({
            "reception": id(1), "patientName": "見本　花子", "referenceNumber": "000001",
            "key": key(), "lastProblem": null,
        })
    );
    let refused = json!({ "reception": id(1), "problem": "INQUIRY_NUMBER_REFUSED" });
    desk.post(OUTCOMES, &token, refused.clone()).await;
    let list = &desk.get(PENDING, &token).await["list"];
    assert_eq!(list[0]["lastProblem"], "INQUIRY_NUMBER_REFUSED");
    desk.post(OUTCOMES, &token, json!({ "reception": id(1), "problem": null }))
        .await;
    // A late answer of an earlier try changes nothing.
    desk.post(OUTCOMES, &token, refused).await;
    assert_eq!(desk.get(PENDING, &token).await["list"], json!([]));
    let entry = &desk.get("/api/v1/receptions", &token).await["entries"][0];
    assert_eq!(entry["inquiryNumber"], "registered");
    let unknown = json!({ "reception": id(8), "problem": null });
    assert_eq!(desk.refused(OUTCOMES, &token, unknown).await, "RECEPTION_UNKNOWN");
}

#[tokio::test]
async fn a_newer_number_of_the_same_qualification_closes_what_waited_before() {
    for same_chart in [true, false] {
        let (desk, token, _screen) = desk().await;
        let chart = register(&desk, &token, 1, json!({ "newChart": hanako() })).await;
        let target = if same_chart {
            json!({ "known": { "chart": chart["chart"], "update": null } })
        } else {
            json!({ "newChart": hanako() })
        };
        // Of another qualification: it goes on waiting.
        open(&desk, &token, 2).await;
        let mut other = registration(2, json!({ "newChart": hanako() }));
        other["inquiryKey"]["insuredIdentificationNumber"] = json!("9999996");
        desk.post(REGISTRATIONS, &token, other).await;
        desk.clock.advance(1);
        register(&desk, &token, 3, target).await;
        let pending = async || -> Vec<Value> {
            let list = desk.get(PENDING, &token).await["list"].clone();
            let list = list.as_array().unwrap().iter();
            list.map(|number| number["reception"].clone()).collect()
        };
        assert_eq!(pending().await, [json!(id(1)), json!(id(2)), json!(id(3))]);
        let sent = |index| json!({ "reception": id(index), "problem": null });
        desk.post(OUTCOMES, &token, sent(3)).await;
        assert_eq!(pending().await, [json!(id(2))]);
        // What comes late of it changes nothing.
        desk.post(
            OUTCOMES,
            &token,
            json!({ "reception": id(1), "problem": "BACKEND_UNAVAILABLE" }),
        )
        .await;
        assert_eq!(pending().await, [json!(id(2))]);
        let book = desk.get("/api/v1/receptions", &token).await;
        let first = book["entries"].as_array().unwrap().iter();
        let first = first.clone().find(|entry| entry["reception"] == id(1)).unwrap();
        let told = if same_chart {
            json!("registered")
        } else {
            Value::Null
        };
        assert_eq!(first["inquiryNumber"], told);
    }
}

#[tokio::test]
async fn an_older_number_that_is_taken_late_leaves_the_newer_one_waiting() {
    let (desk, token, _screen) = desk().await;
    register(&desk, &token, 1, json!({ "newChart": hanako() })).await;
    desk.clock.advance(1);
    register(&desk, &token, 2, json!({ "newChart": hanako() })).await;
    desk.post(OUTCOMES, &token, json!({ "reception": id(1), "problem": null }))
        .await;
    let list = &desk.get(PENDING, &token).await["list"];
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(list[0]["reception"], id(2));
}
