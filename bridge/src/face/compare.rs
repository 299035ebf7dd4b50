//! Two pictures side by side, for whoever wants to see what the nets make of them. No liveness; nothing at the desk is
//! decided by it.

use super::computed;
use madoguchi_face::{Advice, Decision, Face, Image, Limits, Outcome, Recogniser, decide, decode, judge};
use madoguchi_shared::bridge::face::FacePolicy;
use serde::Serialize;
use std::time::Instant;

/// What is told of two pictures.
#[derive(Debug, Serialize)]
pub struct Comparison {
    /// By the model's metric: less is closer.
    pub distance: f32,
    /// As if it were that of every picture of a live person: `passed`, `notPassed` or `notSure`.
    pub decision: &'static str,
    /// Of each picture.
    pub quality: [Quality; 2],
    /// How long each step took for both together.
    pub milliseconds: Milliseconds,
}

/// Whether a picture is fit to be compared.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Quality {
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    /// Faces that count.
    pub faces: usize,
    /// Pixels between the middles of the eyes.
    pub between_eyes: f32,
    /// See `madoguchi_face::Measures`.
    pub sharpness: f32,
    /// What a person before the camera would be told; `None`: it is fit.
    pub advice: Option<&'static str>,
}

/// How long steps took.
#[derive(Debug, Default, Serialize)]
pub struct Milliseconds {
    /// Bytes to pictures.
    pub decode: f64,
    /// Faces and their points.
    pub find: f64,
    /// Quality.
    pub judge: f64,
    /// Faces to numbers, and their distance.
    pub embed: f64,
}

/// Why there is no comparison. The number says which picture, 1 or 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CompareError {
    /// It cannot be decoded.
    #[error("picture {0} is no JPEG, PNG or JPEG 2000 that can be decoded")]
    Undecodable(u8),
    /// No face is in it.
    #[error("there is no face in picture {0}")]
    NoFace(u8),
    /// The nets failed on it.
    #[error("the nets failed on picture {0}")]
    Nets(u8),
}

/// Compares the widest face of each picture.
pub fn compare(
    recogniser: &Recogniser,
    policy: FacePolicy,
    pictures: [&[u8]; 2],
) -> Result<Comparison, CompareError> {
    let mut milliseconds = Milliseconds::default();
    let one = Looked::at(recogniser, pictures[0], 1, &mut milliseconds)?;
    let other = Looked::at(recogniser, pictures[1], 2, &mut milliseconds)?;
    let started = Instant::now();
    let embedded = recogniser.embed(&one.image, &one.face);
    let one_numbers = embedded.map_err(|_| CompareError::Nets(1))?;
    let embedded = recogniser.embed(&other.image, &other.face);
    let other_numbers = embedded.map_err(|_| CompareError::Nets(2))?;
    let distance = recogniser.distance(&one_numbers, &other_numbers);
    milliseconds.embed = since(started);
    let thresholds = &recogniser.manifest().thresholds;
    let decision = match decide(computed(policy), thresholds, &[distance; 5], Outcome::Live) {
        Decision::Passed => "passed",
        Decision::NotPassed => "notPassed",
        Decision::NotSure => "notSure",
    };
    Ok(Comparison {
        distance,
        decision,
        quality: [one.quality, other.quality],
        milliseconds,
    })
}

struct Looked {
    image: Image,
    face: Face,
    quality: Quality,
}

impl Looked {
    fn at(
        recogniser: &Recogniser,
        bytes: &[u8],
        which: u8,
        took: &mut Milliseconds,
    ) -> Result<Self, CompareError> {
        let started = Instant::now();
        let image = decode(bytes, Limits::FRAME).map_err(|_| CompareError::Undecodable(which))?;
        took.decode += since(started);
        let started = Instant::now();
        let faces = recogniser.find(&image).map_err(|_| CompareError::Nets(which))?;
        took.find += since(started);
        let started = Instant::now();
        let seen = judge(&image, &faces);
        took.judge += since(started);
        let widest = faces
            .into_iter()
            .max_by(|one, other| one.area.width.total_cmp(&other.area.width));
        let (Some(face), Some(measures)) = (widest, seen.measures) else {
            return Err(CompareError::NoFace(which));
        };
        let quality = Quality {
            width: image.width(),
            height: image.height(),
            faces: measures.faces,
            between_eyes: measures.between_eyes,
            sharpness: measures.sharpness,
            advice: seen.advice.map(word),
        };
        Ok(Self { image, face, quality })
    }
}

fn word(advice: Advice) -> &'static str {
    match advice {
        Advice::NoFace => "noFace",
        Advice::OnePersonOnly => "onePersonOnly",
        Advice::MoreLight => "moreLight",
        Advice::LessLight => "lessLight",
        Advice::ComeCloser => "comeCloser",
        Advice::MoveBack => "moveBack",
        Advice::MoveToCentre => "moveToCentre",
        Advice::LookStraight => "lookStraight",
        Advice::HoldStill => "holdStill",
    }
}

fn since(started: Instant) -> f64 {
    started.elapsed().as_secs_f64() * 1000.0
}
