//! From the distances of several frames to one of three outcomes.
//!
//! In: the distances of the frames that [`judge`](crate::judge) found fit, each to the card's photo, by the metric of the
//! model. Out: [`Decision`]. It leans to [`NotSure`](Decision::NotSure), after which the desk offers PIN and 目視: the
//! thresholds that are published do not carry over to people in Japan (`performance.md` §2.2), and a wrong "not passed"
//! accuses somebody.
//!
//! | | passed | not passed |
//! |---|---|---|
//! | strict | median and 4 of 5 frames at most `thresholds.strict` | all frames above `thresholds.different` |
//! | standard | median and 3 of 5 at most `thresholds.standard` | as above |
//! | by eye always | never | as above |
//!
//! Passed needs a live person in every policy. Everything else is not sure.

use crate::Thresholds;
use crate::liveness::Failure;

/// Frames without which nothing is decided. Ours: one frame may be blurred, and two have no majority.
pub const MIN_FRAMES: usize = 3;

/// How a facility wants it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// The closer threshold, and nearly all frames.
    Strict,
    /// The threshold of the model for everyday use, and most frames.
    #[default]
    Standard,
    /// Staff always look. The computing only warns.
    ByEyeAlways,
}

/// How the liveness challenge ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The movement was made.
    Live,
    /// It was not, or something was noticed.
    NotLive(Failure),
    /// There was none.
    NotTried,
}

/// Ordered from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// Another person. Staff and PIN remain.
    NotPassed,
    /// Neither.
    NotSure,
    /// The person on the card.
    Passed,
}

/// What the frames say. A distance that is negative or not finite makes it [`Decision::NotSure`], as do fewer than
/// [`MIN_FRAMES`].
///
/// **Invariant:** a larger finite distance, a stricter policy or a worse outcome never improves the decision.
pub fn decide(policy: Policy, thresholds: &Thresholds, distances: &[f32], outcome: Outcome) -> Decision {
    let sound = distances
        .iter()
        .all(|distance| distance.is_finite() && *distance >= 0.0);
    if distances.len() < MIN_FRAMES || !sound {
        return Decision::NotSure;
    }
    if distances.iter().all(|distance| *distance > thresholds.different) {
        return Decision::NotPassed;
    }
    let (limit, fifths) = match policy {
        Policy::Strict => (thresholds.strict, 4),
        Policy::Standard => (thresholds.standard, 3),
        Policy::ByEyeAlways => return Decision::NotSure,
    };
    let close = distances.iter().filter(|distance| **distance <= limit).count();
    if outcome == Outcome::Live && median(distances) <= limit && close * 5 >= distances.len() * fifths {
        Decision::Passed
    } else {
        Decision::NotSure
    }
}

/// The one in the middle; of an even number the larger of the two.
fn median(distances: &[f32]) -> f32 {
    let mut sorted = distances.to_vec();
    sorted.sort_by(f32::total_cmp);
    sorted[sorted.len() / 2]
}

#[cfg(test)]
mod tests;
