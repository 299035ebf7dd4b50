//! What holds for any text.

use super::*;

proptest! {
    /// Nothing that is typed brings a field down, and what was read reads as itself again.
    #[test]
    fn any_text_is_read_or_refused(typed in any::<String>(), field in 0usize..8) {
        let field = FIELDS[field];
        if let Ok(text) = field.read(&typed, today()) {
            prop_assert_eq!(field.read(&text, today()), Ok(text.clone()));
        }
        let _ = two_numbers(&typed);
    }

    #[test]
    fn days_are_read_in_both_calendars(year in 1926i32..2026, month in 1u8..13, day in 1u8..32) {
        let western = [year.to_string(), month.to_string(), day.to_string()].join("/");
        let read = Field::Birth.read(&western, today());
        let meant = Day::new(year, month, day).map(|day| day.to_string());
        prop_assert_eq!(read, meant.map_err(|_| Slip::NoSuchDay));
    }

    /// Whatever neighbours are swapped: the explanation, if there is one, makes the number right.
    #[test]
    fn a_guess_is_never_wrong_arithmetic(data in "[0-9]{6}", swapped in 0usize..6) {
        let right = [data.as_str(), &char::from(madoguchi_shared::identifier::check_digit(data.as_bytes()).unwrap()).to_string()].concat();
        let mut wrong = right.into_bytes();
        wrong.swap(swapped, swapped + 1);
        let wrong = String::from_utf8(wrong).unwrap();
        if let Err(Slip::CheckDigit(Some(guess))) = Field::Recipient.read(&wrong, today()) {
            let mut digits: Vec<char> = wrong.chars().collect();
            match guess {
                Guess::Swapped { place } => digits.swap(place - 1, place),
                Guess::Misread { place, digit } => digits[place - 1] = digit,
            }
            let mended: String = digits.into_iter().collect();
            prop_assert!(Field::Recipient.read(&mended, today()).is_ok());
        }
    }
}
