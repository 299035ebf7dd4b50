//! A whole verify of one frame, from its pixels to a distance: the bridge, `face_recognition` (dlib) and face-api.js in turns
//! on one core; JPEG 2000 beside Pillow; and what a patient waits for from 照合番号B to the decision (`decision`).
//! `cargo xtask bench face`. With `--pairs FILE`, error rates over thresholds instead (`pairs`).

#![allow(clippy::print_stdout, reason = "a benchmark prints its result")]
#![allow(clippy::cast_precision_loss, reason = "counts of rounds and pairs")]

#[path = "face/decision.rs"]
mod decision;
#[path = "face/det.rs"]
mod det;
#[path = "median.rs"]
mod median;
#[path = "face/pairs.rs"]
mod pairs;
#[path = "face/peers.rs"]
mod peers;

use anyhow::{Context, Result, ensure};
use madoguchi_face::{Embedding, Image, Limits, Manifest, Recogniser, decode};
use madoguchi_virtual_card::pcscd_harness::in_namespace;
use median::median;
use peers::{Peer, prepare};
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs};

/// Rounds that are measured, after [`WARM_UP`] that are not.
const ROUNDS: usize = 30;
const WARM_UP: usize = 3;
/// Bytes of the card's photo, as `verify.py` writes it.
const PHOTOS: [usize; 3] = [6_000, 9_000, 20_000];

fn main() -> Result<()> {
    let mut arguments = env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == "--pairs") {
        let file = PathBuf::from(arguments.next().context("--pairs takes a file")?);
        return pairs::report(&recogniser()?, &file);
    }
    in_namespace("bench-face", || measure().expect("the benchmark ran to its end"));
    Ok(())
}

fn measure() -> Result<()> {
    let folder = tempfile::tempdir()?;
    prepare(folder.path(), ["obama2", "obama"].map(picture))?;
    let recogniser = recogniser()?;
    verify(&recogniser, folder.path())?;
    jpeg2000(folder.path())?;
    let photo = folder.path().join(format!("photo.{}.jp2", PHOTOS[1]));
    decision::measure(&photo, &folder.path().join("frame.jpg"), &models()?)
}

fn verify(recogniser: &Recogniser, folder: &Path) -> Result<()> {
    let (frame, reference) = (read(folder, "frame.rgb")?, read(folder, "reference.rgb")?);
    let reference = numbers(recogniser, &reference)?;
    let mut ours = Times::new("madoguchi");
    let mut theirs = [
        Peer::python(
            "face_recognition, upsample 1 (default)",
            &["face", path(folder)?, "1"],
        )?,
        Peer::python("face_recognition, upsample 0", &["face", path(folder)?, "0"])?,
        Peer::node("face-api.js wasm, 416 (default)", &[path(folder)?, "416"])?,
        Peer::node("face-api.js wasm, 224", &[path(folder)?, "224"])?,
    ];
    for round in 0..WARM_UP + ROUNDS {
        let keep = round >= WARM_UP;
        let distance = ours.time(keep, || {
            Ok(recogniser.distance(&reference, &numbers(recogniser, &frame)?))
        })?;
        ensure!(distance < recogniser.manifest().thresholds.standard, "{distance}");
        for peer in &mut theirs {
            // dlib's own threshold, which face-api.js has, too.
            let distance = peer.work(keep)?;
            ensure!(distance < 0.6, "{}: {distance}", peer.times.name);
        }
    }
    println!(
        "verify one frame of 640 × 480: detect, landmarks, align, embed, compare; one core, {ROUNDS} rounds"
    );
    ours.print(None);
    for (peer, aims) in theirs
        .iter()
        .zip([Some((0.25, 0.11)), None, Some((0.70, 0.35)), None])
    {
        peer.times.print(None);
        let ratio = ours.median() / peer.times.median();
        let aims = aims.map_or(String::new(), |(most, aim)| {
            format!(" (at most {most:.2}, aim {aim:.2})")
        });
        println!("  madoguchi ÷ {}: {ratio:.2}{aims}", peer.times.name);
    }
    println!();
    Ok(())
}

fn jpeg2000(folder: &Path) -> Result<()> {
    println!("JPEG 2000, 240 × 320 grey, one core, {ROUNDS} rounds");
    for size in PHOTOS {
        let file = folder.join(format!("photo.{size}.jp2"));
        let packed = fs::read(&file)?;
        let mut ours = Times::new("madoguchi (hayro-jpeg2000)");
        let mut theirs = Peer::python("Pillow (OpenJPEG)", &["jpeg2000", path(&file)?])?;
        for round in 0..WARM_UP + ROUNDS {
            ours.time(round >= WARM_UP, || Ok(decode(&packed, Limits::CARD_PHOTO)?))?;
            theirs.work(round >= WARM_UP)?;
        }
        ours.print(Some(packed.len()));
        theirs.times.print(Some(packed.len()));
        let ratio = ours.median() / theirs.times.median();
        println!("  madoguchi ÷ Pillow: {ratio:.2} (aim 1.00)");
    }
    println!();
    Ok(())
}

/// The only face of a picture.
fn numbers(recogniser: &Recogniser, image: &Image) -> Result<Embedding> {
    let faces = recogniser.find(image)?;
    Ok(recogniser.embed(image, faces.first().context("no face")?)?)
}

fn recogniser() -> Result<Recogniser> {
    Ok(Recogniser::load(&models()?)?)
}

fn models() -> Result<PathBuf> {
    Ok(cache().join("models").join(Manifest::built_in()?.pair))
}

/// A picture of the set-up.
fn picture(name: &str) -> PathBuf {
    cache().join("faces").join(name).with_extension("jpg")
}

/// Where the set-up keeps things: `cargo xtask` says so.
fn cache() -> PathBuf {
    env::var_os("MADOGUCHI_CACHE").unwrap_or_default().into()
}

fn read(folder: &Path, name: &str) -> Result<Image> {
    Image::new(640, 480, fs::read(folder.join(name))?).context("another size")
}

fn path(path: &Path) -> Result<&str> {
    path.to_str().context("a path that is no text")
}

/// How long one way took, in milliseconds.
pub(crate) struct Times {
    name: &'static str,
    times: Vec<f64>,
}

impl Times {
    pub(crate) fn new(name: &'static str) -> Self {
        Self {
            name,
            times: Vec::new(),
        }
    }

    pub(crate) fn time<T>(&mut self, keep: bool, run: impl FnOnce() -> Result<T>) -> Result<T> {
        let start = Instant::now();
        let done = run().context(self.name)?;
        let took = start.elapsed().as_secs_f64() * 1e3;
        self.add(keep, took);
        Ok(done)
    }

    pub(crate) fn add(&mut self, keep: bool, milliseconds: f64) {
        if keep {
            self.times.push(milliseconds);
        }
    }

    pub(crate) fn median(&self) -> f64 {
        median(self.times.iter().copied())
    }

    pub(crate) fn print(&self, bytes: Option<usize>) {
        let least = self.times.iter().copied().fold(f64::INFINITY, f64::min);
        let bytes = bytes.map_or(String::new(), |bytes| format!(", {bytes} bytes"));
        println!(
            "{:<42} median {:>7.2} ms, min {least:>7.2}{bytes}",
            self.name,
            self.median()
        );
    }
}
