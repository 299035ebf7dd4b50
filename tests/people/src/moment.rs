//! Days relative to today, so that a case stays the same case whenever it is played.

use madoguchi_shared::date::Day;

/// A day, fixed or counted from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// This very day: year, month 1–12, day of the month.
    On(i32, u8, u8),
    /// So many days after today; negative is before.
    Days(i64),
    /// The first day of the month that is so many months after this one; negative is before.
    MonthStart(i32),
    /// The last day of the month that is so many months after this one; negative is before.
    MonthEnd(i32),
    /// 1 April of the fiscal year (年度) that is so many years after this one; negative is before. The same day for a
    /// whole year: what a chart holds is still so tomorrow.
    FiscalYear(i32),
    /// The same day so many years after today, negative is before; 29 February becomes 28.
    Years(i32),
}

impl Moment {
    /// The day this is when today is `today` (Asia/Tokyo).
    ///
    /// # Panics
    ///
    /// For [`Moment::On`] with a day that does not exist, and outside the years 1 to 9999.
    pub fn on(self, today: Day) -> Day {
        match self {
            Self::On(year, month, day) => date(year, month, day),
            Self::Days(days) => today.plus_days(days),
            Self::MonthStart(months) => month_start(today, months),
            Self::MonthEnd(months) => month_start(today, months + 1).plus_days(-1),
            Self::FiscalYear(years) => {
                let begun = i32::from(today.month() >= 4) - 1;
                date(today.year() + begun + years, 4, 1)
            }
            Self::Years(years) => {
                let day = if (today.month(), today.day()) == (2, 29) {
                    28
                } else {
                    today.day()
                };
                date(today.year() + years, today.month(), day)
            }
        }
    }
}

fn month_start(today: Day, months: i32) -> Day {
    let index = today.year() * 12 + i32::from(today.month()) - 1 + months;
    let month = u8::try_from(index.rem_euclid(12) + 1).expect("1 to 12");
    date(index.div_euclid(12), month, 1)
}

fn date(year: i32, month: u8, day: u8) -> Day {
    Day::new(year, month, day).expect("a day that exists")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_follow_today() {
        let today = date(2028, 2, 29);
        let rows = [
            (Moment::On(1980, 1, 2), "19800102"),
            (Moment::Days(1), "20280301"),
            (Moment::MonthStart(0), "20280201"),
            (Moment::MonthStart(-2), "20271201"),
            (Moment::MonthEnd(0), "20280229"),
            (Moment::MonthEnd(-2), "20271231"),
            (Moment::MonthEnd(10), "20281231"),
            (Moment::Years(-1), "20270228"),
            (Moment::FiscalYear(0), "20270401"),
            (Moment::FiscalYear(-2), "20250401"),
        ];
        for (moment, expected) in rows {
            assert_eq!(moment.on(today).to_string(), expected, "{moment:?}");
        }
        assert_eq!(Moment::FiscalYear(0).on(date(2028, 4, 1)).to_string(), "20280401");
        assert_eq!(
            Moment::FiscalYear(0).on(date(2028, 3, 31)).to_string(),
            "20270401"
        );
    }
}
