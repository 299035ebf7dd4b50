//! Builds the reception app: Trunk, then scripts out of the page, then compressed copies.

mod compress;
mod scripts;
mod stamp;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::places::Places;
use crate::process::run;
use crate::setup::WasmToolchain;

/// What the app is built from, in the clone.
const SOURCES: &[&str] = &[
    ".cargo",
    "frontend",
    "shared",
    "static",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "xtask/src/app",
];

/// Builds into [`Places::app`], which always holds a whole build: a new one takes its place at the end.
/// Does nothing when no source has changed since.
pub(crate) fn build(places: &Places) -> Result<()> {
    let start = Instant::now();
    let stamp = places.target.join("app.stamp");
    let sources = stamp::of(&places.root, SOURCES)?;
    if places.app().join("index.html").is_file() && fs::read_to_string(&stamp).is_ok_and(|old| old == sources)
    {
        println!("app … unchanged");
        return Ok(());
    }
    let staging = places.target.join("app-staging");
    let patient = places.target.join("app-staging-patient");
    for (page, folder) in [
        ("frontend/index.html", &staging),
        ("frontend/patient.html", &patient),
    ] {
        clear(folder)?;
        trunk(places, page, folder)?;
        scripts::move_out(folder)?;
    }
    // Two apps, one folder: Trunk calls every page index.html, and names all other files by their content.
    merge(&patient, &staging, "patient.html")?;
    let files = compress::tree(&staging)?;
    clear(&places.app())?;
    fs::rename(&staging, places.app()).context("putting the new build in place")?;
    fs::write(&stamp, sources)?;
    println!(
        "app … built ({files} files compressed, {} s)",
        start.elapsed().as_secs()
    );
    Ok(())
}

/// Moves the files of one build to another; its page gets a name of its own.
fn merge(from: &Path, into: &Path, page: &str) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let name = entry?.file_name();
        let target = if name == "index.html" {
            into.join(page)
        } else {
            into.join(&name)
        };
        fs::rename(from.join(&name), target)?;
    }
    clear(from)
}

fn trunk(places: &Places, page: &str, dist: &Path) -> Result<()> {
    let Some(toolchain) = WasmToolchain::find() else {
        bail!("no compiler for wasm32-unknown-unknown; run `cargo xtask setup`");
    };
    let mut trunk = Command::new(places.tools().join("bin").join("trunk"));
    trunk
        .args(["build", "--dist"])
        .arg(dist)
        .arg(page)
        .current_dir(&places.root);
    trunk.env("PATH", places.path()?);
    // Trunk takes it for an option of its own and stops at `NO_COLOR=1`.
    trunk.env_remove("NO_COLOR");
    // Where in Trunk a failed build was noticed would hide the compiler's message.
    trunk.env_remove("RUST_BACKTRACE");
    toolchain.apply(&mut trunk, places);
    run(&mut trunk)
}

fn clear(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("clearing {}", folder.display()))
        }
        _ => Ok(()),
    }
}
