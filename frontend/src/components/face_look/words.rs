//! What an instruction says.

use crate::text::Message;
use madoguchi_shared::bridge::face::FaceInstruction;

pub(super) const fn of(instruction: FaceInstruction) -> Message {
    match instruction {
        FaceInstruction::LookHere => Message::PATIENT_FACE_LOOK_HERE,
        FaceInstruction::ComeCloser => Message::PATIENT_FACE_CLOSER,
        FaceInstruction::MoveBack => Message::PATIENT_FACE_BACK,
        FaceInstruction::MoveToCentre => Message::PATIENT_FACE_CENTRE,
        FaceInstruction::LookStraight => Message::PATIENT_FACE_STRAIGHT,
        FaceInstruction::MoreLight => Message::PATIENT_FACE_DARK,
        FaceInstruction::LessLight => Message::PATIENT_FACE_BRIGHT,
        FaceInstruction::OnePersonOnly => Message::PATIENT_FACE_ALONE,
        FaceInstruction::HoldStill => Message::PATIENT_FACE_STILL,
        FaceInstruction::TurnLeft => Message::PATIENT_FACE_LEFT,
        FaceInstruction::TurnRight => Message::PATIENT_FACE_RIGHT,
        FaceInstruction::Nod => Message::PATIENT_FACE_NOD,
        FaceInstruction::Blink => Message::PATIENT_FACE_BLINK,
        FaceInstruction::Over => Message::PATIENT_FACE_OVER,
    }
}
