//! The fuzz targets' entry points in every test run: seeds as they are, cut short, and with bytes changed, the same ones
//! each time.

#![allow(clippy::expect_used, reason = "tests may stop")]

mod entries;

use entries::desk::Desk;
use madoguchi_face::Format;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

/// How often each seed is changed.
const CHANGES: u32 = 24;

#[test]
fn pictures() {
    let mut seen = [0; 3];
    for seed in seeds(&["../tests/people/photos", "../bridge/face/tests/pictures"]) {
        for bytes in variants(&seed) {
            let formats = [Format::Jpeg2000, Format::Jpeg, Format::Png];
            for (format, seen) in formats.into_iter().zip(&mut seen) {
                *seen += usize::from(Format::of(&bytes) == Some(format));
                entries::picture(format, &bytes);
            }
        }
    }
    assert!(seen[0] > 100 && seen[1] > 50, "{seen:?}");
}

#[test]
fn card_faces() {
    for seed in seeds(&["fuzz/seeds/face_tlv"]) {
        for bytes in variants(&seed) {
            entries::face_tlv(&bytes);
        }
    }
}

#[test]
fn frames() {
    let mut desk = Desk::start();
    let jpeg = fs::read(place("../bridge/face/tests/pictures/baseline.jpg")).expect("a picture");
    // Nothing changed: the picture is judged.
    assert_eq!(
        desk.frame(&[&[0xff, 0], &jpeg[..]].concat()),
        (200, json!("holdStill"))
    );
    assert_eq!(desk.frame(b"\xff\0no picture").1["code"], "FRAME_INVALID");
    for (start, status) in [
        // Another request, none, another type, too long, no screen, another site, another machine.
        (&b"\x00\x05other"[..], 409),
        (b"\x80\x05twice", 400),
        (b"\x01\x09text/html", 415),
        (b"\x02\x099999999999", 413),
        (b"\x03\x06Bearer", 401),
        (b"\x04\x0ehttp://evil.test", 403),
        (b"\x05\x04evil", 421),
    ] {
        let (found, body) = desk.frame(&[start, &jpeg[..]].concat());
        assert_eq!(found, status, "{body}");
    }
    for which in 0..=8_u8 {
        for bytes in variants(&jpeg).into_iter().step_by(4) {
            desk.frame(&[&[which, 40], &bytes[..]].concat());
        }
    }
}

fn place(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

fn seeds(folders: &[&str]) -> Vec<Vec<u8>> {
    let files = folders.iter().flat_map(|folder| {
        let mut files: Vec<PathBuf> = fs::read_dir(place(folder))
            .expect("seeds")
            .map(|entry| entry.expect("a seed").path())
            .collect();
        files.sort();
        files
    });
    let seeds: Vec<_> = files.map(|file| fs::read(file).expect("a seed")).collect();
    assert!(!seeds.is_empty());
    seeds
}

/// The seed, parts of it, and changed ones.
fn variants(seed: &[u8]) -> Vec<Vec<u8>> {
    let mut state = 1_u32;
    let mut dice = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below.max(1)
    };
    let mut variants = vec![seed.to_vec(), Vec::new()];
    for _ in 0..CHANGES {
        variants.push(seed[..dice(seed.len())].to_vec());
        let mut changed = seed.to_vec();
        for _ in 0..=dice(6) {
            // Half of them in the headers.
            let within = if dice(2) == 0 {
                200.min(seed.len())
            } else {
                seed.len()
            };
            if let Some(byte) = changed.get_mut(dice(within)) {
                *byte = dice(256).to_le_bytes()[0];
            }
        }
        variants.push(changed);
    }
    variants
}
