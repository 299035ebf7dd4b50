//! Digits of a secret number while they are being entered.

use madoguchi_shared::Secret;
use zeroize::Zeroizing;

/// Up to so many digits, wiped when dropped. There is no way to show them.
pub(in crate::components) struct Digits {
    entered: Zeroizing<String>,
    length: usize,
}

impl Digits {
    /// None yet of `length`.
    pub(in crate::components) fn new(length: usize) -> Self {
        Self {
            // Room for all of them at once: growing would leave copies behind.
            entered: Zeroizing::new(String::with_capacity(length)),
            length,
        }
    }

    /// Adds a digit; one too many and anything but an ASCII digit change nothing.
    pub(in crate::components) fn push(&mut self, digit: char) {
        if digit.is_ascii_digit() && !self.is_complete() {
            self.entered.push(digit);
        }
    }

    pub(in crate::components) fn pop(&mut self) {
        self.entered.pop();
    }

    pub(in crate::components) fn clear(&mut self) {
        *self = Self::new(self.length);
    }

    pub(in crate::components) fn count(&self) -> usize {
        self.entered.len()
    }

    pub(in crate::components) fn is_complete(&self) -> bool {
        self.entered.len() == self.length
    }

    /// Asks something about the digits that are there.
    pub(in crate::components) fn is(&self, true_of: impl FnOnce(&str) -> bool) -> bool {
        true_of(&self.entered)
    }

    /// All of them; `None` while some are missing.
    pub(in crate::components) fn complete(&self) -> Option<Secret> {
        self.is_complete()
            .then(|| Secret::new(String::clone(&self.entered)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_digits_and_no_more() {
        let mut digits = Digits::new(4);
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
        assert!(!digits.is_complete());
    }
}
