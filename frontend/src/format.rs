//! Days and months as people read them.

use crate::clock;
use crate::text::Message;
use madoguchi_shared::Language;
use madoguchi_shared::date::{Day, YearMonth};

/// First day of each era, newest first.
const ERAS: [(i32, u8, u8, &str); 5] = [
    (2019, 5, 1, "令和"),
    (1989, 1, 8, "平成"),
    (1926, 12, 25, "昭和"),
    (1912, 7, 30, "大正"),
    (1873, 1, 1, "明治"),
];

/// How "unlimited" is written where a day is expected (`domain.md` §5.3).
const UNLIMITED: &str = "99999999";

/// `yyyyMMdd` as 「1955年2月17日（昭和30年）」 or `1955-02-17`, an unlimited end as 「期限なし」. What else is no day is given back
/// as it came.
pub fn day(text: &str, language: Language) -> String {
    if text == UNLIMITED {
        return Message::NO_END.text(language).to_owned();
    }
    let Ok(day) = Day::parse(text) else {
        return text.to_owned();
    };
    let (y, m, d) = (day.year(), day.month(), day.day());
    match language {
        Language::Ja => match era(day) {
            Some((name, year)) => format!("{y}年{m}月{d}日（{name}{year}年）"),
            None => format!("{y}年{m}月{d}日"),
        },
        Language::En => format!("{y}-{m:02}-{d:02}"),
    }
}

/// A day and the time of it, in Tokyo: 「2026年11月22日（令和8年） 9:05」 or `2026-11-22 9:05`.
pub fn moment(epoch_ms: i64, language: Language) -> String {
    let day = self::day(&Day::in_tokyo(epoch_ms).to_string(), language);
    [&day, " ", &clock::tokyo_time(epoch_ms)].concat()
}

/// `yyyyMMdd` as 「1955/2/17」 or `1955-02-17`, for a column. What is no day is given back as it came.
pub fn short_day(text: &str, language: Language) -> String {
    let Ok(day) = Day::parse(text) else {
        return text.to_owned();
    };
    let (y, m, d) = (day.year(), day.month(), day.day());
    match language {
        Language::Ja => format!("{y}/{m}/{d}"),
        Language::En => format!("{y}-{m:02}-{d:02}"),
    }
}

/// `yyyyMM` as 「2026年11月」 or `2026-11`.
pub fn month(text: &str, language: Language) -> String {
    let Ok(month) = YearMonth::parse(text) else {
        return text.to_owned();
    };
    match language {
        Language::Ja => format!("{}年{}月", month.year(), month.month()),
        Language::En => format!("{}-{:02}", month.year(), month.month()),
    }
}

/// 「2026年11月（令和8年）」 or `2026-11 (Reiwa 8)`: a month to choose. The era is that of its last day.
pub fn month_with_era(month: YearMonth, language: Language) -> String {
    let said = self::month(&month.to_string(), language);
    let last = (28..=31)
        .rev()
        .find_map(|day| Day::new(month.year(), month.month(), day).ok());
    match (language, last.and_then(era)) {
        (Language::Ja, Some((name, year))) => format!("{said}（{name}{year}年）"),
        (Language::En, Some(("令和", year))) => {
            format!("{said} (Reiwa {})", year.replace('元', "1"))
        }
        (_, _) => said,
    }
}

/// Kana as people write them: what comes half-width on the wire in full width. Only in a browser, which knows how.
pub fn full_width(kana: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    return js_sys::JsString::from(kana).normalize("NFKC").into();
    #[cfg(not(target_arch = "wasm32"))]
    kana.to_owned()
}

/// Name and year of the era; 元年 is written 元.
fn era(day: Day) -> Option<(&'static str, String)> {
    let from = ERAS
        .iter()
        .find(|(y, m, d, _)| Day::new(*y, *m, *d).is_ok_and(|first| first <= day))?;
    // 明治 6 is the first year of the western calendar in Japan.
    let start = if from.3 == "明治" { 1868 } else { from.0 };
    let year = day.year() - start + 1;
    Some((
        from.3,
        if year == 1 {
            "元".to_owned()
        } else {
            year.to_string()
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eras_change_on_their_day() {
        for (text, said) in [
            ("19550217", "1955年2月17日（昭和30年）"),
            ("19890107", "1989年1月7日（昭和64年）"),
            ("19890108", "1989年1月8日（平成元年）"),
            ("20190430", "2019年4月30日（平成31年）"),
            ("20190501", "2019年5月1日（令和元年）"),
            ("20261122", "2026年11月22日（令和8年）"),
            ("19120729", "1912年7月29日（明治45年）"),
        ] {
            assert_eq!(day(text, Language::Ja), said);
        }
    }

    #[test]
    fn a_moment_is_of_the_day_in_tokyo() {
        for (ms, said) in [
            // 2026-11-29T23:59, 2026-11-30T15:00, 2026-11-30T23:59 and 2026-12-31T15:00, all UTC
            (1_795_996_740_000, "2026年11月30日（令和8年） 8:59"),
            (1_796_050_800_000, "2026年12月1日（令和8年） 0:00"),
            (1_796_083_140_000, "2026年12月1日（令和8年） 8:59"),
            (1_798_729_200_000, "2027年1月1日（令和9年） 0:00"),
        ] {
            assert_eq!(moment(ms, Language::Ja), said);
        }
        assert_eq!(moment(1_796_050_800_000, Language::En), "2026-12-01 0:00");
    }

    #[test]
    fn an_end_that_never_comes_is_no_number() {
        assert_eq!(day("99999999", Language::Ja), "期限なし");
        assert_eq!(day("99999999", Language::En), "No end date");
    }

    #[test]
    fn a_month_is_said_by_both_calendars() {
        let month = |text| YearMonth::parse(text).unwrap();
        assert_eq!(
            month_with_era(month("202611"), Language::Ja),
            "2026年11月（令和8年）"
        );
        assert_eq!(month_with_era(month("202611"), Language::En), "2026-11 (Reiwa 8)");
        assert_eq!(
            month_with_era(month("201905"), Language::Ja),
            "2019年5月（令和元年）"
        );
    }

    #[test]
    fn what_is_no_day_stays() {
        assert_eq!(day("20260231", Language::Ja), "20260231");
        assert_eq!(day("20261122", Language::En), "2026-11-22");
        assert_eq!(month("202611", Language::Ja), "2026年11月");
        assert_eq!(short_day("19550217", Language::Ja), "1955/2/17");
        assert_eq!(short_day("19550217", Language::En), "1955-02-17");
        assert_eq!(short_day("19550231", Language::Ja), "19550231");
    }
}
