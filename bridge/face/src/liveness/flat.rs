//! Whether the points moved as those of a flat picture.
//!
//! A flat picture that is turned changes by an affine map, but for a little perspective: it gets narrower, and nothing is
//! left over. A head's nose, eyes and cheeks are at different depths, and move against each other.

use crate::pose::{between_eyes, middle};
use crate::{Landmarks, Point};

/// Points that neither speech nor blinking moves.
const FIRM: [usize; 19] = [
    27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 39, 42, 45, 17, 26, 48, 54, 8, 51,
];
/// A picture turned by more than about 25° is narrower than this. Ours.
const NARROW: f32 = 0.9;
/// What is left over at least when a head turns or nods by 15° and more, as part of the distance of the eyes. Ours: of
/// 400 simulated heads 99 of 100 leave more than 0.05, with points off by up to 1.5 pixels at 75 between the eyes; prints
/// that are turned by 25–55° leave 0.02–0.04 in the middle, 0.065 at most.
const LEFT_OVER: f32 = 0.045;
/// Frames that must say so, less those that say the contrary.
const FRAMES: u8 = 3;

/// The best affine map from the straight face to this one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// Smaller to larger stretch of the map, 0–1: the cosine of the turn of a flat picture.
    pub(super) narrowed: f32,
    /// Root mean square of what the map leaves over, as part of the distance of the eyes in the straight face.
    pub(super) left_over: f32,
}

impl Form {
    /// Whether near and far parts moved against each other.
    pub(super) fn is_deep(self) -> bool {
        self.left_over >= LEFT_OVER
    }
}

/// `None` when points lie on a line or are not finite.
pub(super) fn form(base: &Landmarks, now: &Landmarks) -> Option<Form> {
    let firm = |landmarks: &Landmarks| FIRM.map(|index| landmarks.0[index]);
    let (from, to) = (firm(base), firm(now));
    let (from_middle, to_middle) = (middle(&from), middle(&to));
    let less = |place: Point, middle: Point| (place.x - middle.x, place.y - middle.y);
    let pairs = || {
        from.iter()
            .zip(&to)
            .map(|(from, to)| (less(*from, from_middle), less(*to, to_middle)))
    };
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    let (mut ux, mut uy, mut vx, mut vy) = (0.0, 0.0, 0.0, 0.0);
    for ((x, y), (u, v)) in pairs() {
        xx += x * x;
        xy += x * y;
        yy += y * y;
        ux += u * x;
        uy += u * y;
        vx += v * x;
        vy += v * y;
    }
    let whole = xx * yy - xy * xy;
    let row = |along: f32, down: f32| ((along * yy - down * xy) / whole, (down * xx - along * xy) / whole);
    let ((ax, ay), (bx, by)) = (row(ux, uy), row(vx, vy));
    // Stretches of a 2 × 2 matrix: half of sum and difference of two lengths.
    let (sum, difference) = ((ax + by).hypot(bx - ay), (ax - by).hypot(bx + ay));
    let narrowed = (sum - difference).abs() / (sum + difference);
    let squares: f32 = pairs()
        .map(|((x, y), (u, v))| (u - ax * x - ay * y).powi(2) + (v - bx * x - by * y).powi(2))
        .sum();
    // In the size that the straight face had.
    let scale = f32::midpoint(sum, difference).max(1e-6) * between_eyes(base);
    let left_over = (squares / FIRM.len() as f32).sqrt() / scale;
    (narrowed.is_finite() && left_over.is_finite()).then_some(Form { narrowed, left_over })
}

/// Counts the frames in which the picture is narrower and nothing is left over.
#[derive(Debug, Default)]
pub(super) struct Flat {
    frames: u8,
}

impl Flat {
    /// Takes a frame. True when there were enough.
    pub(super) fn seen(&mut self, form: Form) -> bool {
        if form.narrowed < NARROW {
            let flat = if form.is_deep() {
                self.frames.checked_sub(1)
            } else {
                self.frames.checked_add(1)
            };
            self.frames = flat.unwrap_or_default();
        }
        self.frames >= FRAMES
    }
}
