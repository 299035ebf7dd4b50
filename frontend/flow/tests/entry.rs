//! What is typed, field by field: what is taken, what is refused and why, and that nothing else happens.

use madoguchi_flow::entry::{Field, Guess, Slip, differences, read, read_as_written, two_numbers, written};
use madoguchi_shared::Scheme;
use madoguchi_shared::date::Day;
use proptest::prelude::*;

const FIELDS: [Field; 8] = [
    Field::Payer,
    Field::Recipient,
    Field::Insurer,
    Field::Symbol,
    Field::Number,
    Field::Branch,
    Field::Name,
    Field::Birth,
];

fn today() -> Day {
    Day::new(2026, 11, 23).expect("a day")
}

#[track_caller]
fn taken(field: Field, cases: &[(&str, &str)]) {
    for (typed, meant) in cases {
        assert_eq!(
            field.read(typed, today()).as_deref(),
            Ok(*meant),
            "{field:?} {typed:?}"
        );
    }
}

#[track_caller]
fn refused(field: Field, cases: &[(&str, Slip)]) {
    for (typed, slip) in cases {
        assert_eq!(field.read(typed, today()), Err(*slip), "{field:?} {typed:?}");
    }
}

#[test]
fn numbers_are_taken_however_they_are_typed() {
    for (field, number) in [
        (Field::Payer, "12131017"),
        (Field::Recipient, "1234566"),
        (Field::Insurer, "06131239"),
    ] {
        let wide: String = number
            .chars()
            .map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap())
            .collect();
        let split = |with: &str| [&number[..4], with, &number[4..]].concat();
        for typed in [
            wide.clone(),
            split(" "),
            split("　"),
            split("-"),
            split("－"),
            split("ー"),
            split("‐"),
            split("−"),
            split("\r\n"),
            split("\t"),
            split("\u{200b}"),
            split("\u{feff}"),
            ["\u{202e}", number, "\u{202c}"].concat(),
            ["\u{200e}", number, "\n"].concat(),
            ["  ", number, "　"].concat(),
        ] {
            taken(field, &[(&typed, number)]);
        }
    }
    taken(
        Field::Insurer,
        &[
            ("138057", "138057"),
            ("  138057", "138057"),
            ("１３８０５７", "138057"),
        ],
    );
    taken(
        Field::Branch,
        &[("", ""), ("　", ""), ("01", "01"), ("０１", "01"), ("0 1", "01")],
    );
}

#[test]
fn a_wrong_number_is_explained() {
    let count = |found, expected| Slip::Count { found, expected };
    refused(
        Field::Payer,
        &[
            ("", Slip::Empty),
            ("\u{200b}", Slip::Empty),
            ("-", Slip::NotDigits),
            ("1213101", count(7, 8)),
            ("121310177", count(9, 8)),
            ("1213l017", Slip::NotDigits),
            ("12131O17", Slip::NotDigits),
            ("一二一三", Slip::NotDigits),
            ("①②③", Slip::NotDigits),
            ("00000000", Slip::AllZero),
            // 21 is no 法別番号 of 医療扶助, and swapped it is 12.
            ("21131017", Slip::CheckDigit(Some(Guess::Swapped { place: 1 }))),
            ("12130117", Slip::CheckDigit(Some(Guess::Swapped { place: 5 }))),
            ("33120015", Slip::OtherPaper),
            ("54016027", Slip::OtherLaw),
            ("54016028", Slip::OtherLaw),
            ("06131239", Slip::OtherPaper),
            ("39131016", Slip::OtherPaper),
            ("138057", Slip::OtherPaper),
            ("138058", count(6, 8)),
        ],
    );
    refused(
        Field::Recipient,
        &[
            ("1234567", Slip::CheckDigit(None)),
            ("2134566", Slip::CheckDigit(Some(Guess::Swapped { place: 1 }))),
            ("0000000", Slip::AllZero),
            ("123456", count(6, 7)),
            ("12345666", count(8, 7)),
        ],
    );
    refused(
        Field::Insurer,
        &[
            ("12131017", Slip::OtherPaper),
            ("12345", count(5, 6)),
            ("1380571", count(7, 6)),
            ("061312391", count(9, 8)),
        ],
    );
    refused(
        Field::Branch,
        &[("1", count(1, 2)), ("001", count(3, 2)), ("a1", Slip::NotDigits)],
    );
}

