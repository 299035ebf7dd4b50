//! Days and months as the national systems write them, and the Asia/Tokyo day of an instant.

use crate::as_text::as_text;
use std::fmt;
use time::{Date, Month, OffsetDateTime, UtcOffset};

/// A calendar day, `yyyyMMdd` on the wire. Japan has had no daylight saving since 1951, so an
/// Asia/Tokyo day is a UTC+9 day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// A calendar month such as 診療年月, `yyyyMM` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    year: i32,
    month: u8,
}

/// The text is not a day or month that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an existing date")
    }
}

impl std::error::Error for NotADate {}

impl Day {
    /// A day by its numbers, month and day from 1. Fails when there is no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, NotADate> {
        let month = Month::try_from(month).map_err(|_| NotADate)?;
        Date::from_calendar_date(year, month, day)
            .map(Self)
            .map_err(|_| NotADate)
    }

    /// The day it is in Tokyo at `epoch_ms`, milliseconds since 1970-01-01T00:00Z.
    /// Instants outside the years ±9999 give the nearest end.
    pub fn in_tokyo(epoch_ms: i64) -> Self {
        Self(tokyo(epoch_ms).date())
    }

    /// Parses `yyyyMMdd`.
    pub fn parse(text: &str) -> Result<Self, NotADate> {
        if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotADate);
        }
        let number = |range: std::ops::Range<usize>| text[range].parse::<u16>().map_err(|_| NotADate);
        let small = |range| number(range).and_then(|n| u8::try_from(n).map_err(|_| NotADate));
        Self::new(i32::from(number(0..4)?), small(4..6)?, small(6..8)?)
    }

    /// Four-digit year of the western calendar.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Month, 1–12.
    pub fn month(self) -> u8 {
        self.0.month().into()
    }

    /// Day of the month, 1–31.
    pub fn day(self) -> u8 {
        self.0.day()
    }

    /// The month this day lies in.
    pub fn year_month(self) -> YearMonth {
        YearMonth {
            year: self.year(),
            month: self.month(),
        }
    }

    /// The day `days` later (earlier when negative). Ends of the calendar are kept.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let limit = if days < 0 { Date::MIN } else { Date::MAX };
        Self(self.0.checked_add(time::Duration::days(days)).unwrap_or(limit))
    }

    /// Completed years of age on `today`. Negative before birth.
    pub fn age_on(self, today: Self) -> i32 {
        let had_birthday = (today.month(), today.day()) >= (self.month(), self.day());
        today.year() - self.year() - i32::from(!had_birthday)
    }
}

impl fmt::Display for Day {
    /// `yyyyMMdd`, the wire form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(digits(&mut [0; 8], day_number(self.0)))
    }
}

impl YearMonth {
    /// A month by its numbers, month from 1 to 12, year from 1 to 9999.
    pub fn new(year: i32, month: u8) -> Result<Self, NotADate> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month))
            .then_some(Self { year, month })
            .ok_or(NotADate)
    }

    /// Parses `yyyyMM`.
    pub fn parse(text: &str) -> Result<Self, NotADate> {
        let day = Day::parse(&format!("{text}01"))?;
        Ok(day.year_month())
    }

    /// Four-digit year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// Month, 1–12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The month before; `None` before the first one of the calendar.
    pub fn previous(self) -> Option<Self> {
        match self.month {
            1 => Self::new(self.year - 1, 12).ok(),
            month => Self::new(self.year, month - 1).ok(),
        }
    }
}

impl fmt::Display for YearMonth {
    /// `yyyyMM`, the wire form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(digits(
            &mut [0; 6],
            i64::from(self.year) * 100 + i64::from(self.month),
        ))
    }
}

/// `yyyyMMddHHmmss` in Tokyo at `epoch_ms`, the wire form of an instant.
pub fn tokyo_time(epoch_ms: i64) -> String {
    let at = tokyo(epoch_ms);
    let time = [at.hour(), at.minute(), at.second()];
    let number = time.into_iter().fold(day_number(at.date()), |number, part| {
        number * 100 + i64::from(part)
    });
    digits(&mut [0; 14], number).to_owned()
}

/// `yyyyMMdd` as a number.
fn day_number(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(u8::from(day.month())) * 100 + i64::from(day.day())
}

/// The last digits of a number, as many as there is room for. Written by hand: each answer of the backend and each list has many days.
fn digits(room: &mut [u8], number: i64) -> &str {
    let mut rest = number.unsigned_abs();
    for place in room.iter_mut().rev() {
        *place = b"0123456789"[(rest % 10) as usize];
        rest /= 10;
    }
    str::from_utf8(room).unwrap_or_default()
}

/// Hour and minute in Tokyo at `epoch_ms`.
pub fn tokyo_clock(epoch_ms: i64) -> (u8, u8) {
    let at = tokyo(epoch_ms);
    (at.hour(), at.minute())
}

fn tokyo(epoch_ms: i64) -> OffsetDateTime {
    const NINE_HOURS_SECONDS: i32 = 9 * 3600;
    let offset = UtcOffset::from_whole_seconds(NINE_HOURS_SECONDS).unwrap_or(UtcOffset::UTC);
    let seconds = epoch_ms.div_euclid(1000).clamp(-377_000_000_000, 253_000_000_000);
    OffsetDateTime::from_unix_timestamp(seconds)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
        .to_offset(offset)
}

as_text!(Day, write: Self::to_string, read: Self::parse);
as_text!(YearMonth, write: Self::to_string, read: Self::parse);

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-30T23:59:59.999+09:00 and the millisecond after it.
    const LAST_MS_OF_NOVEMBER: i64 = 1_796_050_799_999;

    #[test]
    fn month_changes_at_midnight_in_tokyo() {
        assert_eq!(Day::in_tokyo(LAST_MS_OF_NOVEMBER).to_string(), "20261130");
        assert_eq!(Day::in_tokyo(LAST_MS_OF_NOVEMBER + 1).to_string(), "20261201");
        assert_eq!(
            Day::in_tokyo(LAST_MS_OF_NOVEMBER + 1).year_month().to_string(),
            "202612"
        );
        assert_eq!(tokyo_clock(LAST_MS_OF_NOVEMBER + 1), (0, 0));
        assert_eq!(tokyo_time(LAST_MS_OF_NOVEMBER), "20261130235959");
        assert_eq!(tokyo_time(LAST_MS_OF_NOVEMBER + 1), "20261201000000");
    }

    #[test]
    fn before_nine_in_the_morning_it_is_already_today() {
        // 08:59 in Tokyo is 23:59 of the day before in UTC.
        let at = LAST_MS_OF_NOVEMBER + 1 + (8 * 60 + 59) * 60_000;
        assert_eq!(Day::in_tokyo(at).to_string(), "20261201");
        assert_eq!(tokyo_clock(at), (8, 59));
        assert_eq!(tokyo_time(at), "20261201085900");
    }

    #[test]
    fn only_existing_days_parse() {
        for bad in [
            "20260229",
            "20261301",
            "2026113",
            "2026-1-1",
            "２０２６０１０１",
            "00000000",
            "",
        ] {
            assert_eq!(Day::parse(bad), Err(NotADate), "{bad}");
        }
        assert_eq!(
            Day::parse("20240229").map(|d| d.to_string()),
            Ok("20240229".into())
        );
    }

    #[test]
    fn age_is_counted_in_completed_years() {
        let born = Day::new(2000, 2, 29).unwrap();
        assert_eq!(born.age_on(Day::new(2026, 2, 28).unwrap()), 25);
        assert_eq!(born.age_on(Day::new(2026, 3, 1).unwrap()), 26);
    }
}
