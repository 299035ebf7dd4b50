//! What changed since the face looked straight, against what was asked. Going there and coming back have thresholds of
//! their own, so that a tremble is neither.

use super::flat::Form;
use super::{Base, Challenge};
use crate::pose::between_eyes;
use crate::{Face, Landmarks, Point, Pose};

/// Straight: turned by at most this, in degrees. Ours, as are all below; from 400 simulated heads and prints each, 380–600
/// and 300–600 mm away, points off by up to 1.5 pixels (standard deviation) at 75 pixels between the eyes.
const STRAIGHT_YAW: f32 = 14.0;
/// Straight: raised or lowered by at most this. More than for turning: cameras stand above or below.
const STRAIGHT_PITCH: f32 = 25.0;
/// Straight: as in the frames before, within this.
const STILL: f32 = 7.0;
/// A turn of the head. 99 of 100 heads that turn by 20° show 15.6–27°, prints that are turned by 25–55° at most 9.7°;
/// four photographs that are turned as prints by 15–45° show the net's points at most 8.6°.
const TURN: f32 = 16.0;
/// A nod. 99 of 100 heads that nod by 20° show 16.3–28°, prints that are tilted by 25–55° at most 12.2°;
/// the photographs at most 7.3°.
const NOD: f32 = 15.0;
/// Back to straight, as a part of the movement.
const BACK: f32 = 0.5;
/// Another movement than the one asked for: this times as much as would have been enough.
const WRONG: f32 = 1.25;
/// Eyes are shut at this part of their opening when straight.
const SHUT: f32 = 0.55;
/// Eyes are open again at this part.
const OPEN: f32 = 0.8;
/// Eyes that are open at all: height to width.
const EYES: f32 = 0.15;
/// For a blink the head stays: the face is not narrower or lower than this part.
const HELD: f32 = 0.93;

/// In degrees; eyes as part of their opening when straight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change {
    yaw: f32,
    pitch: f32,
    eyes: f32,
    held: bool,
    deep: bool,
}

impl Base {
    /// Adds a frame. False when it is not straight, or not as those before.
    pub(super) fn take(&mut self, face: &Face, pose: Pose) -> bool {
        let eyes = opening(&face.landmarks);
        let straight = pose.yaw.abs() <= STRAIGHT_YAW && pose.pitch.abs() <= STRAIGHT_PITCH && eyes >= EYES;
        let still = self.frames == 0
            || (pose.yaw - self.pose.yaw).abs() <= STILL && (pose.pitch - self.pose.pitch).abs() <= STILL;
        if !straight || !still {
            return false;
        }
        let part = 1.0 / f32::from(self.frames + 1);
        let mix = |mean: f32, value: f32| mean + (value - mean) * part;
        self.pose = Pose {
            yaw: mix(self.pose.yaw, pose.yaw),
            pitch: mix(self.pose.pitch, pose.pitch),
            roll: mix(self.pose.roll, pose.roll),
        };
        self.eyes = mix(self.eyes, eyes);
        let before = self.landmarks.take().unwrap_or_else(|| face.landmarks.clone());
        self.landmarks = Some(Landmarks(std::array::from_fn(|index| {
            let (mean, place) = (before.0[index], face.landmarks.0[index]);
            Point {
                x: mix(mean.x, place.x),
                y: mix(mean.y, place.y),
            }
        })));
        self.frames = self.frames.saturating_add(1).min(u16::MAX - 1);
        true
    }

    pub(super) fn change(&self, face: &Face, pose: Pose, form: Form) -> Change {
        Change {
            yaw: pose.yaw - self.pose.yaw,
            pitch: pose.pitch - self.pose.pitch,
            eyes: opening(&face.landmarks) / self.eyes,
            held: form.narrowed >= HELD,
            deep: form.is_deep(),
        }
    }
}

impl Change {
    /// True: the movement asked for. False: another one. `None`: too little of either.
    pub(super) fn answers(self, challenge: Challenge) -> Option<bool> {
        let (enough, wrong) = match challenge {
            Challenge::TurnLeft => (self.deep && self.yaw >= TURN, self.yaw <= -TURN * WRONG),
            Challenge::TurnRight => (self.deep && self.yaw <= -TURN, self.yaw >= TURN * WRONG),
            Challenge::Nod => (self.deep && self.pitch >= NOD, self.yaw.abs() >= TURN * WRONG),
            Challenge::Blink => (self.held && self.eyes <= SHUT, self.yaw.abs() >= TURN * WRONG),
        };
        match (enough, wrong) {
            (_, true) => Some(false),
            (true, false) => Some(true),
            (false, false) => None,
        }
    }

    /// Straight again, or the eyes open again.
    pub(super) fn is_none(self, challenge: Challenge) -> bool {
        let straight = self.yaw.abs() <= TURN * BACK && self.pitch.abs() <= NOD * BACK;
        straight && (challenge != Challenge::Blink || self.eyes >= OPEN)
    }
}

/// Height of the eyes to their width, mean of both: about 0.3 open, below 0.15 shut.
fn opening(landmarks: &Landmarks) -> f32 {
    let eye = |first: usize| {
        let apart = |one: usize, other: usize| {
            let (one, other) = (landmarks.0[first + one], landmarks.0[first + other]);
            (one.x - other.x).hypot(one.y - other.y)
        };
        // Never divided by less than a tenth of the distance of the eyes, which is a face from the side.
        (apart(1, 5) + apart(2, 4)) / (2.0 * apart(0, 3).max(0.1 * between_eyes(landmarks)).max(1e-3))
    };
    f32::midpoint(eye(36), eye(42))
}
