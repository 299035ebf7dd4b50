//! A camera's 640 × 480 pixels of a face, straight or turned.

use anyhow::{Context as _, Result};
use madoguchi_face::{Face, Image, Point};

use crate::Shape;
use crate::draw::{Corner, Sheet};

/// Of the camera's picture.
pub const WIDTH: usize = 640;
/// Likewise.
pub const HEIGHT: usize = 480;
/// Between the eyes, in pixels of the camera's picture.
const EYES: f32 = 84.0;
/// Between the eyes of an adult, in mm.
const EYES_MM: f32 = 62.0;
/// From the camera to the face, in mm.
const AWAY: f32 = 450.0;
/// Where the middle between the eyes is.
const AT: (f32, f32) = (320.0, 195.0);
/// A corner of the mesh every so many pixels.
const STEP: usize = 8;

/// How a head is held, in degrees.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Held {
    /// Greater than 0: to the person's own left, the nose to the right of the picture.
    pub yaw: f32,
    /// Greater than 0: looking down.
    pub pitch: f32,
}

/// A picture, and where in it the face is.
pub struct View<'a> {
    picture: &'a Image,
    /// Middle between the eyes in the picture.
    eyes: Point,
    /// Pixels of the picture for one of the camera's.
    scale: f32,
}

impl<'a> View<'a> {
    /// Of this face in this picture.
    pub fn of(picture: &'a Image, face: &Face) -> Self {
        let middle = |from: usize| {
            let eye = &face.landmarks.0[from..from + 6];
            Point {
                x: eye.iter().map(|place| place.x).sum::<f32>() / 6.0,
                y: eye.iter().map(|place| place.y).sum::<f32>() / 6.0,
            }
        };
        let (left, right) = (middle(36), middle(42));
        Self {
            picture,
            eyes: Point {
                x: f32::midpoint(left.x, right.x),
                y: f32::midpoint(left.y, right.y),
            },
            scale: (right.x - left.x).hypot(right.y - left.y) / EYES,
        }
    }

    /// What the camera sees of it.
    pub fn seen(&self, shape: Shape, held: Held) -> Result<Image> {
        let (across, down) = (WIDTH / STEP + 1, HEIGHT / STEP + 1);
        let corners = (0..down).flat_map(|row| {
            (0..across).map(move |column| {
                let place = ((column * STEP) as f32, (row * STEP) as f32);
                self.corner(shape, held, place)
            })
        });
        let sheet = Sheet {
            corners: corners.collect(),
            across,
        };
        sheet.drawn(self.picture, self.scale).context("a picture")
    }

    /// What is at a place of the camera's picture while nothing is turned, and where it is when it is.
    fn corner(&self, shape: Shape, held: Held, (column, row): (f32, f32)) -> Corner {
        let size = EYES / EYES_MM;
        let (x, y) = ((column - AT.0) / size, (row - AT.1) / size);
        let z = shape.depth(x, y);
        let straight = seen_at([x, y, z]);
        let turned = turned([x, y, z], shape.pivot(), held);
        let there = seen_at(turned);
        let part = shape.turns(x, y);
        Corner {
            from: Point {
                x: self.eyes.x + (column - AT.0) * self.scale,
                y: self.eyes.y + (row - AT.1) * self.scale,
            },
            to: Point {
                x: column + (there.x - straight.x) * size * part,
                y: row + (there.y - straight.y) * size * part,
            },
            near: z + (turned[2] - z) * part,
        }
    }
}

/// By perspective; millimetres in the plane through the eyes.
fn seen_at([x, y, z]: [f32; 3]) -> Point {
    let scale = AWAY / (AWAY - z);
    Point {
        x: x * scale,
        y: y * scale,
    }
}

fn turned(place: [f32; 3], pivot: [f32; 3], held: Held) -> [f32; 3] {
    let [x, y, z]: [f32; 3] = std::array::from_fn(|axis| place[axis] - pivot[axis]);
    let (sin, cos) = held.yaw.to_radians().sin_cos();
    let (x, z) = (x * cos + z * sin, z * cos - x * sin);
    let (sin, cos) = held.pitch.to_radians().sin_cos();
    let (y, z) = (y * cos + z * sin, z * cos - y * sin);
    [x + pivot[0], y + pivot[1], z + pivot[2]]
}
