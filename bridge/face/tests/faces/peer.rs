//! The same numbers as face-api.js has for the same pictures and weights (`tests/face/peer.mjs`).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use madoguchi_face::Image;
use serde_json::Value;

use crate::support::{OTHER, SAME, around, face, picture, recogniser};

/// Largest difference of one of the 128 numbers.
const MOST: f64 = 1e-2;

#[test]
fn a_face_laid_out_gives_the_same_numbers() {
    let dir = tempfile::tempdir().unwrap();
    let faces: Vec<Image> = SAME
        .into_iter()
        .chain([OTHER])
        .map(|name| {
            let picture = picture(name);
            let face = face(&picture).unwrap();
            recogniser().align(&picture, &face.landmarks).unwrap()
        })
        .collect();
    let results = peer(dir.path(), &faces);
    for (face, result) in faces.iter().zip(results) {
        let ours = recogniser().embed_aligned(face).unwrap();
        let theirs = result["numbers"].as_array().unwrap();
        assert_eq!(theirs.len(), ours.numbers().len());
        let differences = ours.numbers().iter().zip(theirs);
        let differences =
            differences.map(|(ours, theirs)| (f64::from(*ours) - theirs.as_f64().unwrap()).abs());
        let largest = differences.fold(0.0, f64::max);
        println!("largest difference: {largest:.2e}");
        assert!(largest < MOST);
    }
}

#[test]
fn a_square_picture_gives_the_same_area_and_points() {
    let dir = tempfile::tempdir().unwrap();
    let pictures: Vec<Image> = SAME.into_iter().map(square).collect();
    let results = peer(dir.path(), &pictures);
    for (picture, result) in pictures.iter().zip(results) {
        let ours = face(picture).unwrap();
        let theirs = &result["faces"][0];
        let area = [ours.area.left, ours.area.top, ours.area.width, ours.area.height];
        let largest = area
            .iter()
            .zip(numbers(&theirs["area"]))
            .map(|(a, b)| (f64::from(*a) - b).abs());
        let largest = largest.fold(0.0, f64::max);
        println!(
            "area: {largest:.2} pixels; score: {} and {}",
            ours.score, theirs["score"]
        );
        assert!(largest < 2.0);
        assert!((f64::from(ours.score) - theirs["score"].as_f64().unwrap()).abs() < 0.02);
        let points = ours
            .landmarks
            .0
            .iter()
            .zip(theirs["landmarks"].as_array().unwrap());
        let apart = points.map(|(ours, theirs)| {
            let theirs = numbers(theirs);
            (f64::from(ours.x) - theirs[0]).hypot(f64::from(ours.y) - theirs[1])
        });
        let largest = apart.fold(0.0, f64::max);
        println!("points: {largest:.2} pixels of {:.0}", ours.area.height);
        assert!(largest < 0.05 * f64::from(ours.area.height));
    }
}

/// The part of a picture around its face in 224 × 224 pixels: neither side scales or pads it then.
fn square(name: &str) -> Image {
    let picture = picture(name);
    let area = face(&picture).unwrap().area;
    around(&picture, area, 224, 224, 0.45)
}

/// What face-api.js makes of each picture.
fn peer(dir: &Path, pictures: &[Image]) -> Vec<Value> {
    let files = pictures.iter().enumerate().map(|(index, picture)| {
        let file = dir.join(format!("{index}.{}x{}.rgb", picture.width(), picture.height()));
        fs::write(&file, picture.pixels()).unwrap();
        file
    });
    let files: Vec<PathBuf> = files.collect();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/face/peer.mjs");
    let output = Command::new("node").arg(script).args(files).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let fault = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "`cargo xtask setup` installs face-api.js; {fault}"
    );
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn numbers(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|number| number.as_f64().unwrap())
        .collect()
}
