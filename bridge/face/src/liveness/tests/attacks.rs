//! What is held before the camera instead of a person.

use super::*;

#[test]
fn a_picture_that_is_turned_is_flat() {
    let head = Head::new(2, 0.05);
    for challenge in Challenge::DEPENDABLE {
        let (stage, _) = play(*challenge, 8_000, 4, |now, dice| {
            moved(&head, *challenge, 40.0, there_and_back(now)).print(&head, 0.5, dice)
        });
        assert_eq!(stage, Stage::Failed(Failure::Flat), "{challenge:?}");
    }
}

#[test]
fn a_frozen_picture() {
    let head = Head::new(1, 0.0);
    let landmarks = head.seen(0.0, &mut Dice(1));
    let faces = [simulated::face(landmarks)];
    let print = grain(&mut Dice(1), 100);
    let mut liveness = Liveness::start(Challenge::Nod, 0);
    let mut stage = Stage::Neutral;
    for now in (0..1_700).step_by(100) {
        stage = liveness
            .frame(
                &Sight {
                    faces: &faces,
                    print: &print,
                    other: None,
                },
                now,
            )
            .stage;
    }
    assert_eq!(stage, Stage::Failed(Failure::Frozen));
}

#[test]
fn a_black_picture() {
    let mut liveness = Liveness::start(Challenge::Nod, 0);
    let mut dice = Dice(1);
    let mut stage = Stage::Neutral;
    for now in (0..1_700).step_by(100) {
        let print = grain(&mut dice, 3);
        stage = liveness
            .frame(
                &Sight {
                    faces: &[],
                    print: &print,
                    other: None,
                },
                now,
            )
            .stage;
    }
    assert_eq!(stage, Stage::Failed(Failure::Black));
}

#[test]
fn a_camera_that_warms_up_is_neither() {
    let mut liveness = Liveness::start(Challenge::Nod, 0);
    let mut dice = Dice(1);
    let black = grain(&mut Dice(1), 0);
    for now in (0..5_000).step_by(100) {
        let faces = [simulated::face(Head::new(1, 0.0).seen(0.3, &mut dice))];
        let print = grain(&mut dice, 100);
        let sight = if now < 1_200 {
            Sight {
                faces: &[],
                print: &black,
                other: None,
            }
        } else {
            Sight {
                faces: &faces,
                print: &print,
                other: Some(false),
            }
        };
        assert!(!matches!(liveness.frame(&sight, now).stage, Stage::Failed(_)));
    }
}

#[test]
fn another_face_half_way() {
    let head = Head::new(1, 0.0);
    let mut liveness = Liveness::start(Challenge::TurnLeft, 0);
    let mut dice = Dice(1);
    let mut last = Stage::Neutral;
    for now in (0..3_000).step_by(100) {
        let faces = [simulated::face(
            moved(&head, Challenge::TurnLeft, 30.0, there_and_back(now)).seen(0.3, &mut dice),
        )];
        let print = grain(&mut dice, 100);
        let other = [Some(false), Some(true), None][usize::from(now >= 1_500) + usize::from(now >= 1_700)];
        last = liveness
            .frame(
                &Sight {
                    faces: &faces,
                    print: &print,
                    other,
                },
                now,
            )
            .stage;
    }
    assert_eq!(last, Stage::Failed(Failure::OtherFace));
}

/// A movement whose frames are compared, or not, by time.
fn compared(other: impl Fn(u64) -> Option<bool>) -> Progress {
    let head = Head::new(1, 0.0);
    let mut liveness = Liveness::start(Challenge::TurnLeft, 0);
    let mut dice = Dice(1);
    for now in (0..6_000).step_by(100) {
        let faces = [simulated::face(
            moved(&head, Challenge::TurnLeft, 30.0, there_and_back(now)).seen(0.3, &mut dice),
        )];
        let print = grain(&mut dice, 100);
        let sight = Sight {
            faces: &faces,
            print: &print,
            other: other(now),
        };
        liveness.frame(&sight, now);
    }
    liveness.progress()
}

