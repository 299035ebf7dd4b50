//! Pictures moved, turned and scaled, and as the numbers that nets take.
//!
//! Places are continuous: the middle of the first pixel is at 0.5, 0.5. Between pixels it is bilinear; what lies outside
//! the picture is black.

mod similarity;
mod smaller;

pub(crate) use similarity::{Similarity, middle};
pub(crate) use smaller::shrunk;

use zeroize::Zeroizing;

use crate::model::{Channels, Input};
use crate::{Image, Point};

/// `image` as seen through `to_image`, which takes places of a picture of `width × height` to places in `image`.
/// `None` where the sizes are not those of an [`Image`].
pub(crate) fn cut_out(image: &Image, to_image: Similarity, width: usize, height: usize) -> Option<Image> {
    let mut pixels = Vec::with_capacity(width.checked_mul(height)?.checked_mul(3)?);
    each(image, to_image, width, height, |[r, g, b]| {
        pixels.extend([r, g, b].map(|value| (value + 0.5) as u8));
    });
    Image::new(width, height, pixels)
}

/// The same as the numbers a net takes: `3 × height × width`. Wiped when dropped.
pub(crate) fn numbers(
    image: &Image,
    to_image: Similarity,
    (width, height): (usize, usize),
    input: &Input,
) -> Zeroizing<Vec<f32>> {
    let plane = width * height;
    let mut numbers = Zeroizing::new(vec![0.0; 3 * plane]);
    let (first, rest) = numbers.split_at_mut(plane);
    let (second, third) = rest.split_at_mut(plane);
    let mut places = first.iter_mut().zip(second).zip(third);
    let factor = 1.0 / input.divisor;
    each(image, to_image, width, height, |mut colour| {
        if input.channels == Channels::Bgr {
            colour.reverse();
        }
        if let Some(((first, second), third)) = places.next() {
            *first = (colour[0] - input.mean[0]) * factor;
            *second = (colour[1] - input.mean[1]) * factor;
            *third = (colour[2] - input.mean[2]) * factor;
        }
    });
    numbers
}

/// Calls `take` with the colour of each pixel, 0–255, row by row.
fn each(image: &Image, to_image: Similarity, width: usize, height: usize, mut take: impl FnMut([f32; 3])) {
    for row in 0..height {
        let start = to_image.apply(Point {
            x: 0.5,
            y: row as f32 + 0.5,
        });
        for column in 0..width {
            let along = column as f32;
            take(colour(
                image,
                start.x + to_image.a * along,
                start.y + to_image.b * along,
            ));
        }
    }
}

/// The colour at a place.
fn colour(image: &Image, x: f32, y: f32) -> [f32; 3] {
    let (x, y) = (x - 0.5, y - 0.5);
    let (width, height) = (image.width() as f32, image.height() as f32);
    // Half a pixel beyond the edge still belongs to it. This is false for what is no number.
    if !(x >= -0.5 && y >= -0.5 && x <= width - 0.5 && y <= height - 0.5) {
        return [0.0; 3];
    }
    let (left, top) = (x.floor(), y.floor());
    let (part_x, part_y) = (x - left, y - top);
    let (left, top) = (left as isize, top as isize);
    let row = |top| (image.at(left, top), image.at(left + 1, top));
    let (above, below) = (row(top), row(top + 1));
    let between = |from: f32, to: f32, part: f32| from + (to - from) * part;
    [0, 1, 2].map(|channel| {
        let along =
            |(from, to): ([u8; 3], [u8; 3])| between(from[channel].into(), to[channel].into(), part_x);
        between(along(above), along(below), part_y)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: Similarity = Similarity::UNIT;

    #[test]
    fn a_picture_seen_as_it_is_stays_as_it_is() {
        let image = Image::new(3, 2, (0..18).collect()).unwrap();
        let same = cut_out(&image, UNIT, 3, 2).unwrap();
        assert_eq!(same.pixels(), image.pixels());
        let outside = cut_out(&image, Similarity { dx: 10.0, ..UNIT }, 3, 2).unwrap();
        assert_eq!(outside.pixels(), [0; 18]);
    }

    #[test]
    fn numbers_are_normalised_and_in_the_order_of_channels() {
        let image = Image::new(1, 1, vec![10, 20, 30]).unwrap();
        let mut input = Input {
            width: 32,
            height: 32,
            channels: Channels::Bgr,
            mean: [30.0, 0.0, 0.0],
            divisor: 10.0,
        };
        assert_eq!(*numbers(&image, UNIT, (1, 1), &input), [0.0, 2.0, 1.0]);
        input.channels = Channels::Rgb;
        assert_eq!(*numbers(&image, UNIT, (1, 1), &input), [-2.0, 2.0, 3.0]);
    }
}
