//! Programs that `cargo install` builds, at exact versions, in a folder outside the clone.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::Step;
use crate::places::Places;
use crate::process::{output, run_logged};

/// 0.22 wants a newer compiler than the workspace does.
const TRUNK: &str = "0.21.14";
const CARGO_DENY: &str = "0.20.2";

/// One such program.
pub(super) struct CargoTool {
    package: &'static str,
    program: &'static str,
    version: String,
    /// `cargo install --root`.
    root: PathBuf,
    /// Kept when a build is interrupted, so that the next run goes on from there.
    build: PathBuf,
}

impl CargoTool {
    fn new(places: &Places, package: &'static str, program: &'static str, version: &str) -> Self {
        let build = places.cache.join("tools-build");
        Self {
            package,
            program,
            version: version.to_owned(),
            root: places.tools(),
            build,
        }
    }
}

impl Step for CargoTool {
    fn name(&self) -> String {
        format!("{} {}", self.package, self.version)
    }

    fn is_present(&self) -> bool {
        let printed = output(Command::new(self.root.join("bin").join(self.program)).arg("--version"));
        printed.is_some_and(|text| text.split_whitespace().any(|word| word == self.version))
    }

    fn install(&self, log: &Path) -> Result<()> {
        let mut cargo = Command::new("cargo");
        cargo
            .args([
                "install",
                self.package,
                "--version",
                &self.version,
                "--locked",
                "--root",
            ])
            .arg(&self.root);
        cargo.env("CARGO_TARGET_DIR", &self.build);
        // These run for seconds and are built for minutes: halve the building.
        cargo.env("CARGO_PROFILE_RELEASE_LTO", "off");
        cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        cargo.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        run_logged(&mut cargo, log)?;
        fs::remove_dir_all(&self.build).context("clearing the build folder")
    }
}

pub(super) fn trunk(places: &Places) -> CargoTool {
    CargoTool::new(places, "trunk", "trunk", TRUNK)
}

pub(super) fn cargo_deny(places: &Places) -> CargoTool {
    CargoTool::new(places, "cargo-deny", "cargo-deny", CARGO_DENY)
}

/// wasm-bindgen at the version of `Cargo.lock`, for any other makes Trunk download one; `None` while nothing
/// in the workspace uses it.
pub(super) fn wasm_bindgen(places: &Places) -> Result<Option<CargoTool>> {
    let lock = fs::read_to_string(places.root.join("Cargo.lock")).context("reading Cargo.lock")?;
    let version = locked_version(&lock, "wasm-bindgen");
    Ok(version.map(|version| CargoTool::new(places, "wasm-bindgen-cli", "wasm-bindgen", version)))
}

/// Whether `program` is found in `PATH`.
pub(crate) fn path_has(program: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|dir| dir.join(program).is_file()))
}

/// The version of `package` in the text of a `Cargo.lock`.
fn locked_version<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_of_the_package_itself() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\nsource = \"registry\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.129"));
        assert_eq!(locked_version(lock, "leptos"), None);
    }

    #[test]
    fn programs_are_looked_up_in_path() {
        assert!(path_has("sh"));
        assert!(!path_has("no-such-program-here"));
    }
}
