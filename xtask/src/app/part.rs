//! One page with its program: built by Trunk or in pieces, then its styles in one file, scripts out of the page, and compressed copies.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{compress, page, pieces, scripts, stamp::collect, styles};
use crate::places::Places;
use crate::process::run;
use crate::setup::WasmToolchain;

/// A page as it is built.
pub(super) struct Part {
    /// Name of its folder.
    name: &'static str,
    /// In the clone.
    page: &'static str,
    /// Its program, where that is cut into pieces; `None`: one piece, which Trunk builds.
    program: Option<&'static str>,
    features: &'static [&'static str],
    /// What the page is called in the app; Trunk calls each one `index.html`.
    pub(super) served_as: &'static str,
}

/// The counter of the production app.
pub(super) const COUNTER: Part = Part {
    name: "counter",
    page: "frontend/index.html",
    program: Some("madoguchi-frontend"),
    features: &[],
    served_as: "index.html",
};
/// The counter with the training drawer.
pub(super) const COUNTER_TRAINING: Part = Part {
    name: "counter-training",
    features: &["training"],
    ..COUNTER
};
/// The patient screen, the same in every app.
pub(super) const PATIENT: Part = Part {
    name: "patient",
    page: "frontend/patient.html",
    program: None,
    features: &[],
    served_as: "patient.html",
};

/// The records screen, likewise.
pub(super) const RECORDS: Part = Part {
    name: "records",
    page: "frontend/records.html",
    program: None,
    features: &[],
    served_as: "records.html",
};

impl Part {
    /// Builds it unless it was built from `sources` already; gives its folder.
    pub(super) fn build(&self, places: &Places, sources: &str) -> Result<PathBuf> {
        let parts = places.target.join("app-parts");
        let folder = parts.join(self.name);
        let stamp = parts.join(format!("{}.stamp", self.name));
        if fs::read_to_string(&stamp).is_ok_and(|old| old == sources) {
            return Ok(folder);
        }
        super::clear(&folder)?;
        fs::create_dir_all(&folder)?;
        match self.program {
            Some(program) => {
                let page = places.root.join(self.page);
                let program = pieces::build(places, program, self.features, &page, &folder)?;
                page::write(&page, &program, &folder)?;
            }
            None => self.trunk(places, &folder)?,
        }
        styles::fold(&folder)?;
        scripts::move_out(&folder)?;
        compress::tree(&folder)?;
        fs::write(&stamp, sources).context("noting what was built")?;
        Ok(folder)
    }

    fn trunk(&self, places: &Places, dist: &Path) -> Result<()> {
        let Some(toolchain) = WasmToolchain::find() else {
            bail!("no compiler for wasm32-unknown-unknown; run `cargo xtask setup`");
        };
        let mut trunk = Command::new(places.tools().join("bin").join("trunk"));
        trunk.args(["build", "--dist"]).arg(dist);
        if !self.features.is_empty() {
            trunk.args(["--features", &self.features.join(",")]);
        }
        trunk.arg(self.page).current_dir(&places.root);
        trunk.env("PATH", places.path()?);
        // Trunk takes it for an option of its own and stops at `NO_COLOR=1`.
        trunk.env_remove("NO_COLOR");
        // Where in Trunk a failed build was noticed would hide the compiler's message.
        trunk.env_remove("RUST_BACKTRACE");
        toolchain.apply(&mut trunk, places);
        run(&mut trunk)
    }

    /// Copies it into the app's folder; the page and its compressed copies under the name it is served as.
    pub(super) fn copy(&self, from: &Path, into: &Path) -> Result<()> {
        let mut files = Vec::new();
        collect(from, &mut files)?;
        for file in files {
            let name = file
                .strip_prefix(from)?
                .to_str()
                .context("names of built files are ASCII")?;
            let target = match name.strip_prefix("index.html") {
                Some(kind) => into.join(format!("{}{kind}", self.served_as)),
                None => into.join(name),
            };
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::copy(&file, target).with_context(|| format!("copying {name}"))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_and_its_copies_are_called_what_they_are_served_as() {
        let dir = tempfile::tempdir().unwrap();
        let (from, into) = (dir.path().join("part"), dir.path().join("app"));
        fs::create_dir_all(from.join("snippets")).unwrap();
        for name in ["index.html", "index.html.br", "snippets/a.js"] {
            fs::write(from.join(name), name).unwrap();
        }
        PATIENT.copy(&from, &into).unwrap();
        COUNTER.copy(&from, &into).unwrap();
        for name in [
            "patient.html",
            "patient.html.br",
            "index.html",
            "index.html.br",
            "snippets/a.js",
        ] {
            assert!(into.join(name).is_file(), "{name}");
        }
    }
}
