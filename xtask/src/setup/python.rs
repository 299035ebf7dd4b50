//! What comes from PyPI: environments of Python with the packages that a file pins. They stay outside the clone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use super::{Step, path_has};
use crate::places::Places;
use crate::process::run_logged;

/// One environment: `python/NAME` of the cache, by `NAME.txt` in a folder of `tests`.
pub(super) struct Environment {
    what: &'static str,
    folder: PathBuf,
    wanted: PathBuf,
}

impl Environment {
    /// Writes JPEG 2000 as cards hold it, for the tests.
    pub(super) fn of_pictures(places: &Places) -> Self {
        Self::new(places, "Pillow", "face", "pictures")
    }

    /// What the benchmark of faces is compared with.
    pub(super) fn of_peers(places: &Places) -> Self {
        Self::new(places, "face_recognition, dlib", "face", "peers")
    }

    /// What the benchmark of the backend is compared with.
    pub(super) fn of_backend_peer(places: &Places) -> Self {
        Self::new(places, "FastAPI", "bench", "backend")
    }

    fn new(places: &Places, what: &'static str, folder: &str, name: &str) -> Self {
        Self {
            what,
            folder: places.cache.join("python").join(name),
            wanted: places
                .root
                .join("tests")
                .join(folder)
                .join(name)
                .with_extension("txt"),
        }
    }

    /// A copy of the file as it was when the packages were installed.
    fn installed(&self) -> PathBuf {
        self.folder.join("installed.txt")
    }
}

impl Step for Environment {
    fn name(&self) -> String {
        format!("packages of Python ({})", self.what)
    }

    fn is_present(&self) -> bool {
        match (fs::read(&self.wanted), fs::read(self.installed())) {
            (Ok(wanted), Ok(installed)) => wanted == installed,
            _ => false,
        }
    }

    fn install(&self, log: &Path) -> Result<()> {
        if !path_has("python3") {
            bail!("python3 with venv and pip is missing");
        }
        let mut venv = Command::new("python3");
        run_logged(venv.args(["-m", "venv", "--clear"]).arg(&self.folder), log)?;
        let mut pip = Command::new(self.folder.join("bin/python"));
        // Every package stands in the file; what one of them asks for besides would not be pinned.
        pip.args(["-m", "pip", "install", "--no-deps", "--requirement"]);
        run_logged(pip.arg(&self.wanted), log)?;
        fs::copy(&self.wanted, self.installed())?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_environment_of_other_packages_does_not_count() {
        let dir = tempfile::tempdir().unwrap();
        let environment = Environment {
            what: "",
            folder: dir.path().to_owned(),
            wanted: dir.path().join("wanted.txt"),
        };
        assert!(!environment.is_present());
        fs::write(&environment.wanted, "pillow==1").unwrap();
        assert!(!environment.is_present());
        fs::copy(&environment.wanted, environment.installed()).unwrap();
        assert!(environment.is_present());
        fs::write(&environment.wanted, "pillow==2").unwrap();
        assert!(!environment.is_present());
    }
}
