//! Numbers that identify payers, recipients and institutions, each a type of its own that holds only what
//! passes its check digit. Source: `domain.md` §2.
//!
//! These types are for what *we* enter and configure. Numbers that a backend sends are kept as the text they
//! came as, because published and even live data do not always pass (`domain.md` §2.3).

mod check_digit;
mod collation_number;
mod insurer_number;

pub use check_digit::check_digit;
pub use collation_number::{CollationBirthDate, CollationNumberB, CollationNumberError};
pub use insurer_number::InsurerNumber;

use crate::Facility;
use crate::as_text::as_text;
use std::fmt;

/// Why a text is not the number it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentifierError {
    /// Not the right count of digits; holds the counts that are right.
    Length {
        /// Accepted counts of digits.
        expected: &'static [usize],
    },
    /// A character that is no ASCII digit.
    NotDigits,
    /// All digits are zero: passes the check digit, means nothing.
    AllZero,
    /// The last digit does not follow from the others.
    CheckDigit,
}

impl fmt::Display for IdentifierError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { expected } => write!(f, "expected {expected:?} digits"),
            Self::NotDigits => f.write_str("expected ASCII digits only"),
            Self::AllZero => f.write_str("all digits are zero"),
            Self::CheckDigit => f.write_str("the check digit does not match"),
        }
    }
}

impl std::error::Error for IdentifierError {}

/// Checks length, digits, all-zero and check digit, in this order.
fn checked(text: &str, lengths: &'static [usize]) -> Result<(), IdentifierError> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(IdentifierError::NotDigits);
    }
    if !lengths.contains(&text.len()) {
        return Err(IdentifierError::Length { expected: lengths });
    }
    if text.bytes().all(|b| b == b'0') {
        return Err(IdentifierError::AllZero);
    }
    let (data, last) = text.as_bytes().split_at(text.len() - 1);
    if check_digit(data) == Some(last[0]) {
        Ok(())
    } else {
        Err(IdentifierError::CheckDigit)
    }
}

macro_rules! digits {
    ($(#[$doc:meta])* $name:ident, $lengths:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Takes the digits as they are written, leading zeros kept.
            pub fn parse(text: &str) -> Result<Self, IdentifierError> {
                checked(text, $lengths).map(|()| Self(text.to_owned()))
            }

            /// The digits.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "([redacted])"))
            }
        }

        as_text!($name, write: Self::as_str, read: Self::parse);
    };
}

digits! {
    /// 公費負担者番号: 8 digits — 法別番号 2 (12 for 医療扶助), 都道府県番号 2, 実施機関番号 3, 検証番号 1.
    PublicPayerNumber, &[8]
}

digits! {
    /// 受給者番号: 7 digits — 受給者区分 6, 検証番号 1. Not a stable key of a person (`domain.md` §2.5).
    RecipientNumber, &[7]
}

digits! {
    /// 医療機関コード: 10 digits — 都道府県 2, 点数表 1 (1 医科, 3 歯科, 4 調剤, 6 訪問看護), 7 more of which the
    /// last checks all ten.
    InstitutionCode, &[10]
}

impl InstitutionCode {
    /// What kind of institution it is, by 点数表: 1 医科 and 3 歯科 are clinics, 4 調剤 is a pharmacy. `None`: neither, as 6
    /// 訪問看護.
    pub fn facility(&self) -> Option<Facility> {
        match self.0.as_bytes().get(2) {
            Some(b'1' | b'3') => Some(Facility::Clinic),
            Some(b'4') => Some(Facility::Pharmacy),
            _ => None,
        }
    }
}

impl PublicPayerNumber {
    /// Whether 法別番号 is 12, 生活保護法 医療扶助.
    pub fn is_medical_assistance(&self) -> bool {
        self.0.starts_with("12")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_of_the_domain_facts() {
        for pass in [
            "12322814", "33120015", "54016027", "10131142", "28136802", "28131399", "91320010", "12131017",
            "12270013", "12010013", "12146015", "12401014", "12235016", "12470019",
        ] {
            assert!(PublicPayerNumber::parse(pass).is_ok(), "{pass}");
        }
        for fail in ["06123456", "12131010", "12131016"] {
            assert_eq!(
                PublicPayerNumber::parse(fail),
                Err(IdentifierError::CheckDigit),
                "{fail}"
            );
        }
        for pass in ["1234566", "9999996", "9702390", "0000018", "7654320", "1000017"] {
            assert!(RecipientNumber::parse(pass).is_ok(), "{pass}");
        }
        assert_eq!(
            RecipientNumber::parse("1234567"),
            Err(IdentifierError::CheckDigit)
        );
        assert_eq!(RecipientNumber::parse("0000000"), Err(IdentifierError::AllZero));
        for pass in [
            "0110113719",
            "1312345679",
            "1342345673",
            "1362345678",
            "1310000011",
        ] {
            assert!(InstitutionCode::parse(pass).is_ok(), "{pass}");
        }
        assert_eq!(
            InstitutionCode::parse("1311111111"),
            Err(IdentifierError::CheckDigit)
        );
    }

    #[test]
    fn the_code_says_what_kind_of_institution_it_is() {
        for (code, facility) in [
            ("1312345679", Some(Facility::Clinic)),
            ("1342345673", Some(Facility::Pharmacy)),
            ("1362345678", None),
        ] {
            assert_eq!(InstitutionCode::parse(code).unwrap().facility(), facility);
        }
    }

    #[test]
    fn shape_is_checked_before_the_digit() {
        assert_eq!(
            RecipientNumber::parse("１２３４５６６"),
            Err(IdentifierError::NotDigits)
        );
        assert_eq!(
            RecipientNumber::parse("123456"),
            Err(IdentifierError::Length { expected: &[7] })
        );
        assert_eq!(
            RecipientNumber::parse(""),
            Err(IdentifierError::Length { expected: &[7] })
        );
    }

    #[test]
    fn debug_hides_the_digits() {
        let number = RecipientNumber::parse("1234566").unwrap();
        assert!(!format!("{number:?}").contains("1234566"));
    }
}
