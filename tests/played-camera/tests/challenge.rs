//! The challenge of the real nets before a played head and a print: `cargo xtask setup --for face` brings nets and pictures.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::env;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use madoguchi_face::{
    Challenge, Failure, Image, Limits, Liveness, Manifest, Print, Recogniser, Sight, Stage, decode, judge,
};
use madoguchi_played_camera::{Held, Shape, View};

/// Between two frames, ms.
const FRAME_MS: u64 = 125;
const PICTURES: [&str; 2] = ["obama.jpg", "biden.jpg"];

#[test]
fn a_head_that_turns_as_asked_passes() {
    for name in PICTURES {
        for (challenge, held) in [
            (Challenge::TurnLeft, turned as fn(f32) -> Held),
            (Challenge::TurnRight, |by| turned(-by)),
            (Challenge::Nod, nodded),
        ] {
            let there = [5.0, 10.0, 15.0, 20.0, 25.0, 25.0].map(held);
            let back = [20.0, 15.0, 10.0, 5.0, 0.0, 0.0].map(held);
            let stage = played(name, challenge, Shape::Head, there.into_iter().chain(back));
            assert_eq!(stage, Stage::Done, "{name}, {challenge:?}");
        }
    }
}

#[test]
fn a_head_that_turns_the_other_way_does_not() {
    let held = [5.0, 10.0, 15.0, 20.0, 25.0, 25.0].map(turned);
    let stage = played(PICTURES[0], Challenge::TurnRight, Shape::Head, held);
    assert_eq!(stage, Stage::Failed(Failure::WrongMovement));
}

#[test]
fn a_print_that_is_turned_as_asked_is_seen_to_be_flat() {
    for name in PICTURES {
        for challenge in Challenge::DEPENDABLE {
            let held = [10.0, 20.0, 30.0, 40.0, 45.0, 45.0, 45.0, 45.0].map(turned);
            let stage = played(name, *challenge, Shape::Print, held);
            assert_eq!(stage, Stage::Failed(Failure::Flat), "{name}, {challenge:?}");
        }
    }
}

fn turned(yaw: f32) -> Held {
    Held { yaw, pitch: 0.0 }
}

fn nodded(pitch: f32) -> Held {
    Held { yaw: 0.0, pitch }
}

/// How the attempt ends: straight until something is asked, then as `held` says.
fn played(name: &str, challenge: Challenge, shape: Shape, held: impl IntoIterator<Item = Held>) -> Stage {
    let picture = picture(name);
    let face = recogniser().find(&picture).unwrap().remove(0);
    let view = View::of(&picture, &face);
    let mut liveness = Liveness::start(challenge, 0);
    let straight = [Held::default(); 5];
    for (now, held) in (1..).zip(straight.into_iter().chain(held)) {
        let seen = view.seen(shape, held).unwrap();
        let faces = recogniser().find(&seen).unwrap();
        let fit = judge(&seen, &faces).advice.is_none();
        let sight = Sight {
            faces: &faces,
            print: &Print::of(&seen),
            other: fit.then_some(false),
        };
        let stage = liveness.frame(&sight, now * FRAME_MS).stage;
        if matches!(stage, Stage::Done | Stage::Failed(_)) {
            return stage;
        }
    }
    liveness.progress().stage
}

fn recogniser() -> &'static Recogniser {
    static LOADED: OnceLock<Recogniser> = OnceLock::new();
    LOADED.get_or_init(|| {
        let pair = Manifest::built_in().unwrap().pair;
        Recogniser::load(&place("MADOGUCHI_MODELS", &Path::new("models").join(pair))).unwrap()
    })
}

fn picture(name: &str) -> Image {
    let file = place("MADOGUCHI_FACES", Path::new("faces")).join(name);
    let bytes = std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    decode(&bytes, Limits::FRAME).unwrap()
}

fn place(variable: &str, below: &Path) -> PathBuf {
    if let Some(folder) = env::var_os(variable) {
        return folder.into();
    }
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.unwrap_or_else(|| env::home_dir().unwrap().join(".cache"));
    cache.join("madoguchi").join(below)
}
