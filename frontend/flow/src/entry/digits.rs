//! Numbers with check digits, and 枝番.

use super::guess::guess;
use super::{Slip, clean};
use madoguchi_shared::identifier::{IdentifierError, InsurerNumber, PublicPayerNumber, RecipientNumber};

/// 法別番号 of 医療扶助.
const LAW: &str = "12";

/// 法別番号 of insurers (協会けんぽ, 共済, 国保組合, 後期高齢者医療 …): an eight-digit number that begins so is no public payer's.
const INSURERS: [&str; 17] = [
    "01", "02", "03", "04", "06", "07", "31", "32", "33", "34", "39", "63", "67", "72", "73", "74", "75",
];

pub(super) fn payer(text: &str) -> Result<String, Slip> {
    let digits = only_digits(text)?;
    // A whole insurer number in this field: it is the other paper.
    let law = digits.get(..2).unwrap_or_default();
    let of_an_insurer = digits.len() == 6 || INSURERS.contains(&law);
    if of_an_insurer && InsurerNumber::parse(&digits).is_ok() {
        return Err(Slip::OtherPaper);
    }
    match PublicPayerNumber::parse(&digits) {
        Ok(number) if number.is_medical_assistance() => Ok(digits),
        Ok(_) => Err(Slip::OtherLaw),
        Err(error) => {
            let slip = slip(error, &digits, LAW);
            // Nothing explains it as a number of 医療扶助: rather one of another paper.
            let unexplained = slip == Slip::CheckDigit(None) && law != LAW;
            Err(if unexplained { Slip::OtherLaw } else { slip })
        }
    }
}

pub(super) fn recipient(text: &str) -> Result<String, Slip> {
    let digits = only_digits(text)?;
    match RecipientNumber::parse(&digits) {
        Ok(_) => Ok(digits),
        Err(error) => Err(slip(error, &digits, "")),
    }
}

pub(super) fn insurer(text: &str) -> Result<String, Slip> {
    let digits = only_digits(text)?;
    match InsurerNumber::parse(&digits) {
        Ok(_) if digits.len() == 8 && digits.starts_with(LAW) => Err(Slip::OtherPaper),
        Ok(_) => Ok(digits),
        Err(error) => Err(slip(error, &digits, "")),
    }
}

pub(super) fn branch(text: &str) -> Result<String, Slip> {
    let digits = only_digits(text)?;
    if digits.len() == 2 {
        Ok(digits)
    } else {
        Err(Slip::Count {
            found: digits.len(),
            expected: 2,
        })
    }
}

/// 公費負担者番号 and 受給者番号 that came in one go, from a reader of barcodes or by pasting: digits with separators, the first
/// eight and the last seven each right. `None` for anything else.
pub fn two_numbers(typed: &str) -> Option<(String, String)> {
    if typed.len() > clean::LONGEST_BYTES {
        return None;
    }
    let text = clean::fold(typed).replace([',', '/', ';', ':'], " ");
    let digits = clean::digits(&text).filter(|digits| digits.len() == 15)?;
    let (first, second) = digits.split_at(8);
    Some((payer(first).ok()?, recipient(second).ok()?))
}

fn only_digits(text: &str) -> Result<String, Slip> {
    clean::digits(text)
        .filter(|digits| !digits.is_empty())
        .ok_or(Slip::NotDigits)
}

fn slip(error: IdentifierError, digits: &str, begins: &str) -> Slip {
    match error {
        IdentifierError::NotDigits => Slip::NotDigits,
        IdentifierError::AllZero => Slip::AllZero,
        IdentifierError::CheckDigit => Slip::CheckDigit(guess(digits, begins)),
        IdentifierError::Length { expected } => {
            let found = digits.len();
            let nearest = expected
                .iter()
                .copied()
                .min_by_key(|count| (count.abs_diff(found), *count));
            Slip::Count {
                found,
                expected: nearest.unwrap_or_default(),
            }
        }
    }
}
