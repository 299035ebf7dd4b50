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
    /// Looks at one size after the other until there is a face: a face that is large in the net's picture is missed
    /// as easily as a small one.
    pub(crate) fn find(&self, image: &Image) -> Result<Vec<Detection>, NetError> {
        let Input { width, height, .. } = self.input;
        let smaller = match self.kind {
            DetectorKind::TinyYolo => tiny_yolo::SIDES.as_slice(),
            DetectorKind::Yunet => &[],
        };
        let smaller = smaller.iter().map(|side| (*side, *side));
        for (width, height) in smaller
            .filter(|side| *side < (width, height))
            .chain([(width, height)])
        {
            let found = self.find_at(image, width, height)?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }

    /// With the picture scaled to fit `width × height`.
    fn find_at(&self, image: &Image, width: usize, height: usize) -> Result<Vec<Detection>, NetError> {
        let fit = (width as f32 / image.width() as f32).min(height as f32 / image.height() as f32);
        let smaller = shrunk(image, 1.0 / fit);
        let (seen, factor) = smaller
            .as_ref()
            .map_or((image, 1.0), |(image, factor)| (image, *factor));
        let (width, height) = match self.kind {
            DetectorKind::TinyYolo => (
                whole_cells(image.width(), fit, width),
                whole_cells(image.height(), fit, height),
            ),
            DetectorKind::Yunet => (width, height),
        };
        let to_seen = Similarity::scaled(1.0 / fit, Point::default()).over(factor);
        let picture = numbers(seen, to_seen, (width, height), &self.input);
        let found = match self.kind {
            DetectorKind::TinyYolo => tiny_yolo::read(&self.net.run_one(&picture, width, height)?)?,
            DetectorKind::Yunet => yunet::read(&self.net.run(&picture, width, height)?, width, height)?,
        };
        let mut kept = overlap::without(found, self.kind);
        for Detection { area, .. } in &mut kept {
            for length in [&mut area.left, &mut area.top, &mut area.width, &mut area.height] {
                *length /= fit;
            }
        }
        Ok(kept)
    }
}

/// A length in the net's picture, up to whole cells and at most `most`.
fn whole_cells(length: usize, fit: f32, most: usize) -> usize {
    let length = (length as f32 * fit).round().max(1.0) as usize;
    length.next_multiple_of(tiny_yolo::CELL).min(most)
}
