//! A picture on a mesh whose corners have moved.

use madoguchi_face::{Image, Point};

use crate::view::{HEIGHT, WIDTH};

/// What is behind everything.
const GREY: u8 = 90;

/// A corner of the mesh.
#[derive(Clone, Copy)]
pub(crate) struct Corner {
    /// In the picture that is drawn.
    pub(crate) from: Point,
    /// Where it comes to, in the camera's picture.
    pub(crate) to: Point,
    /// Greater: nearer to the camera.
    pub(crate) near: f32,
}

/// Corners, row by row, `across` in a row.
pub(crate) struct Sheet {
    pub(crate) corners: Vec<Corner>,
    pub(crate) across: usize,
}

impl Sheet {
    /// As the camera sees it; what is nearer lies over what is farther. `scale`: pixels of `picture` for one drawn.
    pub(crate) fn drawn(&self, picture: &Image, scale: f32) -> Option<Image> {
        let mut pixels = vec![GREY; WIDTH * HEIGHT * 3];
        let mut triangles = self.triangles();
        let near = |triangle: &[Corner; 3]| triangle.iter().map(|corner| corner.near).sum::<f32>();
        triangles.sort_by(|one, other| near(one).total_cmp(&near(other)));
        for triangle in &triangles {
            fill(&mut pixels, triangle, |place| colour(picture, place, scale));
        }
        Image::new(WIDTH, HEIGHT, pixels)
    }

    fn triangles(&self) -> Vec<[Corner; 3]> {
        let rows = self.corners.chunks_exact(self.across);
        let pairs = rows.clone().zip(rows.skip(1));
        pairs
            .flat_map(|(above, below)| above.windows(2).zip(below.windows(2)))
            .flat_map(|(above, below)| {
                let [first, second, third, fourth] = [above[0], above[1], below[0], below[1]];
                [[first, second, third], [second, fourth, third]]
            })
            .collect()
    }
}

/// Fills a triangle; one that is seen from behind is not filled.
fn fill(pixels: &mut [u8], triangle: &[Corner; 3], colour: impl Fn(Point) -> [u8; 3]) {
    let [first, second, third] = triangle.map(|corner| corner.to);
    let whole = area(first, second, third);
    if whole <= 1e-3 {
        return;
    }
    let most = |pick: fn(Point) -> f32, limit: usize| {
        let values = [first, second, third].map(pick);
        let least = values.iter().copied().fold(f32::INFINITY, f32::min);
        let most = values.iter().copied().fold(0.0, f32::max).ceil();
        least.floor().max(0.0) as usize..(most as usize).min(limit)
    };
    for row in most(|place| place.y, HEIGHT) {
        for column in most(|place| place.x, WIDTH) {
            let middle = Point {
                x: column as f32 + 0.5,
                y: row as f32 + 0.5,
            };
            let parts = [
                area(middle, second, third) / whole,
                area(first, middle, third) / whole,
                area(first, second, middle) / whole,
            ];
            // Pixels on an edge belong to both sides, so that there is no gap.
            if parts.iter().all(|part| *part >= -1e-3) {
                let from = |pick: fn(Point) -> f32| {
                    let corners = parts.iter().zip(triangle);
                    corners.map(|(part, corner)| part * pick(corner.from)).sum()
                };
                let place = Point {
                    x: from(|place| place.x),
                    y: from(|place| place.y),
                };
                let start = (row * WIDTH + column) * 3;
                pixels[start..start + 3].copy_from_slice(&colour(place));
            }
        }
    }
}

/// Twice that of a triangle; greater than 0 where its corners go round clockwise in the picture.
fn area(first: Point, second: Point, third: Point) -> f32 {
    (second.x - first.x) * (third.y - first.y) - (second.y - first.y) * (third.x - first.x)
}

/// The mean of the square of `side` pixels around a place.
pub(crate) fn colour(picture: &Image, place: Point, side: f32) -> [u8; 3] {
    let steps = (side.ceil() as usize).clamp(2, 8);
    let step = |index: usize| ((index as f32 + 0.5) / steps as f32 - 0.5) * side.max(1.0);
    let mut sum = [0_u32; 3];
    for (down, along) in (0..steps).flat_map(|row| (0..steps).map(move |column| (row, column))) {
        let (x, y) = (place.x + step(along), place.y + step(down));
        let pixel = picture.at(x.floor() as isize, y.floor() as isize);
        for (sum, value) in sum.iter_mut().zip(pixel) {
            *sum += u32::from(value);
        }
    }
    sum.map(|sum| (sum / (steps * steps) as u32) as u8)
}
