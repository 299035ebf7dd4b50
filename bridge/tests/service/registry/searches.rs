//! Charts that may be the same person's.

use super::*;

#[tokio::test]
async fn the_search_finds_what_may_be_the_same_and_never_merges() {
    let (desk, token, _screen) = desk().await;
    register(&desk, &token, 1, json!({ "newChart": hanako() })).await;
    register(&desk, &token, 2, json!({ "newChart": hanako() })).await;
    let man = basics("見本 花子", "ﾐﾎﾝ ﾊﾅｺ", "1");
    register(&desk, &token, 3, json!({ "newChart": man })).await;
    let married = basics("別姓 花子", "ミホン ハナコ", "2");
    register(&desk, &token, 4, json!({ "newChart": married })).await;
    let mut other_day = hanako();
    other_day["birthDate"] = json!("19800102");
    register(&desk, &token, 5, json!({ "newChart": other_day })).await;
    let search = json!({ "basics": basics("見本 花子", "みほん　はなこ", "2") });
    let found = desk.post(SEARCHES, &token, search).await;
    let found: Vec<_> = found["candidates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["chart"]["patientNumber"].clone(),
                one["sameName"].clone(),
                one["sameKana"].clone(),
                one["sameSex"].clone(),
            )
        })
        .collect();
    assert_eq!(found.len(), 4);
    for (number, name, kana, sex) in &found[..2] {
        assert!(number == "000001" || number == "000002");
        assert_eq!((name, kana, sex), (&json!(true), &json!(true), &json!(true)));
    }
    assert_eq!(
        found[2],
        (json!("000003"), json!(true), json!(true), json!(false))
    );
    assert_eq!(
        found[3],
        (json!("000004"), json!(false), json!(true), json!(true))
    );
    let nobody = json!({ "basics": basics("", "", "2") });
    assert_eq!(desk.post(SEARCHES, &token, nobody).await["candidates"], json!([]));
}

#[tokio::test]
async fn the_search_finds_another_form_of_a_kanji_without_kana() {
    let (desk, token, _screen) = desk().await;
    register(
        &desk,
        &token,
        1,
        json!({ "newChart": basics("髙﨑　花子", "ﾀｶｻｷ ﾊﾅｺ", "2") }),
    )
    .await;
    let search = json!({ "basics": basics("高崎　花子", "", "3") });
    let found = desk.post(SEARCHES, &token, search).await;
    let candidates = found["candidates"].as_array().unwrap();
    assert_eq!(candidates.len(), 1, "else a second chart is opened silently");
    assert_eq!(
        (&candidates[0]["nameVariant"], &candidates[0]["sameName"]),
        (&json!(true), &json!(false))
    );
}
