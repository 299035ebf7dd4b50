//! Light on the face.

use crate::{Image, Landmarks};

/// Luminance of the face's inside, 0–255.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Light {
    /// Mean of the face.
    pub mean: f32,
    /// Standard deviation in the face.
    pub contrast: f32,
    /// Part of the face that is black, 0–1.
    pub dark: f32,
    /// Part of the face that is white, 0–1.
    pub bright: f32,
    /// Mean of the whole picture less that of the face. Much greater than 0: lit from behind.
    pub behind: f32,
}

/// Below this the face is too dark. Ours.
const MIN_MEAN: f32 = 45.0;
/// Above this it is too bright.
const MAX_MEAN: f32 = 225.0;
/// Below this nothing can be told apart.
const MIN_CONTRAST: f32 = 8.0;
/// Black: at most this.
const BLACK: f32 = 12.0;
/// White: at least this.
const WHITE: f32 = 250.0;
/// Largest part that is black, or white.
const MAX_CLIPPED: f32 = 0.3;
/// Lit from behind: the picture is brighter by this, and the face is below `BEHIND_MEAN`.
const BEHIND: f32 = 60.0;
const BEHIND_MEAN: f32 = 90.0;
/// Samples on the longer side: enough for a mean, whatever the size.
const SAMPLES: f32 = 64.0;

impl Light {
    pub(super) fn of(image: &Image, landmarks: &Landmarks) -> Self {
        let (mut count, mut sum, mut squares, mut dark, mut bright) = (0.0, 0.0, 0.0, 0.0, 0.0);
        each(image, inside(image, landmarks), |value| {
            count += 1.0;
            sum += value;
            squares += value * value;
            dark += f32::from(value <= BLACK);
            bright += f32::from(value >= WHITE);
        });
        let count = f32::max(count, 1.0);
        let mean = sum / count;
        Self {
            mean,
            contrast: (squares / count - mean * mean).max(0.0).sqrt(),
            dark: dark / count,
            bright: bright / count,
            behind: whole(image) - mean,
        }
    }

    pub(super) fn too_dark(&self) -> bool {
        self.mean < MIN_MEAN
            || self.dark > MAX_CLIPPED
            || (self.behind > BEHIND && self.mean < BEHIND_MEAN)
            || (self.contrast < MIN_CONTRAST && self.mean < 128.0)
    }

    pub(super) fn too_bright(&self) -> bool {
        self.mean > MAX_MEAN
            || self.bright > MAX_CLIPPED
            || (self.contrast < MIN_CONTRAST && self.mean >= 128.0)
    }
}

/// Whether the picture as a whole is too dark for a face to be found.
pub(super) fn is_dark(image: &Image) -> bool {
    whole(image) < MIN_MEAN
}

/// Left, top, right, bottom in whole pixels, at least one wide and high, within the picture.
pub(super) type Inside = [usize; 4];

/// From the outer ends of the brows to the lips: skin, not hair or what is behind.
pub(super) fn inside(image: &Image, landmarks: &Landmarks) -> Inside {
    let (width, height) = (image.width() as f32, image.height() as f32);
    let (mut least, mut most) = ((f32::MAX, f32::MAX), (0.0_f32, 0.0_f32));
    for place in &landmarks.0[17..60] {
        least = (least.0.min(place.x), least.1.min(place.y));
        most = (most.0.max(place.x), most.1.max(place.y));
    }
    let left = least.0.clamp(0.0, width - 1.0) as usize;
    let top = least.1.clamp(0.0, height - 1.0) as usize;
    let right = (most.0.clamp(0.0, width) as usize).max(left + 1);
    let bottom = (most.1.clamp(0.0, height) as usize).max(top + 1);
    [left, top, right, bottom]
}

fn whole(image: &Image) -> f32 {
    let (mut count, mut sum) = (0.0, 0.0);
    each(image, [0, 0, image.width(), image.height()], |value| {
        count += 1.0;
        sum += value;
    });
    sum / f32::max(count, 1.0)
}

fn each(image: &Image, [left, top, right, bottom]: Inside, mut take: impl FnMut(f32)) {
    let step = (((right - left).max(bottom - top)) as f32 / SAMPLES)
        .ceil()
        .max(1.0) as usize;
    for y in (top..bottom).step_by(step) {
        for x in (left..right).step_by(step) {
            take(luminance(image, x, y));
        }
    }
}

/// Rec. 601, 0–255.
pub(super) fn luminance(image: &Image, x: usize, y: usize) -> f32 {
    let [red, green, blue] = image.at(x.cast_signed(), y.cast_signed()).map(f32::from);
    0.299 * red + 0.587 * green + 0.114 * blue
}
