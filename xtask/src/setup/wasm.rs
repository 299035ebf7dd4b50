//! A standard library for `wasm32-unknown-unknown`: rustup's, else Debian's.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{Step, apt::Packages, path_has};
use crate::places::Places;
use crate::process::{output, run_logged};

const TARGET: &str = "wasm32-unknown-unknown";
/// Name under which rustup knows Debian's compiler.
const DEBIAN: &str = "debian";
/// A current compiler, its sources and a linker; Debian 12's `rustc` itself is too old.
const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "lld-19"];
const DEBIAN_LINKER: &str = "wasm-ld-19";

/// The compiler that builds the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The one that builds everything else.
    Default,
    /// Debian's, which builds the standard library first.
    Debian,
}

impl Toolchain {
    /// The one that is ready, the default first; `None` when neither is.
    pub(crate) fn find() -> Option<Self> {
        let libraries = output(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]));
        if libraries.is_some_and(|folder| Path::new(&folder).is_dir()) {
            return Some(Self::Default);
        }
        let linked = output(Command::new("rustup").args(["toolchain", "list"]));
        let linked =
            linked.is_some_and(|list| list.lines().any(|line| line.split(' ').next() == Some(DEBIAN)));
        let installed = Packages(DEBIAN_PACKAGES.to_vec()).is_present();
        (linked && installed).then_some(Self::Debian)
    }

    /// Sets what makes `command`, and the cargo it starts, use this compiler.
    pub(crate) fn apply(self, command: &mut Command, places: &Places) {
        if self == Self::Debian {
            command.env("RUSTUP_TOOLCHAIN", DEBIAN);
            // Building the standard library is not yet a stable option.
            command.env("RUSTC_BOOTSTRAP", "1");
            command.env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER);
            // Two compilers in one folder would rebuild each other's work.
            command.env("CARGO_TARGET_DIR", places.target.join(DEBIAN));
        }
    }
}

/// The step that makes one of them ready.
pub(super) struct Target;

impl Step for Target {
    fn name(&self) -> String {
        match Toolchain::find() {
            Some(Toolchain::Debian) => format!("Rust target {TARGET} (Debian's compiler)"),
            Some(Toolchain::Default) | None => format!("Rust target {TARGET}"),
        }
    }

    fn is_present(&self) -> bool {
        Toolchain::find().is_some()
    }

    fn install(&self, log: &Path) -> Result<()> {
        if !path_has("rustup") {
            bail!("rustup is missing; install it, or the target {TARGET} for the compiler that is there");
        }
        let by_rustup = run_logged(Command::new("rustup").args(["target", "add", TARGET]), log);
        if by_rustup.is_ok() {
            return Ok(());
        }
        let packages = Packages(DEBIAN_PACKAGES.to_vec());
        if !packages.is_present() {
            packages
                .install(log)
                .context("rustup could not download the target; Debian's compiler instead")?;
        }
        run_logged(
            Command::new("rustup").args(["toolchain", "link", DEBIAN, "/usr"]),
            log,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_debians_compiler_changes_the_environment() {
        let places = Places {
            root: "/clone".into(),
            target: "/clone/target".into(),
            cache: "/cache/madoguchi".into(),
        };
        let mut command = Command::new("trunk");
        Toolchain::Default.apply(&mut command, &places);
        assert_eq!(command.get_envs().count(), 0);
        Toolchain::Debian.apply(&mut command, &places);
        let target = command
            .get_envs()
            .find(|(name, _)| *name == "CARGO_TARGET_DIR")
            .and_then(|(_, value)| value);
        assert_eq!(target, Some("/clone/target/debian".as_ref()));
    }
}
