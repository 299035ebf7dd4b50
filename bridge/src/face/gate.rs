//! One picture alone, for the test of the camera: whether it would be fit to be compared. Nobody is compared.

use crate::desk::face::{FrameInvalid, Gate};
use madoguchi_face::{Advice, Format, Image, Limits, Print, Recogniser, decode, judge};
use madoguchi_shared::bridge::face::FaceInstruction;

/// The decoded picture of a camera: JPEG, hostile.
pub(super) fn frame(jpeg: &[u8]) -> Result<Image, FrameInvalid> {
    if Format::of(jpeg) != Some(Format::Jpeg) {
        return Err(FrameInvalid);
    }
    decode(jpeg, Limits::FRAME).map_err(|_| FrameInvalid)
}

/// What the quality gate says of it.
pub(super) fn gate(recogniser: &Recogniser, jpeg: &[u8]) -> Result<Gate, FrameInvalid> {
    let image = frame(jpeg)?;
    if Print::of(&image).is_black() {
        return Ok(Gate::Black);
    }
    // In a picture on which a net fails no face is seen.
    let faces = recogniser.find(&image).unwrap_or_default();
    Ok(judge(&image, &faces)
        .advice
        .map_or(Gate::Fit, |advice| Gate::Unfit(said(advice))))
}

/// What the person is told.
pub(super) fn said(advice: Advice) -> FaceInstruction {
    match advice {
        Advice::NoFace => FaceInstruction::LookHere,
        Advice::OnePersonOnly => FaceInstruction::OnePersonOnly,
        Advice::MoreLight => FaceInstruction::MoreLight,
        Advice::LessLight => FaceInstruction::LessLight,
        Advice::ComeCloser => FaceInstruction::ComeCloser,
        Advice::MoveBack => FaceInstruction::MoveBack,
        Advice::MoveToCentre => FaceInstruction::MoveToCentre,
        Advice::LookStraight => FaceInstruction::LookStraight,
        Advice::HoldStill => FaceInstruction::HoldStill,
    }
}
