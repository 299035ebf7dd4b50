//! What the desk needs of the computing. All of it is called on the one thread for it, and may take its time there.

use madoguchi_face::Image;
use madoguchi_shared::bridge::face::{FaceDoubt, FaceInstruction, FaceModel, FacePolicy};
use madoguchi_shared::bridge::settings::FaceModelTest;
use std::time::Duration;

/// Compares faces.
pub trait FaceMatcher: Send + Sync {
    /// The nets in use, for the settings.
    fn models(&self) -> Vec<FaceModel>;

    /// Begins an attempt with the photo on a card: hostile bytes, as everything a card gives. `policy` holds to its end.
    fn begin(&self, photo: &[u8], policy: FacePolicy) -> Begun;

    /// Reads the nets anew and has them compute what is known.
    fn self_test(&self) -> FaceModelTest;

    /// Looks at one picture alone, JPEG, hostile: whether it would be fit to be compared.
    fn gate(&self, jpeg: &[u8]) -> Result<Gate, FrameInvalid>;
}

/// What one picture is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Nothing is seen.
    Black,
    /// What to tell the person.
    Unfit(FaceInstruction),
    /// Fit to be compared.
    Fit,
}

/// What became of a card's photo.
pub struct Begun {
    /// The photo, to compare by eye. `None`: it cannot be decoded.
    pub picture: Option<Image>,
    /// Judges pictures of the camera by it. `None`: there is not one face in it, or it cannot be decoded.
    pub judge: Option<Box<dyn Judge>>,
}

/// Judges the pictures of one attempt. Holds what was made of the photo, and wipes it when it is dropped.
pub trait Judge: Send {
    /// Looks at one picture, JPEG, hostile. `at`: since the attempt began.
    fn look(&mut self, jpeg: &[u8], at: Duration) -> Result<Look, FrameInvalid>;

    /// Why it is not decided, when the time is over.
    fn doubt(&self) -> FaceDoubt;
}

/// What a picture showed.
pub struct Look {
    /// What follows.
    pub verdict: Verdict,
    /// The picture, where it is clear enough to compare by eye.
    pub clear: Option<Image>,
}

/// What follows from the pictures so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Not decided; what to do next.
    Go(FaceInstruction),
    /// It is the person on the card.
    Passed,
    /// It is not.
    NotPassed,
    /// It cannot be told.
    NotSure(FaceDoubt),
}

/// Not a picture that can be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameInvalid;
