//! What a field takes, and what is wrong with what was typed, in words.

use crate::text::{Message, Words};
use madoguchi_flow::entry::{Field, Guess, Slip};

/// What belongs into a field; said beside it from the start.
pub(super) fn help(field: Field) -> Option<Message> {
    Some(match field {
        Field::Payer => Message::HELP_PAYER,
        Field::Recipient => Message::HELP_RECIPIENT,
        Field::Insurer => Message::HELP_INSURER,
        Field::Symbol => Message::HELP_SYMBOL,
        Field::Branch => Message::HELP_BRANCH,
        Field::Name => Message::HELP_NAME,
        Field::Birth => Message::HELP_BIRTH,
        Field::Number => return None,
    })
}

/// A slip, with where to look. Never what was typed.
pub(super) fn said(slip: Slip, words: Words) -> String {
    let number = |n: usize| n.to_string();
    let message = match slip {
        Slip::Count { found, expected } => {
            let values = [("found", &*number(found)), ("expected", &*number(expected))];
            return words.say_with(Message::SLIP_COUNT, &values);
        }
        Slip::CheckDigit(Some(Guess::Swapped { place })) => {
            let values = [("place", &*number(place)), ("next", &*number(place + 1))];
            return words.say_with(Message::SLIP_SWAPPED, &values);
        }
        Slip::CheckDigit(Some(Guess::Misread { place, digit })) => {
            let values = [("place", &*number(place)), ("digit", &*digit.to_string())];
            return words.say_with(Message::SLIP_MISREAD, &values);
        }
        Slip::CheckDigit(None) => Message::SLIP_CHECK,
        Slip::Empty => Message::SLIP_EMPTY,
        Slip::NotDigits => Message::SLIP_NOT_DIGITS,
        Slip::AllZero => Message::SLIP_ALL_ZERO,
        Slip::OtherPaper => Message::SLIP_OTHER_PAPER,
        Slip::OtherLaw => Message::SLIP_OTHER_LAW,
        Slip::TooLong => Message::SLIP_TOO_LONG,
        Slip::Character => Message::SLIP_CHARACTER,
        Slip::NotADay => Message::SLIP_NOT_A_DAY,
        Slip::NoSuchDay => Message::SLIP_NO_SUCH_DAY,
        Slip::NotInEra => Message::SLIP_NOT_IN_ERA,
        Slip::InFuture => Message::SLIP_IN_FUTURE,
        Slip::TooLongAgo => Message::SLIP_TOO_LONG_AGO,
    };
    words.say(message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use madoguchi_shared::{Facility, Language, Scheme};

    #[test]
    fn a_slip_says_where_to_look_and_keeps_to_its_scheme() {
        let words = |scheme, language| Words {
            language,
            facility: Facility::Pharmacy,
            scheme: Some(scheme),
        };
        let ja = |slip| said(slip, words(Scheme::MedicalAssistance, Language::Ja));
        assert_eq!(
            ja(Slip::Count {
                found: 7,
                expected: 8
            }),
            "いま7桁です。8桁で入力してください。"
        );
        let swapped = Slip::CheckDigit(Some(Guess::Swapped { place: 3 }));
        assert_eq!(ja(swapped), "3桁目と4桁目が入れ替わっていませんか。");
        let misread = Slip::CheckDigit(Some(Guess::Misread { place: 3, digit: '7' }));
        assert_eq!(ja(misread), "3桁目は「7」ではありませんか。");
        assert!(!ja(Slip::OtherPaper).contains("保険"));
        assert!(ja(Slip::OtherPaper).contains("調剤券"));
        let insurance = said(Slip::OtherPaper, words(Scheme::HealthInsurance, Language::Ja));
        for word in ["医療券", "調剤券", "公費", "扶助"] {
            assert!(!insurance.contains(word), "{insurance}");
        }
    }
}
