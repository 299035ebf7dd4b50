//! The card's picture is small and grey, the camera's is turned, dark, blurred or far: a table of distances.
//! `cargo test -p madoguchi-face --test faces robust -- --nocapture` prints it for `docs/face.md`.

use madoguchi_face::{Embedding, Image};

use crate::support::{
    OTHER, SAME, blurred, card_photo, dimmed, embedding, face, frame, picture, recogniser, rolled, scaled,
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
    ("dimmed to 50 %", |image| dimmed(image, 0.5), true),
    ("dimmed to 25 %", |image| dimmed(image, 0.25), false),
    ("blurred, 3 pixels", |image| blurred(image, 1), true),
    ("blurred, 7 pixels", |image| blurred(image, 3), false),
    ("blurred, 11 pixels", |image| blurred(image, 5), false),
    ("half the size", |image| scaled(image, 0.5), true),
    ("a quarter of the size", |image| scaled(image, 0.25), false),
    ("1.5 times the size", |image| scaled(image, 1.5), true),
];

#[test]
fn the_pairs_still_separate() {
    let names: Vec<&str> = SAME.into_iter().chain([OTHER]).collect();
    let pictures: Vec<Image> = names.iter().map(|name| picture(name)).collect();
    let areas: Vec<_> = pictures
        .iter()
        .map(|picture| face(picture).unwrap().area)
        .collect();
    let cards: Vec<Embedding> = pictures
        .iter()
        .zip(&areas)
        .map(|(picture, area)| embedding(&card_photo(picture, *area)).unwrap())
        .collect();
    let frames: Vec<Image> = pictures
        .iter()
        .zip(&areas)
        .map(|(picture, area)| frame(picture, *area))
        .collect();
    println!("| camera | found | same person | another |\n|---|---|---|---|");
    for (what, change, must) in CHANGES {
        let probes: Vec<Option<Embedding>> = frames.iter().map(|frame| embedding(&change(frame))).collect();
        let (mut same, mut different) = (Vec::new(), Vec::new());
        for (probe_name, probe) in names.iter().zip(&probes) {
            for (card_name, card) in names.iter().zip(&cards) {
                let Some(probe) = probe else { continue };
                if (probe_name == &OTHER) == (card_name == &OTHER) {
                    // The same picture would be too easy.
                    if probe_name != card_name {
                        same.push(recogniser().distance(probe, card));
                    }
                } else {
                    different.push(recogniser().distance(probe, card));
                }
            }
        }
        let found = probes.iter().flatten().count();
        let range = |values: &[f32]| {
            let least = values.iter().copied().fold(f32::INFINITY, f32::min);
            let most = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            (least, most)
        };
        let (same, different) = (range(&same), range(&different));
        println!(
            "| {what} | {found} of {} | {:.2}–{:.2} | {:.2}–{:.2} |",
            names.len(),
            same.0,
            same.1,
            different.0,
            different.1
        );
        if *must {
            assert_eq!(found, names.len(), "{what}");
            assert!(same.1 < 0.50 && different.0 > 0.65, "{what}");
        }
    }
}
