//! The 68 points of a face.
//!
//! Input: a picture and the area of a face in it. The net sees the area in the middle of a black square of its input
//! size, upright. Output: points in pixels of the picture.

use crate::model::{Input, Net, NetError};
use crate::warp::{Similarity, numbers, shrunk};
use crate::{Area, Image, Landmarks, Point};

/// A net that finds the points.
pub(crate) struct Pointer {
    pub(crate) input: Input,
    pub(crate) net: Net,
}

impl Pointer {
    pub(crate) fn find(&self, image: &Image, area: Area) -> Result<Landmarks, NetError> {
        let side = self.input.width;
        let to_image = square(area, side as f32);
        let smaller = shrunk(image, to_image.scale());
        let (seen, factor) = smaller
            .as_ref()
            .map_or((image, 1.0), |(image, factor)| (image, *factor));
        let picture = numbers(seen, to_image.over(factor), (side, side), &self.input);
        let output = self.net.run_one(&picture, side, side)?;
        read(&output.values, side as f32, to_image).ok_or_else(|| NetError::shape(&output.sizes))
    }
}

/// From places in a square of `side` to the picture, so that `area` is in its middle.
fn square(area: Area, side: f32) -> Similarity {
    let scale = area.width.max(area.height) / side;
    let offset = Point {
        x: area.left + (area.width - scale * side) / 2.0,
        y: area.top + (area.height - scale * side) / 2.0,
    };
    Similarity::scaled(scale, offset)
}

/// `None` where there are not 136 finite numbers.
fn read(values: &[f32], side: f32, to_image: Similarity) -> Option<Landmarks> {
    let (pairs, rest) = values.as_chunks();
    if !rest.is_empty() || !values.iter().all(|value| value.is_finite()) {
        return None;
    }
    let pairs: &[[f32; 2]; 68] = pairs.try_into().ok()?;
    let place = |[x, y]: [f32; 2]| {
        to_image.apply(Point {
            x: x * side,
            y: y * side,
        })
    };
    Some(Landmarks(pairs.map(place)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_come_back_to_the_picture() {
        let area = Area {
            left: 100.0,
            top: 50.0,
            width: 40.0,
            height: 80.0,
        };
        let to_image = square(area, 112.0);
        let points = read(&[0.5; 136], 112.0, to_image).unwrap();
        assert_eq!(points.0[67], Point { x: 120.0, y: 90.0 });
        let points = read(&[0.0; 136], 112.0, to_image).unwrap();
        assert_eq!(points.0[0], Point { x: 80.0, y: 50.0 });
    }

    #[test]
    fn other_counts_and_no_numbers_are_refused() {
        let area = Area {
            width: 10.0,
            height: 10.0,
            ..Area::default()
        };
        let to_image = square(area, 112.0);
        assert!(read(&[0.5; 134], 112.0, to_image).is_none());
        assert!(read(&[0.5; 137], 112.0, to_image).is_none());
        assert!(read(&[f32::NAN; 136], 112.0, to_image).is_none());
    }
}
