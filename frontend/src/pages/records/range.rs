//! A value of a 健診 beside the reference range that came with it: where it lies, and what is a number at all.

use madoguchi_shared::backend::records::CheckupValue;

/// Where a value lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Within the reference range, or there is none.
    Within,
    /// Below it.
    Low,
    /// Above it.
    High,
    /// Words are the reference, and it is not these.
    Other,
    /// It is words, and the reference is numbers: nobody can say.
    Unknown,
}

/// Reference range, as it came with a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Range {
    /// The lowest ordinary value, or words; `None`: no lower end.
    pub(super) low: Option<String>,
    /// The highest ordinary value, or words; `None`: no upper end.
    pub(super) high: Option<String>,
}

impl Range {
    pub(super) fn of(value: &CheckupValue) -> Self {
        Self {
            low: value.low.clone(),
            high: value.high.clone(),
        }
    }

    /// Its ends in numbers, low and high; `None`: open, or words.
    pub(super) fn ends(&self) -> [Option<f64>; 2] {
        [&self.low, &self.high].map(|end| end.as_deref().and_then(number))
    }

    /// Whether an end says something of numbers that is not one, as 「10未満」 does.
    fn has_unread_number(&self) -> bool {
        let mut texts = [&self.low, &self.high].into_iter().flatten();
        texts.any(|text| number(text).is_none() && half_width(text).contains(|c: char| c.is_ascii_digit()))
    }

    /// Where a value lies. The ends belong to the range.
    pub(super) fn place(&self, value: &str) -> Place {
        let [low, high] = self.ends();
        let texts = || [&self.low, &self.high].into_iter().flatten();
        match number(value) {
            _ if texts().next().is_none() => Place::Within,
            Some(value) if low.is_some_and(|low| value < low) => Place::Low,
            Some(value) if high.is_some_and(|high| value > high) => Place::High,
            Some(_) if self.has_unread_number() => Place::Unknown,
            Some(_) if low.is_some() || high.is_some() => Place::Within,
            _ if texts().any(|text| words(text) == words(value)) => Place::Within,
            None if low.is_some() || high.is_some() => Place::Unknown,
            _ => Place::Other,
        }
    }
}

/// A decimal number as the contract writes it, such as `5.6` or `-0.5`; half- or full-width. Everything else is words: `NaN`, `inf`,
/// `1e9`, `1+`, and what is too large to be drawn.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = half_width(text);
    let digits = text.strip_prefix('-').unwrap_or(&text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number: f64 = (is_digits(whole) && is_digits(part)).then(|| text.parse().ok())??;
    number.is_finite().then_some(number)
}

/// Words as they are compared: 「（－）」, 「(-)」 and 「陰性」 say the same.
fn words(text: &str) -> String {
    let text = half_width(text);
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    let inner = inner.unwrap_or(&text).to_lowercase();
    if inner == "陰性" { "-".to_owned() } else { inner }
}

/// Full-width letters, digits and signs as half-width ones, every dash as `-`, no spaces.
fn half_width(text: &str) -> String {
    let half = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    };
    let dash = |c: char| match c {
        '‐'..='―' | '−' => '-',
        c => c,
    };
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| dash(half(c)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(low: &str, high: &str) -> Range {
        let end = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Range {
            low: end(low),
            high: end(high),
        }
    }

    #[test]
    fn the_ends_of_the_range_belong_to_it() {
        for (low, high, value, place) in [
            ("18.5", "24.9", "18.4", Place::Low),
            ("18.5", "24.9", "18.5", Place::Within),
            ("18.5", "24.9", "24.9", Place::Within),
            ("18.5", "24.9", "25.0", Place::High),
            ("", "", "999", Place::Within),
            ("", "", "（＋）", Place::Within),
            ("40", "", "39", Place::Low),
            ("", "129", "１３０", Place::High),
            ("-1", "1", "－２", Place::Low),
        ] {
            assert_eq!(range(low, high).place(value), place, "{value} in {low} to {high}");
        }
    }

    #[test]
    fn words_that_are_not_the_reference_are_told_apart() {
        for (high, value, place) in [
            ("（－）", "（－）", Place::Within),
            ("（－）", "(-)", Place::Within),
            ("（－）", "−", Place::Within),
            ("（－）", "陰性", Place::Within),
            ("陰性", "（－）", Place::Within),
            ("（－）", "（±）", Place::Other),
            ("（－）", "1+", Place::Other),
            ("（－）", "陽性", Place::Other),
            ("陰性", "陽性", Place::Other),
            ("（－）", "0.5", Place::Other),
            ("129", "測定不能", Place::Unknown),
            ("129", "NaN", Place::Unknown),
            ("129", "inf", Place::Unknown),
            ("10未満", "5", Place::Unknown),
        ] {
            assert_eq!(range("", high).place(value), place, "{value} beside {high}");
        }
        // Beyond the end that is a number it lies outside whatever the other says.
        assert_eq!(range("3.5", "5.0以下").place("9.9"), Place::Unknown);
        assert_eq!(range("3.5", "5.0以下").place("3.4"), Place::Low);
        assert_eq!(range("（－）", "（±）").place("（±）"), Place::Within);
        assert_eq!(range("（－）", "（±）").place("（＋）"), Place::Other);
    }

    #[test]
    fn only_decimal_numbers_are_numbers() {
        for (text, wanted) in [
            ("5.6", 5.6),
            ("0", 0.0),
            ("-0.5", -0.5),
            ("１２９", 129.0),
            (" 78.0 ", 78.0),
        ] {
            assert_eq!(number(text), Some(wanted), "{text}");
        }
        let endless = "9".repeat(400);
        for text in [
            "",
            ".",
            "-",
            "5.",
            ".5",
            "NaN",
            "inf",
            "-inf",
            "infinity",
            "1e9",
            "1E2",
            "0x1F",
            "1_000",
            "1,000",
            "+5",
            "1+",
            "--5",
            "5.6.7",
            "（－）",
            &endless,
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
