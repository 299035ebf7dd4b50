//! 生年月日 as people write it, by the western calendar or by eras (和暦).

use super::{Slip, clean};
use madoguchi_shared::date::Day;

/// Nobody is older, in years.
const OLDEST: i32 = 130;

/// An era: how it is written, the number that stands for it on papers, year 1, first day.
struct Era {
    names: [&'static str; 4],
    code: char,
    year_one: i32,
    first: (i32, u8, u8),
}

const fn era(names: [&'static str; 4], code: char, first: (i32, u8, u8)) -> Era {
    Era {
        names,
        code,
        year_one: first.0,
        first,
    }
}

/// Oldest first, so that the next one's first day ends each. By the western calendar 明治 begins with its sixth year.
const ERAS: [Era; 5] = [
    Era {
        names: ["明治", "明", "M", "㍾"],
        code: '1',
        year_one: 1868,
        first: (1873, 1, 1),
    },
    era(["大正", "大", "T", "㍽"], '2', (1912, 7, 30)),
    era(["昭和", "昭", "S", "㍼"], '3', (1926, 12, 25)),
    era(["平成", "平", "H", "㍻"], '4', (1989, 1, 8)),
    era(["令和", "令", "R", "㋿"], '5', (2019, 5, 1)),
];

/// `1955/2/17`, `19550217`, `S30.2.17`, 「昭和30年2月17日」, `3300217`; the year 元 is 1. A year of two digits without an era could be
/// any and is refused.
pub(super) fn read(text: &str, today: Day) -> Result<Day, Slip> {
    let text = text.trim_end_matches("生").trim_end().to_ascii_uppercase();
    let found = ERAS.iter().enumerate().find_map(|(at, era)| {
        let rest = era.names.iter().find_map(|name| text.strip_prefix(name))?;
        Some((at, rest))
    });
    let (era, (year, month, day)) = match found {
        Some((at, rest)) => (Some(at), parts(rest.trim_start(), 2)?),
        None => match coded(&text) {
            Some((at, rest)) => (Some(at), parts(rest, 2)?),
            None => (None, parts(&text, 4)?),
        },
    };
    let born = match era {
        Some(at) => in_era(at, year, month, day)?,
        None => Day::new(year, month, day).map_err(|_| Slip::NoSuchDay)?,
    };
    if born > today {
        return Err(Slip::InFuture);
    }
    if born.age_on(today) > OLDEST {
        return Err(Slip::TooLongAgo);
    }
    Ok(born)
}

/// Seven digits, the first of which stands for the era.
fn coded(text: &str) -> Option<(usize, &str)> {
    let digits = text.len() == 7 && text.bytes().all(|b| b.is_ascii_digit());
    let code = text.chars().next().filter(|_| digits)?;
    let at = ERAS.iter().position(|era| era.code == code)?;
    Some((at, &text[1..]))
}

/// Year, month and day: three numbers with something between them, or digits alone with a year of `width`.
fn parts(text: &str, width: usize) -> Result<(i32, u8, u8), Slip> {
    let digits = clean::digits(text);
    let whole = |c: char| c.is_ascii_digit();
    if let Some(digits) = digits.filter(|_| text.chars().all(whole)) {
        if digits.len() != width + 4 {
            return Err(Slip::NotADay);
        }
        let (year, rest) = digits.split_at(width);
        let (month, day) = rest.split_at(2);
        return numbers(year, month, day);
    }
    let text = text.strip_suffix('日').unwrap_or(text);
    let between = |c| matches!(c, '/' | '-' | '.' | ',' | '・' | 'ー' | '年' | '月' | ' ');
    let parts: Vec<&str> = text
        .split(between)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let [year, month, day] = parts.as_slice() else {
        return Err(Slip::NotADay);
    };
    if width == 4 && year.len() != 4 {
        return Err(Slip::NotADay);
    }
    numbers(if *year == "元" { "1" } else { year }, month, day)
}

fn numbers(year: &str, month: &str, day: &str) -> Result<(i32, u8, u8), Slip> {
    let number = |text: &str| text.parse::<u16>().map_err(|_| Slip::NotADay);
    let small = |text| number(text).map(|n| u8::try_from(n).unwrap_or(u8::MAX));
    Ok((i32::from(number(year)?), small(month)?, small(day)?))
}

fn in_era(at: usize, year: i32, month: u8, day: u8) -> Result<Day, Slip> {
    let era = ERAS.get(at).ok_or(Slip::NotADay)?;
    let first = |(year, month, day)| Day::new(year, month, day).map_err(|_| Slip::NoSuchDay);
    if year == 0 {
        return Err(Slip::NoSuchDay);
    }
    let born = Day::new(era.year_one + year - 1, month, day).map_err(|_| Slip::NoSuchDay)?;
    let ended = ERAS.get(at + 1).map(|next| first(next.first)).transpose()?;
    if born < first(era.first)? || ended.is_some_and(|ended| born >= ended) {
        return Err(Slip::NotInEra);
    }
    Ok(born)
}
