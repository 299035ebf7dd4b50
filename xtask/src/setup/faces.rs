//! Pictures of faces for the tests: those that PyPI's `face_recognition` is tested with. They stay outside the clone.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Step;
use super::archive::{Archive, pip_download, sha256};
use crate::places::Places;

const PACKAGE: &str = "face_recognition";
const VERSION: &str = "1.3.0";
/// Of the source archive.
const ARCHIVE: &str = "5e5efdd1686aa566af0d3cc1313b131e4b197657a8ffd03669e6d3fad92705ec";
const FOLDER: &str = "face_recognition-1.3.0/tests/test_images";
/// Two people; SHA-256 of each picture.
const PICTURES: &[(&str, &str)] = &[
    (
        "obama.jpg",
        "0930e3aa8cae5920329c0c8cbc6a2ab70f47b0e67b432875beaa95cbf7e741f6",
    ),
    (
        "obama2.jpg",
        "a7efcc907375274796f39646510704aa86672d59f6d5469d69af3c85590976a6",
    ),
    (
        "obama3.jpg",
        "76ac6bf97c36dc2da0ad16a537d6a5ac1b10f48d49aac29a0cca9a17cdbc3ca3",
    ),
    (
        "biden.jpg",
        "3c17508bb91554c637a2eabddfae790e5bb1caba93130814fc2ac50be9760c4c",
    ),
];

/// The pictures in `faces` of the cache.
pub(super) struct Pictures {
    folder: PathBuf,
}

impl Pictures {
    pub(super) fn new(places: &Places) -> Self {
        Self {
            folder: places.faces(),
        }
    }
}

impl Step for Pictures {
    fn name(&self) -> String {
        format!("pictures of faces ({PACKAGE} {VERSION})")
    }

    fn is_present(&self) -> bool {
        PICTURES
            .iter()
            .all(|(name, hash)| fs::read(self.folder.join(name)).is_ok_and(|bytes| sha256(&bytes) == *hash))
    }

    fn install(&self, log: &Path) -> Result<()> {
        fs::create_dir_all(&self.folder)?;
        let archive = Archive::read(&pip_download(PACKAGE, VERSION, &self.folder, log)?, ARCHIVE)?;
        for (name, hash) in PICTURES {
            let picture = archive.file(&format!("{FOLDER}/{name}"), hash)?;
            let unfinished = self.folder.join(format!(".{name}"));
            fs::write(&unfinished, picture)?;
            fs::rename(unfinished, self.folder.join(name))?;
        }
        Ok(())
    }
}
