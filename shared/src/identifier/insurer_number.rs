//! 保険者番号 in its two lengths and its padded form on the wire.

use super::{IdentifierError, checked};
use crate::as_text::as_text;
use std::fmt;

/// 保険者番号: 8 digits (社保, 後期高齢) or 6 (国保). On the wire always 8 characters, shorter numbers padded on
/// the left with half-width spaces, never zeros (`domain.md` §1.4); FHIR pads with zeros instead (§6.1).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InsurerNumber(String);

impl InsurerNumber {
    /// Takes 6 or 8 digits, with or without the wire's leading spaces.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let digits = text.trim_start_matches(' ');
        checked(digits, &[6, 8]).map(|()| Self(digits.to_owned()))
    }

    /// The digits, without padding.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Eight characters, space-padded.
    pub fn to_wire(&self) -> String {
        format!("{:>8}", self.0)
    }
}

impl fmt::Debug for InsurerNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InsurerNumber([redacted])")
    }
}

as_text!(InsurerNumber, write: Self::to_wire, read: Self::parse);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lengths_and_the_padding() {
        for pass in ["06131239", "39131016", "01010016", "138057", "320010", "  138057"] {
            let number = InsurerNumber::parse(pass).unwrap();
            assert_eq!(number.to_wire().len(), 8);
            assert_eq!(InsurerNumber::parse(&number.to_wire()), Ok(number), "{pass}");
        }
        assert_eq!(InsurerNumber::parse("138057").unwrap().to_wire(), "  138057");
        assert_eq!(InsurerNumber::parse("06123456"), Err(IdentifierError::CheckDigit));
        assert_eq!(
            InsurerNumber::parse("1380570"),
            Err(IdentifierError::Length { expected: &[6, 8] })
        );
        assert_eq!(InsurerNumber::parse("138 057"), Err(IdentifierError::NotDigits));
        assert_eq!(InsurerNumber::parse("000000"), Err(IdentifierError::AllZero));
    }
}
