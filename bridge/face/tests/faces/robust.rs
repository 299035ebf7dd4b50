//! The card's picture is small, grey and JPEG 2000; the camera's is turned, dark, blurred or far: tables of distances.
//! `cargo test -p madoguchi-face --test faces robust -- --nocapture` prints it for `docs/face.md`.

use madoguchi_face::{Embedding, Image, Limits, decode};

use crate::support::{
    OTHER, SAME, blurred, card_photo, dimmed, embedding, face, frame, jpeg2000, picture, recogniser, rolled,
    scaled,
};

/// What is done to the camera's picture, and whether the pairs must still separate.
type Change = (&'static str, fn(&Image) -> Image, bool);

const CHANGES: &[Change] = &[
    ("nothing", |image| scaled(image, 1.0), true),
    ("rolled 10°", |image| rolled(image, 10.0), true),
    ("rolled −10°", |image| rolled(image, -10.0), true),
    ("rolled 20°", |image| rolled(image, 20.0), true),
    ("rolled −20°", |image| rolled(image, -20.0), true),
    ("rolled 30°", |image| rolled(image, 30.0), false),
    ("rolled −30°", |image| rolled(image, -30.0), false),
    ("rolled 45°", |image| rolled(image, 45.0), false),
    ("rolled 60°", |image| rolled(image, 60.0), false),
    ("dimmed to 50 %", |image| dimmed(image, 0.5), true),
    ("dimmed to 25 %", |image| dimmed(image, 0.25), false),
    ("dimmed to 10 %", |image| dimmed(image, 0.1), false),
    ("dimmed to 5 %", |image| dimmed(image, 0.05), false),
    ("blurred, 3 pixels", |image| blurred(image, 1), true),
    ("blurred, 7 pixels", |image| blurred(image, 3), false),
    ("blurred, 11 pixels", |image| blurred(image, 5), false),
    ("half the size", |image| scaled(image, 0.5), true),
    ("a quarter of the size", |image| scaled(image, 0.25), false),
    ("a sixth of the size", |image| scaled(image, 1.0 / 6.0), false),
    ("an eighth of the size", |image| scaled(image, 0.125), false),
    ("1.5 times the size", |image| scaled(image, 1.5), true),
    (
        "rolled 20°, dimmed to 50 %, blurred, half the size",
        |image| scaled(&blurred(&dimmed(&rolled(image, 20.0), 0.5), 1), 0.5),
        true,
    ),
];

/// Bytes of the card's photo, and whether the pairs must still separate. It has 6 to 20 kB.
const SIZES: &[(usize, bool)] = &[
    (20_000, true),
    (10_000, true),
    (6_000, true),
    (3_000, false),
    (1_500, false),
    (1_000, false),
    (700, false),
];
/// What the camera's changes are tried with.
const SMALLEST: usize = 6_000;

#[test]
fn the_pairs_still_separate() {
    let set = Set::new();
    let cards = set.cards(SMALLEST);
    println!("| camera | found | same person | another |\n|---|---|---|---|");
    for (what, change, must) in CHANGES {
        let probes: Vec<_> = set.frames.iter().map(|frame| embedding(&change(frame))).collect();
        row(what, &cards, &probes, *must);
    }
}

#[test]
fn photos_of_6_to_20_kilobytes_do() {
    let set = Set::new();
    let probes: Vec<_> = set.frames.iter().map(embedding).collect();
    println!("| bytes of the photo | found | same person | another |\n|---|---|---|---|");
    for (bytes, must) in SIZES {
        row(&bytes.to_string(), &set.cards(*bytes), &probes, *must);
    }
}

/// Pictures of the camera, and the card's before they are packed; in the order of [`names`].
struct Set {
    frames: Vec<Image>,
    photos: Vec<Image>,
}

impl Set {
    fn new() -> Self {
        let pictures = names().map(|name| {
            let picture = picture(name);
            let area = face(&picture).unwrap().area;
            (frame(&picture, area), card_photo(&picture, area))
        });
        let (frames, photos) = pictures.unzip();
        Self { frames, photos }
    }

    fn cards(&self, bytes: usize) -> Vec<Option<Embedding>> {
        let packed = self.photos.iter().map(|photo| {
            let packed = jpeg2000(photo, bytes);
            assert!(packed.len().abs_diff(bytes) <= bytes / 10, "{}", packed.len());
            embedding(&decode(&packed, Limits::CARD_PHOTO).unwrap())
        });
        packed.collect()
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    SAME.into_iter().chain([OTHER])
}

/// Prints a row, and holds it to its bounds where the pairs must separate.
#[expect(clippy::print_stdout, reason = "a row of docs/face.md")]
fn row(what: &str, cards: &[Option<Embedding>], probes: &[Option<Embedding>], must: bool) {
    let (mut same, mut different) = (Vec::new(), Vec::new());
    for (live, probe) in names().zip(probes) {
        for (printed, card) in names().zip(cards) {
            let (Some(probe), Some(card)) = (probe, card) else {
                continue;
            };
            let distance = recogniser().distance(probe, card);
            if (live == OTHER) != (printed == OTHER) {
                different.push(distance);
            } else if live != printed {
                // The same picture would be too easy.
                same.push(distance);
            }
        }
    }
    let found = |of: &[Option<Embedding>]| of.iter().flatten().count();
    let found = found(cards).min(found(probes));
    let range = |values: &[f32]| {
        let least = values.iter().copied().fold(f32::INFINITY, f32::min);
        let largest = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        (least, largest)
    };
    let (same, different) = (range(&same), range(&different));
    let told = |(least, most): (f32, f32)| {
        if least > most {
            "–".to_owned()
        } else {
            format!("{least:.2}–{most:.2}")
        }
    };
    let (count, near, far) = (names().count(), told(same), told(different));
    println!("| {what} | {found} of {count} | {near} | {far} |");
    if must {
        assert_eq!(found, names().count(), "{what}");
        assert!(same.1 < 0.50 && different.0 > 0.65, "{what}");
    }
}
