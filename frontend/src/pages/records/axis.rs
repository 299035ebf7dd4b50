//! Days on a line: where a day of a period lies, and which days are marked.

use madoguchi_shared::date::Day;

/// A line from one day to another, drawn from `left` to `right`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axis {
    first: i32,
    last: i32,
    left: f64,
    right: f64,
}

impl Axis {
    pub(super) fn new([first, last]: [Day; 2], left: f64, right: f64) -> Self {
        let (first, last) = (number(first), number(last));
        Self {
            first,
            last: last.max(first + 1),
            left,
            right,
        }
    }

    /// Where a day lies; days beside the period at its ends.
    pub(super) fn at(self, day: Day) -> f64 {
        let day = number(day).clamp(self.first, self.last);
        let part = f64::from(day - self.first) / f64::from(self.last - self.first);
        self.left + part * (self.right - self.left)
    }
}

/// First days of months within the period, at most `most`: each month, quarter, half or year.
pub(super) fn marks([first, last]: [Day; 2], most: usize) -> Vec<Day> {
    let every = |months: i32| -> Vec<Day> {
        let begin = first.year() * 12 + i32::from(first.month()) - 1;
        let end = last.year() * 12 + i32::from(last.month()) - 1;
        (begin..=end)
            .filter(|index| index.rem_euclid(months) == 0)
            .filter_map(|index| {
                let month = u8::try_from(index.rem_euclid(12) + 1).ok()?;
                Day::new(index.div_euclid(12), month, 1).ok()
            })
            .filter(|day| (first..=last).contains(day))
            .collect()
    };
    [1, 3, 6, 12]
        .into_iter()
        .map(every)
        .find(|days| days.len() <= most)
        .unwrap_or_else(|| every(24))
}

/// Days since 1970-01-01.
fn number(day: Day) -> i32 {
    // Howard Hinnant's days_from_civil.
    let (month, day_of_month) = (i32::from(day.month()), i32::from(day.day()));
    let year = day.year() - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day_of_month - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn days_are_counted() {
        for (text, count) in [("19700101", 0), ("20000229", 11_016), ("20261122", 20_779)] {
            assert_eq!(number(day(text)), count, "{text}");
            assert_eq!(number(day(text).plus_days(1)), count + 1, "{text}");
        }
    }

    #[test]
    fn ends_lie_at_the_ends_and_the_middle_between() {
        let axis = Axis::new([day("20260101"), day("20260111")], 100.0, 200.0);
        for (text, at) in [
            ("20251201", 100.0),
            ("20260101", 100.0),
            ("20260106", 150.0),
            ("20260111", 200.0),
            ("20270101", 200.0),
        ] {
            assert!((axis.at(day(text)) - at).abs() < 1e-9, "{text}");
        }
        let one_day = Axis::new([day("20260101"), day("20260101")], 0.0, 10.0);
        assert!(one_day.at(day("20260101")).is_finite());
    }

    #[test]
    fn marks_are_few_and_within() {
        let texts = |from, until, most| -> Vec<String> {
            marks([day(from), day(until)], most)
                .iter()
                .map(ToString::to_string)
                .collect()
        };
        assert_eq!(
            texts("20260110", "20260410", 6),
            ["20260201", "20260301", "20260401"]
        );
        assert_eq!(
            texts("20251123", "20261122", 6),
            ["20260101", "20260401", "20260701", "20261001"]
        );
        assert_eq!(
            texts("20211123", "20261122", 6),
            ["20220101", "20230101", "20240101", "20250101", "20260101"]
        );
        assert!(texts("20260105", "20260107", 6).is_empty());
    }
}
