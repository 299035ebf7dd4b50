//! The bands, and that nothing gets better by getting worse.

use proptest::prelude::*;

use super::*;

const THRESHOLDS: Thresholds = Thresholds {
    strict: 0.42,
    standard: 0.5,
    different: 0.65,
};
const OUTCOMES: [Outcome; 3] = [Outcome::NotLive(Failure::Flat), Outcome::NotTried, Outcome::Live];

fn by(policy: Policy, distances: &[f32]) -> Decision {
    decide(policy, &THRESHOLDS, distances, Outcome::Live)
}

#[test]
fn bands() {
    use Decision::{NotPassed, NotSure, Passed};
    for (distances, strict, standard) in [
        (&[0.3, 0.35, 0.4][..], Passed, Passed),
        (&[0.3, 0.45, 0.48], NotSure, Passed),
        (&[0.3, 0.35, 0.4, 0.41, 0.9], Passed, Passed),
        (&[0.3, 0.35, 0.4, 0.6, 0.9], NotSure, Passed),
        (&[0.3, 0.35, 0.6, 0.6, 0.9], NotSure, NotSure),
        (&[0.5, 0.5, 0.5], NotSure, Passed),
        (&[0.55, 0.6, 0.65], NotSure, NotSure),
        (&[0.66, 0.7, 0.9], NotPassed, NotPassed),
        (&[0.64, 0.7, 0.9], NotSure, NotSure),
    ] {
        assert_eq!(by(Policy::Strict, distances), strict, "{distances:?}");
        assert_eq!(by(Policy::Standard, distances), standard, "{distances:?}");
        assert_eq!(
            by(Policy::ByEyeAlways, distances),
            NotSure.min(standard),
            "{distances:?}"
        );
    }
}

#[test]
fn too_little_or_nonsense_is_not_sure() {
    for distances in [
        &[][..],
        &[0.1],
        &[0.1, 0.1],
        &[0.9, 0.9],
        &[0.1, 0.1, f32::NAN],
        &[-1.0; 5],
        &[f32::INFINITY; 4],
    ] {
        assert_eq!(
            by(Policy::Standard, distances),
            Decision::NotSure,
            "{distances:?}"
        );
    }
}

#[test]
fn nobody_passes_without_a_live_person() {
    for outcome in [Outcome::NotLive(Failure::Frozen), Outcome::NotTried] {
        assert_eq!(
            decide(Policy::Standard, &THRESHOLDS, &[0.1; 5], outcome),
            Decision::NotSure
        );
        assert_eq!(
            decide(Policy::Standard, &THRESHOLDS, &[0.9; 5], outcome),
            Decision::NotPassed
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn larger_is_never_better(
        distances in prop::collection::vec(0_f32..1.2, 0..9),
        more in prop::collection::vec(0_f32..0.5, 9),
        policy in 0_usize..3,
        outcome in 0_usize..3,
    ) {
        let policy = [Policy::ByEyeAlways, Policy::Strict, Policy::Standard][policy];
        let larger: Vec<f32> = distances.iter().zip(more).map(|(distance, more)| distance + more).collect();
        let before = decide(policy, &THRESHOLDS, &distances, OUTCOMES[outcome]);
        prop_assert!(decide(policy, &THRESHOLDS, &larger, OUTCOMES[outcome]) <= before);
    }

    #[test]
    fn stricter_or_less_live_is_never_better(distances in prop::collection::vec(0_f32..1.2, 0..9)) {
        for outcome in OUTCOMES {
            let of = |policy| decide(policy, &THRESHOLDS, &distances, outcome);
            prop_assert!(of(Policy::ByEyeAlways) <= of(Policy::Strict));
            prop_assert!(of(Policy::Strict) <= of(Policy::Standard));
        }
        for pair in OUTCOMES.windows(2) {
            let of = |outcome| decide(Policy::Standard, &THRESHOLDS, &distances, outcome);
            prop_assert!(of(pair[0]) <= of(pair[1]));
        }
    }

    #[test]
    fn the_order_of_frames_does_not_matter(mut distances in prop::collection::vec(0_f32..1.2, 0..9)) {
        let before = by(Policy::Standard, &distances);
        distances.reverse();
        prop_assert_eq!(by(Policy::Standard, &distances), before);
    }
}
