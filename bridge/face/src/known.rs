//! A picture that shows nobody, and what the nets make of it: an engine or a processor that computes something else is
//! noticed by that, though files and hashes are right.

use crate::{Area, Image, NetError, Recogniser};

/// Sides of the picture for the detector, a frame's.
const FRAME: (usize, usize) = (640, 480);
/// Engines and processors agree this far; see `docs/face.md`, "Engine".
const NEAR: f32 = 0.01;

/// What the nets of a pair make of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// Places where the detector sees a face.
    pub detections: usize,
    /// The middle of the 68 points, as part of width and height of the area they are looked for in.
    pub middle: (f32, f32),
    /// Distance between the picture and its mirror image, both taken for faces.
    pub distance: f32,
}

impl Known {
    /// Of the pair that the set-up brings.
    pub const BUILT_IN: Self = Self {
        detections: 0,
        middle: (0.5295, 0.5145),
        distance: 0.3197,
    };

    /// Whether two are the same but for rounding.
    pub fn is_near(&self, other: &Self) -> bool {
        let near = |one: f32, other: f32| (one - other).abs() <= NEAR;
        self.detections == other.detections
            && near(self.middle.0, other.middle.0)
            && near(self.middle.1, other.middle.1)
            && near(self.distance, other.distance)
    }
}

impl Recogniser {
    /// What these nets make of it.
    pub fn known(&self) -> Result<Known, NetError> {
        let manifest = self.manifest();
        let (landmarks, recognition) = (&manifest.landmarks.input, &manifest.recognition.input);
        let frame = picture(FRAME.0, FRAME.1, false)?;
        let area = Area {
            left: 0.0,
            top: 0.0,
            width: landmarks.width as f32,
            height: landmarks.height as f32,
        };
        let points = self
            .landmarks(&picture(landmarks.width, landmarks.height, false)?, area)?
            .0;
        let count = points.len() as f32;
        let face = |mirrored| {
            let picture = picture(recognition.width, recognition.height, mirrored)?;
            self.embed_aligned(&picture)
        };
        Ok(Known {
            detections: self.detect(&frame)?.len(),
            middle: (
                points.iter().map(|place| place.x).sum::<f32>() / count / area.width,
                points.iter().map(|place| place.y).sum::<f32>() / count / area.height,
            ),
            distance: self.distance(&face(false)?, &face(true)?),
        })
    }
}

/// Waves of three lengths, one for each colour; not the same from both sides.
fn picture(width: usize, height: usize, mirrored: bool) -> Result<Image, NetError> {
    let mut rgb = Vec::with_capacity(width * height * 3);
    for y in 0..height {
        for x in 0..width {
            let across = if mirrored { width - 1 - x } else { x };
            for wave in [24, 40, 56] {
                let phase = (across * 2 + y) % (wave * 2);
                rgb.push((phase.min(wave * 2 - phase) * 255 / wave) as u8);
            }
        }
    }
    Image::new(width, height, rgb).ok_or_else(NetError::points)
}