#[test]
fn a_digit_that_looks_alike_is_found_when_nothing_else_explains_it() {
    let misread = |place, digit| Slip::CheckDigit(Some(Guess::Misread { place, digit }));
    refused(
        Field::Recipient,
        &[("1234506", misread(6, '6')), ("7054320", misread(2, '6'))],
    );
    refused(
        Field::Payer,
        &[("12181017", misread(4, '3')), ("72131017", misread(1, '1'))],
    );
    // Two that look alike, two swaps: nobody knows.
    refused(
        Field::Recipient,
        &[
            ("1234586", Slip::CheckDigit(None)),
            ("1239566", Slip::CheckDigit(None)),
        ],
    );
}

#[test]
fn two_numbers_that_come_in_one_go_are_told_apart_only_when_both_are_right() {
    let both = Some(("12131017".to_owned(), "1234566".to_owned()));
    for typed in [
        "12131017 1234566",
        "12131017,1234566\r\n",
        "１２１３１０１７－１２３４５６６",
        "121310171234566",
        "1213-1017 / 123456-6",
    ] {
        assert_eq!(two_numbers(typed), both, "{typed:?}");
    }
    for typed in [
        "12131017 1234567",
        "12131010 1234566",
        "06131239 1234566",
        "12131017",
        "12131017 1234566 01",
        "JAHIS 12131017 1234566",
        "https://example.test/?a=12131017&b=1234566",
        "",
    ] {
        assert_eq!(two_numbers(typed), None, "{typed:?}");
    }
}

#[test]
fn symbol_and_number_are_free_text_with_a_bound() {
    taken(
        Field::Symbol,
        &[
            ("", ""),
            ("１２－３４", "12-34"),
            ("12ー34", "12-34"),
            ("協会 千代田", "協会千代田"),
            ("サービス", "サービス"),
            ("ﾁﾖﾀﾞ", "ﾁﾖﾀﾞ"),
            ("𠮷", "𠮷"),
            ("12345678901234567890", "12345678901234567890"),
        ],
    );
    taken(Field::Number, &[(" 001 234 ", "001234")]);
    for field in [Field::Symbol, Field::Number] {
        refused(
            field,
            &[
                ("123456789012345678901", Slip::TooLong),
                ("<img src=x onerror=alert(1)>", Slip::Character),
                ("12;34", Slip::Character),
                ("😀", Slip::Character),
                ("●", Slip::Character),
                ("\0", Slip::Character),
            ],
        );
    }
    refused(Field::Number, &[("", Slip::Empty), ("\u{202e}", Slip::Empty)]);
}

#[test]
fn names_keep_their_characters() {
    taken(
        Field::Name,
        &[
            ("見本　花子", "見本 花子"),
            ("  ﾐﾎﾝ\tﾊﾅｺ\n", "ﾐﾎﾝ ﾊﾅｺ"),
            ("髙﨑 邉󠄀", "髙﨑 邉󠄀"),
            ("𠮷田 𩸽", "𠮷田 𩸽"),
            ("●田 花子", "●田 花子"),
            ("〓木 一", "〓木 一"),
            ("佐々木 〆", "佐々木 〆"),
            ("は\u{3099}ば", "は\u{3099}ば"),
            ("ＪＯＨＮ　Ｏ’Ｎｅｉｌ", "JOHN O’Neil"),
            ("Nguyễn Thị", "Nguyễn Thị"),
            ("ジョン・スミス（ジョン）", "ジョン・スミス(ジョン)"),
            ("見\u{202e}本", "見本"),
            (&"亜".repeat(100), &"亜".repeat(100)),
        ],
    );
    refused(
        Field::Name,
        &[
            ("", Slip::Empty),
            ("●●", Slip::Character),
            ("見本😀", Slip::Character),
            ("<img src=x onerror=alert(1)>", Slip::Character),
            ("＜ｉｍｇ＞", Slip::Character),
            ("見本\u{e000}", Slip::Character),
            ("見本\0花子", Slip::Character),
            ("花子1", Slip::Character),
            (&"亜".repeat(101), Slip::TooLong),
        ],
    );
}

