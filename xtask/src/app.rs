//! Builds the reception app out of its pages.

mod compress;
mod page;
mod part;
mod pieces;
mod scripts;
mod stamp;
mod styles;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};

use self::part::{COUNTER, COUNTER_TRAINING, PATIENT, Part, RECORDS};
pub(crate) use self::pieces::LATER;
pub(crate) use self::stamp::collect;
use crate::places::Places;
use crate::process::output;

/// What the app is built from, in the clone.
const SOURCES: &[&str] = &[
    ".cargo",
    "frontend",
    "shared",
    "static",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    // Version of wasm-opt.
    "tests/e2e/package-lock.json",
    "xtask/src/app.rs",
    "xtask/src/app",
    "xtask/src/setup/wasm.rs",
];

/// Which app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum App {
    /// For a desk.
    Production,
    /// For demo and tests: with the training drawer (D13).
    Training,
}

impl App {
    /// Name of its folder in the build output.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Production => "app",
            Self::Training => "app-training",
        }
    }

    fn parts(self) -> [Part; 3] {
        match self {
            Self::Production => [COUNTER, PATIENT, RECORDS],
            Self::Training => [COUNTER_TRAINING, PATIENT, RECORDS],
        }
    }
}

/// Builds into [`Places::app`], which always holds a whole build: a new one takes its place at the end.
/// Does nothing when no source has changed since.
pub(crate) fn build(places: &Places, app: App) -> Result<()> {
    let start = Instant::now();
    let name = app.name();
    let dist = places.app(app);
    let stamp = places.target.join(format!("{name}.stamp"));
    let sources = stamp::of(&places.root, SOURCES, &compiler())?;
    if dist.join("index.html").is_file() && fs::read_to_string(&stamp).is_ok_and(|old| old == sources) {
        println!("{name} … unchanged");
        return Ok(());
    }
    let staging = places.target.join(format!("{name}-staging"));
    clear(&staging)?;
    fs::create_dir_all(&staging)?;
    for part in app.parts() {
        let built = part.build(places, &sources)?;
        // Several pages, one folder: all files but the pages are named after their content.
        part.copy(&built, &staging)?;
    }
    clear(&dist)?;
    fs::rename(&staging, &dist).context("putting the new build in place")?;
    fs::write(&stamp, sources)?;
    println!("{name} … built ({} s)", start.elapsed().as_secs());
    Ok(())
}

/// Builds every app.
pub(crate) fn build_all(places: &Places) -> Result<()> {
    build(places, App::Production)?;
    build(places, App::Training)
}

/// Version of the compiler; empty when there is none.
fn compiler() -> String {
    output(Command::new("rustc").arg("-vV")).unwrap_or_default()
}

fn clear(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("clearing {}", folder.display()))
        }
        _ => Ok(()),
    }
}
