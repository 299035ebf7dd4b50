//! Whether a frame is fit to be compared, and if not, what one thing to tell the person.
//!
//! In: the frame, not mirrored, and the faces found in it. Out: [`Verdict`]. All thresholds are ours, for 640 × 480 frames
//! and a face that is to be 60 pixels and more between the eyes; they were tried with drawn and simulated faces and
//! should be looked at again with real cameras.
//!
//! **A mask is not told.** The 68 points are found on a mask too, and colour alone confuses masks with beards and
//! shadows. It shows in the distance, which leads to "not sure".

mod light;
mod sharpness;

use crate::pose::{between_eyes, middle};
use crate::{Face, Image, Pose};

pub use light::Light;

/// The one most important thing to tell the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// No face is seen.
    NoFace,
    /// Another face is nearly as large.
    OnePersonOnly,
    /// The face is too dark, or lit from behind.
    MoreLight,
    /// The face is too bright.
    LessLight,
    /// The face is too small.
    ComeCloser,
    /// The face is too large.
    MoveBack,
    /// The face is not within the oval.
    MoveToCentre,
    /// The head is turned.
    LookStraight,
    /// The face is blurred.
    HoldStill,
}

/// What was measured of the largest face.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures {
    /// Faces that count: at least 0.45 times as wide as the largest.
    pub faces: usize,
    /// Pixels between the middles of the eyes.
    pub between_eyes: f32,
    /// The middle of the face from that of the picture, as part of the width; greater than 0: to the right.
    pub right: f32,
    /// The same downwards, as part of the height.
    pub below: f32,
    /// How the head is held; `None` when the points make no head.
    pub pose: Option<Pose>,
    /// Variance of the Laplacian of the face, brought to one size and contrast: 0.2 and more sharp, below 0.015
    /// blurred. Grain looks like sharpness.
    pub sharpness: f32,
    /// Light on the face.
    pub light: Light,
}

/// What a frame is fit for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// `None` without a face.
    pub measures: Option<Measures>,
    /// `None`: the frame is fit to be compared.
    pub advice: Option<Advice>,
}

/// A face this part as wide as the largest is a second person; smaller ones wait behind.
const COUNTS: f32 = 0.45;
/// Pixels between the eyes at least. The net takes faces of 150 pixels, about 60 between the eyes.
const MIN_BETWEEN_EYES: f32 = 60.0;
/// Distance of the eyes to the width of the picture at most; beyond it chin or forehead leave the picture.
const MAX_BETWEEN_EYES: f32 = 0.27;
/// The oval: half axes as part of width and height, for the middle of the face.
const OVAL: (f32, f32) = (0.14, 0.16);
/// Degrees to either side at most.
const MAX_YAW: f32 = 18.0;
/// Degrees up or down at most: more, for cameras above or below the eyes.
const MAX_PITCH: f32 = 25.0;
/// Degrees of lean at most. The face is laid straight before it is compared.
const MAX_ROLL: f32 = 25.0;
/// Sharpness at least. Four photographs as 640 × 480 frames have 0.23–0.48; 0.035–0.07 blurred by squares of 3 pixels,
/// 0.007–0.015 by squares of 7, from where on the same person's distance grows (`docs/face.md`).
const MIN_SHARPNESS: f32 = 0.015;

/// Judges a frame.
pub fn judge(image: &Image, faces: &[Face]) -> Verdict {
    let widest = faces
        .iter()
        .max_by(|one, other| one.area.width.total_cmp(&other.area.width));
    let Some(face) = widest else {
        let advice = if light::is_dark(image) {
            Advice::MoreLight
        } else {
            Advice::NoFace
        };
        return Verdict {
            measures: None,
            advice: Some(advice),
        };
    };
    let measures = measure(image, faces, face);
    Verdict {
        measures: Some(measures),
        advice: measures.advice(image, face),
    }
}

fn measure(image: &Image, faces: &[Face], face: &Face) -> Measures {
    let centre = middle(&face.landmarks.0);
    Measures {
        faces: faces
            .iter()
            .filter(|other| other.area.width >= COUNTS * face.area.width)
            .count(),
        between_eyes: between_eyes(&face.landmarks),
        right: centre.x / image.width() as f32 - 0.5,
        below: centre.y / image.height() as f32 - 0.5,
        pose: Pose::of(&face.landmarks),
        sharpness: sharpness::of(image, &face.landmarks),
        light: Light::of(image, &face.landmarks),
    }
}

impl Measures {
    /// What keeps the rest from being measured comes first.
    fn advice(&self, image: &Image, face: &Face) -> Option<Advice> {
        let inside = face.landmarks.0.iter().all(|place| {
            (0.0..image.width() as f32).contains(&place.x) && (0.0..image.height() as f32).contains(&place.y)
        });
        let straight = self.pose.is_some_and(|pose| {
            pose.yaw.abs() <= MAX_YAW && pose.pitch.abs() <= MAX_PITCH && pose.roll.abs() <= MAX_ROLL
        });
        if self.faces > 1 {
            Some(Advice::OnePersonOnly)
        } else if self.light.too_dark() {
            Some(Advice::MoreLight)
        } else if self.between_eyes < MIN_BETWEEN_EYES {
            Some(Advice::ComeCloser)
        } else if self.between_eyes > MAX_BETWEEN_EYES * image.width() as f32 {
            Some(Advice::MoveBack)
        } else if !inside || (self.right / OVAL.0).hypot(self.below / OVAL.1) > 1.0 {
            Some(Advice::MoveToCentre)
        } else if self.light.too_bright() {
            Some(Advice::LessLight)
        } else if !straight {
            Some(Advice::LookStraight)
        } else if self.sharpness < MIN_SHARPNESS {
            Some(Advice::HoldStill)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests;
