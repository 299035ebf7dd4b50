//! 照合番号B, which opens the photo of a My Number card. Source: `domain.md §3.3`.

use crate::Secret;
use std::fmt;

/// Digits of the whole number, of its birth date, of its expiry year and of its security code.
const LENGTH: usize = 14;
const SECURITY_CODE_LENGTH: usize = 4;
/// Expiry years that a card can have: the first cards are of 2016; the end is ours.
const EXPIRY_YEARS: std::ops::RangeInclusive<u16> = 2016..=2099;
/// 29 February included: which year it was is not known from two digits without an era.
const LONGEST_MONTHS: [u8; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// 照合番号B: 14 digits, made of what is printed on the card's face. A secret: wiped when dropped, never printed.
///
/// It is birth date `YYMMDD` with the year of the era (和暦), expiry year with four digits (西暦), and the 4-digit
/// security code (セキュリティコード). Not public: what stands for the year of those whose card shows the birth date by the
/// western calendar (its last two digits on the 住基カード before it, so any two digits are taken), and for a birth month
/// or day that nobody knows (such a number cannot be made here).
pub struct CollationNumberB(Secret);

/// 生年月日 as 照合番号B has it. `Debug` hides it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CollationBirthDate {
    /// Year of the era without the era, 0–99.
    pub year: u8,
    /// 1–12.
    pub month: u8,
    /// 1–31.
    pub day: u8,
}

/// Which part cannot be one of 照合番号B. Nothing of it is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CollationNumberError {
    /// The year has more than two digits, or month and day are none.
    BirthDate,
    /// Not 2016–2099.
    ExpiryYear,
    /// Not four ASCII digits.
    SecurityCode,
    /// The whole is not 14 ASCII digits.
    Digits,
}

impl CollationNumberB {
    /// Puts the number together from what is printed on the card.
    pub fn from_parts(
        birth: CollationBirthDate,
        expiry_year: u16,
        security_code: &Secret,
    ) -> Result<Self, CollationNumberError> {
        let CollationBirthDate { year, month, day } = birth;
        let longest = usize::from(month)
            .checked_sub(1)
            .and_then(|index| LONGEST_MONTHS.get(index))
            .ok_or(CollationNumberError::BirthDate)?;
        if year > 99 || !(1..=*longest).contains(&day) {
            return Err(CollationNumberError::BirthDate);
        }
        if !EXPIRY_YEARS.contains(&expiry_year) {
            return Err(CollationNumberError::ExpiryYear);
        }
        let code = security_code.expose();
        if code.len() != SECURITY_CODE_LENGTH || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CollationNumberError::SecurityCode);
        }
        // With its final capacity: growing would leave copies behind.
        let mut digits = String::with_capacity(LENGTH);
        push_digits(&mut digits, u16::from(year), 10);
        push_digits(&mut digits, u16::from(month), 10);
        push_digits(&mut digits, u16::from(day), 10);
        push_digits(&mut digits, expiry_year, 1000);
        digits.push_str(code);
        Ok(Self(Secret::new(digits)))
    }

    /// Takes all 14 digits in one.
    pub fn parse(digits: &Secret) -> Result<Self, CollationNumberError> {
        let text = digits.expose();
        if text.len() != LENGTH || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CollationNumberError::Digits);
        }
        let number = |from: usize, to: usize| {
            let part = text.as_bytes().get(from..to).unwrap_or_default();
            part.iter()
                .fold(0_u16, |sum, digit| sum * 10 + u16::from(digit - b'0'))
        };
        let small = |from| u8::try_from(number(from, from + 2)).unwrap_or(u8::MAX);
        let birth = CollationBirthDate {
            year: small(0),
            month: small(2),
            day: small(4),
        };
        let code = Secret::new(text[LENGTH - SECURITY_CODE_LENGTH..].to_owned());
        Self::from_parts(birth, number(6, 10), &code)
    }

    /// The 14 digits, for the card.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

impl fmt::Debug for CollationNumberB {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CollationNumberB([secret])")
    }
}

impl fmt::Debug for CollationBirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CollationBirthDate([redacted])")
    }
}

impl fmt::Display for CollationNumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BirthDate => "expected a birth date with the year of the era",
            Self::ExpiryYear => "expected an expiry year from 2016 to 2099",
            Self::SecurityCode => "expected a security code of four digits",
            Self::Digits => "expected 14 digits",
        })
    }
}

impl std::error::Error for CollationNumberError {}

/// Appends a number from its digit of this weight on.
fn push_digits(text: &mut String, number: u16, mut weight: u16) {
    while weight > 0 {
        let digit = u8::try_from(number / weight % 10).unwrap_or_default();
        text.push(char::from(b'0' + digit));
        weight /= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn made(year: u8, month: u8, day: u8, expiry: u16, code: &str) -> Result<String, CollationNumberError> {
        let birth = CollationBirthDate { year, month, day };
        CollationNumberB::from_parts(birth, expiry, &Secret::new(code.into()))
            .map(|number| number.expose().to_owned())
    }

    #[test]
    fn the_published_example() {
        assert_eq!(made(55, 2, 17, 2035, "2285"), Ok("55021720352285".into()));
        let parsed = CollationNumberB::parse(&Secret::new("55021720352285".into())).unwrap();
        assert_eq!(parsed.expose(), "55021720352285");
    }

    #[test]
    fn each_part_is_checked() {
        use CollationNumberError::{BirthDate, Digits, ExpiryYear, SecurityCode};
        for (year, month, day) in [
            (100, 1, 1),
            (1, 0, 1),
            (1, 13, 1),
            (1, 1, 0),
            (1, 1, 32),
            (1, 2, 30),
            (1, 4, 31),
        ] {
            assert_eq!(
                made(year, month, day, 2030, "0000"),
                Err(BirthDate),
                "{year} {month} {day}"
            );
        }
        assert!(made(0, 2, 29, 2030, "0000").is_ok());
        for year in [0, 2015, 2100, u16::MAX] {
            assert_eq!(made(1, 1, 1, year, "0000"), Err(ExpiryYear), "{year}");
        }
        for code in ["", "123", "12345", "12a4", "１２３４", "-123"] {
            assert_eq!(made(1, 1, 1, 2030, code), Err(SecurityCode), "{code}");
        }
        for whole in ["", "5502172035228", "550217203522855", "5502172035228x", "五五"] {
            let parsed = CollationNumberB::parse(&Secret::new(whole.into()));
            assert_eq!(parsed.err(), Some(Digits), "{whole}");
        }
    }

    #[test]
    fn debug_hides_it() {
        let number = CollationNumberB::parse(&Secret::new("55021720352285".into())).unwrap();
        assert_eq!(format!("{number:?}"), "CollationNumberB([secret])");
    }

    proptest! {
        #[test]
        fn what_parses_is_unchanged(text in "[0-9]{14}") {
            if let Ok(number) = CollationNumberB::parse(&Secret::new(text.clone())) {
                prop_assert_eq!(number.expose(), text);
            }
        }
    }
}
