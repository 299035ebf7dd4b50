//! The digits of a PIN while they are being entered.

use madoguchi_shared::Secret;
use zeroize::Zeroizing;

/// How many digits a PIN has.
pub(super) const LENGTH: usize = 4;

/// Up to four digits, wiped when dropped. There is no way to show them.
pub(super) struct Digits(Zeroizing<String>);

impl Digits {
    pub(super) fn new() -> Self {
        // Room for all of them at once: growing would leave copies behind.
        Self(Zeroizing::new(String::with_capacity(LENGTH)))
    }

    /// Adds a digit; a fifth and anything but an ASCII digit change nothing.
    pub(super) fn push(&mut self, digit: char) {
        if digit.is_ascii_digit() && self.0.len() < LENGTH {
            self.0.push(digit);
        }
    }

    pub(super) fn pop(&mut self) {
        self.0.pop();
    }

    pub(super) fn clear(&mut self) {
        *self = Self::new();
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// All four; `None` while some are missing.
    pub(super) fn complete(&self) -> Option<Secret> {
        (self.0.len() == LENGTH).then(|| Secret::new(String::clone(&self.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_digits_and_no_more() {
        let mut digits = Digits::new();
        for key in ['1', 'x', '２', '2', '3'] {
            digits.push(key);
        }
        assert_eq!(digits.count(), 3);
        assert!(digits.complete().is_none());
        digits.push('4');
        digits.push('5');
        assert_eq!(digits.complete().unwrap().expose(), "1234");
        digits.pop();
        assert_eq!(digits.count(), 3);
        digits.clear();
        assert_eq!(digits.count(), 0);
    }
}
