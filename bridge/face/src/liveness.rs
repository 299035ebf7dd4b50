//! Whether a person is there, and moves as asked.
//!
//! Sans-IO: the caller draws the random number, passes each frame with its time, and shows the instruction. One
//! [`Liveness`] is one attempt with one [`Challenge`]; it is over with [`Stage::Done`] or [`Stage::Failed`] and then
//! never changes. Straight → movement → straight again, as asked, in the time allowed.
//!
//! **This is a hurdle, not conformity with ISO/IEC 30107-3**: nobody tested it with attack instruments. It stops a picture
//! or print that is held up, tilted or waved, a frozen or black picture, and a change of person half-way. It does not
//! stop a mask, a bent print, or a film of the person who happens to make the movement asked for, and it does not look
//! for the marks of a screen: none of those known is dependable with an everyday camera.
//!
//! **Left and right** are the person's own. Frames must come as the camera gives them, **not mirrored**: the person's own
//! left is on the right of the picture. A live picture is shown mirrored by the page's style only, so that a person who
//! turns left sees the head turn to the left of the screen.

mod flat;
mod print;
mod watch;

pub use print::Print;

use crate::{Face, Landmarks, Pose};
use flat::Flat;
use watch::Watch;

/// What the person is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Challenge {
    /// The head to the own left and back.
    TurnLeft,
    /// The head to the own right and back.
    TurnRight,
    /// The chin down and back up.
    Nod,
    /// Both eyes shut and open. Not drawn by [`Challenge::DEPENDABLE`].
    Blink,
}

impl Challenge {
    /// Those that the 68 points show well. Small landmark nets often leave shut eyes open, and a blink is over in 0.2 s.
    pub const DEPENDABLE: &'static [Self] = &[Self::TurnLeft, Self::TurnRight, Self::Nod];
    /// All.
    pub const ALL: &'static [Self] = &[Self::TurnLeft, Self::TurnRight, Self::Nod, Self::Blink];

    /// One of `from` by a uniform random number; `TurnLeft` when `from` is empty. The number must be unpredictable to
    /// whoever stands before the camera, and drawn anew for each attempt.
    pub fn draw(from: &[Self], random: u32) -> Self {
        // The bias for lengths that do not divide 2³² is below 10⁻⁸.
        from.get(random as usize % from.len().max(1))
            .copied()
            .unwrap_or(Self::TurnLeft)
    }

    /// How it is asked for.
    fn instruction(self) -> Instruction {
        match self {
            Self::TurnLeft => Instruction::TurnLeft,
            Self::TurnRight => Instruction::TurnRight,
            Self::Nod => Instruction::Nod,
            Self::Blink => Instruction::Blink,
        }
    }
}

/// What to tell the person now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instruction {
    /// Look straight at the camera.
    LookStraight,
    /// To the own left.
    TurnLeft,
    /// To the own right.
    TurnRight,
    /// Chin down.
    Nod,
    /// Shut and open the eyes.
    Blink,
    /// Straight again.
    LookBack,
    /// Nothing: it is over.
    Nothing,
}

/// How far the attempt is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Waits until one face looks straight for 0.4 s.
    Neutral,
    /// Waits for the movement.
    Movement,
    /// Waits until the face is straight again.
    Return,
    /// The movement was made.
    Done,
    /// It will not succeed any more.
    Failed(Failure),
}

/// Why an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// [`DEADLINE_MS`] passed.
    Late,
    /// Another movement than the one asked for.
    WrongMovement,
    /// The same frame again and again.
    Frozen,
    /// Nothing but black.
    Black,
    /// The points move as those of a flat picture.
    Flat,
    /// The face became another one.
    OtherFace,
}

/// What to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How far it is.
    pub stage: Stage,
    /// What to tell the person.
    pub instruction: Instruction,
}

/// One frame.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// All faces in it that count. None, or more than one, begins anew.
    pub faces: &'a [Face],
    /// The frame's print.
    pub print: &'a Print,
    /// Whether the face is another one than in the frames before, by the caller's embeddings; `None` where none was made
    /// for this frame. It should be made for the first straight frame, for the movement and for the last.
    pub other: Option<bool>,
}

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
/// From the full movement to straight again at most.
const RETURN_MS: u64 = 5_000;

/// One attempt.
#[derive(Debug)]
pub struct Liveness {
    challenge: Challenge,
    started: u64,
    stage: Stage,
    since: u64,
    base: Base,
    answers: u8,
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
            Stage::Neutral => self.neutral(face, pose, now),
            Stage::Movement | Stage::Return => self.moved(face, pose, now),
            over => over,
        }
    }

    /// What was seen before may have been of somebody else.
    fn anew(&mut self, now: u64) -> Stage {
        self.base = Base::default();
        self.answers = 0;
        self.flat = Flat::default();
        self.since = now;
        Stage::Neutral
    }

    fn neutral(&mut self, face: &Face, pose: Pose, now: u64) -> Stage {
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

    fn moved(&mut self, face: &Face, pose: Pose, now: u64) -> Stage {
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
        match self.stage {
            Stage::Movement if answer == Some(false) => Stage::Failed(Failure::WrongMovement),
            Stage::Movement if enough => {
                self.since = now;
                Stage::Return
            }
            Stage::Movement => Stage::Movement,
            _ if change.is_none(self.challenge) => Stage::Done,
            _ if took > RETURN_MS => self.anew(now),
            _ => Stage::Return,
        }
    }
}

mod change;

#[cfg(test)]
mod tests;
