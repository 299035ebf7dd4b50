//! Eight instructions a second are too many: each one stays long enough to be read.

use madoguchi_shared::bridge::face::FaceInstruction;

/// How long an instruction stays, ms.
const STAYS_MS: i64 = 900;

/// The instruction that is shown.
#[derive(Default)]
pub(super) struct Calm {
    shown: Option<(FaceInstruction, i64)>,
}

impl Calm {
    /// What to show now; `None`: what is shown stays. What is passed over comes again with the next picture, if it still
    /// holds.
    pub(super) fn next(&mut self, instruction: FaceInstruction, now_ms: i64) -> Option<FaceInstruction> {
        let stays = match self.shown {
            None => false,
            Some((shown, _)) if shown == instruction => true,
            // All is seen: there is nothing to read any more.
            Some(_) if instruction == FaceInstruction::Over => false,
            Some((_, since_ms)) => now_ms - since_ms < STAYS_MS,
        };
        if stays {
            return None;
        }
        self.shown = Some((instruction, now_ms));
        Some(instruction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use FaceInstruction::{ComeCloser, HoldStill, LookHere, Over, TurnLeft};

    #[test]
    fn an_instruction_stays_long_enough_to_be_read() {
        let mut calm = Calm::default();
        let mut next = |instruction, now_ms| calm.next(instruction, now_ms);
        assert_eq!(next(LookHere, 0), Some(LookHere));
        assert_eq!(next(ComeCloser, 125), None);
        assert_eq!(next(HoldStill, 899), None);
        assert_eq!(next(ComeCloser, 900), Some(ComeCloser));
        // It stays as long as it holds, and is not said again.
        assert_eq!(next(ComeCloser, 5_000), None);
        assert_eq!(next(TurnLeft, 5_125), Some(TurnLeft));
        assert_eq!(next(Over, 5_250), Some(Over));
    }
}
