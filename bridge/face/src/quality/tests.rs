//! One thing at a time, the most important first.

use super::*;
use crate::Point;
use crate::simulated::{self, Dice, Head};

const WIDTH: usize = 640;
const HEIGHT: usize = 480;

/// A frame with a drawn face: skin with grain, dark at eyes, brows, nose and mouth.
fn drawn(heads: &[Head], skin: f32, around: f32, blur: usize) -> (Image, Vec<Face>) {
    let mut dice = Dice(11);
    let mut grey = vec![around; WIDTH * HEIGHT];
    let faces: Vec<Face> = heads
        .iter()
        .map(|head| simulated::face(head.seen(0.0, &mut dice)))
        .collect();
    for face in &faces {
        let unit = between_eyes(&face.landmarks);
        let centre = face.landmarks.0[29];
        for (index, value) in grey.iter_mut().enumerate() {
            let (x, y) = ((index % WIDTH) as f32, (index / WIDTH) as f32);
            let near = |at: &Point, reach: f32| (x - at.x).hypot(y - at.y) < reach * unit;
            if near(&centre, 1.9) {
                *value = skin;
            }
            if face.landmarks.0[17..68].iter().any(|at| near(at, 0.06)) {
                *value = skin * 0.4;
            }
        }
    }
    for value in &mut grey {
        *value += 2.0 * dice.normal();
    }
    for _ in 0..blur {
        for step in [1, WIDTH] {
            let before = grey.clone();
            for at in 3 * step..grey.len() - 3 * step {
                let line = (at - 3 * step..=at + 3 * step).step_by(step);
                grey[at] = line.map(|index| before[index]).sum::<f32>() / 7.0;
            }
        }
    }
    let rgb = grey
        .iter()
        .flat_map(|value| [value.clamp(0.0, 255.0) as u8; 3])
        .collect();
    (Image::new(WIDTH, HEIGHT, rgb).unwrap(), faces)
}

fn advice(heads: &[Head], skin: f32, around: f32, blur: usize) -> Option<Advice> {
    let (image, faces) = drawn(heads, skin, around, blur);
    let verdict = judge(&image, &faces);
    verdict.advice
}

fn head() -> Head {
    Head::new(0, 0.0)
}

#[test]
fn a_fit_frame_needs_no_advice() {
    assert_eq!(advice(&[head()], 150.0, 120.0, 0), None);
    assert_eq!(advice(&[head()], 100.0, 60.0, 0), None);
    assert_eq!(
        advice(
            &[Head {
                yaw: 8.0,
                pitch: 8.0,
                roll: 8.0,
                ..head()
            }],
            150.0,
            120.0,
            0
        ),
        None
    );
}

#[test]
fn nobody_somebody_several() {
    assert_eq!(advice(&[], 150.0, 120.0, 0), Some(Advice::NoFace));
    assert_eq!(advice(&[], 150.0, 5.0, 0), Some(Advice::MoreLight));
    let beside = |away: f32| Head {
        away,
        at: Point { x: 520.0, y: 240.0 },
        ..head()
    };
    assert_eq!(
        advice(&[head(), beside(500.0)], 150.0, 120.0, 0),
        Some(Advice::OnePersonOnly)
    );
    assert_eq!(
        advice(&[head(), beside(1_300.0)], 150.0, 120.0, 0),
        None,
        "waits behind"
    );
    assert_eq!(
        advice(&[beside(1_300.0), head()], 150.0, 120.0, 0),
        None,
        "waits behind"
    );
}

#[test]
fn place_and_size() {
    let at = |x, y| Head {
        at: Point { x, y },
        ..head()
    };
    assert_eq!(
        advice(
            &[Head {
                away: 800.0,
                ..head()
            }],
            150.0,
            120.0,
            0
        ),
        Some(Advice::ComeCloser)
    );
    assert_eq!(
        advice(
            &[Head {
                away: 170.0,
                ..head()
            }],
            150.0,
            120.0,
            0
        ),
        Some(Advice::MoveBack)
    );
    for aside in [
        at(440.0, 240.0),
        at(200.0, 240.0),
        at(320.0, 350.0),
        at(320.0, 130.0),
    ] {
        assert_eq!(advice(&[aside], 150.0, 120.0, 0), Some(Advice::MoveToCentre));
    }
}

#[test]
fn light() {
    assert_eq!(advice(&[head()], 30.0, 25.0, 0), Some(Advice::MoreLight));
    assert_eq!(
        advice(&[head()], 70.0, 240.0, 0),
        Some(Advice::MoreLight),
        "from behind"
    );
    assert_eq!(advice(&[head()], 254.0, 200.0, 0), Some(Advice::LessLight));
}

#[test]
fn pose_and_sharpness() {
    for turned in [
        Head { yaw: 30.0, ..head() },
        Head { yaw: -30.0, ..head() },
        Head {
            pitch: 38.0,
            ..head()
        },
        Head { roll: 35.0, ..head() },
    ] {
        assert_eq!(advice(&[turned], 150.0, 120.0, 0), Some(Advice::LookStraight));
    }
    assert_eq!(advice(&[head()], 150.0, 120.0, 6), Some(Advice::HoldStill));
}

#[test]
fn nonsense_is_advised_against() {
    let image = Image::new(1, 1, vec![128; 3]).unwrap();
    for value in [f32::NAN, f32::INFINITY, -1e30, 0.0] {
        let face = Face {
            area: crate::Area {
                left: 0.0,
                top: 0.0,
                width: value,
                height: 1.0,
            },
            score: 1.0,
            landmarks: crate::Landmarks([Point { x: value, y: value }; 68]),
        };
        assert!(judge(&image, &[face.clone(), face]).advice.is_some());
    }
}
