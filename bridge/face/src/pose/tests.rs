//! Poses of heads in space are found again.

use super::*;
use crate::simulated::{Dice, Head};

fn pose(yaw: f32, pitch: f32, roll: f32, seed: u64, apart: f32, noise: f32) -> Pose {
    let head = Head {
        yaw,
        pitch,
        roll,
        ..Head::new(seed, apart)
    };
    Pose::of(&head.seen(noise, &mut Dice(seed))).unwrap()
}

#[test]
fn signs_are_those_of_an_unmirrored_picture() {
    let straight = Head::new(0, 0.0);
    let nose = |head: &Head| head.seen(0.0, &mut Dice(1)).0[30];
    let left = Head {
        yaw: 20.0,
        ..straight.clone()
    };
    assert!(
        nose(&left).x > nose(&straight).x + 5.0,
        "own left is the right of the picture"
    );
    assert!(pose(20.0, 0.0, 0.0, 0, 0.0, 0.0).yaw > 15.0);
    let down = Head {
        pitch: 20.0,
        ..straight.clone()
    };
    assert!(nose(&down).y > nose(&straight).y + 5.0);
    assert!(pose(0.0, 20.0, 0.0, 0, 0.0, 0.0).pitch > 13.0);
    assert!(pose(0.0, 0.0, 20.0, 0, 0.0, 0.0).roll > 15.0);
}

#[test]
fn points_in_one_place_have_no_pose() {
    assert_eq!(Pose::of(&Landmarks([Point::default(); 68])), None);
    assert_eq!(Pose::of(&Landmarks([Point { x: f32::NAN, y: 0.0 }; 68])), None);
}

/// Poses that are tried, the same in each run.
const TRIED: u64 = 20_000;

#[test]
fn found_within_ten_degrees() {
    let mut dice = Dice(1);
    let mut farther: Vec<f32> = Vec::new();
    for seed in 0..TRIED {
        let [yaw, pitch, roll] = [30.0, 20.0, 20.0].map(|most| most * dice.roll());
        let straight = pose(0.0, 0.0, 0.0, seed, 0.1, 0.0);
        let found = pose(yaw, pitch, roll, seed, 0.1, 0.5);
        // What a head's own shape adds is the same in each frame.
        let off = [
            found.yaw - straight.yaw - yaw,
            found.pitch - straight.pitch - pitch,
            found.roll - straight.roll - roll,
        ];
        let most = off.into_iter().map(f32::abs).fold(0.0, f32::max);
        assert!(most.is_finite(), "{found:?} {straight:?}");
        if most >= 10.0 {
            farther.push(most);
        }
    }
    // Of heads that are far from the average and turned as far as they may be, one in some thousands is missed by a little more.
    assert!(farther.len() as u64 <= TRIED / 1000, "{farther:?}");
    assert!(farther.iter().all(|most| *most < 15.0), "{farther:?}");
}
