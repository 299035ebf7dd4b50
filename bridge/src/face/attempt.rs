//! One attempt: the reference of the card's photo, a challenge, and the pictures until it is decided.

use super::compared::{Compared, Side};
use super::gate::{frame, said};
use crate::desk::face::{FrameInvalid, Judge, Look, Verdict};
use madoguchi_face::{
    Advice, Challenge, Decision, Embedding, Face, Failure, Image, Instruction, Liveness, Outcome, Policy,
    Print, Progress, Recogniser, Sight, Stage, judge,
};
use madoguchi_shared::bridge::face::{FaceDoubt, FaceInstruction};
use std::sync::Arc;
use std::time::Duration;

/// See the module.
pub(super) struct Attempt {
    recogniser: Arc<Recogniser>,
    policy: Policy,
    reference: Embedding,
    liveness: Liveness,
    /// The pictures that were fit, to the reference.
    compared: Compared,
    /// The face of the first fit picture: whoever began has to end it.
    first: Option<Embedding>,
    /// What was in the way last.
    advice: Option<Advice>,
}

impl Attempt {
    pub(super) fn new(
        recogniser: Arc<Recogniser>,
        policy: Policy,
        reference: Embedding,
        challenge: Challenge,
    ) -> Self {
        Self {
            recogniser,
            policy,
            reference,
            liveness: Liveness::start(challenge, 0),
            compared: Compared::default(),
            first: None,
            advice: Some(Advice::NoFace),
        }
    }

    /// Looks at one picture.
    pub(super) fn see(&mut self, image: Image, at: Duration) -> Look {
        // In a picture on which a net fails no face is seen.
        let faces = self.recogniser.find(&image).unwrap_or_default();
        let seen = judge(&image, &faces);
        self.advice = seen.advice;
        let widest = faces
            .iter()
            .max_by(|one, other| one.area.width.total_cmp(&other.area.width));
        let compared = match (seen.advice, widest) {
            (None, Some(face)) => self.compare(&image, face),
            _ => None,
        };
        // Smaller faces wait behind, and do not count.
        let alone = seen.measures.is_some_and(|measures| measures.faces == 1);
        let counting = match widest {
            Some(face) if alone => std::slice::from_ref(face),
            _ => &faces,
        };
        let sight = Sight {
            faces: counting,
            print: &Print::of(&image),
            other: compared.map(|(_, other)| other),
        };
        let side = match self.liveness.progress().stage {
            Stage::Neutral => Side::Before,
            Stage::Movement | Stage::Done | Stage::Failed(_) => Side::Neither,
            Stage::Return => Side::After,
        };
        let at_ms = u64::try_from(at.as_millis()).unwrap_or(u64::MAX);
        let progress = self.liveness.frame(&sight, at_ms);
        let distance = compared.map(|(distance, _)| distance);
        self.compared.take(progress.run, side, distance);
        Look {
            verdict: self.verdict(progress),
            clear: seen.advice.is_none().then_some(image),
        }
    }

    /// Compares a fit picture: how far from the reference, and whether its face is another than that of the first.
    /// `None`: it could not be compared.
    fn compare(&mut self, image: &Image, face: &Face) -> Option<(f32, bool)> {
        let embedding = self.recogniser.embed(image, face).ok()?;
        let distance = self.recogniser.distance(&self.reference, &embedding);
        let different = self.recogniser.manifest().thresholds.different;
        let first = self.first.as_ref();
        let other = first.is_some_and(|first| self.recogniser.distance(first, &embedding) > different);
        self.first.get_or_insert(embedding);
        Some((distance, other))
    }

    fn verdict(&self, progress: Progress) -> Verdict {
        match progress.stage {
            Stage::Failed(failure) => self.decide(Outcome::NotLive(failure), self.failed(failure)),
            Stage::Done => self.decide(Outcome::Live, FaceDoubt::Between),
            Stage::Neutral => Verdict::Go(self.advice.map_or(FaceInstruction::HoldStill, said)),
            Stage::Movement | Stage::Return => Verdict::Go(match (self.advice, progress.instruction) {
                (Some(advice @ (Advice::NoFace | Advice::OnePersonOnly)), _) => said(advice),
                // Back from the movement a picture has to be fit again.
                (Some(advice), Instruction::LookBack) => said(advice),
                (_, Instruction::TurnLeft) => FaceInstruction::TurnLeft,
                (_, Instruction::TurnRight) => FaceInstruction::TurnRight,
                (_, Instruction::Nod) => FaceInstruction::Nod,
                (_, Instruction::Blink) => FaceInstruction::Blink,
                (_, Instruction::LookStraight | Instruction::LookBack | Instruction::Nothing) => {
                    FaceInstruction::LookStraight
                }
            }),
        }
    }

    fn decide(&self, outcome: Outcome, doubt: FaceDoubt) -> Verdict {
        let thresholds = &self.recogniser.manifest().thresholds;
        match self.compared.decide(self.policy, thresholds, outcome) {
            Decision::Passed => Verdict::Passed,
            Decision::NotPassed => Verdict::NotPassed,
            Decision::NotSure => Verdict::NotSure(doubt),
        }
    }

    fn failed(&self, failure: Failure) -> FaceDoubt {
        match failure {
            Failure::Late => self.doubt(),
            Failure::WrongMovement => FaceDoubt::NotMoved,
            Failure::Frozen => FaceDoubt::Frozen,
            Failure::Black => FaceDoubt::Light,
            Failure::Flat => FaceDoubt::Flat,
            Failure::OtherFace => FaceDoubt::AnotherFace,
        }
    }
}

impl Judge for Attempt {
    fn look(&mut self, jpeg: &[u8], at: Duration) -> Result<Look, FrameInvalid> {
        Ok(self.see(frame(jpeg)?, at))
    }

    fn doubt(&self) -> FaceDoubt {
        match self.advice {
            Some(Advice::NoFace) => FaceDoubt::NoFace,
            Some(Advice::OnePersonOnly) => FaceDoubt::SeveralFaces,
            Some(Advice::MoreLight | Advice::LessLight) => FaceDoubt::Light,
            Some(
                Advice::ComeCloser
                | Advice::MoveBack
                | Advice::MoveToCentre
                | Advice::LookStraight
                | Advice::HoldStill,
            )
            | None => FaceDoubt::NotMoved,
        }
    }
}
