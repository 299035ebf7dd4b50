//! What is looked for in every frame, whatever was asked: a frozen or black picture, another face, a face that jumps.

use super::{Failure, Print, Sight};
use crate::pose::between_eyes;
use crate::{Face, Pose};

/// Mean difference of two frames below which they are the same. Ours: frames of a camera differ by 0.3 and more.
const SAME: f32 = 0.02;
/// How long a picture must be frozen or black. A camera that warms up shows the same black frame for up to a second.
const STUCK_MS: u64 = 1_500;
/// And in how many frames.
const STUCK_FRAMES: u16 = 5;
/// Frames in which the face must be another one; one may be blurred.
const OTHER_FRAMES: u8 = 2;
/// Between two frames a face moves by at most this part of the distance of its eyes …
const JUMP: f32 = 1.2;
/// … and turns by at most this, in degrees …
const JUMP_TURN: f32 = 30.0;
/// … when they are at most this far apart in time.
const JUMP_MS: u64 = 250;
/// A gap in which somebody could have been swapped.
const GAP_MS: u64 = 1_500;

/// Since when something is so.
#[derive(Debug)]
struct Stuck {
    since: u64,
    frames: u16,
}

impl Stuck {
    fn is(&mut self, so: bool, now: u64) -> bool {
        if !so {
            *self = Self {
                since: now,
                frames: 0,
            };
            return false;
        }
        self.frames = self.frames.saturating_add(1);
        self.frames >= STUCK_FRAMES && now.saturating_sub(self.since) >= STUCK_MS
    }
}

#[derive(Debug)]
pub(super) struct Watch {
    last: Option<Print>,
    frozen: Stuck,
    black: Stuck,
    others: u8,
    before: Option<(Face, Pose, u64)>,
}

impl Watch {
    pub(super) fn new(now: u64) -> Self {
        let stuck = || Stuck {
            since: now,
            frames: 0,
        };
        Self {
            last: None,
            frozen: stuck(),
            black: stuck(),
            others: 0,
            before: None,
        }
    }

    pub(super) fn failure(&mut self, sight: &Sight<'_>, now: u64) -> Option<Failure> {
        let black = self.black.is(sight.print.is_black(), now);
        let same = self
            .last
            .as_ref()
            .is_some_and(|last| last.difference(sight.print) < SAME);
        let frozen = self.frozen.is(same, now);
        self.last = Some(sight.print.clone());
        match sight.other {
            Some(true) => self.others += 1,
            Some(false) => self.others = 0,
            None => {}
        }
        if black {
            Some(Failure::Black)
        } else if frozen {
            Some(Failure::Frozen)
        } else if self.others >= OTHER_FRAMES {
            Some(Failure::OtherFace)
        } else {
            None
        }
    }

    /// Whether the face is not where and as it can be after the frame before.
    pub(super) fn jumped(&mut self, face: &Face, pose: Pose, now: u64) -> bool {
        let before = self.before.replace((face.clone(), pose, now));
        let Some((before, held, then)) = before else {
            return false;
        };
        let passed = now.saturating_sub(then);
        if passed > GAP_MS {
            return true;
        }
        let (one, other) = (before.landmarks.0[27], face.landmarks.0[27]);
        let way = (one.x - other.x).hypot(one.y - other.y) / between_eyes(&before.landmarks).max(1.0);
        let turned = (pose.yaw - held.yaw).abs().max((pose.pitch - held.pitch).abs());
        passed <= JUMP_MS && (way > JUMP || turned > JUMP_TURN)
    }
}
