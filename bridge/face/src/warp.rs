//! Pictures moved, turned and scaled, and as the numbers that nets take.
//!
//! Places are continuous: the middle of the first pixel is at 0.5, 0.5. Between pixels it is bilinear; what lies outside
//! the picture is black.

use zeroize::Zeroizing;

use crate::model::{Channels, Input};
use crate::{Image, Point};

/// Turns, scales and moves, without mirroring: `x' = a·x − b·y + dx`, `y' = b·x + a·y + dy`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Similarity {
    pub(crate) a: f32,
    pub(crate) b: f32,
    pub(crate) dx: f32,
    pub(crate) dy: f32,
}

impl Similarity {
    /// Everything stays where it is.
    pub(crate) const UNIT: Self = Self {
        a: 1.0,
        b: 0.0,
        dx: 0.0,
        dy: 0.0,
    };

    /// Scales by `scale` and moves by `offset` after that.
    pub(crate) fn scaled(scale: f32, offset: Point) -> Self {
        Self {
            a: scale,
            b: 0.0,
            dx: offset.x,
            dy: offset.y,
        }
    }

    /// The one that brings `from` closest to `to`, by least squares; `None` where `from` are all in one place, or a
    /// number is not finite.
    pub(crate) fn between(from: &[Point], to: &[Point]) -> Option<Self> {
        let (from_middle, to_middle) = (middle(from), middle(to));
        let (mut a, mut b, mut spread) = (0.0, 0.0, 0.0);
        for (from, to) in from.iter().zip(to) {
            let from = from.less(from_middle);
            let to = to.less(to_middle);
            a += from.x * to.x + from.y * to.y;
            b += from.x * to.y - from.y * to.x;
            spread += from.x * from.x + from.y * from.y;
        }
        let (a, b) = (a / spread, b / spread);
        let similarity = Self {
            a,
            b,
            dx: to_middle.x - a * from_middle.x + b * from_middle.y,
            dy: to_middle.y - b * from_middle.x - a * from_middle.y,
        };
        let finite = [a, b, similarity.dx, similarity.dy]
            .iter()
            .all(|value| value.is_finite());
        (finite && similarity.scale() > 0.0).then_some(similarity)
    }

    /// Where a place comes to.
    pub(crate) fn apply(self, place: Point) -> Point {
        Point {
            x: self.a * place.x - self.b * place.y + self.dx,
            y: self.b * place.x + self.a * place.y + self.dy,
        }
    }

    /// The same for a picture that is `factor` times smaller at the far end.
    pub(crate) fn over(self, factor: f32) -> Self {
        Self {
            a: self.a / factor,
            b: self.b / factor,
            dx: self.dx / factor,
            dy: self.dy / factor,
        }
    }

    /// How much longer lengths become.
    pub(crate) fn scale(self) -> f32 {
        self.a.hypot(self.b)
    }
}

impl Point {
    fn less(self, other: Self) -> Self {
        Self {
            x: self.x - other.x,
            y: self.y - other.y,
        }
    }
}

/// The mean of places; no number for none.
pub(crate) fn middle(places: &[Point]) -> Point {
    let count = places.len() as f32;
    Point {
        x: places.iter().map(|place| place.x).sum::<f32>() / count,
        y: places.iter().map(|place| place.y).sum::<f32>() / count,
    }
}

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

/// `image` at half its size, each pixel the mean of four, as often as it is still at least `times` too large; and how
/// many pixels of `image` a pixel then is. `None` where it is small enough as it is.
pub(crate) fn shrunk(image: &Image, times: f32) -> Option<(Image, f32)> {
    let mut times = times;
    let mut factor = 1.0;
    let mut smaller: Option<Image> = None;
    while times >= 2.0 {
        let Some(half) = half(smaller.as_ref().unwrap_or(image)) else {
            break;
        };
        smaller = Some(half);
        times /= 2.0;
        factor *= 2.0;
    }
    smaller.map(|image| (image, factor))
}

/// Half its size; an odd last row or column is left out. `None` for a side of one pixel.
fn half(image: &Image) -> Option<Image> {
    let (width, height) = (image.width() / 2, image.height() / 2);
    let row = image.width() * 3;
    let mut pixels = Vec::with_capacity(width * height * 3);
    for pair in image.pixels().chunks_exact(2 * row).take(height) {
        let (above, below) = pair.split_at(row);
        for (above, below) in above.chunks_exact(6).zip(below.chunks_exact(6)) {
            for channel in 0..3 {
                let sum = [
                    above[channel],
                    above[channel + 3],
                    below[channel],
                    below[channel + 3],
                ];
                let sum: u16 = sum.into_iter().map(u16::from).sum();
                pixels.push(((sum + 2) / 4) as u8);
            }
        }
    }
    Image::new(width, height, pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: Similarity = Similarity::UNIT;

    fn point(x: f32, y: f32) -> Point {
        Point { x, y }
    }

    #[test]
    fn a_turn_with_a_scale_is_found_again() {
        let wanted = Similarity {
            a: 0.6,
            b: -1.1,
            dx: 12.0,
            dy: -3.0,
        };
        let from = [
            point(0.0, 0.0),
            point(10.0, 1.0),
            point(3.0, 8.0),
            point(-4.0, 2.5),
        ];
        let to = from.map(|place| wanted.apply(place));
        let found = Similarity::between(&from, &to).unwrap();
        for (a, b) in [
            (found.a, wanted.a),
            (found.b, wanted.b),
            (found.dx, wanted.dx),
            (found.dy, wanted.dy),
        ] {
            assert!((a - b).abs() < 1e-4, "{found:?}");
        }
    }

    #[test]
    fn points_in_one_place_and_no_numbers_give_nothing() {
        let one = [point(3.0, 4.0); 5];
        assert_eq!(Similarity::between(&one, &one), None);
        let two = [point(0.0, 0.0), point(1.0, 1.0)];
        assert_eq!(
            Similarity::between(&two, &[point(f32::NAN, 0.0), point(1.0, 1.0)]),
            None
        );
        assert_eq!(Similarity::between(&two, &[point(2.0, 2.0); 2]), None);
    }

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

    #[test]
    fn halving_takes_the_mean_of_four() {
        let image = Image::new(4, 2, [[0; 6], [100; 6], [100; 6], [200; 6]].concat()).unwrap();
        let (smaller, factor) = shrunk(&image, 3.0).unwrap();
        assert_eq!((smaller.width(), smaller.height(), factor), (2, 1, 2.0));
        assert_eq!(smaller.pixels(), [50, 50, 50, 150, 150, 150]);
        assert!(shrunk(&image, 1.9).is_none());
        assert!(shrunk(&Image::new(1, 90, vec![0; 270]).unwrap(), 4.0).is_none());
    }
}
