//! Pictures of one's own on the training cards, made into what a card holds. They are gone when the demo ends.

use std::fs::{self, DirBuilder};
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::places::Places;
use crate::process::run;
use crate::setup;

/// Bytes of the picture to those of the photo: about 9 kB, as on a card.
const RATIO: &str = "8";

/// A folder of `<person>.jp2`. Dropped it is removed.
pub(super) struct Photos {
    folder: PathBuf,
}

impl Photos {
    /// Takes every picture of `from`; the bridge says which names there are.
    pub(super) fn take(places: &Places, from: &Path, data: &Path) -> Result<Self> {
        let photos = Self {
            folder: data.join("photos"),
        };
        // Those of a demo that was killed are nobody's any more.
        match fs::remove_dir_all(&photos.folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
            _ => DirBuilder::new().mode(0o700).create(&photos.folder)?,
        }
        let files = fs::read_dir(from).with_context(|| format!("reading {}", from.display()))?;
        for file in files {
            photos.add(places, &file?.path())?;
        }
        Ok(photos)
    }

    /// Where they are.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    fn add(&self, places: &Places, picture: &Path) -> Result<()> {
        let name = picture.file_stem().context("a file has a name")?;
        let photo = self.folder.join(name).with_extension("jp2");
        match picture.extension().and_then(|extension| extension.to_str()) {
            Some("jp2") => fs::copy(picture, &photo).map(drop)?,
            Some("jpg" | "jpeg" | "png") => {
                let grey = photo.with_extension("pgm");
                let mut cut = Command::new(places.bin().join("madoguchi-played-camera"));
                cut.arg("photo")
                    .arg("--models")
                    .arg(setup::models_folder(places)?);
                run(cut.arg("--picture").arg(picture).arg("--to").arg(&grey))?;
                let mut encode = Command::new("opj_compress");
                encode.args(["-r", RATIO, "-i"]).arg(&grey).arg("-o").arg(&photo);
                run(&mut encode)?;
                fs::remove_file(&grey)?;
            }
            _ => bail!("{} is no .jpg, .png or .jp2", picture.display()),
        }
        println!("photo of {}: {}", name.display(), picture.display());
        Ok(())
    }
}

impl Drop for Photos {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            println!("{} was not removed: {error}", self.folder.display());
        }
    }
}