#[test]
fn a_birth_date_is_read_in_every_way_people_write_it() {
    for typed in [
        "19800301",
        "1980/3/1",
        "1980-03-01",
        "1980.3.1",
        "1980年3月1日",
        "１９８０／３／１",
        "S55.3.1",
        "s55/3/1",
        "S550301",
        "昭和55年3月1日",
        "昭和５５年３月１日生",
        "昭55.3.1",
        "㍼55.3.1",
        "3550301",
        "昭和 55 年 3 月 1 日",
        "Ｓ５５．３．１",
        "1980 3 1",
        "S55-3-1",
        "昭和55年\n3月1日",
        "\u{200e}19800301",
    ] {
        taken(Field::Birth, &[(typed, "19800301")]);
    }
    taken(
        Field::Birth,
        &[
            ("R1.5.1", "20190501"),
            ("令和元年5月1日", "20190501"),
            ("5010501", "20190501"),
            ("H元.1.8", "19890108"),
            ("平成31年4月30日", "20190430"),
            ("昭和64年1月7日", "19890107"),
            ("3640107", "19890107"),
            ("大正15年12月24日", "19261224"),
            ("昭和元年12月25日", "19261225"),
            ("明治45年7月29日", "19120729"),
            ("M45.7.29", "19120729"),
            ("1450729", "19120729"),
            ("20240229", "20240229"),
            ("20261123", "20261123"),
        ],
    );
}

#[test]
fn a_day_that_cannot_be_is_refused() {
    refused(
        Field::Birth,
        &[
            ("", Slip::Empty),
            ("20260229", Slip::NoSuchDay),
            ("1980/13/1", Slip::NoSuchDay),
            ("1980/0/1", Slip::NoSuchDay),
            ("1980/2/300", Slip::NoSuchDay),
            ("昭和0年1月1日", Slip::NoSuchDay),
            ("昭和64年1月8日", Slip::NotInEra),
            ("平成31年5月1日", Slip::NotInEra),
            ("昭和元年12月24日", Slip::NotInEra),
            ("平成元年1月7日", Slip::NotInEra),
            ("明治5年1月1日", Slip::NotInEra),
            ("20261124", Slip::InFuture),
            ("R8.11.24", Slip::InFuture),
            ("18900101", Slip::TooLongAgo),
            ("明治20年1月1日", Slip::TooLongAgo),
            // Could be 1955, 昭和55, 平成55 …
            ("55.3.1", Slip::NotADay),
            ("550301", Slip::NotADay),
            ("6550301", Slip::NotADay),
            ("S55.3", Slip::NotADay),
            ("S55.3.1.1", Slip::NotADay),
            ("X55.3.1", Slip::NotADay),
            ("令和", Slip::NotADay),
            ("3月1日", Slip::NotADay),
            ("昭和五十五年三月一日", Slip::NotADay),
            ("1980/99999999999/1", Slip::NotADay),
            ("😀", Slip::NotADay),
            ("<img src=x onerror=alert(1)>", Slip::NotADay),
        ],
    );
}

#[test]
fn what_is_far_too_long_is_refused_and_not_cut() {
    for field in FIELDS {
        for typed in [
            "1".repeat(10_000),
            "亜".repeat(10_000),
            " ".repeat(10_000),
            "\u{202e}".repeat(10_000),
        ] {
            assert_eq!(field.read(&typed, today()), Err(Slip::TooLong), "{field:?}");
        }
    }
}

#[test]
fn a_form_is_read_whole_or_not_at_all() {
    let typed = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let aid = typed(&["１２１３１０１７", "1234566", "見本　花子", "S30.2.17"]);
    let numbers = read(Scheme::MedicalAssistance, &aid, today()).unwrap();
    assert_eq!(written(&numbers, Field::Payer), Some("12131017"));
    assert_eq!(written(&numbers, Field::Recipient), Some("1234566"));
    assert_eq!(written(&numbers, Field::Name), Some("見本 花子"));
    assert_eq!(written(&numbers, Field::Birth), Some("19550217"));
    assert_eq!(
        (written(&numbers, Field::Symbol), written(&numbers, Field::Branch)),
        (None, None)
    );

    let insured = typed(&["", "123", "", "見本 花子", "19550217", "138057"]);
    let insured = read(Scheme::HealthInsurance, &insured, today()).unwrap();
    assert_eq!(
        (written(&insured, Field::Symbol), written(&insured, Field::Branch)),
        (None, None)
    );
    assert_eq!(
        (
            written(&insured, Field::Number),
            written(&insured, Field::Insurer)
        ),
        (Some("123"), Some("138057"))
    );

    let slips = read(
        Scheme::MedicalAssistance,
        &typed(&["", "1234566", "見本 花子", "x"]),
        today(),
    );
    assert_eq!(
        slips,
        Err(vec![(Field::Payer, Slip::Empty), (Field::Birth, Slip::NotADay)])
    );
    assert_eq!(read(Scheme::HealthInsurance, &[], today()).unwrap_err().len(), 4);
}

