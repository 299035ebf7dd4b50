//! Where faces are.
//!
//! Input: a picture of any size; it is scaled to fit the detector's input and padded with black to the right and below.
//! Output: areas in pixels of the picture, the surest first, none that covers another.

mod overlap;
mod tiny_yolo;
mod yunet;

use crate::model::{DetectorKind, Input, Net, NetError};
use crate::warp::{Similarity, numbers, shrunk};
use crate::{Area, Image, Point};

/// Most faces that are told of.
const MAX_FACES: usize = 16;
/// Most areas that are looked at for overlaps, the surest.
const MAX_CANDIDATES: usize = 512;

/// Where a face may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detection {
    /// Upright; may reach over the edge.
    pub area: Area,
    /// How sure the detector is, 0–1.
    pub score: f32,
}

/// A net that finds faces.
pub(crate) struct Detector {
    pub(crate) kind: DetectorKind,
    pub(crate) input: Input,
    pub(crate) net: Net,
}

impl Detector {
    pub(crate) fn find(&self, image: &Image) -> Result<Vec<Detection>, NetError> {
        let fit = (self.input.width as f32 / image.width() as f32)
            .min(self.input.height as f32 / image.height() as f32);
        let smaller = shrunk(image, 1.0 / fit);
        let (seen, factor) = smaller
            .as_ref()
            .map_or((image, 1.0), |(image, factor)| (image, *factor));
        let (width, height) = self.size(image, fit);
        let to_seen = Similarity::scaled(1.0 / (fit * factor), Point::default());
        let picture = numbers(seen, to_seen, (width, height), &self.input);
        let found = match self.kind {
            DetectorKind::TinyYolo => tiny_yolo::read(&self.net.run_one(&picture, width, height)?)?,
            DetectorKind::Yunet => yunet::read(&self.net.run(&picture, width, height)?, width, height)?,
        };
        let mut kept = overlap::without(found, self.kind);
        for detection in &mut kept {
            let Area {
                left,
                top,
                width,
                height,
            } = &mut detection.area;
            for length in [left, top, width, height] {
                *length /= fit;
            }
        }
        Ok(kept)
    }

    /// Size of the picture that the net is given.
    fn size(&self, image: &Image, fit: f32) -> (usize, usize) {
        let Input { width, height, .. } = self.input;
        match self.kind {
            DetectorKind::TinyYolo => {
                let cells = |length: usize, most: usize| {
                    let length = (length as f32 * fit).round().max(1.0) as usize;
                    length.next_multiple_of(tiny_yolo::CELL).min(most)
                };
                (cells(image.width(), width), cells(image.height(), height))
            }
            DetectorKind::Yunet => (width, height),
        }
    }
}
