//! Nets as data: what they are, where they come from, and that they are what they should be.
//!
//! A pair is a folder with `models.json` and the files it names. Nothing is loaded whose SHA-256 is not the one that
//! `models.json` says; a pair with the name of the built-in one must be that, byte for byte.

mod manifest;
mod net;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

pub use manifest::{
    Channels, DetectorKind, Input, LandmarksKind, Manifest, Metric, Origin, Part, RecognitionKind, Thresholds,
};
pub use net::NetError;
pub(crate) use net::{Net, Output};

/// The name of the manifest in the folder of a pair.
pub const MANIFEST: &str = "models.json";

/// The manifest of the pair that the set-up brings.
pub(crate) const BUILT_IN: &str = include_str!("../models.json");

/// Largest file that is read, in bytes.
const MAX_FILE: u64 = 256 << 20;

/// Why a pair cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// A file is missing or cannot be read.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The manifest is not JSON of the known form, or says what cannot be.
    #[error("models.json: {reason}")]
    Manifest {
        /// What is wrong with it.
        reason: String,
    },
    /// A file is not the one that the manifest pins.
    #[error("{file} has SHA-256 {found}, not {wanted} as pinned")]
    WrongHash {
        /// Name of the file.
        file: String,
        /// In hexadecimal digits.
        found: String,
        /// In hexadecimal digits.
        wanted: String,
    },
    /// The pair bears the built-in one's name and is another.
    #[error("the pair calls itself {pair} and is not the one of this program")]
    NotBuiltIn {
        /// That name.
        pair: String,
    },
    /// The engine cannot read a net, or its outputs are not those of its kind.
    #[error("{file}: {reason}")]
    Net {
        /// Name of the file.
        file: String,
        /// What the engine said.
        reason: String,
    },
}

/// Reads the manifest of the pair in `folder`.
pub(crate) fn read_manifest(folder: &Path) -> Result<Manifest, ModelError> {
    let text = read(&folder.join(MANIFEST))?;
    let manifest = Manifest::parse(&text)?;
    if manifest.pair == Manifest::built_in()?.pair && text != BUILT_IN.as_bytes() {
        return Err(ModelError::NotBuiltIn { pair: manifest.pair });
    }
    Ok(manifest)
}

/// Reads and checks the file of a net.
pub(crate) fn read_net(folder: &Path, origin: &Origin) -> Result<Vec<u8>, ModelError> {
    let bytes = read(&folder.join(&origin.file))?;
    let found = hexadecimal(&Sha256::digest(&bytes));
    if found != origin.sha256 {
        return Err(ModelError::WrongHash {
            file: origin.file.clone(),
            found,
            wanted: origin.sha256.clone(),
        });
    }
    Ok(bytes)
}

fn read(path: &Path) -> Result<Vec<u8>, ModelError> {
    let unreadable = |source| ModelError::Unreadable {
        path: path.to_owned(),
        source,
    };
    if fs::metadata(path).map_err(unreadable)?.len() > MAX_FILE {
        return Err(unreadable(io::ErrorKind::FileTooLarge.into()));
    }
    fs::read(path).map_err(unreadable)
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

#[cfg(test)]
mod tests;
