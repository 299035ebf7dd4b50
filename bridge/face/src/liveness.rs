//! Whether a person is there, and moves as asked.
//!
//! Sans-IO: the caller draws the random number, passes each frame with its time, and shows the instruction. One
//! [`Liveness`] is one attempt with one [`Challenge`]; it is over with [`Stage::Done`] or [`Stage::Failed`] and then
//! never changes. Straight → movement → straight again, as asked, in the time allowed, by one face that is never lost from
//! sight. The straight frames on both sides are compared: a movement by a face that is too far, too dark or too blurred
//! to be compared is nobody's.
//!
//! **This is a hurdle, not conformity with ISO/IEC 30107-3**: nobody tested it with attack instruments. It stops a picture
//! or print that is held up, tilted or waved, a frozen or black picture, and a change of person half-way. It does not
//! stop a mask, a bent print, or a film of the person who happens to make the movement asked for, and it does not look
//! for the marks of a screen: none of those known is dependable with an everyday camera.
//!
//! **Left and right** are the person's own. Frames must come as the camera gives them, **not mirrored**: the person's own
//! left is on the right of the picture. A live picture is shown mirrored by the page's style only, so that a person who
//! turns left sees the head turn to the left of the screen.

mod change;
mod contract;
mod flat;
mod print;
mod watch;

pub use contract::{Challenge, Failure, Instruction, Progress, Sight, Stage};
pub use print::Print;

use crate::{Face, Landmarks, Pose};
use flat::Flat;
use watch::Watch;

/// From start to done. Ours: the flow asks for 20 s before it offers the next way.
pub const DEADLINE_MS: u64 = 20_000;
/// How long a face looks straight before it is asked to move. Ours.
const NEUTRAL_MS: u64 = 400;
/// Frames of those at least.
const NEUTRAL_FRAMES: u16 = 3;
/// Frames in a row that show a turn or a nod; a single one may be misread. A blink may be in one frame only.
const MOVEMENT_FRAMES: u8 = 2;
/// From straight to the full movement at least; a picture that is swapped is faster. A blink is not held to it.
const MOVEMENT_MS: u64 = 120;
/// From the full movement to straight again, and compared, at most.
const RETURN_MS: u64 = 5_000;
/// Straight frames after the movement, compared: whoever moved is who is compared. As many as
/// [`decide`](crate::decide()) asks for.
const RETURN_FRAMES: usize = crate::MIN_FRAMES;

/// One attempt.
#[derive(Debug)]
pub struct Liveness {
    challenge: Challenge,
    started: u64,
    stage: Stage,
    since: u64,
    base: Base,
    answers: u8,
    returned: usize,
    run: u32,
    flat: Flat,
    watch: Watch,
}

/// The straight face: mean of the frames of [`Stage::Neutral`].
#[derive(Debug, Default)]
struct Base {
    frames: u16,
    pose: Pose,
    eyes: f32,
    landmarks: Option<Landmarks>,
}

impl Liveness {
    /// Begins an attempt. Times are milliseconds of a clock that never goes back.
    pub fn start(challenge: Challenge, now_ms: u64) -> Self {
        Self {
            challenge,
            started: now_ms,
            stage: Stage::Neutral,
            since: now_ms,
            base: Base::default(),
            answers: 0,
            returned: 0,
            run: 0,
            flat: Flat::default(),
            watch: Watch::new(now_ms),
        }
    }

    /// What was asked.
    pub fn challenge(&self) -> Challenge {
        self.challenge
    }

    /// What to show now.
    pub fn progress(&self) -> Progress {
        let instruction = match self.stage {
            Stage::Neutral => Instruction::LookStraight,
            Stage::Movement => self.challenge.instruction(),
            Stage::Return => Instruction::LookBack,
            Stage::Done | Stage::Failed(_) => Instruction::Nothing,
        };
        Progress {
            stage: self.stage,
            instruction,
            run: self.run,
        }
    }

    /// Takes a frame. Call it for each one, also without a face, and at least once a second for the deadline.
    pub fn frame(&mut self, sight: &Sight<'_>, now_ms: u64) -> Progress {
        if !matches!(self.stage, Stage::Done | Stage::Failed(_)) {
            self.stage = self.next(sight, now_ms);
        }
        self.progress()
    }

    fn next(&mut self, sight: &Sight<'_>, now: u64) -> Stage {
        if now.saturating_sub(self.started) > DEADLINE_MS {
            return Stage::Failed(Failure::Late);
        }
        if let Some(failure) = self.watch.failure(sight, now) {
            return Stage::Failed(failure);
        }
        let [face] = sight.faces else {
            return self.anew(now);
        };
        let Some(pose) = Pose::of(&face.landmarks) else {
            return self.anew(now);
        };
        if self.watch.jumped(face, pose, now) {
            return self.anew(now);
        }
        match self.stage {
            Stage::Neutral => self.neutral(face, pose, sight.other, now),
            Stage::Movement | Stage::Return => self.moved(face, pose, sight.other, now),
            over => over,
        }
    }

    /// What was seen before may have been of somebody else.
    fn anew(&mut self, now: u64) -> Stage {
        self.base = Base::default();
        self.answers = 0;
        self.returned = 0;
        self.run = self.run.saturating_add(1);
        self.flat = Flat::default();
        self.since = now;
        Stage::Neutral
    }

    fn neutral(&mut self, face: &Face, pose: Pose, other: Option<bool>, now: u64) -> Stage {
        if other != Some(false) {
            return Stage::Neutral;
        }
        if !self.base.take(face, pose) {
            return self.anew(now);
        }
        let waited = now.saturating_sub(self.since) >= NEUTRAL_MS;
        if waited && self.base.frames >= NEUTRAL_FRAMES {
            self.since = now;
            Stage::Movement
        } else {
            Stage::Neutral
        }
    }

    fn moved(&mut self, face: &Face, pose: Pose, other: Option<bool>, now: u64) -> Stage {
        let Some(base) = &self.base.landmarks else {
            return self.anew(now);
        };
        let Some(form) = flat::form(base, &face.landmarks) else {
            return self.anew(now);
        };
        if self.flat.seen(form) {
            return Stage::Failed(Failure::Flat);
        }
        let change = self.base.change(face, pose, form);
        let took = now.saturating_sub(self.since);
        let answer = change.answers(self.challenge);
        self.answers = if answer == Some(true) {
            self.answers.saturating_add(1)
        } else {
            0
        };
        let enough = match self.challenge {
            Challenge::Blink => self.answers > 0,
            _ => self.answers >= MOVEMENT_FRAMES && took >= MOVEMENT_MS,
        };
        let back = self.stage == Stage::Return && change.is_none(self.challenge) && self.came_back(other);
        match self.stage {
            Stage::Movement if answer == Some(false) => Stage::Failed(Failure::WrongMovement),
            Stage::Movement if enough => {
                self.since = now;
                Stage::Return
            }
            Stage::Movement => Stage::Movement,
            _ if back => Stage::Done,
            _ if took > RETURN_MS => self.anew(now),
            _ => Stage::Return,
        }
    }

    /// Counts a straight frame after the movement.
    fn came_back(&mut self, other: Option<bool>) -> bool {
        match other {
            Some(false) => self.returned += 1,
            Some(true) => self.returned = 0,
            None => {}
        }
        self.returned >= RETURN_FRAMES
    }
}

#[cfg(test)]
mod tests;
