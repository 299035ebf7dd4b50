//! What may have happened to a number whose check digit does not match.

use madoguchi_shared::identifier::check_digit;

/// The one explanation there is. Places count from 1, at the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// This digit and the next one are swapped.
    Swapped {
        /// Place of the first of the two.
        place: usize,
    },
    /// This digit was read as another that looks like it.
    Misread {
        /// Its place.
        place: usize,
        /// The digit it may be, an ASCII digit.
        digit: char,
    },
}

/// Digits that are taken for each other in handwriting and on faint prints.
const ALIKE: [(u8, u8); 8] = [
    (b'1', b'7'),
    (b'0', b'6'),
    (b'0', b'8'),
    (b'3', b'8'),
    (b'4', b'9'),
    (b'5', b'6'),
    (b'6', b'8'),
    (b'3', b'5'),
];

/// The swap of neighbours that makes the number right, if there is exactly one; with none, the one digit that, read as one
/// that looks alike, makes it right. `begins`: what the right number begins with. Swaps come first: they happen more often.
pub(super) fn guess(digits: &str, begins: &str) -> Option<Guess> {
    let digits = digits.as_bytes();
    let right = |number: &[u8]| {
        let (data, last) = number.split_at(number.len() - 1);
        number.starts_with(begins.as_bytes()) && check_digit(data) == last.first().copied()
    };
    let swapped = (1..digits.len()).filter(|place| {
        let mut number = digits.to_vec();
        number.swap(place - 1, *place);
        right(&number)
    });
    let swapped: Vec<usize> = swapped.collect();
    match swapped.as_slice() {
        [place] => return Some(Guess::Swapped { place: *place }),
        [_, ..] => return None,
        [] => {}
    }
    let mut misread = Vec::new();
    for (at, digit) in digits.iter().enumerate() {
        for (a, b) in ALIKE {
            let other = match *digit {
                d if d == a => b,
                d if d == b => a,
                _ => continue,
            };
            let mut number = digits.to_vec();
            if let Some(slot) = number.get_mut(at) {
                *slot = other;
            }
            if right(&number) {
                misread.push(Guess::Misread {
                    place: at + 1,
                    digit: char::from(other),
                });
            }
        }
    }
    match misread.as_slice() {
        [guess] => Some(*guess),
        _ => None,
    }
}
