//! The search for a patient by what is on a paper.

use crate::support::{Desk, Screen};
use madoguchi_shared::bridge::Role;
use serde_json::{Value, json};

const SEARCHES: &str = "/api/v1/his/patient-searches";

#[tokio::test]
async fn forms_of_a_kanji_find_each_other_and_are_no_same_name() {
    let room = Room::new().await;
    room.register(1, "髙橋　花子", "ﾀｶﾊｼ ﾊﾅｺ", "19800101").await;
    room.register(2, "高橋 花子", "ﾀｶﾊｼ ﾊﾅｺ", "19800101").await;
    room.register(3, "高橋 花子", "ﾀｶﾊｼ ﾊﾅｺ", "19800102").await;
    room.register(4, "見本 花子", "ﾐﾎﾝ ﾊﾅｺ", "19800101").await;
    let found = room.find("高橋花子", Some("19800101")).await;
    assert_eq!(
        found,
        [
            ("高橋 花子".into(), true, false, false),
            ("髙橋　花子".into(), false, true, false)
        ],
        "as they are, the same name first"
    );
    let found = room.find("髙橋 花子", Some("19800101")).await;
    assert_eq!(found[0], ("髙橋　花子".into(), true, false, false));
    assert_eq!(found[1], ("高橋 花子".into(), false, true, false));
    // Any birth date; the last visit first.
    let found = room.find("高橋 花子", None).await;
    assert_eq!(found.len(), 3);
    assert_eq!(room.find("高橋 花子", Some("19800103")).await, []);
}

#[tokio::test]
async fn kana_and_the_beginning_of_a_name_find_too() {
    let room = Room::new().await;
    room.register(1, "渡邉 一", "ﾜﾀﾅﾍﾞ ﾊｼﾞﾒ", "19800101").await;
    room.register(2, "渡部 二郎", "ﾜﾀﾅﾍﾞ ｼﾞﾛｳ", "19800101").await;
    room.register(3, "渡辺", "ﾜﾀﾅﾍﾞ", "19800101").await;
    let names = async |name| {
        room.find(name, Some("19800101"))
            .await
            .into_iter()
            .map(|one| one.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(names("わたなべ　はじめ").await, ["渡邉 一"]);
    assert_eq!(names("渡邊").await, ["渡辺", "渡邉 一"]);
    assert_eq!(names("ﾜﾀﾅﾍﾞ").await, ["渡辺", "渡部 二郎", "渡邉 一"]);
    assert_eq!(names("一").await, [] as [&str; 0], "not the middle");
    let found = room.find("わたなべ", Some("19800101")).await;
    assert_eq!(found[0], ("渡辺".into(), false, false, true));
}

#[tokio::test]
async fn the_number_that_a_reader_types_from_a_card_finds_its_chart_alone() {
    let room = Room::new().await;
    room.register(1, "見本 花子", "ﾐﾎﾝ ﾊﾅｺ", "19800101").await;
    room.register(2, "見本 太郎", "ﾐﾎﾝ ﾀﾛｳ", "19800102").await;
    let second = [("見本 太郎".to_owned(), false, false, false)];
    // As it is, with the keyboard set to kana, and with what a reader may add.
    for typed in ["000002", "０００００２", " 000002\r\n"] {
        assert_eq!(room.find(typed, None).await, second, "{typed}");
    }
    assert_eq!(room.find("000002", Some("19800102")).await, second);
    for none in ["000003", "2", "00000", "000002000002"] {
        assert_eq!(room.find(none, None).await, [], "{none}");
    }
    assert_eq!(room.find("000002", Some("19800101")).await, [], "of another day");
}

#[tokio::test]
async fn there_are_at_most_twenty_and_the_best_are_among_them() {
    let room = Room::new().await;
    room.register(1, "見本", "ﾐﾎﾝ", "19800101").await;
    for index in 2..24 {
        room.register(index, "見本 花子", "ﾐﾎﾝ ﾊﾅｺ", "19800101").await;
    }
    let found = room.find("見本", None).await;
    assert_eq!(found.len(), 20);
    assert_eq!(found[0].0, "見本");
}

#[tokio::test]
async fn what_is_no_name_finds_nobody() {
    let room = Room::new().await;
    room.register(1, "見本 花子", "ﾐﾎﾝ ﾊﾅｺ", "19800101").await;
    let long = "見".repeat(101);
    for name in [
        "",
        "　",
        "・",
        "%",
        "*",
        "'",
        "\u{202e}",
        "<img src=x onerror=alert(1)>",
        long.as_str(),
    ] {
        assert_eq!(room.find(name, Some("19800101")).await, [], "{name}");
    }
    for day in ["", "1980", "％"] {
        assert_eq!(room.find("見本", Some(day)).await, [], "{day}");
    }
}

struct Room {
    desk: Desk,
    token: String,
    _screen: Screen,
}

impl Room {
    async fn new() -> Self {
        let desk = Desk::start().await;
        let token = desk.pair(Role::Counter).await;
        let (screen, _) = desk.connect(&token, "tab").await;
        Self {
            desk,
            token,
            _screen: screen,
        }
    }

    async fn register(&self, index: u8, name: &str, kana: &str, birth: &str) {
        self.desk.clock.advance(1000);
        let reception = format!("01934b2c-0000-7000-8000-{index:012}");
        let opening = json!({ "reception": reception, "tab": "tab" });
        self.desk
            .post("/api/v1/receptions/openings", &self.token, opening)
            .await;
        let basics = json!({ "name": name, "kana": kana, "birthDate": birth, "sex": "2", "address": null });
        let body = json!({
            "reception": reception, "tab": "tab", "target": { "newChart": basics }, "questionnaire": null,
            "qualifications": [], "inquiryKey": null, "staffId": "sato",
        });
        self.desk
            .post("/api/v1/his/registrations", &self.token, body)
            .await;
    }

    /// Name, same name, variant, same kana.
    async fn find(&self, name: &str, birth: Option<&str>) -> Vec<(String, bool, bool, bool)> {
        let body = json!({ "name": name, "birthDate": birth });
        let found = self.desk.post(SEARCHES, &self.token, body).await;
        let flag = |one: &Value, name: &str| one[name].as_bool().unwrap();
        let told = found["candidates"].as_array().unwrap().iter().map(|one| {
            (
                one["chart"]["basics"]["name"].as_str().unwrap().to_owned(),
                flag(one, "sameName"),
                flag(one, "nameVariant"),
                flag(one, "sameKana"),
            )
        });
        told.collect()
    }
}
