//! A head of 68 points in space, held before a camera; and a flat picture of one. For tests.

use crate::{Area, Face, Landmarks, Point};

/// A head, and how it is held. Millimetres and degrees, signs as in [`Pose`](crate::Pose).
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) points: [[f32; 3]; 68],
    pub(crate) yaw: f32,
    pub(crate) pitch: f32,
    pub(crate) roll: f32,
    /// 1 open, 0 shut.
    pub(crate) eyes: f32,
    /// From the camera, in mm.
    pub(crate) away: f32,
    /// Middle of the head in the picture, in pixels.
    pub(crate) at: Point,
}

/// 640 × 480 with about 60° across.
const FOCAL: f32 = 550.0;

/// Random numbers that are the same in each run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// −1 to 1.
    pub(crate) fn roll(&mut self) -> f32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f32 / (1_u64 << 23) as f32 - 1.0
    }

    /// Mean 0, deviation 1, near enough.
    pub(crate) fn normal(&mut self) -> f32 {
        (0..6).map(|_| self.roll()).sum::<f32>() / 2_f32.sqrt()
    }
}

impl Head {
    /// Another head for each seed, up to `apart` (0.1: a tenth) off the average in each direction, and in how far nose,
    /// eyes and chin stand out.
    pub(crate) fn new(seed: u64, apart: f32) -> Self {
        let mut dice = Dice(seed.wrapping_mul(7919).wrapping_add(17));
        dice.roll();
        let stretch = [(); 3].map(|()| 1.0 + apart * dice.roll());
        let nose = 1.0 + 2.0 * apart * dice.roll();
        let mut points = average();
        for (index, point) in points.iter_mut().enumerate() {
            if (27..36).contains(&index) {
                point[2] *= nose;
            }
            for axis in 0..3 {
                point[axis] = point[axis] * stretch[axis] + 20.0 * apart * dice.roll() * 0.5;
            }
        }
        Self {
            points,
            yaw: 0.0,
            pitch: 0.0,
            roll: 0.0,
            eyes: 1.0,
            away: 450.0,
            at: Point { x: 320.0, y: 240.0 },
        }
    }

    /// Its points as a camera sees them, each off by `noise` pixels (standard deviation).
    pub(crate) fn seen(&self, noise: f32, dice: &mut Dice) -> Landmarks {
        let mut points = self.points;
        for eye in [36..42, 42..48] {
            let level = f32::midpoint(points[eye.start][1], points[eye.start + 3][1]);
            for point in &mut points[eye] {
                point[1] = level + (point[1] - level) * self.eyes;
            }
        }
        let turned = points.map(|point| self.turn(point));
        project(&turned, self.away, self.at, noise, dice)
    }

    /// A print of this head as `held` shows it, then turned as a whole: the print is flat.
    pub(crate) fn print(&self, held: &Self, noise: f32, dice: &mut Dice) -> Landmarks {
        let flat = held.points.map(|point| {
            let [x, y, _] = held.turn(point);
            self.turn([x, y, 0.0])
        });
        project(&flat, self.away, self.at, noise, dice)
    }

    /// Around the middle of the head, 80 mm behind the eyes for a head, in the print for a print.
    fn turn(&self, [x, y, z]: [f32; 3]) -> [f32; 3] {
        let (sin, cos) = self.yaw.to_radians().sin_cos();
        let (x, z) = (x * cos + z * sin, z * cos - x * sin);
        let (sin, cos) = self.pitch.to_radians().sin_cos();
        let (y, z) = (y * cos + z * sin, z * cos - y * sin);
        let (sin, cos) = self.roll.to_radians().sin_cos();
        [x * cos - y * sin, x * sin + y * cos, z]
    }
}

fn project(points: &[[f32; 3]; 68], away: f32, at: Point, noise: f32, dice: &mut Dice) -> Landmarks {
    Landmarks(points.map(|[x, y, z]| {
        let scale = FOCAL / (away - z);
        Point {
            x: at.x + x * scale + noise * dice.normal(),
            y: at.y + (y - 40.0) * scale + noise * dice.normal(),
        }
    }))
}

/// The face with these points.
pub(crate) fn face(landmarks: Landmarks) -> Face {
    let side = |pick: fn(&Point) -> f32| {
        let values = landmarks.0.iter().map(pick);
        values.fold((f32::MAX, f32::MIN), |(least, most), value| {
            (least.min(value), most.max(value))
        })
    };
    let ((left, right), (top, bottom)) = (side(|place| place.x), side(|place| place.y));
    Face {
        area: Area {
            left,
            top,
            width: right - left,
            height: bottom - top,
        },
        score: 0.9,
        landmarks,
    }
}

/// An average head, drawn by hand: curves for jaw, brows, eyes and lips.
fn average() -> [[f32; 3]; 68] {
    let mut points = [[0.0; 3]; 68];
    for (index, point) in points[..17].iter_mut().enumerate() {
        let angle = std::f32::consts::PI * (index as f32 / 16.0);
        *point = [
            -71.0 * angle.cos(),
            8.0 + 106.0 * angle.sin().max(0.0).powf(0.8),
            -82.0 + 76.0 * angle.sin(),
        ];
    }
    for step in 0..5 {
        let part = step as f32 / 4.0;
        let arch = -22.0 - 8.0 * (part * std::f32::consts::PI).sin();
        points[17 + step] = [-58.0 + 42.0 * part, arch, -22.0 + 24.0 * part];
        points[22 + step] = [16.0 + 42.0 * part, arch, 2.0 - 24.0 * part];
        points[31 + step] = [
            -15.0 + 30.0 * part,
            45.0,
            5.0 + 9.0 * (part * std::f32::consts::PI).sin(),
        ];
    }
    for step in 0..4 {
        let part = step as f32 / 3.0;
        points[27 + step] = [0.0, 37.0 * part, 4.0 + 23.0 * part];
    }
    let eye = [
        (-15.0, 0.0),
        (-5.0, -5.0),
        (5.0, -5.0),
        (15.0, 0.0),
        (5.0, 5.0),
        (-5.0, 5.0),
    ];
    for (step, (x, y)) in eye.into_iter().enumerate() {
        points[36 + step] = [x - 31.0, y, -13.0 + 0.4 * x];
        points[42 + step] = [x + 31.0, y, -13.0 - 0.4 * x];
    }
    for step in 0..12 {
        let angle = std::f32::consts::PI * (1.0 + step as f32 / 6.0);
        points[48 + step] = [
            25.0 * angle.cos(),
            71.0 + 9.0 * angle.sin(),
            2.0 + 9.0 * angle.sin().abs(),
        ];
    }
    for step in 0..8 {
        let angle = std::f32::consts::PI * (1.0 + step as f32 / 4.0);
        points[60 + step] = [
            20.0 * angle.cos(),
            71.0 + 1.5 * angle.sin(),
            3.0 + 5.0 * angle.sin().abs(),
        ];
    }
    points
}