/// Too far away or too dark to be compared, so that a picture can be held up before or after.
#[test]
fn whoever_moves_without_being_compared() {
    let straight = |now: u64| !(1_000..2_600).contains(&now);
    assert_eq!(compared(|now| straight(now).then_some(false)).stage, Stage::Done);
    for (when, others) in [
        ("never", [None, None]),
        ("before only", [Some(false), None]),
        ("after only", [None, Some(false)]),
    ] {
        let progress = compared(|now| others[usize::from(now >= 1_000)]);
        assert_ne!(progress.stage, Stage::Done, "{when}");
    }
}

#[test]
fn each_beginning_is_another_run() {
    let mut liveness = Liveness::start(Challenge::Nod, 0);
    let mut dice = Dice(1);
    let faces = [simulated::face(Head::new(1, 0.0).seen(0.3, &mut dice))];
    let mut runs = Vec::new();
    for (now, count) in [(0, 1), (100, 1), (200, 0), (300, 1), (400, 1)] {
        let sight = Sight {
            faces: &faces[..count],
            print: &grain(&mut dice, 100),
            other: Some(false),
        };
        runs.push(liveness.frame(&sight, now).run);
    }
    assert_eq!(runs, [0, 0, 1, 1, 1]);
}

#[test]
fn two_pictures_one_after_the_other() {
    let straight = Head::new(1, 0.0);
    let turned = Head {
        yaw: 25.0,
        ..straight.clone()
    };
    // Laid aside at once, and without haste.
    for gap in [100, 2_000] {
        let mut liveness = Liveness::start(Challenge::TurnLeft, 0);
        let mut dice = Dice(1);
        for now in (0..6_000_u64).step_by(100) {
            let head = if (1_000..2_000 + gap).contains(&now) {
                &turned
            } else {
                &straight
            };
            let faces = [simulated::face(head.seen(0.3, &mut dice))];
            let print = grain(&mut dice, 100);
            let shown = now < 1_000 || now >= 1_000 + gap;
            let sight = Sight {
                faces: if shown { &faces } else { &[] },
                print: &print,
                other: Some(false),
            };
            assert_ne!(liveness.frame(&sight, now).stage, Stage::Done, "{gap} {now}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// Turned, tilted, leant, brought near and moved, all at once.
    #[test]
    fn a_picture_never_passes(
        which in 0_usize..3, seed in 0_u64..10_000, noise in 0_f32..1.5,
        yaw in -55_f32..55.0, pitch in -55_f32..55.0, roll in -30_f32..30.0,
        nearer in -60_f32..120.0, right in -150_f32..150.0,
        held in (-8_f32..8.0, -10_f32..10.0), away in 300_f32..600.0,
    ) {
        let head = Head { yaw: held.0, pitch: held.1, ..Head::new(seed, 0.08) };
        let (stage, _) = play(Challenge::ALL[which], 8_000, seed, |now, dice| {
            let part = there_and_back(now);
            let mut sheet = Head { yaw: yaw * part, pitch: pitch * part, roll: roll * part, away: away + nearer * part, ..head.clone() };
            sheet.at.x += right * part;
            sheet.print(&head, noise, dice)
        });
        prop_assert_ne!(stage, Stage::Done);
    }

    /// Waved the whole time.
    #[test]
    fn a_waved_picture_never_passes(
        which in 0_usize..3, seed in 0_u64..10_000, noise in 0_f32..1.2,
        yaw in 0_f32..50.0, pitch in 0_f32..50.0, pace in 150_f32..900.0,
    ) {
        let head = Head::new(seed, 0.08);
        let (stage, _) = play(Challenge::ALL[which], 20_000, seed, |now, dice| {
            let swing = if now < 800 { 0.0 } else { ((now - 800) as f32 / pace).sin() };
            Head { yaw: yaw * swing, pitch: pitch * swing, ..head.clone() }.print(&head, noise, dice)
        });
        prop_assert_ne!(stage, Stage::Done);
    }
}
