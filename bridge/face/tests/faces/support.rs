//! Where models and pictures are, and what can be done to a picture.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::{env, fs};

use madoguchi_face::{Area, Embedding, Face, Image, Manifest, Recogniser};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// Pictures of one person, and one of another.
pub(crate) const SAME: [&str; 3] = ["obama", "obama2", "obama3"];
pub(crate) const OTHER: &str = "biden";

/// The pair of the set-up; `MADOGUCHI_MODELS` names another folder.
pub(crate) fn recogniser() -> &'static Recogniser {
    static LOADED: OnceLock<Recogniser> = OnceLock::new();
    LOADED.get_or_init(|| {
        let folder = place(
            "MADOGUCHI_MODELS",
            &Path::new("models").join(Manifest::built_in().unwrap().pair),
        );
        Recogniser::load(&folder)
            .unwrap_or_else(|error| panic!("{error}; `cargo xtask models` makes the models"))
    })
}

/// A picture by its name; `MADOGUCHI_FACES` names another folder.
pub(crate) fn picture(name: &str) -> Image {
    let path = place("MADOGUCHI_FACES", Path::new("faces")).join(format!("{name}.jpg"));
    let bytes = fs::read(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; `cargo xtask setup` fetches it", path.display()));
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let pixels = decoder.decode().unwrap();
    let (width, height) = decoder.dimensions().unwrap();
    Image::new(width, height, pixels).unwrap()
}

fn place(variable: &str, below: &Path) -> PathBuf {
    if let Some(folder) = env::var_os(variable) {
        return folder.into();
    }
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.unwrap_or_else(|| env::home_dir().unwrap().join(".cache"));
    cache.join("madoguchi").join(below)
}

/// The only face, or the surest.
pub(crate) fn face(image: &Image) -> Option<Face> {
    recogniser().find(image).unwrap().into_iter().next()
}

/// The face of a picture as numbers; `None` where none is found.
pub(crate) fn embedding(image: &Image) -> Option<Embedding> {
    Some(recogniser().embed(image, &face(image)?).unwrap())
}

/// A camera's 640 × 480 pixels around a face that is 45 % as high.
pub(crate) fn frame(image: &Image, area: Area) -> Image {
    around(image, area, 640, 480, 0.45)
}

/// The card's 240 × 320 grey pixels around a face that is half as high.
pub(crate) fn card_photo(image: &Image, area: Area) -> Image {
    grey(&around(image, area, 240, 320, 0.5))
}

/// As a card holds it: grey, JPEG 2000 of about so many bytes, by Pillow (`tests/face/jpeg2000.py`). `MADOGUCHI_PYTHON` names
/// another interpreter.
pub(crate) fn jpeg2000(image: &Image, bytes: usize) -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    let name = format!("photo.{}x{}.grey", image.width(), image.height());
    let grey: Vec<u8> = image.pixels().iter().copied().step_by(3).collect();
    fs::write(dir.path().join(&name), grey).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/face/jpeg2000.py");
    let python = place("MADOGUCHI_PYTHON", Path::new("python/pictures/bin/python"));
    let mut command = Command::new(&python);
    command
        .arg(script)
        .arg(dir.path().join(&name))
        .arg(bytes.to_string());
    let status = command
        .status()
        .unwrap_or_else(|error| panic!("{}: {error}; `cargo xtask setup` installs it", python.display()));
    assert!(status.success());
    fs::read(dir.path().join(format!("photo.{bytes}.jp2"))).unwrap()
}

/// `width × height` pixels around an area that is the part `part` as high.
pub(crate) fn around(image: &Image, area: Area, width: usize, height: usize, part: f32) -> Image {
    let scale = area.height / (part * height as f32);
    let (x, y) = (area.left + area.width / 2.0, area.top + area.height / 2.0);
    let place = |column: f32, row: f32| {
        (
            x + (column - width as f32 / 2.0) * scale,
            y + (row - height as f32 / 2.0) * scale,
        )
    };
    made(width, height, |column, row| {
        mean(image, place(column, row), scale)
    })
}

/// Turned about its middle, clockwise, in degrees.
pub(crate) fn rolled(image: &Image, degrees: f32) -> Image {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (x, y) = (image.width() as f32 / 2.0, image.height() as f32 / 2.0);
    made(image.width(), image.height(), |column, row| {
        let (column, row) = (column - x, row - y);
        mean(
            image,
            (x + column * cos + row * sin, y - column * sin + row * cos),
            1.0,
        )
    })
}

/// `factor` times as large.
pub(crate) fn scaled(image: &Image, factor: f32) -> Image {
    let size = |length: usize| (length as f32 * factor).round() as usize;
    made(size(image.width()), size(image.height()), |column, row| {
        mean(image, (column / factor, row / factor), 1.0 / factor)
    })
}

/// Every value times `factor`.
pub(crate) fn dimmed(image: &Image, factor: f32) -> Image {
    changed(image, |pixel| {
        pixel.map(|value| (f32::from(value) * factor) as u8)
    })
}

/// Without colour.
pub(crate) fn grey(image: &Image) -> Image {
    changed(image, |[r, g, b]| {
        [(0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b)) as u8; 3]
    })
}

/// Each pixel the mean of a square of `2 × reach + 1`, twice.
pub(crate) fn blurred(image: &Image, reach: isize) -> Image {
    let side = 2 * reach + 1;
    let once = |image: &Image| {
        made(image.width(), image.height(), |column, row| {
            mean(image, (column, row), side as f32)
        })
    };
    once(&once(image))
}

fn changed(image: &Image, change: impl Fn([u8; 3]) -> [u8; 3]) -> Image {
    let pixels = image
        .pixels()
        .as_chunks()
        .0
        .iter()
        .flat_map(|pixel| change(*pixel));
    Image::new(image.width(), image.height(), pixels.collect()).unwrap()
}

fn made(width: usize, height: usize, colour: impl Fn(f32, f32) -> [u8; 3]) -> Image {
    let places = (0..height).flat_map(|row| (0..width).map(move |column| (column, row)));
    let pixels = places.flat_map(|(column, row)| colour(column as f32 + 0.5, row as f32 + 0.5));
    Image::new(width, height, pixels.collect()).unwrap()
}

/// The mean of a square of `side` pixels around a place.
fn mean(image: &Image, (x, y): (f32, f32), side: f32) -> [u8; 3] {
    let steps = (side.ceil() as usize).max(1) * 2;
    let step = |index: usize| ((index as f32 + 0.5) / steps as f32 - 0.5) * side.max(1.0);
    let mut sum = [0.0; 3];
    for row in 0..steps {
        for column in 0..steps {
            let place = (
                (x + step(column)).floor() as isize,
                (y + step(row)).floor() as isize,
            );
            for (sum, value) in sum.iter_mut().zip(image.at(place.0, place.1)) {
                *sum += f32::from(value);
            }
        }
    }
    sum.map(|sum| (sum / (steps * steps) as f32) as u8)
}
