//! How far the fit pictures of one run were from the card's photo. A run is an unbroken sight of one face: what was
//! compared before it is lost counts no more.

use madoguchi_face::{Decision, MIN_FRAMES, Outcome, Policy, Thresholds, decide};

/// Pictures that count at most before the movement; with more, the first ones count no more.
const MOST_BEFORE: usize = 15;
/// The same after it: the head has to be straight for so many, and what comes before those is still on its way back. A
/// head that nods is fit, and yet farther from its photo (0.36 became 0.65 with 25°).
const MOST_AFTER: usize = MIN_FRAMES;

/// On which side of the movement a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    /// The movement is under way, or all is over: it does not count.
    Neither,
    After,
}

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Compared {
    run: u32,
    before: Vec<f32>,
    after: Vec<f32>,
}

impl Compared {
    /// Takes a picture of `run`, and forgets those of an earlier one. `None`: it was not compared.
    pub(super) fn take(&mut self, run: u32, side: Side, distance: Option<f32>) {
        if run != self.run {
            // The picture itself is of neither: with it the face was lost.
            *self = Self {
                run,
                ..Self::default()
            };
            return;
        }
        let (distances, most) = match side {
            Side::Before => (&mut self.before, MOST_BEFORE),
            Side::Neither => return,
            Side::After => (&mut self.after, MOST_AFTER),
        };
        if let Some(distance) = distance {
            if distances.len() == most {
                distances.remove(0);
            }
            distances.push(distance);
        }
    }

    /// Passed only where all pictures say so, and those after the movement alone say so too: it is they that show whoever
    /// has moved.
    pub(super) fn decide(&self, policy: Policy, thresholds: &Thresholds, outcome: Outcome) -> Decision {
        let all = [self.before.as_slice(), self.after.as_slice()].concat();
        let after = decide(policy, thresholds, &self.after, outcome);
        match decide(policy, thresholds, &all, outcome) {
            Decision::Passed if after != Decision::Passed => Decision::NotSure,
            decision => decision,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THRESHOLDS: Thresholds = Thresholds {
        strict: 0.45,
        standard: 0.5,
        different: 0.65,
    };

    fn decided(before: &[f32], after: &[f32]) -> Decision {
        let mut compared = Compared::default();
        for (side, distances) in [(Side::Before, before), (Side::After, after)] {
            for distance in distances {
                compared.take(0, side, Some(*distance));
                compared.take(0, side, None);
            }
        }
        compared.decide(Policy::Standard, &THRESHOLDS, Outcome::Live)
    }

    #[test]
    fn both_sides_have_to_be_near() {
        use Decision::{NotPassed, NotSure, Passed};
        for (before, after, wanted) in [
            (&[0.4; 5][..], &[0.4; 3][..], Passed),
            (&[0.4; 5], &[0.4, 0.4, 0.6], Passed),
            (&[0.4; 5], &[0.4; 2], NotSure),
            (&[0.3; 9], &[0.6; 3], NotSure),
            (&[0.6; 9], &[0.3; 3], NotSure),
            (&[0.7; 5], &[0.7; 3], NotPassed),
            (&[0.6; 5], &[0.7; 3], NotSure),
            (&[0.7; 5], &[], NotPassed),
        ] {
            assert_eq!(decided(before, after), wanted, "{before:?} {after:?}");
        }
    }

    #[test]
    fn a_face_that_was_lost_counts_no_more() {
        let mut compared = Compared::default();
        for _ in 0..5 {
            compared.take(0, Side::Before, Some(0.3));
        }
        compared.take(1, Side::Before, Some(0.3));
        for _ in 0..3 {
            compared.take(1, Side::After, Some(0.9));
        }
        let decision = compared.decide(Policy::Standard, &THRESHOLDS, Outcome::Live);
        assert_eq!(decision, Decision::NotPassed);
    }

    #[test]
    fn the_first_ones_give_way() {
        let many = [[0.9; MOST_BEFORE].as_slice(), &[0.3; MOST_BEFORE]].concat();
        assert_eq!(decided(&many, &[0.3; 3]), Decision::Passed);
        let on_the_way_back = [0.64, 0.6, 0.55, 0.3, 0.3, 0.3];
        assert_eq!(decided(&[0.3; 5], &on_the_way_back), Decision::Passed);
    }

    #[test]
    fn what_is_seen_of_the_movement_does_not_count() {
        let mut compared = Compared::default();
        for (side, distance) in [(Side::Before, 0.3), (Side::Neither, 0.64), (Side::After, 0.3)] {
            for _ in 0..5 {
                compared.take(0, side, Some(distance));
            }
        }
        let decision = compared.decide(Policy::Standard, &THRESHOLDS, Outcome::Live);
        assert_eq!(decision, Decision::Passed);
    }
}
