//! A standard library for `wasm32-unknown-unknown`: rustup's, else Debian's.

use std::path::{Path, PathBuf};
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
/// What makes the app small (`docs/adr/0009-size-of-the-app.md`): a panic stops at once, without a text that nobody
/// would read, and the standard library is built the same way.
const SMALL: &str = "--cfg erase_components -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none \
                     -Zfmt-debug=none";

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
        let sources = output(Command::new("rustc").args(["--print", "sysroot"]))
            .map(|root| Path::new(&root).join("lib/rustlib/src/rust/library/std"));
        let is_there = |folder: &Path| folder.is_dir();
        if libraries.is_some_and(|folder| is_there(Path::new(&folder)))
            && sources.is_some_and(|s| is_there(&s))
        {
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
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER);
        }
        // Building the standard library is not yet a stable option.
        command.env("RUSTC_BOOTSTRAP", "1");
        command.env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
        command.env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", SMALL);
        command.env("CARGO_TARGET_DIR", self.target(places));
    }

    /// Where cargo then builds: other flags or another compiler in one folder would rebuild each other's work.
    pub(crate) fn target(self, places: &Places) -> PathBuf {
        let folder = if self == Self::Debian { DEBIAN } else { "wasm" };
        places.target.join(folder)
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
        // The target for checks, the sources for the app itself.
        let by_rustup = run_logged(Command::new("rustup").args(["target", "add", TARGET]), log)
            .and_then(|()| run_logged(Command::new("rustup").args(["component", "add", "rust-src"]), log));
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
    fn each_compiler_builds_in_a_folder_of_its_own() {
        let places = Places {
            root: "/clone".into(),
            target: "/clone/target".into(),
            cache: "/cache/madoguchi".into(),
        };
        let mut command = Command::new("trunk");
        for (toolchain, folder) in [
            (Toolchain::Default, "/clone/target/wasm"),
            (Toolchain::Debian, "/clone/target/debian"),
        ] {
            toolchain.apply(&mut command, &places);
            let mut set = command.get_envs();
            let target = set
                .find(|(name, _)| *name == "CARGO_TARGET_DIR")
                .and_then(|(_, value)| value);
            assert_eq!(target, Some(folder.as_ref()));
        }
    }
}
