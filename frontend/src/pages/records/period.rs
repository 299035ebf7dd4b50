//! 「必要期間を指定して閲覧を要求」: two days, and quick ways to set them.

use madoguchi_shared::backend::records::MAX_PERIOD_YEARS;
use madoguchi_shared::date::Day;

/// The quick ways, in months before today.
pub(super) const MONTHS: [u8; 4] = [3, 12, 36, 60];
/// What is set at first, months.
pub(super) const AT_FIRST: u8 = 12;

/// The last so many months up to `today`: their first day.
pub(super) fn first_day(today: Day, months: u8) -> Day {
    let index = today.year() * 12 + i32::from(today.month()) - 1 - i32::from(months);
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
    let month = u8::try_from(month).unwrap_or(1);
    // The same day then, or the last of a shorter month; one later, so that the period is not a day too long.
    let day = (1..=today.day())
        .rev()
        .find_map(|day| Day::new(year, month, day).ok())
        .unwrap_or(today);
    day.plus_days(1)
}

/// What is wrong with a period that was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// A field holds no day.
    NoDay,
    /// It ends before it begins.
    Order,
    /// It ends after today.
    Future,
    /// It is longer than the backend answers for.
    TooLong,
}

/// The period of two fields as `<input type="date">` gives them, `yyyy-MM-dd`.
pub(super) fn read(from: &str, until: &str, today: Day) -> Result<[Day; 2], Wrong> {
    let day = |text: &str| Day::parse(&text.replace('-', "")).map_err(|_| Wrong::NoDay);
    let (from, until) = (day(from)?, day(until)?);
    if until > today {
        Err(Wrong::Future)
    } else if from > until {
        Err(Wrong::Order)
    } else if from.age_on(until) >= MAX_PERIOD_YEARS {
        Err(Wrong::TooLong)
    } else {
        Ok([from, until])
    }
}

/// As `<input type="date">` takes it.
pub(super) fn written(day: Day) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn the_quick_ways_end_today_and_are_never_too_long() {
        for today in ["20260101", "20261122", "20280229", "20270331", "20261231"].map(day) {
            for months in MONTHS {
                let from = first_day(today, months);
                assert_eq!(
                    read(&written(from), &written(today), today),
                    Ok([from, today]),
                    "{months} before {today}"
                );
            }
        }
        assert_eq!(first_day(day("20270331"), 1), day("20270301"));
        assert_eq!(first_day(day("20261122"), 12), day("20251123"));
    }

    #[test]
    fn what_is_no_period_is_said() {
        let today = day("20261122");
        for (from, until, wrong) in [
            ("", "2026-11-22", Wrong::NoDay),
            ("2026-02-30", "2026-11-22", Wrong::NoDay),
            ("2026-11-22", "2026-11-21", Wrong::Order),
            ("2026-11-22", "2026-11-23", Wrong::Future),
            ("2021-11-22", "2026-11-22", Wrong::TooLong),
        ] {
            assert_eq!(read(from, until, today), Err(wrong), "{from} {until}");
        }
        assert!(read("2021-11-23", "2026-11-22", today).is_ok());
    }
}
