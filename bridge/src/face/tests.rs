//! With the nets and the pictures of the set-up: what is hostile, what does not move, what a card's photo may be.

use super::*;
use crate::desk::face::{FrameInvalid, Verdict};
use madoguchi_face::{Known, MANIFEST, Manifest};
use madoguchi_played_camera::{Held, Shape, View};
use madoguchi_shared::bridge::face::FaceDoubt;
use madoguchi_shared::bridge::settings::{ModelComputing, ModelFiles};
use std::path::PathBuf;
use std::time::Duration;
use std::{env, fs};

#[test]
fn what_is_hostile_is_no_frame_and_the_next_is_looked_at() {
    let mut attempt = attempt();
    let good = picture("obama2");
    let mut huge = good.clone();
    let size = start_of_frame(&huge);
    huge[size..size + 4].copy_from_slice(&[0x27, 0x10, 0x27, 0x10]);
    let cut = good[..good.len() / 2].to_vec();
    let png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (what, bytes) in [
        ("100 megapixels", huge),
        ("cut", cut),
        ("PNG", png),
        ("empty", Vec::new()),
        ("no header", vec![0xff; 4096]),
    ] {
        let look = attempt.look(&bytes, Duration::ZERO);
        assert_eq!(look.map(|look| look.verdict), Err(FrameInvalid), "{what}");
    }
    assert!(attempt.look(&good, Duration::ZERO).is_ok());
}

#[test]
fn the_same_picture_again_and_again_is_frozen() {
    let mut attempt = attempt();
    let still = picture("obama2");
    let verdicts = (0..40).map(|count| {
        let at = Duration::from_millis(count * 100);
        attempt.look(&still, at).unwrap().verdict
    });
    let end = verdicts
        .into_iter()
        .find(|verdict| !matches!(verdict, Verdict::Go(_)));
    assert_eq!(end, Some(Verdict::NotSure(FaceDoubt::Frozen)));
}

/// Simulated: a picture on a head of average shape.
#[test]
fn a_deep_nod_that_was_asked_for_does_not_count_as_unlike() {
    let picture_of = |name| decode(&picture(name), Limits::FRAME).unwrap();
    let matcher = matcher();
    let nets = &matcher.recogniser;
    let find = |image: &Image| nets.find(image).unwrap().remove(0);
    let photo = picture_of("obama3");
    let reference = nets.embed(&photo, &find(&photo)).unwrap();
    let (before_camera, straight) = (picture_of("obama"), [0.0; 5]);
    let view = View::of(&before_camera, &find(&before_camera));
    let nodded = [
        10.0, 20.0, 25.0, 25.0, 25.0, 25.0, 25.0, 25.0, 25.0, 25.0, 25.0, 20.0, 10.0,
    ];
    let mut attempt = Attempt::new(Arc::clone(nets), Policy::Standard, reference, Challenge::Nod);
    let held = straight.into_iter().chain(nodded).chain(straight);
    let ends = (1..).zip(held).find_map(|(count, pitch)| {
        let image = view.seen(Shape::Head, Held { yaw: 0.0, pitch }).unwrap();
        let verdict = attempt.see(image, Duration::from_millis(count * 120)).verdict;
        (!matches!(verdict, Verdict::Go(_))).then_some(verdict)
    });
    assert_eq!(ends, Some(Verdict::Passed));
}

#[test]
fn a_photo_that_cannot_be_decoded_begins_nothing() {
    let begun = matcher().begin(b"\0\0\0\x0cjP  \r\n\x87\n", FacePolicy::Standard);
    assert!(begun.picture.is_none());
    assert!(begun.judge.is_none());
}

#[test]
fn the_settings_tell_every_net() {
    let models = matcher().models();
    assert_eq!(models.len(), 3);
    for model in models {
        assert_eq!(model.sha256.len(), 64);
        assert!(!model.licence.is_empty() && !model.version.is_empty());
    }
}

#[test]
fn the_nets_of_the_set_up_compute_what_is_known() {
    let matcher = matcher();
    let known = matcher.recogniser.known();
    assert!(
        known.as_ref().is_ok_and(|known| known.is_near(&Known::BUILT_IN)),
        "{:?}",
        matcher.recogniser.known()
    );
    let found = matcher.self_test();
    assert_eq!(
        (found.files, found.computing),
        (ModelFiles::Right, ModelComputing::Right)
    );
    assert!(found.milliseconds.is_some());
}

#[test]
fn files_that_were_changed_or_taken_away_since_are_noticed() {
    let matcher = copied();
    let net = fs::read_dir(&matcher.folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let net = net
        .into_iter()
        .find(|file| file.extension().is_some_and(|e| e == "onnx"))
        .unwrap();
    let mut bytes = fs::read(&net).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&net, bytes).unwrap();
    let found = |files| FaceModelTest {
        files,
        computing: ModelComputing::NotTried,
        milliseconds: None,
    };
    assert_eq!(matcher.self_test(), found(ModelFiles::Changed));
    fs::remove_file(&net).unwrap();
    assert_eq!(matcher.self_test(), found(ModelFiles::Missing));
    fs::write(matcher.folder.join(MANIFEST), "{}").unwrap();
    assert_eq!(matcher.self_test(), found(ModelFiles::Unusable));
    fs::remove_dir_all(&matcher.folder).unwrap();
}

#[test]
fn a_picture_alone_is_fit_black_or_no_picture() {
    let matcher = matcher();
    assert_eq!(matcher.gate(b"no picture"), Err(FrameInvalid));
    assert_ne!(matcher.gate(&picture("obama2")), Ok(Gate::Black));
    let black = include_bytes!("tests/black.jpg");
    assert_eq!(matcher.gate(black), Ok(Gate::Black));
}

/// The nets in a folder of their own.
fn copied() -> NetMatcher {
    let from = matcher().folder;
    let to = tempfile::tempdir().unwrap().keep();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
    NetMatcher::load(&to).unwrap()
}

fn matcher() -> NetMatcher {
    let pair = Manifest::built_in().unwrap().pair;
    let folder = place("MADOGUCHI_MODELS", &format!("models/{pair}"));
    assert!(
        folder.join(MANIFEST).is_file(),
        "`cargo xtask models` makes the models"
    );
    NetMatcher::load(&folder).unwrap()
}

/// By a photo that is larger than a card's.
fn attempt() -> Box<dyn Judge> {
    let photo = decode(&picture("obama"), Limits::FRAME).unwrap();
    matcher().judge(&photo, FacePolicy::Standard).unwrap()
}

fn picture(name: &str) -> Vec<u8> {
    let path = place("MADOGUCHI_FACES", "faces").join(format!("{name}.jpg"));
    fs::read(&path).expect("`cargo xtask setup` fetches the pictures")
}

fn place(variable: &str, below: &str) -> PathBuf {
    if let Some(folder) = env::var_os(variable) {
        return folder.into();
    }
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.unwrap_or_else(|| env::home_dir().unwrap().join(".cache"));
    cache.join("madoguchi").join(below)
}

/// Where height and width stand: segment by segment, since a small picture may be inside one.
fn start_of_frame(jpeg: &[u8]) -> usize {
    let mut at = 2;
    while !matches!(jpeg[at + 1], 0xc0 | 0xc2) {
        at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
    }
    at + 5
}
