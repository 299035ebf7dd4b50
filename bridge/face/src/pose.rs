//! How a head is held, from its 68 points.
//!
//! Weak perspective: the points are those of a head of average shape, turned, scaled and moved. The turn comes from how
//! near and far parts (nose, corners of the eyes) move against each other. A flat picture that is turned does not show
//! that: it gets narrower, but its pose stays the one it was taken with.

use crate::{Landmarks, Point};

/// How a head is held. All angles in degrees, about −90 to 90, seen in a picture that is **not** mirrored, as a camera
/// gives it: the person's own left is on the right of the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pose {
    /// Greater than 0: turned to the person's own left, the nose to the right of the picture.
    pub yaw: f32,
    /// Greater than 0: looking down. A camera above or below the eyes adds to it.
    pub pitch: f32,
    /// Greater than 0: the head leans clockwise in the picture, to the person's own left shoulder.
    pub roll: f32,
}

/// Points that move with the skull, and where they are on a head of average shape: millimetres from the middle between
/// the eyes, to the right of the picture, down, towards the camera. Ours, rounded from what is generally known of adult
/// faces; a real head is up to about a fifth off, which costs some degrees, the same in each frame.
const HEAD: [(usize, [f32; 3]); 14] = [
    (36, [-45.0, 0.0, -20.0]),
    (39, [-16.0, 1.0, -8.0]),
    (42, [16.0, 1.0, -8.0]),
    (45, [45.0, 0.0, -20.0]),
    (27, [0.0, 0.0, 4.0]),
    (28, [0.0, 12.0, 11.0]),
    (29, [0.0, 24.0, 18.0]),
    (30, [0.0, 36.0, 26.0]),
    (31, [-14.0, 44.0, 5.0]),
    (33, [0.0, 47.0, 13.0]),
    (35, [14.0, 44.0, 5.0]),
    (48, [-25.0, 70.0, 0.0]),
    (54, [25.0, 70.0, 0.0]),
    (8, [0.0, 112.0, -6.0]),
];

impl Pose {
    /// `None` when the points lie on a line or a coordinate is not finite.
    pub fn of(landmarks: &Landmarks) -> Option<Self> {
        let count = HEAD.len() as f32;
        let mut middle = [0.0; 3];
        let mut place = Point::default();
        for (index, at) in HEAD {
            for (sum, value) in middle.iter_mut().zip(at) {
                *sum += value / count;
            }
            place.x += landmarks.0[index].x / count;
            place.y += landmarks.0[index].y / count;
        }
        // Least squares: one 3 × 3 matrix, two right sides.
        let (mut matrix, mut across, mut down) = ([[0.0; 3]; 3], [0.0; 3], [0.0; 3]);
        for (index, at) in HEAD {
            let at: [f32; 3] = std::array::from_fn(|axis| at[axis] - middle[axis]);
            for row in 0..3 {
                for column in 0..3 {
                    matrix[row][column] += at[row] * at[column];
                }
                across[row] += at[row] * (landmarks.0[index].x - place.x);
                down[row] += at[row] * (landmarks.0[index].y - place.y);
            }
        }
        let across = unit(solve(matrix, across)?)?;
        let down = unit(solve(matrix, down)?)?;
        let forward = unit(cross(across, down))?;
        // Turned first, then nodded, then leant; the second number of each is where the head's own "down" points, the
        // third where its nose does.
        let roll = (-across[1]).atan2(down[1]);
        let (sin, cos) = roll.sin_cos();
        let right = cos * across[2] + sin * down[2];
        let lower = cos * down[2] - sin * across[2];
        Some(Self {
            yaw: right.atan2(forward[2].hypot(lower)).to_degrees(),
            pitch: lower.atan2(forward[2]).to_degrees(),
            roll: roll.to_degrees(),
        })
    }
}

/// Pixels between the middles of the eyes.
pub(crate) fn between_eyes(landmarks: &Landmarks) -> f32 {
    let (left, right) = (middle(&landmarks.0[36..42]), middle(&landmarks.0[42..48]));
    (right.x - left.x).hypot(right.y - left.y)
}

pub(crate) fn middle(places: &[Point]) -> Point {
    let count = places.len().max(1) as f32;
    Point {
        x: places.iter().map(|place| place.x).sum::<f32>() / count,
        y: places.iter().map(|place| place.y).sum::<f32>() / count,
    }
}

/// Cramer's rule; `None` without a single answer.
fn solve(matrix: [[f32; 3]; 3], right: [f32; 3]) -> Option<[f32; 3]> {
    let [first, second, third] = matrix;
    let dot = |one: [f32; 3], other: [f32; 3]| one[0] * other[0] + one[1] * other[1] + one[2] * other[2];
    // The matrix is symmetric: its rows are its columns.
    let whole = dot(first, cross(second, third));
    let answer = [
        dot(right, cross(second, third)) / whole,
        dot(first, cross(right, third)) / whole,
        dot(first, cross(second, right)) / whole,
    ];
    answer.iter().all(|value| value.is_finite()).then_some(answer)
}

fn cross(one: [f32; 3], other: [f32; 3]) -> [f32; 3] {
    [
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    ]
}

fn unit(vector: [f32; 3]) -> Option<[f32; 3]> {
    let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
    (length.is_finite() && length > 1e-6).then(|| vector.map(|value| value / length))
}

#[cfg(test)]
mod tests;
