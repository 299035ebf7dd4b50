//! Birth dates, in both calendars.

use super::*;

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
