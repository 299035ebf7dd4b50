use super::*;
use crate::drawn::html;
use madoguchi_shared::Facility;

/// Item, value, and the upper end of the reference.
type Told<'a> = (&'a str, &'a str, &'a str);

fn checkup(on: &str, values: &[Told]) -> Checkup {
    let value = |(item, value, high): &Told| CheckupValue {
        item: (*item).to_owned(),
        item_en: (*item).to_owned(),
        value: (*value).into(),
        unit: if *item == "尿比重" { "" } else { "kg" }.to_owned(),
        low: None,
        high: (!high.is_empty()).then(|| (*high).to_owned()),
    };
    Checkup {
        examined_on: Day::parse(on).unwrap(),
        institution: "架空健診センター".into(),
        values: values.iter().map(value).collect(),
    }
}

fn days(checkups: &[Checkup]) -> Vec<Day> {
    checkups.iter().map(|checkup| checkup.examined_on).collect()
}

fn points(item: &Item, checkups: &[Checkup]) -> Vec<(f64, Place)> {
    let drawn = series(item, &days(checkups)).unwrap();
    drawn
        .points
        .iter()
        .map(|point| (point.value, point.place))
        .collect()
}

/// The table of it in words, without tags.
fn table_of(checkups: &[Checkup], language: Language) -> String {
    let html = html(Facility::Clinic, language, |_| (), || draw(checkups));
    assert!(
        !html.contains('{') && !html.contains("NaN") && !html.contains("inf"),
        "{html}"
    );
    let table = &html[html.find("<tbody>").unwrap()..];
    let mut words = String::new();
    for part in table.split('<') {
        words.push_str(part.split_once('>').map_or("", |(_, text)| text));
        words.push(' ');
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_was_not_examined_has_no_value_and_no_point() {
    let checkups = [
        checkup(
            "20260615",
            &[("体重", "78.0", "80"), ("尿蛋白", "（－）", "（－）")],
        ),
        checkup("20250615", &[("尿蛋白", "（±）", "（－）")]),
        checkup("20240615", &[("体重", "81.5", "80")]),
    ];
    let found = items(&checkups);
    let texts: Vec<Vec<&str>> = found[0]
        .found
        .iter()
        .map(|values| values.iter().map(|value| value.text.as_str()).collect())
        .collect();
    assert_eq!(texts, [vec!["78.0"], vec![], vec!["81.5"]]);
    let oldest_first = [(81.5, Place::High), (78.0, Place::Within)];
    assert_eq!(points(&found[0], &checkups), oldest_first);
    assert_eq!(series(&found[1], &days(&checkups)), None, "words make no line");
    let table = table_of(&checkups, Language::Ja);
    assert!(
        table.starts_with("体重 kg 80以下 78.0 ― 81.5 高い 尿蛋白 kg （－） （－） （±） 基準値と異なる ―"),
        "{table}"
    );
}

#[test]
fn a_chart_says_its_range_and_the_unit_that_it_has() {
    let year = |on| checkup(on, &[("体重", "78.0", "80"), ("尿比重", "1.010", "1.030")]);
    let checkups = [year("20260615"), year("20250615")];
    let html = html(Facility::Clinic, Language::Ja, |_| (), || draw(&checkups));
    for told in [
        "aria-label=\"体重（kg）の推移の図。基準値 80以下\"",
        "aria-label=\"尿比重の推移の図。基準値 1.030以下\"",
        "80以下（kg）",
    ] {
        assert!(html.contains(told), "{told}\n{html}");
    }
    assert!(!html.contains("（）"), "{html}");
}

#[test]
fn two_values_of_one_checkup_both_stay_in_their_order() {
    let pressure = |value| ("収縮期血圧", value, "129");
    let checkups = [
        checkup("20260615", &[pressure("128"), pressure("131")]),
        checkup("20250615", &[pressure("140"), pressure("126")]),
    ];
    let found = items(&checkups);
    assert_eq!(found.len(), 1);
    assert_eq!(
        points(&found[0], &checkups),
        [
            (140.0, Place::High),
            (126.0, Place::Within),
            (128.0, Place::Within),
            (131.0, Place::High),
        ]
    );
    let table = table_of(&checkups, Language::En);
    assert!(
        table.starts_with("収縮期血圧 kg 129 or less 128 131 high 140 high 126"),
        "{table}"
    );
    let one_day = &checkups[..1];
    assert_eq!(
        series(&items(one_day)[0], &days(one_day)),
        None,
        "one day makes no line"
    );
}

#[test]
fn each_value_is_judged_by_the_range_of_its_own_checkup() {
    let checkups = [
        checkup("20260615", &[("収縮期血圧", "132", "129")]),
        checkup("20250615", &[("収縮期血圧", "132", "139")]),
        checkup("20240615", &[("収縮期血圧", "132", "")]),
    ];
    let found = items(&checkups);
    let oldest_first = [
        (132.0, Place::Within),
        (132.0, Place::Within),
        (132.0, Place::High),
    ];
    assert_eq!(points(&found[0], &checkups), oldest_first);
    assert_eq!(
        table_of(&checkups, Language::Ja),
        "収縮期血圧 kg 健診ごとに異なる 132 高い 基準値 129以下 132 基準値 139以下 132 基準値 ―"
    );
}

#[test]
fn what_only_looks_like_a_number_is_words() {
    let value = |text| ("HbA1c", text, "5.5");
    let checkups = [
        checkup("20260615", &[value("NaN")]),
        checkup("20250615", &[value("inf")]),
        checkup("20240615", &[value("-inf")]),
        checkup("20230615", &[value("1e3")]),
    ];
    assert_eq!(series(&items(&checkups)[0], &days(&checkups)), None);
    let ranges = [("HbA1c", "5.0", "inf"), ("HbA1c", "5.0", "NaN")];
    let checkups = [
        checkup("20260615", &ranges[..1]),
        checkup("20250615", &ranges[1..]),
    ];
    let drawn = series(&items(&checkups)[0], &days(&checkups)).unwrap();
    assert!(drawn.points.iter().all(|point| point.ends == [None, None]));
}
