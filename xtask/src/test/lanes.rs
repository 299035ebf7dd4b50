//! The single checks.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::{demo, drawer};
use crate::app::{self, App};
use crate::places::Places;
use crate::process::run;
use crate::setup::{APP, DEMO, Need, TEST, WasmToolchain};
use crate::{browser, size};

/// What a first visit may load, in kB with brotli.
const MAX_BROTLI_KB: u64 = 220;
const APP_PACKAGE: &str = "madoguchi-frontend";
const WASM: &[&str] = &["--target", "wasm32-unknown-unknown"];

/// One check.
pub(super) struct Lane {
    pub(super) name: &'static str,
    pub(super) needs: &'static [Need],
    /// Whether `--quick` runs it.
    pub(super) quick: bool,
    pub(super) run: fn(&Places) -> Result<()>,
}

/// All of them, in the order in which they run: what fails fastest comes first.
pub(super) const LANES: &[Lane] = &[
    Lane {
        name: "fmt",
        needs: &[],
        quick: true,
        run: fmt,
    },
    Lane {
        name: "clippy",
        needs: &[Need::Native, Need::Wasm],
        quick: true,
        run: clippy,
    },
    Lane {
        name: "doc",
        needs: &[Need::Native, Need::Wasm],
        quick: false,
        run: doc,
    },
    Lane {
        name: "deny",
        needs: &[Need::Deny],
        quick: false,
        run: deny,
    },
    Lane {
        name: "test",
        needs: &[Need::Native, Need::Card, Need::Models, Need::Faces],
        quick: true,
        run: test,
    },
    Lane {
        name: "build-app",
        needs: APP,
        quick: false,
        run: build_app,
    },
    Lane {
        name: "size",
        needs: APP,
        quick: false,
        run: app_size,
    },
    Lane {
        name: "e2e",
        needs: TEST,
        quick: false,
        run: e2e,
    },
    Lane {
        name: "demo",
        needs: DEMO,
        quick: false,
        run: demo::check,
    },
];

fn fmt(places: &Places) -> Result<()> {
    run(cargo(places, "fmt").args(["--all", "--check"]))
}

fn clippy(places: &Places) -> Result<()> {
    let features = ["--all-targets", "--all-features"];
    run(without_app(&mut cargo(places, "clippy"))
        .args(features)
        .args(["--", "-D", "warnings"]))?;
    // Without and with the training drawer.
    for features in [&[][..], &["--all-features"]] {
        run(app_only(&mut cargo(places, "clippy"))
            .args(features)
            .args(["--", "-D", "warnings"]))?;
    }
    Ok(())
}

fn doc(places: &Places) -> Result<()> {
    let options = ["--no-deps", "--document-private-items"];
    // Private items are documented too, so a public item may point to one.
    let strict = ("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links");
    run(without_app(&mut cargo(places, "doc"))
        .args(options)
        .env(strict.0, strict.1))?;
    run(app_only(&mut cargo(places, "doc"))
        .args(options)
        .arg("--all-features")
        .env(strict.0, strict.1))
}

fn deny(places: &Places) -> Result<()> {
    let mut deny = Command::new(places.tools().join("bin").join("cargo-deny"));
    run(deny
        .args(["check", "bans", "licenses", "sources"])
        .current_dir(&places.root))?;
    let mut advisories = Command::new(places.tools().join("bin").join("cargo-deny"));
    advisories
        .args(["check", "--disable-fetch", "advisories"])
        .current_dir(&places.root);
    if has_advisories() {
        run(&mut advisories)
    } else {
        println!("advisories not checked: there is no copy of the database (`cargo deny fetch` gets one)");
        Ok(())
    }
}

fn test(places: &Places) -> Result<()> {
    // The whole-system tests start the programs themselves.
    build_programs(places)?;
    run(without_app(&mut cargo(places, "test"))
        .args(["--all-features", "--no-fail-fast"])
        .env("MADOGUCHI_BIN", places.bin()))?;
    // What of the app needs no browser: words, dates, the order of events.
    run(cargo(places, "test").args(["--package", APP_PACKAGE, "--all-features"]))
}

/// Both apps, the training drawer in one of them only.
fn build_app(places: &Places) -> Result<()> {
    app::build_all(places)?;
    drawer::check(places)
}

fn app_size(places: &Places) -> Result<()> {
    app::build(places, App::Production)?;
    size::report(places, Some(MAX_BROTLI_KB))
}

fn e2e(places: &Places) -> Result<()> {
    app::build_all(places)?;
    build_programs(places)?;
    // One after the other, since the first are timed; all of them, whatever one finds.
    ["alone", "tests", "scenarios"]
        .map(|project| browser::playwright(places, project))
        .into_iter()
        .collect()
}

/// Every program with every feature: the training drawer, the card that plugs into vpcd.
pub(crate) fn build_programs(places: &Places) -> Result<()> {
    run(without_app(&mut cargo(places, "build")).args(["--bins", "--all-features"]))
}

fn cargo(places: &Places, command: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.arg(command).current_dir(&places.root);
    cargo
}

fn without_app(cargo: &mut Command) -> &mut Command {
    cargo.args(["--workspace", "--exclude", APP_PACKAGE])
}

/// The app for its own target; for this machine's where only Debian's compiler builds it, which has no lints.
fn app_only(cargo: &mut Command) -> &mut Command {
    cargo.args(["--package", APP_PACKAGE]);
    if WasmToolchain::find() == Some(WasmToolchain::Default) {
        cargo.args(WASM)
    } else {
        cargo
    }
}

/// Whether cargo-deny has a database in its default place.
fn has_advisories() -> bool {
    let home = std::env::var_os("CARGO_HOME").map(Into::into);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let databases = home.map(|home| home.join("advisory-dbs")).context("no home");
    databases.is_ok_and(|folder| holds_folder(&folder))
}

fn holds_folder(folder: &Path) -> bool {
    std::fs::read_dir(folder)
        .is_ok_and(|mut entries| entries.any(|entry| entry.is_ok_and(|e| e.path().is_dir())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_folder_is_no_database() {
        let dir = tempfile::tempdir().unwrap();
        assert!(!holds_folder(dir.path()));
        assert!(!holds_folder(&dir.path().join("missing")));
        std::fs::create_dir(dir.path().join("github.com-abc")).unwrap();
        assert!(holds_folder(dir.path()));
    }
}
