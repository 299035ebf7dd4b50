//! Heads in space that do as asked, and what is held before the camera instead.

mod attacks;

use proptest::prelude::*;

use super::*;
use crate::Image;
use crate::simulated::{self, Dice, Head};

/// Milliseconds between frames.
const STEP: u64 = 100;

/// Frames of a camera: no two are the same.
fn grain(dice: &mut Dice, level: u8) -> Print {
    let bytes = (0..64 * 48 * 3)
        .map(|_| level.saturating_add_signed((3.0 * dice.normal()) as i8))
        .collect();
    Print::of(&Image::new(64, 48, bytes).unwrap())
}

/// The face of the one who began.
fn sight<'a>(faces: &'a [Face], print: &'a Print) -> Sight<'a> {
    Sight {
        faces,
        print,
        other: Some(false),
    }
}

/// Plays `shown` from 0 to `until`, and tells how it ended and when.
fn play(
    challenge: Challenge,
    until: u64,
    seed: u64,
    mut shown: impl FnMut(u64, &mut Dice) -> Landmarks,
) -> (Stage, u64) {
    let mut dice = Dice(seed);
    let mut liveness = Liveness::start(challenge, 1_000_000);
    for now in (0..until).step_by(STEP as usize) {
        let faces = [simulated::face(shown(now, &mut dice))];
        let print = grain(&mut dice, 100);
        let progress = liveness.frame(&sight(&faces, &print), 1_000_000 + now);
        if let Stage::Done | Stage::Failed(_) = progress.stage {
            return (progress.stage, now);
        }
    }
    (liveness.progress().stage, until)
}

/// 0 for a second, to 1 within 0.6 s, there for 0.4 s, and back within 0.6 s.
fn there_and_back(now: u64) -> f32 {
    let now = now as f32 / 1000.0;
    ((now - 1.0) / 0.6).clamp(0.0, 1.0) - ((now - 2.0) / 0.6).clamp(0.0, 1.0)
}

/// `head` after a movement by `by` degrees.
fn moved(head: &Head, challenge: Challenge, by: f32, part: f32) -> Head {
    let mut head = head.clone();
    match challenge {
        Challenge::TurnLeft => head.yaw += by * part,
        Challenge::TurnRight => head.yaw -= by * part,
        Challenge::Nod => head.pitch += by * part,
        Challenge::Blink => head.eyes = 1.0 - 0.9 * part,
    }
    head
}

#[test]
fn as_asked_is_done_and_stays_done() {
    for challenge in Challenge::ALL {
        let head = Head::new(3, 0.05);
        let (stage, when) = play(*challenge, 6_000, 1, |now, dice| {
            moved(&head, *challenge, 28.0, there_and_back(now)).seen(0.5, dice)
        });
        assert_eq!(stage, Stage::Done, "{challenge:?}");
        assert!((2_000..3_000).contains(&when), "{challenge:?}: {when}");
    }
}

#[test]
fn what_is_asked_follows_the_stage() {
    let mut dice = Dice(5);
    let mut liveness = Liveness::start(Challenge::TurnRight, 0);
    assert_eq!(liveness.challenge(), Challenge::TurnRight);
    assert_eq!(
        liveness.progress(),
        Progress {
            stage: Stage::Neutral,
            instruction: Instruction::LookStraight,
            run: 0
        }
    );
    let mut asked = Vec::new();
    for now in (0..5_000).step_by(100) {
        let head = moved(
            &Head::new(1, 0.0),
            Challenge::TurnRight,
            28.0,
            there_and_back(now),
        );
        let faces = [simulated::face(head.seen(0.3, &mut dice))];
        let print = grain(&mut dice, 100);
        asked.push(liveness.frame(&sight(&faces, &print), now).instruction);
    }
    asked.dedup();
    assert_eq!(
        asked,
        [
            Instruction::LookStraight,
            Instruction::TurnRight,
            Instruction::LookBack,
            Instruction::Nothing
        ]
    );
}

