//! What goes into an attempt and what comes out of it.

use super::Print;
use crate::Face;

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
    pub(super) fn instruction(self) -> Instruction {
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
    /// [`DEADLINE_MS`](super::DEADLINE_MS) passed.
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
    /// How often it began anew. What was seen in an earlier run may have been of somebody else.
    pub run: u32,
}

/// One frame.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// All faces in it that count. None, or more than one, begins anew.
    pub faces: &'a [Face],
    /// The frame's print.
    pub print: &'a Print,
    /// Whether the face is another one than the first that was compared, by the caller's embeddings; `None` where the frame
    /// is not fit to be compared. Only frames that are, and show the same face, count before and after the movement.
    pub other: Option<bool>,
}
