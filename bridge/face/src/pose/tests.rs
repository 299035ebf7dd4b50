//! Poses of heads in space are found again.

use proptest::prelude::*;

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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn found_within_fifteen_degrees(
        yaw in -30_f32..30.0, pitch in -20_f32..20.0, roll in -20_f32..20.0, seed in 0_u64..1000,
    ) {
        let straight = pose(0.0, 0.0, 0.0, seed, 0.1, 0.0);
        let found = pose(yaw, pitch, roll, seed, 0.1, 0.5);
        // What a head's own shape adds is the same in each frame. Ten degrees hold for all but one head in some thousands, whose
        // points lie badly together.
        let near = |found: f32, straight: f32, real: f32| (found - straight - real).abs() < 15.0;
        prop_assert!(near(found.yaw, straight.yaw, yaw), "{found:?} {straight:?}");
        prop_assert!(near(found.pitch, straight.pitch, pitch), "{found:?} {straight:?}");
        prop_assert!(near(found.roll, straight.roll, roll), "{found:?} {straight:?}");
    }
}