#[test]
fn the_other_way_is_wrong() {
    let head = Head::new(1, 0.0);
    for (asked, made) in [
        (Challenge::TurnLeft, Challenge::TurnRight),
        (Challenge::TurnRight, Challenge::TurnLeft),
        (Challenge::Nod, Challenge::TurnLeft),
        (Challenge::Blink, Challenge::TurnRight),
    ] {
        let (stage, _) = play(asked, 5_000, 2, |now, dice| {
            moved(&head, made, 30.0, there_and_back(now)).seen(0.5, dice)
        });
        assert_eq!(stage, Stage::Failed(Failure::WrongMovement), "{asked:?} {made:?}");
    }
}

#[test]
fn a_tremble_is_no_movement_and_time_ends() {
    let head = Head::new(1, 0.0);
    for challenge in Challenge::ALL {
        let (stage, when) = play(*challenge, 30_000, 2, |now, dice| {
            let swing = (now as f32 / 300.0).sin();
            Head {
                yaw: 6.0 * swing,
                pitch: 3.0 * swing,
                ..head.clone()
            }
            .seen(0.7, dice)
        });
        assert_eq!(
            (stage, when),
            (Stage::Failed(Failure::Late), DEADLINE_MS + STEP),
            "{challenge:?}"
        );
    }
}

#[test]
fn nobody_or_two_begin_anew() {
    let mut dice = Dice(9);
    let mut liveness = Liveness::start(Challenge::Nod, 0);
    let mut stages = Vec::new();
    for now in (0..2_000).step_by(100) {
        let one = simulated::face(Head::new(1, 0.0).seen(0.3, &mut dice));
        let print = grain(&mut dice, 100);
        let faces = match now {
            800 => vec![],
            1_500 => vec![one.clone(), one],
            _ => vec![one],
        };
        stages.push(liveness.frame(&sight(&faces, &print), now).stage);
    }
    stages.dedup();
    assert_eq!(stages, [Stage::Neutral, Stage::Movement].repeat(3));
}

#[test]
fn every_challenge_is_drawn() {
    for from in [Challenge::ALL, Challenge::DEPENDABLE] {
        let drawn: Vec<_> = (0..from.len() as u32)
            .map(|random| Challenge::draw(from, random))
            .collect();
        assert_eq!(drawn, from);
    }
    assert_eq!(Challenge::draw(&[], u32::MAX), Challenge::TurnLeft);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_person_passes(
        which in 0_usize..3, seed in 0_u64..10_000, noise in 0_f32..1.5, by in 26_f32..40.0,
        yaw in -5_f32..5.0, pitch in -8_f32..8.0, roll in -8_f32..8.0, away in 380_f32..600.0,
    ) {
        let challenge = Challenge::ALL[which];
        let head = Head { yaw, pitch, roll, away, ..Head::new(seed, 0.08) };
        let (stage, _) = play(challenge, 6_000, seed, |now, dice| moved(&head, challenge, by, there_and_back(now)).seen(noise, dice));
        prop_assert_eq!(stage, Stage::Done);
    }

    #[test]
    fn any_frames_never_panic(
        frames in prop::collection::vec((prop::collection::vec(-1e4_f32..1e4, 136), 0_usize..3, 0_u64..3_000), 0..12),
        odd in prop::option::of(prop::sample::select(vec![f32::NAN, f32::INFINITY, 0.0, f32::MAX])),
    ) {
        let mut liveness = Liveness::start(Challenge::TurnLeft, 0);
        let mut dice = Dice(1);
        for (values, count, now) in frames {
            let points = std::array::from_fn(|index| crate::Point { x: values[2 * index], y: odd.unwrap_or(values[2 * index + 1]) });
            let faces = vec![simulated::face(Landmarks(points)); count];
            let print = grain(&mut dice, 100);
            prop_assert_ne!(liveness.frame(&sight(&faces, &print), now).stage, Stage::Done);
        }
    }
}
