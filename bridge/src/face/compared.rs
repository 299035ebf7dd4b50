//! How far the fit pictures of one run were from the card's photo. A run is an unbroken sight of one face: what was
//! compared before it is lost counts no more.

use madoguchi_face::{Decision, Outcome, Policy, Thresholds, decide};

/// Pictures that count at most on each side of the movement; with more, the first ones count no more.
const MOST: usize = 15;

/// On which side of the movement a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Before,
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
        let distances = match side {
            Side::Before => &mut self.before,
            Side::After => &mut self.after,
        };
        if let Some(distance) = distance {
            if distances.len() == MOST {
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
        let many = [[0.9; MOST].as_slice(), &[0.3; MOST]].concat();
        assert_eq!(decided(&many, &[0.3; 3]), Decision::Passed);
    }
}
