//! VERIFY: comparing a PIN and counting its tries.

use crate::{image::Pin, status::StatusWord};

/// The state of a PIN without giving one: `9000` when it stands verified, else the tries left, else unusable.
pub(crate) fn query(pin: &Pin, verified: bool) -> StatusWord {
    match (verified, usable(pin)) {
        (true, _) => StatusWord::SUCCESS,
        (false, true) => StatusWord::tries_left(pin.tries_left),
        (false, false) => StatusWord::PIN_UNUSABLE,
    }
}

/// One try. A right one restores the counter; the one that uses up the counter answers `63C0`, those after it `6984`.
///
/// A try of the wrong length counts like any other wrong try.
pub(crate) fn attempt(pin: &mut Pin, given: &[u8]) -> StatusWord {
    if !usable(pin) {
        return StatusWord::PIN_UNUSABLE;
    }
    if pin.value.as_ref().is_some_and(|value| value.as_slice() == given) {
        pin.tries_left = pin.max_tries;
        return StatusWord::SUCCESS;
    }
    pin.tries_left -= 1;
    StatusWord::tries_left(pin.tries_left)
}

// That a PIN which was never set answers like a blocked one is an assumption: no public source tells what a
// 顔認証マイナンバーカード answers.
fn usable(pin: &Pin) -> bool {
    pin.value.is_some() && pin.tries_left > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_try_answers_63c0_and_then_6984() {
        let mut pin = Pin::new("1234", 3);
        assert_eq!(query(&pin, false), StatusWord(0x63C3));
        assert_eq!(attempt(&mut pin, b"0000"), StatusWord(0x63C2));
        assert_eq!(attempt(&mut pin, b"12345"), StatusWord(0x63C1));
        assert_eq!(attempt(&mut pin, b""), StatusWord(0x63C0));
        assert_eq!(attempt(&mut pin, b"1234"), StatusWord(0x6984));
        assert_eq!(query(&pin, false), StatusWord(0x6984));
    }

    #[test]
    fn a_right_pin_restores_the_counter() {
        let mut pin = Pin::new("1234", 3);
        attempt(&mut pin, b"9999");
        assert_eq!(attempt(&mut pin, b"1234"), StatusWord::SUCCESS);
        assert_eq!(pin.tries_left, 3);
    }

    #[test]
    fn a_pin_never_set_is_unusable() {
        let mut pin = Pin::unset(3);
        assert_eq!(query(&pin, false), StatusWord::PIN_UNUSABLE);
        assert_eq!(attempt(&mut pin, b"1234"), StatusWord::PIN_UNUSABLE);
    }
}
