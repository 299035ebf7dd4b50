//! Places turned, scaled and moved.

use crate::Point;

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
