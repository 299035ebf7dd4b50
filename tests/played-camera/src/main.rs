//! `head`: pictures of a head that turns, for a camera that is played. `photo`: the photo on a training card.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use madoguchi_face::{Face, Image, Limits, Recogniser, decode};
use madoguchi_played_camera::{Held, Shape, View, card_photo, i420};
use pico_args::Arguments;

const HELP: &str = "\
madoguchi-played-camera <command> --models DIR --picture FILE --to PATH

  head    writes pictures of the face into the folder PATH, 640 × 480, I420: a head of average shape that is straight, turns
          to its own left and right and nods (`left-15.i420`: by 15°), and a flat print that is turned (`print-40.i420`)
  photo   writes the face as the photo on a card, PGM, to PATH
";
/// How far it turns and nods, in degrees.
const TURNS: [u8; 5] = [5, 10, 15, 20, 25];
/// How far the print is turned.
const PRINTS: [u8; 5] = [10, 20, 30, 40, 45];
/// A picture given by hand, as a telephone takes it.
const PICTURE: Limits = Limits {
    bytes: 32 << 20,
    pixels: 1 << 24,
};

fn main() -> Result<()> {
    let mut args = Arguments::from_env();
    let command = args.subcommand()?;
    let models: PathBuf = args.value_from_str("--models").context(HELP)?;
    let picture: PathBuf = args.value_from_str("--picture").context(HELP)?;
    let to: PathBuf = args.value_from_str("--to").context(HELP)?;
    let (picture, face) = read(&models, &picture)?;
    match command.as_deref() {
        Some("head") => head(&View::of(&picture, &face), &to),
        Some("photo") => {
            fs::write(&to, card_photo(&picture, &face)).with_context(|| to.display().to_string())
        }
        _ => bail!(HELP),
    }
}

/// The picture and its only face.
fn read(models: &Path, picture: &Path) -> Result<(Image, Face)> {
    let recogniser = Recogniser::load(models).with_context(|| models.display().to_string())?;
    let bytes = fs::read(picture).with_context(|| picture.display().to_string())?;
    let image = decode(&bytes, PICTURE).with_context(|| picture.display().to_string())?;
    let mut faces = recogniser.find(&image)?;
    match faces.len() {
        1 => Ok((image, faces.remove(0))),
        count => bail!("{} shows {count} faces, not one", picture.display()),
    }
}

fn head(view: &View<'_>, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let write = |name: &str, shape, held| {
        let frame = i420(&view.seen(shape, held)?);
        fs::write(folder.join(format!("{name}.i420")), frame).with_context(|| folder.display().to_string())
    };
    write("straight", Shape::Head, Held::default())?;
    for by in TURNS {
        let angle = f32::from(by);
        write(
            &format!("left-{by}"),
            Shape::Head,
            Held {
                yaw: angle,
                pitch: 0.0,
            },
        )?;
        write(
            &format!("right-{by}"),
            Shape::Head,
            Held {
                yaw: -angle,
                pitch: 0.0,
            },
        )?;
        write(
            &format!("down-{by}"),
            Shape::Head,
            Held {
                yaw: 0.0,
                pitch: angle,
            },
        )?;
    }
    for by in PRINTS {
        let held = Held {
            yaw: f32::from(by),
            pitch: 0.0,
        };
        write(&format!("print-{by}"), Shape::Print, held)?;
    }
    Ok(())
}
