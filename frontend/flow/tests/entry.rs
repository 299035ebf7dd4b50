//! What is typed, field by field: what is taken, what is refused and why, and that nothing else happens.

#[path = "entry/any_text.rs"]
mod any_text;
#[path = "entry/days.rs"]
mod days;
#[path = "entry/forms.rs"]
mod forms;

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
