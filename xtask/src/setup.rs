//! Installs what is missing and leaves what fits; one line for each thing.

mod apt;
mod archive;
mod faces;
mod models;
mod npm;
mod python;
mod tools;
mod wasm;

use std::io::{Write as _, stdout};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use self::models::Models;
pub(crate) use self::tools::path_has;
pub(crate) use self::wasm::Toolchain as WasmToolchain;

use crate::places::Places;

/// What some command needs of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// A C compiler and the PC/SC headers the bridge links with.
    Native,
    /// The standard library for `wasm32-unknown-unknown`.
    Wasm,
    /// Trunk, wasm-bindgen, wasm-opt.
    AppTools,
    /// pcscd, the virtual reader, OpenSC, network namespaces, PostgreSQL.
    Card,
    /// cargo-deny.
    Deny,
    /// Chromium with Japanese fonts, Playwright, axe.
    Browser,
    /// The nets that find and compare faces.
    Models,
    /// Pictures of faces, face-api.js to compare with, and Pillow, which writes JPEG 2000.
    Faces,
    /// What writes JPEG 2000, the format of the photo on a card.
    Photos,
    /// `face_recognition` with dlib, which the benchmark of faces is compared with.
    Peers,
    /// FastAPI, which the benchmark of the backend is compared with.
    BackendPeer,
}

/// To build the app.
pub(crate) const APP: &[Need] = &[Need::Wasm, Need::AppTools];
/// To run the benchmark of the backend.
pub(crate) const BENCH_BACKEND: &[Need] = &[Need::Native, Need::Card, Need::BackendPeer];
/// To run the benchmarks of cards.
pub(crate) const BENCH_CARD: &[Need] = &[Need::Native, Need::Card];
/// To run those of faces.
pub(crate) const BENCH_FACE: &[Need] = &[Need::Native, Need::Card, Need::Models, Need::Faces, Need::Peers];
/// To run the demo.
pub(crate) const DEMO: &[Need] = &[Need::Native, Need::Wasm, Need::AppTools, Need::Models];
/// To run the demo with photos of one's own.
pub(crate) const PHOTOS: &[Need] = &[Need::Photos];
/// To work on faces alone: `cargo test -p madoguchi-face`.
const FACE: &[Need] = &[Need::Models, Need::Faces];
/// To run every test.
pub(crate) const TEST: &[Need] = &[
    Need::Native,
    Need::Wasm,
    Need::AppTools,
    Need::Card,
    Need::Deny,
    Need::Browser,
    Need::Models,
    Need::Faces,
    Need::Photos,
];

/// One thing that is there or can be installed.
trait Step {
    /// As it stands in the progress line.
    fn name(&self) -> String;
    /// Whether what is there fits.
    fn is_present(&self) -> bool;
    /// Installs it; the installer's output goes to `log`.
    fn install(&self, log: &Path) -> Result<()>;
}

/// The needs of a purpose as the command line names it: `demo`, `test` or `face`.
pub(crate) fn needs_of(purpose: &str) -> Result<&'static [Need]> {
    match purpose {
        "demo" => Ok(DEMO),
        "test" => Ok(TEST),
        "face" => Ok(FACE),
        other => bail!("--for takes demo, test or face, not `{other}`"),
    }
}

/// Installs what of `needs` is missing.
pub(crate) fn ensure(places: &Places, needs: &[Need]) -> Result<()> {
    for step in steps(places, needs)? {
        perform(step.as_ref(), &places.setup_log())?;
    }
    Ok(())
}

/// Where the face models are, or will be.
pub(crate) fn models_folder(places: &Places) -> Result<PathBuf> {
    Ok(Models::new(places, None)?.folder().to_owned())
}

/// Makes the face models, where they are missing, in `folder` or the pair's own place in the cache.
pub(crate) fn models(places: &Places, folder: Option<PathBuf>) -> Result<()> {
    let models = Models::new(places, folder)?;
    perform(&models, &places.setup_log())?;
    println!("{}", models.folder().display());
    Ok(())
}

fn perform(step: &dyn Step, log: &Path) -> Result<()> {
    let name = step.name();
    if step.is_present() {
        println!("{name} … present");
        return Ok(());
    }
    print!("installing {name} … ");
    stdout().flush()?;
    let start = Instant::now();
    step.install(log).with_context(|| format!("installing {name}"))?;
    if !step.is_present() {
        bail!("{name} was installed and is not found; see {}", log.display());
    }
    println!("done ({} s)", start.elapsed().as_secs());
    Ok(())
}

fn steps(places: &Places, needs: &[Need]) -> Result<Vec<Box<dyn Step>>> {
    let mut steps: Vec<Box<dyn Step>> = Vec::new();
    let packages: Vec<&str> = needs
        .iter()
        .flat_map(|need| packages_of(*need))
        .copied()
        .collect();
    if !packages.is_empty() {
        steps.push(Box::new(apt::Packages(packages)));
    }
    for need in needs {
        match need {
            Need::Native | Need::Card | Need::Photos => {}
            Need::Wasm => steps.push(Box::new(wasm::Target)),
            Need::AppTools => {
                steps.push(Box::new(tools::trunk(places)));
                steps.extend(tools::wasm_bindgen(places)?.map(|tool| Box::new(tool) as Box<dyn Step>));
                steps.push(Box::new(npm::Modules::of_browser(places)));
            }
            Need::Deny => steps.push(Box::new(tools::cargo_deny(places))),
            Need::Browser if needs.contains(&Need::AppTools) => {}
            Need::Browser => steps.push(Box::new(npm::Modules::of_browser(places))),
            Need::Models => steps.push(Box::new(Models::new(places, None)?)),
            Need::Faces => {
                steps.push(Box::new(faces::Pictures::new(places)));
                steps.push(Box::new(npm::Modules::of_faces(places)));
                steps.push(Box::new(python::Environment::of_pictures(places)));
            }
            Need::Peers => steps.push(Box::new(python::Environment::of_peers(places))),
            Need::BackendPeer => steps.push(Box::new(python::Environment::of_backend_peer(places))),
        }
    }
    Ok(steps)
}

fn packages_of(need: Need) -> &'static [&'static str] {
    match need {
        Need::Native => &["build-essential", "pkg-config", "libpcsclite-dev"],
        Need::Card => &[
            "pcscd",
            "vsmartcard-vpcd",
            "pcsc-tools",
            "opensc",
            "iproute2",
            "postgresql",
        ],
        Need::Browser => &["chromium", "fonts-noto-cjk"],
        Need::Faces | Need::BackendPeer => &["python3-pip", "python3-venv"],
        Need::Photos => &["libopenjp2-tools"],
        Need::Wasm | Need::AppTools | Need::Deny | Need::Models | Need::Peers => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_installs_no_browser_and_no_database() {
        let packages: Vec<_> = DEMO.iter().flat_map(|need| packages_of(*need)).collect();
        assert_eq!(packages, [&"build-essential", &"pkg-config", &"libpcsclite-dev"]);
    }

    #[test]
    fn the_tests_need_all_the_demo_needs() {
        assert!(DEMO.iter().all(|need| TEST.contains(need)));
        assert!(APP.iter().all(|need| DEMO.contains(need)));
        assert!(needs_of("prod").is_err());
    }
}
