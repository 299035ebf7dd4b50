//! 検証番号: weights 2, 1, 2, 1 … from the right, digits of products added, complement to ten. Equal to Luhn.

/// The check digit (as an ASCII digit) of `data`, ASCII digits without the check digit itself.
/// `None` when `data` holds something that is no digit.
pub fn check_digit(data: &[u8]) -> Option<u8> {
    let mut sum = 0u32;
    for (position, byte) in data.iter().rev().enumerate() {
        let digit = char::from(*byte).to_digit(10)?;
        let product = if position % 2 == 0 { digit * 2 } else { digit };
        sum += product / 10 + product % 10;
    }
    u8::try_from((10 - sum % 10) % 10).ok().map(|digit| b'0' + digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn worked_example() {
        assert_eq!(check_digit(b"3312001"), Some(b'5'));
        assert_eq!(check_digit(b"33120x1"), None);
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_noticed(data in "[0-9]{7}", at in 0usize..7, by in 1u8..10) {
            let mut wrong = data.clone().into_bytes();
            wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
            prop_assert_ne!(check_digit(data.as_bytes()), check_digit(&wrong));
        }
    }
}