#[test]
fn a_paper_that_is_not_asked_by_may_be_wrong_in_print() {
    let kept = |field: Field, typed: &str| field.read_as_written(typed, today());
    for (field, typed, written) in [
        (Field::Payer, "１２１３-１０７１", "12131071"),
        (Field::Payer, "1213101", "1213101"),
        (Field::Payer, "21131016", "21131016"),
        (Field::Recipient, "0000000", "0000000"),
        (Field::Recipient, "12345678", "12345678"),
        (Field::Insurer, "06139985", "06139985"),
        (Field::Branch, "1", "1"),
        (Field::Payer, "12131017", "12131017"),
    ] {
        assert_eq!(kept(field, typed).as_deref(), Ok(written), "{field:?} {typed}");
    }
    for (field, typed) in [
        (Field::Payer, "121310171"),
        (Field::Payer, ""),
        (Field::Payer, "1213101７x"),
        (Field::Payer, "06139984"),
        (Field::Recipient, "123456789012345678901"),
        (Field::Branch, "001"),
        (Field::Birth, "S64.1.8"),
        (Field::Name, "<b>"),
    ] {
        assert_eq!(
            kept(field, typed),
            field.read(typed, today()),
            "{field:?} {typed}"
        );
        assert!(kept(field, typed).is_err(), "{field:?} {typed}");
    }
    let typed = ["12131071", "1234566", "見本 花子", "S30.2.17"].map(str::to_owned);
    let numbers = read_as_written(Scheme::MedicalAssistance, &typed, today()).unwrap();
    assert_eq!(written(&numbers, Field::Payer), Some("12131071"));
    assert!(read(Scheme::MedicalAssistance, &typed, today()).is_err());
}

#[test]
fn differences_are_told_field_by_field() {
    let read = |texts: [&str; 6]| read(Scheme::HealthInsurance, &texts.map(str::to_owned), today()).unwrap();
    let paper = read(["12", "345", "01", "見本 花子", "19550217", "138057"]);
    let prescription = read(["１２", "354", "", "見本　花　子", "S30.2.17", "138057"]);
    assert_eq!(differences(&paper, &prescription), [Field::Number, Field::Branch]);
    assert_eq!(differences(&paper, &paper.clone()), []);
}

proptest! {
    /// Nothing that is typed brings a field down, and what was read reads as itself again.
    #[test]
    fn any_text_is_read_or_refused(typed in any::<String>(), field in 0usize..8) {
        let field = FIELDS[field];
        if let Ok(text) = field.read(&typed, today()) {
            prop_assert_eq!(field.read(&text, today()), Ok(text.clone()));
        }
        let _ = two_numbers(&typed);
    }

    #[test]
    fn days_are_read_in_both_calendars(year in 1926i32..2026, month in 1u8..13, day in 1u8..32) {
        let western = [year.to_string(), month.to_string(), day.to_string()].join("/");
        let read = Field::Birth.read(&western, today());
        let meant = Day::new(year, month, day).map(|day| day.to_string());
        prop_assert_eq!(read, meant.map_err(|_| Slip::NoSuchDay));
    }

    /// Whatever neighbours are swapped: the explanation, if there is one, makes the number right.
    #[test]
    fn a_guess_is_never_wrong_arithmetic(data in "[0-9]{6}", swapped in 0usize..6) {
        let right = [data.as_str(), &char::from(madoguchi_shared::identifier::check_digit(data.as_bytes()).unwrap()).to_string()].concat();
        let mut wrong = right.into_bytes();
        wrong.swap(swapped, swapped + 1);
        let wrong = String::from_utf8(wrong).unwrap();
        if let Err(Slip::CheckDigit(Some(guess))) = Field::Recipient.read(&wrong, today()) {
            let mut digits: Vec<char> = wrong.chars().collect();
            match guess {
                Guess::Swapped { place } => digits.swap(place - 1, place),
                Guess::Misread { place, digit } => digits[place - 1] = digit,
            }
            let mended: String = digits.into_iter().collect();
            prop_assert!(Field::Recipient.read(&mended, today()).is_ok());
        }
    }
}
