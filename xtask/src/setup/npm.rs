//! What comes from npm: wasm-opt (binaryen), Playwright, axe; face-api.js.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use super::{Step, path_has};
use crate::places::Places;
use crate::process::run_logged;

/// The modules that the `package-lock.json` of a folder names.
pub(super) struct Modules {
    what: &'static str,
    folder: PathBuf,
}

impl Modules {
    /// Those of the browser tests.
    pub(super) fn of_browser(places: &Places) -> Self {
        Self {
            what: "wasm-opt, Playwright, axe",
            folder: places.e2e(),
        }
    }

    /// Those that faces are compared with.
    pub(super) fn of_faces(places: &Places) -> Self {
        Self {
            what: "face-api.js",
            folder: places.root.join("tests/face"),
        }
    }

    fn lock(&self) -> PathBuf {
        self.folder.join("package-lock.json")
    }

    /// A copy of the lock file as it was when the modules were installed.
    fn installed_lock(&self) -> PathBuf {
        self.folder.join("node_modules").join(".installed-lock.json")
    }
}

impl Step for Modules {
    fn name(&self) -> String {
        format!("npm modules ({})", self.what)
    }

    fn is_present(&self) -> bool {
        match (fs::read(self.lock()), fs::read(self.installed_lock())) {
            (Ok(wanted), Ok(installed)) => wanted == installed,
            _ => false,
        }
    }

    fn install(&self, log: &Path) -> Result<()> {
        if !path_has("npm") {
            bail!("npm is missing; install Node 20 or later");
        }
        let mut npm = Command::new("npm");
        npm.args(["ci", "--no-audit", "--no-fund"])
            .current_dir(&self.folder);
        // The browser is Debian's Chromium.
        npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        run_logged(&mut npm, log)?;
        fs::copy(self.lock(), self.installed_lock())?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_of_another_lock_file_do_not_count() {
        let dir = tempfile::tempdir().unwrap();
        let modules = Modules {
            what: "",
            folder: dir.path().to_owned(),
        };
        assert!(!modules.is_present());
        fs::create_dir(dir.path().join("node_modules")).unwrap();
        fs::write(modules.lock(), "1").unwrap();
        fs::copy(modules.lock(), modules.installed_lock()).unwrap();
        assert!(modules.is_present());
        fs::write(modules.lock(), "2").unwrap();
        assert!(!modules.is_present());
    }
}
